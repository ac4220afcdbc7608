"""Money foretold over HTTP by case and mediation, and then paid by escrow: five services on a real database."""

from __future__ import annotations

import json
from typing import Any

import pytest

from deploy.proof.testing.market import PRICE, Case, Deal, Market, euro_amount

PART: list[dict[str, Any]] = [{"kind": "refund_full"}, {"kind": "refund_partial", "amount": euro_amount(3_000)}]
FEES = [{"basis_points": 500, "paid_by": "seller"}, {"basis_points": 333, "fixed": euro_amount(17), "paid_by": "buyer"}]
ANSWERS = ("accept", "reject", "counter", "amend", "propose", "answer")


async def read_paid(market: Market, deal: Deal) -> dict[str, Any]:
    """Add up, from the feed, what each has got of a deal."""
    events = await market.platform.list_items(f"/v1/events?subject={deal.id}&limit=100")
    paid = {"buyer": 0, "seller": 0, "fee": 0, "currency": "EUR"}
    for event in events:
        amounts = {
            name: part["amount"] for name, part in event["data"].items() if isinstance(part, dict) and "amount" in part
        }
        if event["type"] == "funds.released":
            paid["seller"] += amounts["to_seller"]
            paid["fee"] += amounts["fee"] + amounts.get("fee_on_top", 0)
        if event["type"] == "funds.refunded":
            paid["buyer"] += amounts["to_buyer"] + amounts.get("fee_returned", 0)
    return paid


async def open_case(market: Market, fee: dict[str, Any]) -> tuple[Deal, Case]:
    deal = await market.fund_deal(fee=fee)
    await market.platform.perform_act(f"{deal.path}/deliver")
    return deal, await deal.open_negotiated(options=PART)


def answers(shown: dict[str, Any]) -> list[tuple[Any, ...]]:
    names = ("rel", "actor", "href", "available_until", "constraints")
    return sorted(
        tuple(json.dumps(action[name], sort_keys=True) for name in names)
        for action in shown["allowed_actions"]
        if action["rel"] in ANSWERS
    )


@pytest.mark.parametrize("fee", FEES, ids=["seller pays", "buyer pays"])
async def test_prm_7_9_each_option_pays_what_case_and_mediation_foretold_net_of_fees(market: Market, fee: Any) -> None:
    for index in (0, 1):
        deal, case = await open_case(market, fee)
        proposal, version = await case.read_newest_proposal()
        [ours] = [a for a in (await market.seller.get(case.path))["allowed_actions"] if a["rel"] == "accept"]
        mediation = await market.seller.get(await case.await_mediation_path())
        [theirs] = [a for a in mediation["allowed_actions"] if a["rel"] == "accept"]
        foretold = ours["choices"][index]["money_effect"]
        assert foretold == theirs["choices"][index]["money_effect"]

        await market.seller.perform_act(f"{proposal}/accept", {"version": version, "option": index})

        closed = await case.wait_for(status="closed", outcome="agreement")
        await market.settle_events()
        assert await read_paid(market, deal) == foretold
        parts = closed["settlement"]
        assert sum(parts[part]["amount"] for part in ("to_buyer", "to_seller", "fee")) == PRICE


@pytest.mark.parametrize("fee", FEES, ids=["seller pays", "buyer pays"])
async def test_prm_7_35_silence_pays_what_was_foretold_and_says_whose_it_was(market: Market, fee: Any) -> None:
    deal, case = await open_case(market, fee)
    foretold = (await case.read_case())["next_automatic_action"]

    await market.advance_clock(to=foretold["at"])

    closed = await case.wait_for(status="closed", outcome="timeout")
    await market.settle_events()
    assert await read_paid(market, deal) == foretold["money_effect"]
    assert closed["cause"] == {
        "deadline": "negotiation", "owed_by": "seller", "due_at": foretold["at"], "executed": foretold["action"],
    }  # fmt: skip


