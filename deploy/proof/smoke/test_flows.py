"""Whole flows through all five services, over both carriers, with facts that overtake each other and come twice."""

from __future__ import annotations

import asyncio
from io import BytesIO

import pytest
from PIL import Image

from deploy.proof.testing.market import PRICE, Case, Deal, Market, euro_amount, wait_until


async def test_an_ordinary_deal_is_released_by_silence(market: Market) -> None:
    deal = await market.deliver_deal(fee={"basis_points": 250})
    due = (await deal.read_escrow())["next_automatic_action"]["at"]

    await market.advance_clock(by="2 days")
    assert (await deal.read_escrow())["status"] == "delivered"
    steps = await market.advance_clock(to=due)

    assert [step["service"] for step in steps] == ["escrow"]
    assert (await deal.read_escrow())["status"] == "released"
    assert (await deal.read_funds())["held"] == 0


async def test_d1_an_agreed_discount_is_paid_in_one_posting(market: Market) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated(
        options=[{"kind": "refund_full"}, {"kind": "refund_partial", "amount": euro_amount(3_000)}]
    )
    proposal, version = await case.read_newest_proposal()

    await market.seller.perform_act(f"{proposal}/accept", {"version": version, "option": 1})

    await case.wait_for(status="closed", outcome="agreement")
    assert await case.read_settlement_split() == (3_000, 9_000)
    assert (await deal.read_escrow())["status"] == "split_settled"


async def test_d1_silence_executes_at_the_very_deadline(market: Market) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    foretold = (await case.read_case())["next_automatic_action"]

    await market.advance_clock(by="4 days")
    assert (await case.read_case())["status"] == "waiting_for_seller"
    await market.advance_clock(to=foretold["at"])

    closed = await case.wait_for(status="closed", outcome="timeout")
    assert closed["settlement"]["ordered_at"] == foretold["at"]
    assert await case.read_settlement_split() == (PRICE, 0)
    assert (await deal.read_escrow())["status"] == "refunded"


async def test_d3_d5_d9_a_refused_counter_offer_escalates_and_is_ruled(market: Market) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    proposal, version = await case.read_newest_proposal()
    offer = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
    await market.seller.perform_act(f"{proposal}/counter", offer)
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/reject", {"version": version})
    await case.wait_for(stage="defect_proof")

    await prove(market, case)
    ruling = {
        "outcome": "refund_partial", "amount": euro_amount(5_000), "responsible": "seller", "reason_code": "damaged",
        "policy_reference": "goods 4.2", "explanation": "The photo shows the crack.",
    }  # fmt: skip
    await market.operator.perform_act(f"{case.path}/assign", {})
    version = (await market.operator.get(case.path))["version"]
    await market.operator.perform_act(f"{case.path}/decision", ruling, If_Match=f'"{version}"')

    await case.wait_for(status="closed", outcome="decision")
    assert await case.read_settlement_split() == (5_000, 7_000)
    assert (await deal.read_escrow())["status"] == "split_settled"


async def prove(market: Market, case: Case) -> None:
    photo = BytesIO()
    Image.new("RGB", (32, 32), "red").save(photo, "JPEG")
    upload = f"/v1/evidence/uploads?dispute={case.id}&kind=photo&filename=crack.jpg"
    requests = f"/v1/evidence/requests?dispute={case.id}"
    await wait_until("the request", lambda: market.buyer.list_items(requests), bool)
    await market.buyer.perform_act(upload, photo.getvalue())
    await case.wait_for(stage="review")


async def test_a_release_during_the_dispute_is_refused(market: Market) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()

    answer = await market.platform.post(f"{deal.path}/release")
    await market.advance_clock(by="2 days")

    assert (answer.status_code, answer.json()["code"]) == (409, "escrow_frozen")
    assert (await deal.read_funds())["held"] == PRICE
    await market.buyer.perform_act(f"{case.path}/withdraw")
    await case.wait_for(status="closed", outcome="withdrawn")
    await market.settle_events()
    assert (await market.buyer.post(f"{deal.path}/accept")).status_code == 200
    assert (await deal.read_funds())["held"] == 0


async def test_the_part_that_is_not_disputed_can_be_released(market: Market) -> None:
    deal = await market.deliver_deal()
    await deal.open_negotiated(claimed=2_000)

    too_much = await market.platform.post(f"{deal.path}/release", {"amount": euro_amount(10_001)})
    rest = await market.platform.post(f"{deal.path}/release", {"amount": euro_amount(10_000)})

    assert (too_much.status_code, rest.status_code) == (409, 200)
    assert (await deal.read_funds())["held"] == 2_000


@pytest.mark.parametrize("round", range(4))
async def test_flt_c9_a_dispute_that_races_the_release_wins_or_loses_whole(market: Market, round: int) -> None:
    deal = await market.deliver_deal()
    await market.settle_events()
    due = (await deal.read_escrow())["next_automatic_action"]["at"]

    async def late(seconds: float) -> Case | None:
        await asyncio.sleep(seconds)
        answer = await market.buyer.post("/v1/disputes", deal.build_claim_body(PRICE))
        return Case(market, f"/v1/disputes/{answer.json()['id']}") if answer.status_code == 201 else None

    _, case = await asyncio.gather(market.advance_clock(to=due), late(0.04 * round))
    await market.settle_events()

    await one_of_both(deal, case)


async def one_of_both(deal: Deal, case: Case | None) -> None:
    status, funds = (await deal.read_escrow())["status"], await deal.read_funds()
    if status == "released":
        assert (funds["held"], funds["frozen"]) == (0, 0)
        if case is not None:
            await case.wait_for(status="closed", outcome="void")
    else:
        assert case is not None
        assert (status, funds["held"], funds["frozen"]) == ("delivered", PRICE, PRICE)
        assert (await case.read_case())["status"] == "waiting_for_seller"
