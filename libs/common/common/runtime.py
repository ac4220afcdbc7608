"""Runs one service from its parts: `create_app`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig

from common.anchoring.log_heads import LogHeadKeeper
from common.anchoring.statements import HeadKey
from common.anchoring.store import HeadStore
from common.docs import served_docs
from common.internal import case_export, clock_control, event_exchange
from common.internal.clock_control import ClockParts
from common.internal.handing_on import PeerHandOn
from common.internal.recounting import QueueRecount
from common.internal.refilling import QueueRefill
from common.internal.service_peers import ServicePeers
from common.jobs.audit_chain import AuditLogChainer
from common.jobs.garbage import freeze_loaded_objects
from common.jobs.heartbeat import WorkerHeartbeat
from common.jobs.past_deadlines import PastDeadlinePurge
from common.jobs.polling import PollingWorker
from common.jobs.supervision import Worker, keep_running
from common.kernel import crash_points, structured_logs
from common.kernel.errors import (
    CurrencyMismatch,
    DeadlinePassed,
    DomainError,
    Forbidden,
    IdempotencyInFlight,
    IdempotencyKeyInvalid,
    IdempotencyKeyMissing,
    IdempotencyMismatch,
    NotFound,
    NotKnownYet,
    PlatformNotActive,
    PreconditionRequired,
    RequestOutdated,
    VersionConflict,
)
from common.messaging.bus import Subscription
from common.messaging.cleaning import TrafficCleaner
from common.messaging.outbox import OutboxRelay
from common.persistence import platform_access
from common.persistence.database_clock import MEASURE_SECONDS, DatabaseClock
from common.persistence.idempotency import PURGE_BATCH, purge_expired_keys
from common.persistence.paging import InvalidCursor
from common.telemetry import health
from common.telemetry.health import CHECK_SECONDS, HealthProbes
from common.telemetry.metrics import Metrics, metrics_router
from common.telemetry.traces import export_spans
from common.web import problems
from common.web.admission import Admission
from common.web.authentication import KeySet, TokenVerifier
from common.web.conditional_requests import MalformedIfMatch
from common.web.event_stream import TooManyStreams
from common.web.guard import RequestGuard
from common.web.origins import AllowedOrigins
from common.web.rate_limits import RateLimiter
from common.web.route_table import RouteTable, add_routes
from common.web.suspended_platforms import SuspendedPlatforms

from .contracts.readers import EVENTS_READ_BY, topics_of
from .service import Service as Service
from .settings import Environment

log = logging.getLogger(__name__)

PURGE_SECONDS: Final = 600.0
SHUTDOWN_SECONDS: Final = 20.0
"""So long all workers have together to end; a worker that does not is left, and its transaction with its connection."""
CLOSE_SECONDS: Final = 10.0
NO_TELEMETRY: Final[TelemetryConfig] = {"tracing": False, "metrics": False, "logs": False}
"""Traces and metrics are ours (`common.kernel.tracing`, `common.telemetry`): FastAPI's own are not asked for."""
UNLIMITED_PATHS: Final = ("/health", "/metrics", "/internal")
"""What only machines beside us ask; the gateway lets nobody else through but to `/health`."""
METRICS_PATH: Final = "/metrics"
OPEN_PATHS: Final = (*UNLIMITED_PATHS, "/docs", "/_docs", "/openapi.json", "/problems")

SHARED_STATUSES: Final[Mapping[type[DomainError], int]] = {
    NotFound: 404,
    Forbidden: 403,
    PlatformNotActive: 403,
    VersionConflict: 412,
    PreconditionRequired: 428,
    DeadlinePassed: 409,
    CurrencyMismatch: 422,
    IdempotencyMismatch: 422,
    IdempotencyInFlight: 409,
    NotKnownYet: 409,
    RequestOutdated: 503,
    IdempotencyKeyMissing: 400,
    IdempotencyKeyInvalid: 400,
    MalformedIfMatch: 400,
    InvalidCursor: 400,
    TooManyStreams: 429,
}


