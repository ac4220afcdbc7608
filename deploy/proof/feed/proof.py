"""Proof of the feed: what a plain reader has rebuilt is what the API says, while deals run and when all have ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from deploy.proof.testing.market import Market

from .deals import PLAYS, Play
from .reader import Books, dispute_as_served, escrow_as_served

PAGE: Final = 100
RENEW_EVERY: Final = 20


async def play_deals(market: Market, count: int, plays: Sequence[Play] = PLAYS) -> None:
    """Play so many deals, each kind as often as any other."""
    for number in range(count):
        if number and number % RENEW_EVERY == 0:
            await market.renew_tokens()
        await plays[number % len(plays)](market)


async def read_feed(market: Market, books: Books, cursor: str | None) -> str | None:
    """Read on from where the reader was, to the end."""
    while True:
        after = f"&cursor={cursor}" if cursor else ""
        page = await market.platform.get(f"/v1/events?limit={PAGE}{after}")
        books.read(page["data"])
        cursor = page["next_cursor"] or cursor
        if not page["has_more"]:
            return cursor


async def find_differences(market: Market, books: Books) -> list[str]:
    """Name every subject of which the reader and the API say something else, or only one of them knows."""
    differences = await _compare(market, "escrows", books.escrows, escrow_as_served)
    return differences + await _compare(market, "disputes", books.disputes, dispute_as_served)


async def _compare(market: Market, kind: str, rebuilt: dict[str, dict[str, Any]], as_served: Any) -> list[str]:
    served = {view["id"]: as_served(view) for view in await _read_all(market, kind)}
    differences = [f"{id}: only one of them knows it" for id in rebuilt.keys() ^ served.keys()]
    for id in rebuilt.keys() & served.keys():
        parts = _differing_parts(rebuilt[id], served[id])
        if parts:
            differences.append(f"{id}: read, served: {parts}")
    return differences


def _differing_parts(rebuilt: dict[str, Any], served: dict[str, Any]) -> dict[str, Any]:
    return {name: (rebuilt[name], value) for name, value in served.items() if rebuilt[name] != value}


async def _read_all(market: Market, kind: str) -> list[dict[str, Any]]:
    ids: list[str] = []
    cursor = ""
    while True:
        page = await market.platform.get(f"/v1/{kind}?limit={PAGE}{cursor}")
        ids += [row["id"] for row in page["data"]]
        if not page["has_more"]:
            break
        cursor = f"&cursor={page['next_cursor']}"
    return [await market.platform.get(f"/v1/{kind}/{id}") for id in ids]
