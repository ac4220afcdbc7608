"""(d) Counter-offer refused, escalated, evidence, and an operator rules a partial refund (D3, D5, D8, D9)."""

from __future__ import annotations

from deploy.proof.demo import photos
from deploy.proof.demo.deals import Case, Deal, Outcome, euro_amount
from deploy.proof.demo.stage import Stage

TITLE = "An operator rules"
ABOUT = """Sam may not simply refuse: he has to offer something. His 10 of 90 euros are not enough for Anna, so the case
goes to an operator, who looks at her photo and gives her 50."""


def play_story(stage: Stage) -> None:
    deal = Deal.create_paid(stage, "A bicycle light", 9_000).ship().deliver()
    case = Case.open_dispute(
        deal,
        stage.buyer,
        reason="significantly_not_as_described",
        options=[{"kind": "refund_full"}],
        why="It is a different, cheaper model.",
    )
    negotiate_terms(stage, case)
    prove_case(stage, case)
    rule_case(stage, case)
    closed = case.check_closed("decision")
    stage.check("the ruling says who is responsible", closed["ruling"]["responsible"], "seller")
    deal.check_ended("split_settled")
    deal.expect = Outcome(to_buyer=5_000, to_seller=3_900, fee=100)


def negotiate_terms(stage: Stage, case: Case) -> None:
    proposal = case.read_newest_proposal(stage.seller)
    refused = {"version": proposal["version"]}
    stage.seller.expect_refusal(
        "refuses without an offer", f"{proposal['path']}/reject", refused, status=409, code="counter_offer_required"
    )
    offer = {"version": proposal["version"], "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
    stage.seller.perform_act("offers 10 euros instead", f"{proposal['path']}/counter", offer)
    offered = case.read_newest_proposal(stage.buyer)
    stage.buyer.perform_act("refuses them", f"{offered['path']}/reject", {"version": offered["version"]})


def prove_case(stage: Stage, case: Case) -> None:
    escalated = case.check_state(stage.buyer, stage="defect_proof")
    [request] = escalated["evidence_requests"]
    stage.check("the buyer owes proof", request["party"], "buyer")
    case.check_requests(stage.buyer)
    case.give_evidence(stage.buyer, "photo", photos.draw_damage(3))
    case.check_state(stage.buyer, stage="review")


def rule_case(stage: Stage, case: Case) -> None:
    stage.operator.perform_act("takes the case", f"{case.path}/assign", {})
    ruling = {
        "outcome": "refund_partial",
        "amount": euro_amount(5_000),
        "responsible": "seller",
        "reason_code": "not_as_described",
        "policy_reference": "goods-receipt 4.2",
        "explanation": "The photo shows another model than the listing.",
    }
    stage.operator.expect_refusal(
        "rules on what they read before",
        f"{case.path}/decision",
        ruling,
        version=1,
        status=412,
        code="version_conflict",
    )
    case.rule_as(stage.operator, "rules: 50 euros back", **ruling)
