"""Erases the evidence of cases whose time is over."""

from __future__ import annotations

import logging
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from common.execution.executor import Executor
from common.jobs.polling import PollingWorker
from common.kernel.origin import Origin
from common.persistence.transaction import Clock
from evidence.cases.retention import USUAL_DAYS

from .commands import EraseCase
from .erased_files import ErasedFiles
from .model import StoredAnswer

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 10.0
BATCH_SIZE: Final = 20
# On the platform's clock. Whoever holds a case looks again.
_DUE_CASES: Final = text(f"""
SELECT c.tenant_id, c.id FROM evidence.known_cases c
LEFT JOIN evidence.retentions r ON r.tenant_id = c.tenant_id
LEFT JOIN evidence.clocks k ON k.tenant_id = c.tenant_id
WHERE c.cleared_at IS NULL
  AND c.closed_at + make_interval(hours => 24 * coalesce(r.days, {USUAL_DAYS}))
      <= coalesce(CAST(:now AS timestamptz), clock_timestamp() + coalesce(k.shift, interval '0'))
  AND NOT EXISTS (SELECT 1 FROM evidence.legal_holds h WHERE h.dispute = c.id AND h.released_at IS NULL)
ORDER BY c.closed_at LIMIT {BATCH_SIZE}
""")  # noqa: S608 (numbers of ours)


class RetentionWorker:
    def __init__(
        self,
        executor: Executor[Any],
        erased_files: ErasedFiles,
        instead: StoredAnswer,
        clock: Clock | None = None,
    ) -> None:
        """`instead`: what stored answers that speak of erased evidence are replaced by."""
        self._executor, self._erased_files, self._instead = executor, erased_files, instead
        self._clock = clock

    async def run(self) -> None:
        await PollingWorker(self.erase_due, idle_seconds=EVERY_SECONDS, batch_size=BATCH_SIZE).run()

    async def erase_due(self) -> int:
        """Erase what is due, and count the cases that were cleared."""
        async with self._executor.begin.database.worker_transaction() as connection:
            rows = (await connection.execute(_DUE_CASES, {"now": self._clock and self._clock()})).all()
        return sum([await self._erase_case(row.tenant_id, row.id) for row in rows])

    async def _erase_case(self, tenant: UUID, dispute: UUID) -> bool:
        """Erase one case. One that fails must not keep the others waiting."""
        try:
            async with self._executor.begin(tenant, Origin.system(tenant, "retention")) as tx:
                erasure, _ = await self._executor.execute(tx, EraseCase(dispute, self._instead))
        except Exception:
            log.exception("the evidence of %s is due and could not be erased", dispute)
            return False
        if erasure is None:
            return False
        await self._erased_files.remove(erasure)
        return True
