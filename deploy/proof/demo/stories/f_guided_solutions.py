"""guided_solutions: a few questions lead to solutions, the seller picks one; silence escalates and moves nothing."""

from __future__ import annotations

from typing import Any

from deploy.proof.demo import photos
from deploy.proof.demo.deals import Case, Deal, Outcome, euros
from deploy.proof.demo.stage import Stage

TITLE = "Guided to a solution"
ABOUT = """Programme guided_solutions. A vase arrives scratched; questions lead Anna to solutions, Sam picks a
reduction, and no operator is needed. A second time he says nothing for five days: that moves no money here, an operator
gets the case with everything in it."""

POLICY = "guided_solutions"


def play(stage: Stage) -> None:
    picked(stage)
    silent(stage)


def picked(stage: Stage) -> None:
    deal, case, talks = walked(stage, "A vase")
    options = {"options": [{"kind": "refund_full"}, {"kind": "refund_partial", "amount": euros(600)}]}
    stage.buyer.does("proposes two, ranked", f"{talks}/proposals", options)
    proposal = case.proposal(stage.seller)
    trace = stage.seller.get(talks)["walk"]["trace"]
    stage.check("the seller sees how the solutions came about", trace[-1]["value"], "packaging")

    choice = {"version": proposal["version"], "option": 1}
    stage.seller.does("picks the reduction", f"{proposal['path']}/accept", choice)

    closed = case.closes("agreement")
    stage.check("no operator was needed (O7)", (closed["assignee"], closed["ruling"]), (None, None))
    deal.ends("split_settled")
    deal.expect = Outcome(to_buyer=600, to_seller=5_265, fee=135)


def silent(stage: Stage) -> None:
    deal, case, talks = walked(stage, "Another vase")
    stage.buyer.does(
        "proposes one", f"{talks}/proposals", {"options": [{"kind": "refund_partial", "amount": euros(900)}]}
    )
    case.proposal(stage.seller)
    foretold = case.reaches(stage.seller, status="waiting_for_seller")["next_automatic_action"]
    stage.check("silence is foretold to move nothing", foretold["money_effect"], None)

    stage.advance("the seller says nothing for five days", by="5 days")

    case.reaches(stage.operator, stage="review", status="under_review")
    stage.check("nothing has moved", stage.platform.get(deal.path)["funds"]["held"]["amount"], 6_000)
    stage.operator.does("takes the case", f"{case.path}/assign", {})
    case.ruled(
        stage.operator,
        "rules: 15 euros back",
        outcome="refund_partial",
        amount=euros(1_500),
        responsible="seller",
        reason_code="damaged_in_transport",
        policy_reference="transport 2.1",
        explanation="The photo shows the scratch; the seller did not answer.",
    )
    case.closes("decision")
    deal.ends("split_settled")
    deal.expect = Outcome(to_buyer=1_500, to_seller=4_388, fee=112)


def walked(stage: Stage, title: str) -> tuple[Deal, Case, str]:
    """To the end of the questions, with a step back on the way (O2)."""
    deal = Deal.paid(stage, title, 6_000, policy=POLICY).shipped().delivered()
    why = "The box was torn and the vase has a scratch."
    case = Case.opened(deal, stage.buyer, reason="damaged_in_transport", why=why)
    case.evidence(stage.buyer, "photo", photos.of_damage(7))
    told = stage.until(
        "the guide is ready",
        lambda: case.seen(stage.buyer)["negotiation"],
        lambda seen: bool(seen and seen["mediation"]),
    )
    talks = f"/v1/mediations/{told['mediation']}"
    answer(stage, talks, "is asked how bad it is", "damage", "cosmetic")
    after = answer(stage, talks, "steps back: only the packaging", "damage", "packaging")
    suggested = [(each["option"]["kind"], each["text"]) for each in after["walk"]["suggestions"]]
    stage.check("the last resort is always there", suggested[-1][0], "refund_full")
    return deal, case, talks


def answer(stage: Stage, talks: str, says: str, question: str, value: Any) -> dict[str, Any]:
    return stage.buyer.does(says, f"{talks}/answers", {"question": question, "value": value})
