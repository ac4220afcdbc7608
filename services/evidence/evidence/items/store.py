from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, insert, literal, or_, select, update

from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Side
from evidence.inspection.model import ScanState
from evidence.items.rows import describe_stored_form, item_from_row, item_to_row, later_columns
from evidence.storage.key_store import HIDDEN_PREFIX, KeyStore, with_object_keys
from evidence.storage.key_wrapping import KeyWrapper
from evidence.storage.model import person_key_owner
from evidence.storage.tables import subject_keys

from .model import Item, StoredFile
from .tables import FILE_COLUMNS, erasures, files, items, verdicts


class ItemStore:
    def __init__(self, tx: PostgresTransaction, keys: KeyStore, key_wrapper: KeyWrapper) -> None:
        self._tx, self._keys, self._key_wrapper = tx, keys, key_wrapper

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return items.c.tenant_id == self._tx.tenant

    async def get(self, item: UUID) -> Item:
        row = (await self._tx.execute(item_query().where(self._own, items.c.id == item))).one_or_none()
        if row is None:
            raise NotFound(DISPUTE_OR_EVIDENCE)
        return item_from_row(row, self._key_wrapper)

    async def of_side(self, dispute: UUID, side: Side) -> Sequence[Item]:
        query = item_query().where(self._own, items.c.dispute == dispute, items.c.side == side)
        return [item_from_row(row, self._key_wrapper) for row in (await self._tx.execute(query)).all()]

    async def of_case(self, dispute: UUID) -> Sequence[Item]:
        rows = (await self._tx.execute(item_query().where(self._own, items.c.dispute == dispute))).all()
        return [item_from_row(row, self._key_wrapper) for row in rows]

    async def of_request(self, dispute: UUID, request: UUID, satisfied_by: UUID | None) -> Sequence[Item]:
        mine = or_(items.c.request == request, items.c.id == satisfied_by)
        query = item_query().where(self._own, items.c.dispute == dispute, mine).order_by(items.c.id)
        return [item_from_row(row, self._key_wrapper) for row in (await self._tx.execute(query)).all()]

    async def add(self, item: Item) -> Item:
        now = (await self._tx.timing()).now  # may be after it was received, if looking into it took time
        key, key_wrapper = await self._keys.get_or_create_owner_key(person_key_owner(item.by)), self._key_wrapper
        row, filename = item_to_row(item), None
        if row["content"] is not None:
            row["content"] = {"hidden": key_wrapper.encrypt_value(key, row["content"])}
        await self._tx.execute(insert(items).values(tenant_id=self._tx.tenant, added_at=now, **row))
        if isinstance(file := item.content, StoredFile):
            columns = {column.name: getattr(file, column.name) for column in FILE_COLUMNS}
            filename = columns["filename"] = HIDDEN_PREFIX + key_wrapper.encrypt_value(key, file.filename)
            await self._tx.execute(insert(files).values(id=item.id, tenant_id=self._tx.tenant, **columns))
            if file.object_key is not None:
                await self._keys.add_object_key(file.path, file.object_key, person_key_owner(item.by))
        return replace(item, stored=describe_stored_form(now, row["content"], filename))

    async def save(self, item: Item) -> None:
        await self._tx.execute(update(items).where(self._own, items.c.id == item.id).values(later_columns(item)))

    async def record_scan(self, item: UUID, state: ScanState) -> None:
        now = (await self._tx.timing()).now
        row = {"tenant_id": self._tx.tenant, "id": item, "scan_state": state, "at": now}
        await self._tx.execute(insert(verdicts).values(row))


def item_query() -> Select[Any]:
    """Items, each with its file if it is one, the last word of the scanner about it, and the keys to both."""
    scanned = func.coalesce(verdicts.c.scan_state, files.c.scan_state).label("scan_state")
    plain = [column for column in FILE_COLUMNS if column is not files.c.scan_state]
    person = and_(
        subject_keys.c.tenant_id == items.c.tenant_id,
        subject_keys.c.subject == items.c.by_role + literal(":") + items.c.by_id,
    )
    query = select(items, *plain, scanned, subject_keys.c.key, erasures.c.at.label("erased_at"))
    query = query.join_from(items, files, files.c.id == items.c.id, isouter=True)
    query = query.join(verdicts, verdicts.c.id == files.c.id, isouter=True)
    query = query.join(erasures, erasures.c.id == items.c.id, isouter=True)
    return with_object_keys(query.join(subject_keys, person, isouter=True), files.c.path)
