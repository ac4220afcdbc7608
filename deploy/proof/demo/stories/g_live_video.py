"""live_video: verified, both asked for video, recorded live and sealed until both are in, decided; a film that is not
live, a conversation elsewhere; and once nobody shows up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from deploy.proof.demo import films, live, recorder, show
from deploy.proof.demo.deals import Case, Deal, Outcome, euros
from deploy.proof.demo.people import Person
from deploy.proof.demo.stage import Stage

TITLE = "Show it on video"
ABOUT = """Programme live_video. An operator verifies the deal and asks both sides for a video. Both film on the
recorder page, which uploads while they do; neither sees the other's before both are in. The suite shows that both are
live, and the ruling answers every point of the list. A second time Anna sends a film she made before, which is found,
and Sam a conversation held elsewhere. A third time nobody shows anything for 72 hours: the clock moves no money."""

VERIFIED = ("item", "agreed_price", "terms")
REVIEWED = (
    "seller_timestamp", "buyer_timestamp", "visual_cues", "item_condition", "agreed_terms", "supplementary_evidence",
)  # fmt: skip
BUYER_SHOWS = ("transaction_evidence", "condition", "discrepancies", "timestamp")
SELLER_SHOWS = ("transaction_evidence", "condition", "timestamp")
CALL_BEGAN: Final = timedelta(seconds=65)
CALL_ENDED: Final = timedelta(seconds=5)


def play(stage: Stage) -> None:
    film = films.of_packing("made yesterday")
    if (reason := recorder.why_not()) is None:
        film = both_record(stage)
    else:
        show.left_out(f"both parties recording live in a browser, verified and revealed. {reason}")
    not_live(stage, film)
    nobody_shows(stage)


def both_record(stage: Stage) -> bytes:
    """Answers the buyer's film, as stored."""
    deal, case = asked_for_video(stage, "A camera")
    buyers = live.recorded(case, stage.buyer)
    hidden = stage.client.get(f"/v1/evidence/items/{buyers['item']}", headers=stage.seller.headers())
    stage.check("sealed from the other side until both are in (T8)", hidden.status_code, 404)
    show.refusal("seller", "looks for the buyer's video before giving one (T8)", f"→ {hidden.status_code}")
    sellers = live.recorded(case, stage.seller)
    case.reaches(stage.operator, stage="review")
    for party, other in ((stage.seller, buyers), (stage.buyer, sellers)):
        stage.check("then both see both", party.get(f"/v1/evidence/items/{other['item']}")["id"], other["item"])
    live.findings(stage.operator, buyers, result="live")
    live.findings(stage.operator, sellers, result="live")

    stage.operator.may_not(
        "rules without the list (T9)", f"{case.path}/decision", ruling("refund_full", "condition_not_as_agreed"),
        status=422, code="checklist_incomplete", version=case.seen(stage.operator)["version"],
    )  # fmt: skip
    case.ruled(
        stage.operator, "rules for the buyer",
        **ruling("refund_full", "condition_not_as_agreed"), checks=found(REVIEWED),
    )  # fmt: skip
    case.closes("decision")
    deal.ends("refunded")
    deal.expect = Outcome(to_buyer=9_900, to_seller=0)
    return downloaded(stage.buyer, buyers["item"])


def not_live(stage: Stage, film: bytes) -> None:
    """The buyer cheats; the seller was in a video call with the operator (T5)."""
    deal, case = asked_for_video(stage, "A tripod")
    cheat = live.sent_as_live(case, stage.buyer, film, *BUYER_SHOWS)
    call = held_elsewhere(case, stage.seller)
    case.reaches(stage.operator, stage="review")
    live.findings(stage.operator, cheat, result="not_shown_live", failed=("tokens_genuine",))
    statement = {"held": "as_stated", "statement": "I led the call; the tripod was shown whole, and packed."}
    path = f"/v1/evidence/external-videos/{call['id']}"
    attested = stage.operator.does("attests the seller's call", f"{path}/attest", statement)
    stage.check("a call elsewhere is never verified live (T5)", attested["live_verified"], False)
    case.ruled(
        stage.operator, "rules for the seller",
        **ruling("release", "condition_as_agreed", "buyer"), checks=found(REVIEWED, buyer_timestamp="no"),
    )  # fmt: skip
    case.closes("decision")
    deal.ends("released")
    deal.expect = Outcome(to_buyer=0, to_seller=9_652, fee=248)


