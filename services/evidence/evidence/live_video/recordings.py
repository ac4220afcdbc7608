"""Recordings as their recorder drives them: what it is to show, what it sends, the marks it draws into the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from common.kernel import seams
from common.kernel.origin import Origin
from common.kernel.principal import Principal
from evidence.cases.execution import CommandRunner
from evidence.cases.model import Limits
from evidence.cases.transaction import TransactionFactory
from evidence.requests.model import EvidenceRequest
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.uploads.receive import ReceivedFile

from .commands import RecordChunk, StartSegment
from .domain.chunks import Chunk
from .domain.mark import encode_mark
from .domain.session import VideoLimits, VideoSession
from .domain.token import TokenSigner, slot_at, slot_start
from .loading import RecordedChunk, RecordedSession, extend_to_request, giver_of, read_chunk_place
from .transaction import LiveVideoTransaction


class RecorderState(NamedTuple):
    session: VideoSession
    chunks: Sequence[Chunk]
    request: EvidenceRequest | None
    now: datetime
    marketplace: str | None = None
    """Name of the platform for which it is recorded."""
    deal: str | None = None
    """Title of the deal it is about."""


class ChunkPosition(NamedTuple):
    """Position of a piece, as its recorder says it."""

    number: int
    segment: int
    gap_ms: int


class CurrentMark(NamedTuple):
    slot: int
    cells: bytes
    now: datetime
    next_ms: int


@dataclass(frozen=True)
class Recordings:
    begin: TransactionFactory[LiveVideoTransaction]
    runner: CommandRunner
    encrypted_blobs: EncryptedBlobStore
    signer: TokenSigner
    limits: VideoLimits
    case_limits: Limits

    async def read_state(self, tenant: UUID, id: UUID) -> RecorderState:
        async with self.begin.read(tenant) as tx:
            session, chunks = await tx.videos.get(id), await tx.videos.list_chunks(id)
            request = None if session.request is None else await tx.requests.find(session.request)
            deal = await tx.deals.find((await tx.cases.get(session.dispute)).escrow)
            return RecorderState(
                session,
                chunks,
                request,
                (await tx.timing()).now,
                marketplace=await tx.platforms.find_name(),
                deal=None if deal is None else deal.title,
            )

    async def start_segment(self, tenant: UUID, id: UUID, *, code: str, media_type: str) -> RecordedSession:
        async with self.begin.read(tenant) as tx:
            session = await tx.videos.get(id)
            (await tx.cases.get(session.dispute)).require_open()
        giver = giver_of(session, tenant)
        return await self.runner.run_command(
            StartSegment(id, code, media_type), Origin(giver, "request", "start_recorder")
        )

    async def read_mark(self, tenant: UUID, id: UUID) -> CurrentMark:
        """Sign the mark of now; none is ever given before its time. Raises VideoEnded or CaseClosed."""
        async with self.begin.read(tenant) as tx:
            session, timing = await extend_to_request(tx, await tx.videos.get(id)), await tx.timing()
            (await tx.cases.get(session.dispute)).require_open()
        session.require_running(timing.received_at)
        slot = slot_at(session.opened_at, timing.now)
        mark = self.signer.sign_mark(session.id, session.code, session.opened_at, slot)
        remaining = slot_start(session.opened_at, slot + 1) - timing.now
        next_ms = max(0, int(remaining.total_seconds() * 1000))
        return CurrentMark(slot, encode_mark(mark), timing.now, next_ms)

    async def require_room(self, tenant: UUID, id: UUID, number: int, size: int) -> Principal:
        """Say no before a byte is read; returns whose recording it is. All of it is asked again when the piece is here.
        Raises VideoEnded, and what the case refuses."""
        async with self.begin.read(tenant) as tx:
            session = await tx.videos.get(id)
            place = await read_chunk_place(tx, session, await tx.cases.get(session.dispute), number)
            place.session.require_running((await tx.timing()).received_at)
            place.require_room(size, self.case_limits)
        return giver_of(place.session, tenant)

    async def record_chunk(
        self, id: UUID, position: ChunkPosition, received: ReceivedFile, giver: Principal
    ) -> RecordedChunk:
        arrived_at, is_recorded = seams.monotonic(), False
        stored = await self.encrypted_blobs.encrypt_file(received.path)
        command = RecordChunk(
            session_id=id,
            number=position.number,
            segment=position.segment,
            gap_ms=position.gap_ms,
            size=received.size,
            sha256=received.sha256,
            path=stored.path,
            object_key=stored.object_key,
            limits=self.limits,
            case_limits=self.case_limits,
            arrived_at=arrived_at,
        )
        try:
            recorded = await self.runner.run_command(command, Origin(giver, "request", "upload_video_chunk"))
            is_recorded = recorded.chunk.path == stored.path
        finally:
            if not is_recorded:
                await self.encrypted_blobs.remove_object(stored.path)
        return recorded
