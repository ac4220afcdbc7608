"""B12, B13: ordinary deals, with all that follows from them in the other services."""

from __future__ import annotations

import asyncio
import time
from asyncio.subprocess import Process
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from deploy.proof.bench.beside.load_client import Lane, LaneResult, Step
from deploy.proof.bench.figures import Figure, RowResult
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import LOOK_SECONDS, Stage
from deploy.proof.bench.targets import measured

from .writes import CREATE, FUND, RELEASE, require_good

AT_ONCE: Final = 16
SHIPMENT: Final = '{"carrier":"DHL","tracking_number":"JD014600000RU"}'
SHIP: Final = Step("POST", "/v1/escrows/{id}/ship", SHIPMENT, keyed=True)
DELIVER: Final = Step("POST", "/v1/escrows/{id}/deliver", None, keyed=True)
RELEASE_ALL: Final = Step("POST", RELEASE.path, None, keyed=True)
ORDINARY_DEAL: Final = (CREATE, FUND, SHIP, DELIVER, RELEASE_ALL)
WARM_DEALS: Final = 32
HOLD_BACK_SECONDS: Final = 1.0
"""Readers this far behind: no new deal begins until they have come closer."""
LIMIT_SECONDS: Final = 2.0
IDLE_SECONDS: Final = 3.0


async def measure_deals(stage: Stage, progress: Progress, rounds: int, deals: int, seconds: float) -> list[RowResult]:
    market = await stage.open_market()
    cost: dict[str, list[float]] = defaultdict(list)
    pace: dict[str, list[float]] = defaultdict(list)
    await _play_deals(stage, market.platform.token, count=WARM_DEALS)
    for number in range(1, rounds + 1):
        await _measure_idleness(stage, cost)
        await market.renew_tokens()
        progress.say(f"deals, round {number} of {rounds}: processor time of {deals}, {AT_ONCE} at once")
        await _measure_cost(stage, market.platform.token, deals, cost)
        await market.renew_tokens()
        progress.say(f"deals, round {number} of {rounds}: as many as readers keep up with, for {seconds:.0f} s")
        await _measure_pace(stage, market.platform.token, seconds, pace)
    of_cost = {name: Figure(each, "ms") for name, each in cost.items() if name != "together"}
    of_pace = {name: Figure(each, "s") for name, each in pace.items() if name != "deals"}
    paced = measured("B13", pace["deals"], of_pace)
    if any(lag > LIMIT_SECONDS for lag in pace["readers behind at most"]):
        paced.marks.append("readers were further behind at times")
    return [measured("B12", cost["together"], of_cost), paced]


async def _measure_idleness(stage: Stage, cost: dict[str, list[float]]) -> None:
    """What the suite uses of itself, in milliseconds a second. It is within the cost of the deals, not beside it."""
    before = stage.read_processor_seconds()
    await asyncio.sleep(IDLE_SECONDS)
    used = stage.read_processor_seconds()
    cost["idle, a second"].append((sum(used.values()) - sum(before.values())) / IDLE_SECONDS * 1_000)


async def _measure_cost(stage: Stage, token: str, deals: int, cost: dict[str, list[float]]) -> None:
    since = await stage.read_positions()
    started, before = time.monotonic(), stage.read_processor_seconds()
    load = await stage.run_load(deal_lane(stage, token, count=deals))
    done = require_good(load.only).done
    await stage.wait_until_heard(since)
    used = stage.read_processor_seconds()
    seconds = time.monotonic() - started
    each = {part: (used[part] - before[part]) / done * 1_000 for part in used}
    for part, milliseconds in each.items():
        cost[part].append(milliseconds)
    cost["together"].append(sum(each.values()))
    cost["load client (not counted)"].append(load.client_seconds / done * 1_000)
    cost["wall clock"].append(seconds / done * 1_000)


async def _measure_pace(stage: Stage, token: str, seconds: float, pace: dict[str, list[float]]) -> None:
    since = await stage.read_positions()
    lags: list[float] = []

    async def hold_back(process: Process) -> None:
        await _hold_back(stage, process, since, lags)

    started = time.monotonic()
    load = await stage.run_load(deal_lane(stage, token, seconds=seconds), controlled_by=hold_back)
    done = require_good(load.only).done
    await stage.wait_until_heard(since)
    pace["deals"].append(done / (time.monotonic() - started))
    pace["readers behind at most"].append(max(lags, default=0.0))


async def _hold_back(stage: Stage, process: Process, since: Mapping[str, int], lags: list[float]) -> None:
    assert process.stdin is not None, "piped"
    while True:
        lags.append(await stage.read_lag(since))
        process.stdin.write(b"pause\n" if lags[-1] > HOLD_BACK_SECONDS else b"resume\n")
        await asyncio.sleep(LOOK_SECONDS)


async def _play_deals(stage: Stage, token: str, count: int) -> LaneResult:
    since = await stage.read_positions()
    result = require_good((await stage.run_load(deal_lane(stage, token, count=count))).only)
    await stage.wait_until_heard(since)
    return result


def deal_lane(stage: Stage, token: str, *, count: int | None = None, seconds: float | None = None) -> Lane:
    host, port = stage.address_of("escrow")
    return Lane("deals", host, port, (token,), ORDINARY_DEAL, AT_ONCE, seconds, count)
