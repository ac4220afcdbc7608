"""Conversations on other platforms, in Postgres."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select, update

from common.anchoring.logged_rows import log_row
from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction
from evidence.cases.model import DISPUTE_OR_EVIDENCE

from .model import ExternalRecord
from .rows import record_from_row, record_to_row
from .tables import external_videos


class ExternalVideoStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return external_videos.c.tenant_id == self._tx.tenant

    async def get_for_update(self, item: UUID) -> ExternalRecord:
        row = await self._tx.get_for_update(select(external_videos).where(self._own, external_videos.c.item == item))
        if row is None:
            raise NotFound(DISPUTE_OR_EVIDENCE)
        return record_from_row(row)

    async def get(self, item: UUID) -> ExternalRecord:
        row = (
            await self._tx.execute(select(external_videos).where(self._own, external_videos.c.item == item))
        ).one_or_none()
        if row is None:
            raise NotFound(DISPUTE_OR_EVIDENCE)
        return record_from_row(row)

    async def add(self, record: ExternalRecord) -> None:
        await self._tx.execute(insert(external_videos).values(tenant_id=self._tx.tenant, **record_to_row(record)))
        await log_row(self._tx, "conversation", record.item, record_to_row(record))

    async def save(self, record: ExternalRecord) -> None:
        mine = external_videos.c.item == record.item
        await self._tx.execute(update(external_videos).where(self._own, mine).values(record_to_row(record)))
        await log_row(self._tx, "conversation", record.item, record_to_row(record))
