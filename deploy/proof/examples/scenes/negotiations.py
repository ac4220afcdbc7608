"""A case from its opening, its negotiation, and questions that lead to what can be agreed."""

from __future__ import annotations

from typing import Any

from deploy.proof.examples.stage import EXPLANATION, Stage
from deploy.proof.testing.market import Case, euro_amount, wait_until


async def play_opening(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    deal = await market.deliver_deal()
    await market.settle_events()
    await show("get_eligibility", market.buyer, escrow=deal.id, language="en")
    claim = {
        "escrow": deal.id,
        "reason": "significantly_not_as_described",
        "claimed": euro_amount(12_000),
        "options": [{"kind": "refund_full"}, {"kind": "return_and_refund"}],
        "explanation": EXPLANATION,
    }
    opened = await show("open_dispute", market.buyer, claim)
    dispute = opened["id"]
    case = Case(market, f"/v1/disputes/{dispute}")
    await case.await_mediation_path()
    await market.settle_events()
    await show("get_dispute", market.seller, dispute=dispute)
    await show("list_disputes", market.operator, status=["waiting_for_seller"], limit=20)
    await show("count_disputes", market.operator)
    message = await show("post_message", market.buyer, {"text": "When can you send the right one?"}, dispute=dispute)
    await show("list_messages", market.seller, dispute=dispute, limit=20)
    await show("mark_dispute_read", market.seller, {"message": message["id"]}, dispute=dispute)
    await show("get_story", market.seller, dispute=dispute, limit=20)
    await show("create_story_link", market.seller, dispute=dispute)
    await show("create_own_stories_link", market.seller)
    await show("get_forecast", market.seller, dispute=dispute)
    await show("get_timeline", market.operator, dispute=dispute)
    await show("accept_claim", market.seller, {}, dispute=dispute)
    _, withdrawn = await stage.open_case()
    await show("withdraw_dispute", market.buyer, {}, dispute=withdrawn.id)


async def play_proposals(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    _, case = await stage.open_case()
    mediation = (await case.await_mediation_path()).rpartition("/")[2]
    await show("get_mediation", market.seller, mediation=mediation, language="en")
    await show("list_mediations", market.seller, dispute=case.id, limit=20)
    await show("foretell_option", market.seller, mediation=mediation, kind="refund_partial", amount=4_000)
    number, version = await read_newest(case)
    offer = {
        "version": version,
        "options": [{"kind": "refund_partial", "amount": euro_amount(4_000)}],
        "note": "That pays for a new shade.",
    }
    await show("counter_proposal", market.seller, offer, mediation=mediation, number=number)
    number, version = await read_newest(case)
    await show("accept_proposal", market.buyer, {"version": version, "option": 0}, mediation=mediation, number=number)
    await case.wait_for(status="closed", outcome="agreement")
    await play_refusals(stage)


async def play_refusals(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    _, case = await stage.open_case()
    mediation = (await case.await_mediation_path()).rpartition("/")[2]
    number, version = await read_newest(case)
    offer = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
    await market.seller.perform_act(f"/v1/mediations/{mediation}/proposals/{number}/counter", offer)
    number, version = await read_newest(case)
    reason = {"version": version, "reason": "That would not pay for the repair."}
    await show("reject_proposal", market.buyer, reason, mediation=mediation, number=number)
    _, other = await stage.open_case()
    home, version = await other.read_newest_proposal()
    await market.seller.perform_act(f"{home}/counter", {**offer, "version": version})
    await show("escalate_dispute", market.buyer, {}, dispute=other.id)


async def play_guided(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    deal = await market.deliver_deal(policy="guided_solutions")
    case = await deal.open_dispute(reason="damaged_in_transport", explanation=EXPLANATION)
    mediation = (await case.await_mediation_path()).rpartition("/")[2]
    await show("answer_question", market.buyer, {"question": "damage", "value": "partly"}, mediation=mediation)
    walk = (await market.buyer.get(f"/v1/mediations/{mediation}"))["walk"]
    while (question := walk["question"]) is not None:
        value: Any = euro_amount(4_000) if question["kind"] == "amount" else True
        answer = {"question": question["code"], "value": value}
        await market.buyer.perform_act(f"/v1/mediations/{mediation}/answers", answer)
        walk = (await market.buyer.get(f"/v1/mediations/{mediation}"))["walk"]
    await show("list_suggestions", market.buyer, mediation=mediation, language="en")
    wish = {"options": [{"kind": "refund_partial", "amount": euro_amount(4_000)}, {"kind": "refund_full"}]}
    await show("create_proposal", market.buyer, wish, mediation=mediation)
    number, version = await read_newest(case)
    less = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(3_500)}]}
    await show("amend_proposal", market.buyer, less, mediation=mediation, number=number)


async def read_newest(case: Case) -> tuple[int, int]:
    home, version = await wait_until("a proposal", case.read_newest_proposal, bool)
    return int(home.rpartition("/")[2]), version
