"""Finds the bundles that are to be made, and those whose time is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal_column, select

from common.jobs.polling import PollingWorker
from common.persistence.database import PLATFORM_TIME, Database
from evidence.schema import infrastructure

from .bundle_model import BundleState
from .bundler import Bundler
from .tables import bundles

EVERY_SECONDS: Final = 2.0
BATCH_SIZE: Final = 5
PLATFORM_NOW: Final[ColumnElement[datetime]] = literal_column(PLATFORM_TIME.format(clock="evidence.clocks"))
"""The platform's time: its test clock may be ahead."""


class BundleWorker:
    """Polls for bundles, one batch at a time."""

    def __init__(self, database: Database, bundler: Bundler) -> None:
        self._database, self._bundler = database, bundler

    async def run(self) -> None:
        await PollingWorker(self.work_off, idle_seconds=EVERY_SECONDS).run()

    async def work_off(self) -> None:
        await self.make_pending()
        await self.expire_ready()

    async def make_pending(self) -> int:
        due = and_(bundles.c.state == BundleState.PENDING, bundles.c.try_at <= func.clock_timestamp())
        return sum([await self._bundler.make_bundle(tenant, id) for tenant, id in await self._find_bundles(due)])

    async def expire_ready(self) -> int:
        over = and_(bundles.c.state == BundleState.READY, bundles.c.expires_at <= PLATFORM_NOW)
        expired = await self._find_bundles(over)
        for tenant, id in expired:
            await self._bundler.expire_bundle(tenant, id)
        return len(expired)

    async def _find_bundles(self, condition: Any) -> list[tuple[UUID, UUID]]:
        clocks = infrastructure.clocks
        query = (
            select(bundles.c.tenant_id, bundles.c.id)
            .join_from(bundles, clocks, clocks.c.tenant_id == bundles.c.tenant_id, isouter=True)
            .where(condition)
            .order_by(bundles.c.requested_at)
            .limit(BATCH_SIZE)
        )
        async with self._database.worker_transaction() as connection:
            return [(row.tenant_id, row.id) for row in (await connection.execute(query)).all()]
