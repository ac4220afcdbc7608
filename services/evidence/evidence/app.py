"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Final

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
from common.jobs.deadlines import Sweeper
from common.kernel import tracing
from common.messaging.bus import Bus
from common.messaging.inbox import Handling, Reader, on
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.paging import Pager
from common.persistence.transaction import Clock, Transactions
from common.runtime import Service, Worker
from common.runtime import create_app as serve
from evidence.cases.model import Limits
from evidence.downloads import preview_api, similarity_api
from evidence.downloads.previews import Previews
from evidence.downloads.similarity import Fingerprinter
from evidence.external_video import api
from evidence.inspection import scanner
from evidence.live_video import api, recorder_api
from evidence.live_video.domain.session import VideoLimits
from evidence.live_video.keys import VideoKeys
from evidence.live_video.worker import VideoWorker
from evidence.proof import api
from evidence.proof.bundler import Bundler
from evidence.proof.signing import SealKey, open_key
from evidence.proof.timestamping import Timestamper, trusted
from evidence.retention import api
from evidence.retention.collector import Collector
from evidence.retention.worker import Retainer
from evidence.storage.blobs import open_blobs
from evidence.storage.encrypted import Safe
from evidence.storage.key_wrapping import Vault
from evidence.storage.model import Blobs
from evidence.storage.signed_links import Links
from evidence.submissions import api
from evidence.uploads import api, tus_api
from evidence.uploads.finish import Finisher
from evidence.uploads.partial_files import Partials
from evidence.uploads.worker import Resumer

from . import consumers, deadlines
from .edge import Deps, Receiving, Videos
from .settings import Settings
from .transaction import EvidenceTx, tx_with

PEER_SECONDS: Final = 30.0


MORE: Final = (
    api.router,
    similarity_api.router,
    api.router,
    api.router,
    recorder_api.router,
    api.router,
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
    begin = Transactions(database, tx_with(Vault(secret)), clock)
    blobs, incoming = open_blobs(settings.storage, settings.incoming)
    safe = Safe(blobs, incoming)
    partials = Partials(incoming)
    limits = Limits(settings.max_case_items, settings.max_case_bytes, settings.max_platform_bytes)
    seal_key = open_key(settings.signing_key, secret)
    peers = peers or _peers(settings)
    scanner = scanner.open_scanner(settings.clamav_url, settings.clamav_max_bytes)
    finisher = Finisher(begin, safe, partials, limits, partial(scanner.scan, scanner))
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
                tus_api.router,
                api.router,
                preview_api.router,
                api.router,
                *MORE,
            ],
            statuses={**api.STATUSES, **api.STATUSES},
            database=database,
            begin=begin,
            bus=bus or RabbitBus(settings.bus_url, "evidence"),
            reader=Reader("evidence", begin, _handlings(seal_key)),
            sweeper=Sweeper(begin, deadlines.fire),
            deps=deps,
            settings=settings,
            workers=_workers(database, deps, settings, (blobs, incoming), peers),
            public_paths=[*api.PUBLIC, *recorder_api.PUBLIC],
            stream_paths=[api.UPLOADS, *recorder_api.STREAMS],
            close=[peers.aclose],
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
        "rescanner": scanner.Rescanner(database, begin, safe, deps.scanner).run,
        "timestamper": Timestamper(
            database, begin, settings.timestamp_url, outside, trusted(settings.timestamp_roots)
        ).run,
        "fingerprinter": Fingerprinter(database, begin, safe).run,
        "videos": VideoWorker(database, deps).run,
        "retainer": Retainer(database, deps).run,
    }


def _handlings(seal_key: SealKey) -> list[Handling[EvidenceTx]]:
    return [
        on(DisputeOpened, consumers.dispute_opened),
        on(EvidenceAsked, consumers.evidence_asked),
        on(DeadlineExtended, consumers.deadline_extended),
        on(DisputePaused, consumers.dispute_paused),
        on(DisputeResumed, consumers.dispute_resumed),
        on(DisputeDecided, consumers.dispute_decided(seal_key)),
        on(SettlementOrdered, consumers.settlement_ordered),
        on(DisputeClosed, consumers.dispute_closed),
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
        event_hooks={"request": [tracing.carry]},
    )


def _videos(settings: Settings, secret: str) -> Videos:
    limits = VideoLimits(settings.max_video_chunk_bytes, settings.max_video_bytes, settings.max_video_time)
    return Videos(VideoKeys(secret), limits, asyncio.Event())
