"""Dependencies of the routes: what every room is given, put together once from the settings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx

from common.anchoring.statements import HeadKey
from common.anchoring.store import HeadStore
from common.execution.executor import Executor
from common.persistence.paging import Pager
from common.persistence.transaction import Transactions
from common.web import problems

from .cases.execution import CommandRunner
from .cases.model import Limits
from .downloads.delivery import FileDelivery
from .downloads.edge import DownloadDeps
from .downloads.links import LinkSigner
from .downloads.pace import OpenDownloads
from .downloads.previews import PreviewCache
from .external_video.edge import ExternalVideoDeps
from .inspection.scanner import Scanner, open_scanner, scan_or_refuse
from .items.errors import EvidenceErased
from .live_video.assemble import RecordingFinisher
from .live_video.domain.session import VideoLimits
from .live_video.edge import LiveVideoDeps
from .live_video.keys import VideoKeys
from .live_video.recordings import Recordings
from .live_video.views import SessionPresenter
from .proof.custody_heads import CustodyHeads
from .proof.delivery import BundleDelivery
from .proof.edge import ProofDeps
from .proof.signing import SealKey
from .requests.edge import RequestDeps
from .retention.deal_parties import DealParties
from .retention.edge import RetentionDeps
from .retention.erased_files import ErasedFiles
from .retention.model import StoredAnswer
from .settings import Settings
from .statuses import REFUSAL_STATUSES
from .storage.encrypted import EncryptedBlobStore
from .storage.model import BlobStore
from .storage.signed_links import SignedLinks
from .submissions.edge import SubmissionDeps
from .submissions.viewing import ViewingLog
from .transaction import EvidenceTransaction
from .uploads.edge import UploadDeps
from .uploads.finish import UploadFinisher
from .uploads.pace import OpenUploads
from .uploads.partial_files import PartialFiles
from .uploads.receive import ReceivingSettings
from .uploads.resumable import ResumableUploads
from .uploads.whole_files import WholeFiles


@dataclass(frozen=True, kw_only=True)
class EvidenceDeps(
    SubmissionDeps, RequestDeps, DownloadDeps, UploadDeps, ProofDeps, LiveVideoDeps, ExternalVideoDeps, RetentionDeps
):
    """Everything that the routes of some room are given; each room sees its own part only."""

    begin: Transactions[EvidenceTransaction]
    encrypted_blobs: EncryptedBlobStore
    partial_files: PartialFiles
    scanner: Scanner
    previews: PreviewCache


def compose_dependencies(
    settings: Settings,
    secret: str,
    executor: Executor[EvidenceTransaction],
    seal_key: SealKey,
    storage: tuple[BlobStore, Path],
    records: httpx.AsyncClient,
) -> EvidenceDeps:
    """Compose what all routes are given, from the settings and what the service is made of besides."""
    begin, (blobs, incoming) = executor.begin, storage
    encrypted_blobs, partial_files = EncryptedBlobStore(blobs, incoming), PartialFiles(incoming)
    previews, viewings = PreviewCache(), ViewingLog(begin)
    link_signer = LinkSigner(SignedLinks(secret), settings.link_lifetime)
    limits = Limits(settings.max_case_items, settings.max_case_bytes, settings.max_platform_bytes)
    scanner = open_scanner(settings.clamav_url, settings.clamav_max_bytes)
    scan_file = partial(scan_or_refuse, scanner)
    runner, receiving, video_keys = CommandRunner(executor), _receiving(settings, incoming), VideoKeys(secret)
    upload_finisher = UploadFinisher(runner, encrypted_blobs, partial_files, limits, scan_file)
    return EvidenceDeps(
        begin=begin,
        encrypted_blobs=encrypted_blobs,
        partial_files=partial_files,
        scanner=scanner,
        previews=previews,
        seal_key=seal_key,
        receiving=receiving,
        open_uploads=OpenUploads(settings.uploads),
        open_downloads=OpenDownloads(settings.downloads),
        limits=limits,
        viewings=viewings,
        link_signer=link_signer,
        delivery=FileDelivery(begin, encrypted_blobs, link_signer, previews, viewings),
        bundle_delivery=BundleDelivery(begin, encrypted_blobs, link_signer),
        whole_files=WholeFiles(begin, runner, encrypted_blobs, receiving, limits, scan_file),
        resumable_uploads=ResumableUploads(begin, runner, partial_files, upload_finisher, limits, receiving),
        recordings=Recordings(begin, runner, encrypted_blobs, video_keys.signer, _video_limits(settings), limits),
        recording_finisher=RecordingFinisher(begin, runner, encrypted_blobs, incoming, limits, scan_file),
        video_keys=video_keys,
        session_presenter=SessionPresenter(video_keys),
        erased_files=ErasedFiles(encrypted_blobs, partial_files, previews),
        erased_answer=_erased_answer(),
        deal_parties=DealParties(records, {} if settings.records_secret is None else settings.peers),
        pager=Pager(secret),
        custody_heads=_open_custody_heads(settings, begin),
    )


def _open_custody_heads(settings: Settings, begin: Transactions[EvidenceTransaction]) -> CustodyHeads | None:
    if settings.heads is None or settings.heads_key is None:
        return None
    return CustodyHeads(begin, HeadStore(settings.heads), HeadKey.load_key(settings.heads_key))


def _receiving(settings: Settings, folder: Path) -> ReceivingSettings:
    return ReceivingSettings(
        folder,
        settings.max_file_bytes,
        settings.upload_seconds,
        settings.max_upload_bytes,
        settings.upload_checksums,
    )


def _video_limits(settings: Settings) -> VideoLimits:
    return VideoLimits(settings.max_video_chunk_bytes, settings.max_video_bytes, settings.max_video_time)


def _erased_answer() -> StoredAnswer:
    status, body = problems.render_refusal(EvidenceErased(), REFUSAL_STATUSES)
    return StoredAnswer(status, json.dumps(body))
