"""B7: from the commit of an act to its effect in the next service, idle and at half load."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from common.contracts.readers import topics_of
from deploy.local.suite import SERVICES
from deploy.proof.bench.beside.load_client import Lane
from deploy.proof.bench.figures import Figure, RowResult, percentile
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import Stage
from deploy.proof.bench.targets import measured

from .deals import AT_ONCE, ORDINARY_DEAL
from .writes import require_good

IDLE_DEALS_A_SECOND: Final = 1.0
DELAYS_QUERY: Final = """
-- Both stamps are made in the last statement before a commit.
SELECT extract(epoch FROM i.processed_at - o.created_at)::float8 * 1000 AS milliseconds
FROM {publisher}.outbox o JOIN {reader}.inbox i ON i.consumer = '{reader}' AND i.event_id = o.id
WHERE o.position > $1 AND o.topic = ANY ($2::text[])
"""


async def measure_travel(stage: Stage, progress: Progress, rounds: int, seconds: float) -> list[RowResult]:
    market = await stage.open_market()
    seen: dict[str, list[float]] = {}
    for number in range(1, rounds + 1):
        await market.renew_tokens()
        progress.say(f"events, round {number} of {rounds}: idle, then at half load")
        capacity = await _measure_deals(stage, market.platform.token, seconds)
        for name, rate in (("idle", IDLE_DEALS_A_SECOND), ("half load", capacity / 2)):
            since = await stage.read_positions()
            await _measure_deals(stage, market.platform.token, 3 * seconds, rate)
            await stage.wait_until_heard(since)
            delays = await _read_delays(stage, since)
            for at in (50, 99):
                seen.setdefault(f"{name}, p{at}", []).append(percentile(delays, at))
        seen.setdefault("half load, deals a second", []).append(capacity / 2)
    details = {name: Figure(each, "/s" if name.endswith("second") else "ms") for name, each in seen.items()}
    return [measured("B7", seen["idle, p50"], details, note="idle p99: target 60 ms; half load p99: target 250 ms")]


async def _measure_deals(stage: Stage, token: str, seconds: float, rate: float | None = None) -> float:
    """Deals a second; with a rate of their own, or as many as the readers have taken in as well."""
    since = await stage.read_positions()
    host, port = stage.address_of("escrow")
    lane = Lane("deals", host, port, (token,), ORDINARY_DEAL, AT_ONCE, seconds, rate=rate)
    result = require_good((await stage.run_load(lane)).only)
    if rate is None:
        started = await stage.superuser.fetchval("SELECT clock_timestamp()")
        await stage.wait_until_heard(since)
        ended = await stage.superuser.fetchval("SELECT clock_timestamp()")
        return float(result.done / (result.seconds + (ended - started).total_seconds()))
    return result.done / result.seconds


async def _read_delays(stage: Stage, since: Mapping[str, int]) -> list[float]:
    delays: list[float] = []
    for publisher, position in since.items():
        for reader in SERVICES:
            rows = await stage.superuser.fetch(
                DELAYS_QUERY.format(publisher=publisher, reader=reader), position, topics_of(reader)
            )
            delays += [row["milliseconds"] for row in rows]
    return delays
