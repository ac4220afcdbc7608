"""Metrics of the sendings of one process, as Prometheus is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.registry import Collector

from notifications.domain.delivery import Outcome
from notifications.webhook_client import SendResult

SENDING_BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)
LAG_BUCKETS: Final = (0.1, 0.5, 1, 5, 15, 60, 300, 1_800)


class DeliveryMetrics:
    def __init__(self) -> None:
        self._attempts = Counter(
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
