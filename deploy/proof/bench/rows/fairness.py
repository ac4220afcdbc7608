"""B14: what nine platforms feel of a tenth that asks twenty times its share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from deploy.proof.bench.beside.load_client import Lane
from deploy.proof.bench.figures import Figure, RowResult, percentile, ratios_of_rounds
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import Load, Stage
from deploy.proof.bench.targets import measured
from deploy.proof.testing.market import Market

from .writes import CONNECTIONS, CREATE, require_good

PLATFORMS: Final = 10
EXCESS_FACTOR: Final = 20
USED_SHARE: Final = 0.5
"""What all of them together usually ask, of what the process can do."""
GREEDY: Final = "greedy"
GREEDY_CONNECTIONS: Final = 64


async def measure_fairness(stage: Stage, progress: Progress, rounds: int, seconds: float) -> list[RowResult]:
    """Writes at a rate of their own (open loop): whoever waits for a slow answer would ask less, and hide it."""
    markets = [await stage.open_market() for _ in range(PLATFORMS)]
    seen: dict[str, list[float]] = defaultdict(list)
    for number in range(1, rounds + 1):
        for market in markets:
            await market.renew_tokens()
        progress.say(f"fairness, round {number} of {rounds}")
        share = await _measure_capacity(stage, markets[0], seconds / 3) * USED_SHARE / PLATFORMS
        since = await stage.read_positions()
        alone = await stage.run_load(*_lanes(stage, markets, share, share, seconds))
        await stage.wait_until_heard(since)
        beside = await stage.run_load(*_lanes(stage, markets, share, share * EXCESS_FACTOR, seconds))
        seen["a platform's share"].append(share)
        for name, load in (("alone", alone), ("beside", beside)):
            seen[f"{name} p50"].append(percentile(_others_latencies(load), 50) * 1_000)
            seen[f"{name} p99"].append(percentile(_others_latencies(load), 99) * 1_000)
        greedy = beside.lanes[GREEDY]
        seen["the greedy one, done"].append(greedy.done / greedy.seconds)
        await stage.wait_until_heard(since)
    details = {name: Figure(each, "ms" if "p" in name[-3:] else "/s") for name, each in seen.items()}
    return [measured("B14", ratios_of_rounds(seen["beside p99"], seen["alone p99"]), details)]


async def _measure_capacity(stage: Stage, market: Market, seconds: float) -> float:
    host, port = stage.address_of("escrow")
    since = await stage.read_positions()
    lane = Lane("capacity", host, port, (market.platform.token,), (CREATE,), CONNECTIONS, seconds)
    result = require_good((await stage.run_load(lane)).only)
    await stage.wait_until_heard(since)
    return result.done / result.seconds


def _lanes(stage: Stage, markets: Sequence[Market], share: float, of_greedy: float, seconds: float) -> list[Lane]:
    host, port = stage.address_of("escrow")
    return [
        Lane(
            GREEDY if market is markets[0] else market.id,
            host,
            port,
            (market.platform.token,),
            (CREATE,),
            GREEDY_CONNECTIONS if market is markets[0] else CONNECTIONS // 4,
            seconds,
            rate=of_greedy if market is markets[0] else share,
        )
        for market in markets
    ]


def _others_latencies(load: Load) -> list[float]:
    return [
        latency
        for name, result in load.lanes.items()
        if name != GREEDY
        for latencies in require_good(result).latencies.values()
        for latency in latencies
    ]
