"""Dispute events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices import (
    DisputeApprovalRequestedEventDataWeighs,
    DisputeDeadlineApproachingEventDataOf,
    DisputeDeadlineExpiredEventDataOwedBy,
)
from parley_client.generated.models.webhook_events.parts import ActorRef, BehalfRef, CaseSnapshotRef, MoneyRef


class DisputeApprovalRejectedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    decision: str
    """Id of the decision that waits for a second operator."""


class DisputeApprovalRejectedEvent(TypedDict):
    """Second operator disagrees: the case is to be decided anew."""

    type: Literal["dispute.approval_rejected"]
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
    data: DisputeApprovalRejectedEventData
    """What this type tells."""


class DisputeApprovalRequestedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    decision: str
    """Id of the decision that waits for a second operator."""
    weighs: list[DisputeApprovalRequestedEventDataWeighs]
    """Why it takes a second operator."""


class DisputeApprovalRequestedEvent(TypedDict):
    """Decision of much weight: it waits for another operator with the scope `lead`. Nothing follows from it yet."""

    type: Literal["dispute.approval_requested"]
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
    data: DisputeApprovalRequestedEventData
    """What this type tells."""


class DisputeDeadlineApproachingEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    of: DisputeDeadlineApproachingEventDataOf
    """Who has to act before it does."""
    deadline: str
    """Name of the clock, as in `deadlines` of the case."""
    due_at: str
    """When it runs out (UTC)."""


class DisputeDeadlineApproachingEvent(TypedDict):
    """Somebody's time is running out, as the policy wants them reminded."""

    type: Literal["dispute.deadline_approaching"]
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
    data: DisputeDeadlineApproachingEventData
    """What this type tells."""


class DisputeDeadlineExpiredEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    deadline: str
    """Name of the clock, as in `deadlines` of the case."""
    owed_by: DisputeDeadlineExpiredEventDataOwedBy | None
    """Who was waited for; `system` for the case itself, null for nobody."""
    due_at: str
    """When it ran out (UTC)."""


class DisputeDeadlineExpiredEvent(TypedDict):
    """Time is up; what follows is told by events of its own."""

    type: Literal["dispute.deadline_expired"]
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
    data: DisputeDeadlineExpiredEventData
    """What this type tells."""


class DisputeDeadlineExtendedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    deadline: str
    """`negotiation`, `evidence`, or the kind of one of the case's own clocks."""
    request: str | None
    """Which request for evidence; None: all that are open."""
    due_at: str
    """Until when it runs now, excluded (UTC)."""
    reason_code: str
    """Why, as one of the codes that the platform or the edition lists."""
    received_at: str | None
    """When the operator's act was received, which judges it against the clock it extends; None: when it occurred."""


class DisputeDeadlineExtendedEvent(TypedDict):
    """More time, given by an operator. Whoever owns the clock obeys if it still runs, and tells the new instant."""

    type: Literal["dispute.deadline_extended"]
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
    data: DisputeDeadlineExtendedEventData
    """What this type tells."""


class DisputePausedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""


class DisputePausedEvent(TypedDict):
    """Clocks of the case stand still, in every service."""

    type: Literal["dispute.paused"]
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
    data: DisputePausedEventData
    """What this type tells."""


class DisputeResumedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    paused_at: str
    """Since when its clocks had stood still (UTC)."""
    resumed_at: str
    """When they went on (UTC)."""


class DisputeResumedEvent(TypedDict):
    """Clocks go on: what was due at `d` is now due at `d + (resumed_at - paused_at)`, in elapsed time."""

    type: Literal["dispute.resumed"]
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
    data: DisputeResumedEventData
    """What this type tells."""


class DisputeReductionOrderedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    instruction: str
    """Id of the order that moves the money: the same one moves it once. Null where none does."""
    amount: MoneyRef
    """How much of the disputed money is set free."""
    left: MoneyRef
    """What the case is about from now on."""
