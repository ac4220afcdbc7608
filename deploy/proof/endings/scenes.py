"""Scenes: cases brought to the place where two ending acts can meet, over HTTP and by nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from deploy.proof.demo import photos
from deploy.proof.testing.market import PRICE, Case, Market, euro_amount, wait_until

from .scene import Scene, spell_instant

WISHED: Final = 5_000
"""What the buyer asks for first, and gets if the seller is silent."""
OFFERED: Final = 4_000
"""What is offered later, and stands where it can be accepted."""
RULED: Final = 7_000
LOOKED_AT: Final = (
    "seller_timestamp", "buyer_timestamp", "visual_cues", "item_condition", "agreed_terms", "supplementary_evidence",
)  # fmt: skip
ADDRESS: Final = {
    "recipient": "Sam", "street": "Lane 1", "postal_code": "10115", "city": "Berlin", "country": "DE",
}  # fmt: skip
PARCEL: Final = {"carrier": "DHL", "tracking_number": "JD014600000RU"}
EXPLANATION: Final = "The evidence shows it."
BEFORE_END: Final = timedelta(days=2)


def make_ruling(outcome: str, reason: str, **more: Any) -> dict[str, Any]:
    ruling = {"outcome": outcome, "reason_code": reason, "responsible": "seller", "policy_reference": "Rule 1"}
    return {**ruling, "explanation": EXPLANATION, **more}


async def prepare_ruling(scene: Scene, **ruling: Any) -> Scene:
    await scene.market.operator.perform_act(f"{scene.opened.path}/assign", {})
    scene.ruling = make_ruling(**ruling)
    await scene.read_version()
    return scene


async def offer_by_seller(scene: Scene) -> Scene:
    """Let the seller propose, in a later phase, what the buyer can accept."""
    home = await scene.opened.await_mediation_path()
    options = {"options": [{"kind": "refund_partial", "amount": euro_amount(OFFERED)}]}

    async def propose() -> Any:
        return await scene.market.seller.post(f"{home}/proposals", options)

    answer = await wait_until("mediation knows the phase", propose, lambda seen: seen.status_code != 409)
    assert answer.status_code == 201, answer.text
    number = answer.json()["proposals"][-1]["number"]
    await scene.stand_offer(f"{home}/proposals/{number}", scene.market.buyer)
    return scene


# --- a deal that nobody disputes yet


async def undisputed(market: Market) -> Scene:
    return Scene(await market.deliver_deal())


# --- agreement_first


async def negotiation(market: Market) -> Scene:
    deal = await market.deliver_deal(policy="agreement_first")
    case = await deal.open_negotiated(options=[{"kind": "refund_partial", "amount": euro_amount(WISHED)}])
    scene = Scene(deal, case)
    await scene.stand_offer((await case.read_newest_proposal())[0], market.seller)
    return scene


async def negotiation_at_cap(market: Market) -> Scene:
    """Extend the seller's turn until the cap: no turn can outlast it."""
    scene = await negotiation(market)
    case, operator = scene.opened, market.operator
    cap = await scene.read_clock("dispute_hard_cap")
    body = {"deadline": "negotiation", "due_at": spell_instant(cap), "reason_code": "agreed"}
    await operator.perform_act(f"{case.path}/extend", body)
    return scene


async def defect_proof(market: Market) -> Scene:
    """Leave it to the buyer to prove, while an offer stands."""
    return await offer_by_seller(await _refused_twice(market))


async def _refused_twice(market: Market) -> Scene:
    scene = await negotiation(market)
    assert scene.offer is not None
    counter = {"version": 1, "options": [{"kind": "refund_partial", "amount": euro_amount(3_000)}]}
    await market.seller.perform_act(f"{scene.offer}/counter", counter)
    offered, version = await scene.opened.read_newest_proposal()
    await market.buyer.perform_act(f"{offered}/reject", {"version": version})
    await scene.opened.wait_for(stage="defect_proof")
    return scene


async def review(market: Market) -> Scene:
    scene = await _reviewed(market)
    await offer_by_seller(scene)
    return await prepare_ruling(scene, outcome="refund_partial", amount=euro_amount(RULED), reason="not_as_described")


async def _reviewed(market: Market) -> Scene:
    scene = await _refused_twice(market)
    case = scene.opened
    await wait_until("it is asked for", lambda: market.buyer.list_items(_requests_of(case)), bool)
    await market.buyer.perform_act(f"/v1/evidence/uploads?dispute={case.id}&kind=photo", photos.draw_damage(1))
    await case.wait_for(stage="review")
    return scene


async def review_near_cap(market: Market) -> Scene:
    scene = await _reviewed(market)
    await scene.advance_to(await scene.read_clock("dispute_hard_cap") - BEFORE_END)
    await offer_by_seller(scene)
    return await prepare_ruling(scene, outcome="refund_partial", amount=euro_amount(RULED), reason="not_as_described")


async def return_address(market: Market) -> Scene:
    """Rule a return: the seller owes the address."""
    scene = await _reviewed(market)
    await scene.opened.rule_case("return_and_refund", "not_as_described")
    await scene.opened.wait_for(stage="return_address")
    return await offer_by_seller(scene)


async def return_confirmation(market: Market) -> Scene:
    scene = await _reviewed(market)
    case = scene.opened
    await case.rule_case("return_and_refund", "not_as_described")
    await case.wait_for(stage="return_address")
    await market.seller.perform_act(f"{case.path}/return", {"address": ADDRESS})
    await market.buyer.perform_act(f"{case.path}/return", {"parcel": PARCEL})
    return await offer_by_seller(scene)


# --- guided_solutions


