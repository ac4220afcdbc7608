"""Plain reader of the feed: knows nothing but the events, and keeps the state of every escrow and dispute by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

KINDS_BY_PREFIX: Final = {"esc": "escrows", "dsp": "disputes"}
MONEY: Final = ("held", "frozen", "refunded", "released", "fee_held")
SHARES: Final = ("to_buyer", "to_seller", "fee")
DIVIDING: Final = frozenset({"dispute.settlement_ordered", "dispute.reversal_ordered", "dispute.closed"})
ENDED: Final = frozenset({"released", "refunded", "split_settled", "cancelled", "expired"})


class BrokenLine(AssertionError):
    """Raised where the events of a subject are not gapless and in order."""


@dataclass
class Books:
    """State of every subject, after the events that were read so far."""

    escrows: dict[str, dict[str, Any]] = field(default_factory=dict)
    disputes: dict[str, dict[str, Any]] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def read(self, events: Iterable[Mapping[str, Any]]) -> None:
        """Take in events in the order of the feed. Raises BrokenLine."""
        for event in events:
            subject, number = str(event["subject"]), int(event["number"])
            if number != (before := self._numbers.get(subject, 0)) + 1:
                raise BrokenLine(f"{subject}: {event['type']} is number {number} after {before}")
            self._numbers[subject] = number
            if (kind := KINDS_BY_PREFIX.get(subject.partition("_")[0])) == "escrows":
                self.escrows[subject] = _escrow_after(event)
            elif kind == "disputes":
                self.disputes[subject] = _dispute_after(event, self.disputes.get(subject))


def _escrow_after(event: Mapping[str, Any]) -> dict[str, Any]:
    data = event["data"]
    step = data["next_step"] if data["state"] not in ENDED else None
    is_held_up = 0 < data["frozen"]["amount"] == data["held"]["amount"]
    return {
        "status": data["state"],
        "version": event["version"],
        "amount": data["price"],
        **{name: data[name]["amount"] for name in MONEY},
        "funded_at": _instant(data["funded_at"]),
        "delivered_at": _instant(data["delivered_at"]),
        "next": None if step is None else (step["kind"], None if is_held_up else _instant(step["due_at"])),
    }


def _dispute_after(event: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
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
        "paused_at": _instant(snapshot["paused_at"]),
        "assignee": snapshot["assignee"],
    }


def escrow_as_served(view: Mapping[str, Any]) -> dict[str, Any]:
    """What the API says of an escrow, in the same words."""
    funds, running, held_up = view["funds"], view["next_automatic_action"], view["when_unfrozen"]
    step = (running["action"], _instant(running["at"])) if running else (held_up["action"], None) if held_up else None
    return {
        "status": view["status"],
        "version": view["version"],
        "amount": view["amount"],
        **{name: funds[name]["amount"] for name in MONEY},
        "funded_at": _instant(view["funded_at"]),
        "delivered_at": _instant(view["delivered_at"]),
        "next": step,
    }


def dispute_as_served(view: Mapping[str, Any]) -> dict[str, Any]:
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
        "paused_at": _instant(view["paused_at"]),
        "assignee": view["assignee"],
    }


def _clocks(clocks: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    running = ((clock["deadline"], _instant(clock["due_at"]), clock["owed_by"], clock["request"]) for clock in clocks)
    return sorted(running, key=str)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
