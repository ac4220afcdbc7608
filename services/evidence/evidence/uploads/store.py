"""Resumable uploads as rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, insert, literal, select, update

from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction
from evidence.cases.model import DISPUTE_OR_EVIDENCE
from evidence.storage.key_store import HIDDEN_PREFIX, KeyStore
from evidence.storage.key_wrapping import KeyWrapper
from evidence.storage.model import person_key_owner
from evidence.storage.tables import subject_keys

from .model import UNFINISHED_STATES, Upload, UploadState
from .rows import upload_from_row, upload_to_row
from .tables import uploads


class UploadStore:
    def __init__(self, tx: PostgresTransaction, keys: KeyStore, key_wrapper: KeyWrapper) -> None:
        self._tx, self._keys, self._key_wrapper = tx, keys, key_wrapper

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return uploads.c.tenant_id == self._tx.tenant

    async def get(self, upload: UUID) -> Upload:
        row = (await self._tx.execute(_select_with_name_key().where(self._own, uploads.c.id == upload))).one_or_none()
        if row is None:
            raise NotFound(DISPUTE_OR_EVIDENCE)
        return upload_from_row(row, self._key_wrapper)

    async def get_for_update(self, upload: UUID) -> Upload:
        await self._tx.get_for_update(select(uploads.c.id).where(self._own, uploads.c.id == upload))
        return await self.get(upload)

    async def add(self, upload: Upload) -> None:
        key = await self._keys.get_or_create_owner_key(person_key_owner(upload.by))
        name = {"filename": HIDDEN_PREFIX + self._key_wrapper.encrypt_value(key, upload.filename)}
        await self._tx.execute(insert(uploads).values(tenant_id=self._tx.tenant, **upload_to_row(upload), **name))

    async def save(self, upload: Upload) -> None:
        """Save it. An ended one has no name any more: the evidence has it, under its giver's key, or nobody."""
        name = {} if upload.state in UNFINISHED_STATES else {"filename": ""}
        await self._tx.execute(
            update(uploads).where(self._own, uploads.c.id == upload.id).values({**upload_to_row(upload), **name})
        )

    async def list_finishing(self, dispute: UUID) -> Sequence[Upload]:
        """List those whose bytes are all here while it is still found out whether they are evidence."""
        query = _select_with_name_key().where(
            self._own, uploads.c.dispute == dispute, uploads.c.state == UploadState.FINISHING
        )
        return [upload_from_row(row, self._key_wrapper) for row in (await self._tx.execute(query)).all()]


def _select_with_name_key() -> Select[Any]:
    """Uploads, each with the key to its name."""
    owner = uploads.c.by_role + literal(":") + uploads.c.by_id
    mine = and_(subject_keys.c.tenant_id == uploads.c.tenant_id, subject_keys.c.subject == owner)
    return select(uploads, subject_keys.c.key).join(subject_keys, mine, isouter=True)
