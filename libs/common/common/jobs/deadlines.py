"""Deadline sweeper: finds what is due and lets its subjects decide what that means, many in one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, Generic, NamedTuple, TypeVar
from uuid import UUID

from common.execution.acts import Act
from common.execution.commands import Command
from common.execution.executor import Executor
from common.kernel import tracing
from common.kernel.origin import Origin
from common.persistence.database import PLATFORM_TIME, is_unavailable
from common.persistence.direct_statements import build_direct
from common.persistence.statements import build_statement
from common.persistence.tenant_connection import TenantConnection
from common.persistence.transaction import Clock, PostgresTransaction

from .heartbeat import WorkerHeartbeat
from .polling import PollingWorker

log = logging.getLogger(__name__)

TxT = TypeVar("TxT", bound=PostgresTransaction)

IDLE_SECONDS: Final = 1.0
BATCH_SIZE: Final = 100
CANDIDATES: Final = 500
"""Of so many of the oldest a batch is chosen, a share for every platform."""
LANES: Final = 2
"""Transactions that a batch is fired in at once: all deadlines of a subject in one of them."""
FAILED_SHARE: Final = 20
"""Of what has failed before, so many are tried again beside a batch of what has not."""
FIRING_GRACE: Final = timedelta(seconds=12)
"""Longer than a request may last, so nothing that arrived in time is ever overtaken by its deadline."""
RETRY_DELAY: Final = timedelta(seconds=5)
MAX_RETRY_DELAY: Final = timedelta(minutes=5)
PARKED_AFTER: Final = 20
"""Failures in a row, after which somebody has to look: it is tried once an hour."""
PARKED_DELAY: Final = timedelta(hours=1)
MAX_DOUBLINGS: Final = 10
HOLD_DELAY: Final = timedelta(seconds=1)
"""After it was not certain yet that nothing prevents a deadline; doubled each time."""
MAX_HOLD_DELAY: Final = timedelta(seconds=15)

HELD_BY_EARLIER: Final = """EXISTS (SELECT 1 FROM {schema}.deadlines earlier
       WHERE earlier.subject = d.subject AND earlier.tenant_id = d.tenant_id AND earlier.state = 'armed'
         AND earlier.holds > 0 AND earlier.retry_at > clock_timestamp()
         AND (earlier.due_at, earlier.id) < (d.due_at, d.id))"""
DUE_QUERY: Final = f"""
-- Armed deadlines that are due by their tenant's clock, oldest first, whatever the tenant. `grace` is waited beyond the
-- due time. `now` replaces the database's clock in tests, `tenant` narrows to one sandbox. Nothing is locked here: each
-- is claimed in a transaction of its own, and may have been fired or cancelled by then. A held one holds the later ones
-- of its subject, so that they never take effect before it.
-- Both parts end at an instant that is known before the index is read (a volatile function could not bound it), so the
-- cost is that of what is due, not of all that is armed.
WITH due_deadlines AS MATERIALIZED (
  -- Nearly all tenants: those whose clock was never moved.
  (SELECT d.id, d.tenant_id, d.subject, d.kind, d.due_at, d.attempts, d.holds FROM {{schema}}.deadlines d
   WHERE d.state = 'armed' AND (d.retry_at IS NULL OR d.retry_at <= clock_timestamp())
     AND (d.attempts > 0) = {{failed}}
     AND d.due_at <= (SELECT coalesce(CAST(:now AS timestamptz), clock_timestamp()) - CAST(:grace AS interval))
     AND (CAST(:tenant AS uuid) IS NULL OR d.tenant_id = CAST(:tenant AS uuid))
     AND (CAST(:now AS timestamptz) IS NOT NULL
          OR NOT EXISTS (SELECT 1 FROM {{schema}}.clocks c WHERE c.tenant_id = d.tenant_id))
     AND NOT {HELD_BY_EARLIER}
   ORDER BY d.due_at, d.id LIMIT {CANDIDATES})
  UNION ALL
  -- The others, each up to its own time. A comparison of rows, and an order, that one index alone can serve: planners
  -- that know nothing of a tenant would rather read all deadlines in the order of the other.
  SELECT due.* FROM (
    SELECT c.tenant_id, {PLATFORM_TIME.format(clock="c")} - CAST(:grace AS interval) AS until
    FROM {{schema}}.clocks c
    WHERE CAST(:now AS timestamptz) IS NULL
      AND (CAST(:tenant AS uuid) IS NULL OR c.tenant_id = CAST(:tenant AS uuid)) OFFSET 0
  ) moved CROSS JOIN LATERAL (
    SELECT d.id, d.tenant_id, d.subject, d.kind, d.due_at, d.attempts, d.holds FROM {{schema}}.deadlines d
    WHERE d.state = 'armed' AND (d.retry_at IS NULL OR d.retry_at <= clock_timestamp())
      AND (d.attempts > 0) = {{failed}}
      AND d.tenant_id >= moved.tenant_id AND (d.tenant_id, d.due_at) <= (moved.tenant_id, moved.until)
      AND NOT {HELD_BY_EARLIER}
    ORDER BY d.tenant_id, d.due_at, d.id LIMIT {CANDIDATES}
  ) due
)
-- Of the oldest, a share for every platform: its first one, its second one, and so on.
SELECT * FROM due_deadlines
ORDER BY row_number() OVER (PARTITION BY tenant_id ORDER BY due_at, id), due_at, id LIMIT {BATCH_SIZE}
"""  # noqa: S608 (an expression and a number of ours)
DUE_AND_FAILED_QUERY: Final = f"""
(SELECT * FROM ({DUE_QUERY.replace("{failed}", "false")}) AS due)
UNION ALL
(SELECT * FROM ({DUE_QUERY.replace("{failed}", "true")}) AS failed LIMIT {FAILED_SHARE})
"""  # noqa: S608 (numbers of ours)
CLAIM_QUERY: Final = """
-- The ids once more as a list: joined alone, a plan of a small table would look through all that are armed.
-- An advisory lock keeps two workers off one deadline. Not a row lock: acts of people would meet it in the opposite
-- order (they lock the subject first and its deadlines last), and the two would deadlock.
SELECT d.id, pg_try_advisory_xact_lock(hashtextextended(CAST(d.id AS text), 0))
FROM unnest(CAST(:tenants AS uuid[]), CAST(:ids AS uuid[])) AS due(tenant, id)
JOIN {schema}.deadlines d ON d.id = due.id AND d.tenant_id = due.tenant AND d.state = 'armed'
 AND d.id = ANY (CAST(:ids AS uuid[]))
