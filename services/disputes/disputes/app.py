"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

import asyncio

from fastapi import FastAPI

from common.contracts import escrow, evidence, mediation
from common.contracts.catalogue import events_of
from common.jobs.deadlines import DeadlineSweeper
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer, HandlerRegistration, consumes
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.paging import Pager
from common.persistence.transaction import EVERY_PLATFORM, Clock, Transactions
from common.runtime import Service
from common.runtime import create_app as serve
from common.web.rate_limits import OperationLimit

from . import (
    analytics_api,
    api,
    approvals_api,
    calendars_api,
    commands,
    deadlines,
    desk_api,
    editions_api,
    execution_api,
    policies,
    records,
    review_api,
    simulation_api,
    standing_api,
)
from .consumers import Consumers
from .deps import Deps
from .domain import refusals
from .ports import BuiltIn, Policies
from .settings import Settings
from .shelf import Shelf
from .store import DisputeTx

REACTED_TO = (
    escrow.EscrowFrozen,
    escrow.FreezeRefused,
    escrow.EscrowSettled,
    escrow.FundsReversed,
    escrow.EscrowClosed,
)
ONLY_REMEMBERED = [
    fact for fact in events_of("escrow") if issubclass(fact, escrow.EscrowEvent) and fact not in REACTED_TO
]


STATUSES = {
    **api.STATUSES,
    **desk_api.STATUSES,
    **approvals_api.STATUSES,
    **calendars_api.STATUSES,
    **editions_api.STATUSES,
    refusals.TooManyCases: 422,
}


def create_app(settings: Settings | None = None, *, bus: Bus | None = None, clock: Clock | None = None) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), pool_size=settings.pool_size, name="disputes")
    begin = Transactions(database, DisputeTx, DisputeTx.infrastructure, clock)
    editions = policies.load()
    current = policies.current(editions, settings.current_policies)
    shelf = Shelf(editions)

    async def publish() -> None:
        await publish_editions(begin, editions, current)
        await asyncio.Event().wait()

    return serve(
        Service(
            name="disputes",
            title="Disputes",
            routers=[
                desk_api.router,
                approvals_api.router,
                standing_api.router,
                calendars_api.router,
                analytics_api.router,
                simulation_api.router,
                api.router,
                execution_api.router,
                review_api.router,
                editions_api.router,
            ],
            statuses=STATUSES,
            database=database,
            begin=begin,
            bus=bus or RabbitBus(settings.bus_url, "disputes"),
            consumer=EventConsumer("disputes", begin, handlings(shelf)),
            sweeper=DeadlineSweeper(begin, deadlines.fire(shelf)),
            deps=Deps(shelf, current, Pager(settings.secret.get_secret_value())),
            settings=settings,
            export_case=records.record_of,
            workers={"editions": publish},
            operation_limits=[
                OperationLimit(
                    "openings", "POST", "/v1/disputes", settings.scaled_quota(settings.opening_limit), api.PARTIES
                )
            ],
        )
    )


async def publish_editions(begin: Transactions[DisputeTx], editions: BuiltIn, current: frozenset[str]) -> None:
    async with begin(EVERY_PLATFORM) as tx:
        await commands.publish_editions(tx, editions, policies.sources(), current)


def handlings(editions: Policies) -> list[HandlerRegistration]:
    heard = Consumers(editions)
    remembered: list[HandlerRegistration] = [consumes(fact, heard.escrow_known) for fact in ONLY_REMEMBERED]
    return [
        *remembered,
        consumes(escrow.EscrowFrozen, heard.escrow_frozen),
        consumes(escrow.FreezeRefused, heard.freeze_refused),
        consumes(escrow.EscrowSettled, heard.escrow_settled),
        consumes(escrow.FundsReversed, heard.funds_reversed),
        consumes(escrow.EscrowClosed, heard.escrow_closed),
        consumes(mediation.TurnChanged, heard.turn_changed),
        consumes(mediation.Agreed, heard.agreed),
        consumes(mediation.Failed, heard.negotiation_failed),
        consumes(evidence.RequestSatisfied, heard.request_satisfied),
        consumes(evidence.RequestReopened, heard.request_reopened),
        consumes(evidence.RequestLapsed, heard.request_lapsed),
        consumes(evidence.RequestExtended, heard.request_moved),
        consumes(evidence.GraceGranted, heard.request_moved),
        consumes(evidence.ItemReceived, heard.item_received),
        consumes(evidence.ItemInvalidated, heard.item_invalidated),
    ]
