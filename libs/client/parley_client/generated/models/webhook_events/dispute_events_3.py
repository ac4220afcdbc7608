"""Dispute events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import (
    DisputeClosedEventDataBars,
    DisputeClosedEventDataOutcome,
    DisputeDecidedEventDataResponsible,
    DisputeSettlementOrderedEventDataBasis,
    DisputeUpdatedEventDataChanged,
)
from parley_client.generated.models.webhook_events.dispute_events_2 import DisputeMessagePostedEventData
from parley_client.generated.models.webhook_events.parts import (
    ActorRef,
    BehalfRef,
    CaseSnapshotRef,
    MoneyRef,
    PenaltyRef,
    TimeoutRef,
)


class DisputeMessagePostedEvent(TypedDict):
    """Somebody wrote in the case. Read it there: events carry no text."""

    type: Literal["dispute.message_posted"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeMessagePostedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class DisputeUpdatedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    changed: list[DisputeUpdatedEventDataChanged]


class DisputeUpdatedEvent(TypedDict):
    """Case changed by what has no event of its own here, such as an act in its negotiation or a piece of evidence.
    The snapshot says how it stands now.
    """

    type: Literal["dispute.updated"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeUpdatedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class DisputeAssignedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    operator: str | None
    earlier: str | None
    """Who had the case until now, and is hereby told."""


class DisputeAssignedEvent(TypedDict):
    """Case assigned: an operator has it now."""

    type: Literal["dispute.assigned"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeAssignedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class DisputeDecidedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    instance: int
    """1 for the ruling, 2 for the appeal, and so on."""
    ruling: str
    to_buyer: MoneyRef | None
    to_seller: MoneyRef | None
    """What the seller gets: the fee that the seller pays is taken off."""
    fee: MoneyRef | None
    """What the platform takes of the seller's share."""
    responsible: DisputeDecidedEventDataResponsible
    reason_code: str
    """Why, as one of the codes that the platform or the edition lists."""
    final: bool
    contest_until: str | None
    """Until when either party may contest it; None where nobody can."""
    penalties: list[PenaltyRef]


class DisputeDecidedEvent(TypedDict):
    """Ruling by an operator. The money follows at once, or after the appeal window, as the policy says."""

    type: Literal["dispute.decided"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeDecidedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class DisputeReversalOrderedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    instruction: str
    reverses: str
    """The instruction of the settlement that is undone."""
    to_buyer: MoneyRef
    to_seller: MoneyRef
    """How the disputed amount is divided in the end, net: see `fee`."""
    fee: MoneyRef | None
    """What the platform then has of the seller's share: with it the parts are the disputed amount."""


class DisputeReversalOrderedEvent(TypedDict):
    """Settlement already paid is decided anew: escrow books the difference and what is owed back."""

    type: Literal["dispute.reversal_ordered"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeReversalOrderedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class DisputeSettlementOrderedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    instruction: str
    to_buyer: MoneyRef
    to_seller: MoneyRef
    """What the seller will get: the fee that the seller pays is taken off."""
    fee: MoneyRef | None
    """What the platform will take of the seller's share: with it the parts are the disputed amount."""
    basis: DisputeSettlementOrderedEventDataBasis
    timeout: TimeoutRef | None
    """Whose silence it was, where that is the basis."""
    contest_until: str | None
    """Until when the ruling it carries out can be contested all the same, and proof be given; None: nobody can."""


class DisputeSettlementOrderedEvent(TypedDict):
    """Settlement order: nothing else moves a frozen amount. Escrow carries it out once per `instruction`."""

    type: Literal["dispute.settlement_ordered"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeSettlementOrderedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class DisputeClosedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    outcome: DisputeClosedEventDataOutcome
    instruction: str | None
    to_buyer: MoneyRef | None
    to_seller: MoneyRef | None
    """What the seller has got: the fee that the seller pays is taken off."""
    fee: MoneyRef | None
    """What the platform has taken of the seller's share: with it the parts are the disputed amount."""
    reduced: MoneyRef | None
    """What had gone back to the buyer before, beside goods."""
    why: str | None
    """A code for outcomes that need one, e.g. why a dispute is void."""
    timeout: TimeoutRef | None
    """Whose silence has ended it, where silence has."""
    another_may_follow: bool
    """Whether the escrow can be disputed once more, by anybody (a ruled or agreed dispute is the last)."""
    bars: list[DisputeClosedEventDataBars]
    """Who can open no other: a party that has withdrawn its own twice, or both after the last."""


class DisputeClosedEvent(TypedDict):
    """Over. With an `instruction` the money has moved as it says; without one the freeze is to be lifted."""

    type: Literal["dispute.closed"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: DisputeClosedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""
