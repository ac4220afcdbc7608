"""Delivery worker: claim what is due, send it, record it. No transaction is open while a receiver thinks.

A claim moves the message's time ahead by a lease, so that whatever a dying worker held is sent by another one later.
Every endpoint has a few sendings at a time, one that fails has one: a slow or dead receiver delays only its own.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.execution.executor import Executor
from common.kernel import seams, tracing
from common.kernel.errors import NotFound
from common.kernel.ids import format_id
from common.kernel.origin import Origin
from common.persistence.transaction import Clock

from .commands import RecordOutcome
from .domain.delivery import DeliveryFailure, Outcome, judge_outcome
from .domain.endpoint import changes_health, signing_secrets
from .rows import secrets_from_json
from .secret_vault import SecretVault
from .transaction import NotificationTransaction
from .webhook_client import SendResult, WebhookClient

log = logging.getLogger(__name__)

MAX_CONCURRENT: Final = 200
MAX_PER_ENDPOINT: Final = 16
CLAIM_LEASE: Final = timedelta(seconds=60)
"""Longer than a sending may last and its record may take."""
POLL_SECONDS: Final = 0.5
"""Safety net: a commit in this process wakes the worker at once."""

CLAIM_DUE: Final = """
-- waiting: the endpoints that have anything queued, found by one descent into the index for each, however much that is.
-- A plain DISTINCT would read the whole queue.
WITH RECURSIVE waiting AS (
  (SELECT endpoint_id FROM notifications.queue ORDER BY endpoint_id LIMIT 1)
  UNION ALL
  SELECT (SELECT q.endpoint_id FROM notifications.queue q WHERE q.endpoint_id > w.endpoint_id
          ORDER BY q.endpoint_id LIMIT 1)
  FROM waiting w WHERE w.endpoint_id IS NOT NULL
),
-- fair: those with the fewest sendings under way first, ties by chance, so that nobody is always the last.
fair AS (
  SELECT w.endpoint_id, coalesce(b.value::int, 0) AS busy
  FROM waiting w LEFT JOIN jsonb_each_text(CAST(:busy AS jsonb)) b ON b.key = w.endpoint_id::text
  WHERE w.endpoint_id IS NOT NULL ORDER BY busy, random()
),
-- picked: the due messages of each, as many as the endpoint has room for. MATERIALIZED and SKIP LOCKED must stay:
-- two workers never pick the same message, and none waits for the other. A subject's events leave in their order: none
-- before an earlier one has been tried once. One that failed holds up nobody.
picked AS MATERIALIZED (
  SELECT q.message_id FROM fair CROSS JOIN LATERAL (
    SELECT message_id FROM notifications.queue mine
    WHERE endpoint_id = fair.endpoint_id AND due_at <= :now AND NOT EXISTS (
      SELECT FROM notifications.queue earlier
      WHERE earlier.endpoint_id = mine.endpoint_id AND earlier.subject = mine.subject
        AND earlier.number < mine.number AND NOT earlier.is_tried)
    ORDER BY due_at LIMIT greatest(0, :per_endpoint - fair.busy) FOR UPDATE SKIP LOCKED
  ) q LIMIT :free
)
-- The claim itself: their time moves ahead by the lease. Whoever dies now has only delayed them.
UPDATE notifications.queue q SET due_at = :leased_until FROM picked WHERE q.message_id = picked.message_id
RETURNING q.message_id, q.tenant_id
"""
NAME_TENANTS: Final = "SELECT set_config('app.tenants', :tenants, true)"
OPEN_ATTEMPTS: Final = """
-- Counts an attempt of each claimed message that is still to be sent, and reads all it takes to make it. The stamp of
-- an attempt is later than that of the one before, whatever the clock did in between.
UPDATE notifications.messages m SET attempts = m.attempts + 1, stamp = greatest(m.stamp + 1, :stamp)
FROM notifications.endpoints e, notifications.events v
WHERE m.id = ANY (CAST(:ids AS uuid[])) AND m.state = 'pending'
  AND e.id = m.endpoint_id AND e.state = 'enabled' AND v.id = m.event_id
RETURNING m.id, m.tenant_id, m.endpoint_id, m.round, m.tries, m.attempts, m.stamp,
          e.url, e.secrets, e.failing_since, v.body, v.traceparent
"""
RESULTS: Final = """
FROM jsonb_to_recordset(CAST(:results AS jsonb)) AS r(
  message_id uuid, n int, tenant_id uuid, round int, at timestamptz, status_code int, failure text, duration_ms int,
  webhook_id text, webhook_timestamp bigint, peer_ip inet, state text, due_at timestamptz)
