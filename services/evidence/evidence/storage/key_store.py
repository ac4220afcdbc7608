"""Keys as rows: one of each person (and of each case, for its archives), and under it those of their objects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Row, Select, and_, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.anchoring.logged_rows import log_row
from common.kernel.errors import InvariantViolated
from common.kernel.principal import Actor
from common.persistence.transaction import PostgresTransaction

from .erasure_receipt import ErasureReceipt
from .key_wrapping import KeyWrapper
from .model import ObjectKey, person_key_owner
from .tables import object_keys, subject_keys

OWNER_KEYS: Final = subject_keys.alias("owners")
OBJECT_KEY_COLUMNS: Final = (
    object_keys.c.key.label("object_key"),
    object_keys.c.sha256.label("stored_sha256"),
    object_keys.c.blocks.label("stored_blocks"),
    OWNER_KEYS.c.key.label("owner_key"),
)
HIDDEN_PREFIX: Final = "hidden:"
"""Before a name that is kept under a key; names of the days before there were any are plain."""


class KeyStore:
    def __init__(self, tx: PostgresTransaction, key_wrapper: KeyWrapper) -> None:
        self._tx, self._key_wrapper = tx, key_wrapper

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return object_keys.c.tenant_id == self._tx.tenant

    async def get_or_create_owner_key(self, owner: str) -> bytes:
        """Get their key, wrapped: made when it is first needed, and a new one if the last was destroyed."""
        values = {"tenant_id": self._tx.tenant, "subject": owner, "key": self._key_wrapper.new_wrapped_key()}
        insertion = upsert(subject_keys).values(values)
        statement = insertion.on_conflict_do_update(
            index_elements=[subject_keys.c.tenant_id, subject_keys.c.subject],
            set_={"key": func.coalesce(subject_keys.c.key, insertion.excluded.key)},
        ).returning(subject_keys.c.key)
        return bytes((await self._tx.execute(statement)).scalar_one())

    async def add_object_key(self, path: str, object_key: ObjectKey, owner: str) -> None:
        """Add the key: from the end of this transaction on the object can be read."""
        if object_key.key is None:
            raise InvariantViolated("a new object has its key")
        wrapped = self._key_wrapper.wrap_object_key(await self.get_or_create_owner_key(owner), object_key.key, path)
        row = {
            "tenant_id": self._tx.tenant,
            "path": path,
            "subject": owner,
            "key": wrapped,
            "sha256": object_key.sha256,
            "blocks": object_key.blocks,
        }
        await self._tx.execute(insert(object_keys).values(row))

    async def destroy_object_keys(self, paths: Sequence[str]) -> None:
        """Whatever is left of these objects, anywhere, is noise from the end of this transaction on."""
        if paths:
            await self._tx.execute(update(object_keys).where(self._own, object_keys.c.path.in_(paths)).values(key=None))

    async def destroy_person_keys(self, person: Actor, receipt: ErasureReceipt) -> None:
        owner = person_key_owner(person)
        destroyed = {"key": None, "erased_at": receipt.at, "erased_items": receipt.items}
        insertion = upsert(subject_keys).values(tenant_id=self._tx.tenant, subject=owner, **destroyed)
        index = [subject_keys.c.tenant_id, subject_keys.c.subject]
        await self._tx.execute(insertion.on_conflict_do_update(index_elements=index, set_=destroyed))
        await log_row(self._tx, "erased_person", owner, {"erased_at": receipt.at, "erased_items": receipt.items})
        await self._tx.execute(update(object_keys).where(self._own, object_keys.c.subject == owner).values(key=None))

    async def find_receipt_for_update(self, person: Actor) -> ErasureReceipt | None:
        """Find the receipt of their last erasure, unless they have given something since. Locked until the transaction
        ends.
        """
        query = select(subject_keys).where(
            subject_keys.c.tenant_id == self._tx.tenant, subject_keys.c.subject == person_key_owner(person)
        )
        row = await self._tx.get_for_update(query)
        if row is None or row.key is not None or row.erased_at is None:
            return None
        return ErasureReceipt(row.erased_at, row.erased_items)


def with_object_keys(query: Select[Any], path: Column[Any]) -> Select[Any]:
    owner = and_(OWNER_KEYS.c.tenant_id == object_keys.c.tenant_id, OWNER_KEYS.c.subject == object_keys.c.subject)
    query = query.add_columns(*OBJECT_KEY_COLUMNS).join(object_keys, object_keys.c.path == path, isouter=True)
    return query.join(OWNER_KEYS, owner, isouter=True)


def reveal_name(name: str, key: bytes | None, key_wrapper: KeyWrapper) -> str:
    if not name.startswith(HIDDEN_PREFIX):
        return name
    return "" if key is None else str(key_wrapper.decrypt_value(key, name.removeprefix(HIDDEN_PREFIX)))


def object_key_from_row(row: Row[Any], path: str, key_wrapper: KeyWrapper) -> ObjectKey | None:
    if row.stored_sha256 is None:
        return None
    key = key_wrapper.unwrap_object_key(row.owner_key, row.object_key, path)
    return ObjectKey(row.stored_sha256, key, row.stored_blocks)
