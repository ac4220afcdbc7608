"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

from fastapi import FastAPI

from common.bus import Bus
from common.db import Database
from common.deadlines import Sweeper
from common.inbox import Reader
from common.paging import Pager
from common.rabbit import RabbitBus
from common.runtime import Service
from common.runtime import create_app as serve
from common.store import Clock, Transactions

from . import api, consumers, deadlines, case_export, trees, trees_api
from .edge import Deps
from .settings import Settings
from .store import MediationTransaction


def create_app(settings: Settings | None = None, *, bus: Bus | None = None, clock: Clock | None = None) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), pool_size=settings.pool_size, name="mediation")
    begin = Transactions(database, MediationTransaction, clock)
    shelf = trees.TreeCatalogue(trees.load_builtin_trees())
    return serve(
        Service(
            name="mediation",
            title="Mediation",
            routers=[api.router, trees_api.router],
            statuses=api.STATUSES,
            database=database,
            begin=begin,
            bus=bus or RabbitBus(settings.bus_url, "mediation"),
            reader=Reader("mediation", begin, consumers.handlings(shelf)),
            sweeper=Sweeper(begin, deadlines.fire),
            deps=Deps(Pager(settings.secret.get_secret_value()), shelf),
            settings=settings,
            record_of=case_export.record_of,
        )
    )
