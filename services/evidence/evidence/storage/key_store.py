"""Keys as rows: one of each person (and of each case, for its archives), and under it those of their objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Column, Row, Select, and_, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel.principal import Actor
from common.persistence.transaction import PostgresTransaction

from .erasure_receipt import Receipt
from .key_wrapping import Vault
from .model import Lock, person_key_owner
from .tables import object_keys, subject_keys

OWNERS: Final = subject_keys.alias("owners")
LOCKED: Final = (
    object_keys.c.key.label("object_key"), object_keys.c.sha256.label("stored_sha256"), OWNERS.c.key.label("owner_key"),
)  # fmt: skip


HIDDEN: Final = "hidden:"
"""Before a name that is kept under a key; names of the days before there were any are plain."""


class KeyStore:
    def __init__(self, tx: PostgresTransaction, vault: Vault) -> None:
        self._tx, self._vault = tx, vault

    async def of(self, owner: str) -> bytes:
        """Their key, wrapped: made when it is first needed, and a new one if the last was destroyed."""
        fresh = {"tenant_id": self._tx.tenant, "subject": owner, "key": self._vault.new_key()}
        made = upsert(subject_keys).values(fresh)
        kept = made.on_conflict_do_update(
            index_elements=[subject_keys.c.tenant_id, subject_keys.c.subject],
            set_={"key": func.coalesce(subject_keys.c.key, made.excluded.key)},
        ).returning(subject_keys.c.key)
        return bytes((await self._tx.execute(kept)).scalar_one())

    async def add(self, path: str, lock: Lock, owner: str) -> None:
        """From the end of this transaction on the object can be read."""
        assert lock.key is not None, "a new object has its key"
        wrapped = self._vault.wrap(await self.of(owner), lock.key, path)
        row = {"tenant_id": self._tx.tenant, "path": path, "subject": owner, "key": wrapped, "sha256": lock.sha256}
        await self._tx.execute(insert(object_keys).values(row))

    async def destroy(self, paths: Sequence[str]) -> None:
        """Whatever is left of these objects, anywhere, is noise from the end of this transaction on."""
        if paths:
            await self._tx.execute(update(object_keys).where(object_keys.c.path.in_(paths)).values(key=None))

    async def destroy_all(self, person: Actor, receipt: Receipt) -> None:
        owner = person_key_owner(person)
        gone = {"key": None, "erased_at": receipt.at, "erased_items": receipt.items}
        made = upsert(subject_keys).values(tenant_id=self._tx.tenant, subject=owner, **gone)
        index = [subject_keys.c.tenant_id, subject_keys.c.subject]
        await self._tx.execute(made.on_conflict_do_update(index_elements=index, set_=gone))
        await self._tx.execute(update(object_keys).where(object_keys.c.subject == owner).values(key=None))

    async def receipt(self, person: Actor) -> Receipt | None:
        """Of their last erasure, unless they have given something since. Held until the transaction ends."""
        query = select(subject_keys).where(subject_keys.c.subject == person_key_owner(person))
        row = await self._tx.get_for_update(query)
        if row is None or row.key is not None or row.erased_at is None:
            return None
        return Receipt(row.erased_at, row.erased_items)


def with_locks(query: Select[Any], path: Column[Any]) -> Select[Any]:
    owner = and_(OWNERS.c.tenant_id == object_keys.c.tenant_id, OWNERS.c.subject == object_keys.c.subject)
    query = query.add_columns(*LOCKED).join(object_keys, object_keys.c.path == path, isouter=True)
    return query.join(OWNERS, owner, isouter=True)


def shown(name: str, key: bytes | None, vault: Vault) -> str:
    if not name.startswith(HIDDEN):
        return name
    return "" if key is None else str(vault.show(key, name.removeprefix(HIDDEN)))


def lock_of(row: Row[Any], path: str, vault: Vault) -> Lock | None:
    if row.stored_sha256 is None:
        return None
    return Lock(row.stored_sha256, vault.unwrap(row.owner_key, row.object_key, path))
