"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

import httpx
from fastapi import FastAPI

from common.contracts.disputes import (
    DeadlineExtended,
    DisputeClosed,
    DisputeDecided,
    DisputeOpened,
    DisputePaused,
    DisputeResumed,
    EvidenceAsked,
    SettlementOrdered,
)
from common.jobs.deadlines import DeadlineSweeper
from common.jobs.supervision import Worker
from common.kernel import tracing
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer, HandlerRegistration, consumes
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.paging import Pager
from common.persistence.transaction import Clock, Transactions
from common.runtime import Service
from common.runtime import create_app as serve

from . import (
    api,
    consumers,
    deadlines,
    erasure_api,
    external_api,
    preview_api,
    recorder_api,
    resumable,
    scanning,
    seals_api,
    signals_api,
    transfer,
    video_api,
)
from .blobs import Collector, open_blobs
from .bundling import Bundler
from .deps import Deps, Receiving, Videos
from .domain.case import Limits
from .domain.video import VideoLimits
from .finishing import Finisher, Resumer
from .links import Links
from .partials import Partials
from .ports import Blobs
from .previewing import Previews
from .retaining import Retainer
from .safe import Safe
from .settings import Settings
from .signals import Fingerprinter
from .signing import SealKey, open_key
from .store import EvidenceTx, tx_with
from .timestamping import Timestamper, trusted
from .vault import Vault
from .video_keys import VideoKeys
from .video_worker import VideoWorker

PEER_SECONDS: Final = 30.0


MORE: Final = (
    erasure_api.router,
    signals_api.router,
    api.router,
    video_api.router,
    recorder_api.router,
    external_api.router,
)


def create_app(
    settings: Settings | None = None,
    *,
    bus: Bus | None = None,
    clock: Clock | None = None,
    peers: httpx.AsyncClient | None = None,
) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), pool_size=settings.pool_size, name="evidence")
    secret = settings.secret.get_secret_value()
    begin: Transactions[EvidenceTx] = Transactions(
        database, cast("Any", tx_with(Vault(secret))), EvidenceTx.infrastructure, clock
    )
    blobs, incoming = open_blobs(settings.storage, settings.incoming)
    safe = Safe(blobs, incoming)
    partials = Partials(incoming)
    limits = Limits(settings.max_case_items, settings.max_case_bytes, settings.max_platform_bytes)
    seal_key = open_key(settings.signing_key, secret)
    peers = peers or _peers(settings)
    scanner = scanning.open_scanner(settings.clamav_url, settings.clamav_max_bytes)
    finisher = Finisher(begin, safe, partials, limits, partial(scanning.scan, scanner))
    deps = Deps(
        begin=begin,
        safe=safe,
        partials=partials,
        finisher=finisher,
        scanner=scanner,
        previews=Previews(),
        seal_key=seal_key,
        receiving=_receiving(settings, incoming),
        limits=limits,
        links=Links(secret),
        link_lifetime=settings.link_lifetime,
        videos=_videos(settings, secret),
        pager=Pager(secret),
    )
    return serve(
        Service(
            name="evidence",
            title="Evidence",
            routers=[
                resumable.router,
                transfer.router,
                preview_api.router,
                seals_api.router,
                *MORE,
            ],
            statuses={**api.STATUSES, **video_api.STATUSES},
            database=database,
            begin=begin,
            bus=bus or RabbitBus(settings.bus_url, "evidence"),
            consumer=EventConsumer("evidence", begin, _handlings(seal_key)),
            sweeper=DeadlineSweeper(begin, deadlines.fire),
            deps=deps,
            settings=settings,
            workers=_workers(database, deps, settings, (blobs, incoming), peers),
            public_paths=[*seals_api.PUBLIC, *recorder_api.PUBLIC],
            stream_paths=[transfer.UPLOADS, *recorder_api.STREAMS],
            on_close=[peers.aclose],
        )
    )


def _workers(
    database: Database, deps: Deps, settings: Settings, storage: tuple[Blobs, Path], peers: httpx.AsyncClient
) -> dict[str, Worker]:
    begin, safe, folder = deps.begin, deps.safe, storage[1]
    outside = httpx.AsyncClient(timeout=PEER_SECONDS)
    return {
        "collector": Collector(database, *storage).run,
        "resumer": Resumer(database, deps.finisher).run,
        "bundler": Bundler(database, begin, safe, folder, deps.seal_key, peers, settings.peers).run,
        "rescanner": scanning.Rescanner(database, begin, safe, deps.scanner).run,
        "timestamper": Timestamper(
            database, begin, settings.timestamp_url, outside, trusted(settings.timestamp_roots)
        ).run,
        "fingerprinter": Fingerprinter(database, begin, safe).run,
        "videos": VideoWorker(database, deps).run,
        "retainer": Retainer(database, deps).run,
    }


def _handlings(seal_key: SealKey) -> list[HandlerRegistration]:
    return [
        consumes(DisputeOpened, consumers.dispute_opened),
        consumes(EvidenceAsked, consumers.evidence_asked),
        consumes(DeadlineExtended, consumers.deadline_extended),
        consumes(DisputePaused, consumers.dispute_paused),
        consumes(DisputeResumed, consumers.dispute_resumed),
        consumes(DisputeDecided, consumers.dispute_decided(seal_key)),
        consumes(SettlementOrdered, consumers.settlement_ordered),
        consumes(DisputeClosed, consumers.dispute_closed),
    ]


def _receiving(settings: Settings, folder: Path) -> Receiving:
    return Receiving(
        folder,
        settings.max_file_bytes,
        settings.upload_seconds,
        settings.max_upload_bytes,
        settings.upload_checksums,
    )


def _peers(settings: Settings) -> httpx.AsyncClient:
    secret = settings.records_secret.get_secret_value() if settings.records_secret else ""
    return httpx.AsyncClient(
        headers={"X-Internal-Secret": secret},
        timeout=PEER_SECONDS,
        trust_env=False,
        event_hooks={"request": [tracing.propagate_trace]},
    )


def _videos(settings: Settings, secret: str) -> Videos:
    limits = VideoLimits(settings.max_video_chunk_bytes, settings.max_video_bytes, settings.max_video_time)
    return Videos(VideoKeys(secret), limits, asyncio.Event())
