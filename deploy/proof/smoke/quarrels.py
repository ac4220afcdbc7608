"""Cases in which everybody writes something wherever something can be written: what erasing has to find again."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import quote

from PIL import Image

from deploy.proof.smoke.test_appeals import COVERED, PAID_OUTSIDE, WHY
from deploy.proof.smoke.test_programmes import LOOKED_AT
from deploy.proof.testing.market import PRICE, Case, Deal, Market, Person, euro_amount, wait_until


class Words(NamedTuple):
    """What each says; of one market alone. `deal` is what the platform writes of it."""

    buyer: str
    seller: str
    office: str
    deal: str


def words_of(market: Market) -> Words:
    return Words(*(f"{who}{market.id[-8:]}" for who in ("anna", "sam", "olga", "deal")))


def _parcel(word: str) -> dict[str, str]:
    return {"carrier": "other", "carrier_name": f"Cousin {word}", "tracking_number": f"{_printable(word)} 1"}


def _printable(word: str) -> str:
    """As a carrier prints it: capital letters and digits."""
    return re.sub("[^A-Z0-9]", "", word.upper())


def _address(word: str) -> dict[str, str]:
    return {"recipient": word, "street": f"{word} 1", "city": word, "state": word, "postal_code": word, "country": "DE"}


def _photo() -> bytes:
    photo = BytesIO()
    Image.new("RGB", (32, 32), "red").save(photo, "JPEG")
    return photo.getvalue()


async def quarrel(market: Market, words: Words) -> tuple[Deal, Case]:
    """Goods that are not as described: talked about, proved, ruled on and sent back."""
    deal = await _sell(market, words)
    case = await deal.open_dispute(options=[{"kind": "return_and_refund"}], explanation=f"{words.buyer} opened it.")
    await market.buyer.perform_act(f"{case.path}/messages", {"text": f"{words.buyer} writes."})
    await market.seller.perform_act(f"{case.path}/messages", {"text": f"{words.seller} writes."})
    await _talk(market, words, case)
    await case.wait_for(stage="defect_proof")
    await _prove(market, words, case)
    await market.operator.perform_act(f"{case.path}/notes", {"text": words.office})
    await market.operator.perform_act(f"{case.path}/messages", {"text": words.office})
    await market.settle_events()
    until = _later(await market.platform.get("/v1/test-clock"), days=1)
    asked = {"party": "buyer", "kinds": ["photo"], "until": until, "note": words.office}
    await market.operator.perform_act(f"{case.path}/assign", {})
    await market.operator.perform_act(f"{case.path}/evidence-requests", asked)
    await _rule(case, words, "return_and_refund", "not_as_described")
    await _send_back(market, words, case)
    await case.wait_for(status="closed")
    await market.settle_events()
    return deal, case


async def _sell(market: Market, words: Words) -> Deal:
    """Of the parcel of a deal whoever receives it may have the number erased: it says the buyer's word."""
    deal = await market.fund_deal(agreement=_agreement(words), metadata={"note": words.deal})
    await market.platform.perform_act(f"{deal.path}/ship", _shipment(words, 0))
    await market.platform.perform_act(f"{deal.path}/correct-shipment", _shipment(words, 1))
    await market.platform.perform_act(f"{deal.path}/deliver")
    return deal


async def _sell_in_bulk(market: Market, words: Words, policy: str) -> Deal:
    agreed = {"buyer": "anna", "seller": "sam", "amount": euro_amount(PRICE), "agreement": _agreement(words)}
    noted = {"metadata": {"note": words.deal}, "policy": policy}
    made = await _instruct(market, "create_escrow", key=f"create-{market.id}", body={**agreed, **noted})
    paid = {"amount": euro_amount(PRICE), "provider_reference": made["id"]}
    await _instruct(market, "fund", escrow=made["id"], key=f"fund-{made['id']}", body=paid)
    await _instruct(market, "ship", escrow=made["id"], key=f"ship-{made['id']}", body=_shipment(words, 2))
    await _instruct(market, "deliver", escrow=made["id"], key=f"deliver-{made['id']}")
    return Deal(market, f"/v1/escrows/{made['id']}")


def _agreement(words: Words) -> dict[str, str]:
    return {"title": words.deal, "terms": words.deal}


def _shipment(words: Words, number: int) -> dict[str, str]:
    return {"carrier": f"{words.buyer} & sons", "tracking_number": f"{_printable(words.buyer)} {number}"}


async def _instruct(market: Market, operation: str, **instruction: Any) -> dict[str, Any]:
    body = {"instructions": [{"operation": operation, **instruction}]}
    done = await market.platform.perform_act("/v1/bulk", body)
    [outcome] = done["outcomes"]
    assert outcome["status"] < 300, outcome
    return dict(outcome["result"])


