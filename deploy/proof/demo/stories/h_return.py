"""agreement_first, its return: ruled, addressed, shipped, and nobody acknowledges it for 30 days (D10, D11, D13)."""

from __future__ import annotations

from deploy.proof.demo import photos
from deploy.proof.demo.deals import Case, Deal, Outcome
from deploy.proof.demo.stage import Stage

TITLE = "Sent back"
ABOUT = """Programme agreement_first. An operator rules that the goods go back and the money after them. Sam gives his
address, Anna sends the parcel, and he does not say that it arrived: after 30 days the clock pays her."""

ADDRESS = {"recipient": "Sam", "street": "Am Markt 1", "postal_code": "20095", "city": "Hamburg", "country": "DE"}


def play_story(stage: Stage) -> None:
    deal = Deal.create_paid(stage, "A coat", 15_000).ship().deliver()
    case = Case.open_dispute(
        deal,
        stage.buyer,
        reason="significantly_not_as_described",
        why="It is a size smaller than it says.",
        options=[{"kind": "return_and_refund"}],
    )
    escalate_case(stage, case)
    case.rule_as(
        stage.operator,
        "rules: back with it, then the money",
        outcome="return_and_refund",
        responsible="seller",
        reason_code="not_as_described",
        policy_reference="returns 3.2",
        explanation="The label shows another size.",
    )
    case.check_state(stage.seller, stage="return_address")
    stage.seller.perform_act("gives the address (D10)", f"{case.path}/return", {"address": ADDRESS})
    parcel = {"carrier": "DHL", "tracking_number": "JD014600000RU"}
    stage.buyer.perform_act("sends it back (D11)", f"{case.path}/return", {"parcel": parcel})
    ahead = case.check_state(stage.seller, stage="return_confirmation")["forecast"]
    # Sam's old offer lapses before that, which moves nothing.
    foretold = next(step for step in ahead if step["money_effect"])
    stage.check("silence is foretold to pay the buyer", foretold["money_effect"]["buyer"], 15_000)

    stage.advance_clock("the seller does not say whether it came", to=foretold["at"])

    closed = case.check_closed("timeout")
    stage.check("paid at the very deadline (D13)", closed["settlement"]["ordered_at"], foretold["at"])
    deal.check_ended("refunded")
    deal.expect = Outcome(to_buyer=15_000, to_seller=0)


def escalate_case(stage: Stage, case: Case) -> None:
    """Sam offers something, Anna wants a ruling instead, and proves her case."""
    proposal = case.read_newest_proposal(stage.seller)
    offer = {"version": proposal["version"], "options": [{"kind": "refund_partial", "basis_points": 1_000}]}
    stage.seller.perform_act("offers a tenth", f"{proposal['path']}/counter", offer)
    case.check_state(stage.buyer, status="waiting_for_buyer")
    stage.buyer.perform_act("wants a ruling", f"{case.path}/escalate")
    case.check_requests(stage.buyer)
    case.give_evidence(stage.buyer, "photo", photos.draw_damage(5))
    case.check_state(stage.operator, stage="review")
    stage.operator.perform_act("takes the case", f"{case.path}/assign", {})
