"""Escrows, as their events tell them and as the API shows them."""

from __future__ import annotations

from typing import Final

from .spelling import Json, State, to_instant

MONEY: Final = ("held", "frozen", "refunded", "released", "fee_held")
ENDED: Final = frozenset({"released", "refunded", "split_settled", "cancelled", "expired"})


def escrow_after(event: Json, _: State | None) -> State:
    data = event["data"]
    step = data["next_step"] if data["state"] not in ENDED else None
    is_held_up = 0 < data["frozen"]["amount"] == data["held"]["amount"]
    return {
        "status": data["state"],
        "version": event["version"],
        "amount": data["price"],
        **{name: data[name]["amount"] for name in MONEY},
        "funded_at": to_instant(data["funded_at"]),
        "delivered_at": to_instant(data["delivered_at"]),
        "next": None if step is None else (step["kind"], None if is_held_up else to_instant(step["due_at"])),
    }


def escrow_as_served(view: Json) -> State:
    """What the API says of an escrow, in the same words."""
    funds, running, held_up = view["funds"], view["next_automatic_action"], view["when_unfrozen"]
    step = (running["action"], to_instant(running["at"])) if running else (held_up["action"], None) if held_up else None
    return {
        "status": view["status"],
        "version": view["version"],
        "amount": view["amount"],
        **{name: funds[name]["amount"] for name in MONEY},
        "funded_at": to_instant(view["funded_at"]),
        "delivered_at": to_instant(view["delivered_at"]),
        "next": step,
    }
