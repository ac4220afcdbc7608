"""Seals and bundles as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, update

from common.kernel.errors import NotFound
from common.kernel.principal import Actor, Role
from common.persistence.transaction import PostgresTransaction

from .domain.bundle import Bundle, BundleState
from .domain.case import ANYTHING
from .domain.lock import Lock
from .domain.seal import Seal
from .key_store import lock_of, with_locks
from .tables import bundles, seals
from .vault import Vault


class SealStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def find(self, dispute: UUID, instance: int) -> Seal | None:
        query = select(seals).where(seals.c.dispute == dispute, seals.c.instance == instance)
        row = (await self._tx.execute(query)).one_or_none()
        return None if row is None else _seal(row)

    async def of_case(self, dispute: UUID) -> Sequence[Seal]:
        query = select(seals).where(seals.c.dispute == dispute).order_by(seals.c.instance)
        return [_seal(row) for row in (await self._tx.execute(query)).all()]

    async def add(self, seal: Seal) -> None:
        row = {
            "dispute": seal.dispute,
            "instance": seal.instance,
            "sealed_at": seal.sealed_at,
            "items": list(seal.items),
            "manifest": seal.manifest,
            "manifest_sha256": seal.sha256,
            "signature": seal.signature,
            "key_id": seal.key_id,
        }
        await self._tx.execute(insert(seals).values(tenant_id=self._tx.tenant, **row))

    async def stamp(self, dispute: UUID, instance: int, token: bytes) -> None:
        mine = (seals.c.dispute == dispute, seals.c.instance == instance, seals.c.timestamp.is_(None))
        await self._tx.execute(update(seals).where(*mine).values(timestamp=token))


class BundleStore:
    def __init__(self, tx: PostgresTransaction, vault: Vault) -> None:
        self._tx, self._vault = tx, vault

    async def get(self, bundle: UUID) -> Bundle:
        query = with_locks(select(bundles), bundles.c.path).where(bundles.c.id == bundle)
        row = (await self._tx.execute(query)).one_or_none()
        if row is None:
            raise NotFound(ANYTHING)
        return _bundle(row, lock_of(row, row.path, self._vault))

    async def hold(self, bundle: UUID) -> Bundle:
        await self._tx.get_for_update(select(bundles.c.id).where(bundles.c.id == bundle))
        return await self.get(bundle)

    async def add(self, bundle: Bundle) -> None:
        await self._tx.execute(insert(bundles).values(tenant_id=self._tx.tenant, **_row(bundle)))

    async def save(self, bundle: Bundle) -> None:
        await self._tx.execute(update(bundles).where(bundles.c.id == bundle.id).values(_row(bundle)))


def _seal(row: Row[Any]) -> Seal:
    return Seal(
        dispute=row.dispute,
        instance=row.instance,
        sealed_at=row.sealed_at,
        items=tuple(row.items),
        manifest=row.manifest,
        signature=row.signature,
        key_id=row.key_id,
        timestamp=row.timestamp,
    )


def _row(bundle: Bundle) -> dict[str, Any]:
    return {
        "id": bundle.id,
        "dispute": bundle.dispute,
        "by_role": bundle.by.role,
        "by_id": bundle.by.id,
        "state": bundle.state,
        "requested_at": bundle.requested_at,
        "attempts": bundle.attempts,
        "try_at": bundle.try_at,
        "path": bundle.path,
        "size": bundle.size,
        "sha256": bundle.sha256,
        "expires_at": bundle.expires_at,
    }


def _bundle(row: Row[Any], lock: Lock | None) -> Bundle:
    return Bundle(
        id=row.id,
        dispute=row.dispute,
        by=Actor(Role(row.by_role), row.by_id),
        state=BundleState(row.state),
        requested_at=row.requested_at,
        attempts=row.attempts,
        try_at=row.try_at,
        path=row.path,
        size=row.size,
        sha256=row.sha256,
        expires_at=row.expires_at,
        lock=lock,
    )
