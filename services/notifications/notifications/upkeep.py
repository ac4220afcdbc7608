"""Upkeep of what is stored: events that nobody may read any more leave, a batch at a time; webhook secrets are sealed
anew while one key of `NOTIFICATIONS_ENCRYPTION_KEY` replaces another (WAL-A8).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Final, Protocol
from uuid import UUID

from cryptography.fernet import InvalidToken
from sqlalchemy import select, text, update

from common.jobs.polling import PollingWorker
from common.persistence.database import Database
from common.persistence.transaction import PostgresTransaction

from .domain.endpoint import Secret
from .rows import secrets_from_json, secrets_to_json
from .secret_vault import SecretVault
from .tables import endpoints, infrastructure

log = logging.getLogger(__name__)

BATCH_SIZE: Final = 500
IDLE_SECONDS: Final = 600.0
RESEAL_SECONDS: Final = 3600.0

CLEAN_FEED: Final = text("SELECT notifications.clean_feed(:batch)")
"""Function of the migration: it has the age of what may leave in it, and the service has no right to delete itself."""
PLATFORMS_QUERY: Final = select(infrastructure.log_chain.c.tenant_id).distinct()
"""Whoever has an endpoint has an entry in the audit log."""


class FeedCleaner:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._worker = PollingWorker(self.clean_batch, idle_seconds=IDLE_SECONDS, batch_size=BATCH_SIZE)

    async def run(self) -> None:
        """Clean until cancelled."""
        await self._worker.run()

    async def clean_batch(self) -> int:
        """Clean one batch; return how many events that were."""
        async with self._database.worker_transaction() as connection:
            return int(await connection.scalar(CLEAN_FEED, {"batch": BATCH_SIZE}))


class BeginTransaction(Protocol):
    def __call__(self, tenant: UUID) -> AbstractAsyncContextManager[PostgresTransaction]: ...


class SecretResealer:
    """Goes through all endpoints once an hour, as long as there is more than one key."""

    def __init__(self, database: Database, begin: BeginTransaction, vault: SecretVault) -> None:
        self._database, self._begin, self._vault = database, begin, vault

    async def run(self) -> None:
        await PollingWorker(self.reseal_all, idle_seconds=RESEAL_SECONDS).run()

    async def reseal_all(self) -> int:
        """Count the secrets that were sealed anew: once there are none, the older key may be dropped."""
        if not self._vault.has_older_keys:
            return 0
        async with self._database.worker_transaction() as connection:
            tenants = (await connection.scalars(PLATFORMS_QUERY)).all()
        count = sum([await self._reseal_if_opened(tenant) for tenant in tenants])
        log.warning("%d webhook secrets were sealed anew; with 0 the older key may be dropped", count)
        return count

    async def _reseal_if_opened(self, tenant: UUID) -> int:
        """Reseal a platform's. One that no key opens any more, dropped too early, keeps up nobody else."""
        try:
            return await self._reseal_platform(tenant)
        except InvalidToken:
            log.exception("a webhook secret of %s opens with none of the keys: it has to be rotated", tenant)
            return 0

    async def _reseal_platform(self, tenant: UUID) -> int:
        count, mine = 0, endpoints.c.tenant_id == tenant
        async with self._begin(tenant) as tx:
            query = select(endpoints.c.id, endpoints.c.secrets).where(mine).order_by(endpoints.c.id).with_for_update()
            for row in (await tx.execute(query)).all():
                before = secrets_from_json(row.secrets)
                after = self._reseal_secrets(before)
                if changed := sum(old != new for old, new in zip(before, after, strict=True)):
                    values = {"secrets": secrets_to_json(after)}
                    await tx.execute(update(endpoints).where(mine, endpoints.c.id == row.id).values(values))
                    count += changed
        return count

    def _reseal_secrets(self, secrets: Sequence[Secret]) -> list[Secret]:
        return [secret._replace(sealed=self._vault.reseal_secret(secret.sealed)) for secret in secrets]
