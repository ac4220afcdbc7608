"""The use cases of live recordings. Each runs inside a transaction it did not open; the case is held first."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from common.kernel.errors import NotFound, require_version
from common.kernel.principal import Principal
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Limits
from evidence.events import EventContext
from evidence.items.model import LIVE_VIDEO, StoredFile
from evidence.live_video.domain.errors import ChunksMissing, TooManySessions
from evidence.live_video.domain.findings import Result, Verdict
from evidence.live_video.domain.session import WINDOW_WITHOUT_REQUEST, Change, Chunk, VideoLimits, VideoSession
from evidence.live_video.domain.words import WORDS, encode_case_code
from evidence.requests.model import EvidenceRequest, find_intended_request
from evidence.storage.model import ObjectKey
from evidence.submissions import commands
from evidence.submissions.commands import Submission

from .integration_events import session_events
from .transaction import LiveVideoTransaction

MAX_SESSIONS_PER_SIDE: Final = 20
PAUSE_ALLOWANCE: Final = timedelta(days=1)
SPOKEN_WORDS: Final = 3


def _code() -> str:
    return encode_case_code(secrets.randbits(20))


def _words() -> tuple[int, ...]:
    return tuple(secrets.SystemRandom().sample(range(len(WORDS)), SPOKEN_WORDS))


@dataclass(frozen=True, slots=True)
class Challenge:
    """What nobody can know before the session is opened."""

    code: str = field(default_factory=_code)
    words: tuple[int, ...] = field(default_factory=_words)


async def open_session(
    tx: LiveVideoTransaction, *, dispute: UUID, request: UUID | None, id: UUID, viewer: Principal, challenge: Challenge
) -> VideoSession:
    case = await tx.cases.get_for_update(dispute)
    timing = await tx.timing()
    side = case.side_of(viewer)
    case.require_open()
    assert side is not None, "only parties open recordings"
    asked = await _asked(tx, dispute, request, viewer)
    if asked is not None:
        asked.require_admissible(side, LIVE_VIDEO, timing.received_at)
    if await tx.videos.count_sessions(dispute, side) >= MAX_SESSIONS_PER_SIDE:
        raise TooManySessions(MAX_SESSIONS_PER_SIDE)
    change = VideoSession.open(
        id=id,
        dispute=dispute,
        request=None if asked is None else asked.id,
        side=side,
        by=viewer.actor,
        code=challenge.code,
        words=challenge.words,
        opened_at=timing.now,
        expires_at=timing.now + WINDOW_WITHOUT_REQUEST if asked is None else asked.due_at,
    )
    await tx.videos.add(change.session)
    await _tell(tx, change, timing.now)
    return change.session


async def _asked(
    tx: LiveVideoTransaction, dispute: UUID, request: UUID | None, viewer: Principal
) -> EvidenceRequest | None:
    requests = await tx.requests.of_case(dispute)
    if request is None:
        return find_intended_request(requests, (await tx.cases.get(dispute)).side_of(viewer), LIVE_VIDEO)
    found = next((asked for asked in requests if asked.id == request), None)
    if found is None:
        raise NotFound(DISPUTE_OR_EVIDENCE)
    return found


async def visible(tx: LiveVideoTransaction, id: UUID, *, viewer: Principal) -> VideoSession:
    """To its own side, the platform and its operators. Raises NotFound for the other side: what a recording shows of
    itself could tell what is sealed; the finished one is an item of evidence like others."""
    found = await tx.videos.get(id)
    side = (await tx.cases.get(found.dispute)).side_of(viewer)
    if side not in (None, found.side):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    return found


async def current(tx: LiveVideoTransaction, session: VideoSession) -> VideoSession:
    """As long as its request's window, which may have moved since the session was opened, or stand still."""
    asked = None if session.request is None else await tx.requests.find(session.request)
    if asked is None or not asked.accepts_evidence:
        return session
    now = (await tx.timing()).now
    return session.extend_to(asked.due_at if asked.paused_at is None else max(asked.due_at, now + PAUSE_ALLOWANCE))


async def start_segment(tx: LiveVideoTransaction, id: UUID, *, code: str, media_type: str) -> VideoSession:
    found = await current(tx, await tx.videos.get_for_update(id))
    _act_for(tx, found)
    change = found.start_segment(code=code, media_type=media_type, at=(await tx.timing()).received_at)
    await tx.videos.save(change.session)
    return change.session


