"""Dispute events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import (
    DisputeClosedEventDataBars,
    DisputeClosedEventDataOutcome,
    DisputeSettlementOrderedEventDataBasis,
)
from parley_client.generated.models.webhook_events.parts import (
    ActorRef,
    BehalfRef,
    CaseSnapshotRef,
    MoneyRef,
    TimeoutRef,
)


class DisputeSettlementOrderedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    instruction: str
    """Id of the order that moves the money: the same one moves it once. Null where none does."""
    to_buyer: MoneyRef
    """What the buyer gets, after fees."""
    to_seller: MoneyRef
    """What the seller will get: the fee that the seller pays is taken off."""
    fee: MoneyRef | None
    """What the platform will take of the seller's share: with it the parts are the disputed amount."""
    basis: DisputeSettlementOrderedEventDataBasis
    """On what it rests: a ruling, an agreement, a claim that was accepted, or silence."""
    timeout: TimeoutRef | None
    """Whose silence it was, where that is the basis."""
    contest_until: str | None
    """Until when the ruling it carries out can be contested all the same, and proof be given; None: nobody can."""


class DisputeSettlementOrderedEvent(TypedDict):
    """Settlement order: nothing else moves a frozen amount. Escrow carries it out once per `instruction`."""

    type: Literal["dispute.settlement_ordered"]
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
    data: DisputeSettlementOrderedEventData
    """What this type tells."""


class DisputeClosedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    outcome: DisputeClosedEventDataOutcome
    """How the case ended, as a code."""
    instruction: str | None
    """Id of the order that moves the money: the same one moves it once. Null where none does."""
    to_buyer: MoneyRef | None
    """What the buyer gets, after fees."""
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
    data: DisputeClosedEventData
    """What this type tells."""
