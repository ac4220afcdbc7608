"""The other programmes from end to end: live videos, a guided solution, a return, a replacement."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from deploy.proof.testing.market import PRICE, Case, Deal, Market, Person, euro_amount, wait_until

RECEIVED = {"condition": "received"}
PARCEL = {"carrier": "DHL", "tracking_number": "JD014600000RU"}
ADDRESS = {"recipient": "Sam", "street": "Lane 1", "postal_code": "10115", "city": "Berlin", "country": "DE"}
LOOKED_AT = (
    "seller_timestamp", "buyer_timestamp", "visual_cues", "item_condition", "agreed_terms", "supplementary_evidence",
)  # fmt: skip


def answered_checks(*codes: str, finding: str = "yes") -> list[dict[str, str]]:
    return [{"code": code, "finding": finding} for code in codes]


async def filming(market: Market, opener: Person) -> tuple[Deal, Case]:
    """Verified, and both asked for a video."""
    deal = await market.deliver_deal(policy="live_video")
    matches = {"item": "A lamp", "agreed_price": euro_amount(PRICE)}
    case = await deal.open_dispute(opener, transaction=matches, need="The lamp works and was handed over.")
    await case.judge_case(
        "verification", {"result": "verified", "checks": answered_checks("item", "agreed_price", "terms")}
    )
    await market.operator.perform_act(f"{case.path}/video-request")
    await wait_until(
        "the request", lambda: market.operator.list_items(f"/v1/evidence/requests?dispute={case.id}"), bool
    )
    return deal, case


async def film(case: Case, by: Person) -> str:
    """Hold a call because it was asked for; it counts once an operator attests it."""
    requests = f"/v1/evidence/requests?dispute={case.id}"
    [asked] = await wait_until("the request", lambda: by.list_items(requests), bool)
    began = datetime.fromisoformat(asked["opened_at"])
    body: dict[str, Any] = {"dispute": case.id, "link": "https://meet.example/abc", "provider": "Example Meet"}
    body |= {"started_at": began.isoformat(), "ended_at": (began + timedelta(minutes=4)).isoformat()}
    body |= {"covers": [point["code"] for point in asked["checklist"]]}
    return str((await by.perform_act("/v1/evidence/external-videos", body))["id"])


async def count_videos(reader: Person, shown: str) -> int:
    """How many they see: the shipment reported in the deal is evidence beside them."""
    return sum(item["kind"] == "external_video" for item in await reader.list_items(shown))


async def attest(market: Market, video: str) -> None:
    body = {"held": "as_stated", "statement": "I led the call."}
    await market.operator.perform_act(f"/v1/evidence/external-videos/{video}/attest", body)


@pytest.mark.parametrize(("outcome", "reason", "split", "ends"), [
    ("refund_full", "condition_not_as_agreed", (PRICE, 0), "refunded"),
    ("release", "transaction_completed", (0, PRICE), "released"),
])  # fmt: skip
async def test_t1_to_t10_both_film_nobody_peeks_and_the_ruling_is_carried_out(
    market: Market, outcome: str, reason: str, split: tuple[int, int], ends: str
) -> None:
    deal, case = await filming(market, market.buyer if outcome == "refund_full" else market.seller)
    shown = f"/v1/evidence?dispute={case.id}"

    await attest(market, await film(case, market.buyer))
    assert [await count_videos(party, shown) for party in (market.seller, market.buyer)] == [0, 1]
    await attest(market, await film(case, market.seller))
    await case.wait_for(stage="review")

    assert [await count_videos(party, shown) for party in (market.buyer, market.seller)] == [2, 2]
    await case.rule_case(outcome, reason, checks=answered_checks(*LOOKED_AT))
    await case.wait_for(status="closed", outcome="decision")
    assert (await case.read_settlement_split(), (await deal.read_escrow())["status"]) == (split, ends)


async def test_t4_where_nobody_films_the_money_takes_its_ordinary_course(market: Market) -> None:
    deal, case = await filming(market, market.buyer)

    assert (await case.wait_out_silence())["stage"] == "review"
    assert (await deal.read_funds())["frozen"] == PRICE
    unclear = answered_checks(*LOOKED_AT, finding="unclear")
    await case.rule_case("inconclusive", "nobody_appeared", responsible="none", checks=unclear)

    await case.wait_for(status="closed", outcome="inconclusive")
    await market.settle_events()
    # The time to inspect ran out during the dispute: what would have happened then happens now.
    assert ((await deal.read_escrow())["status"], (await deal.read_funds())["frozen"]) == ("released", 0)


async def guided(market: Market) -> tuple[Deal, Case, str]:
    """The buyer has walked through the tree and proposed what it suggests, the best first."""
    deal = await market.deliver_deal(policy="guided_solutions")
    case = await deal.open_dispute(reason="damaged_in_transport")
    home = await case.await_mediation_path()
    await market.buyer.perform_act(f"{home}/answers", {"question": "damage", "value": "packaging"})
    await market.buyer.perform_act(f"{home}/answers", {"question": "damage", "value": "cosmetic"})
    await market.buyer.perform_act(f"{home}/answers", {"question": "replaceable", "value": False})
    suggested = [one["option"] for one in (await market.buyer.get(f"{home}/suggestions"))["data"]]
    kinds = [option["kind"] for option in suggested]
    assert kinds == ["refund_partial", "return_and_refund", "refund_full"]
    reduction = {"kind": "refund_partial", "amount": suggested[0]["to_buyer"]}
    await market.buyer.perform_act(f"{home}/proposals", {"options": [reduction, {"kind": "refund_full"}]})
    return deal, case, home


async def test_o2_to_o5_what_the_seller_picks_is_split_in_one_posting(market: Market) -> None:
    deal, case, home = await guided(market)
    proposal, version = await case.read_newest_proposal()
    assert [answer["withdrawn"] for answer in (await market.seller.get(home))["walk"]["trace"]].count(True) == 1

    await market.seller.perform_act(f"{proposal}/accept", {"version": version, "option": 0})

    closed = await case.wait_for(status="closed", outcome="agreement")
    assert await case.read_settlement_split() == (2_400, 9_600)
    postings = (await market.platform.get(f"{deal.path}/postings"))["data"]
    [settled] = [p for p in postings if p["instruction"] == closed["settlement"]["instruction"]]
    assert {m["kind"]: m["amount"]["amount"] for m in settled["movements"]} == {"refund": 2_400, "release": 9_600}


async def test_o4_a_silent_seller_escalates_and_no_money_moves(market: Market) -> None:
    deal, case, _ = await guided(market)
    await wait_until("the seller's turn", case.read_case, lambda seen: seen["awaiting"] == ["seller"])

    await case.wait_out_silence()

    await case.wait_for(stage="review", settlement=None)
    assert ((await deal.read_funds())["held"], (await deal.read_funds())["frozen"]) == (PRICE, PRICE)


async def promised(market: Market, kind: str, stage: str) -> tuple[Deal, Case]:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated(options=[{"kind": kind}])
    proposal, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{proposal}/accept", {"version": version, "option": 0})
    await case.wait_for(stage=stage, settlement=None)
    return deal, case


Deed = tuple[str, str, dict[str, Any]]
RETURN: list[Deed] = [
    ("seller", "return", {"address": ADDRESS}),
    ("buyer", "return", {"parcel": PARCEL}),
    ("seller", "return/acknowledge", RECEIVED),
]
REPLACEMENT: list[Deed] = [("seller", "obligation/fulfil", PARCEL), ("buyer", "obligation/confirm", RECEIVED)]


@pytest.mark.parametrize(("kind", "stage", "deeds", "done", "split"), [
    pytest.param("return_and_refund", "return_address", RETURN, 0, (PRICE, 0), id="d10-no-address"),
    pytest.param("return_and_refund", "return_address", RETURN, 1, (0, PRICE), id="d11-nothing-sent"),
    pytest.param("return_and_refund", "return_address", RETURN, 2, (PRICE, 0), id="d13-not-acknowledged"),
    pytest.param("return_and_refund", "return_address", RETURN, 3, (PRICE, 0), id="d13-received"),
    pytest.param("replacement", "replacement", REPLACEMENT, 0, (PRICE, 0), id="d1-nothing-replaced"),
    pytest.param("replacement", "replacement", REPLACEMENT, 1, (0, PRICE), id="d1-not-confirmed"),
    pytest.param("replacement", "replacement", REPLACEMENT, 2, (0, PRICE), id="d1-replaced"),
])  # fmt: skip
async def test_d10_d11_d13_d1_goods_are_owed_step_by_step_and_silence_has_its_price(
    market: Market, kind: str, stage: str, deeds: list[Deed], done: int, split: tuple[int, int]
) -> None:
    deal, case = await promised(market, kind, stage)
    people = {"buyer": market.buyer, "seller": market.seller}

    for who, what, body in deeds[:done]:
        assert (await deal.read_funds())["held"] == PRICE
        await people[who].perform_act(f"{case.path}/{what}", body)
    if done < len(deeds):
        await case.wait_out_silence()

    await case.wait_for(status="closed", outcome="agreement" if done == len(deeds) else "timeout")
    assert await case.read_settlement_split() == split
    assert (await deal.read_escrow())["status"] == ("refunded" if split[0] else "released")