def held_elsewhere(case: Case, by: Person) -> dict[str, Any]:
    recording = case.evidence(by, "video", films.of_packing("seller"))
    now = datetime.now(UTC)
    call = {
        "dispute": case.id, "link": "https://meet.example/abc-defg", "provider": "Example Meet",
        "started_at": (now - CALL_BEGAN).isoformat(), "ended_at": (now - CALL_ENDED).isoformat(),
        "recording": recording["id"], "covers": SELLER_SHOWS,
    }  # fmt: skip
    told = by.does("tells of a video call and its recording (T5)", "/v1/evidence/external-videos", call)
    path = f"/v1/evidence/external-videos/{told['id']}"
    seen = by.stage.until(
        "its recording is checked", lambda: by.get(path), lambda seen: bool(seen["checked_at"]), live.CHECKED_SECONDS
    )
    show.findings(seen["findings"])
    return seen


def nobody_shows(stage: Stage) -> None:
    deal, case = asked_for_video(stage, "A lens")
    stage.advance("72 hours pass, nobody shows anything", by="72 hours")
    case.reaches(stage.operator, stage="review")
    stage.check("the clock has moved no money", stage.platform.get(deal.path)["funds"]["frozen"]["amount"], 9_900)
    case.ruled(
        stage.operator, "rules: inconclusive",
        **ruling("inconclusive", "nobody_appeared", "none"), checks=found(REVIEWED, "unclear"),
    )  # fmt: skip
    case.closes("inconclusive")
    stage.until(
        "the money is no longer frozen",
        lambda: stage.platform.get(deal.path)["funds"]["frozen"]["amount"],
        lambda seen: seen == 0,
    )
    stage.platform.does("releases it in the ordinary way", f"{deal.path}/release")
    deal.ends("released")
    deal.expect = Outcome(to_buyer=0, to_seller=9_652, fee=248)


def asked_for_video(stage: Stage, title: str) -> tuple[Deal, Case]:
    """T1 to T3."""
    deal = Deal.paid(stage, title, 9_900, policy="live_video").shipped().delivered()
    case = Case.opened(
        deal,
        stage.buyer,
        reason="significantly_not_as_described",
        why="It has a scratched sensor.",
        transaction={"item": title, "agreed_price": euros(9_900)},
        need="The photos of the offer show another condition.",
    )
    stage.operator.does("takes the case", f"{case.path}/assign", {})
    verdict = {"result": "verified", "checks": found(VERIFIED)}
    stage.operator.does(
        "verifies the deal", f"{case.path}/verification", verdict, version=case.seen(stage.operator)["version"]
    )
    stage.operator.does("asks both for a video", f"{case.path}/video-request")
    case.asked(stage.operator, 2)
    return deal, case


def downloaded(by: Person, item: str) -> bytes:
    link = by.does("downloads their own video", f"/v1/evidence/items/{item}/download")
    answer = by.stage.client.get(link["url"], headers=by.headers())
    by.stage.check("it comes as it was received", answer.status_code, 200)
    return answer.content


def found(points: tuple[str, ...], finding: str = "yes", **differently: str) -> list[dict[str, Any]]:
    return [{"code": point, "finding": differently.get(point, finding)} for point in points]


def ruling(outcome: str, reason_code: str, responsible: str = "seller") -> dict[str, Any]:
    return {
        "outcome": outcome,
        "responsible": responsible,
        "reason_code": reason_code,
        "policy_reference": "video 1.3",
        "explanation": "By what both videos show, or do not.",
    }