async def _talk(market: Market, words: Words, case: Case) -> None:
    await case.await_mediation_path()
    proposal, version = await case.read_newest_proposal()
    half = {"version": version, "options": [{"kind": "refund_partial", "basis_points": 5000}], "note": words.seller}
    await market.seller.perform_act(f"{proposal}/counter", half)
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/reject", {"version": version, "reason": words.buyer})


async def _prove(market: Market, words: Words, case: Case) -> None:
    requests = f"/v1/evidence/requests?dispute={case.id}"
    await wait_until("the request", lambda: market.buyer.list_items(requests), bool)
    begun = _announce(case, "photo", f"{words.buyer}.jpg")
    assert (await market.buyer.post("/v1/evidence/uploads/resumable", b"", **begun)).status_code == 201
    for text in (words.buyer, f"{words.buyer} again"):
        said = {"dispute": case.id, "kind": "statement", "text": text}
        statement = await market.buyer.perform_act("/v1/evidence/items", said)
    record = {"dispute": case.id, "kind": "shipment_record", **_parcel(words.seller)}
    await market.seller.perform_act("/v1/evidence/items", record)
    upload = f"/v1/evidence/uploads?dispute={case.id}&kind=photo&filename={words.buyer}.jpg"
    await market.buyer.perform_act(upload, _photo())
    await case.wait_for(stage="review")
    why = {"reason_code": "not_relevant", "reason": words.office}
    await market.operator.perform_act(f"/v1/evidence/items/{statement['id']}/invalidate", why)
    await market.platform.perform_act("/v1/evidence/legal-holds", {"dispute": case.id, "reason": words.office})
    await market.platform.perform_act("/v1/evidence/legal-holds/release", {"dispute": case.id})


def _announce(case: Case, kind: str, filename: str) -> dict[str, str]:
    about = {"dispute": case.id, "kind": kind, "filename": filename}
    told = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in about.items())
    return {"Tus_Resumable": "1.0.0", "Upload_Length": "10", "Upload_Metadata": told}


async def _rule(case: Case, words: Words, outcome: str, reason: str, **more: Any) -> None:
    """Looked at before: a preview is kept under its key, too."""
    said = {"policy_reference": words.office, "explanation": words.office, **more}
    draft = {"outcome": outcome, "reason_code": reason, "responsible": "seller", **said}
    await case.market.operator.perform_act(f"{case.path}/assign", {})
    await case.market.operator.perform_act(f"{case.path}/rulings/preview", draft)
    await case.rule_case(outcome, reason, **said)


async def _send_back(market: Market, words: Words, case: Case) -> None:
    home = f"{case.path}/return"
    await market.seller.perform_act(home, {"address": _address(words.seller)})
    await market.seller.perform_act(f"{home}/correct-address", {"address": _address(f"{words.seller} 2")})
    await market.buyer.perform_act(home, {"parcel": _parcel(words.buyer)})
    await market.buyer.perform_act(f"{case.path}/correct-parcel", _parcel(f"{words.buyer} 2"))
    await market.seller.perform_act(f"{home}/acknowledge", {"condition": "received", "note": words.seller})


async def quarrel_on_film(market: Market, words: Words) -> Case:
    """A deal that is verified, filmed by both, and ruled on by two operators who differ."""
    deal = await _sell_in_bulk(market, words, "live_video")
    matches = {"item": words.buyer, "agreed_price": euro_amount(PRICE), "terms": words.buyer}
    case = await deal.open_dispute(transaction=matches, need=words.buyer, explanation=words.buyer)
    noted = [{"code": code, "finding": "yes", "note": words.office} for code in ("item", "agreed_price", "terms")]
    await case.judge_case("verification", {"result": "verified", "checks": noted})
    await market.operator.perform_act(f"{case.path}/video-request")
    for person, word in ((market.buyer, words.buyer), (market.seller, words.seller)):
        await _film(market, words, case, person, word)
    await case.wait_for(stage="review")
    checks = [{"code": code, "finding": "yes", "note": words.office} for code in LOOKED_AT]
    assert (await market.platform.put("/v1/dispute-settings", {"approval_limits": {"EUR": 1}})).is_success
    await _rule(case, words, "refund_full", "condition_not_as_agreed", checks=checks)
    lead = await market.mint_person("operator", "lea", "read", "decide", "lead")
    await lead.perform_act(f"{case.path}/reject-approval", {"why": words.office}, **await _version(lead, case))
    assert (await market.platform.put("/v1/dispute-settings", {})).is_success
    await _rule(case, words, "refund_full", "condition_not_as_agreed", checks=checks)
    await case.wait_for(status="closed")
    return case


