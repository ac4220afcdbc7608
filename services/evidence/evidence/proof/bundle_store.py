from __future__ import annotations

from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select, update

from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction
from evidence.cases.model import DISPUTE_OR_EVIDENCE
from evidence.proof.bundle_model import Bundle
from evidence.proof.rows import bundle_from_row, bundle_to_row
from evidence.storage.key_store import object_key_from_row, with_object_keys
from evidence.storage.key_wrapping import KeyWrapper

from .tables import bundles


class BundleStore:
    def __init__(self, tx: PostgresTransaction, key_wrapper: KeyWrapper) -> None:
        self._tx, self._key_wrapper = tx, key_wrapper

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return bundles.c.tenant_id == self._tx.tenant

    async def get(self, bundle: UUID) -> Bundle:
        query = with_object_keys(select(bundles), bundles.c.path).where(self._own, bundles.c.id == bundle)
        row = (await self._tx.execute(query)).one_or_none()
        if row is None:
            raise NotFound(DISPUTE_OR_EVIDENCE)
        return bundle_from_row(row, object_key_from_row(row, row.path, self._key_wrapper))

    async def get_for_update(self, bundle: UUID) -> Bundle:
        await self._tx.get_for_update(select(bundles.c.id).where(self._own, bundles.c.id == bundle))
        return await self.get(bundle)

    async def read_database_time(self) -> datetime:
        time: datetime = (await self._tx.execute(select(func.clock_timestamp()))).scalar_one()
        return time

    async def add(self, bundle: Bundle) -> None:
        await self._tx.execute(insert(bundles).values(tenant_id=self._tx.tenant, **bundle_to_row(bundle)))

    async def save(self, bundle: Bundle) -> None:
        await self._tx.execute(
            update(bundles).where(self._own, bundles.c.id == bundle.id).values(bundle_to_row(bundle))
        )
