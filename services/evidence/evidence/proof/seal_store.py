"""Seals and bundles as rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select, update

from common.persistence.transaction import PostgresTransaction
from evidence.proof.rows import seal_from_row

from .seal_model import Seal
from .tables import seals


class SealStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return seals.c.tenant_id == self._tx.tenant

    async def find(self, dispute: UUID, instance: int) -> Seal | None:
        query = select(seals).where(self._own, seals.c.dispute == dispute, seals.c.instance == instance)
        row = (await self._tx.execute(query)).one_or_none()
        return None if row is None else seal_from_row(row)

    async def of_case(self, dispute: UUID) -> Sequence[Seal]:
        query = select(seals).where(self._own, seals.c.dispute == dispute).order_by(seals.c.instance)
        return [seal_from_row(row) for row in (await self._tx.execute(query)).all()]

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

    async def add_timestamp(self, dispute: UUID, instance: int, token: bytes) -> None:
        mine = (self._own, seals.c.dispute == dispute, seals.c.instance == instance, seals.c.timestamp.is_(None))
        await self._tx.execute(update(seals).where(*mine).values(timestamp=token))
