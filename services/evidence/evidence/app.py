"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
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
from common.runtime import create_app as create_service_app
from common.web import problems

from . import consumers, deadlines
from .cases.model import Limits
from .downloads import api as downloads_api
from .downloads import preview_api, similarity_api
from .downloads.edge import DownloadDeps
from .downloads.previews import PreviewCache
from .downloads.similarity import Fingerprinter
from .external_video import api as external_video_api
from .external_video.edge import ExternalVideoDeps
from .external_video.worker import ExternalVideoWorker
from .inspection.scanner import open_scanner, scan
from .items.errors import EvidenceErased
from .live_video import api as live_video_api
from .live_video import recorder_api
from .live_video.assemble import RecordingFinisher
from .live_video.domain.session import VideoLimits
from .live_video.edge import LiveVideoDeps, Videos
from .live_video.keys import VideoKeys
from .live_video.worker import VideoWorker
from .proof import api as proof_api
from .proof.bundler import Bundler
from .proof.edge import ProofDeps
from .proof.signing import SealKey, open_key
from .proof.timestamping import Timestamper, load_trusted_roots
from .proof.worker import BundleWorker
from .requests import api as requests_api
from .requests.edge import RequestDeps
from .retention import api as retention_api
from .retention.collector import FileCollector
from .retention.edge import RetentionDeps
from .retention.erased_files import ErasedFiles
from .retention.model import StoredAnswer
from .retention.worker import RetentionWorker
from .settings import Settings
from .statuses import REFUSAL_STATUSES
from .storage.blobs import open_blobs
from .storage.encrypted import Safe
from .storage.key_wrapping import Vault
from .storage.model import Blobs
from .storage.signed_links import Links
from .submissions import api as submissions_api
from .submissions.edge import SubmissionDeps
from .submissions.rescanner import Rescanner
from .transaction import EvidenceTransaction, begin_transactions
from .uploads import api as uploads_api
from .uploads import tus_api
from .uploads.edge import UPLOADS_PATH, Receiving, UploadDeps
from .uploads.finish import Finisher
from .uploads.partial_files import Partials
from .uploads.worker import Resumer

PEER_SECONDS: Final = 30.0
ROUTERS: Final = (
    tus_api.router,
    uploads_api.router,
    downloads_api.router,
    preview_api.router,
    proof_api.router,
    retention_api.router,
    similarity_api.router,
    submissions_api.router,
    requests_api.router,
    live_video_api.router,
    recorder_api.router,
    external_video_api.router,
)


@dataclass(frozen=True, kw_only=True)
class EvidenceDeps(
    SubmissionDeps, RequestDeps, DownloadDeps, UploadDeps, ProofDeps, LiveVideoDeps, ExternalVideoDeps, RetentionDeps
):
    """Everything that the routes of some room are given; each room sees its own part only."""

    begin: Transactions[EvidenceTransaction]


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
    begin = begin_transactions(database, Vault(secret), clock)
    blobs, incoming = open_blobs(settings.storage, settings.incoming)
    deps = _compose_deps(settings, secret, begin, blobs, incoming)
    peers = peers or _peers(settings)
    return create_service_app(
        Service(
            name="evidence",
            title="Evidence",
            routers=ROUTERS,
            statuses=REFUSAL_STATUSES,
            database=database,
            begin=begin,
            bus=bus or RabbitBus(settings.bus_url, "evidence"),
            consumer=EventConsumer("evidence", begin, _event_handlers(deps.seal_key)),
            sweeper=DeadlineSweeper(begin, deadlines.fire),
            deps=deps,
            settings=settings,
            workers=_workers(database, deps, settings, (blobs, incoming), peers),
            public_paths=[*proof_api.PUBLIC, *recorder_api.PUBLIC],
            stream_paths=[UPLOADS_PATH, *recorder_api.STREAMS],
            on_close=[peers.aclose],
        )
    )


def _compose_deps(
    settings: Settings, secret: str, begin: Transactions[EvidenceTransaction], blobs: Blobs, incoming: Path
) -> EvidenceDeps:
    safe, partials, previews = Safe(blobs, incoming), Partials(incoming), PreviewCache()
    limits = Limits(settings.max_case_items, settings.max_case_bytes, settings.max_platform_bytes)
    scanner = open_scanner(settings.clamav_url, settings.clamav_max_bytes)
    scan_file = partial(scan, scanner)
    recordings = RecordingFinisher(begin, safe, incoming, limits, scan_file, asyncio.Event())
    return EvidenceDeps(
        begin=begin,
        safe=safe,
        partials=partials,
        finisher=Finisher(begin, safe, partials, limits, scan_file),
        scanner=scanner,
        previews=previews,
        seal_key=open_key(settings.signing_key, secret),
        receiving=_receiving(settings, incoming),
        limits=limits,
        links=Links(secret),
        link_lifetime=settings.link_lifetime,
        videos=_videos(settings, secret, recordings),
        erased_files=ErasedFiles(safe, partials, previews),
        erased_answer=_erased_answer(),
        pager=Pager(secret),
    )


def _workers(
    database: Database, deps: EvidenceDeps, settings: Settings, storage: tuple[Blobs, Path], peers: httpx.AsyncClient
) -> dict[str, Worker]:
    begin, safe, folder = deps.begin, deps.safe, storage[1]
    outside = httpx.AsyncClient(timeout=PEER_SECONDS)
    bundler = Bundler(begin, safe, folder, deps.seal_key, peers, settings.peers)
    roots = load_trusted_roots(settings.timestamp_roots)
    videos = deps.videos
    return {
        "collector": FileCollector(database, *storage).run,
        "resumer": Resumer(database, deps.finisher).run,
        "bundler": BundleWorker(database, bundler).run,
        "rescanner": Rescanner(database, begin, safe, deps.scanner).run,
        "timestamper": Timestamper(database, begin, settings.timestamp_url, outside, roots).run,
        "fingerprinter": Fingerprinter(database, begin, safe).run,
        "videos": VideoWorker(database, begin, safe, folder, videos.keys.signer, videos.finisher).run,
        "external_videos": ExternalVideoWorker(database, begin, safe).run,
        "retainer": RetentionWorker(database, begin, deps.erased_files, deps.erased_answer).run,
    }


def _event_handlers(seal_key: SealKey) -> list[HandlerRegistration]:
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


def _videos(settings: Settings, secret: str, finisher: RecordingFinisher) -> Videos:
    limits = VideoLimits(settings.max_video_chunk_bytes, settings.max_video_bytes, settings.max_video_time)
    return Videos(VideoKeys(secret), limits, finisher)


def _erased_answer() -> StoredAnswer:
    status, body = problems.render_refusal(EvidenceErased(), REFUSAL_STATUSES)
    return StoredAnswer(status, json.dumps(body))
