"""Recordings in Postgres."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, func, insert, select, text, update

from common.kernel.errors import NotFound
from common.kernel.principal import Actor, Role
from common.persistence.transaction import ScheduledDeadline

from .domain.case import ANYTHING, Side
from .domain.video import Chunk, Overruling, VideoSession, VideoState
from .domain.video_findings import Check, CheckName, Outcome, Result, Verdict
from .key_store import lock_of, subject, with_locks
from .vault import Vault
from .video_tables import video_chunks, video_sessions

if TYPE_CHECKING:
    from .store import EvidenceTx

EXPIRY: Final = "video_expiry"

# The lease keeps two workers off one recording; a worker that dies gives it back by not renewing.
_LEASE: Final = text("""
UPDATE evidence.video_sessions SET leased_until = clock_timestamp() + interval '25 minutes', attempts = attempts + 1
WHERE id = :id AND state = 'finished' AND (leased_until IS NULL OR leased_until < clock_timestamp())
RETURNING attempts
""")


class VideoStore:
    def __init__(self, tx: EvidenceTx, vault: Vault) -> None:
        self._tx, self._vault = tx, vault

    async def hold(self, session: UUID) -> VideoSession:
        row = await self._tx.get_for_update(select(video_sessions).where(video_sessions.c.id == session))
        if row is None:
            raise NotFound(ANYTHING)
        return as_session(row)

    async def get(self, session: UUID) -> VideoSession:
        row = (await self._tx.execute(select(video_sessions).where(video_sessions.c.id == session))).one_or_none()
        if row is None:
            raise NotFound(ANYTHING)
        return as_session(row)

    async def count(self, dispute: UUID, side: Side) -> int:
        query = select(func.count()).where(video_sessions.c.dispute == dispute, video_sessions.c.side == side)
        return int((await self._tx.execute(query)).scalar_one())

    async def add(self, session: VideoSession) -> None:
        await self._tx.execute(insert(video_sessions).values(tenant_id=self._tx.tenant, **_session_row(session)))
        await self._tx.schedule_deadlines(session.id, _timers(session))

    async def save(self, session: VideoSession) -> None:
        row = _session_row(session)
        await self._tx.execute(update(video_sessions).where(video_sessions.c.id == session.id).values(row))

    async def save_end(self, session: VideoSession) -> None:
        """Also disarms its deadline."""
        await self.save(session)
        await self._tx.schedule_deadlines(session.id, _timers(session))

    async def chunk(self, session: UUID, n: int) -> Chunk | None:
        query = _chunks().where(video_chunks.c.session == session, video_chunks.c.n == n)
        row = (await self._tx.execute(query)).one_or_none()
        return None if row is None else _chunk(row, self._vault)

    async def chunks(self, session: UUID) -> Sequence[Chunk]:
        query = _chunks().where(video_chunks.c.session == session).order_by(video_chunks.c.n)
        return [_chunk(row, self._vault) for row in (await self._tx.execute(query)).all()]

    async def add_chunk(self, session: VideoSession, chunk: Chunk) -> None:
        row = {name: value for name, value in chunk._asdict().items() if name != "lock"}
        await self._tx.execute(insert(video_chunks).values(tenant_id=self._tx.tenant, session=session.id, **row))
        if chunk.lock is not None:
            await self._tx.keys.add(chunk.path, chunk.lock, subject(session.by))

    async def lease(self, session: UUID) -> int | None:
        row = (await self._tx.execute(_LEASE, {"id": session})).one_or_none()
        return None if row is None else int(row.attempts)


def _timers(session: VideoSession) -> list[ScheduledDeadline]:
    if not session.running:
        return []
    return [ScheduledDeadline(EXPIRY, session.opened_at, session.expires_at, "natural", session.side)]


_PLAIN: Final = (
    "id", "dispute", "request", "side", "code", "opened_at", "expires_at", "state", "media_type", "started_at",
    "segments", "chunks", "total_bytes", "head", "last_chunk_at", "finished_at", "item", "verified_at", "version",
    "facts",
)  # fmt: skip


def _session_row(session: VideoSession) -> dict[str, Any]:
    return {
        **{name: getattr(session, name) for name in _PLAIN},
        "by_role": session.by.role,
        "by_id": session.by.id,
        "words": list(session.words),
        "verdict": None if session.verdict is None else _verdict_row(session.verdict),
        "overruling": None if session.overruling is None else _overruling_row(session.overruling),
    }


def as_session(row: Row[Any]) -> VideoSession:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return VideoSession(
        **{
            **plain,
            "side": Side(row.side),
            "state": VideoState(row.state),
            "by": Actor(Role(row.by_role), row.by_id),
            "words": tuple(row.words),
            "verdict": None if row.verdict is None else _verdict(row.verdict),
            "overruling": None if row.overruling is None else _overruling(row.overruling),
        }
    )


def _verdict_row(verdict: Verdict) -> dict[str, Any]:
    return {**verdict._asdict(), "checks": [check._asdict() for check in verdict.checks]}


def _verdict(said: dict[str, Any]) -> Verdict:
    checks = tuple(
        Check(CheckName(c["name"]), Outcome(c["outcome"]), c["reason"], c["frame"], c["at_seconds"])
        for c in said["checks"]
    )
    return Verdict(Result(said["result"]), checks, said["seconds"], said["frames"])


def _overruling_row(found: Overruling) -> dict[str, Any]:
    return {"by": list(found.by), "at": found.at.isoformat(), "result": found.result, "reason": found.reason}


def _overruling(said: dict[str, Any]) -> Overruling:
    role, id = said["by"]
    return Overruling(Actor(Role(role), id), datetime.fromisoformat(said["at"]), Result(said["result"]), said["reason"])


def _chunks() -> Select[Any]:
    return with_locks(select(video_chunks), video_chunks.c.path)


def _chunk(row: Row[Any], vault: Vault) -> Chunk:
    return Chunk(
        row.seq, row.n, row.segment, row.gap_ms, row.size, row.sha256, row.path, row.received_at, row.prev_hash,
        row.hash, lock_of(row, row.path, vault),
    )  # fmt: skip
