"""Application of disputes: puts the service together. The only module that knows every other."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

from fastapi import FastAPI

from common import runtime
from common.contracts.envelope import Event
from common.execution.erased_deals import forget_erased_deals
from common.execution.executor import Executor
from common.internal.handover import PeerHandover
from common.internal.service_peers import PeerCatchUp, ServicePeers, connect_peers
from common.jobs.deadlines import DeadlineSweeper
from common.kernel.origin import Origin
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer, find_instant_of_fact
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.paging import Pager
from common.persistence.transaction import EVERY_PLATFORM, Clock, Transactions
from common.runtime import Service
from common.web.event_stream import StreamBookmarks, StreamHub
from common.web.links.stream_links import StreamLinks
from common.web.rate_limits import OperationLimit
from disputes.approvals.api import router as approvals_router
from disputes.cases.api import router as cases_router
from disputes.cases.case_export import export_dispute
from disputes.cases.edge import StreamedCase
from disputes.cases.freezing import ImmediateFreeze
from disputes.cases.fulfilment_api import router as fulfilment_router
from disputes.cases.operator_api import router as operators_router
from disputes.cases.queries import list_disputes_concerning
from disputes.desk.api import router as desk_router
from disputes.editions.api import router as editions_router
from disputes.editions.calendars_api import router as calendars_router
from disputes.editions.catalogue import EditionCatalogue
from disputes.editions.commands import PublishBuiltInEditions
from disputes.editions.model import BuiltInEditions
from disputes.evidence_requests.api import router as evidence_requests_router
from disputes.expansion.api import router as expansion_router
from disputes.explanation.api import router as explanation_router
from disputes.pages.api import PUBLIC_PATHS
from disputes.pages.api import router as pages_router
from disputes.penalties.api import router as penalties_router
from disputes.policy.files import loader
from disputes.simulation.analytics_api import router as analytics_router
from disputes.simulation.api import router as simulation_router
from disputes.simulation.edge import SimulationDeps
from disputes.simulation.runner import SimulationRunner
from disputes.story.api import router as story_router
from disputes.story.queries import count_lines
from disputes.worklist.api import router as worklist_router

from .commands import COMMAND_HANDLERS
from .consumers import EVENT_HANDLERS
from .deadlines import deadline_command
from .edge import CASE_OPERATIONS, PARTY_ROLES, READING_OPERATIONS
from .hearing import AgreementsHeard
from .settings import Settings
from .statuses import REFUSAL_STATUSES
from .transaction import DisputesTransaction, disputes_transactions

ROUTERS: Final = [
    desk_router,
    approvals_router,
    penalties_router,
    calendars_router,
    analytics_router,
    simulation_router,
    explanation_router,
    worklist_router,
    expansion_router,
    story_router,
    cases_router,
    fulfilment_router,
    operators_router,
    evidence_requests_router,
    editions_router,
    pages_router,
]
"""In order: what has a path of its own comes before `/v1/disputes/{dispute}`."""

STREAM_PATHS: Final = ("/v1/disputes/stream", "/v1/disputes/*/stream")


async def hear_event(tx: DisputesTransaction, event: Event) -> None:
    await tx.tell(event)
    await forget_erased_deals(tx, event)


def create_app(
    settings: Settings | None = None,
    *,
    bus: Bus | None = None,
    clock: Clock | None = None,
    peers: ServicePeers | None = None,
) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), sizes=settings.pool_sizes, name="disputes")
    editions = loader.load_editions()
    current = loader.select_current_editions(editions, settings.current_policies)
    begin = disputes_transactions(database, EditionCatalogue(editions), clock)
    executor = Executor(begin, COMMAND_HANDLERS)
    consumer = EventConsumer(
        "disputes", executor, EVENT_HANDLERS, on_heard=hear_event, find_instant=find_instant_of_fact
    )
    peers = peers or connect_peers(settings.peers, settings.exchange_secret)
    catch_up = None if peers is None else PeerCatchUp(consumer, peers)
    select_certain = None if catch_up is None else AgreementsHeard(begin, catch_up).select_certain

    simulations = SimulationRunner()
    streams, stream_links = make_streams(settings, database)
    opening_quota = settings.scaled_quota(settings.opening_limit)
    return runtime.create_app(
        Service(
            name="disputes",
            title="Disputes",
            routers=ROUTERS,
            statuses=REFUSAL_STATUSES,
            case_operations=CASE_OPERATIONS,
            reading_operations=READING_OPERATIONS,
            database=database,
            executor=executor,
            bus=bus or RabbitBus(settings.bus_url, "disputes"),
            consumer=consumer,
            sweeper=DeadlineSweeper(executor, deadline_command, select_certain=select_certain),
            deps=SimulationDeps(
                current=current,
                pager=Pager(settings.secret.get_secret_value()),
                streams=streams,
                stream_links=stream_links,
                immediate_freeze=None if catch_up is None else ImmediateFreeze(begin, PeerHandover(begin, catch_up)),
                simulations=simulations,
            ),
            settings=settings,
            streams=streams,
            feed_paths=STREAM_PATHS,
            authenticate_link=stream_links.authenticate_link,
            export_case=export_dispute,
            subjects_concerning=list_disputes_concerning,
            peers=peers,
            catch_up=catch_up,
            limited={"simulations": lambda: simulations.is_exhausted},
            on_close=[simulations.stop_threads, *([] if peers is None else [peers.close])],
            workers={"editions": partial(publish_and_wait, begin, editions, current)},
            public_paths=PUBLIC_PATHS,
            operation_limits=[OperationLimit("openings", "POST", "/v1/disputes", opening_quota, PARTY_ROLES)],
        )
    )


def make_streams(settings: Settings, database: Database) -> tuple[StreamHub[StreamedCase], StreamLinks]:
    secret = settings.secret.get_secret_value()
    hub = StreamHub(partial(count_lines, database), StreamBookmarks(secret), settings.streams)
    return hub, StreamLinks(secret, STREAM_PATHS)


async def publish_and_wait(
    begin: Transactions[DisputesTransaction], editions: BuiltInEditions, current: frozenset[str]
) -> None:
    await publish_editions(begin, editions, current)
    await asyncio.Event().wait()


async def publish_editions(
    begin: Transactions[DisputesTransaction], editions: BuiltInEditions, current: frozenset[str]
) -> None:
    """Publish the built-in editions that are not published yet."""
    command = PublishBuiltInEditions(editions, loader.read_sources(), current)
    async with begin(EVERY_PLATFORM, Origin.system(EVERY_PLATFORM)) as tx:
        await Executor(begin, COMMAND_HANDLERS).execute(tx, command)
