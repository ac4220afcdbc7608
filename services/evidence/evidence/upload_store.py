"""Resumable uploads as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, insert, literal, select, update

from common.kernel.errors import NotFound
from common.kernel.principal import Actor, Role

from .domain.case import ANYTHING, Side, Usage
from .domain.upload import UNFINISHED, Upload, UploadState
from .key_store import HIDDEN, shown, subject
from .tables import known_cases, subject_keys, uploads
from .vault import Vault

if TYPE_CHECKING:
    from .store import EvidenceTx


class UploadStore:
    def __init__(self, tx: EvidenceTx, vault: Vault) -> None:
        self._tx, self._vault = tx, vault

    async def get(self, upload: UUID) -> Upload:
        row = (await self._tx.execute(_named().where(uploads.c.id == upload))).one_or_none()
        if row is None:
            raise NotFound(ANYTHING)
        return _upload(row, self._vault)

    async def hold(self, upload: UUID) -> Upload:
        await self._tx.get_for_update(select(uploads.c.id).where(uploads.c.id == upload))
        return await self.get(upload)

    async def add(self, upload: Upload) -> None:
        key = await self._tx.keys.of(subject(upload.by))
        name = {"filename": HIDDEN + self._vault.hide(key, upload.filename)}
        await self._tx.execute(insert(uploads).values(tenant_id=self._tx.tenant, **_row(upload), **name))

    async def save(self, upload: Upload) -> None:
        """What has ended has no name any more: the evidence has it, under its giver's key, or nobody."""
        name = {} if upload.state in UNFINISHED else {"filename": ""}
        await self._tx.execute(update(uploads).where(uploads.c.id == upload.id).values({**_row(upload), **name}))

    async def under_way(self, dispute: UUID, side: Side | None, *, but: UUID | None) -> Usage:
        """What this side has announced and not finished."""
        now = (await self._tx.timing()).now
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
        query = _named().where(uploads.c.dispute == dispute, uploads.c.state == UploadState.FINISHING)
        return [_upload(row, self._vault) for row in (await self._tx.execute(query)).all()]

    async def platform_bytes(self) -> int:
        """All that the platform keeps and has announced."""
        now = (await self._tx.timing()).now
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
        "length": upload.length,
        "expires_at": upload.expires_at,
        "request": upload.request,
        "covers": list(upload.covers),
        "received": upload.offset,
        "state": upload.state,
        "finished_at": upload.finished_at,
        "why": upload.why,
    }


def _named() -> Select[Any]:
    """Uploads, each with the key to its name."""
    owner = uploads.c.by_role + literal(":") + uploads.c.by_id
    mine = and_(subject_keys.c.tenant_id == uploads.c.tenant_id, subject_keys.c.subject == owner)
    return select(uploads, subject_keys.c.key).join(subject_keys, mine, isouter=True)


def _upload(row: Row[Any], vault: Vault) -> Upload:
    return Upload(
        id=row.id,
        dispute=row.dispute,
        kind=row.kind,
        side=None if row.side is None else Side(row.side),
        by=Actor(Role(row.by_role), row.by_id),
        filename=shown(row.filename, row.key, vault),
        length=row.length,
        expires_at=row.expires_at,
        request=row.request,
        covers=tuple(row.covers),
        offset=row.received,
        state=UploadState(row.state),
        finished_at=row.finished_at,
        why=row.why,
    )
