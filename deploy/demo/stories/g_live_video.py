"""live_video: verified, both asked for video, sealed until both are in, decided; and once nobody shows up."""

from __future__ import annotations

from typing import Any

from deploy.demo import films
from deploy.demo.deals import Case, Deal, Outcome, euros
from deploy.demo.stage import Stage

TITLE = "Show it on video"
ABOUT = """Programme live_video. An operator verifies the deal and asks both sides for a video; neither sees the other's
before both are in. The ruling answers every point of the list. A second time nobody shows anything for 72 hours: the
clock moves no money, the deal goes on."""

VERIFIED = ("item", "agreed_price", "terms")
REVIEWED = (
    "seller_timestamp", "buyer_timestamp", "visual_cues", "item_condition", "agreed_terms", "supplementary_evidence",
)  # fmt: skip


def play(stage: Stage) -> None:
    both_show(stage)
    nobody_shows(stage)


def both_show(stage: Stage) -> None:
    deal, case = asked_for_video(stage, "A camera")
    buyers = case.evidence(
        stage.buyer,
        "external_video",
        films.of_packing("buyer"),
        "transaction_evidence",
        "condition",
        "discrepancies",
        "timestamp",
    )
    hidden = stage.client.get(f"/v1/evidence/items/{buyers['id']}", headers=stage.seller.headers())
    stage.check("sealed from the other side until both are in (T8)", hidden.status_code, 404)
    case.evidence(
        stage.seller, "external_video", films.of_packing("seller"), "transaction_evidence", "condition", "timestamp"
    )
    case.reaches(stage.operator, stage="review")
    stage.check("then both see both", stage.seller.get(f"/v1/evidence/items/{buyers['id']}")["id"], buyers["id"])

    stage.operator.may_not(
        "rules without the list",
        f"{case.path}/decision",
        ruling("refund_full", "condition_not_as_agreed"),
        status=422,
        code="checklist_incomplete",
        version=case.seen(stage.operator)["version"],
    )
    case.ruled(
        stage.operator,
        "rules for the buyer",
        **ruling("refund_full", "condition_not_as_agreed"),
        checks=found(REVIEWED),
    )

    case.closes("decision")
    deal.ends("refunded")
    deal.expect = Outcome(to_buyer=9_900, to_seller=0)


def nobody_shows(stage: Stage) -> None:
    deal, case = asked_for_video(stage, "A lens")
    stage.advance("72 hours pass, nobody shows anything", by="72 hours")
    case.reaches(stage.operator, stage="review")
    stage.check("the clock has moved no money", stage.platform.get(deal.path)["funds"]["frozen"]["amount"], 9_900)
    case.ruled(
        stage.operator,
        "rules: inconclusive",
        **ruling("inconclusive", "nobody_appeared"),
        checks=found(REVIEWED, "unclear"),
    )
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


def found(points: tuple[str, ...], finding: str = "yes") -> list[dict[str, Any]]:
    return [{"code": point, "finding": finding} for point in points]


def ruling(outcome: str, reason_code: str) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "responsible": "none" if outcome == "inconclusive" else "seller",
        "reason_code": reason_code,
        "policy_reference": "video 1.3",
        "explanation": "By what both videos show, or do not.",
    }
