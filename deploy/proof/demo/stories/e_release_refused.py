"""(e) While a dispute has frozen the money nobody can release it; when it is withdrawn the deal goes on."""

from __future__ import annotations

from deploy.proof.demo.deals import Case, Deal, Outcome
from deploy.proof.demo.stage import Stage

TITLE = "Release refused during the dispute"
ABOUT = """The money is frozen before anybody else can act. The platform tries to release it all the same, and the
inspection period runs out too: neither moves a cent. Anna finds the missing part and withdraws."""


def play_story(stage: Stage) -> None:
    deal = Deal.create_paid(stage, "A shelf", 4_500).ship().deliver()
    case = Case.open_dispute(
        deal,
        stage.buyer,
        reason="significantly_not_as_described",
        options=[{"kind": "refund_full"}],
        why="Two of the four brackets are missing.",
    )
    stage.platform.expect_refusal(
        "tries to release the money", f"{deal.path}/release", status=409, code="escrow_frozen"
    )
    stage.advance_clock("the inspection period ends", by="3 days")
    after = stage.platform.get(deal.path)
    stage.check("nothing has moved", (after["status"], after["funds"]["held"]["amount"]), ("delivered", 4_500))

    stage.buyer.perform_act("finds the brackets and withdraws", f"{case.path}/withdraw")

    case.check_closed("withdrawn")
    stage.check("the money is no longer frozen", deal.read_frozen_amount(), 0)
    stage.buyer.perform_act("accepts the goods", f"{deal.path}/accept")
    deal.check_ended("released")
    deal.expect = Outcome(to_buyer=0, to_seller=4_388, fee=112)
