"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

import httpx
from fastapi import FastAPI

from common.confinement.runner import accept_kernel_without_landlock, require_confinement
from common.contracts.dispute_parts import DisputeEvent
from common.execution.executor import Executor
from common.internal.clock_control import TimedWorker
from common.internal.service_peers import PeerCatchUp, ServicePeers, connect_peers
from common.internal.tls import shared_tls_context
from common.jobs.deadlines import DeadlineSweeper
from common.kernel import tracing
from common.kernel.secret_lists import newest_secret
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer
from common.messaging.rabbitmq import RabbitBus
from common.persistence.database import Database
from common.persistence.transaction import Clock
from common.runtime import Service
from common.runtime import create_app as create_service_app
from common.settings import Environment

from .attachments import api as attachments_api
from .cases.execution import CommandRunner
from .commands import COMMAND_HANDLERS
from .consumers import EVENT_HANDLERS, hear_silent_end
from .deadlines import deadline_command
from .dependencies import EvidenceDeps, compose_dependencies
from .downloads import api as downloads_api
from .downloads import preview_api, similarity_api
from .downloads.links import LINK_PATHS
from .downloads.similarity import Fingerprinter
from .edge import CASE_OPERATIONS
from .external_video import api as external_video_api
from .external_video.worker import ExternalVideoWorker
from .hearing import CasesHeard
from .inspection.media_type import DECODER
from .live_video import api as live_video_api
from .live_video import recorder_api
from .live_video.worker import VideoWorker
from .proof import api as proof_api
from .proof.bundler import Bundler
from .proof.commands import seal_handlers
from .proof.signing import open_key
from .proof.timestamping import Timestamper, load_trusted_roots
from .proof.worker import BundleWorker
from .requests import api as requests_api
from .retention import api as retention_api
from .retention.collector import FileCollector
from .retention.worker import RetentionWorker
from .settings import Settings
from .statuses import REFUSAL_STATUSES
from .storage.blobs import open_blob_store
from .storage.key_wrapping import KeyWrapper
from .storage.model import BlobStore
from .storage.worker import KeyRewrapper
from .submissions import api as submissions_api
from .submissions.queries import list_subjects_concerning
from .submissions.rescanner import Rescanner
from .transaction import EvidenceTransaction, begin_transactions
from .uploads import api as uploads_api
from .uploads import tus_api
from .uploads.edge import UPLOADS_PATH
from .uploads.worker import UploadResumer

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
    attachments_api.router,
    live_video_api.router,
    recorder_api.router,
    external_video_api.router,
)


class RunningWorker(Protocol):
    async def run(self) -> None: ...


def create_app(
    settings: Settings | None = None,
    *,
    bus: Bus | None = None,
    clock: Clock | None = None,
    peers: ServicePeers | None = None,
    records: httpx.AsyncClient | None = None,
) -> FastAPI:
    settings = settings or Settings()
    _prepare_confinement(settings)
    DECODER.limit_queue(settings.decoder.limits)
    database = Database(str(settings.database_url), sizes=settings.pool_sizes, name="evidence")
    secret = settings.secret.get_secret_value()
    begin = begin_transactions(database, KeyWrapper(secret), clock)
    blobs, incoming = open_blob_store(settings.storage, settings.incoming)
    seal_key = open_key(settings.signing_key, secret)
    executor = Executor(begin, {**COMMAND_HANDLERS, **seal_handlers(seal_key)})
    records = records or _records_client(settings)
    deps = compose_dependencies(settings, secret, executor, seal_key, (blobs, incoming), records)
    consumer = EventConsumer("evidence", executor, EVENT_HANDLERS, on_acted=hear_silent_end, listens_to=DisputeEvent)
    peers = peers or connect_peers(settings.peers, settings.exchange_secret)
    catch_up = None if peers is None else PeerCatchUp(consumer, peers)
    select_certain = None if catch_up is None else CasesHeard(begin, catch_up).select_certain
    workers = _workers(executor, deps, settings, (blobs, incoming), records)
    return create_service_app(
        Service(
            name="evidence",
            title="Evidence",
            routers=ROUTERS,
            statuses=REFUSAL_STATUSES,
            case_operations=CASE_OPERATIONS,
            database=database,
            executor=executor,
            bus=bus or RabbitBus(settings.bus_url, "evidence"),
            consumer=consumer,
            on_log_entries=None if deps.custody_heads is None else deps.custody_heads.sign_new_heads,
            peers=peers,
            catch_up=catch_up,
            subjects_concerning=list_subjects_concerning,
            sweeper=DeadlineSweeper(executor, deadline_command, select_certain=select_certain),
            deps=deps,
            settings=settings,
            workers={name: worker.run for name, worker in workers.items()},
            limited={
                "uploads": lambda: deps.open_uploads.is_exhausted,
                "downloads": lambda: deps.open_downloads.is_exhausted,
                "decoder": lambda: DECODER.is_exhausted,
            },
            timed_workers={name: worker for name, worker in workers.items() if isinstance(worker, TimedWorker)},
            public_paths=[*proof_api.PUBLIC_PATHS, *recorder_api.PUBLIC_PATHS],
            link_paths=LINK_PATHS,
            authenticate_link=deps.link_signer.authenticate_link,
            stream_paths=[UPLOADS_PATH, *recorder_api.STREAM_PATHS],
            on_close=[records.aclose, *([] if peers is None else [peers.close])],
        )
    )


def _prepare_confinement(settings: Settings) -> None:
    """Raises ConfinementImpossible in production where decoders could not be confined (WAL-A4)."""
    if settings.env is Environment.PRODUCTION:
        require_confinement()
    else:
        accept_kernel_without_landlock()


def _workers(
    executor: Executor[EvidenceTransaction],
    deps: EvidenceDeps,
    settings: Settings,
    storage: tuple[BlobStore, Path],
    records: httpx.AsyncClient,
) -> dict[str, RunningWorker]:
    begin, database, encrypted_blobs, folder = deps.begin, deps.begin.database, deps.encrypted_blobs, storage[1]
    outside = httpx.AsyncClient(timeout=PEER_SECONDS, verify=shared_tls_context())
    bundler = Bundler(begin, encrypted_blobs, folder, deps.seal_key, records, settings.peers, deps.custody_heads)
    roots = load_trusted_roots(settings.timestamp_roots)
    runner, uploads, finisher = CommandRunner(executor), deps.resumable_uploads, deps.recording_finisher
    return {
        "collector": FileCollector(database, *storage),
        "resumer": UploadResumer(database, begin, deps.partial_files, uploads.finisher),
        "bundler": BundleWorker(database, bundler),
        "rescanner": Rescanner(executor, encrypted_blobs, deps.scanner),
        "timestamper": Timestamper(database, begin, settings.timestamp_url, outside, roots),
        "fingerprinter": Fingerprinter(database, begin, encrypted_blobs),
        "videos": VideoWorker(database, begin, runner, encrypted_blobs, deps.video_keys.signer, finisher),
        "external_videos": ExternalVideoWorker(executor, encrypted_blobs),
        "rewrapper": KeyRewrapper(database, begin, KeyWrapper(settings.secret.get_secret_value())),
        "retainer": RetentionWorker(executor, deps.erased_files, deps.erased_answer),
    }


def _records_client(settings: Settings) -> httpx.AsyncClient:
    secret = newest_secret(settings.records_secret.get_secret_value()) if settings.records_secret else ""
    return httpx.AsyncClient(
        headers={"X-Internal-Secret": secret},
        timeout=PEER_SECONDS,
        trust_env=False,
        verify=shared_tls_context(),
        event_hooks={"request": [tracing.propagate_trace]},
    )
