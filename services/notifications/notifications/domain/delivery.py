"""Delivery of one event to one endpoint: when to try, what an answer means, when to give up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Final, NamedTuple, Protocol
from uuid import UUID

RETRY_SCHEDULE: Final = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Waits after the attempt before. Standard Webhooks 1.0.0."""
MAX_JITTER: Final = 0.1
MAX_RETRY_AFTER: Final = timedelta(hours=24)
_RETRY_AFTER_STATUSES: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


class MessageState(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """All attempts of the schedule failed."""
    STOPPED = "stopped"
    """The endpoint was disabled or deleted before it arrived."""


class DeliveryFailure(StrEnum):
    """Reason why an attempt failed, as its owner may know it. Nothing here tells names or addresses apart."""

    STATUS = "http_status"
    REDIRECT = "redirect_refused"
    UNREACHABLE = "unreachable"
    TLS = "tls_failed"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol_error"
    INTERNAL = "internal_error"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of one attempt."""

    status: int | None = None
    failure: DeliveryFailure | None = None
    retry_after: timedelta | None = None

    @property
    def is_delivered(self) -> bool:
        return self.failure is None

    @property
    def is_gone(self) -> bool:
        return self.status == HTTPStatus.GONE

    @classmethod
    def from_status(cls, status: int, retry_after: timedelta | None = None) -> Outcome:
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return cls(status)
        moved = HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST
        return cls(status, DeliveryFailure.REDIRECT if moved else DeliveryFailure.STATUS, retry_after)


class Verdict(NamedTuple):
    state: MessageState
    due_at: datetime | None


def judge_outcome(outcome: Outcome, *, tries: int, now: datetime, jitter: float) -> Verdict:
    """Decide what follows. `tries` counts this attempt; `jitter` is 0 … 1 and spreads those that failed together."""
    if outcome.is_delivered:
        return Verdict(MessageState.DELIVERED, None)
    if outcome.is_gone or tries >= len(RETRY_SCHEDULE):
        return Verdict(MessageState.FAILED, None)
    wait = RETRY_SCHEDULE[tries] * (1 + MAX_JITTER * jitter)
    if outcome.retry_after is not None and outcome.status in _RETRY_AFTER_STATUSES:
        wait = max(wait, min(outcome.retry_after, MAX_RETRY_AFTER))
    return Verdict(MessageState.PENDING, now + wait)


@dataclass(frozen=True, slots=True)
class Message:
    """Event for one endpoint, under one id. `round` 1 is the automatic schedule; a redelivery starts another one."""

    id: UUID
    endpoint: UUID
    event: UUID
    created_at: datetime
    state: MessageState = MessageState.PENDING
    round: int = 1
    tries: int = 0
    due_at: datetime | None = None

    @classmethod
    def create(cls, *, id: UUID, endpoint: UUID, event: UUID, now: datetime) -> Message:
        return cls(id, endpoint, event, now, due_at=now)


class Attempt(NamedTuple):
    number: int
    at: datetime
    status_code: int | None
    failure: DeliveryFailure | None
    duration_ms: int


class Delivery(NamedTuple):
    """Message with the event's type and all attempts, as its owner reads it."""

    message: Message
    event_type: str
    attempts: tuple[Attempt, ...] = ()


class MessageRepository(Protocol):
    async def add(self, messages: Sequence[Message]) -> None:
        """Add messages. Those that exist already (same event, same endpoint) stay as they are."""

    async def restart_rounds(self, message_ids: Sequence[UUID], now: datetime) -> None:
        """Start a new round of each, whatever became of it before."""

    async def find_for_events(self, endpoint_id: UUID, event_ids: Sequence[UUID]) -> dict[UUID, UUID]:
        """Map events to messages, for those events that have one for this endpoint."""

    async def get(self, message_id: UUID) -> Message:
        """Raises NotFound."""

    async def get_delivery(self, message_id: UUID) -> Delivery:
        """Raises NotFound."""

    async def stop_waiting(self, endpoint_id: UUID) -> None:
        """Give up whatever still waits for this endpoint."""
