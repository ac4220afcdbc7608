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

CHECKLIST_POINTS = ("conversation", "call_start_and_end", "contact_id")
APPEAL_TEXT = (
    "The call lasted the full hour that was agreed. My recording shows its beginning and its end, the conversation "
    "shows what was agreed, and nothing of it was refused by me at any time."
)


def play_story(stage: Stage) -> None:
    play_contested(stage)
    play_uncontested(stage)


def play_contested(stage: Stage) -> None:
    deal, case = report_call(stage, "A call of an hour")
    stage.advance_clock("nobody gives anything for 48 hours (K10)", by="48 hours")
    give_evidence(stage, case, stage.buyer)
    give_evidence(stage, case, stage.seller)
    case.check_state(stage.operator, stage="review")
    stage.operator.perform_act("takes the case", f"{case.path}/assign", {})
    case.rule_as(
        stage.operator, "rules for the buyer", **make_ruling("refund_full", "service_not_as_described", "seller")
    )
    amount_in_hold = stage.platform.get(deal.path)["funds"]["held"]["amount"]
    stage.check("nothing moves while it can be contested", amount_in_hold, 8_000)

    stage.seller.expect_refusal(
        "contests in two words (K18)", f"{case.path}/appeals", {"explanation": "Not true."},
        status=422, code="appeal_incomplete",
    )  # fmt: skip
    stage.seller.perform_act("contests in full", f"{case.path}/appeals", {"explanation": APPEAL_TEXT})
    stage.operator.expect_refusal(
        "wants to decide again (K19)", f"{case.path}/decision", make_ruling("refund_full", "conduct_proven", "seller"),
        status=409, code="same_operator", version=case.read_as(stage.operator)["version"],
    )  # fmt: skip
    stage.colleague.perform_act("takes the contest", f"{case.path}/assign", {})
    case.rule_as(
        stage.colleague, "finds it inconclusive", **make_ruling("inconclusive", "claim_not_substantiated", "none")
    )

    case.check_closed("inconclusive")
    stage.check("the money is no longer frozen", deal.read_frozen_amount(), 0)
    stage.buyer.expect_refusal(
        "tries once more (K20)", f"{case.path}/appeals", {"explanation": APPEAL_TEXT}, status=409, code="case_closed"
    )
    stage.platform.perform_act("releases it in the ordinary way", f"{deal.path}/release")
    deal.check_ended("released")
    deal.expect = Outcome(to_buyer=0, to_seller=7_800, fee=200)


def play_uncontested(stage: Stage) -> None:
    deal, case = report_call(stage, "A second call")
    give_evidence(stage, case, stage.buyer)
    give_evidence(stage, case, stage.seller)
    stage.advance_clock("48 hours pass, both have given evidence (K3)", by="48 hours")
    case.check_state(stage.operator, stage="review")
    stage.operator.perform_act("takes the case", f"{case.path}/assign", {})
    case.rule_as(
        stage.operator, "rules for the buyer", **make_ruling("refund_full", "service_not_as_described", "seller")
    )
    stage.advance_clock("nobody contests it for 72 hours (K4)", by="72 hours")
    case.check_closed("decision")
    deal.check_ended("refunded")
    deal.expect = Outcome(to_buyer=8_000, to_seller=0)


def report_call(stage: Stage, title: str) -> tuple[Deal, Case]:
    deal = Deal.create_paid(stage, title, 8_000, policy="report_review", windows={"inspection": "30 days"}).deliver()
    case = Case.open_dispute(
        deal, stage.buyer, reason="service_not_as_described", why="It ended after ten minutes. " * 12
    )
    case.check_requests(stage.buyer, 2)
    return deal, case


def give_evidence(stage: Stage, case: Case, by: Any) -> None:
    case.give_evidence(by, "screenshot", photos.draw_damage(11 if by is stage.buyer else 12), *CHECKLIST_POINTS)


def make_ruling(outcome: str, reason_code: str, responsible: str) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "responsible": responsible,
        "reason_code": reason_code,
        "policy_reference": "calls 4",
        "explanation": "By the evidence that was given.",
    }
