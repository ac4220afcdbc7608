"""guided_solutions: a few questions lead to solutions, the seller picks one; silence escalates and moves nothing."""

from __future__ import annotations

from typing import Any

from deploy.proof.demo import photos
from deploy.proof.demo.deals import Case, Deal, Outcome, euro_amount
from deploy.proof.demo.stage import Stage

TITLE = "Guided to a solution"
ABOUT = """Programme guided_solutions. A vase arrives scratched; questions lead Anna to solutions, Sam picks a
reduction, and no operator is needed. A second time he says nothing for five days: that moves no money here, an operator
gets the case with everything in it."""

POLICY = "guided_solutions"


def play_story(stage: Stage) -> None:
    play_picked(stage)
    play_silent(stage)


def play_picked(stage: Stage) -> None:
    deal, case, talks = walk_questions(stage, "A vase")
    options = {"options": [{"kind": "refund_full"}, {"kind": "refund_partial", "amount": euro_amount(600)}]}
    stage.buyer.perform_act("proposes two, ranked", f"{talks}/proposals", options)
    proposal = case.read_newest_proposal(stage.seller)
    trace = stage.seller.get(talks)["walk"]["trace"]
    stage.check("the seller sees how the solutions came about", trace[-1]["value"], "packaging")

    choice = {"version": proposal["version"], "option": 1}
    stage.seller.perform_act("picks the reduction", f"{proposal['path']}/accept", choice)

    closed = case.check_closed("agreement")
    stage.check("no operator was needed (O7)", (closed["assignee"], closed["ruling"]), (None, None))
    deal.check_ended("split_settled")
    deal.expect = Outcome(to_buyer=600, to_seller=5_265, fee=135)


def play_silent(stage: Stage) -> None:
    deal, case, talks = walk_questions(stage, "Another vase")
    stage.buyer.perform_act(
        "proposes one", f"{talks}/proposals", {"options": [{"kind": "refund_partial", "amount": euro_amount(900)}]}
    )
    case.read_newest_proposal(stage.seller)
    foretold = case.check_state(stage.seller, status="waiting_for_seller")["next_automatic_action"]
    stage.check("silence is foretold to move nothing", foretold["money_effect"], None)

    stage.advance_clock("the seller says nothing for five days", by="5 days")

    case.check_state(stage.operator, stage="review", status="under_review")
    stage.check("nothing has moved", stage.platform.get(deal.path)["funds"]["held"]["amount"], 6_000)
    stage.operator.perform_act("takes the case", f"{case.path}/assign", {})
    case.rule_as(
        stage.operator,
        "rules: 15 euros back",
        outcome="refund_partial",
        amount=euro_amount(1_500),
        responsible="seller",
        reason_code="damaged_in_transport",
        policy_reference="transport 2.1",
        explanation="The photo shows the scratch; the seller did not answer.",
    )
    case.check_closed("decision")
    deal.check_ended("split_settled")
    deal.expect = Outcome(to_buyer=1_500, to_seller=4_388, fee=112)


def walk_questions(stage: Stage, title: str) -> tuple[Deal, Case, str]:
    """Walks to the end of the questions, with a step back on the way (O2)."""
    deal = Deal.create_paid(stage, title, 6_000, policy=POLICY).ship().deliver()
    why = "The box was torn and the vase has a scratch."
    case = Case.open_dispute(deal, stage.buyer, reason="damaged_in_transport", why=why)
    case.give_evidence(stage.buyer, "photo", photos.draw_damage(7))
    talks = case.mediation_path(stage.buyer)
    answer_question(stage, talks, "is asked how bad it is", "damage", "cosmetic")
    after = answer_question(stage, talks, "steps back: only the packaging", "damage", "packaging")
    suggested = [(each["option"]["kind"], each["text"]) for each in after["walk"]["suggestions"]]
    stage.check("the last resort is always there", suggested[-1][0], "refund_full")
    return deal, case, talks


def answer_question(stage: Stage, talks: str, says: str, question: str, value: Any) -> dict[str, Any]:
    return stage.buyer.perform_act(says, f"{talks}/answers", {"question": question, "value": value})
