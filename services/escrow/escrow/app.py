"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import httpx
from fastapi import FastAPI

from common.jobs.deadlines import DeadlineSweeper
from common.kernel import tracing
from common.kernel.principal import Role
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.paging import Pager
from common.persistence.transaction import Clock, Transactions
from common.runtime import Service
from common.runtime import create_app as serve
from common.settings import require_file
from common.web.rate_limits import OperationLimit
from common.web.secret_attempts import SecretAttempts

from . import api, consumers, deadlines, oauth, platforms, records, sandbox
from .clock import SandboxClock
from .deps import Deps
from .settings import Settings
from .store import EscrowTx
from .tokens import Signer

CLOCK_SECONDS: Final = 60.0
"""Longer than a service takes to fire all that is due at one instant."""


def create_app(
    settings: Settings | None = None,
    *,
    bus: Bus | None = None,
    clock: Clock | None = None,
    peers: httpx.AsyncClient | None = None,
) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), pool_size=settings.pool_size, name="escrow")
    begin = Transactions(database, EscrowTx, EscrowTx.infrastructure, clock)
    peers = peers or _peers(settings)
    test_clock = SandboxClock(peers, settings.peers) if settings.test_clock else None
    deps = Deps(
        begin=begin,
        signer=Signer.load(require_file(settings.signing_key)),
        admin_secret=settings.admin_secret,
        pager=Pager(settings.secret.get_secret_value()),
        now=lambda: datetime.now(UTC),
        clock=test_clock,
        attempts=SecretAttempts(settings.scaled_quota(settings.secret_limit), oauth.Refusal),
    )
    token_limit = settings.scaled_quota(settings.token_limit)
    routers = [api.router, api.ledger, platforms.router, oauth.router]
    return serve(
        Service(
            name="escrow",
            title="Escrow",
            routers=[*routers, sandbox.router] if test_clock else routers,
            statuses=api.STATUSES,
            database=database,
            begin=begin,
            bus=bus or RabbitBus(settings.bus_url, "escrow"),
            consumer=EventConsumer("escrow", begin, consumers.HANDLINGS),
            sweeper=DeadlineSweeper(begin, deadlines.fire),
            deps=deps,
            settings=settings,
            export_case=records.record_of,
            public_paths=("/oauth", "/.well-known"),
            form_paths=("/oauth",),
            operation_limits=[OperationLimit("tokens", "POST", "/v1/participant-tokens", token_limit, [Role.PLATFORM])],
            on_close=[peers.aclose],
        )
    )


def _peers(settings: Settings) -> httpx.AsyncClient:
    secret = settings.internal_secret.get_secret_value() if settings.internal_secret else ""
    return httpx.AsyncClient(
        headers={"X-Internal-Secret": secret},
        timeout=CLOCK_SECONDS,
        trust_env=False,
        event_hooks={"request": [tracing.propagate_trace]},
    )
