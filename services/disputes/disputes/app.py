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
from disputes.approvals.api import router as approvals_router
from disputes.cases.api import router as cases_router
from disputes.cases.case_export import record_of
from disputes.cases.edge import CaseDeps
from disputes.cases.fulfilment_api import router as fulfilment_router
from disputes.cases.operator_api import router as operators_router
from disputes.desk.api import router as desk_router
from disputes.editions import commands
from disputes.editions.api import router as editions_router
from disputes.editions.calendars_api import router as calendars_router
from disputes.editions.catalogue import EditionCatalogue
from disputes.editions.model import BuiltInEditions, Policies
from disputes.penalties.api import router as penalties_router
from disputes.policy.files import loader
from disputes.simulation.analytics_api import router as analytics_router
from disputes.simulation.api import router as simulation_router

from . import deadlines
from .consumers import Consumers
from .edge import PARTY_ROLES
from .settings import Settings
from .statuses import REFUSAL_STATUSES
from .transaction import DisputesTransaction

REACTED_TO = (
    escrow.EscrowFrozen,
    escrow.FreezeRefused,
    escrow.EscrowSettled,
    escrow.FundsReversed,
    escrow.EscrowClosed,
)
ONLY_REMEMBERED = [fact for fact in events_of("escrow") if issubclass(fact, escrow.EscrowEvent) and fact not in REACTED_TO]


def create_app(settings: Settings | None = None, *, bus: Bus | None = None, clock: Clock | None = None) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), pool_size=settings.pool_size, name="disputes")
    begin = Transactions(database, DisputesTransaction, clock)
    editions = loader.load()
    current = loader.current(editions, settings.current_policies)
    catalogue = EditionCatalogue(editions)

    async def publish() -> None:
        await publish_editions(begin, editions, current)
        await asyncio.Event().wait()

    return serve(
        Service(
            name="disputes",
            title="Disputes",
            routers=[
                desk_router,
                approvals_router,
                penalties_router,
                calendars_router,
                analytics_router,
                simulation_router,
                cases_router,
                fulfilment_router,
                operators_router,
                editions_router,
            ],
            statuses=REFUSAL_STATUSES,
            database=database,
            begin=begin,
            bus=bus or RabbitBus(settings.bus_url, "disputes"),
            reader=EventConsumer("disputes", begin, handlings(catalogue)),
            sweeper=DeadlineSweeper(begin, deadlines.fire(catalogue)),
            deps=CaseDeps(policies=catalogue, current=current, pager=Pager(settings.secret.get_secret_value())),
            settings=settings,
            record_of=record_of,
            workers={"editions": publish},
            costly=[
                OperationLimit(
                    "openings", "POST", "/v1/disputes", settings.scaled_quota(settings.opening_limit), PARTY_ROLES
                )
            ],
        )
    )


async def publish_editions(
    begin: Transactions[DisputesTransaction], editions: BuiltInEditions, current: frozenset[str]
) -> None:
    async with begin(EVERY_PLATFORM) as tx:
        await commands.publish_editions(tx, editions, loader.sources(), current)


def handlings(editions: Policies) -> list[HandlerRegistration[DisputesTransaction]]:
    heard = Consumers(editions)
    remembered: list[HandlerRegistration[DisputesTransaction]] = [
        consumes(fact, heard.escrow_known) for fact in ONLY_REMEMBERED
    ]
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
