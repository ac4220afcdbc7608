"""Application of notifications: puts the service together. The only module that knows every other."""

from __future__ import annotations

from functools import partial

from fastapi import FastAPI

from common import runtime
from common.execution.erased_deals import ERASURES, forget_erased_deals
from common.execution.executor import Executor
from common.internal.service_peers import PeerCatchUp, ServicePeers, connect_peers
from common.kernel import seams
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.paging import Pager
from common.persistence.transaction import Clock
from common.runtime import Service
from common.web.event_stream import StreamBookmarks, StreamHub
from common.web.links.stream_links import StreamLinks

from . import api, feed_api, queries
from .commands import COMMAND_HANDLERS
from .consumers import EVENT_HANDLERS
from .delivery.worker import DeliveryWorker
from .domain.webhook_url import AllowedTargets
from .edge import NotificationDeps
from .secret_vault import SecretVault
from .settings import Settings
from .statuses import REFUSAL_STATUSES
from .transaction import NotificationTransaction, NotificationTransactions
from .upkeep import FeedCleaner, SecretResealer
from .webhook_client import AddressGuard, HostResolver, WebhookClient


def create_app(
    settings: Settings | None = None,
    *,
    bus: Bus | None = None,
    clock: Clock | None = None,
    peers: ServicePeers | None = None,
    client: WebhookClient | None = None,
) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), sizes=settings.pool_sizes, name="notifications")
    begin = NotificationTransactions(database, NotificationTransaction, NotificationTransaction.infrastructure, clock)
    executor = Executor(begin, COMMAND_HANDLERS)
    consumer = EventConsumer(
        "notifications", executor, EVENT_HANDLERS, on_heard=forget_erased_deals, listens_to=ERASURES
    )
    peers = peers or connect_peers(settings.peers, settings.exchange_secret)
    catch_up = None if peers is None else PeerCatchUp(consumer, peers)
    resolver = HostResolver()
    guard = AddressGuard(AllowedTargets(settings.local_receivers), resolver)
    client = client or WebhookClient(guard, connections=settings.sendings.of_process)
    vault = SecretVault(settings.encryption_keys)
    worker = DeliveryWorker(executor, client, vault, clock or seams.utc_now, limits=settings.sendings)
    begin.on_queued = worker.wake
    secret, feed_paths = settings.secret.get_secret_value(), [feed_api.STREAM_PATH]
    streams = StreamHub(partial(queries.read_feed_positions, database), StreamBookmarks(secret), settings.streams)
    stream_links = StreamLinks(secret, feed_paths)
    return runtime.create_app(
        Service(
            name="notifications",
            title="Notifications",
            routers=[api.router, feed_api.router],
            statuses=REFUSAL_STATUSES,
            database=database,
            bus=bus or RabbitBus(settings.bus_url, "notifications"),
            executor=executor,
            consumer=consumer,
            catch_up=catch_up,
            deps=NotificationDeps(vault, guard, Pager(secret), streams, stream_links),
            settings=settings,
            streams=streams,
            feed_paths=feed_paths,
            reading_operations=frozenset({"create_event_stream_link"}),
            authenticate_link=stream_links.authenticate_link,
            workers={
                "courier": worker.run,
                "feed_cleaner": FeedCleaner(database).run,
                "secret_resealer": SecretResealer(database, begin, vault).run,
            },
            heartbeats={"courier": worker.heartbeat},
            metrics=worker.metrics.collectors,
            limited={"resolver": lambda: resolver.is_exhausted},
            on_close=[client.close_connections, resolver.stop_threads, *([] if peers is None else [peers.close])],
        )
    )
