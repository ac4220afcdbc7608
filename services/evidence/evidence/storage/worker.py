"""Wraps the keys of persons anew while one `EVIDENCE_SECRET` replaces another (WAL-A8)."""

from __future__ import annotations

import logging
from contextlib import AbstractAsyncContextManager
from typing import Final, Protocol
from uuid import UUID

from sqlalchemy import select, update

from common.jobs.polling import PollingWorker
from common.persistence.database import Database
from common.persistence.transaction import PostgresTransaction
from evidence.schema import infrastructure

from .key_wrapping import KeyWrapper
from .tables import subject_keys

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 3600.0
BATCH_SIZE: Final = 500
PLATFORMS_QUERY: Final = select(infrastructure.log_chain.c.tenant_id).distinct()
"""Whoever has a key has an entry in the audit log."""


class BeginTransaction(Protocol):
    def __call__(self, tenant: UUID) -> AbstractAsyncContextManager[PostgresTransaction]: ...


class KeyRewrapper:
    """Goes through all keys once an hour, as long as there is more than one secret."""

    def __init__(self, database: Database, begin: BeginTransaction, key_wrapper: KeyWrapper) -> None:
        self._database, self._begin, self._key_wrapper = database, begin, key_wrapper

    async def run(self) -> None:
        await PollingWorker(self.rewrap_all, idle_seconds=EVERY_SECONDS).run()

    async def rewrap_all(self) -> int:
        """Count the keys that were wrapped anew: once there are none, the older secret may be dropped."""
        if not self._key_wrapper.has_older_secrets:
            return 0
        async with self._database.worker_transaction() as connection:
            tenants = (await connection.scalars(PLATFORMS_QUERY)).all()
        count = sum([await self._rewrap_platform(tenant) for tenant in tenants])
        log.warning("%d keys of persons were wrapped anew; with 0 the older EVIDENCE_SECRET may be dropped", count)
        return count

    async def _rewrap_platform(self, tenant: UUID) -> int:
        count, after = 0, ""
        while True:
            async with self._begin(tenant) as tx:
                query = select(subject_keys.c.subject, subject_keys.c.key)
                query = query.where(subject_keys.c.tenant_id == tenant, subject_keys.c.subject > after)
                query = query.order_by(subject_keys.c.subject).limit(BATCH_SIZE).with_for_update()
                rows = (await tx.execute(query)).all()
                for row in rows:
                    count += await self._rewrap_key(tx, row.subject, row.key)
            if len(rows) < BATCH_SIZE:
                return count
            after = rows[-1].subject

    async def _rewrap_key(self, tx: PostgresTransaction, subject: str, key: bytes | None) -> bool:
        wrapped = None if key is None else self._key_wrapper.rewrap_owner_key(key)
        if wrapped is None:
            return False  # destroyed, or under the newest
        mine = (subject_keys.c.tenant_id == tx.tenant, subject_keys.c.subject == subject)
        await tx.execute(update(subject_keys).where(*mine).values(key=wrapped))
        return True