async def _film(market: Market, words: Words, case: Case, by: Person, word: str) -> None:
    requests = f"/v1/evidence/requests?dispute={case.id}"
    [asked] = await wait_until("the request", lambda: by.list_items(requests), bool)
    began = datetime.fromisoformat(asked["opened_at"])
    covers = [point["code"] for point in asked["checklist"]]
    call = {
        "dispute": case.id,
        "link": f"https://meet.example/{quote(word)}",
        "provider": f"{word} meets",
        "covers": covers,
    }
    times = {"started_at": began.isoformat(), "ended_at": (began + timedelta(minutes=4)).isoformat()}
    video = await by.perform_act("/v1/evidence/external-videos", {**call, **times})
    attested = {"held": "as_stated", "statement": words.office}
    await market.operator.perform_act(f"/v1/evidence/external-videos/{video['id']}/attest", attested)


async def _version(reader: Person, case: Case) -> dict[str, str]:
    return {"If_Match": f'"{(await reader.get(case.path))["version"]}"'}


async def quarrel_over_replacement(market: Market, words: Words) -> Case:
    """Goods that are sent anew, as a mediator has proposed."""
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    home = await case.await_mediation_path()
    await _talk(market, words, case)
    await case.wait_for(stage="defect_proof")
    await market.operator.perform_act(f"{case.path}/assign", {})
    offered = {"options": [{"kind": "replacement"}], "note": words.office}
    await market.operator.perform_act(f"{home}/proposals", offered)
    proposal, _ = await case.read_newest_proposal()
    for person in (market.buyer, market.seller):
        _, version = await case.read_newest_proposal()
        await person.perform_act(f"{proposal}/accept", {"version": version, "option": 0})
    await case.wait_for(stage="replacement")
    await market.seller.perform_act(f"{case.path}/obligation/fulfil", _parcel(words.seller))
    received = {"condition": "received", "note": words.buyer}
    await market.buyer.perform_act(f"{case.path}/obligation/confirm", received)
    await case.wait_for(status="closed")
    return case


async def quarrel_by_guide(market: Market, words: Words) -> Case:
    """A guided walk whose proposal is put right, and accepted."""
    deal = await market.deliver_deal(policy="guided_solutions")
    case = await deal.open_dispute(reason="damaged_in_transport", explanation=words.buyer)
    home = await case.await_mediation_path()
    for question, value in (("damage", "cosmetic"), ("replaceable", False)):
        await market.buyer.perform_act(f"{home}/answers", {"question": question, "value": value})
    offered = {"options": [{"kind": "refund_full"}], "note": words.buyer}
    await market.buyer.perform_act(f"{home}/proposals", offered)
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/amend", {**offered, "version": version})
    proposal, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{proposal}/accept", {"version": version, "option": 0})
    await case.wait_for(status="closed")
    return case


async def quarrel_over_conduct(market: Market, words: Words) -> Case:
    """A reported seller, who contests a penalty; it is reversed in the end."""
    deal = await market.deliver_deal(policy="report_review")
    case = await deal.open_dispute(reason="conduct", explanation=words.buyer)
    for person, word in ((market.buyer, words.buyer), (market.seller, words.seller)):
        await _show(case, person, word)
    await market.settle_events()
    await market.advance_clock(by="48 hours")
    await case.wait_for(stage="review")
    proven: dict[str, Any] = {"policy_reference": words.office, "explanation": words.office, "penalties": PAID_OUTSIDE}
    await case.rule_case("refund_full", "conduct_proven", **proven)
    await case.wait_for(stage="contest")
    await market.seller.perform_act(f"{case.path}/appeals", {"explanation": f"{words.seller}: {WHY}"})
    other = await market.mint_person("operator", "otto", "read", "decide")
    await case.rule_case("refund_full", "conduct_proven", other, **proven)
    await case.wait_for(status="closed")
    await market.settle_events()
    lead = await market.mint_person("operator", "lea", "read", "decide", "lead")
    for penalty in (await lead.get("/v1/participants/sam/standing"))["penalties"]:
        home = f"/v1/participants/sam/penalties/{penalty['id']}/reverse"
        await lead.perform_act(home, {"reason": words.office})
    return case


async def _show(case: Case, by: Person, word: str) -> None:
    body = {"kind": "statement", "dispute": case.id, "covers": COVERED, "text": word}
    await wait_until("the request", lambda: by.list_items(f"/v1/evidence/requests?dispute={case.id}"), bool)
    await by.perform_act("/v1/evidence/items", body)


def _later(clock: Mapping[str, Any], **how: float) -> str:
    return (datetime.fromisoformat(clock["now"]) + timedelta(**how)).isoformat()