def create_app(service: Service) -> FastAPI:
    _configure_telemetry(service.name)
    _require_declared_topics(service)
    crash_points.arm_crash_points(service.settings.crash_at)
    keys = KeySet(service.settings.jwks)
    relay = OutboxRelay(service.database, service.executor.begin.infrastructure, service.bus)
    _prepare_executor(service, relay)
    clock = DatabaseClock(service.database)
    probes = HealthProbes(service.database, service.bus, service.settings.require_durable_database, clock)
    metrics = Metrics(service.database, service.executor.begin.infrastructure.schema, probes, service.metrics)
    workers = _collect_background_workers(service, relay) if service.settings.workers else {}
    origins = AllowedOrigins(loopback=service.settings.env is not Environment.PRODUCTION)
    suspended = SuspendedPlatforms()
    refresh_platforms = partial(_refresh_platforms, service, origins, suspended)
    workers |= _collect_api_workers(service, clock.measure, refresh_platforms)
    for name, heartbeat in _collect_heartbeats(service, relay).items():
        if name in workers:
            probes.extra[name], metrics.heartbeats[name] = heartbeat.describe_health, heartbeat

    @asynccontextmanager
    async def run_lifespan(_: FastAPI) -> AsyncIterator[None]:
        await keys.load_keys()
        await _ask_before_first_request(clock.measure)
        await _ask_before_first_request(refresh_platforms)
        freeze_loaded_objects()
        tasks = [asyncio.create_task(keep_running(name, worker, probes.failing)) for name, worker in workers.items()]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await _end_within(SHUTDOWN_SECONDS, *tasks)
            for close in (service.bus.close, *service.on_close, service.database.close):
                await _end_within(CLOSE_SECONDS, asyncio.ensure_future(close()))

    app = FastAPI(
        title=service.title, lifespan=run_lifespan, docs_url=None, redoc_url=None, openapi_url=None,
        telemetry=NO_TELEMETRY,
    )  # fmt: skip
    app.state.service, app.state.probes, app.state.metrics, app.state.origins = service, probes, metrics, origins
    app.state.suspended_platforms = suspended
    app.state.statuses = {**SHARED_STATUSES, **service.statuses}
    _include_routes(app, service, metrics)
    problems.install_problem_handlers(app, app.state.statuses)
    probes.admission = Admission(service.settings.admission)
    probes.limited.update(service.limited)
    if (streams := service.streams) is not None:
        probes.limited["streams"] = lambda: streams.is_exhausted
    app.add_middleware(RouteTable, owner=app)
    verifier = TokenVerifier(keys, issuer=service.settings.public_url.rstrip("/"))
    _guard_requests(app, service, verifier, clock, probes.admission)
    return app


def _guard_requests(
    app: FastAPI, service: Service, verifier: TokenVerifier, clock: DatabaseClock, admission: Admission
) -> None:
    app.add_middleware(
        RequestGuard,
        authenticate=verifier,
        has_verified=verifier.has_verified,
        observe=app.state.metrics.count_answer,
        read_time=clock.read_time,
        is_database_silent=lambda: clock.is_silent,
        max_age=timedelta(seconds=service.settings.request_seconds),
        limiter=RateLimiter(service.settings.scaled_limits, service.operation_limits),
        admission=admission,
        origins=app.state.origins,
        unlimited=UNLIMITED_PATHS,
        public=(*OPEN_PATHS, *service.public_paths),
        streams=tuple(service.stream_paths),
        feeds=tuple(service.feed_paths),
        links=tuple(service.link_paths),
        authenticate_link=service.authenticate_link,
        forms=tuple(service.form_paths),
    )


def _include_routes(app: FastAPI, service: Service, metrics: Metrics) -> None:
    add_routes(app, health.router)
    add_routes(app, metrics_router(metrics))
    if not service.settings.workers_only:
        for router in service.routers:
            add_routes(app, router)
        _include_internal_routes(app, service)
        served_docs.install_docs(app, title=service.title, service=service.name)
    if service.settings.test_clock:
        add_routes(app, _test_clock_router(service))


def _configure_telemetry(name: str) -> None:
    structured_logs.configure_logging(name)
    export_spans(name)


def _prepare_executor(service: Service, relay: OutboxRelay) -> None:
    service.executor.begin.on_published = relay.wake
    service.executor.limit_batches(service.settings.batch_size)
    if service.peers is not None:
        _hand_on_to_peers(service, service.peers)


def _hand_on_to_peers(service: Service, peers: ServicePeers) -> None:
    hand_on = PeerHandOn(service.executor.begin, peers)
    service.executor.begin.hand_on = hand_on.hand_on
    service.consumer.hand_on_consequences = hand_on.hand_on_consequences


async def _refresh_platforms(service: Service, origins: AllowedOrigins, suspended: SuspendedPlatforms) -> None:
    schema = service.executor.begin.infrastructure.schema
    origins.replace(await platform_access.list_origins(service.database, schema))
    suspended.replace(await platform_access.list_suspended(service.database, schema))


async def _end_within(seconds: float, *tasks: asyncio.Future[Any]) -> None:
    """Wait for tasks that end by themselves or were cancelled, and no longer: a broker or a database that answers
    nobody must not keep a process."""
    if not tasks:
        return
    ended, left = await asyncio.wait(tasks, timeout=seconds)
    for task in left:
        log.error("%s does not end within %.0f s", task.get_name() if isinstance(task, asyncio.Task) else task, seconds)
        task.cancel()
    for task in ended:
        if not task.cancelled() and (failure := task.exception()) is not None:
            log.warning("it ended with %r", failure)


