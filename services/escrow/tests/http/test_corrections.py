"""PRM-38: a misspelt tracking number is put right until the buyer acts on it, not after."""

from __future__ import annotations

import pytest

from common.kernel.ids import new_id

MISSPELT = {"carrier": "DHL", "tracking_number": "JJD000390007512345679"}
RIGHT = {"carrier": "DHL", "tracking_number": "JJD000390007512345678"}


def rel(escrow: dict) -> set[tuple[str, str]]:
    return {(action["actor"], action["rel"]) for action in escrow["allowed_actions"]}


@pytest.fixture
async def shipped(market):
    escrow = await market.funded()
    answer = await (await market.seller()).post(f"/v1/escrows/{escrow['id']}/ship", MISSPELT)
    return answer.json()


async def correct(caller, escrow, body=RIGHT):
    return await caller.post(f"/v1/escrows/{escrow['id']}/correct-shipment", body)


@pytest.mark.parametrize("who", ["seller", "platform"])
async def test_prm_38_a_shipment_is_put_right_while_it_is_on_its_way(market, shipped, told, who) -> None:
    caller = market.platform if who == "platform" else await market.seller()
    [action] = [
        a
        for a in (await market.read(shipped))["allowed_actions"]
        if (a["actor"], a["rel"]) == (who, "correct_shipment")
    ]
    assert (action["href"], action["money_effect"]) == (f"/v1/escrows/{shipped['id']}/correct-shipment", None)
    assert action["available_until"] == shipped["deliver_by"]

    answer = await correct(caller, shipped)

    assert answer.status_code == 200, answer.text
    corrected = answer.json()
    assert corrected["shipment"] == {**RIGHT, "doubts": []}
    assert (corrected["status"], corrected["version"]) == ("shipped", shipped["version"] + 1)
    for unmoved in ("shipped_at", "deliver_by", "next_automatic_action"):
        assert corrected[unmoved] == shipped[unmoved], "no clock moves"
    assert (await told())[-1] == "escrow.shipment-corrected.v1"
    assert (await correct(caller, shipped)).json()["version"] == corrected["version"], "the same again changes nothing"
    assert (await told()).count("escrow.shipment-corrected.v1") == 1


async def test_prm_38_it_cannot_be_put_right_before_or_after(market, shipped) -> None:
    seller = await market.seller()
    unsent = await market.funded()
    early = await correct(seller, unsent)
    assert (early.status_code, early.json()["code"]) == (409, "action_not_allowed_in_state")

    await market.platform.post(f"/v1/escrows/{shipped['id']}/deliver")
    late = await correct(seller, shipped)
    assert (late.status_code, late.json()["code"]) == (409, "action_not_allowed_in_state")
    assert ("seller", "correct_shipment") not in rel(await market.read(shipped))
    assert (await market.read(shipped))["shipment"] == {**MISSPELT, "doubts": []}


async def test_prm_38_a_disputed_shipment_stays_as_it_was_said(market, shipped) -> None:
    await market.freeze(shipped, new_id(), 4_000)

    refused = await correct(await market.seller(), shipped)

    assert (refused.status_code, refused.json()["code"]) == (409, "escrow_frozen")
    assert ("seller", "correct_shipment") not in rel(await market.read(shipped))


async def test_prm_38_the_buyer_puts_nothing_right(market, shipped) -> None:
    refused = await correct(await market.buyer(), shipped)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


async def test_prm_38_once_it_counts_as_delivered_it_is_too_late(market, shipped) -> None:
    market.clock.passes(days=30)

    refused = await correct(await market.seller(), shipped)

    assert (refused.status_code, refused.json()["code"]) == (409, "deadline_passed")