"""
STILL_ARMED_QUERY: Final = """
-- Asked in a statement of its own: who was just let go of a lock has fired it since the last one began.
SELECT d.id FROM unnest(CAST(:tenants AS uuid[]), CAST(:ids AS uuid[])) AS due(tenant, id)
JOIN {schema}.deadlines d ON d.id = due.id AND d.tenant_id = due.tenant AND d.state = 'armed'
 AND d.id = ANY (CAST(:ids AS uuid[]))
"""
MARK_FIRED: Final = """
-- In the transaction of what they brought about. `greatest`: no deadline is noted as fired before it was due.
UPDATE {schema}.deadlines d SET state = 'fired', fired_at = greatest(due.now, d.due_at)
FROM unnest(CAST(:tenants AS uuid[]), CAST(:ids AS uuid[]), CAST(:nows AS timestamptz[])) AS due(tenant, id, now)
WHERE d.id = due.id AND d.tenant_id = due.tenant AND d.state = 'armed' AND d.id = ANY (CAST(:ids AS uuid[]))
RETURNING d.id
"""
RETRY: Final = """
-- After a failure, in a transaction of its own: it stays armed, and others get their turn first. It was certain before.
UPDATE {schema}.deadlines SET attempts = attempts + 1, holds = 0, retry_at = clock_timestamp() + :wait
WHERE id = ANY (CAST(:ids AS uuid[]))
"""
HOLD: Final = """
-- It is not certain yet that nothing prevents it, or the database has broken it off. No failure: `attempts` stays,
-- `holds` counts the times in a row.
UPDATE {schema}.deadlines SET holds = holds + 1, retry_at = clock_timestamp() + :wait
WHERE id = ANY (CAST(:ids AS uuid[]))
"""


class DeadlineCalledOff(Exception):
    """Whoever came before it under its subject's lock has called it off: nothing that it has brought about stays."""


