"""(c) The seller says nothing for five days: the buyer's solution is carried out at the very deadline (D1)."""

from __future__ import annotations

from deploy.proof.demo.deals import Case, Deal, Outcome
from deploy.proof.demo.stage import Stage

TITLE = "The silent seller"
ABOUT = """The parcel never came. Anna asks for her money, Sam has five days to answer and does not. At the deadline,
not a moment before or after, her solution is carried out."""


def play_story(stage: Stage) -> None:
    deal = Deal.create_paid(stage, "A coffee mill", 6_400).ship()
    case = Case.open_dispute(
        deal,
        stage.buyer,
        reason="item_not_received",
        options=[{"kind": "refund_full"}],
        why="Promised for the 3rd; nothing has come.",
    )
    proposal = case.read_newest_proposal(stage.seller)
    foretold = case.read_as(stage.seller)["next_automatic_action"]
    stage.check("silence is foretold", foretold["action"], "execute_buyer_solution")

    stage.advance_clock("four days pass", by="4 days")
    stage.check("nothing has happened yet", case.read_as(stage.buyer)["status"], "waiting_for_seller")
    stage.advance_clock("the clock reaches the deadline", to=foretold["at"])

    closed = case.check_closed("timeout")
    stage.check("carried out at the deadline itself", closed["settlement"]["ordered_at"], foretold["at"])
    stage.seller.expect_refusal(
        "answers after all",
        f"{proposal['path']}/accept",
        {"version": proposal["version"], "option": 0},
        status=409,
        code="case_closed",
    )
    deal.check_ended("refunded")
    deal.expect = Outcome(to_buyer=6_400, to_seller=0)