async def test_prm_8_a_withdrawal_on_day_four_pays_the_seller_as_it_said_it_would(market: Market) -> None:
    deal, case = await open_case(market, FEES[0])
    await market.advance_clock(by="4 days")
    [withdraw] = [a for a in (await case.read_case())["allowed_actions"] if a["rel"] == "withdraw"]

    withdrawn = await market.buyer.perform_act(f"{case.path}/withdraw")

    then = withdraw["then"]
    assert (then["of"], then["action"]) == ("escrow", "auto_release")
    assert withdrawn["next_automatic_action"]["money_effect"] == then["money_effect"]
    await market.advance_clock(by="1 minute")
    assert (await deal.read_escrow())["status"] == "released"
    assert await read_paid(market, deal) == then["money_effect"]
    assert (await case.read_case())["next_automatic_action"] is None


async def test_prm_8_a_withdrawal_before_the_delivery_foretells_it_and_the_release_behind_it(market: Market) -> None:
    deal = await market.fund_deal(fee=FEES[0])
    parcel = {"carrier": "DHL", "tracking_number": "JD014600000RU"}
    await market.platform.perform_act(f"{deal.path}/ship", parcel)
    case = await deal.open_negotiated(options=PART)
    [withdraw] = [a for a in (await case.read_case())["allowed_actions"] if a["rel"] == "withdraw"]
    unfrozen = (await deal.read_escrow())["when_unfrozen"]

    withdrawn = await market.buyer.perform_act(f"{case.path}/withdraw")

    delivery = withdraw["then"]
    release = delivery["then"]
    assert (delivery["action"], delivery["money_effect"], release["action"]) == (
        "presume_delivery",
        None,
        "auto_release",
    )
    told = {name: release[name] for name in ("at", "action", "money_effect")}
    for other in (unfrozen, withdrawn["next_automatic_action"]):
        assert (other["at"], other["action"]) == (delivery["at"], delivery["action"])
        assert {name: other["then"][name] for name in told} == told
    await market.advance_clock(to=delivery["at"])
    await market.advance_clock(to=release["at"])
    assert (await deal.read_escrow())["closed_at"] == release["at"]
    assert await read_paid(market, deal) == release["money_effect"]


async def test_prm_36_case_and_mediation_offer_the_same_acts_within_the_same_limits_also_after_a_counter(
    market: Market,
) -> None:
    _, case = await open_case(market, FEES[0])
    home = await case.await_mediation_path()
    assert answers(await market.operator.get(case.path)) == answers(await market.operator.get(home))
    proposal, version = await case.read_newest_proposal()
    offer = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
    [counter] = [a for a in (await market.seller.get(case.path))["allowed_actions"] if a["rel"] == "counter"]

    await market.seller.perform_act(f"{proposal}/counter", offer)
    seen = await market.operator.get(case.path)
    told, came = counter["then"], seen["next_automatic_action"]
    assert (told["action"], told["money_effect"]) == (came["action"], came["money_effect"])

    assert (seen["pending"], seen["awaiting"], seen["negotiation"]["proposal"]) == (None, ["buyer"], 2)
    assert answers(seen) == answers(await market.operator.get(home))


async def test_d6_prm_27_silence_carries_out_nothing_that_an_operator_alone_has_worded_in_any_phase(
    market: Market,
) -> None:
    """An operator opens for the buyer above the platform's limit: what case and mediation foretell happens."""
    limits = await market.platform.put("/v1/dispute-settings", {"approval_limits": {"EUR": PRICE - 1}})
    assert limits.status_code == 200, limits.text
    deal = await market.fund_deal()
    claim = deal.build_claim_body(PRICE) | {"reason": "item_not_received", "on_behalf_of": "buyer"}
    case = await deal.open_dispute(market.operator, **claim)
    mediation = await case.await_mediation_path()

    steps = [await market.buyer.get(path) for path in (case.path, mediation)]
    foretold = [
        (seen["next_automatic_action"]["action"], seen["next_automatic_action"]["money_effect"]) for seen in steps
    ]
    assert foretold == [("enter_shipment_proof", None), ("escalate", None)]
    await market.advance_clock(to=steps[0]["next_automatic_action"]["at"])
    proof = await case.wait_for(stage="shipment_proof")

    assert proof["next_automatic_action"]["action"] == "enter_review"
    await market.advance_clock(to=proof["next_automatic_action"]["at"])

    review = await case.wait_for(stage="review")
    assert (review["settlement"], (await deal.read_funds())["frozen"]) == (None, PRICE)
    waiting = await case.rule_case("refund_full", "not_shipped")
    assert (waiting["status"], waiting["settlement"]) == ("awaiting_approval", None)
