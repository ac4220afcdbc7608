"""Room for evidence that is used up, counted in one place: what is here, what is announced, what is being recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, func, select, union_all

from common.persistence.transaction import PostgresTransaction
from evidence.cases.model import Side, Usage
from evidence.cases.tables import known_cases
from evidence.items.tables import files, items
from evidence.live_video.domain.session import VideoState
from evidence.live_video.tables import video_sessions
from evidence.uploads.model import UNFINISHED_STATES
from evidence.uploads.tables import uploads


class QuotaStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def sum_side_usage(self, dispute: UUID, side: Side | None, *, but: UUID | None = None) -> Usage:
        """Count and sum what this side has given, announced and recorded so far, without the upload or recording
        `but`."""

        def is_of_side(table: Table) -> ColumnElement[bool]:
            own_side = table.c.side.is_(None) if side is None else table.c.side == side
            return (table.c.tenant_id == self._tx.tenant) & (table.c.dispute == dispute) & own_side

        given = select(files.c.size).select_from(items.outerjoin(files, files.c.id == items.c.id))
        queries = [
            given.where(is_of_side(items)),
            (await self._select_announced()).where(is_of_side(uploads), uploads.c.id.is_distinct_from(but)),
            _select_recorded().where(is_of_side(video_sessions), video_sessions.c.id.is_distinct_from(but)),
        ]
        return await self._sum_sizes(queries)

    async def sum_platform_bytes(self) -> int:
        """Sum all that the platform keeps, has announced and is recording."""
        queries = [
            select(known_cases.c.total_bytes).where(known_cases.c.tenant_id == self._tx.tenant),
            (await self._select_announced()).where(uploads.c.tenant_id == self._tx.tenant),
            _select_recorded().where(video_sessions.c.tenant_id == self._tx.tenant),
        ]
        return (await self._sum_sizes(queries)).total_bytes

    async def _select_announced(self) -> Select[Any]:
        now = (await self._tx.timing()).now
        return select(uploads.c.length).where(uploads.c.state.in_(UNFINISHED_STATES), uploads.c.expires_at > now)

    async def _sum_sizes(self, queries: list[Select[Any]]) -> Usage:
        sizes = union_all(*queries).subquery()
        count, total = func.count(), func.coalesce(func.sum(sizes.c[0]), 0)
        number, total_bytes = (await self._tx.execute(select(count, total).select_from(sizes))).one()
        return Usage(number, int(total_bytes))


def _select_recorded() -> Select[Any]:
    """A recording takes its room piece by piece, and is one piece of evidence from the first on."""
    return select(video_sessions.c.total_bytes).where(
        video_sessions.c.state == VideoState.RECORDING, video_sessions.c.chunks > 0
    )
