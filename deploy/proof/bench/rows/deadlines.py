"""B5, B6: ten thousand deadlines that fall due at one instant, because their platform's clock leaps."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Final

from common.kernel.ids import parse_id
from deploy.local.suite import SERVICES
from deploy.proof.bench.beside.load_client import Lane
from deploy.proof.bench.figures import Figure, RowResult, percentile
from deploy.proof.bench.population import Population
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import Stage
from deploy.proof.bench.targets import measured
from deploy.proof.testing.market import Market

from .reads import READ, open_cases
from .writes import require_good

COUNT: Final = 10_000
LEAP_DAYS: Final = 40
"""Beyond every window of a deal that waits, and every first deadline of a case."""
PATIENCE_SECONDS: Final = 900
LOOK_SECONDS: Final = 0.5
READS_A_SECOND: Final = 20.0
DUE_QUERY: Final = """
SELECT count(*) FROM {s}.deadlines WHERE tenant_id = $1 AND state = 'armed' AND due_at <= clock_timestamp() + $2
"""
FIRED_QUERY: Final = """
SELECT count(*) AS fired, extract(epoch FROM max(fired_at) - min(fired_at))::float8 AS seconds
FROM {s}.deadlines WHERE tenant_id = $1 AND state = 'fired'
"""
LEAP: Final = "INSERT INTO {s}.clocks (tenant_id, shift) VALUES ('{tenant}', interval '{days} days');"


async def measure_releases(stage: Stage, progress: Progress, count: int) -> list[RowResult]:
    """B5: deals whose inspection has run out; each is released, told to everybody, and numbered in the feed."""
    population = await _populate(stage, progress, "waiting", count)
    since = await stage.read_positions()
    progress.say(f"deadlines: {count:,} releases fall due")
    started = time.monotonic()
    await _leap(stage, population)
    rate = await _await_fired(stage, population, ("escrow",), count)
    fired = time.monotonic() - started
    progress.say("deadlines: until everybody has heard of them")
    await stage.wait_until_heard(since)
    details = {
        "from the leap until all have fired": Figure([fired], "s"),
        "until everybody has heard": Figure([time.monotonic() - started], "s"),
    }
    return [_marked(measured("B5", [rate], details), count)]


async def measure_case_deadlines(stage: Stage, progress: Progress, count: int) -> list[RowResult]:
    """B6: cases whose answer is late; meanwhile somebody reads a case of another platform."""
    reader = await stage.open_market()
    ids = await open_cases(reader, 4)
    alone = await _read_cases(stage, reader, ids, seconds=10)
    population = await _populate(stage, progress, "disputed", count)
    await reader.renew_tokens()
    progress.say(f"deadlines: those of {count:,} cases fall due")
    reading = asyncio.ensure_future(_read_cases(stage, reader, ids, seconds=20))
    await _leap(stage, population)
    rate = await _await_fired(stage, population, ("mediation", "disputes"), count)
    beside = await reading
    details = {
        "reading a case alone, p99": Figure([percentile(alone, 99) * 1_000], "ms"),
        "reading a case meanwhile, p99": Figure([percentile(beside, 99) * 1_000], "ms"),
        "times as long (target: 2)": Figure([percentile(beside, 99) / percentile(alone, 99)], "times"),
    }
    return [_marked(measured("B6", [rate], details), count)]


def _marked(row: RowResult, count: int) -> RowResult:
    if count != COUNT:
        row.marks.append(f"{count:,} of them")
    return row


async def _populate(stage: Stage, progress: Progress, kind: str, count: int) -> Population:
    population = Population(stage, await stage.open_market())
    progress.say(f"deadlines: {count:,} deals are made that are {kind}")
    await population.play_originals()
    await population.grow_by({kind: count}, progress)
    await stage.superuser.execute("VACUUM ANALYZE")
    return population


async def _leap(stage: Stage, population: Population) -> None:
    """Move the platform's clock everywhere in one instant, as its test clock would step by step."""
    tenant = parse_id("plt", population.market.id)
    leaps = [LEAP.format(s=service, tenant=tenant, days=LEAP_DAYS) for service in SERVICES]
    async with stage.superuser.transaction():
        await stage.superuser.execute("".join(leaps))


async def _await_fired(stage: Stage, population: Population, services: Sequence[str], count: int) -> float:
    """Deadlines fired a second, once so many have: between the first and the last of each service, in sum."""
    tenant = parse_id("plt", population.market.id)
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        seen = [await stage.superuser.fetchrow(FIRED_QUERY.format(s=service), tenant) for service in services]
        fired = sum(row["fired"] for row in seen if row is not None)
        if fired >= count or time.monotonic() > end:
            longest = max((row["seconds"] or 0.0 for row in seen if row is not None), default=0.0)
            return fired / longest if longest else 0.0
        await asyncio.sleep(LOOK_SECONDS)


async def _read_cases(stage: Stage, market: Market, ids: Sequence[str], seconds: float) -> list[float]:
    await market.renew_tokens()
    lane = Lane(
        "reads", *stage.address_of("disputes"), (market.buyer.token,), (READ,), 8, seconds, ids=ids, repeat_ids=True,
        rate=READS_A_SECOND,
    )  # fmt: skip
    result = require_good((await stage.run_load(lane)).only)
    return [latency for latencies in result.latencies.values() for latency in latencies]
