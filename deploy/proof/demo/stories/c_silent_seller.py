"""(c) The seller says nothing for five days: the buyer's solution is carried out at the very deadline (D1)."""

from __future__ import annotations

from deploy.proof.demo.deals import Case, Deal, Outcome
from deploy.proof.demo.stage import Stage

TITLE = "The silent seller"
ABOUT = """The parcel never came. Anna asks for her money, Sam has five days to answer and does not. At the deadline,
not a moment before or after, her solution is carried out."""


def play(stage: Stage) -> None:
    deal = Deal.paid(stage, "A coffee mill", 6_400).shipped()
    case = Case.opened(
        deal,
        stage.buyer,
        reason="item_not_received",
        options=[{"kind": "refund_full"}],
        why="Promised for the 3rd; nothing has come.",
    )
    proposal = case.proposal(stage.seller)
    foretold = case.seen(stage.seller)["next_automatic_action"]
    stage.check("silence is foretold", foretold["action"], "execute_buyer_solution")

    stage.advance("four days pass", by="4 days")
    stage.check("nothing has happened yet", case.seen(stage.buyer)["status"], "waiting_for_seller")
    stage.advance("the clock reaches the deadline", to=foretold["at"])

    closed = case.closes("timeout")
    stage.check("carried out at the deadline itself", closed["settlement"]["ordered_at"], foretold["at"])
    stage.seller.may_not(
        "answers after all",
        f"{proposal['path']}/accept",
        {"version": proposal["version"], "option": 0},
        status=409,
        code="case_closed",
    )
    deal.ends("refunded")
    deal.expect = Outcome(to_buyer=6_400, to_seller=0)