@dataclass(frozen=True, slots=True)
class DueDeadline:
    """Deadline whose time has come."""

    id: UUID
    tenant: UUID
    subject: UUID
    kind: str
    due_at: datetime
    attempts: int = 0
    """Failures so far."""
    holds: int = 0
    """Times in a row when it was not certain that nothing prevents it."""


SelectCertain = Callable[[Sequence[DueDeadline]], Awaitable[Collection[UUID]]]
"""Of these deadlines, the ids of those that nothing still under way can prevent."""
ToCommand = Callable[[DueDeadline], Command[Any] | None]


class DeadlineSweeper(Generic[TxT]):
    """Fires due deadlines, oldest first. `to_command` says which command one is; None changes nothing."""

    def __init__(
        self,
        executor: Executor[TxT],
        to_command: ToCommand,
        *,
        clock: Clock | None = None,
        select_certain: SelectCertain | None = None,
    ) -> None:
        self._executor, self._begin, self._to_command = executor, executor.begin, to_command
        self._clock = clock or self._begin.clock
        self._schema = self._begin.infrastructure.schema
        self._select_certain = select_certain
        self.heartbeat = WorkerHeartbeat()
        self._worker = PollingWorker(
            self.fire_due, idle_seconds=IDLE_SECONDS, batch_size=BATCH_SIZE, heartbeat=self.heartbeat
        )

    async def run(self) -> None:
        """Sweep until cancelled."""
        await self._worker.run()

    async def fire_due(self, *, grace: timedelta = FIRING_GRACE, tenant: UUID | None = None) -> int:
        """Fire what is due, in order; return how many there were."""
        deadlines = await self._hold_uncertain(await self._read_due_deadlines(grace, tenant))
        self.heartbeat.record_beat()
        lanes = [[due for due in deadlines if due.subject.int % LANES == lane] for lane in range(LANES)]
        await asyncio.gather(*(self._fire_together(lane) for lane in lanes))
        self.heartbeat.record_beat()
        return len(deadlines)

    async def _read_due_deadlines(self, grace: timedelta, tenant: UUID | None) -> Sequence[DueDeadline]:
        asked = {"grace": grace, "now": self._clock and self._clock(), "tenant": tenant}
        rows = await self._begin.database.look(build_direct(DUE_AND_FAILED_QUERY, self._schema), asked)
        return [
            DueDeadline(row.id, row.tenant_id, row.subject, row.kind, row.due_at, row.attempts, row.holds)
            for row in sorted(rows, key=lambda row: (row.due_at, row.id))
        ]

    async def _hold_uncertain(self, deadlines: Sequence[DueDeadline]) -> Sequence[DueDeadline]:
        """Leave out those that something still under way could prevent, and the later ones of their subjects.

        They keep their effective time.
        """
        if self._select_certain is None or not deadlines:
            return deadlines
        certain = await self._select_certain_of(self._select_certain, deadlines)
        firing: list[DueDeadline] = []
        uncertain_subjects: set[UUID] = set()
        for due in deadlines:
            if due.subject in uncertain_subjects:
                continue
            if due.id in certain:
                firing.append(due)
                continue
            log.info("deadline %s of %s is not certain yet", due.kind, due.subject)
            uncertain_subjects.add(due.subject)
            await self._postpone(HOLD, due, due.holds, HOLD_DELAY, MAX_HOLD_DELAY)
        return firing

    async def _select_certain_of(self, select: SelectCertain, deadlines: Sequence[DueDeadline]) -> Collection[UUID]:
        """Select what may fire. Where one breaks the question, each is asked for alone and holds up no other."""
        try:
            return await select(deadlines)
        except Exception:
            log.exception("of %d deadlines it cannot be found out at once which may fire", len(deadlines))
        if len(deadlines) == 1:
            return ()
        return {id for due in deadlines for id in await self._select_certain_of(select, [due])}

    async def _postpone(
        self, statement: str, due: DueDeadline, times: int, first: timedelta, longest: timedelta
    ) -> None:
        wait = min(first * 2 ** min(times, MAX_DOUBLINGS), longest)
        async with self._begin.database.worker_transaction() as connection:
            await connection.execute(build_statement(statement, self._schema), {"ids": [due.id], "wait": wait})

    async def _fire_together(self, deadlines: Sequence[DueDeadline]) -> None:
        """Fire deadlines in one transaction. What fails moves back in the queue, so that it cannot starve the rest."""
        acts = []
        for due in deadlines:
            with tracing.follow_trace(tracing.current_traceparent(), work=tracing.Work(f"deadline {due.kind}")):
                origin = Origin.deadline(due.tenant, due.kind)
                acts.append(Act(due.tenant, origin, partial(self._fire, due), in_order_of=due.subject))
        outcomes = await self._executor.carry_out_together(acts)
        for due, outcome in zip(deadlines, outcomes, strict=True):
            if isinstance(outcome.failure, DeadlineCalledOff):
                log.info("deadline %s of %s was called off", due.kind, due.subject)
            elif outcome.failure is not None:
                await self._put_back(due, outcome.failure)
            elif outcome.value:
                log.info("deadline %s of %s fired", due.kind, due.subject)

    async def _put_back(self, due: DueDeadline, failure: BaseException) -> None:
        """Try it again later, and later still: others get their turn first.

        What the database, or a lock, has broken off is no failure of its own: it comes again in a moment.
        """
        if is_unavailable(failure):
            log.warning("deadline %s of %s was broken off: %s", due.kind, due.subject, type(failure).__name__)
            return await self._postpone(HOLD, due, due.holds, HOLD_DELAY, MAX_HOLD_DELAY)
        log.error("deadline %s of %s could not fire", due.kind, due.subject, exc_info=failure)
        if due.attempts + 1 < PARKED_AFTER:
            return await self._postpone(RETRY, due, due.attempts, RETRY_DELAY, MAX_RETRY_DELAY)
        log.error("deadline %s of %s is parked after %d failures", due.kind, due.subject, due.attempts + 1)
        await self._postpone(RETRY, due, due.attempts, PARKED_DELAY, PARKED_DELAY)

    async def _fire(self, due: DueDeadline, tx: TxT) -> bool:
        """Do what a deadline brings about, within a transaction. False if it has fired. Raises DeadlineCalledOff."""
        if not await tx.together(_claim_together, due.id):
            return False
        tx.firing_deadline = due.id
        if (command := self._to_command(due)) is not None:
            await self._executor.execute(tx, command, effective_at=due.due_at)
        if not await tx.together(_mark_fired_together, FiredDeadline(due.id, (await tx.timing()).now)):
            raise DeadlineCalledOff
        await tx.append_audit_entry(f"deadline.{due.kind}", str(due.subject), due_at=due.due_at.isoformat())
        return True


