"""Runs one service, or several in one process, from the same parts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, FastAPI
from sqlalchemy import text
from starlette.types import ASGIApp, Receive, Scope, Send

from common.docs import pages, served_docs
from common.internal import case_export, clock_control
from common.internal.case_export import ExportCase
from common.jobs.audit_chain import AuditLogChainer
from common.jobs.deadlines import DeadlineSweeper
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
    PreconditionRequired,
    VersionConflict,
)
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer
from common.messaging.outbox import OutboxRelay
from common.persistence import idempotency
from common.persistence.database import Database
from common.persistence.paging import InvalidCursor
from common.persistence.transaction import Transactions
from common.telemetry import health
from common.telemetry.health import HealthProbes
from common.telemetry.metrics import Metrics, metrics_router
from common.web import http, problems
from common.web.authentication import KeySet, TokenVerifier
from common.web.guard import RequestGuard
from common.web.rate_limits import OperationLimit, RateLimiter, RateLimits

from .contracts.readers import READERS, topics_of
from .settings import ROOMY, ServiceSettings

log = logging.getLogger(__name__)

RESTART_SECONDS: Final = 1.0
PURGE_SECONDS: Final = 600.0
UNLIMITED: Final = ("/health", "/metrics", "/internal")
"""What only machines beside us ask; the gateway lets nobody else through but to `/health`."""
UNGUARDED: Final = (*UNLIMITED, "/docs", "/_docs", "/openapi.json", "/problems")

Worker = Callable[[], Awaitable[None]]

SHARED_STATUSES: Final[Mapping[type[DomainError], int]] = {
    NotFound: 404,
    Forbidden: 403,
    VersionConflict: 412,
    PreconditionRequired: 428,
    DeadlinePassed: 409,
    CurrencyMismatch: 422,
    IdempotencyMismatch: 422,
    IdempotencyInFlight: 409,
    IdempotencyKeyMissing: 400,
    IdempotencyKeyInvalid: 400,
    http.MalformedIfMatch: 400,
    InvalidCursor: 400,
}


@dataclass(frozen=True)
class Service:
    """Everything the runtime needs to know about a service."""

    name: str
    title: str
    routers: Sequence[APIRouter]
    statuses: Mapping[type[DomainError], int]
    database: Database
    begin: Transactions[Any]
    bus: Bus
    reader: EventConsumer[Any]
    deps: object
    settings: ServiceSettings
    sweeper: DeadlineSweeper[Any] | None = None
    workers: Mapping[str, Worker] = field(default_factory=dict)
    public_paths: Sequence[str] = ()
    """Path prefixes that need no token."""
    stream_paths: Sequence[str] = ()
    """Path prefixes whose body is read by the route as it arrives."""
    form_paths: Sequence[str] = ()
    costly: Sequence[OperationLimit] = ()
    """Operations with a limit of their own."""
    close: Sequence[Callable[[], Awaitable[None]]] = ()
    record_of: ExportCase | None = None
    """What it knows of one subject, for other services (`common.records`)."""


def create_app(service: Service) -> FastAPI:
    structured_logs.configure_logging(service.name)
    if (declared := READERS.get(service.name)) is not None and topics_of(service.name) != service.reader.topics:
        raise ValueError(f"common.contracts.readers says {service.name} reads {declared}: it is bound to no others")
    crash_points.arm_crash_points(service.settings.crash_at)
    keys = KeySet(service.settings.jwks)
    relay = OutboxRelay(service.database, service.begin.transaction_type.infrastructure, service.bus)
    service.begin.on_published = relay.wake
    probes = HealthProbes(service.database, service.bus, service.settings.require_durable_database)
    metrics = Metrics(service.database, service.begin.transaction_type.infrastructure.schema, probes)
    workers = _workers(service, relay) if service.settings.workers else {}
    if "relay" in workers:
        probes.extra["relay"] = relay.pulse.describe_health
        metrics.pulses["relay"] = relay.pulse
    if "deadlines" in workers and service.sweeper is not None:
        probes.extra["deadlines"] = service.sweeper.pulse.describe_health
        metrics.pulses["deadlines"] = service.sweeper.pulse

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await keys.load()
        tasks = [asyncio.create_task(_keep_running(name, worker, probes)) for name, worker in workers.items()]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await service.bus.close()
            for close in (*service.close, service.database.close):
                await close()

    app = FastAPI(title=service.title, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.service, app.state.probes, app.state.metrics = service, probes, metrics
    app.state.statuses = {**SHARED_STATUSES, **service.statuses}
    app.include_router(health.router)
    app.include_router(metrics_router(metrics))
    if not service.settings.workers_only:
        for router in service.routers:
            app.include_router(router)
        if service.record_of is not None and service.settings.records_secret is not None:
            app.include_router(
                case_export.case_export_router(service.begin, service.record_of, service.settings.records_secret)
            )
        served_docs.install_docs(app, title=service.title, service=service.name)
    if service.settings.test_clock:
        app.include_router(_test_clock(service))
    problems.install_problem_handlers(app, app.state.statuses)
    app.add_middleware(
        RequestGuard,
        authenticate=TokenVerifier(keys),
        observe=metrics.count_answer,
        limiter=RateLimiter(service.settings.scaled_limits, service.costly),
        unlimited=UNLIMITED,
        public=(*UNGUARDED, *service.public_paths),
        streams=tuple(service.stream_paths),
        forms=tuple(service.form_paths),
    )
    return app


def _workers(service: Service, relay: OutboxRelay) -> dict[str, Worker]:
    infrastructure = service.begin.transaction_type.infrastructure
    workers: dict[str, Worker] = {
        "relay": relay.run,
        "consumer": partial(service.bus.consume, service.reader.subscription),
        "retry": service.reader.run_retries,
        "sealer": AuditLogChainer(service.database, infrastructure).run,
        "purge": partial(_purge, service.database, infrastructure.schema),
    }
    if service.sweeper is not None:
        workers["deadlines"] = service.sweeper.run
    return workers | dict(service.workers)


def _test_clock(service: Service) -> APIRouter:
    async def sweep(tenant: UUID) -> int:
        if service.sweeper is None:
            return 0
        return await service.sweeper.fire_due(grace=timedelta(), tenant=tenant)

    assert service.settings.internal_secret is not None, "settings.test_clock says so"
    schema = service.begin.transaction_type.infrastructure.schema
    return clock_control.clock_control_router(
        service.database, schema, sweep, service.reader.topics, service.settings.internal_secret
    )


async def _purge(database: Database, schema: str) -> None:
    while True:
        async with database.worker_transaction() as connection:
            await connection.execute(text(idempotency.PURGE.format(schema=schema)))
        await asyncio.sleep(PURGE_SECONDS)


async def _keep_running(name: str, worker: Worker, probes: HealthProbes) -> None:
    """A worker that fails starts again; a task that dies quietly is an outage nobody sees."""
    while True:
        try:
            await worker()
        except (Exception, asyncio.CancelledError) as failure:
            # A broken AMQP connection raises CancelledError too; only obey it if it is meant for us.
            if (task := asyncio.current_task()) and task.cancelling():
                raise
            probes.failing.add(name)
            log.warning("%s stopped (%r); starting it again in %.0f s", name, failure, RESTART_SECONDS)
            log.debug("why it stopped", exc_info=failure)
        await asyncio.sleep(RESTART_SECONDS)
        probes.failing.discard(name)


def embed_service(apps: Sequence[FastAPI]) -> ASGIApp:
    """Serve unmodified service apps side by side, each at the address it has behind the gateway."""
    homes: list[tuple[str, FastAPI]] = []
    for app in apps:
        name = app.state.service.name
        owned = {"/" + "/".join(path.strip("/").split("/")[:2]) for path in app.openapi()["paths"]}
        homes += [(path, app) for path in owned]
        homes += [(f"/internal/{name}", app), (f"/health/{name}", app), (f"/docs/{name}", app)]

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for app in apps:
                await stack.enter_async_context(app.router.lifespan_context(app))
            yield

    outer = FastAPI(title="Parley", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    outer.include_router(pages.router)
    outer.add_api_route("/docs", pages.show_start_page, include_in_schema=False)
    problems.install_problem_handlers(outer, SHARED_STATUSES)
    nobodys = RateLimiter(RateLimits().times(ROOMY))  # embedded is for a quick look
    outer.add_middleware(RequestGuard, authenticate=TokenVerifier(KeySet("")), limiter=nobodys, public=("",))

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            for home, app in homes:
                if scope["path"] == home or scope["path"].startswith(f"{home}/"):
                    return await app(_behind_gateway(scope), receive, send)
        await outer(scope, receive, send)

    return dispatch


def _behind_gateway(scope: Scope) -> Scope:
    """As nginx rewrites them: `/health/{service}/ready` → `/health/ready`, `/docs/{service}/x` → `/x`.

    `/internal/{service}/…` stands for the address that the service has of its own elsewhere.
    """
    kind, _, rest = scope["path"].strip("/").partition("/")
    if kind not in ("health", "docs", "internal"):
        return scope
    _, _, tail = rest.partition("/")
    path = f"/health/{tail}" if kind == "health" else f"/{tail or 'docs'}"
    return {**scope, "path": path, "raw_path": path.encode()}
