"""(d) Counter-offer refused, escalated, evidence, and an operator rules a partial refund (D3, D5, D8, D9)."""

from __future__ import annotations

from deploy.proof.demo import photos
from deploy.proof.demo.deals import Case, Deal, Outcome, euros
from deploy.proof.demo.stage import Stage

TITLE = "An operator rules"
ABOUT = """Sam may not simply refuse: he has to offer something. His 10 of 90 euros are not enough for Anna, so the case
goes to an operator, who looks at her photo and gives her 50."""


def play(stage: Stage) -> None:
    deal = Deal.paid(stage, "A bicycle light", 9_000).shipped().delivered()
    case = Case.opened(
        deal,
        stage.buyer,
        reason="significantly_not_as_described",
        options=[{"kind": "refund_full"}],
        why="It is a different, cheaper model.",
    )
    negotiate(stage, case)
    prove(stage, case)
    rule(stage, case)
    closed = case.closes("decision")
    stage.check("the ruling says who is responsible", closed["ruling"]["responsible"], "seller")
    deal.ends("split_settled")
    deal.expect = Outcome(to_buyer=5_000, to_seller=3_900, fee=100)


def negotiate(stage: Stage, case: Case) -> None:
    asked = case.proposal(stage.seller)
    refused = {"version": asked["version"]}
    stage.seller.may_not(
        "refuses without an offer", f"{asked['path']}/reject", refused, status=409, code="counter_offer_required"
    )
    offer = {"version": asked["version"], "options": [{"kind": "refund_partial", "amount": euros(1_000)}]}
    stage.seller.does("offers 10 euros instead", f"{asked['path']}/counter", offer)
    offered = case.proposal(stage.buyer)
    stage.buyer.does("refuses them", f"{offered['path']}/reject", {"version": offered["version"]})


def prove(stage: Stage, case: Case) -> None:
    escalated = case.reaches(stage.buyer, stage="defect_proof")
    [request] = escalated["evidence_requests"]
    stage.check("the buyer owes proof", request["party"], "buyer")
    case.asked(stage.buyer)
    case.evidence(stage.buyer, "photo", photos.of_damage(3))
    case.reaches(stage.buyer, stage="review")


def rule(stage: Stage, case: Case) -> None:
    stage.operator.does("takes the case", f"{case.path}/assign", {})
    ruling = {
        "outcome": "refund_partial",
        "amount": euros(5_000),
        "responsible": "seller",
        "reason_code": "not_as_described",
        "policy_reference": "goods-receipt 4.2",
        "explanation": "The photo shows another model than the listing.",
    }
    stage.operator.may_not(
        "rules on what they read before",
        f"{case.path}/decision",
        ruling,
        version=1,
        status=412,
        code="version_conflict",
    )
    case.ruled(stage.operator, "rules: 50 euros back", **ruling)