async def walking(market: Market) -> Scene:
    """Begin to answer as the buyer, and propose nothing."""
    deal = await market.deliver_deal(policy="guided_solutions")
    case = await deal.open_dispute(reason="damaged_in_transport")
    await case.await_mediation_path()
    return Scene(deal, case)


async def solutions(market: Market) -> Scene:
    scene = await walking(market)
    home = await scene.opened.await_mediation_path()
    for question, value in (("damage", "cosmetic"), ("replaceable", False)):
        await market.buyer.perform_act(f"{home}/answers", {"question": question, "value": value})
    suggested = [one["option"] for one in (await market.buyer.get(f"{home}/suggestions"))["data"]]
    assert suggested[0]["kind"] == "refund_partial", suggested
    reduction = {"kind": "refund_partial", "amount": suggested[0]["to_buyer"]}
    await market.buyer.perform_act(f"{home}/proposals", {"options": [reduction]})
    await scene.stand_offer(f"{home}/proposals/1", market.seller)
    return scene


async def guided_review(market: Market) -> Scene:
    scene = await _refused_solutions(market)
    await offer_by_seller(scene)
    return await prepare_ruling(
        scene, outcome="refund_partial", amount=euro_amount(RULED), reason="damaged_in_transport"
    )


async def _refused_solutions(market: Market) -> Scene:
    scene = await solutions(market)
    await market.seller.perform_act(f"{scene.offer}/reject", {"version": scene.offer_version})
    await scene.opened.wait_for(stage="review")
    return scene


async def guided_review_near_cap(market: Market) -> Scene:
    scene = await _refused_solutions(market)
    await scene.advance_to(await scene.read_clock("dispute_hard_cap") - BEFORE_END)
    await offer_by_seller(scene)
    return await prepare_ruling(
        scene, outcome="refund_partial", amount=euro_amount(RULED), reason="damaged_in_transport"
    )


async def replacement_confirmation(market: Market) -> Scene:
    """A replacement was ruled and sent: the buyer owes the word that it came."""
    return await offer_by_seller(await _sent_replacement(market))


async def replacement_confirmation_near_end(market: Market) -> Scene:
    """Its two weeks are almost over: an offer of five days that was made before would be, too."""
    scene = await _sent_replacement(market)
    await scene.advance_to(await scene.read_clock("obligation_confirmation") - BEFORE_END)
    return await offer_by_seller(scene)


async def _sent_replacement(market: Market) -> Scene:
    scene = await _refused_solutions(market)
    case = scene.opened
    await case.rule_case("replacement", "damaged_in_transport")
    await case.wait_for(stage="replacement")
    await market.seller.perform_act(f"{case.path}/obligation/fulfil", PARCEL)
    await case.wait_for(stage="replacement_confirmation")
    return scene


# --- live_video


async def verification(market: Market) -> Scene:
    deal = await market.deliver_deal(policy="live_video")
    matches = {"item": "A lamp", "agreed_price": euro_amount(PRICE)}
    case = await deal.open_dispute(transaction=matches, need="The lamp works and was handed over.")
    scene = Scene(deal, case)
    await market.operator.perform_act(f"{case.path}/assign", {})
    await scene.read_version()
    return scene


async def video_review(market: Market) -> Scene:
    """Both were asked for a video, nobody made one: an operator decides."""
    scene = await _reviewed_videos(market)
    unclear = [{"code": code, "finding": "unclear"} for code in LOOKED_AT]
    return await prepare_ruling(scene, outcome="refund_full", reason="default_judgment", checks=unclear)


async def _reviewed_videos(market: Market) -> Scene:
    scene = await verification(market)
    case = scene.opened
    checks = [{"code": code, "finding": "yes"} for code in ("item", "agreed_price", "terms")]
    await case.judge_case("verification", {"result": "verified", "checks": checks})
    await market.operator.perform_act(f"{case.path}/video-request")
    await market.settle_events()
    await scene.advance_to(await scene.read_clock("evidence"))
    await case.wait_for(stage="review")
    return scene


# --- report_review


async def report(market: Market) -> Scene:
    deal = await market.deliver_deal(policy="report_review")
    return Scene(deal, await deal.open_dispute(reason="service_not_as_described"))


async def report_reviewed(market: Market) -> Scene:
    scene = await _under_review(market)
    return await prepare_ruling(scene, outcome="refund_full", reason="service_not_provided")


async def _under_review(market: Market) -> Scene:
    scene = await report(market)
    await market.settle_events()
    while (await scene.opened.read_case())["stage"] == "report":
        await scene.opened.wait_out_silence()
    return scene


async def report_reviewed_near_cap(market: Market) -> Scene:
    scene = await _under_review(market)
    await scene.advance_to(await scene.read_clock("dispute_hard_cap") - BEFORE_END)
    return await prepare_ruling(scene, outcome="refund_full", reason="service_not_provided")


async def contest(market: Market) -> Scene:
    """Ruled, and the time to contest it runs."""
    scene = await _under_review(market)
    await scene.opened.rule_case("refund_full", "service_not_provided")
    await scene.opened.wait_for(stage="contest")
    return scene


def _requests_of(case: Case) -> str:
    return f"/v1/evidence/requests?dispute={case.id}"


SCENES: Final[Mapping[str, Callable[[Market], Awaitable[Scene]]]] = {
    scene.__name__: scene
    for scene in (
        undisputed, negotiation, negotiation_at_cap, defect_proof, review, review_near_cap, return_address,
        return_confirmation, walking, solutions, guided_review, guided_review_near_cap, replacement_confirmation,
        replacement_confirmation_near_end, verification, video_review, report, report_reviewed,
        report_reviewed_near_cap, contest,
    )
}  # fmt: skip
