"""Disputes, as their events tell them and as the API shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from .spelling import Json, State, to_instant

SHARES: Final = ("to_buyer", "to_seller", "fee")
DIVIDING: Final = frozenset({"dispute.settlement_ordered", "dispute.reversal_ordered", "dispute.closed"})


def dispute_after(event: Json, before: State | None) -> State:
    data = event["data"]
    snapshot, divided = data["snapshot"], before["settlement"] if before else None
    if event["type"] in DIVIDING:
        divided = {name: data[name] for name in SHARES} if data["to_buyer"] else None
    return {
        "status": snapshot["status"],
        "stage": snapshot["stage"],
        "outcome": snapshot["outcome"],
        "version": event["version"],
        "disputed": snapshot["disputed"],
        "reduced": snapshot["reduced"]["amount"] if snapshot["reduced"] else 0,
        "settlement": divided,
        "deadlines": _clocks(snapshot["deadlines"]),
        "paused_at": to_instant(snapshot["paused_at"]),
        "assignee": snapshot["assignee"],
    }


def dispute_as_served(view: Json) -> State:
    funds, settlement = view["funds"], view["settlement"]
    return {
        "status": view["status"],
        "stage": view["stage"],
        "outcome": view["outcome"],
        "version": view["version"],
        "disputed": {"amount": funds["disputed"], "currency": funds["currency"]},
        "reduced": funds["reduced"],
        "settlement": {name: settlement[name] for name in SHARES} if settlement else None,
        "deadlines": _clocks(view["deadlines"]),
        "paused_at": to_instant(view["paused_at"]),
        "assignee": view["assignee"],
    }


def _clocks(clocks: Iterable[Json]) -> list[tuple[Any, ...]]:
    running = ((clock["deadline"], to_instant(clock["due_at"]), clock["owed_by"], clock["request"]) for clock in clocks)
    return sorted(running, key=str)
