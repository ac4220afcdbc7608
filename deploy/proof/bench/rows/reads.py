"""B11: reading a case, with what may be done in it and what is foretold, against the framework's no-op."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Final

from deploy.proof.bench.beside.load_client import Lane, Step
from deploy.proof.bench.figures import Figure, RowResult, percentile, ratios_of_rounds
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import Stage
from deploy.proof.bench.targets import measured
from deploy.proof.testing.market import Case, Market

from .writes import CONNECTIONS, FUND, require_good

CASES: Final = 32
AT_ONCE: Final = 4
READ: Final = Step("GET", "/v1/disputes/{id}")


async def measure_reads(stage: Stage, progress: Progress, rounds: int, seconds: float) -> list[RowResult]:
    noop = await stage.start_app("deploy.proof.bench.beside.noop_app:create_app")
    market = await stage.open_market()
    progress.say(f"cases: {CASES} are opened to be read")
    ids = await open_cases(market, CASES)
    seen: dict[str, list[float]] = defaultdict(list)
    for number in range(1, rounds + 1):
        await market.renew_tokens()
        token = (market.buyer.token,)
        lanes = {
            "no-op": Lane("no-op", *noop, ("-",), (FUND,), CONNECTIONS, seconds, ids=("esc_1",), repeat_ids=True),
            "case": Lane(
                "case", *stage.address_of("disputes"), token, (READ,), CONNECTIONS, seconds, ids=ids, repeat_ids=True
            ),
        }
        for name, lane in lanes.items():
            progress.say(f"reads, round {number} of {rounds}: {name}")
            result = require_good((await stage.run_load(lane)).only)
            [latencies] = result.latencies.values()
            seen[name].append(result.done / result.seconds)
            seen[f"{name} p50"].append(percentile(latencies, 50) * 1_000)
            seen[f"{name} p99"].append(percentile(latencies, 99) * 1_000)
    details = {name: Figure(rates, "/s" if name in lanes else "ms") for name, rates in seen.items()}
    return [measured("B11", ratios_of_rounds(seen["case"], seen["no-op"]), details)]


async def open_cases(market: Market, count: int) -> list[str]:
    """Open cases until they are negotiated; their ids."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def open_case() -> Case:
        async with turns:
            deal = await market.deliver_deal()
            return await deal.open_negotiated()

    return [case.id for case in await asyncio.gather(*(open_case() for _ in range(count)))]