async def take_chunk(
    tx: LiveVideoTransaction,
    id: UUID,
    *,
    n: int,
    segment: int,
    gap_ms: int,
    size: int,
    sha256: bytes,
    path: str,
    object_key: ObjectKey,
    limits: VideoLimits,
    waited: Callable[[], timedelta] = timedelta,
) -> tuple[VideoSession, Chunk]:
    """`waited`: how long ago its last byte came. That is when it is received: what this machine needs to keep it, if it
    is busy, does not make the recorder late."""
    found = await current(tx, await tx.videos.get_for_update(id))
    _act_for(tx, found)
    at = found.not_before_last_receipt((await tx.timing()).now - waited())
    change, chunk = found.add_chunk(
        n=n, segment=segment, gap_ms=gap_ms, size=size, sha256=sha256, path=path, at=at,
        existing=await tx.videos.find_chunk(id, n), limits=limits,
    )  # fmt: skip
    if change.session is not found:
        await tx.videos.add_chunk(found, chunk._replace(object_key=object_key))
        await tx.videos.save(change.session)
    return change.session, chunk


async def finish(
    tx: LiveVideoTransaction,
    id: UUID,
    file: StoredFile,
    *,
    item: UUID,
    whole: Sequence[Chunk],
    announced: int | None,
    covers: tuple[str, ...],
    limits: Limits,
) -> VideoSession:
    """The recording becomes a piece of evidence of its party, and satisfies its request like any other. `whole`: what
    the file was made of; a piece that came meanwhile is not in it."""
    await tx.cases.get_for_update((await tx.videos.get(id)).dispute)
    found = await current(tx, await tx.videos.get_for_update(id))
    _act_for(tx, found)
    timing = await tx.timing()
    chunks = await tx.videos.list_chunks(id)
    change = found.finish(item=item, received=chunks, announced=announced, at=timing.received_at)
    if len(chunks) != len(whole):
        raise ChunksMissing(())
    wanted = Submission(found.dispute, LIVE_VIDEO, found.request, file.size, covers)
    viewer = Principal(tx.tenant, *found.by, dispute=found.dispute)
    await commands.submit_evidence(tx, wanted, file, id=item, viewer=viewer, limits=limits)
    await tx.keys.destroy_object_keys([chunk.path for chunk in chunks])  # they are in the whole file now
    await tx.videos.save_and_reschedule(change.session)
    await _tell(tx, change, timing.now)
    return change.session


async def abandon(tx: LiveVideoTransaction, id: UUID, *, due_at: datetime) -> None:
    """Unless its window has become longer meanwhile."""
    found = await current(tx, await tx.videos.get_for_update(id))
    await tx.videos.save_and_reschedule(found.abandon(due_at).session)


async def note_verdict(tx: LiveVideoTransaction, id: UUID, verdict: Verdict) -> None:
    found = await tx.videos.get_for_update(id)
    now = (await tx.timing()).now
    change = found.verify(verdict, now)
    if change.session is found:
        return
    await tx.videos.save(change.session)
    await _tell(tx, change, now)
    assert found.item is not None, "a finished recording is an item"
    await tx.append_audit_entry("video.verified", str(id), result=verdict.result)


async def overrule(
    tx: LiveVideoTransaction, id: UUID, *, viewer: Principal, result: Result, reason: str, expected: int | None
) -> VideoSession:
    (await tx.cases.get_for_update((await tx.videos.get(id)).dispute)).side_of(viewer)
    found, now = await tx.videos.get_for_update(id), (await tx.timing()).now
    require_version(expected, found.version)
    change = found.overrule(by=viewer.actor, at=now, result=result, reason=reason)
    await tx.videos.save(change.session)
    await _tell(tx, change, now)
    return change.session


def _act_for(tx: LiveVideoTransaction, session: VideoSession) -> None:
    """Whoever has the link acts for the party that opened the session."""
    if tx.cause == "request":
        tx.actor = session.by


async def _tell(tx: LiveVideoTransaction, change: Change, now: datetime) -> None:
    await tx.publish(list(session_events(change, EventContext(tx.tenant, tx.actor, tx.cause, now))))
