"""Failing deadlines: hundreds of one platform, which fail whenever they are tried, and one of another."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from common.jobs.deadlines import FIRING_GRACE
from common.kernel.ids import new_id, parse_id
from deploy.proof.testing.market import Market, euro_amount

from . import database
from .customers import open_patient_market
from .stage import Stage

MANY: Final = 1_200
FEW: Final = 5
"""So few that each would be tried again every few seconds, if nothing held it back."""
TRIED_BEFORE: Final = 600
"""Of the many, so many at most are tried before the one that is due later: several batches."""
FIRST_PAUSE_SECONDS: Final = 5.0
MOST_DOUBLINGS: Final = 6
AHEAD: Final = timedelta(seconds=0.5)
"""So much earlier the others are there, so that a sweep finds both."""
WAIT_SECONDS: Final = 90.0

_ARM: Final = """
INSERT INTO escrow.deadlines (id, tenant_id, subject, kind, anchor_at, due_at, clock, state)
SELECT gen_random_uuid(), $1, gen_random_uuid(), 'funding_expiry', now() - interval '2 days', now() - interval '1 day',
       'natural', 'armed'
FROM generate_series(1, $2)
"""
"""Of deals that there are not: whoever fires one finds nothing."""
_FORGET: Final = "DELETE FROM escrow.deadlines WHERE tenant_id = $1"
_DUE_AT: Final = """
SELECT d.due_at - c.shift FROM escrow.deadlines d JOIN escrow.clocks c USING (tenant_id)
WHERE d.subject = $1 AND d.state = 'armed'
"""
"""By the database's own clock."""
_SHOW: Final = """
SELECT clock_timestamp() AS now,
  (SELECT max(holds) FROM escrow.deadlines WHERE subject = $1) AS holds,
  NOT EXISTS (SELECT FROM escrow.deadlines WHERE subject = $1 AND state = 'armed') AS has_fired,
  (SELECT count(*) FROM escrow.deadlines WHERE tenant_id = $2 AND attempts > 0) AS tried
"""
_MOST_ATTEMPTS: Final = "SELECT coalesce(max(attempts), 0) AS attempts FROM escrow.deadlines WHERE tenant_id = $1"


async def fail_deadlines(stage: Stage) -> None:
    """Arm those that fail in the moment in which another platform's is fired."""
    few, many = new_id(), new_id()
    await _arm(stage, few, FEW)
    async with open_patient_market(stage) as market:
        deal, due_at = await _arm_good_one(stage, market)
        async with database.open_database(stage) as connection:
            now: datetime = await connection.fetchval("SELECT clock_timestamp()")
            await asyncio.sleep(max((due_at + FIRING_GRACE - AHEAD - now).total_seconds(), 0.0))
            await _arm(stage, many, MANY)
            await _watch_good_one(stage, connection, deal, many)


async def find_hurried(stage: Stage) -> dict[str, Any]:
    """List platforms whose failing deadlines were tried more often than ever longer pauses allow."""
    hurried = []
    for platform, since in stage.thrown.failing_since.items():
        [row] = await database.fetch(stage, _MOST_ATTEMPTS, platform)
        lasted = time.monotonic() - since
        pauses = (FIRST_PAUSE_SECONDS * 2 ** min(number, MOST_DOUBLINGS) for number in range(row["attempts"] - 1))
        if sum(pauses) > lasted:
            hurried.append(f"{row['attempts']} attempts in {lasted:.0f} s")
    return {"deadlines that fail are tried again and again": hurried} if hurried else {}


async def forget_failing(stage: Stage) -> None:
    for platform in stage.thrown.failing_since:
        await database.execute(stage, _FORGET, platform)
    stage.thrown.failing_since.clear()


async def _arm(stage: Stage, platform: UUID, count: int) -> None:
    stage.thrown.failing_since[platform] = time.monotonic()
    await database.execute(stage, _ARM, platform, count)


async def _arm_good_one(stage: Stage, market: Market) -> tuple[UUID, datetime]:
    """Agree on a deal that nobody pays, a moment before its end; which, and when, by the database's clock."""
    agreed = {"buyer": "anna", "seller": "sam", "amount": euro_amount(1_000), "agreement": {"title": "A lamp"}}
    deal = await market.platform.perform_act("/v1/escrows", agreed)
    await market.advance_clock(to=_spell_before(deal["fund_by"]))
    id = parse_id(deal["id"].partition("_")[0], deal["id"])
    [row] = await database.fetch(stage, _DUE_AT, id)
    return id, row[0]


def _spell_before(instant: str) -> str:
    return (datetime.fromisoformat(instant) - timedelta(seconds=1)).isoformat().replace("+00:00", "Z")


async def _watch_good_one(stage: Stage, connection: Any, good: UUID, failing: UUID) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while not (shown := await connection.fetchrow(_SHOW, good, failing))["has_fired"]:
        if time.monotonic() > until:
            return stage.thrown.note_finding("a deadline waits for those of others that fail", dict(shown))
        await asyncio.sleep(0.02)
    print(f"A deadline fired after {shown['tried']} of {MANY} that fail", flush=True)
    if shown["tried"] > TRIED_BEFORE and not shown["holds"]:
        stage.thrown.note_finding("a deadline has its turn among those of others that fail", dict(shown))
