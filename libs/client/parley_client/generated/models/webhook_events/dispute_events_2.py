"""Dispute events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import (
    DisputeCreatedEventDataOpenedBy,
    DisputeOpenedEventDataClaimant,
    FailureEndBars,
    FailureEndCarriesOutLastOf,
    FailureEndClosesAs,
    FailureEndPays,
    NegotiationTermsCounterSilence,
    NegotiationTermsFirstToAnswer,
    NegotiationTermsKinds,
    NegotiationTermsOnSilence,
    NegotiationTermsReject,
    NegotiationTermsWithReduction,
)
from parley_client.generated.models.webhook_events.dispute_events import DisputeReductionOrderedEventData
from parley_client.generated.models.webhook_events.parts import (
    ActorRef,
    AutomaticStepRef,
    BehalfRef,
    CalendarRef,
    CaseSnapshotRef,
    FeeRef,
    MoneyRef,
    OptionRef,
    TimeoutRef,
)


class DisputeReductionOrderedEvent(TypedDict):
    """Part of the frozen amount goes back to the buyer at once, as agreed beside goods; the case goes on about the
    rest. Escrow carries it out once per `instruction`.
    """

    type: Literal["dispute.reduction_ordered"]
    """What has happened."""
    timestamp: str
    """When it took effect (UTC, the platform's clock): when due or, decided late, when received."""
    id: str
    """Id of the event: the same in every delivery, and the `webhook-id`."""
    sequence: int
    """Number among all facts about its subject, internal ones included."""
    version: int
    """Version of its subject after it: what is older than what you know changes nothing."""
    number: int | None
    """Number among the events that you are sent about its subject, without a gap; null in a test."""
    cause: str
    """What brought it about: an act, a deadline, another event."""
    recorded_at: NotRequired[str | None]
    """When it was carried out, where it had taken effect before; else null."""
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeReductionOrderedEventData
    """What this type tells."""


class DisputeCreatedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    amount: MoneyRef
    """What is claimed."""
    reason: str
    """Why, in words."""
    opened_by: DisputeCreatedEventDataOpenedBy
    """Who opened it: `buyer` or `seller`, or for whom somebody else did."""
    received_at: str | None
    """When the opening was received, which judges it against escrow's own deadlines; None: when it occurred."""


class DisputeCreatedEvent(TypedDict):
    """Dispute asks for its money to be held still; until escrow confirms it is only `opening`."""

    type: Literal["dispute.created"]
    """What has happened."""
    timestamp: str
    """When it took effect (UTC, the platform's clock): when due or, decided late, when received."""
    id: str
    """Id of the event: the same in every delivery, and the `webhook-id`."""
    sequence: int
    """Number among all facts about its subject, internal ones included."""
    version: int
    """Version of its subject after it: what is older than what you know changes nothing."""
    number: int | None
    """Number among the events that you are sent about its subject, without a gap; null in a test."""
    cause: str
    """What brought it about: an act, a deadline, another event."""
    recorded_at: NotRequired[str | None]
    """When it was carried out, where it had taken effect before; else null."""
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeCreatedEventData
    """What this type tells."""


class FailureEnd(TypedDict):
    """End of a case whose negotiation comes to nothing, as its edition says. None of the three: the case goes on."""

    closes_as: FailureEndClosesAs | None
    """Without a settlement: escrow takes its ordinary course."""
    bars: list[FailureEndBars]
    """Who may open no other case of the deal after one that ends so."""
    pays: FailureEndPays | None
    """All that is left, to this party."""
    carries_out_last_of: FailureEndCarriesOutLastOf | None
    """The first option of this party's last proposal."""
    has_judges: bool
    """Whether operators decide instead, above the platform's limit, on what one of them alone has worded."""


class GuideTerms(TypedDict):
    """Guide: the claimant walks a decision tree, which suggests the options of the opening proposal (O2)."""

    tree: str
    """An edition of a tree, as mediation publishes them under `/v1/trees`."""
    answer_by: str
    """Half-open. A walk not ended by a proposal until then fails as `abandoned`."""
    respond_term: str
    """Time for the other side to answer the proposal that ends the walk, as `common.kernel.terms.Term` spells it."""
    if_abandoned: FailureEnd
    """What follows if the walk is not ended in time."""


class NegotiationTerms(TypedDict):
    """Policy of negotiating: all that mediation needs to know of it."""

    first_to_answer: NegotiationTermsFirstToAnswer
    """Whose turn is first."""
    respond_by: str
    """When the first answer is due: half-open, an act at this instant is late. With a guide, see there."""
    guide: GuideTerms | None
    """Questions that lead to solutions; null without any."""
    on_silence: NegotiationTermsOnSilence
    """What follows if no answer comes."""
    reject: NegotiationTermsReject
    """A bare rejection is refused (D3), is simply recorded, or ends the negotiation (O6)."""
    max_rounds: int
    """Rounds that are allowed."""
    counter_term: str
    """Time for the other side to answer a counter-offer, as `common.kernel.terms.Term` spells it."""
    counter_silence: NegotiationTermsCounterSilence
    """What follows if no answer to a counter-offer comes."""
    amendable: bool
    """Whether an offer can be reworded until it is first acted on."""
    kinds: list[NegotiationTermsKinds]
    """Kinds of solutions that can be offered."""
    max_options: int
    """Most options of one proposal."""
    offer_term: str
    """How long an offer stands once no clock of the negotiation runs any more (D14)."""
    with_reduction: list[NegotiationTermsWithReduction]
    """Kinds of goods that a reduction of the price may come with."""
    if_failed: FailureEnd
    """What follows if nobody agrees, or silence escalates."""
    calendar: CalendarRef
    """Business days that terms are counted in."""


class DealMoneyRef(TypedDict):
    """Money of a deal as escrow last told it: what a payout, and what follows a freeze, is foretold with."""

    price: MoneyRef
    """The agreed price."""
    held: MoneyRef
    """What the escrow holds."""
    frozen: MoneyRef
    """What of it is frozen."""
    released: MoneyRef
    """What has gone to the seller, with the fee that came out of it."""
    refunded: MoneyRef
    """What has gone back to the buyer."""
    fee_terms: FeeRef
    """The fee, as agreed."""
    fee_held: MoneyRef
    """Of a fee that the buyer pays."""
    next_step: AutomaticStepRef | None
    """What escrow does by itself if nobody acts; null if nothing."""


class DisputeOpenedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    claimant: DisputeOpenedEventDataClaimant
    """Who opened it: `buyer` or `seller`."""
    amount: MoneyRef
    """What is disputed, and frozen."""
    reason: str
    """Why, in words."""
    edition: str
    """Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published."""
    stage: str
    """Stage of the case's policy, by its name there."""
    negotiation: NegotiationTerms | None
    """Terms of the talks that begin; null where the policy has none."""
    options: list[OptionRef]
    """The claimant's opening proposal, ranked, first = preferred. Empty where a guide leads to it."""
    category: str | None
    """Your category of the deal; null if you gave none."""
    price: MoneyRef | None
    """The agreed price."""
    deal: DealMoneyRef | None
    """Money of the deal as escrow froze it: its fee, and what escrow does by itself if nothing is settled."""
    delivered_at: str | None
    """When the delivery was reported or presumed (UTC); null before."""


class DisputeOpenedEvent(TypedDict):
    """Money is frozen and the first stage begins; a negotiation begins with it if the policy has one."""

    type: Literal["dispute.opened"]
    """What has happened."""
    timestamp: str
    """When it took effect (UTC, the platform's clock): when due or, decided late, when received."""
    id: str
    """Id of the event: the same in every delivery, and the `webhook-id`."""
    sequence: int
    """Number among all facts about its subject, internal ones included."""
    version: int
    """Version of its subject after it: what is older than what you know changes nothing."""
    number: int | None
    """Number among the events that you are sent about its subject, without a gap; null in a test."""
    cause: str
    """What brought it about: an act, a deadline, another event."""
    recorded_at: NotRequired[str | None]
    """When it was carried out, where it had taken effect before; else null."""
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeOpenedEventData
    """What this type tells."""


class DisputeStageEnteredEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    stage: str
    """Stage of the case's policy, by its name there."""
    phase: str
    """Which part of a case the stage belongs to."""
    status: str
    """Where the case is, in words that all policies share."""
    due_at: str | None
    """Until when the stage lasts at most, excluded (UTC); null where it has no end of its own."""
    timeout: TimeoutRef | None
    """Whose silence has led here, where silence has."""


class DisputeStageEnteredEvent(TypedDict):
    """Another stage of the policy has begun."""

    type: Literal["dispute.stage_entered"]
    """What has happened."""
    timestamp: str
    """When it took effect (UTC, the platform's clock): when due or, decided late, when received."""
    id: str
    """Id of the event: the same in every delivery, and the `webhook-id`."""
    sequence: int
    """Number among all facts about its subject, internal ones included."""
    version: int
    """Version of its subject after it: what is older than what you know changes nothing."""
    number: int | None
    """Number among the events that you are sent about its subject, without a gap; null in a test."""
    cause: str
    """What brought it about: an act, a deadline, another event."""
    recorded_at: NotRequired[str | None]
    """When it was carried out, where it had taken effect before; else null."""
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeStageEnteredEventData
    """What this type tells."""


class DisputeEscalatedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    stage: str
    """Stage of the case's policy, by its name there."""
