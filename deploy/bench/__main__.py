"""`python -m deploy.bench [--acts N] [--megabytes N] [--minutes N]`: what an act costs, and how soon the other services
know of it, when idle; then speed and memory of an upload, and how long a minute of live video takes to be checked.

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
from deploy.bench import upload, verification
from deploy.demo.suite import Suite, running
from deploy.local.suite import SERVICES
from deploy.testing.market import Deal, Market, eur, opened

PRICE: Final = 12_000
PAUSE_SECONDS: Final = 0.1
_TRAVELLED: Final = """
SELECT o.topic, extract(epoch FROM l.at - o.created_at)::float8 AS seconds
FROM {publisher}.outbox o JOIN {reader}.log_entries l
  ON l.tenant_id = o.tenant_id AND convert_from(l.canonical, 'UTF8')::jsonb ->> 'event' = o.id::text
WHERE o.tenant_id = $1
"""
Timed = Callable[[str, Coroutine[Any, Any, Any]], Coroutine[Any, Any, Any]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="deploy.bench", description=__doc__)
    parser.add_argument("--acts", type=int, default=60, help="how often each act is measured")
    parser.add_argument("--megabytes", type=int, default=upload.USUAL, help="the size of the upload; 0: none")
    parser.add_argument("--minutes", type=int, default=verification.USUAL, help="of live video; 0: none")
    options = parser.parse_args()
    with running() as suite:
        tenant, requests = asyncio.run(_act(suite, options.acts))
        travels = asyncio.run(_travels(suite.auditor_dsn, tenant))
        console = Console()
        _show(console, "Requests, one at a time (ms)", requests)
        _show(console, "Events, from commit to effect, one at a time (ms)", travels)
        if options.megabytes:
            console.print("[bold]A resumable upload")
            upload.run(suite, options.megabytes)
    if options.minutes:
        console.print("[bold]Checking a live video")
        verification.run(options.minutes)


async def _act(suite: Suite, acts: int) -> tuple[str, dict[str, list[float]]]:
    seen: dict[str, list[float]] = defaultdict(list)

    async def timed(name: str, doing: Coroutine[Any, Any, Any]) -> Any:
        started = time.perf_counter()
        done = await doing
        seen[name].append(time.perf_counter() - started)
        await asyncio.sleep(PAUSE_SECONDS)
        return done

    async with httpx.AsyncClient(base_url=suite.url, timeout=30, trust_env=False) as client:
        market = await opened(client, suite.admin_secret)
        for _ in range(acts):
            await _once(market, timed)
        await market.settle()
    return market.id, seen


async def _once(market: Market, timed: Timed) -> None:
    agreed = {"buyer": "anna", "seller": "sam", "amount": eur(PRICE), "agreement": {"title": "A lamp"}}
    made = await timed("create escrow", market.platform.does("/v1/escrows", agreed))
    deal = Deal(market, f"/v1/escrows/{made['id']}")
    payment = {"amount": eur(PRICE), "provider_reference": uuid4().hex}
    await timed("fund", market.platform.does(f"{deal.path}/fund", payment))
    await timed("refund a part", market.platform.does(f"{deal.path}/refund", {"amount": eur(1_000)}))
    await timed("release a part", market.platform.does(f"{deal.path}/release", {"amount": eur(1_000)}))
    await market.platform.does(f"{deal.path}/deliver")
    case = await timed("open a dispute until it is negotiated", deal.disputed(PRICE - 2_000))
    await timed("read the case", case.seen())
    proposal, version = await case.proposal()
    await timed("accept", market.seller.does(f"{proposal}/accept", {"version": version, "option": 0}))
    await timed("and until it is settled", case.reaches(status="closed"))


async def _travels(dsn: str, tenant: str) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    connection = await asyncpg.connect(dsn)
    try:
        for publisher in SERVICES:
            for reader in SERVICES:
                query = _TRAVELLED.format(publisher=publisher, reader=reader)
                for row in await connection.fetch(query, parse_id("plt", tenant)):
                    found[f"{publisher} → {reader}"].append(row["seconds"])
    finally:
        await connection.close()
    return found


def _show(console: Console, title: str, seen: dict[str, list[float]]) -> None:
    table = Table("", "n", "p50", "p90", "p99", title=title, title_justify="left", box=None)
    for name, seconds in seen.items():
        cut = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else seconds * 99
        table.add_row(name, str(len(seconds)), *(f"{cut[at - 1] * 1000:.1f}" for at in (50, 90, 99)))
    console.print(table)


if __name__ == "__main__":
    main()
