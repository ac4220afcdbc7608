"""Proof of the feed: what a plain reader has rebuilt is what the API says, while deals run and when all have ended."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from deploy.proof.testing.market import Market

from .accounts import accounts_as_served
from .deals import PLAYS, Play
from .rare_deals import RARE
from .reader import KINDS, Books
from .spelling import State, to_instant

PAGE: Final = 100
RENEW_EVERY: Final = 20
TOLD_ACCOUNTS: Final = frozenset(
    {"seller_payable", "buyer_payable", "platform_fee", "suspense", "receivable", "platform_fines"}
)
"""Accounts of which every movement is told as such."""


async def play_deals(market: Market, count: int, plays: Sequence[Play] = (*PLAYS, *RARE)) -> None:
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
    differences: list[str] = []
    ends = {id: await _read_ends(market, id) for id in books.states["dsp"]}
    for prefix, kind in KINDS.items():
        if all(market.client_credentials):  # a simulation's people renew their own
            await market.renew_tokens()
        served = {id: kind.as_served(view) async for id, view in _read_views(market, prefix, books)}
        differences += _compare(books.states[prefix], served, ends)
    return differences + await _compare_accounts(market, books)


async def _read_ends(market: Market, dispute: str) -> set[datetime | None]:
    """Read when what silence does with a case comes, step by step: one of them ends it."""
    forecast = await market.platform.get(f"/v1/disputes/{dispute}/forecast")
    return {to_instant(step["at"]) for step in forecast["steps"]}


def _compare(
    rebuilt: dict[str, State], served: dict[str, State], ends: Mapping[str, set[datetime | None]]
) -> list[str]:
    differences = [f"{id}: only one of them knows it" for id in rebuilt.keys() ^ served.keys()]
    bounded = {id: _bound_clock(rebuilt[id], served[id], ends) for id in rebuilt.keys() & served.keys()}
    parts = {id: _differing_parts(state, served[id]) for id, state in bounded.items()}
    return differences + [f"{id}: read, served: {part}" for id, part in parts.items() if part]


def _bound_clock(read: State, served: State, ends: Mapping[str, set[datetime | None]]) -> State:
    """Let what outlasts its case end with it: events tell the clock, the API until when it is of use (0082)."""
    clock, bounded = read.get("due_at"), served.get("due_at")
    is_bounded = clock is not None and bounded in ends.get(read.get("dispute", ""), ()) and bounded < clock
    return {**read, "due_at": bounded} if is_bounded else read


def _differing_parts(rebuilt: State, served: State) -> dict[str, Any]:
    return {name: (rebuilt[name], value) for name, value in served.items() if rebuilt[name] != value}


async def _compare_accounts(market: Market, books: Books) -> list[str]:
    served = accounts_as_served((await market.platform.get("/v1/accounts"))["data"], TOLD_ACCOUNTS)
    read = books.accounts.balances
    return [f"{key}: read, served: {(read[key], served[key])}" for key in read | served if read[key] != served[key]]


async def _read_views(market: Market, prefix: str, books: Books) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """Read the view of each subject of a kind: of all that the API lists, where it has a list of its own."""
    match prefix:
        case "esc" | "dsp" | "med":
            home = f"/v1/{KINDS[prefix].name}"
            ids: Iterable[str] = [row["id"] async for row in _list_rows(market, home)]
        case "req" | "evd":
            home = f"/v1/evidence/{'requests' if prefix == 'req' else 'items'}"
            list_home = "/v1/evidence/requests" if prefix == "req" else "/v1/evidence"
            cases = list(books.states["dsp"])
            ids = [row["id"] for case in cases async for row in _list_rows(market, list_home, f"&dispute={case}")]
        case "vid":
            home, ids = "/v1/evidence/video-sessions", list(books.states[prefix])
        case _:
            people = {state["participant"]: id for id, state in books.states[prefix].items()}
            for person, id in people.items():
                yield id, await market.platform.get(f"/v1/participants/{person}/standing")
            return
    for id in ids:
        yield id, await market.platform.get(f"{home}/{id}")


async def _list_rows(market: Market, path: str, more: str = "") -> AsyncIterator[dict[str, Any]]:
    cursor = ""
    while True:
        page = await market.platform.get(f"{path}?limit={PAGE}{more}{cursor}")
        for row in page["data"]:
            yield row
        if not page["has_more"]:
            return
        cursor = f"&cursor={page['next_cursor']}"