class FiredDeadline(NamedTuple):
    id: UUID
    at: datetime


async def _claim_together(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, UUID]]
) -> Sequence[bool]:
    """Claim deadlines: False for those that another worker is at, or that are not armed any more."""
    await lane.name_at_least(tenant for tx, _ in requests for tenant in tx.tenants)
    schema = requests[0][0].infrastructure.schema
    asked = {"tenants": [tx.tenant for tx, _ in requests], "ids": [id for _, id in requests]}
    rows = await lane.fetch(build_direct(CLAIM_QUERY, schema), asked)
    locked = {row.id for row in rows if row.pg_try_advisory_xact_lock}
    armed = {row.id for row in await lane.fetch(build_direct(STILL_ARMED_QUERY, schema), asked)}
    return [id in locked & armed for _, id in requests]


async def _mark_fired_together(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, FiredDeadline]]
) -> Sequence[bool]:
    """Mark deadlines as fired: False for those that are not armed any more."""
    await lane.name_at_least(tenant for tx, _ in requests for tenant in tx.tenants)
    values = {
        "tenants": [tx.tenant for tx, _ in requests],
        "ids": [fired.id for _, fired in requests],
        "nows": [fired.at for _, fired in requests],
    }
    statement = build_direct(MARK_FIRED, requests[0][0].infrastructure.schema)
    fired = {row.id for row in await lane.fetch(statement, values)}
    for tx, deadline in requests:
        tx.has_written |= deadline.id in fired
    return [deadline.id in fired for _, deadline in requests]
