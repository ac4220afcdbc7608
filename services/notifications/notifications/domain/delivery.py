"""One event on its way to one endpoint: when to try, what an answer means, when to give up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Final, NamedTuple
from uuid import UUID

SCHEDULE: Final = (
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
"""How long after the attempt before. Standard Webhooks 1.0.0."""
JITTER: Final = 0.1
MAX_RETRY_AFTER: Final = timedelta(hours=24)
_TELLS_WHEN: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


class State(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """All attempts of the schedule failed."""
    STOPPED = "stopped"
    """The endpoint was disabled or deleted before it arrived."""


class Failure(StrEnum):
    """Why an attempt failed, as its owner may know it. Nothing here tells names or addresses apart."""

    STATUS = "http_status"
    REDIRECT = "redirect_refused"
    UNREACHABLE = "unreachable"
    TLS = "tls_failed"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol_error"
    INTERNAL = "internal_error"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt."""

    status: int | None = None
    failure: Failure | None = None
    retry_after: timedelta | None = None

    @property
    def delivered(self) -> bool:
        return self.failure is None

    @property
    def gone(self) -> bool:
        return self.status == HTTPStatus.GONE

    @classmethod
    def of(cls, status: int, retry_after: timedelta | None = None) -> Outcome:
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return cls(status)
        moved = HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST
        return cls(status, Failure.REDIRECT if moved else Failure.STATUS, retry_after)


class Verdict(NamedTuple):
    state: State
    due_at: datetime | None


def judge(outcome: Outcome, *, tries: int, now: datetime, jitter: float) -> Verdict:
    """`tries` counts this attempt; `jitter` is 0 … 1 and spreads those that failed together."""
    if outcome.delivered:
        return Verdict(State.DELIVERED, None)
    if outcome.gone or tries >= len(SCHEDULE):
        return Verdict(State.FAILED, None)
    wait = SCHEDULE[tries] * (1 + JITTER * jitter)
    if outcome.retry_after is not None and outcome.status in _TELLS_WHEN:
        wait = max(wait, min(outcome.retry_after, MAX_RETRY_AFTER))
    return Verdict(State.PENDING, now + wait)


@dataclass(frozen=True, slots=True)
class Message:
    """`round` 1 is the automatic schedule; a redelivery starts another one. The receiver sees one id throughout."""

    id: UUID
    endpoint: UUID
    event: UUID
    created_at: datetime
    state: State = State.PENDING
    round: int = 1
    tries: int = 0
    due_at: datetime | None = None

    @classmethod
    def new(cls, *, id: UUID, endpoint: UUID, event: UUID, now: datetime) -> Message:
        return cls(id, endpoint, event, now, due_at=now)
