"""report_review: evidence of both, a ruling, a contest that another operator decides for good."""

from __future__ import annotations

from typing import Any

from deploy.proof.demo import photos
from deploy.proof.demo.deals import Case, Deal, Outcome
from deploy.proof.demo.stage import Stage

TITLE = "A report and its contest"
ABOUT = """Programme report_review. Anna reports a call that was not as agreed. Nobody gives anything for 48 hours, so
both get a day more, and use it. Sam contests the ruling: in two words he may not, in full he may, and another operator
has the last word. A second ruling nobody contests: after 72 hours it is carried out."""

POINTS = ("conversation", "call_start_and_end", "contact_id")
DISAGREES = (
    "The call lasted the full hour that was agreed. My recording shows its beginning and its end, the conversation "
    "shows what was agreed, and nothing of it was refused by me at any time."
)


def play(stage: Stage) -> None:
    contested(stage)
    uncontested(stage)


def contested(stage: Stage) -> None:
    deal, case = reported(stage, "A call of an hour")
    stage.advance("nobody gives anything for 48 hours (K10)", by="48 hours")
    given(stage, case, stage.buyer)
    given(stage, case, stage.seller)
    case.reaches(stage.operator, stage="review")
    stage.operator.does("takes the case", f"{case.path}/assign", {})
    case.ruled(stage.operator, "rules for the buyer", **ruling("refund_full", "service_not_as_described", "seller"))
    held = stage.platform.get(deal.path)["funds"]["held"]["amount"]
    stage.check("nothing moves while it can be contested", held, 8_000)

    stage.seller.may_not(
        "contests in two words (K18)", f"{case.path}/appeals", {"explanation": "Not true."},
        status=422, code="appeal_incomplete",
    )  # fmt: skip
    stage.seller.does("contests in full", f"{case.path}/appeals", {"explanation": DISAGREES})
    stage.operator.may_not(
        "wants to decide again (K19)", f"{case.path}/decision", ruling("refund_full", "conduct_proven", "seller"),
        status=409, code="same_operator", version=case.seen(stage.operator)["version"],
    )  # fmt: skip
    stage.colleague.does("takes the contest", f"{case.path}/assign", {})
    case.ruled(stage.colleague, "finds it inconclusive", **ruling("inconclusive", "claim_not_substantiated", "none"))

    case.closes("inconclusive")
    stage.until(
        "the money is no longer frozen",
        lambda: stage.platform.get(deal.path)["funds"]["frozen"]["amount"],
        lambda seen: seen == 0,
    )
    stage.buyer.may_not(
        "tries once more (K20)", f"{case.path}/appeals", {"explanation": DISAGREES}, status=409, code="case_closed"
    )
    stage.platform.does("releases it in the ordinary way", f"{deal.path}/release")
    deal.ends("released")
    deal.expect = Outcome(to_buyer=0, to_seller=7_800, fee=200)


def uncontested(stage: Stage) -> None:
    deal, case = reported(stage, "A second call")
    given(stage, case, stage.buyer)
    given(stage, case, stage.seller)
    stage.advance("48 hours pass, both have given evidence (K3)", by="48 hours")
    case.reaches(stage.operator, stage="review")
    stage.operator.does("takes the case", f"{case.path}/assign", {})
    case.ruled(stage.operator, "rules for the buyer", **ruling("refund_full", "service_not_as_described", "seller"))
    stage.advance("nobody contests it for 72 hours (K4)", by="72 hours")
    case.closes("decision")
    deal.ends("refunded")
    deal.expect = Outcome(to_buyer=8_000, to_seller=0)


def reported(stage: Stage, title: str) -> tuple[Deal, Case]:
    deal = Deal.paid(stage, title, 8_000, policy="report_review", windows={"inspection": "30 days"}).delivered()
    case = Case.opened(deal, stage.buyer, reason="service_not_as_described", why="It ended after ten minutes. " * 12)
    case.asked(stage.buyer, 2)
    return deal, case


def given(stage: Stage, case: Case, by: Any) -> None:
    case.evidence(by, "screenshot", photos.of_damage(11 if by is stage.buyer else 12), *POINTS)


def ruling(outcome: str, reason_code: str, responsible: str) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "responsible": responsible,
        "reason_code": reason_code,
        "policy_reference": "calls 4",
        "explanation": "By the evidence that was given.",
    }
