"""Recordings in Postgres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, insert, select, update

from common.anchoring.logged_rows import log_row
from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction, ScheduledDeadline
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Side
from evidence.items.parts import Examination
from evidence.storage.key_store import KeyStore, with_object_keys
from evidence.storage.key_wrapping import KeyWrapper
from evidence.storage.model import person_key_owner

from .domain.chunks import Chunk
from .domain.session import VideoSession, examination_of
from .rows import (
    chunk_from_row,
    session_from_row,
    session_to_row,
)
from .tables import video_chunks, video_sessions

EXPIRY_DEADLINE: Final = "video_expiry"


class VideoStore:
    def __init__(self, tx: PostgresTransaction, keys: KeyStore, key_wrapper: KeyWrapper) -> None:
        self._tx, self._keys, self._key_wrapper = tx, keys, key_wrapper

    @cached_property
    def _own_chunks(self) -> ColumnElement[bool]:
        return video_chunks.c.tenant_id == self._tx.tenant

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return video_sessions.c.tenant_id == self._tx.tenant

    async def get_for_update(self, session: UUID) -> VideoSession:
        row = await self._tx.get_for_update(select(video_sessions).where(self._own, video_sessions.c.id == session))
        if row is None:
            raise NotFound(DISPUTE_OR_EVIDENCE)
        return session_from_row(row)

    async def get(self, session: UUID) -> VideoSession:
        row = (
            await self._tx.execute(select(video_sessions).where(self._own, video_sessions.c.id == session))
        ).one_or_none()
        if row is None:
            raise NotFound(DISPUTE_OR_EVIDENCE)
        return session_from_row(row)

    async def count_sessions(self, dispute: UUID, side: Side) -> int:
        query = select(func.count()).where(
            self._own, video_sessions.c.dispute == dispute, video_sessions.c.side == side
        )
        return int((await self._tx.execute(query)).scalar_one())

    async def add(self, session: VideoSession) -> None:
        await self._tx.execute(insert(video_sessions).values(tenant_id=self._tx.tenant, **session_to_row(session)))
        await log_row(self._tx, "recording", session.id, session_to_row(session))
        await self._tx.schedule_deadlines(session.id, _scheduled_deadlines(session))

    async def save(self, session: VideoSession) -> None:
        await self.save_growth(session)
        await log_row(self._tx, "recording", session.id, session_to_row(session))

    async def save_growth(self, session: VideoSession) -> None:
        """Save that a piece has come: the log hears of all of them at the end."""
        row = session_to_row(session)
        await self._tx.execute(update(video_sessions).where(self._own, video_sessions.c.id == session.id).values(row))

    async def save_and_reschedule(self, session: VideoSession) -> None:
        """Also disarms its deadline."""
        await self.save(session)
        await self._tx.schedule_deadlines(session.id, _scheduled_deadlines(session))

    async def find_chunk(self, session: UUID, n: int) -> Chunk | None:
        query = _select_chunks().where(self._own_chunks, video_chunks.c.session == session, video_chunks.c.n == n)
        row = (await self._tx.execute(query)).one_or_none()
        return None if row is None else chunk_from_row(row, self._key_wrapper)

    async def list_chunks(self, session: UUID) -> Sequence[Chunk]:
        query = _select_chunks().where(self._own_chunks, video_chunks.c.session == session).order_by(video_chunks.c.n)
        return [chunk_from_row(row, self._key_wrapper) for row in (await self._tx.execute(query)).all()]

    async def add_chunk(self, session: VideoSession, chunk: Chunk) -> None:
        row = {name: value for name, value in chunk._asdict().items() if name != "object_key"}
        await self._tx.execute(insert(video_chunks).values(tenant_id=self._tx.tenant, session=session.id, **row))
        if chunk.object_key is not None:
            await self._keys.add_object_key(chunk.path, chunk.object_key, person_key_owner(session.by))


class ExaminationStore:
    """What is known of live recordings, for the rooms that show pieces of evidence and requests."""

    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return video_sessions.c.tenant_id == self._tx.tenant

    async def of_case(self, dispute: UUID) -> Mapping[UUID, Examination]:
        return await self._read(video_sessions.c.dispute == dispute)

    async def find(self, item: UUID) -> Examination | None:
        return (await self._read(video_sessions.c.item == item)).get(item)

    async def _read(self, which: ColumnElement[bool]) -> Mapping[UUID, Examination]:
        query = select(video_sessions).where(self._own, which, video_sessions.c.item.is_not(None))
        sessions = [session_from_row(row) for row in (await self._tx.execute(query)).all()]
        return {session.require_item(): examination_of(session) for session in sessions}


def _scheduled_deadlines(session: VideoSession) -> list[ScheduledDeadline]:
    if not session.is_running:
        return []
    return [ScheduledDeadline(EXPIRY_DEADLINE, session.opened_at, session.expires_at, "natural", session.side)]


def _select_chunks() -> Select[Any]:
    return with_object_keys(select(video_chunks), video_chunks.c.path)
