"""Events that mediation publishes: proposals, whose turn it is, and how the negotiation ended."""

from __future__ import annotations

from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from .disputes import BehalfRef, OptionRef, Silence
from .envelope import Event, EventFields, MoneyRef, Party, Record

NegotiationState = Literal["guiding", "negotiating", "pending", "open", "agreed", "closed"]
"""`guiding`: the claimant walks the tree that leads to the first proposal (O2).
`pending`: an agreement waits for disputes to decide whether it ends the case.
`open`: nobody owes an act any more, but proposals can still be made and accepted, each for its time (D14)."""
ProposalState = Literal[
    "standing", "superseded", "accepted", "rejected", "expired", "executed_on_silence", "withdrawn", "overtaken"
]
"""`withdrawn`: the case ended, or is about less, while it stood. `overtaken`: it was agreed to, but something else had
ended the case before."""


class ProposalRef(Record):
    id: UUID
    number: int
    version: int
    by: Party | Literal["operator"]
    """`operator`: a mediator has put it to both sides."""
    round: int
    options: tuple[OptionRef, ...]


class ProposalStandingRef(Record):
    """How a proposal stands."""

    number: int
    version: int
    state: ProposalState
    expires_at: AwareDatetime | None = None
    """Until when it can be answered; null where no time is running for it."""
    chosen: int | None = None
    """Index of the option that is carried out."""


class NegotiationRef(Record):
    """How a negotiation stands."""

    state: NegotiationState
    round: int
    newest: ProposalStandingRef | None = None
    """Newest proposal. The earlier ones stay as they were told last, except for what is `superseded` now."""
    superseded: tuple[int, ...] = ()
    """Numbers of the proposals that a later one has taken the place of: by being made while they stood, or by being
    chosen (`accepted`, `executed_on_silence`) after they had been (D14). Of none of them an option is carried out."""
    asked: tuple[Party, ...] = ()
    """Who is to act next; both, of a mediator's proposal."""
    due_at: AwareDatetime | None = None
    """Until when they have time; in a pause as the clock stood when that began."""
    paused_at: AwareDatetime | None = None
    """Since when the case stands still."""


class SilenceRef(Record):
    """Silence that has decided a negotiation: of whom, and until when they had time."""

    owed_by: Party
    due_at: AwareDatetime


class MediationEvent(Event):
    """Event about the mediation of a dispute, its subject."""

    prefix: ClassVar[str] = "med"

    dispute: UUID
    on_behalf_of: BehalfRef | None = None
    """Where the actor is an operator who did what a party asked for."""


class MediationFields(EventFields):
    """Fields that every event about a mediation has."""

    dispute: UUID
    on_behalf_of: BehalfRef | None


class NegotiationEvent(MediationEvent):
    """Event that partners see: every version of a negotiation has one, and one is enough to remember it by."""

    negotiation: NegotiationRef
    """How the negotiation stands after it."""


class ProposalMade(NegotiationEvent):
    """Opening proposal, counter-offer, or a new one while the case is with an operator (D14)."""

    topic: ClassVar[str] = "mediation.proposal-made.v1"
    public: ClassVar[str | None] = "proposal.created"

    proposal: ProposalRef


class ProposalAmended(NegotiationEvent):
    """Proposal worded anew by its author; its version has risen."""

    topic: ClassVar[str] = "mediation.proposal-amended.v1"
    public: ClassVar[str | None] = "proposal.amended"

    proposal: ProposalRef


class ProposalRejected(NegotiationEvent):
    """Proposal refused."""

    topic: ClassVar[str] = "mediation.proposal-rejected.v1"
    public: ClassVar[str | None] = "proposal.rejected"

    proposal: ProposalRef


class ProposalAccepted(NegotiationEvent):
    """Option of that index taken by the other party: the negotiation is over."""

    topic: ClassVar[str] = "mediation.proposal-accepted.v1"
    public: ClassVar[str | None] = "proposal.accepted"

    proposal: ProposalRef
    option: int
    """Index into the proposal's options."""


class ConsentGiven(NegotiationEvent):
    """One side consents to a mediator's proposal; it is agreed once the other does."""

    topic: ClassVar[str] = "mediation.consent-given.v1"
    public: ClassVar[str | None] = "proposal.consented"

    proposal: ProposalRef
    by: Party


