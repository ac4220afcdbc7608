"""Deals in which what is rare happens: fees paid on top, mediators, penalties, second operators, calls elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import uuid4

from deploy.proof.examples.stage import POINTS
from deploy.proof.testing.market import PRICE, Market, euro_amount, wait_until

from .deals import PARTS, Play, dispute, give_photo, open_case, refuse

PAID_ON_TOP: Final = {"basis_points": 250, "paid_by": "buyer"}
FEE: Final = PRICE * 250 // 10_000
LIMIT: Final = {"EUR": 10_000}
PENALTY: Final = [{"party": "seller", "act": "external_payment"}]
VERIFIED: Final = ("item", "agreed_price", "terms")
REPORT: Final = "They asked me to pay outside of the platform, twice, and stopped answering when I refused. " * 3


def _make_ruling(outcome: str, reason: str, **more: Any) -> dict[str, Any]:
    return {
        "outcome": outcome, "reason_code": reason, "responsible": "seller", "policy_reference": "Rule 1",
        "explanation": "The evidence shows it.", **more,
    }  # fmt: skip


async def pay_the_fee_on_top(market: Market) -> None:
    """Too much comes in, a part goes back, and the rest is disputed and agreed upon."""
    agreed = {
        "buyer": "anna", "seller": "sam", "amount": euro_amount(PRICE), "agreement": {"title": "A lamp"},
        "fee": PAID_ON_TOP,
    }  # fmt: skip
    made = await market.platform.perform_act("/v1/escrows", agreed)
    path = f"/v1/escrows/{made['id']}"
    payment = {"amount": euro_amount(PRICE + FEE + 500), "provider_reference": uuid4().hex}
    await market.platform.perform_act(f"{path}/fund", payment)
    await market.platform.perform_act(f"{path}/ship", {"carrier": "DHL", "tracking_number": "JD014600000RU"})
    await market.platform.perform_act(f"{path}/deliver")
    await market.platform.perform_act(f"{path}/refund", {"amount": euro_amount(1_000)})


async def offer_again(market: Market) -> None:
    """An offer is refused, and another one accepted when the negotiation is over."""
    case = await dispute(await market.deliver_deal())
    talks = await refuse(case)
    await market.settle_events()
    offer = {"options": [{"kind": "refund_partial", "amount": euro_amount(6_000)}]}
    await market.seller.perform_act(f"{talks}/proposals", offer)
    await market.buyer.perform_act(f"{talks}/proposals/3/accept", {"version": 1, "option": 0})


async def agree_anew(market: Market) -> None:
    """What was agreed upon first is not carried out: before the goods are back, less is agreed upon instead (D14)."""
    case = await open_case(
        await market.deliver_deal(), reason="significantly_not_as_described", options=[{"kind": "return_and_refund"}]
    )
    talks = await case.await_mediation_path()
    await market.seller.perform_act(f"{talks}/proposals/1/accept", {"version": 1, "option": 0})
    await market.settle_events()
    await market.seller.perform_act(f"{talks}/proposals", {"options": [PARTS]})
    await market.buyer.perform_act(f"{talks}/proposals/2/accept", {"version": 1, "option": 0})


async def mediate(market: Market) -> None:
    """A mediator puts one solution to both: one consents, the other lets it be."""
    case = await dispute(await market.deliver_deal())
    talks = await refuse(case)
    await market.settle_events()
    await market.operator.perform_act(f"{case.path}/assign", {})
    await market.operator.perform_act(f"{talks}/proposals", {"options": [PARTS], "note": "Half and half."})
    await market.buyer.perform_act(f"{talks}/proposals/3/accept", {"version": 1, "option": 0})


async def walk_the_guide(market: Market) -> None:
    case = await open_case(await market.deliver_deal(policy="guided_solutions"), reason="damaged_in_transport")
    talks = await case.await_mediation_path()
    answer: dict[str, Any] | None = {"question": "damage", "value": "partly"}
    while answer is not None:
        await market.buyer.perform_act(f"{talks}/answers", answer)
        question = (await market.buyer.get(talks))["walk"]["question"]
        is_amount = question is not None and question["kind"] == "amount"
        value: Any = euro_amount(4_000) if is_amount else True
        answer = None if question is None else {"question": question["code"], "value": value}
    wish = {"options": [{"kind": "refund_partial", "amount": euro_amount(4_000)}, {"kind": "refund_full"}]}
    await market.buyer.perform_act(f"{talks}/proposals", wish)
    less = {"version": 1, "options": [{"kind": "refund_partial", "amount": euro_amount(3_500)}]}
    await market.buyer.perform_act(f"{talks}/proposals/1/amend", less)


async def punish(market: Market) -> None:
    """A report that both answer, a ruling with a penalty, an objection."""
    deal = await market.deliver_deal(policy="report_review", windows={"inspection": "30 days"})
    case = await open_case(deal, reason="conduct", explanation=REPORT)
    for party in (market.buyer, market.seller):
        home = f"/v1/evidence/requests?dispute={case.id}"
        await wait_until("a request", partial(party.list_items, home), bool)
        shown = {"kind": "statement", "dispute": case.id, "covers": POINTS, "text": "Here is all of it."}
        await party.perform_act("/v1/evidence/items", shown)
    await market.settle_events()
    await market.advance_clock(by="48 hours")
    await market.renew_tokens()
    await case.judge_case("decision", _make_ruling("refund_full", "conduct_proven", penalties=PENALTY))
    await market.settle_events()
    appeal = {"explanation": "The call took place as it was agreed, and nothing was asked for outside. " * 8}
    await market.seller.perform_act(f"{case.path}/appeals", appeal)
    await market.settle_events()
    colleague = await market.mint_person("operator", "otto", "read", "decide", "lead")
    upheld = _make_ruling("refund_full", "conduct_proven", penalties=PENALTY)
    await case.judge_case("decision", upheld, colleague)
    [penalty, *_] = (await market.platform.get("/v1/participants/sam/standing"))["penalties"][-1:]
    reason = {"reason": "The payment was made through the platform."}
    lead = await market.mint_person("operator", "lena", "read", "decide", "lead")
    await lead.perform_act(f"/v1/participants/sam/penalties/{penalty['id']}/reverse", reason)


async def ask_a_second_operator(market: Market) -> None:
    """A ruling that waits for a colleague is refused, and given again for less."""
    await market.platform.put("/v1/dispute-settings", {"approval_limits": LIMIT})
    case = await dispute(await market.deliver_deal())
    await refuse(case)
    await give_photo(case)
    await case.judge_case("decision", _make_ruling("refund_full", "not_as_described"))
    lead = await market.mint_person("operator", "lena", "read", "decide", "lead")
    version = f'"{(await lead.get(case.path))["version"]}"'
    await lead.perform_act(f"{case.path}/reject-approval", {"why": "A part is enough."}, If_Match=version)
    part = {"amount": euro_amount(4_000)}
    await case.judge_case("decision", _make_ruling("refund_partial", "not_as_described", **part))
    await market.platform.put("/v1/dispute-settings", {"approval_limits": {}})


async def call_elsewhere(market: Market) -> None:
    """A verified case: one opens the recorder and leaves it, the other tells of a call, which is attested."""
    deal = await market.deliver_deal(policy="live_video")
    stated = {"item": "A lamp", "agreed_price": euro_amount(PRICE)}
    reason = "significantly_not_as_described"
    case = await open_case(deal, reason=reason, transaction=stated, need="It is not the one.")
    verdict = {"result": "verified", "checks": [{"code": code, "finding": "yes"} for code in VERIFIED]}
    await case.judge_case("verification", verdict)
    await market.settle_events()
    await market.operator.perform_act(f"{case.path}/video-request", {})
    owed = await wait_until(
        "the requests", lambda: market.seller.list_items(f"/v1/evidence/requests?dispute={case.id}"), bool
    )
    await market.buyer.perform_act("/v1/evidence/video-sessions", {"dispute": case.id})
    began = datetime.fromisoformat(owed[0]["opened_at"])
    await market.settle_events()
    call = {
        "dispute": case.id, "link": "https://meet.example/abc-defg", "provider": "Example Meet",
        "started_at": f"{began:%Y-%m-%dT%H:%M:%SZ}", "ended_at": f"{began + timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}",
        "covers": ["condition", "timestamp"],
    }  # fmt: skip
    video = await market.seller.perform_act("/v1/evidence/external-videos", call)
    attested = {"held": "as_stated", "statement": "I led the call; both showed the parcel."}
    await market.operator.perform_act(f"/v1/evidence/external-videos/{video['id']}/attest", attested)


async def attach_what_is_there(market: Market) -> None:
    """An operator asks for what the buyer has given before, who attaches it."""
    case = await dispute(await market.deliver_deal())
    await refuse(case)
    photo = await give_photo(case)
    await market.settle_events()
    [request] = await market.operator.list_items(f"/v1/evidence/requests?dispute={case.id}")
    until = f"{datetime.fromisoformat(request['due_at']) + timedelta(days=2):%Y-%m-%dT%H:%M:%SZ}"
    wish = {"party": "buyer", "kinds": ["photo"], "until": until, "note": "The shade, from above."}
    await market.operator.perform_act(f"{case.path}/evidence-requests", wish)
    await market.settle_events()
    asked = await market.buyer.list_items(f"/v1/evidence/requests?dispute={case.id}")
    [newest] = [each for each in asked if each["id"] != request["id"]]
    await market.buyer.perform_act(f"/v1/evidence/requests/{newest['id']}/items", {"item": photo["id"]})


RARE: Final[tuple[Play, ...]] = (
    pay_the_fee_on_top, offer_again, agree_anew, mediate, walk_the_guide, punish, ask_a_second_operator, call_elsewhere,
    attach_what_is_there,
)  # fmt: skip
