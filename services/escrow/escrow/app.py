"""Application of escrow: puts the service together. The only module that knows every other."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

import httpx
from fastapi import APIRouter, FastAPI

from common import runtime
from common.execution.executor import Executor
from common.internal.service_peers import PeerCatchUp, ServicePeers, connect_peers
from common.internal.tls import shared_tls_context
from common.jobs.deadlines import DeadlineSweeper
from common.kernel import seams, tracing
from common.kernel.principal import Role
from common.kernel.secret_lists import newest_secret
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.paging import Pager
from common.persistence.transaction import Clock, Transactions
from common.runtime import Service
from common.settings import Environment, require_file
from common.web.rate_limits import OperationLimit
from common.web.secret_attempts import SecretAttempts

from . import api, deadlines, oauth_api, platforms_api, queries, sandbox_api
from .branding.schemas import PATH as BRANDING_PATH
from .bulk import api as bulk_api
from .commands import COMMAND_HANDLERS
from .consumers import EVENT_HANDLERS
from .edge import CASE_OPERATIONS, EscrowDeps
from .erasure.api import known_participants_router
from .page_links.keys import PageKeys
from .page_links_api import branding, links, sessions
from .public_access.security_contact import create_security_router
from .public_access.token_requests import OAuthRefusal
from .sandbox_clock import SandboxClock
from .settings import Settings
from .statuses import REFUSAL_STATUSES
from .tokens import TokenSigner
from .transaction import EscrowTransaction

ROUTERS: Final = (
    api.router,
    api.ledger_router,
    bulk_api.router,
    platforms_api.router,
    oauth_api.router,
    links.router,
    sessions.router,
    branding.router,
)
CLOCK_TIMEOUT_SECONDS: Final = 60.0
"""Longer than a service takes to fire all that is due at one instant."""


def create_app(
    settings: Settings | None = None,
    *,
    bus: Bus | None = None,
    clock: Clock | None = None,
    test_clock_client: httpx.AsyncClient | None = None,
    peers: ServicePeers | None = None,
) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), sizes=settings.pool_sizes, name="escrow")
    begin = Transactions(database, EscrowTransaction, EscrowTransaction.infrastructure, clock)
    executor = Executor(begin, COMMAND_HANDLERS)
    consumer = EventConsumer("escrow", executor, EVENT_HANDLERS)
    peers = peers or connect_peers(settings.peers, settings.exchange_secret)
    catch_up = None if peers is None else PeerCatchUp(consumer, peers)
    select_certain = None if catch_up is None else deadlines.DisputesHeard(catch_up).select_certain
    test_clock_client = test_clock_client or _test_clock_client(settings)

    async def read_database_time(tenant: UUID) -> datetime:
        async with begin.read(tenant) as tx:
            return await tx.read_database_time()

    test_clock = SandboxClock(test_clock_client, settings.peers, read_database_time) if settings.test_clock else None
    deps = EscrowDeps(
        begin=begin,
        signer=TokenSigner.load_key(require_file(settings.signing_key), settings.public_url.rstrip("/")),
        admin_secret=settings.admin_secret,
        pager=Pager(settings.secret.get_secret_value()),
        now=seams.utc_now,
        clock=test_clock,
        allows_loopback=settings.env is not Environment.PRODUCTION,
        attempts=SecretAttempts(settings.scaled_quota(settings.secret_limit), OAuthRefusal),
        page_keys=PageKeys(settings.secret.get_secret_value()),
        public_url=settings.public_url.rstrip("/"),
        pages_url=f"{settings.public_url.rstrip('/')}/pages",
    )
    return runtime.create_app(
        Service(
            name="escrow",
            title="Escrow",
            routers=[*_public_routers(settings, test_clock), *_internal_routers(begin, settings)],
            statuses=REFUSAL_STATUSES,
            case_operations=CASE_OPERATIONS,
            database=database,
            bus=bus or RabbitBus(settings.bus_url, "escrow"),
            executor=executor,
            consumer=consumer,
            sweeper=DeadlineSweeper(executor, deadlines.deadline_command, select_certain=select_certain),
            deps=deps,
            settings=settings,
            export_case=queries.export_escrow,
            public_paths=("/oauth", "/.well-known", "/v1/page-sessions", BRANDING_PATH),
            form_paths=("/oauth",),
            operation_limits=_limit_operations(settings),
            peers=peers,
            catch_up=catch_up,
            on_close=[test_clock_client.aclose, *([] if peers is None else [peers.close])],
        )
    )


def _public_routers(settings: Settings, test_clock: SandboxClock | None) -> list[APIRouter]:
    contact = settings.security_contact
    security = [create_security_router(contact, settings.public_url.rstrip("/"), seams.utc_now)] if contact else []
    return [*ROUTERS, *([sandbox_api.router] if test_clock else []), *security]


def _internal_routers(begin: Transactions[EscrowTransaction], settings: Settings) -> list[APIRouter]:
    """What other services ask beside the records of a case, where their secret is set."""
    secret = settings.records_secret
    return [] if secret is None else [known_participants_router(begin, secret)]


def _limit_operations(settings: Settings) -> list[OperationLimit]:
    tokens, bulks = settings.scaled_quota(settings.token_limit), settings.scaled_quota(settings.bulk_limit)
    return [
        OperationLimit("tokens", "POST", "/v1/participant-tokens", tokens, [Role.PLATFORM]),
        OperationLimit("links", "POST", "/v1/participant-tokens/link", tokens, [Role.PLATFORM]),
        OperationLimit("bulks", "POST", "/v1/bulk", bulks, [Role.PLATFORM]),
    ]


def _test_clock_client(settings: Settings) -> httpx.AsyncClient:
    secret = newest_secret(settings.internal_secret.get_secret_value()) if settings.internal_secret else ""
    return httpx.AsyncClient(
        headers={"X-Internal-Secret": secret},
        timeout=CLOCK_TIMEOUT_SECONDS,
        trust_env=False,
        verify=shared_tls_context(),
        event_hooks={"request": [tracing.propagate_trace]},
    )
