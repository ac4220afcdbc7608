"""`python -m deploy.proof.bench.latency [--acts N] [--megabytes N] [--minutes N]`: what an act costs, and how soon the
other services know of it, when idle; then speed and memory of an upload, and how long checking a minute of live video
takes.

Measures the suite that runs from this folder, or one started for it, over HTTP. The time of an event is read in the
database: from the last statement of the transaction that told it to the last statement of the one that acted on it.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine
from statistics import quantiles
from typing import Any, Final
from uuid import uuid4

import asyncpg
import httpx
from rich.console import Console
from rich.table import Table

from common.kernel.ids import parse_id
from deploy.local.suite import SERVICES
from deploy.proof.demo.suite import Suite, use_running_suite
from deploy.proof.testing.market import Deal, Market, euro_amount, open_market

from . import upload, verification

PRICE: Final = 12_000
PAUSE_SECONDS: Final = 0.1
_DELAYS_QUERY: Final = """
SELECT o.topic, extract(epoch FROM l.at - o.created_at)::float8 AS seconds
FROM {publisher}.outbox o JOIN {reader}.log_entries l
  ON l.tenant_id = o.tenant_id AND convert_from(l.canonical, 'UTF8')::jsonb ->> 'event' = o.id::text
WHERE o.tenant_id = $1
"""
Timed = Callable[[str, Coroutine[Any, Any, Any]], Coroutine[Any, Any, Any]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="deploy.proof.bench.latency", description=__doc__)
    parser.add_argument("--acts", type=int, default=60, help="how often each act is measured")
    parser.add_argument("--megabytes", type=int, default=upload.USUAL_MEGABYTES, help="the size of the upload; 0: none")
    parser.add_argument("--minutes", type=int, default=verification.USUAL_MINUTES, help="of live video; 0: none")
    options = parser.parse_args()
    with use_running_suite() as suite:
        tenant, requests = asyncio.run(_measure_acts(suite, options.acts))
        travels = asyncio.run(_measure_event_delays(suite.auditor_dsn, tenant))
        console = Console()
        _print_table(console, "Requests, one at a time (ms)", requests)
        _print_table(console, "Events, from commit to effect, one at a time (ms)", travels)
        if options.megabytes:
            console.print("[bold]A resumable upload")
            upload.run_upload(suite, options.megabytes)
    if options.minutes:
        console.print("[bold]Checking a live video")
        verification.run_verification(options.minutes)


async def _measure_acts(suite: Suite, acts: int) -> tuple[str, dict[str, list[float]]]:
    seen: dict[str, list[float]] = defaultdict(list)

    async def measure_act(name: str, doing: Coroutine[Any, Any, Any]) -> Any:
        started = time.perf_counter()
        done = await doing
        seen[name].append(time.perf_counter() - started)
        await asyncio.sleep(PAUSE_SECONDS)
        return done

    async with httpx.AsyncClient(base_url=suite.url, timeout=30, trust_env=False) as client:
        market = await open_market(client, suite.admin_secret)
        for _ in range(acts):
            await _play_deal(market, measure_act)
        await market.settle_events()
    return market.id, seen


async def _play_deal(market: Market, timed: Timed) -> None:
    agreed = {"buyer": "anna", "seller": "sam", "amount": euro_amount(PRICE), "agreement": {"title": "A lamp"}}
    made = await timed("create escrow", market.platform.perform_act("/v1/escrows", agreed))
    deal = Deal(market, f"/v1/escrows/{made['id']}")
    payment = {"amount": euro_amount(PRICE), "provider_reference": uuid4().hex}
    await timed("fund", market.platform.perform_act(f"{deal.path}/fund", payment))
    await timed("refund a part", market.platform.perform_act(f"{deal.path}/refund", {"amount": euro_amount(1_000)}))
    await timed("release a part", market.platform.perform_act(f"{deal.path}/release", {"amount": euro_amount(1_000)}))
    await market.platform.perform_act(f"{deal.path}/deliver")
    case = await timed("open a dispute until it is negotiated", deal.open_negotiated(PRICE - 2_000))
    await timed("read the case", case.seen())
    proposal, version = await case.proposal()
    await timed("accept", market.seller.perform_act(f"{proposal}/accept", {"version": version, "option": 0}))
    await timed("and until it is settled", case.reaches(status="closed"))


async def _measure_event_delays(dsn: str, tenant: str) -> dict[str, list[float]]:
    delays: dict[str, list[float]] = defaultdict(list)
    connection = await asyncpg.connect(dsn)
    try:
        for publisher in SERVICES:
            for reader in SERVICES:
                query = _DELAYS_QUERY.format(publisher=publisher, reader=reader)
                for row in await connection.fetch(query, parse_id("plt", tenant)):
                    delays[f"{publisher} → {reader}"].append(row["seconds"])
    finally:
        await connection.close()
    return delays


def _print_table(console: Console, title: str, seen: dict[str, list[float]]) -> None:
    table = Table("", "n", "p50", "p90", "p99", title=title, title_justify="left", box=None)
    for name, seconds in seen.items():
        cut = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else seconds * 99
        table.add_row(name, str(len(seconds)), *(f"{cut[at - 1] * 1000:.1f}" for at in (50, 90, 99)))
    console.print(table)


if __name__ == "__main__":
    main()
