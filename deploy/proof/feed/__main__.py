"""Plays deals against the running suite and compares what the feed tells with what the API says: `make feed`."""

from __future__ import annotations

import argparse
import asyncio
import sys

import httpx

from deploy.proof.demo.suite import use_running_suite
from deploy.proof.testing.market import open_market

from .proof import find_differences, play_deals, read_feed
from .reader import Books


async def prove_feed(url: str, admin_secret: str, count: int) -> list[str]:
    async with httpx.AsyncClient(base_url=url, timeout=300, trust_env=False) as client:
        market, books = await open_market(client, admin_secret), Books()
        await play_deals(market, count)
        await market.settle_events()
        cursor = await read_feed(market, books, None)
        differences = await find_differences(market, books)
        rebuilt = f"{books.summarise()} rebuilt"
        print(f"{count} deals played: {rebuilt}, {len(differences)} differences", flush=True)
        for days in (5, 20, 60):
            await market.renew_tokens()
            await market.advance_clock(by=f"{days} days")
            await market.settle_events()
            cursor = await read_feed(market, books, cursor)
            differences += await find_differences(market, books)
            print(f"{days} days later: {len(differences)} differences", flush=True)
        return differences


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, default=1_000)
    count = parser.parse_args().deals
    with use_running_suite() as suite:
        differences = asyncio.run(prove_feed(suite.url, suite.admin_secret, count))
    for difference in differences[:50]:
        print(difference)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
