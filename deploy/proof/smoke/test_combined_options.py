"""Goods and money together, through every service: the reduction is paid at once, the rest when the goods are there."""

from __future__ import annotations

from typing import Any

from deploy.proof.smoke.test_foretold import read_paid
from deploy.proof.testing.market import PRICE, Case, Deal, Market, euro_amount

PARCEL = {"carrier": "DHL", "tracking_number": "JD014600000RU"}
FEE = {"basis_points": 500, "paid_by": "seller"}
REDUCTION = 3_000


async def assert_reduced(case: Case, deal: Deal, reduction: int) -> None:
    """The buyer has something back, and the rest stays frozen for the goods."""
    await case.market.settle_events()
    seen = await case.wait_for(stage="replacement", settlement=None)
    assert seen["funds"] == {"state": "frozen", "disputed": PRICE, "reduced": reduction, "currency": "EUR"}
    funds = await deal.read_funds()
    assert (funds["refunded"], funds["held"], funds["frozen"]) == (reduction, PRICE - reduction, PRICE - reduction)


async def keep_the_promise(case: Case) -> dict[str, Any]:
    await case.market.seller.perform_act(f"{case.path}/obligation/fulfil", PARCEL)
    await case.market.buyer.perform_act(f"{case.path}/obligation/confirm", {"condition": "received"})
    await case.market.settle_events()
    return await case.wait_for(status="closed", outcome="agreement")


async def test_prm_26_o5_goods_and_a_reduction_that_were_negotiated_are_both_carried_out(market: Market) -> None:
    deal = await market.deliver_deal(policy="agreement_first-2026-12", fee=FEE)
    case = await deal.open_negotiated()
    proposal, version = await case.read_newest_proposal()
    both = {"kind": "replacement", "amount": euro_amount(REDUCTION)}
    await market.seller.perform_act(f"{proposal}/counter", {"version": version, "options": [both]})
    proposal, version = await case.read_newest_proposal()
    offered = next(action for action in (await case.read_case())["allowed_actions"] if action["rel"] == "accept")
    effect = offered["choices"][0]["money_effect"]
    assert (effect["buyer"], effect["seller"]) == (REDUCTION, 0)

    await market.buyer.perform_act(f"{proposal}/accept", {"version": version, "option": 0})

    await assert_reduced(case, deal, REDUCTION)
    await keep_the_promise(case)
    assert await case.read_settlement_split() == (0, 8_550)
    assert (await deal.read_escrow())["status"] == "split_settled"
    paid = await read_paid(market, deal)
    assert paid == {"buyer": REDUCTION, "seller": 8_550, "fee": 450, "currency": "EUR"}
    assert paid["buyer"] + paid["seller"] + paid["fee"] == PRICE


async def test_prm_26_o3_o5_the_tree_suggests_goods_and_a_reduction_and_the_seller_takes_them(market: Market) -> None:
    deal = await market.deliver_deal(policy="guided_solutions-2026-12")
    case = await deal.open_dispute(reason="damaged_in_transport")
    home = await case.await_mediation_path()
    await market.buyer.perform_act(f"{home}/answers", {"question": "damage", "value": "unusable"})
    await market.buyer.perform_act(f"{home}/answers", {"question": "replaceable", "value": True})
    suggested = (await market.buyer.get(f"{home}/suggestions"))["data"]
    [both] = [one for one in suggested if one["option"]["reduction"] is not None]
    assert (both["option"]["kind"], both["option"]["reduction"]) == ("replacement", euro_amount(1_200))
    assert (both["least"], both["most"]) == (euro_amount(120), euro_amount(3_600))
    too_much = {"options": [{"kind": "replacement", "amount": euro_amount(3_601)}]}
    refused = await market.buyer.post(f"{home}/proposals", too_much)
    assert (refused.status_code, refused.json()["code"]) == (422, "not_suggested")

    wish = {"options": [{"kind": "replacement", "amount": euro_amount(3_600)}, {"kind": "refund_full"}]}
    await market.buyer.perform_act(f"{home}/proposals", wish)
    proposal, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{proposal}/accept", {"version": version, "option": 0})

    await assert_reduced(case, deal, 3_600)
    await keep_the_promise(case)
    assert await case.read_settlement_split() == (0, PRICE - 3_600)
