"""Live recordings as their readers and their recorder see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.execution.commands import Context
from common.kernel.ids import format_id
from common.kernel.principal import Principal, Role
from common.web.schemas import AllowedAction
from evidence.cases.model import Side
from evidence.items.model import StoredFile
from evidence.items.views import actor_view, item_location
from evidence.reasons import spell_reason

from .domain.chunks import Chunk, find_gaps
from .domain.repeating import can_repeat_checks
from .domain.session import VideoLimits, VideoSession, VideoState
from .domain.words import LANGUAGES, spoken_words_in
from .keys import VideoKeys
from .loading import RecordedChunk, RecordedSession
from .recordings import RecorderState
from .schemas import (
    SESSIONS_PATH,
    ChallengeView,
    ChecklistEntry,
    CheckView,
    ChunkView,
    FinishedView,
    GapView,
    MarkView,
    OverrulingView,
    RecorderView,
    SegmentView,
    VerificationView,
    VideoView,
)

SHARED_FIELDS: Final = (
    "id", "dispute", "request", "state", "opened_at", "expires_at", "started_at", "last_chunk_at", "finished_at",
    "chunks", "total_bytes", "item", "result", "version",
)  # fmt: skip
"""Fields that a session and its view have in common."""
# What a page that has no list from the policy reminds of (T6, T7).
REMINDERS_OF_SIDE: Final = {
    Side.SELLER: ("transaction", "packaging_or_service", "condition", "receipts_or_tracking"),
    Side.BUYER: ("transaction", "item_received", "condition_on_arrival", "discrepancies"),
}


@dataclass(frozen=True)
class SessionPresenter:
    """Presents sessions. Only the party itself is given the link: whoever has it can record in the party's name."""

    keys: VideoKeys

    def changed_session_view(self, recorded: RecordedSession, context: Context) -> VideoView:
        return self.session_view(recorded, context.principal)

    def session_view(self, recorded: RecordedSession, reader: Principal) -> VideoView:
        session, gaps = recorded.session, find_gaps(recorded.chunks)
        return VideoView(
            **{name: getattr(session, name) for name in SHARED_FIELDS},
            party=session.side,
            by=actor_view(session.by, reader),
            challenge=challenge_view(session),
            recorder_url=self._recorder_url(session, reader),
            gaps=[GapView.model_validate({**gap._asdict(), "seconds": round(gap.seconds, 1)}) for gap in gaps],
            verification=verification_view(session),
            overruling=overruling_view(session, reader),
            allowed_actions=_allowed_actions(recorded, reader.role, reader.scopes),
        )

    def _recorder_url(self, session: VideoSession, reader: Principal) -> str | None:
        if reader.actor != session.by or not session.is_running:
            return None
        return recorder_url(session.id, self.keys.recorder_secret(reader.tenant, session.id))


def challenge_view(session: VideoSession) -> ChallengeView:
    words = {language: list(spoken_words_in(language, session.words)) for language in LANGUAGES}
    return ChallengeView(code=session.code, words=words)


def verification_view(session: VideoSession) -> VerificationView | None:
    verdict = session.verdict
    if verdict is None or session.verified_at is None:
        return None
    checks = [
        CheckView(check=c.name, outcome=c.outcome, frame=c.frame, at_seconds=c.at_seconds, **spell_reason(c.reason))
        for c in verdict.checks
    ]
    return VerificationView(
        result=verdict.result,
        seconds=verdict.seconds,
        frames=verdict.frames,
        checks=checks,
        verified_at=session.verified_at,
    )


def overruling_view(session: VideoSession, reader: Principal) -> OverrulingView | None:
    if (overruling := session.overruling) is None:
        return None
    by = actor_view(overruling.by, reader)
    return OverrulingView(by=by, at=overruling.at, result=overruling.result, reason=overruling.reason)


def recorder_view(platform: UUID, state: RecorderState, limits: VideoLimits) -> RecorderView:
    session = state.session
    return RecorderView(
        id=session.id,
        platform=platform,
        marketplace=state.marketplace,
        deal=state.deal,
        dispute=session.dispute,
        party=session.side,
        state=session.state,
        challenge=challenge_view(session),
        checklist=_checklist_entries(state),
        mark=MarkView(),
        expires_at=session.expires_at,
        server_time=state.now,
        chunks=len(state.chunks),
        next_chunk=next_chunk_number(state.chunks),
        segments=session.segments,
        max_chunk_bytes=limits.chunk_bytes,
        max_seconds=int(limits.wall_clock.total_seconds()),
        result=session.result,
    )


def finished_view(session: VideoSession) -> FinishedView:
    return FinishedView(id=session.id, item=session.require_item(), state=session.state)


def segment_view(recorded: RecordedSession) -> SegmentView:
    return SegmentView(segment=recorded.session.segments - 1, next_chunk=next_chunk_number(recorded.chunks))


def chunk_view(recorded: RecordedChunk) -> ChunkView:
    chunk = recorded.chunk
    return ChunkView(
        n=chunk.n,
        sha256=chunk.sha256.hex(),
        hash=chunk.hash.hex(),
        received_at=chunk.received_at,
        chunks=recorded.change.session.chunks,
    )


def next_chunk_number(chunks: Sequence[Chunk]) -> int:
    return max((chunk.n for chunk in chunks), default=-1) + 1


def video_location(video: VideoView) -> str:
    return f"{SESSIONS_PATH}/{format_id('vid', video.id)}"


def recorder_url(session: UUID, secret: str) -> str:
    """Spell its address; what stands behind `#` never leaves the browser."""
    return f"{SESSIONS_PATH}/{format_id('vid', session)}/record#{secret}"


def _checklist_entries(state: RecorderState) -> list[ChecklistEntry]:
    if state.request is not None and state.request.checklist:
        return [ChecklistEntry(code=p.code, text=p.text, required=p.required) for p in state.request.checklist]
    return [ChecklistEntry(code=code, text=None, required=False) for code in REMINDERS_OF_SIDE[state.session.side]]


def _allowed_actions(recorded: RecordedSession, role: Role, scopes: frozenset[str]) -> list[AllowedAction]:
    session, film = recorded.session, recorded.film
    home = f"{SESSIONS_PATH}/{format_id('vid', session.id)}"
    actions: list[AllowedAction] = []
    if film is not None and film.is_viewable:
        actions.append(AllowedAction(rel="download", href=f"{item_location(film)}/download", actor=role))
    if role is Role.OPERATOR and "decide" in scopes and session.state is VideoState.VERIFIED:
        actions.append(AllowedAction(rel="overrule", href=f"{home}/overrule", actor=role))
        if can_repeat_checks(session) and film is not None and isinstance(film.content, StoredFile):
            actions.append(AllowedAction(rel="recheck", href=f"{home}/recheck", actor=role))
    return actions
