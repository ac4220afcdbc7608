"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

from fastapi import FastAPI

from common.jobs.deadlines import DeadlineSweeper
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.paging import Pager
from common.persistence.transaction import Clock, Transactions
from common.runtime import Service
from common.runtime import create_app as serve

from . import api, consumers, deadlines, records, trees, trees_api
from .deps import Deps
from .settings import Settings
from .store import MediationTx


def create_app(settings: Settings | None = None, *, bus: Bus | None = None, clock: Clock | None = None) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), pool_size=settings.pool_size, name="mediation")
    begin = Transactions(database, MediationTx, clock)
    shelf = trees.Trees(trees.load())
    return serve(
        Service(
            name="mediation",
            title="Mediation",
            routers=[api.router, trees_api.router],
            statuses=api.STATUSES,
            database=database,
            begin=begin,
            bus=bus or RabbitBus(settings.bus_url, "mediation"),
            reader=EventConsumer("mediation", begin, consumers.handlings(shelf)),
            sweeper=DeadlineSweeper(begin, deadlines.fire),
            deps=Deps(Pager(settings.secret.get_secret_value()), shelf),
            settings=settings,
            record_of=records.record_of,
        )
    )
