"""Dispute events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import (
    DisputeActionRequiredEventDataOf,
    DisputeDecidedEventDataResponsible,
    DisputeUpdatedEventDataChanged,
)
from parley_client.generated.models.webhook_events.dispute_events_2 import DisputeEscalatedEventData
from parley_client.generated.models.webhook_events.parts import (
    ActorRef,
    BehalfRef,
    CaseSnapshotRef,
    MoneyRef,
    PenaltyRef,
)


class DisputeEscalatedEvent(TypedDict):
    """Parties did not agree: the case goes on with proof or with an operator."""

    type: Literal["dispute.escalated"]
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
    data: DisputeEscalatedEventData
    """What this type tells."""


class DisputeActionRequiredEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    of: DisputeActionRequiredEventDataOf
    """Whose turn it is."""
    acts: list[str]
    """What can be done now, by the names of `allowed_actions`."""
    due_at: str | None
    """Until when, excluded (UTC); null where nothing runs out."""


class DisputeActionRequiredEvent(TypedDict):
    """Somebody owes an act; silence has the consequence the forecast shows."""

    type: Literal["dispute.action_required"]
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
    data: DisputeActionRequiredEventData
    """What this type tells."""


class DisputeMessagePostedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    message: str
    """Id of the message; its text is read from the case."""


class DisputeMessagePostedEvent(TypedDict):
    """Somebody wrote in the case. Read it there: events carry no text."""

    type: Literal["dispute.message_posted"]
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
    data: DisputeMessagePostedEventData
    """What this type tells."""


class DisputeUpdatedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    changed: list[DisputeUpdatedEventDataChanged]
    """What about the case has changed: read it again."""


class DisputeUpdatedEvent(TypedDict):
    """Case changed by what has no event of its own here, such as an act in its negotiation or a piece of evidence.
    The snapshot says how it stands now.
    """

    type: Literal["dispute.updated"]
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
    data: DisputeUpdatedEventData
    """What this type tells."""


class DisputeAssignedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    operator: str | None
    """Operator who has the case now; null: nobody."""
    earlier: str | None
    """Who had the case until now, and is hereby told."""


class DisputeAssignedEvent(TypedDict):
    """Case assigned: an operator has it now."""

    type: Literal["dispute.assigned"]
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
    data: DisputeAssignedEventData
    """What this type tells."""


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
    """What was decided, as in `ruling` of the case."""
    to_buyer: MoneyRef | None
    """What the buyer gets, after fees."""
    to_seller: MoneyRef | None
    """What the seller gets: the fee that the seller pays is taken off."""
    fee: MoneyRef | None
    """What the platform takes of the seller's share."""
    responsible: DisputeDecidedEventDataResponsible
    """Who is responsible for what happened."""
    reason_code: str
    """Why, as one of the codes that the platform or the edition lists."""
    final: bool
    """Whether nobody can contest it any more."""
    contest_until: str | None
    """Until when either party may contest it; None where nobody can."""
    penalties: list[PenaltyRef]
    """Penalties that are imposed with it."""


class DisputeDecidedEvent(TypedDict):
    """Ruling by an operator. The money follows at once, or after the appeal window, as the policy says."""

    type: Literal["dispute.decided"]
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
    data: DisputeDecidedEventData
    """What this type tells."""


class DisputeReversalOrderedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    instruction: str
    """Id of the order that moves the money: the same one moves it once. Null where none does."""
    reverses: str
    """The instruction of the settlement that is undone."""
    to_buyer: MoneyRef
    """What the buyer gets, after fees."""
    to_seller: MoneyRef
    """How the disputed amount is divided in the end, net: see `fee`."""
    fee: MoneyRef | None
    """What the platform then has of the seller's share: with it the parts are the disputed amount."""


class DisputeReversalOrderedEvent(TypedDict):
    """Settlement already paid is decided anew: escrow books the difference and what is owed back."""

    type: Literal["dispute.reversal_ordered"]
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
    data: DisputeReversalOrderedEventData
    """What this type tells."""
