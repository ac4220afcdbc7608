"""What follows an action by itself is said beside it, and is what the escrow then says of itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from common.kernel.ids import new_id

PARCEL = {"carrier": "DHL", "tracking_number": "00340434"}
BODIES: dict[str, Any] = {"ship": PARCEL, "correct-shipment": PARCEL}


def offered(escrow: dict[str, Any], rel: str) -> dict[str, Any]:
    return next(action for action in escrow["allowed_actions"] if action["rel"] == rel)


def as_following(step: dict[str, Any] | None) -> dict[str, Any] | None:
    """The same step as it stands beside an action."""
    if step is None:
        return None
    return {
        "of": "escrow",
        "at": step["at"],
        "action": step["action"],
        "money_effect": step["money_effect"],
        "then": step["then"] and {member: step["then"][member] for member in ("at", "action", "money_effect", "then")},
    }


@pytest.mark.parametrize(("payer", "fee"), [("seller", 0), ("buyer", 250)])
async def test_prm_9_paying_shipping_and_delivering_say_which_clock_runs_then_and_what_it_pays(
    market, payer: str, fee: int
) -> None:
    windows = {"inspection": "3 business days"}
    escrow = await market.escrow(10_000, fee={"basis_points": 250, "paid_by": payer}, windows=windows)
    foretold = {"fund": offered(await market.read(escrow), "fund")["then"]}
    await market.fund(escrow, 10_000 + fee, "pay-1")
    came = {"fund": (shown := await market.read(escrow))["next_automatic_action"]}
    for act in ("ship", "correct-shipment", "deliver"):
        foretold[act] = offered(shown, act.replace("-", "_"))["then"]
        shown = (await market.platform.post(f"/v1/escrows/{escrow['id']}/{act}", BODIES.get(act))).json()
        came[act] = shown["next_automatic_action"]

    assert {act: step["action"] for act, step in foretold.items()} == {
        "fund": "auto_refund_unshipped",
        "ship": "presume_delivery",
        "correct-shipment": "presume_delivery",
        "deliver": "auto_release",
    }
    assert foretold == {act: as_following(step) for act, step in came.items()}
    assert foretold["ship"]["then"]["money_effect"] == foretold["deliver"]["money_effect"]


async def test_prm_9_what_ends_a_deal_or_is_frozen_begins_no_clock(market) -> None:
    escrow = await market.funded(10_000)
    market.clock.time += timedelta(hours=1)
    ends = [offered(await market.read(escrow), rel)["then"] for rel in ("release", "refund")]
    await market.freeze(escrow, new_id(), 10_000)

    assert ends == [None, None]
    assert offered(await market.read(escrow), "ship")["then"] is None, "nothing by itself while all of it is frozen"
