"""What an answer said is what happens, across services that hear of each other a moment later."""

from __future__ import annotations

import asyncio

from deploy.proof.testing.market import PRICE, Case, Deal, Market

OPENING = "/v1/disputes"


async def open_at_once(deal: Deal) -> Case:
    answer = await deal.market.buyer.post(OPENING, deal.build_claim_body(PRICE))
    assert answer.status_code == 201, answer.text
    opened = answer.json()
    assert (opened["status"], opened["funds"]["state"]) == ("waiting_for_seller", "frozen"), opened
    return Case(deal.market, f"{OPENING}/{opened['id']}")


async def test_prm_2_what_was_paid_a_moment_ago_can_be_disputed(market: Market) -> None:
    for _ in range(5):
        await open_at_once(await market.deliver_deal())


async def test_prm_3_once_the_opener_was_told_so_nobody_can_release_the_money(market: Market) -> None:
    for _ in range(5):
        deal = await market.deliver_deal()
        await open_at_once(deal)

        released = await market.platform.post(f"{deal.path}/release")

        assert (released.status_code, released.json()["code"]) == (409, "escrow_frozen")
        assert (await deal.read_funds())["frozen"] == PRICE


async def test_prm_3_an_opening_and_a_release_at_the_same_instant_have_one_winner_and_true_answers(
    market: Market,
) -> None:
    deal = await market.deliver_deal()

    opened, released = await asyncio.gather(
        market.buyer.post(OPENING, deal.build_claim_body(PRICE)), market.platform.post(f"{deal.path}/release")
    )

    if released.status_code == 200:
        assert opened.status_code == 409 or opened.json()["outcome"] == "void", opened.text
    else:
        assert (opened.status_code, opened.json()["funds"]["state"]) == (201, "frozen"), opened.text


async def test_prm_2_a_case_opened_a_moment_ago_takes_evidence_and_shows_it(market: Market) -> None:
    case = await open_at_once(await market.deliver_deal())

    listed = await market.buyer.get(f"/v1/evidence?dispute={case.id}")
    given = await market.buyer.post(
        f"/v1/evidence/uploads?dispute={case.id}&kind=other&filename=said.txt", b"It came broken."
    )

    assert {item["kind"] for item in listed["data"]} <= {"shipment_record"}, "of the deal's own"
    assert given.status_code == 201, given.text


async def test_prm_2_what_a_withdrawal_sets_free_can_be_released_at_once(market: Market) -> None:
    deal = await market.deliver_deal()
    case = await open_at_once(deal)

    await market.buyer.perform_act(f"{case.path}/withdraw")
    released = await market.platform.post(f"{deal.path}/release")

    assert released.status_code == 200, released.text
