"""Erases the evidence of cases whose time is over."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from common.execution.executor import Executor
from common.jobs.polling import PollingWorker
from common.kernel.origin import Origin
from common.persistence.database import PLATFORM_TIME, is_unavailable
from common.persistence.transaction import Clock
from evidence.cases.retention import USUAL_DAYS

from .commands import EraseCase
from .erased_files import ErasedFiles
from .model import StoredAnswer

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 10.0
BATCH_SIZE: Final = 20
# On the platform's clock. Whoever holds a case looks again. As with deadlines (`common.jobs.deadlines`), both parts end
# at an instant that is known before an index is read: what is read is what is due, not all that has ever been closed.
_DUE_CASES: Final = text(f"""
SELECT tenant_id, id FROM (
  -- Of platforms that have said nothing, and whose clock was never moved.
  (SELECT c.tenant_id, c.id, c.closed_at FROM evidence.known_cases c
   WHERE c.cleared_at IS NULL
     AND c.closed_at <= (SELECT coalesce(CAST(:now AS timestamptz), clock_timestamp())
                                - make_interval(hours => 24 * {USUAL_DAYS}))
     AND NOT EXISTS (SELECT 1 FROM evidence.retentions r WHERE r.tenant_id = c.tenant_id)
     AND (CAST(:now AS timestamptz) IS NOT NULL
          OR NOT EXISTS (SELECT 1 FROM evidence.clocks k WHERE k.tenant_id = c.tenant_id))
     AND NOT EXISTS (SELECT 1 FROM evidence.legal_holds h WHERE h.dispute = c.id AND h.released_at IS NULL)
     AND (CAST(:tenant AS uuid) IS NULL OR c.tenant_id = :tenant)
   ORDER BY c.closed_at LIMIT {BATCH_SIZE})
  UNION ALL
  SELECT due.* FROM (
    SELECT t.tenant_id, coalesce(CAST(:now AS timestamptz), {PLATFORM_TIME.format(clock="k")})
                        - make_interval(hours => 24 * coalesce(r.days, {USUAL_DAYS})) AS until
    FROM (SELECT tenant_id FROM evidence.retentions
          UNION SELECT tenant_id FROM evidence.clocks WHERE CAST(:now AS timestamptz) IS NULL) t
    LEFT JOIN evidence.retentions r ON r.tenant_id = t.tenant_id
    LEFT JOIN evidence.clocks k ON k.tenant_id = t.tenant_id
    WHERE CAST(:tenant AS uuid) IS NULL OR t.tenant_id = :tenant OFFSET 0
  ) other CROSS JOIN LATERAL (
    SELECT c.tenant_id, c.id, c.closed_at FROM evidence.known_cases c
    WHERE c.cleared_at IS NULL
      AND c.tenant_id >= other.tenant_id AND (c.tenant_id, c.closed_at) <= (other.tenant_id, other.until)
      AND NOT EXISTS (SELECT 1 FROM evidence.legal_holds h WHERE h.dispute = c.id AND h.released_at IS NULL)
    ORDER BY c.tenant_id, c.closed_at LIMIT {BATCH_SIZE}
  ) due
) due_cases ORDER BY closed_at LIMIT {BATCH_SIZE}
""")  # noqa: S608 (numbers of ours)
_NEXT_CASE: Final = text(f"""
SELECT min(c.closed_at + make_interval(hours => 24 * coalesce(r.days, {USUAL_DAYS}))) FROM evidence.known_cases c
LEFT JOIN evidence.retentions r ON r.tenant_id = c.tenant_id
WHERE c.tenant_id = :tenant AND c.cleared_at IS NULL AND c.id <> ALL (CAST(:given_up AS uuid[]))
  AND NOT EXISTS (SELECT 1 FROM evidence.legal_holds h WHERE h.dispute = c.id AND h.released_at IS NULL)
""")  # noqa: S608 (a number of ours)


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
        self._given_up: set[UUID] = set()
        """Cases that could not be erased: the test clock does not wait for them."""

    async def run(self) -> None:
        await PollingWorker(self.erase_due, idle_seconds=EVERY_SECONDS, batch_size=BATCH_SIZE).run()

    async def erase_due(self) -> int:
        """Erase what is due, and count the cases that were cleared."""
        return await self._erase_cases(None)

    async def find_due(self, tenant: UUID) -> datetime | None:
        """When the time of the platform's next case is over (`TimedWorker`)."""
        values = {"tenant": tenant, "given_up": list(self._given_up)}
        async with self._executor.begin.database.worker_transaction() as connection:
            due: datetime | None = await connection.scalar(_NEXT_CASE, values)
        return due

    async def work_for(self, tenant: UUID) -> int:
        return await self._erase_cases(tenant)

    async def _erase_cases(self, tenant: UUID | None) -> int:
        values = {"now": self._clock and self._clock(), "tenant": tenant}
        async with self._executor.begin.database.worker_transaction() as connection:
            rows = (await connection.execute(_DUE_CASES, values)).all()
        return sum([await self._erase_case(row.tenant_id, row.id) for row in rows])

    async def _erase_case(self, tenant: UUID, dispute: UUID) -> bool:
        """Erase one case. One that fails must not keep the others waiting."""
        try:
            async with self._executor.begin(tenant, Origin.system(tenant, "retention")) as tx:
                erasure, _ = await self._executor.execute(tx, EraseCase(dispute, self._instead))
        except Exception as failure:
            log.exception("the evidence of %s is due and could not be erased", dispute)
            if not is_unavailable(failure):
                self._given_up.add(dispute)
            return False
        if erasure is None:
            self._given_up.add(dispute)
            return False
        await self._erased_files.remove(erasure)
        return True
