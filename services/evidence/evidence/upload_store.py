"""Resumable uploads as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, update

from common.kernel import Actor, NotFound, Role
from common.store import PostgresTx

from .domain.case import ANYTHING, Side, Usage
from .domain.upload import UNFINISHED, Upload, UploadState
from .tables import known_cases, uploads


class UploadStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def get(self, upload: UUID) -> Upload:
        row = (await self._tx.execute(select(uploads).where(uploads.c.id == upload))).one_or_none()
        if row is None:
            raise NotFound(ANYTHING)
        return _upload(row)

    async def hold(self, upload: UUID) -> Upload:
        row = await self._tx.locked(select(uploads).where(uploads.c.id == upload))
        if row is None:
            raise NotFound(ANYTHING)
        return _upload(row)

    async def add(self, upload: Upload) -> None:
        await self._tx.execute(insert(uploads).values(tenant_id=self._tx.tenant, **_row(upload)))

    async def save(self, upload: Upload) -> None:
        await self._tx.execute(update(uploads).where(uploads.c.id == upload.id).values(_row(upload)))

    async def under_way(self, dispute: UUID, side: Side | None, *, but: UUID | None) -> Usage:
        """What this side has announced and not finished."""
        now = (await self._tx.moment()).now
        mine = uploads.c.side.is_(None) if side is None else uploads.c.side == side
        query = select(func.count(), func.coalesce(func.sum(uploads.c.length), 0)).where(
            uploads.c.dispute == dispute, mine, uploads.c.state.in_(UNFINISHED), uploads.c.expires_at > now
        )
        if but is not None:
            query = query.where(uploads.c.id != but)
        count, size = (await self._tx.execute(query)).one()
        return Usage(count, int(size))

    async def finishing(self, dispute: UUID) -> Sequence[Upload]:
        """All bytes are here; whether they are evidence is still being found out."""
        query = select(uploads).where(uploads.c.dispute == dispute, uploads.c.state == UploadState.FINISHING)
        return [_upload(row) for row in (await self._tx.execute(query)).all()]

    async def platform_bytes(self) -> int:
        """All that the platform keeps and has announced."""
        now = (await self._tx.moment()).now
        kept = select(func.coalesce(func.sum(known_cases.c.total_bytes), 0)).scalar_subquery()
        coming = (
            select(func.coalesce(func.sum(uploads.c.length), 0))
            .where(uploads.c.state.in_(UNFINISHED), uploads.c.expires_at > now)
            .scalar_subquery()
        )
        return int((await self._tx.execute(select(kept + coming))).scalar_one())


def _row(upload: Upload) -> dict[str, Any]:
    return {
        "id": upload.id,
        "dispute": upload.dispute,
        "kind": upload.kind,
        "side": upload.side,
        "by_role": upload.by.role,
        "by_id": upload.by.id,
        "filename": upload.filename,
        "length": upload.length,
        "expires_at": upload.expires_at,
        "request": upload.request,
        "covers": list(upload.covers),
        "received": upload.offset,
        "state": upload.state,
        "finished_at": upload.finished_at,
        "why": upload.why,
    }


def _upload(row: Row[Any]) -> Upload:
    return Upload(
        id=row.id,
        dispute=row.dispute,
        kind=row.kind,
        side=None if row.side is None else Side(row.side),
        by=Actor(Role(row.by_role), row.by_id),
        filename=row.filename,
        length=row.length,
        expires_at=row.expires_at,
        request=row.request,
        covers=tuple(row.covers),
        offset=row.received,
        state=UploadState(row.state),
        finished_at=row.finished_at,
        why=row.why,
    )
