"""Queue of messages to be delivered: claims what is due, opens its attempts and records what came of them.

Each is one statement for many messages, in a short transaction of a worker that sees all platforms.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel.ids import format_id
from common.persistence.database import Database
from notifications.domain.delivery import judge_outcome
from notifications.domain.endpoint import signing_secrets
from notifications.rows import secrets_from_json
from notifications.settings import SendingLimits
from notifications.webhook_client import SendResult

from .statements import CLAIM_DUE, HAS_QUEUED, NAME_TENANTS, OPEN_ATTEMPTS, RECORD_RESULTS, RESULTS

CLAIM_LEASE: Final = timedelta(seconds=60)
"""Longer than a sending may last and its record may take."""


@dataclass(frozen=True, slots=True)
class DeliveryAttempt:
    """Attempt to be made, with all it takes to make it."""

    message: UUID
    tenant: UUID
    endpoint: UUID
    round: int
    tries: int
    number: int
    stamp: int
    url: str
    sealed_secrets: tuple[str, ...]
    failing_since: datetime | None
    body: str
    traceparent: str | None
    """Of the act that the event tells of."""
    at: datetime

    @property
    def webhook_id(self) -> str:
        return format_id("msg", self.message)


@dataclass(frozen=True, slots=True)
class AttemptResult:
    attempt: DeliveryAttempt
    sent: SendResult
    at: datetime


class ClaimedMessages(NamedTuple):
    attempts: Sequence[DeliveryAttempt]
    """Fewer than were claimed, where a message was stopped meanwhile."""
    lateness: Sequence[timedelta]
    """How long each message that was claimed had been due."""


class DeliveryQueue:
    def __init__(self, database: Database, limits: SendingLimits) -> None:
        self._database, self._limits = database, limits

    async def has_queued(self) -> bool:
        [row] = await self._database.look(HAS_QUEUED)
        return bool(row["exists"])

    async def claim_due(
        self, now: datetime, free: int, busy_endpoints: Mapping[UUID, int], busy_platforms: Mapping[UUID, int]
    ) -> ClaimedMessages:
        """Claim what is due, for as many sendings as are free. The rest counts those that are under way."""
        parameters = {
            "now": now,
            "leased_until": now + CLAIM_LEASE,
            "free": free,
            "per_endpoint": self._limits.of_endpoint,
            "per_platform": self._limits.of_platform,
            "busy": _count_to_json(busy_endpoints),
            "busy_platforms": _count_to_json(busy_platforms),
        }
        async with self._database.worker_transaction() as connection:
            rows = (await connection.execute(text(CLAIM_DUE), parameters)).all()
            attempts = await _open_attempts(connection, rows, now) if rows else []
        return ClaimedMessages(attempts, [now - row.due_at for row in rows])

    async def record_results(self, results: Sequence[AttemptResult], jitters: Sequence[float]) -> None:
        """Record all or none. `jitters`: of each result, by which share of its back-off the next attempt is put off."""
        rows = json.dumps([_result_to_json(result, jitter) for result, jitter in zip(results, jitters, strict=True)])
        async with self._database.worker_transaction() as connection:
            await _name_tenants(connection, {result.attempt.tenant for result in results})
            for statement in RECORD_RESULTS:
                await connection.execute(text(statement.format(results=RESULTS)), {"results": rows})


def _count_to_json(count: Mapping[UUID, int]) -> str:
    return json.dumps({str(id): number for id, number in count.items() if number})


async def _open_attempts(connection: AsyncConnection, rows: Sequence[Row[Any]], now: datetime) -> list[DeliveryAttempt]:
    await _name_tenants(connection, {row.tenant_id for row in rows})
    parameters = {"ids": [row.message_id for row in rows], "stamp": int(now.timestamp())}
    return [
        DeliveryAttempt(
            message=row.id,
            tenant=row.tenant_id,
            endpoint=row.endpoint_id,
            round=row.round,
            tries=row.tries,
            number=row.attempts,
            stamp=row.stamp,
            url=row.url,
            sealed_secrets=tuple(signing_secrets(secrets_from_json(row.secrets), now)),
            failing_since=row.failing_since,
            body=row.body,
            traceparent=row.traceparent,
            at=now,
        )
        for row in await connection.execute(text(OPEN_ATTEMPTS), parameters)
    ]


async def _name_tenants(connection: AsyncConnection, tenants: set[UUID]) -> None:
    await connection.execute(text(NAME_TENANTS), {"tenants": ",".join(map(str, tenants))})


def _result_to_json(result: AttemptResult, jitter: float) -> dict[str, object]:
    attempt, sent = result.attempt, result.sent
    verdict = judge_outcome(sent.outcome, tries=attempt.tries + 1, now=result.at, jitter=jitter)
    return {
        "message_id": str(attempt.message),
        "n": attempt.number,
        "tenant_id": str(attempt.tenant),
        "round": attempt.round,
        "at": attempt.at.isoformat(),
        "status_code": sent.outcome.status,
        "failure": sent.outcome.failure,
        "duration_ms": sent.duration_ms,
        "webhook_id": attempt.webhook_id,
        "webhook_timestamp": attempt.stamp,
        "peer_ip": sent.peer,
        "state": verdict.state,
        "due_at": verdict.due_at and verdict.due_at.isoformat(),
    }
