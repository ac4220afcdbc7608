"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

from fastapi import FastAPI

from common import runtime
from common.contracts.disputes import DisputeEvent
from common.execution.erased_deals import ERASURES, forget_erased_deals
from common.execution.executor import Executor
from common.internal.handover import PeerHandover
from common.internal.service_peers import PeerCatchUp, ServicePeers, connect_peers
from common.jobs.deadlines import DeadlineSweeper
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer, find_instant_of_fact
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.paging import Pager
from common.persistence.transaction import Clock, Transactions

from . import api, tables, trees_api
from .agreeing import ImmediateAgreement
from .case_export import export_negotiation
from .commands import COMMAND_HANDLERS
from .consumers import EVENT_HANDLERS, hear_prospect
from .deadlines import CasesHeard, deadline_command
from .edge import CASE_OPERATIONS, MediationDeps
from .queries import list_mediations_concerning
from .settings import Settings
from .statuses import REFUSAL_STATUSES
from .transaction import MediationTransaction
from .trees.catalogue import builtin_trees


def create_app(
    settings: Settings | None = None,
    *,
    bus: Bus | None = None,
    clock: Clock | None = None,
    peers: ServicePeers | None = None,
) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), sizes=settings.pool_sizes, name="mediation")
    begin = Transactions(database, MediationTransaction, tables.infrastructure, clock)
    executor = Executor(begin, COMMAND_HANDLERS)
    consumer = EventConsumer(
        "mediation",
        executor,
        EVENT_HANDLERS,
        on_heard=forget_erased_deals,
        on_acted=hear_prospect,
        listens_to=(DisputeEvent, *ERASURES),
        find_instant=find_instant_of_fact,
    )
    peers = peers or connect_peers(settings.peers, settings.exchange_secret)
    catch_up = None if peers is None else PeerCatchUp(consumer, peers)
    select_certain = None if catch_up is None else CasesHeard(begin, catch_up).select_certain
    handover = None if catch_up is None else PeerHandover(begin, catch_up)
    builtin_trees()  # an unsound one stops the service here
    return runtime.create_app(
        runtime.Service(
            name="mediation",
            title="Mediation",
            routers=[api.router, trees_api.router],
            statuses=REFUSAL_STATUSES,
            case_operations=CASE_OPERATIONS,
            database=database,
            executor=executor,
            bus=bus or RabbitBus(settings.bus_url, "mediation"),
            consumer=consumer,
            peers=peers,
            catch_up=catch_up,
            subjects_concerning=list_mediations_concerning,
            sweeper=DeadlineSweeper(executor, deadline_command, select_certain=select_certain),
            deps=MediationDeps(Pager(settings.secret.get_secret_value()), ImmediateAgreement(begin, handover)),
            settings=settings,
            export_case=export_negotiation,
            on_close=[] if peers is None else [peers.close],
        )
    )
