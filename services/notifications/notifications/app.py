"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import FastAPI

from common import runtime
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer, consumes
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.paging import Pager
from common.persistence.transaction import Clock
from common.runtime import Service

from . import api, consumers, feed
from .channels import Gate, Resolver, Webhooks
from .courier import AT_ONCE, Courier
from .deps import Deps
from .domain.target import Reach
from .settings import Settings
from .store import Begin, NotificationTx
from .vault import Vault


def create_app(settings: Settings | None = None, *, bus: Bus | None = None, clock: Clock | None = None) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), pool_size=settings.pool_size, name="notifications")
    begin = Begin(database, NotificationTx, NotificationTx.infrastructure, clock)
    resolver = Resolver()
    gate = Gate(Reach(settings.local_receivers), resolver)
    webhooks, vault = Webhooks(gate, connections=AT_ONCE), Vault(settings.encryption_keys)
    courier = Courier(begin, webhooks, vault, clock or (lambda: datetime.now(UTC)))
    begin.queued = courier.wake
    return runtime.create_app(
        Service(
            name="notifications",
            title="Notifications",
            routers=[api.router, feed.router],
            statuses=api.STATUSES,
            database=database,
            begin=begin,
            bus=bus or RabbitBus(settings.bus_url, "notifications"),
            consumer=EventConsumer(
                "notifications", begin, [consumes(event, consumers.tell) for event in consumers.public()]
            ),
            deps=Deps(vault, gate, Pager(settings.secret.get_secret_value())),
            settings=settings,
            workers={"courier": courier.run},
            on_close=[webhooks.close, resolver.close],
        )
    )
