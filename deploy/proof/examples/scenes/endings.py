"""Consequences of a decision: goods on their way back or anew, objections, and penalties taken back."""

from __future__ import annotations

from functools import partial
from typing import Any

from deploy.proof.examples.stage import APPEAL, OTHER_PARCEL, PARCEL, POINTS, REPORT, Stage
from deploy.proof.testing.market import Case, euro_amount, wait_until

ADDRESS = {"recipient": "Sam", "street": "Am Markt 1", "postal_code": "20095", "city": "Hamburg", "country": "DE"}
RETURN = {
    "outcome": "return_and_refund",
    "responsible": "seller",
    "reason_code": "not_as_described",
    "policy_reference": "returns 3.2",
    "explanation": "The label shows another size.",
}
PENALTY = [{"party": "seller", "act": "external_payment"}]


async def play_returns(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    _, case = await stage.open_case(9_000)
    await stage.bring_to_review(case)
    await case.judge_case("decision", RETURN)
    await case.wait_for(stage="return_address")
    await show("report_return", market.seller, {"address": ADDRESS}, dispute=case.id)
    corrected = {"address": {**ADDRESS, "street": "Am Markt 11"}}
    await show("correct_return_address", market.seller, corrected, dispute=case.id)
    await market.buyer.perform_act(f"{case.path}/return", {"parcel": PARCEL})
    await show("correct_parcel", market.buyer, OTHER_PARCEL, dispute=case.id)
    received = {"condition": "received", "note": "Came back whole."}
    await show("acknowledge_return", market.seller, received, dispute=case.id)
    await case.wait_for(status="closed")


async def play_replacements(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    _, case = await stage.open_case(9_000, options=[{"kind": "replacement"}])
    home, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{home}/accept", {"version": version, "option": 0})
    await case.wait_for(stage="replacement")
    await show("fulfil_obligation", market.seller, PARCEL, dispute=case.id)
    arrived = {"condition": "received", "note": "The right one this time."}
    await show("confirm_obligation", market.buyer, arrived, dispute=case.id)
    await case.wait_for(status="closed")


async def play_appeals(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    case = await open_report(stage)
    await market.advance_clock(by="48 hours")
    await case.wait_for(stage="review")
    await case.judge_case("decision", rule_report("refund_full", "conduct_proven"))
    await show("file_appeal", market.seller, {"explanation": APPEAL}, dispute=case.id)
    await market.settle_events()
    await case.judge_case("decision", rule_report("refund_full", "conduct_proven"), stage.colleague)
    await case.wait_for(status="closed")
    await market.settle_events()
    standing = await show("get_standing", market.seller, participant="sam")
    reversed_by = {"reason": "The payment was made through the platform after all."}
    penalty = standing["penalties"][0]["id"]
    await show("reverse_penalty", stage.lead, reversed_by, participant="sam", penalty=penalty)


async def open_report(stage: Stage) -> Case:
    """A report of which both have shown everything."""
    market = stage.market
    deal = await market.deliver_deal(8_000, policy="report_review", windows={"inspection": "30 days"})
    case = await deal.open_dispute(reason="conduct", claimed=euro_amount(8_000), explanation=REPORT)
    home = f"/v1/evidence/requests?dispute={case.id}"
    for party in (market.buyer, market.seller):
        await wait_until("a request", partial(party.list_items, home), bool)
        shown = {"kind": "statement", "dispute": case.id, "covers": POINTS, "text": "Here is all of it."}
        await party.perform_act("/v1/evidence/items", shown)
    await market.settle_events()
    return case


def rule_report(outcome: str, reason_code: str) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "responsible": "seller",
        "reason_code": reason_code,
        "policy_reference": "calls 4",
        "explanation": "The conversation shows that he asked for payment outside.",
        "penalties": PENALTY,
    }