async def _ask_before_first_request(ask: Callable[[], Awaitable[None]]) -> None:
    """Without a database there is no receipt either: then a transaction's beginning has to do."""
    with suppress(Exception):
        async with asyncio.timeout(CHECK_SECONDS):
            await ask()


def _include_internal_routes(app: FastAPI, service: Service) -> None:
    """Include what other services ask, each only where its secret is set."""
    begin = service.executor.begin
    if service.export_case is not None and service.settings.records_secret is not None:
        secret = service.settings.records_secret
        add_routes(app, case_export.case_export_router(begin, service.export_case, secret))
    if service.settings.exchange_secret is not None:
        secret, resolver = service.settings.exchange_secret, service.subjects_concerning
        add_routes(app, event_exchange.event_exchange_router(begin, service.consumer, secret, resolver))


def _require_declared_topics(service: Service) -> None:
    """Raises ValueError: the broker binds queues to the declared topics, so no other is ever delivered."""
    declared = EVENTS_READ_BY.get(service.name)
    if declared is not None and topics_of(service.name) != service.consumer.topics:
        raise ValueError(f"common.contracts.readers says {service.name} reads {declared}: it is bound to no others")


def _collect_api_workers(
    service: Service, measure_clock: Callable[[], Awaitable[None]], refresh_platforms: Callable[[], Awaitable[None]]
) -> dict[str, Worker]:
    """Collect what goes with the API, wherever that is: the answers rest on it."""
    passes = {"clock": measure_clock, "origins": refresh_platforms}
    workers: dict[str, Worker] = {
        name: PollingWorker(run_pass, idle_seconds=MEASURE_SECONDS).run for name, run_pass in passes.items()
    }
    if service.streams is not None:
        workers["streams"] = service.streams.run
    return workers


def _collect_background_workers(service: Service, relay: OutboxRelay) -> dict[str, Worker]:
    infrastructure = service.executor.begin.infrastructure
    workers: dict[str, Worker] = {
        "relay": relay.run,
        "consumer": partial(service.bus.consume, _subscribe(service)),
        "retry": service.consumer.run_retries,
        "cleaner": TrafficCleaner(service.database, infrastructure).run,
        "sealer": AuditLogChainer(service.database, infrastructure).run,
        "purge": PollingWorker(
            partial(purge_expired_keys, service.database, infrastructure.schema),
            idle_seconds=PURGE_SECONDS,
            batch_size=PURGE_BATCH,
        ).run,
        "past": PastDeadlinePurge(service.database, infrastructure).run,
    }
    if service.sweeper is not None:
        workers["deadlines"] = service.sweeper.run
    if (heads := service.settings.heads) is not None and (key := service.settings.heads_key) is not None:
        keeping = HeadStore(heads), HeadKey.load_key(key), service.settings.heads_seconds
        workers["heads"] = LogHeadKeeper(service.database, infrastructure, *keeping, service.on_log_entries).run
    return workers | dict(service.workers)


def _subscribe(service: Service) -> Subscription:
    """Subscribe it; where it knows its publishers, what a lost queue had held comes from them."""
    subscription = service.consumer.subscription
    peers = service.peers or getattr(service.catch_up, "peers", None)
    if peers is None:
        return subscription
    return replace(
        subscription,
        on_new_queue=QueueRefill(service.consumer, peers).refill_until_done,
        fetch_lost=QueueRecount(service.consumer, peers).fetch_lost,
    )


def _collect_heartbeats(service: Service, relay: OutboxRelay) -> dict[str, WorkerHeartbeat]:
    """Collect the pulse of each loop that could be stuck without ending: health shows it, and the figures do."""
    heartbeats = {
        "relay": relay.heartbeat,
        "consumer": service.consumer.heartbeat,
        "retry": service.consumer.retry_heartbeat,
    }
    if service.sweeper is not None:
        heartbeats["deadlines"] = service.sweeper.heartbeat
    return heartbeats | dict(service.heartbeats)


def _test_clock_router(service: Service) -> APIRouter:
    async def sweep_tenant(tenant: UUID) -> int:
        if service.sweeper is None:
            return 0
        return await service.sweeper.fire_due(grace=timedelta(), tenant=tenant)

    assert service.settings.internal_secret is not None, "settings.test_clock says so"
    parts = ClockParts(
        database=service.database,
        schema=service.executor.begin.infrastructure.schema,
        consumer=service.consumer.name,
        topics=service.consumer.topics,
        sweep=sweep_tenant,
        workers=service.timed_workers,
    )
    return clock_control.clock_control_router(parts, service.settings.internal_secret)
