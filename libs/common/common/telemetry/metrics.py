"""Metrics that an operator's Prometheus reads from `/metrics` of each process. The gateway lets nobody else ask."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.registry import Collector
from sqlalchemy import text
from starlette.types import Scope

from common.jobs.heartbeat import WorkerHeartbeat
from common.kernel import seams
from common.persistence.database import PLATFORM_TIME, Database
from common.web.request_log import log_answered_request

from .health import CHECK_SECONDS, HealthProbes

LATENCY_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
PARKED_COUNT_SECONDS: Final = 60.0
"""Facts that are parked have no index: they are few and looked for rarely."""
OVERDUE_SECONDS: Final = 60
"""A deadline fires within seconds; one this late is a worker that does not work (INV-D5)."""
GAUGES_QUERY: Final = f"""
SELECT (SELECT count(*) FROM {{s}}.outbox WHERE published_at IS NULL) AS waiting,
       (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8
        FROM {{s}}.outbox WHERE published_at IS NULL) AS oldest,
       (SELECT count(*) FROM {{s}}.inbox WHERE state = 'retry') AS retrying,
       (SELECT count(*) FROM {{s}}.deadlines d
        WHERE d.state = 'armed'
          AND d.due_at <= (SELECT clock_timestamp() - make_interval(secs => {OVERDUE_SECONDS}))
          AND NOT EXISTS (SELECT 1 FROM {{s}}.clocks c WHERE c.tenant_id = d.tenant_id))
       + (SELECT count(*) FROM (
            SELECT c.tenant_id, {PLATFORM_TIME.format(clock="c")} - make_interval(secs => {OVERDUE_SECONDS}) AS until
            FROM {{s}}.clocks c OFFSET 0) moved
          JOIN {{s}}.deadlines d ON d.state = 'armed' AND d.tenant_id >= moved.tenant_id
               AND (d.tenant_id, d.due_at) <= (moved.tenant_id, moved.until)
         ) AS overdue
"""  # noqa: S608 (an expression and a number of ours)
PARKED_QUERY: Final = "SELECT count(*) FROM {s}.inbox WHERE state = 'parked'"


GAUGE_DESCRIPTIONS: Final = {
    "outbox_waiting": "Events published and not yet carried.",
    "outbox_oldest_seconds": "Age of the oldest of them.",
    "inbox_retrying": "Events that failed and are tried again.",
    "inbox_parked": "Events that failed too often and wait for an operator; counted once a minute.",
    "deadlines_overdue": f"Deadlines that should have fired {OVERDUE_SECONDS} s ago.",
    "pool_in_use": "Database connections in use.",
    "database_up": "Whether it answered this very question.",
    "workers_failing": "Background loops that are down.",
}


class Metrics:
    """Metrics of one service in this process; five may share it, so each has a registry of its own."""

    def __init__(
        self, database: Database, schema: str, probes: HealthProbes, own_of_service: Sequence[Collector] = ()
    ) -> None:
        self._database, self._schema, self._probes = database, schema, probes
        self.heartbeats: dict[str, WorkerHeartbeat] = {}
        self._registry = CollectorRegistry()
        for collector in own_of_service:
            self._registry.register(collector)
        self._parked_at = -PARKED_COUNT_SECONDS
        self._requests = Histogram(
            "parley_request_seconds",
            "Time to answer.",
            ["operation", "status"],
            buckets=LATENCY_BUCKETS,
            registry=self._registry,
        )
        self._limited = Counter("parley_limited", "Requests refused with 429.", registry=self._registry)
        self._gauges = {
            name: Gauge(f"parley_{name}", about, registry=self._registry) for name, about in GAUGE_DESCRIPTIONS.items()
        }
        self._quiet = Gauge(
            "parley_loop_quiet_seconds", "Since a loop last got round.", ["loop"], registry=self._registry
        )

    def count_answer(self, scope: Scope, status: int, seconds: float) -> None:
        """Beside the line in the log."""
        log_answered_request(scope, status, seconds)
        operation = getattr(scope.get("route"), "operation_id", None) or getattr(scope.get("route"), "name", "none")
        self._requests.labels(operation=operation, status=f"{status // 100}xx").observe(seconds)
        if status == 429:
            self._limited.inc()

    async def render_metrics(self) -> bytes:
        self._set_gauge("pool_in_use", self._database.connections_in_use)
        self._set_gauge("workers_failing", len(self._probes.failing))
        for loop, pulse in self.heartbeats.items():
            self._quiet.labels(loop=loop).set(pulse.seconds_since_beat)
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                await self._read_database_gauges()
        except Exception:  # a scrape that fails would hide the rest
            self._set_gauge("database_up", 0)
        return generate_latest(self._registry)

    async def _read_database_gauges(self) -> None:
        async with self._database.health_transaction() as connection:
            row = (await connection.execute(text(GAUGES_QUERY.format(s=self._schema)))).one()
            if (now := seams.monotonic()) - self._parked_at >= PARKED_COUNT_SECONDS:
                parked = await connection.scalar(text(PARKED_QUERY.format(s=self._schema)))
                self._parked_at = now
                self._set_gauge("inbox_parked", parked)
        self._set_gauge("outbox_waiting", row.waiting)
        self._set_gauge("outbox_oldest_seconds", row.oldest)
        self._set_gauge("inbox_retrying", row.retrying)
        self._set_gauge("deadlines_overdue", row.overdue)
        self._set_gauge("database_up", 1)

    def _set_gauge(self, name: str, value: float) -> None:
        self._gauges[name].set(value)


def metrics_router(metrics: Metrics) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/metrics")
    async def show_metrics() -> Response:
        return Response(await metrics.render_metrics(), media_type=CONTENT_TYPE_LATEST)

    return router
