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

from prometheus_client import Counter as MetricCounter
from prometheus_client import Gauge, Histogram
from prometheus_client.registry import Collector
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.execution.executor import Executor
from common.jobs.heartbeat import WorkerHeartbeat
from common.kernel import seams, tracing
from common.kernel.errors import NotFound
from common.kernel.ids import format_id
from common.kernel.origin import Origin
from common.persistence.transaction import Clock

from .commands import RecordOutcome
from .delivery_statements import CLAIM_DUE, HAS_QUEUED, NAME_TENANTS, OPEN_ATTEMPTS, RECORD_RESULTS, RESULTS
from .domain.delivery import DeliveryFailure, Outcome, judge_outcome
from .domain.endpoint import changes_health, signing_secrets
from .rows import secrets_from_json
from .secret_vault import SecretVault
from .transaction import NotificationTransaction
from .webhook_client import SendResult, WebhookClient, look_up_for

log = logging.getLogger(__name__)

MAX_CONCURRENT: Final = 200
MAX_PER_PLATFORM: Final = 64
"""Whoever has many endpoints that hang keeps most of the sendings for the others."""
MAX_PER_ENDPOINT: Final = 16
CLAIM_LEASE: Final = timedelta(seconds=60)
"""Longer than a sending may last and its record may take."""
POLL_SECONDS: Final = 0.5
"""Safety net: a commit in this process wakes the worker at once."""
SENDING_BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)
LAG_BUCKETS: Final = (0.1, 0.5, 1, 5, 15, 60, 300, 1_800)


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


class DeliveryMetrics:
    """What Prometheus is told of the sendings of this process."""

    def __init__(self) -> None:
        self._attempts = MetricCounter(
            "parley_webhook_attempts", "Attempts to deliver, by what came of them.", ["outcome"], registry=None
        )
        self._seconds = Histogram(
            "parley_webhook_seconds", "Time until a receiver has answered.", buckets=SENDING_BUCKETS, registry=None
        )
        self._lag = Histogram(
            "parley_webhook_lag_seconds", "How late an attempt begins.", buckets=LAG_BUCKETS, registry=None
        )
        self.under_way = Gauge("parley_webhooks_under_way", "Sendings under way.", registry=None)

    @property
    def collectors(self) -> Sequence[Collector]:
        return (self._attempts, self._seconds, self._lag, self.under_way)

    def observe_claim(self, lateness: timedelta) -> None:
        self._lag.observe(max(lateness.total_seconds(), 0.0))

    def observe_attempt(self, sent: SendResult) -> None:
        self._attempts.labels(outcome=_outcome_label(sent.outcome)).inc()
        self._seconds.observe(sent.duration_ms / 1_000)


def _outcome_label(outcome: Outcome) -> str:
    """`delivered`, the class of another status, or what went wrong on the way."""
    if outcome.is_delivered:
        return "delivered"
    return str(outcome.failure) if outcome.status is None else f"{outcome.status // 100}xx"


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
        self._platforms_under_way: Counter[UUID] = Counter()
        self.heartbeat = WorkerHeartbeat()
        self.metrics = DeliveryMetrics()
        self.metrics.under_way.set_function(self._under_way.total)
        self._failing: set[UUID] = set()
        self._results: list[AttemptResult] = []

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Run until cancelled. Whoever finishes a sending wakes the loop, so results are recorded in groups.

        This is no `PollingWorker`: its sendings outlive the pass that began them.
        """
        self._under_way.clear()
        self._platforms_under_way.clear()
        is_woken = True
        async with asyncio.TaskGroup() as group:
            while True:
                self.heartbeat.record_beat()
                self._woken.clear()
                await self._record_results()
                if is_woken or await self._has_queued():
                    for attempt in await self.claim_due():
                        group.create_task(self._attempt_traced(attempt))
                is_woken = await self._wait_for_work()

    async def deliver_due(self) -> int:
        """Send what is due now and record it; return how many that were."""
        claimed = await self.claim_due()
        await asyncio.gather(*(self._attempt_traced(attempt) for attempt in claimed))
        await self._record_results()
        return len(claimed)

    async def _has_queued(self) -> bool:
        [row] = await self._begin.database.look(HAS_QUEUED)
        return bool(row["exists"])

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
            "per_platform": MAX_PER_PLATFORM,
            "busy": json.dumps(self._busy_endpoints()),
            "busy_platforms": json.dumps({str(p): count for p, count in self._platforms_under_way.items() if count}),
        }
        async with self._begin.database.worker_transaction() as connection:
            rows = (await connection.execute(text(CLAIM_DUE), parameters)).all()
            claimed = await _open_attempts(connection, rows, now) if rows else []
        for row in rows:
            self.metrics.observe_claim(now - row.due_at)
        for attempt in claimed:
            self._under_way[attempt.endpoint] += 1
            self._platforms_under_way[attempt.tenant] += 1
        return claimed

    def _busy_endpoints(self) -> Mapping[str, int]:
        busy = Counter({endpoint: count for endpoint, count in self._under_way.items() if count})
        for endpoint in self._failing:
            busy[endpoint] += MAX_PER_ENDPOINT - 1
        return {str(endpoint): count for endpoint, count in busy.items()}

    async def _attempt_traced(self, attempt: DeliveryAttempt) -> None:
        work = tracing.Work("webhook", tracing.WorkKind.CLIENT, {"messaging.message.id": attempt.webhook_id})
        with tracing.follow_trace(attempt.traceparent, work=work):
            await self._attempt_delivery(attempt)

    async def _attempt_delivery(self, attempt: DeliveryAttempt) -> None:
        try:
            sent = await self._send_webhook(attempt)
        except Exception:  # such as a secret that no key opens: this message's trouble, nobody else's
            log.exception("message %s could not be sent", attempt.message)
            sent = SendResult(Outcome(failure=DeliveryFailure.INTERNAL), None, 0)
        finally:
            for under_way, key in ((self._under_way, attempt.endpoint), (self._platforms_under_way, attempt.tenant)):
                under_way[key] -= 1
                if not under_way[key]:
                    del under_way[key]
        self.metrics.observe_attempt(sent)
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
        with look_up_for(attempt.tenant):
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

    async def _wait_for_work(self) -> bool:
        """Wait a while; True if there is some."""
        try:
            async with asyncio.timeout(POLL_SECONDS):
                return await self._woken.wait()
        except TimeoutError:
            return False


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
