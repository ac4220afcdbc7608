"""Carries what is due to where it belongs: claim, send, record. No transaction is open while a receiver thinks.

A claim moves the message's time ahead by a lease, so that whatever a dying worker held is sent by another one later.
Every endpoint has a few sendings at a time, one that fails has one: a slow or dead receiver delays only its own.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel import tracing
from common.kernel.errors import NotFound
from common.kernel.ids import format_id
from common.persistence.transaction import Clock, Transactions

from . import commands
from .channels import Sent, Webhooks
from .domain.delivery import Failure, Outcome, judge
from .domain.endpoint import says_something, signing
from .store import NotificationTx, secrets_of
from .vault import Vault

log = logging.getLogger(__name__)

AT_ONCE: Final = 200
PER_ENDPOINT: Final = 16
LEASE: Final = timedelta(seconds=60)
"""Longer than a sending may last and its record may take."""
POLL_SECONDS: Final = 0.5
"""The safety net: a commit in this process wakes the courier at once."""

# One descent into the index per endpoint that has anything waiting, however much that is.
_CLAIM: Final = """
WITH RECURSIVE waiting AS (
  (SELECT endpoint_id FROM notifications.queue ORDER BY endpoint_id LIMIT 1)
  UNION ALL
  SELECT (SELECT q.endpoint_id FROM notifications.queue q WHERE q.endpoint_id > w.endpoint_id
          ORDER BY q.endpoint_id LIMIT 1)
  FROM waiting w WHERE w.endpoint_id IS NOT NULL
), fair AS (
  SELECT w.endpoint_id, coalesce(b.value::int, 0) AS busy
  FROM waiting w LEFT JOIN jsonb_each_text(CAST(:busy AS jsonb)) b ON b.key = w.endpoint_id::text
  WHERE w.endpoint_id IS NOT NULL ORDER BY busy, random()
), picked AS MATERIALIZED (
  SELECT q.message_id FROM fair CROSS JOIN LATERAL (
    SELECT message_id FROM notifications.queue
    WHERE endpoint_id = fair.endpoint_id AND due_at <= :now
    ORDER BY due_at LIMIT greatest(0, :per_endpoint - fair.busy) FOR UPDATE SKIP LOCKED
  ) q LIMIT :free
)
UPDATE notifications.queue q SET due_at = :leased_until FROM picked WHERE q.message_id = picked.message_id
RETURNING q.message_id, q.tenant_id
"""
_NAME_TENANTS: Final = "SELECT set_config('app.tenants', :tenants, true)"
# The timestamp of an attempt is later than that of the one before, whatever the clock did in between.
_OPEN: Final = """
UPDATE notifications.messages m SET attempts = m.attempts + 1, stamp = greatest(m.stamp + 1, :stamp)
FROM notifications.endpoints e, notifications.events v
WHERE m.id = ANY (CAST(:ids AS uuid[])) AND m.state = 'pending'
  AND e.id = m.endpoint_id AND e.state = 'enabled' AND v.id = m.event_id
RETURNING m.id, m.tenant_id, m.endpoint_id, m.round, m.tries, m.attempts, m.stamp,
          e.url, e.secrets, e.failing_since, v.body, v.traceparent
"""
_RESULTS: Final = """
FROM jsonb_to_recordset(CAST(:results AS jsonb)) AS r(
  message_id uuid, n int, tenant_id uuid, round int, at timestamptz, status_code int, failure text, duration_ms int,
  webhook_id text, webhook_timestamp bigint, peer_ip inet, state text, due_at timestamptz)