class ProposalExpired(NegotiationEvent):
    """Proposal not answered in time."""

    topic: ClassVar[str] = "mediation.proposal-expired.v1"
    public: ClassVar[str | None] = "proposal.expired"

    proposal: ProposalRef
    owed_by: Party | None = None
    """Whose answer did not come; None: neither side's, to a mediator's proposal, see `asked`."""
    asked: tuple[Party, ...] = ()
    """Everybody whose answer did not come."""
    due_at: AwareDatetime | None = None
    """Until when there was time."""


class NegotiationUpdated(NegotiationEvent):
    """It has changed in something of which no proposal's event tells: `negotiation` says how it stands now."""

    topic: ClassVar[str] = "mediation.negotiation-updated.v1"
    public: ClassVar[str | None] = "negotiation.updated"

    proposal: ProposalRef | None = None
    """What stands: it can be answered, or its acceptance is `pending`."""


class TurnChanged(MediationEvent):
    """State of the negotiation after every act: enough for the case to show it and to foresee its end."""

    topic: ClassVar[str] = "mediation.turn-changed.v1"

    state: NegotiationState
    standing: ProposalRef | None
    awaiting: Party | None
    due_at: AwareDatetime | None
    """In a pause as the clock stood when that began: nothing happens by itself then, and later by what is left."""
    due_since: AwareDatetime | None = None
    paused_at: AwareDatetime | None = None
    """Since when the case stands still, as far as mediation knows."""
    on_silence: Silence | None
    may: dict[str, tuple[str, ...]]
    """Party → acts (accept, reject, counter, amend, propose, answer), from the same function that guards them; for
    `operator`: propose, where a mediator may put a proposal to both."""
    limits: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Act → its bounds, as mediation itself shows them: which version, which kinds, how much at most."""
    last_of_buyer: tuple[OptionRef, ...]
    """The options of the buyer's last proposal (D6)."""
    standing_about: MoneyRef | None = None
    """What was still disputed when what stands was worded."""
    last_of_buyer_about: MoneyRef | None = None
    """The same of the buyer's last proposal."""
    by_operators: bool = False
    """An operator has spoken for a party in what stands, by wording it or by consenting to it: above the platform's
    limit, accepting it is refused."""
    worded_by_operators: bool = False
    """An operator has worded what stands for its author, or opened the case with it: above the platform's limit,
    silence carries out none of it."""
    operators_last: tuple[Party, ...] = ()
    """Parties whose last proposal an operator has worded."""


class AgreementSubmitted(MediationEvent):
    """Agreement as far as the parties are concerned. Disputes, which owns the end of a case, decides whether it counts,
    and always answers with `disputes.agreement-decided.v1`."""

    topic: ClassVar[str] = "mediation.agreement-submitted.v1"

    proposal: UUID
    option: OptionRef
    basis: Literal["acceptance", "silence"]
    by: Party | Literal["operator"]
    """Whose proposal it is."""
    received_at: AwareDatetime
    """When the acceptance was received, which judges it against the deadlines of the case; of silence: its deadline."""
    amount: MoneyRef
    """What it divides, as far as mediation has heard: less what had gone back to the buyer beside goods."""
    silence: SilenceRef | None = None
    """Whose silence, where that is the basis."""
    by_operators: bool = False
    """An operator has worded or accepted it for a party: above the platform's limit that takes a second one."""


class Agreed(MediationEvent):
    """Option that is carried out, as disputes has decided: accepted, or taken as accepted by silence (D1)."""

    topic: ClassVar[str] = "mediation.agreed.v1"

    proposal: UUID
    option: OptionRef
    basis: Literal["acceptance", "silence"]
    by: Party | Literal["operator"] | None = None
    """Whose proposal it is."""
    silence: SilenceRef | None = None
    """Whose silence, where that is the basis."""


class Failed(MediationEvent):
    topic: ClassVar[str] = "mediation.failed.v1"

    why: Literal["rejected", "silence", "rounds_exhausted", "abandoned", "guide_missing"]
    """`abandoned`: the claimant did not walk the tree to its end in time. `guide_missing`: the edition names a tree
    that there is not, or that can suggest nothing the edition knows."""
    silence: SilenceRef | None = None
    """Whose silence it was, if it was silence."""
