"""Finds the bundles that are to be made, and those whose time is over."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from common.jobs.polling import PollingWorker
from common.persistence.database import PLATFORM_TIME, Database
from common.persistence.direct_statements import DirectStatement

from .bundler import Bundler

EVERY_SECONDS: Final = 2.0
BATCH_SIZE: Final = 5
_PENDING: Final = DirectStatement(f"""
SELECT tenant_id, id FROM evidence.bundles
WHERE state = 'pending' AND try_at <= clock_timestamp() ORDER BY requested_at LIMIT {BATCH_SIZE}
""")  # noqa: S608 (a number of ours)
# By the platform's time: its test clock may be ahead.
_OVER: Final = DirectStatement(f"""
SELECT b.tenant_id, b.id FROM evidence.bundles b LEFT JOIN evidence.clocks c ON c.tenant_id = b.tenant_id
WHERE b.state = 'ready' AND b.expires_at <= {PLATFORM_TIME.format(clock="c")}
ORDER BY b.requested_at LIMIT {BATCH_SIZE}
""")  # noqa: S608 (an expression and a number of ours)


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
        return sum([await self._bundler.make_bundle(tenant, id) for tenant, id in await self._find_bundles(_PENDING)])

    async def expire_ready(self) -> int:
        expired = await self._find_bundles(_OVER)
        for tenant, id in expired:
            await self._bundler.expire_bundle(tenant, id)
        return len(expired)

    async def _find_bundles(self, due: DirectStatement) -> list[tuple[UUID, UUID]]:
        return [(row["tenant_id"], row["id"]) for row in await self._database.look(due)]