"""
# A redelivery that was asked for meanwhile has another round: what the older one says no longer decides.
_RECORD: Final = (
    """INSERT INTO notifications.attempts (message_id, n, tenant_id, round, at, status_code, failure, duration_ms,
                                            webhook_id, webhook_timestamp, peer_ip)
        SELECT message_id, n, tenant_id, round, at, status_code, failure, duration_ms,
               webhook_id, webhook_timestamp, peer_ip {results} ON CONFLICT DO NOTHING""",
    """DELETE FROM notifications.queue q USING (SELECT * {results}) r
        WHERE q.message_id = r.message_id AND q.round = r.round AND r.due_at IS NULL""",
    """UPDATE notifications.queue q SET due_at = r.due_at FROM (SELECT * {results}) r
        WHERE q.message_id = r.message_id AND q.round = r.round AND r.due_at IS NOT NULL""",
    """UPDATE notifications.messages m SET state = r.state, tries = m.tries + 1, due_at = r.due_at
        FROM (SELECT * {results}) r
        WHERE m.id = r.message_id AND m.round = r.round
          AND (m.state = 'pending' OR r.state = 'delivered')""",
)


@dataclass(frozen=True, slots=True)
class Sending:
    """One attempt, with all it takes to make it."""

    message: UUID
    tenant: UUID
    endpoint: UUID
    round: int
    tries: int
    n: int
    stamp: int
    url: str
    sealed: tuple[str, ...]
    failing_since: datetime | None
    body: str
    traceparent: str | None
    """Of the act that the event tells of."""
    at: datetime

    @property
    def webhook_id(self) -> str:
        return format_id("msg", self.message)


@dataclass(frozen=True, slots=True)
class Result:
    sending: Sending
    sent: Sent
    at: datetime


class Courier:
    def __init__(
        self,
        begin: Transactions[NotificationTx],
        webhooks: Webhooks,
        vault: Vault,
        clock: Clock,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._jitter = jitter
        self._begin, self._webhooks, self._vault, self._clock = begin, webhooks, vault, clock
        self._woken = asyncio.Event()
        self._under_way: Counter[UUID] = Counter()
        self._failing: set[UUID] = set()
        self._results: list[Result] = []

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled. Whoever finishes a sending wakes the loop, so results are recorded in groups."""
        self._under_way.clear()
        async with asyncio.TaskGroup() as group:
            while True:
                self._woken.clear()
                await self._record()
                for sending in await self._claim():
                    group.create_task(self._carry(sending))
                await self._idle()

    async def once(self) -> int:
        """Send what is due now and record it; return how many that were."""
        found = await self._claim()
        await asyncio.gather(*(self._carry(sending) for sending in found))
        await self._record()
        return len(found)

    async def _claim(self) -> list[Sending]:
        free = AT_ONCE - self._under_way.total()
        if free <= 0:
            return []
        now = self._clock()
        async with self._begin.database.worker_transaction() as connection:
            claim = {"now": now, "leased_until": now + LEASE, "free": free, "per_endpoint": PER_ENDPOINT}
            rows = (await connection.execute(text(_CLAIM), {**claim, "busy": json.dumps(self._busy())})).all()
            found = await _open(connection, rows, now) if rows else []
        for sending in found:
            self._under_way[sending.endpoint] += 1
        return found

    def _busy(self) -> Mapping[str, int]:
        busy = Counter({endpoint: n for endpoint, n in self._under_way.items() if n})
        for endpoint in self._failing:
            busy[endpoint] += PER_ENDPOINT - 1
        return {str(endpoint): n for endpoint, n in busy.items()}

    async def _carry(self, sending: Sending) -> None:
        with tracing.follow_trace(sending.traceparent):
            await self._attempt(sending)

    async def _attempt(self, sending: Sending) -> None:
        try:
            sent = await self._send(sending)
        except Exception:  # such as a secret that no key opens: this message's trouble, nobody else's
            log.exception("message %s could not be sent", sending.message)
            sent = Sent(Outcome(failure=Failure.INTERNAL), None, 0)
        finally:
            self._under_way[sending.endpoint] -= 1
            if not self._under_way[sending.endpoint]:
                del self._under_way[sending.endpoint]
        if sent.outcome.delivered:
            self._failing.discard(sending.endpoint)
        else:
            self._failing.add(sending.endpoint)
        log.info("attempt %d of %s: %s", sending.n, sending.webhook_id, sent.outcome.status or sent.outcome.failure)
        self._results.append(Result(sending, sent, self._clock()))
        self._woken.set()

    async def _send(self, sending: Sending) -> Sent:
        stamped = datetime.fromtimestamp(sending.stamp, tz=sending.at.tzinfo)
        headers = {
            "webhook-id": sending.webhook_id,
            "webhook-timestamp": str(sending.stamp),
            "webhook-signature": self._vault.sign(sending.sealed, id=sending.webhook_id, at=stamped, body=sending.body),
            "user-agent": "Parley-Webhooks/1.0",
            "traceparent": tracing.current_traceparent() or "",
        }
        return await self._webhooks.send(sending.url, headers, sending.body, at=sending.at)

    async def _record(self) -> None:
        """All or none: what could not be recorded is tried again with the next group."""
        results = list(self._results)
        if not results:
            return
        async with self._begin.database.worker_transaction() as connection:
            await _name(connection, {result.sending.tenant for result in results})
            written = json.dumps([_written(result, self._jitter()) for result in results])
            for statement in _RECORD:
                await connection.execute(text(statement.format(results=_RESULTS)), {"results": written})
        del self._results[: len(results)]
        for result in results:
            await self._note_health(result)

    async def _note_health(self, result: Result) -> None:
        """Only what changes how the endpoint stands costs a transaction of its own."""
        sending, outcome = result.sending, result.sent.outcome
        if not says_something(outcome, sending.failing_since, result.at):
            return
        try:
            async with self._begin(sending.tenant) as tx:
                tx.cause = "delivery"
                after = await commands.note_outcome(tx, sending.endpoint, outcome, at=result.at)
            if not after.is_enabled:
                self._failing.discard(sending.endpoint)
        except NotFound:
            self._failing.discard(sending.endpoint)
        except Exception:
            log.exception("the health of endpoint %s could not be noted", sending.endpoint)

    async def _idle(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            return


async def _open(connection: AsyncConnection, rows: Sequence[Row[Any]], now: datetime) -> list[Sending]:
    await _name(connection, {row.tenant_id for row in rows})
    opened = await connection.execute(
        text(_OPEN), {"ids": [row.message_id for row in rows], "stamp": int(now.timestamp())}
    )
    return [
        Sending(
            message=row.id,
            tenant=row.tenant_id,
            endpoint=row.endpoint_id,
            round=row.round,
            tries=row.tries,
            n=row.attempts,
            stamp=row.stamp,
            url=row.url,
            sealed=tuple(signing(secrets_of(row.secrets), now)),
            failing_since=row.failing_since,
            body=row.body,
            traceparent=row.traceparent,
            at=now,
        )
        for row in opened
    ]


async def _name(connection: AsyncConnection, tenants: set[UUID]) -> None:
    await connection.execute(text(_NAME_TENANTS), {"tenants": ",".join(map(str, tenants))})


def _written(result: Result, jitter: float) -> dict[str, object]:
    sending, sent = result.sending, result.sent
    verdict = judge(sent.outcome, tries=sending.tries + 1, now=result.at, jitter=jitter)
    return {
        "message_id": str(sending.message),
        "n": sending.n,
        "tenant_id": str(sending.tenant),
        "round": sending.round,
        "at": sending.at.isoformat(),
        "status_code": sent.outcome.status,
        "failure": sent.outcome.failure,
        "duration_ms": sent.duration_ms,
        "webhook_id": sending.webhook_id,
        "webhook_timestamp": sending.stamp,
        "peer_ip": sent.peer,
        "state": verdict.state,
        "due_at": verdict.due_at and verdict.due_at.isoformat(),
    }