"""
RECORD_RESULTS: Final = (
    # The log of attempts only grows. A group that is recorded again, because its first record failed, adds nothing.
    """INSERT INTO notifications.attempts (message_id, n, tenant_id, round, at, status_code, failure, duration_ms,
                                            webhook_id, webhook_timestamp, peer_ip)
        SELECT message_id, n, tenant_id, round, at, status_code, failure, duration_ms,
               webhook_id, webhook_timestamp, peer_ip {results} ON CONFLICT DO NOTHING""",
    # What is at its end leaves the queue. A redelivery that was asked for meanwhile has another round: what the older
    # one says no longer decides, here and below.
    """DELETE FROM notifications.queue q USING (SELECT * {results}) r
        WHERE q.message_id = r.message_id AND q.round = r.round AND r.due_at IS NULL""",
    # What failed is due again at its time, in place of the end of the lease.
    """UPDATE notifications.queue q SET due_at = r.due_at, is_tried = true FROM (SELECT * {results}) r
        WHERE q.message_id = r.message_id AND q.round = r.round AND r.due_at IS NOT NULL""",
    # What was stopped meanwhile stays so, unless it has arrived after all.
    """UPDATE notifications.messages m SET state = r.state, tries = m.tries + 1, due_at = r.due_at
        FROM (SELECT * {results}) r
        WHERE m.id = r.message_id AND m.round = r.round
          AND (m.state = 'pending' OR r.state = 'delivered')""",
)


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


def _draw_jitter() -> float:
    return seams.jitter(0.0, 1.0)


class DeliveryWorker:
    def __init__(
        self,
        executor: Executor[NotificationTransaction],
        client: WebhookClient,
        vault: SecretVault,
        clock: Clock,
        jitter: Callable[[], float] = _draw_jitter,
    ) -> None:
        self._executor, self._begin = executor, executor.begin
        self._client, self._vault, self._clock, self._jitter = client, vault, clock, jitter
        self._woken = asyncio.Event()
        self._under_way: Counter[UUID] = Counter()
        self._failing: set[UUID] = set()
        self._results: list[AttemptResult] = []

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Run until cancelled. Whoever finishes a sending wakes the loop, so results are recorded in groups.

        This is no `PollingWorker`: its sendings outlive the pass that began them.
        """
        self._under_way.clear()
        async with asyncio.TaskGroup() as group:
            while True:
                self._woken.clear()
                await self._record_results()
                for attempt in await self.claim_due():
                    group.create_task(self._attempt_traced(attempt))
                await self._wait_for_work()

    async def deliver_due(self) -> int:
        """Send what is due now and record it; return how many that were."""
        claimed = await self.claim_due()
        await asyncio.gather(*(self._attempt_traced(attempt) for attempt in claimed))
        await self._record_results()
        return len(claimed)

    async def claim_due(self) -> list[DeliveryAttempt]:
        free = MAX_CONCURRENT - self._under_way.total()
        if free <= 0:
            return []
        now = self._clock()
        parameters = {
            "now": now,
            "leased_until": now + CLAIM_LEASE,
            "free": free,
            "per_endpoint": MAX_PER_ENDPOINT,
            "busy": json.dumps(self._busy_endpoints()),
        }
        async with self._begin.database.worker_transaction() as connection:
            rows = (await connection.execute(text(CLAIM_DUE), parameters)).all()
            claimed = await _open_attempts(connection, rows, now) if rows else []
        for attempt in claimed:
            self._under_way[attempt.endpoint] += 1
        return claimed

    def _busy_endpoints(self) -> Mapping[str, int]:
        busy = Counter({endpoint: count for endpoint, count in self._under_way.items() if count})
        for endpoint in self._failing:
            busy[endpoint] += MAX_PER_ENDPOINT - 1
        return {str(endpoint): count for endpoint, count in busy.items()}

    async def _attempt_traced(self, attempt: DeliveryAttempt) -> None:
        with tracing.follow_trace(attempt.traceparent):
            await self._attempt_delivery(attempt)

    async def _attempt_delivery(self, attempt: DeliveryAttempt) -> None:
        try:
            sent = await self._send_webhook(attempt)
        except Exception:  # such as a secret that no key opens: this message's trouble, nobody else's
            log.exception("message %s could not be sent", attempt.message)
            sent = SendResult(Outcome(failure=DeliveryFailure.INTERNAL), None, 0)
        finally:
            self._under_way[attempt.endpoint] -= 1
            if not self._under_way[attempt.endpoint]:
                del self._under_way[attempt.endpoint]
        if sent.outcome.is_delivered:
            self._failing.discard(attempt.endpoint)
        else:
            self._failing.add(attempt.endpoint)
        answer = sent.outcome.status or sent.outcome.failure
        log.info("attempt %d of %s: %s", attempt.number, attempt.webhook_id, answer)
        self._results.append(AttemptResult(attempt, sent, self._clock()))
        self._woken.set()

    async def _send_webhook(self, attempt: DeliveryAttempt) -> SendResult:
        stamped_at = datetime.fromtimestamp(attempt.stamp, tz=attempt.at.tzinfo)
        headers = {
            "webhook-id": attempt.webhook_id,
            "webhook-timestamp": str(attempt.stamp),
            "webhook-signature": self._vault.sign_webhook(
                attempt.sealed_secrets, id=attempt.webhook_id, at=stamped_at, body=attempt.body
            ),
            "user-agent": "Parley-Webhooks/1.0",
            "traceparent": tracing.current_traceparent() or "",
        }
        return await self._client.send_webhook(attempt.url, headers, attempt.body, at=attempt.at)

    async def _record_results(self) -> None:
        """Record all or none: what could not be recorded is tried again with the next group."""
        results = list(self._results)
        if not results:
            return
        async with self._begin.database.worker_transaction() as connection:
            await _name_tenants(connection, {result.attempt.tenant for result in results})
            rows = json.dumps([_result_to_json(result, self._jitter()) for result in results])
            for statement in RECORD_RESULTS:
                await connection.execute(text(statement.format(results=RESULTS)), {"results": rows})
        del self._results[: len(results)]
        for result in results:
            await self._update_health(result)

    async def _update_health(self, result: AttemptResult) -> None:
        """Spend a transaction of its own only on what changes the endpoint."""
        attempt, outcome = result.attempt, result.sent.outcome
        if not changes_health(outcome, attempt.failing_since, result.at):
            return
        command = RecordOutcome(attempt.endpoint, outcome, result.at)
        try:
            async with self._begin(attempt.tenant, Origin.system(attempt.tenant, "delivery")) as tx:
                executed = await self._executor.execute(tx, command)
            if not executed.result.is_enabled:
                self._failing.discard(attempt.endpoint)
        except NotFound:
            self._failing.discard(attempt.endpoint)
        except Exception:
            log.exception("the health of endpoint %s could not be noted", attempt.endpoint)

    async def _wait_for_work(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            return


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
