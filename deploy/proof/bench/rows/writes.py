"""Money writes over HTTP at one escrow process, between the framework's floor and the usual design."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from deploy.local.suite import SERVICES
from deploy.proof.bench.beside import usual_app
from deploy.proof.bench.beside.load_client import Lane, LaneResult, Step
from deploy.proof.bench.figures import Figure, RowResult, percentile, ratios_of_rounds
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import Load, Stage
from deploy.proof.bench.targets import measured
from deploy.proof.testing.market import Market

CONNECTIONS: Final = 32
OTHERS: Final = tuple(service for service in SERVICES if service != "escrow")
AMOUNT: Final = '{"amount":12000,"currency":"EUR"}'
PAYMENT: Final = f'{{"amount":{AMOUNT},"provider_reference":"%UNIQUE%"}}'
DEAL: Final = f'{{"buyer":"anna","seller":"sam","amount":{AMOUNT},"agreement":{{"title":"A lamp"}}}}'
PART: Final = '{"amount":{"amount":5000,"currency":"EUR"}}'
CREATE: Final = Step("POST", "/v1/escrows", DEAL, keyed=True, takes_id=True)
FUND: Final = Step("POST", "/v1/escrows/{id}/fund", PAYMENT, keyed=True)
RELEASE: Final = Step("POST", "/v1/escrows/{id}/release", PART, keyed=True)
SINGLE: Final = "PARLEY_BATCH_SIZE"
"""Setting of the executor: how many acts may share a transaction."""


@dataclass(frozen=True)
class Server:
    name: str
    host: str
    port: int
    tokens: tuple[str, ...]
    steps: tuple[Step, ...] = (CREATE, FUND)


async def measure_writes(stage: Stage, progress: Progress, rounds: int, seconds: float) -> list[RowResult]:
    """All servers in turn within each round, so that what disturbs the machine disturbs each of them."""
    noop = await stage.start_app("deploy.proof.bench.beside.noop_app:create_app")
    usual = await _start_usual(stage)
    single = await stage.start_variant("escrow", **{SINGLE: "1"})
    market = await stage.open_market()
    seen: dict[str, list[float]] = defaultdict(list)
    with stage.freeze(OTHERS):
        for number in range(1, rounds + 1):
            await market.renew_tokens()
            token = (market.platform.token,)
            servers = (
                Server("no-op", *noop, ("-",), (FUND,)),
                Server("usual design", *usual, (usual_app.TOKEN,), (replace(CREATE, body=PAYMENT), FUND)),
                Server("Parley", *stage.address_of("escrow"), token, (CREATE, FUND, RELEASE)),
                Server("Parley, batches of one", *single, token),
            )
            for server in servers:
                progress.say(f"writes, round {number} of {rounds}: {server.name}")
                await _measure_server(stage, server, seconds, seen)
    return _build_results(seen)


async def _measure_server(stage: Stage, server: Server, seconds: float, seen: dict[str, list[float]]) -> None:
    ids: Sequence[str] = ()
    for step in server.steps:
        if step is server.steps[0]:
            lane = Lane(step.path, server.host, server.port, server.tokens, (step,), CONNECTIONS, seconds)
            if not step.takes_id:
                lane = replace(lane, ids=("esc_1",), repeat_ids=True)
        else:
            lane = Lane(step.path, server.host, server.port, server.tokens, (step,), CONNECTIONS, ids=ids)
        load = await stage.run_load(lane)
        ids = load.only.ids or ids
        _note_load(f"{server.name}: {step.path.rpartition('/')[2]}", load, seen)


def _note_load(name: str, load: Load, seen: dict[str, list[float]]) -> None:
    result = require_good(load.only)
    [latencies] = result.latencies.values()
    seen[name].append(result.done / result.seconds)
    seen[f"{name} p50"].append(percentile(latencies, 50) * 1_000)
    seen[f"{name} p99"].append(percentile(latencies, 99) * 1_000)
    seen[f"{name} client"].append(load.client_seconds / max(result.done, 1) * 1_000)


def require_good(result: LaneResult) -> LaneResult:
    """Raises RuntimeError if most of it failed: then nothing was measured."""
    good = sum(count for status, count in result.statuses.items() if 200 <= status < 300)
    if good * 2 < sum(result.statuses.values()) or not good:
        raise RuntimeError(f"{result.name}: answered {dict(result.statuses)}, as {result.first_failure}")
    return result


def _build_results(seen: dict[str, list[float]]) -> list[RowResult]:
    details = {
        name: Figure(rounds, "/s" if not name.endswith(("p50", "p99", "client")) else "ms")
        for name, rounds in seen.items()
    }
    funded = seen["Parley: fund"]
    single = ratios_of_rounds(funded, seen["Parley, batches of one: fund"])
    of_usual = {"batches against batches of one": Figure(single, "times")}
    return [
        measured("B1", ratios_of_rounds(funded, seen["no-op: fund"]), details),
        measured("B2", ratios_of_rounds(funded, seen["usual design: fund"]), of_usual),
    ]


async def _start_usual(stage: Stage) -> tuple[str, int]:
    await stage.superuser.execute(f"DROP SCHEMA IF EXISTS {usual_app.SCHEMA} CASCADE")
    url = stage.suite.superuser_dsn.replace("postgresql://", "postgresql+asyncpg://", 1)
    await usual_app.create_tables(url)
    return await stage.start_app("deploy.proof.bench.beside.usual_app:create_app", {"USUAL_DATABASE_URL": url})


async def measure_one_against_many(stage: Stage, progress: Progress, rounds: int, seconds: float) -> list[RowResult]:
    """B4: payments of one platform, and of sixteen."""
    markets = [await stage.open_market() for _ in range(16)]
    seen: dict[str, list[float]] = defaultdict(list)
    with stage.freeze(OTHERS):
        for number in range(1, rounds + 1):
            for name, few in (("one", markets[:1]), ("many", markets)):
                progress.say(f"platforms, round {number} of {rounds}: {name}")
                seen[name].append(await _measure_platforms(stage, few, seconds))
    details = {name: Figure(rates, "/s") for name, rates in seen.items()}
    return [measured("B4", ratios_of_rounds(seen["one"], seen["many"]), details)]


async def _measure_platforms(stage: Stage, markets: Sequence[Market], seconds: float) -> float:
    host, port = stage.address_of("escrow")
    connections = CONNECTIONS // len(markets)
    lanes = []
    for market in markets:
        await market.renew_tokens()
        lanes.append(Lane(market.id, host, port, (market.platform.token,), (CREATE, FUND), connections, seconds))
    load = await stage.run_load(*lanes)
    return sum(require_good(result).done / result.seconds for result in load.lanes.values())
