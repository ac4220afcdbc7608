"""Parts of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypedDict

from parley_client.generated.models.general.choices import FeePayer
from parley_client.generated.models.webhook_events.choices import (
    ActorRefRole,
    AutomaticStep,
    BehalfRefMeans,
    BehalfRefParty,
    CaseSnapshotRefOutcome,
    ClockRefOwedBy,
    FilingHoldRefOpeners,
    TimeoutRefOwedBy,
)
from parley_client.generated.models.webhook_events.choices_2 import (
    NegotiationRefAsked,
    NegotiationRefState,
    OptionRefKind,
    PenaltyRefParty,
    ProposalRefBy,
    ProposalStandingRefState,
)


class MoneyRef(TypedDict):
    """Amount in minor units of its currency."""

    amount: int
    """Minor units of the currency: cents of EUR, yen of JPY."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""


class FeeRef(TypedDict):
    """Fee agreed for a deal: a rate, a fixed amount, or both."""

    basis_points: int
    """Share in basis points: 100 are one per cent, 10,000 all of it."""
    fixed: MoneyRef
    """Fixed amount on top of the share."""
    paid_by: FeePayer
    """`seller`: taken off what the seller gets. `buyer`: paid on top of the price."""


class CalendarRef(TypedDict):
    """Calendar of the case: `weekdays` 0 is Monday, `opens`/`closes` "HH:MM", holidays ISO dates."""

    zone: str
    """Time zone, as in `Europe/Berlin`."""
    weekdays: list[int]
    """Business days: 0 is Monday, 6 Sunday."""
    opens: str
    """When the business day begins, as in `09:00`."""
    closes: str | None
    """When it ends; null for the end of the day."""
    holidays: list[str]
    """Days on which nothing is due, as in `2026-12-25`."""


class FilingHoldRef(TypedDict):
    """Filing window that holds the money after a presumed delivery, as long as anybody may open a case. A case that
    ends before that delivery and bars the last of them from another lets the release come without it.
    """

    openers: list[FilingHoldRefOpeners]
    """Who may still open a case."""
    until: str
    """Its end, if the delivery is presumed when it is due."""
    term: str | None
    """How long it lasts from that delivery, whenever it is presumed; none: it began earlier, and `until` stays."""
    calendar: CalendarRef
    """The edition's own, which `term` is counted in."""


class AutomaticStepRef(TypedDict):
    """Step that an escrow takes by itself when nobody acts. A step that is due while money is frozen is taken when
    the freeze ends without a settlement.
    """

    kind: AutomaticStep
    """What then happens by itself, as a code."""
    due_at: str
    """When it happens unless somebody acts before (UTC)."""
    release_at: str | None
    """After a presumed delivery: when the release follows, the inspection over and no filing window holding the
    money.
    """
    release_after: list[str]
    """What has to be over after a presumed delivery before the release follows, whenever the delivery is presumed:
    the inspection.
    """
    filing_hold: FilingHoldRef | None
    """What else has to be over where a filing window holds the money."""


class ActorRef(TypedDict):
    """Actor: who did it."""

    role: ActorRefRole
    """Role of whoever it is."""
    id: str
    """Its id, given by Parley; it never changes."""


class TimeoutRef(TypedDict):
    """Silence that has brought an end about: which clock ran out on whom, and what was carried out for it."""

    deadline: str
    """Name of the clock that ran out."""
    owed_by: TimeoutRefOwedBy
    """Who was waited for."""
    due_at: str
    """When it ran out (UTC)."""
    executed: str
    """As it was foretold, e.g. `execute_buyer_solution`."""


class ClockRef(TypedDict):
    """Clock of a case that runs: which, until when, and who owes the act."""

    deadline: str
    """Name of the clock."""
    due_at: str
    """When it runs out, excluded (UTC)."""
    owed_by: ClockRefOwedBy | None
    """Who is waited for; null if nobody in particular."""
    request: str | None
    """Of evidence: which request."""


class CaseSnapshotRef(TypedDict):
    """How a case stands: enough to keep its state without asking."""

    status: str
    """Where the case is, in words that all policies share."""
    stage: str | None
    """Stage of its policy; null while the money is not frozen yet."""
    outcome: CaseSnapshotRefOutcome | None
    """Once it has ended."""
    disputed: MoneyRef
    """What is disputed."""
    reduced: MoneyRef | None
    """What of it has gone back to the buyer at once, beside goods."""
    deadlines: list[ClockRef]
    """Deadlines that run in the case."""
    paused_at: str | None
    """When an operator stopped the clocks (UTC); null while they run."""
    assignee: str | None
    """User id of the operator who has it; null if nobody does."""


class BehalfRef(TypedDict):
    """Party for whom an operator has acted, and by which means it asked them to."""

    party: BehalfRefParty
    """The party it is about: `buyer` or `seller`."""
    means: BehalfRefMeans
    """How the party had told support what it wants."""


class PenaltyRef(TypedDict):
    """Consequence for a person, stated in the resolution (K14). Acts and what they lead to are the edition's."""

    party: PenaltyRefParty
    """The party it is about: `buyer` or `seller`."""
    act: str
    """Code of the act that is penalised."""
    points: int
    """Change of ranking points, as in -50 (K15)."""
    warning: int
    """Which warning for this act it is: 1, 2, …"""
    fine: MoneyRef | None
    """The fine; null without one."""
    suspended_until: str | None
    """Until when the participant is suspended (UTC); null if not."""
    closed: bool
    """Whether it closes the participant's account."""


class OptionRef(TypedDict):
    """Solution on offer, in money as it would be paid now: `to_buyer + to_seller + fee` is the disputed amount.

    A replacement moves no money (None).
    """

    kind: OptionRefKind
    """Which kind of solution it is."""
    to_buyer: MoneyRef | None
    """What the buyer gets; null where goods decide first."""
    to_seller: MoneyRef | None
    """What the seller would get: the fee that the seller pays is taken off."""
    fee: MoneyRef | None
    """What the platform would take of the seller's share."""
    reduction: MoneyRef | None
    """What goes back to the buyer at once, beside goods; the goods are then about the rest."""


class ProposalStandingRef(TypedDict):
    """How a proposal stands."""

    number: int
    """Which proposal of the negotiation it is, from 1."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""
    state: ProposalStandingRefState
    """What has become of it."""
    expires_at: str | None
    """Until when it can be answered; null where no time is running for it."""
    chosen: int | None
    """Index of the option that is carried out."""


class NegotiationRef(TypedDict):
    """How a negotiation stands."""

    state: NegotiationRefState
    """How far it is; see the negotiation's own view."""
    round: int
    """0 is the opening proposal, each counter-offer one more."""
    newest: ProposalStandingRef | None
    """Newest proposal. The earlier ones stay as they were told last, except for what is `superseded` now."""
    superseded: list[int]
    """Numbers of the proposals that a later one has taken the place of: by being made while they stood, or by being
    chosen (`accepted`, `executed_on_silence`) after they had been (D14). Of none of them an option is carried
    out.
    """
    asked: list[NegotiationRefAsked]
    """Who is to act next; both, of a mediator's proposal."""
    due_at: str | None
    """Until when they have time; in a pause as the clock stood when that began."""
    paused_at: str | None
    """Since when the case stands still."""


class ProposalRef(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    number: int
    """Its number in the negotiation, from 1."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""
    by: ProposalRefBy | Literal["operator"]
    """`operator`: a mediator has put it to both sides."""
    round: int
    """Number of the round."""
    options: list[OptionRef]
    """Solutions that it offers, by their rank."""
