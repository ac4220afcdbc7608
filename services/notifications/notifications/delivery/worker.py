"""Delivery worker: claim what is due, send it, record it. No transaction is open while a receiver thinks.

A claim moves the message's time ahead by a lease, so that whatever a dying worker held is sent by another one later.
Every endpoint has a few sendings at a time, one that fails has one: a slow or dead receiver delays only its own.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from common.execution.executor import Executor
from common.jobs.heartbeat import WorkerHeartbeat
from common.kernel import seams, tracing
from common.kernel.errors import NotFound
from common.kernel.origin import Origin
from common.persistence.transaction import Clock
from notifications.commands import RecordOutcome
from notifications.domain.delivery import DeliveryFailure, Outcome
from notifications.domain.endpoint import changes_health
from notifications.secret_vault import SecretVault
from notifications.settings import SendingLimits
from notifications.transaction import NotificationTransaction
from notifications.webhook_client import SendResult, WebhookClient, look_up_for

from .metrics import DeliveryMetrics
from .queue import AttemptResult, DeliveryAttempt, DeliveryQueue

log = logging.getLogger(__name__)

POLL_SECONDS: Final = 0.5
"""Safety net: a commit in this process wakes the worker at once."""


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
        limits: SendingLimits | None = None,
    ) -> None:
        self._executor, self._begin = executor, executor.begin
        self._limits = limits or SendingLimits()
        self._queue = DeliveryQueue(executor.begin.database, self._limits)
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
                if is_woken or await self._queue.has_queued():
                    for attempt in await self.claim_due():
                        group.create_task(self._attempt_traced(attempt))
                is_woken = await self._wait_for_work()

    async def deliver_due(self) -> int:
        """Send what is due now and record it; return how many that were."""
        claimed = await self.claim_due()
        await asyncio.gather(*(self._attempt_traced(attempt) for attempt in claimed))
        await self._record_results()
        return len(claimed)

    async def claim_due(self) -> list[DeliveryAttempt]:
        """Claim as many messages that are due as there are sendings free."""
        free = self._limits.of_process - self._under_way.total()
        if free <= 0:
            return []
        claimed = await self._queue.claim_due(self._clock(), free, self._busy_endpoints(), self._platforms_under_way)
        for lateness in claimed.lateness:
            self.metrics.observe_claim(lateness)
        for attempt in claimed.attempts:
            self._under_way[attempt.endpoint] += 1
            self._platforms_under_way[attempt.tenant] += 1
        return list(claimed.attempts)

    def _busy_endpoints(self) -> Counter[UUID]:
        """Count what each endpoint has under way. One that fails has a single place left."""
        return self._under_way + Counter(dict.fromkeys(self._failing, self._limits.of_endpoint - 1))

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
        """Record what came of the sendings. What could not be recorded is tried again with the next group."""
        results = list(self._results)
        if not results:
            return
        await self._queue.record_results(results, [self._jitter() for _ in results])
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
