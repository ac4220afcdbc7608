"""(b) Photos, three proposed options; the seller picks the discount, and one posting splits the hold."""

from __future__ import annotations

from typing import Any

from deploy.proof.demo import photos
from deploy.proof.demo.deals import Case, Deal, Outcome, euro_amount
from deploy.proof.demo.stage import Stage

TITLE = "A damaged item"
ABOUT = """A lamp of 120 euros arrives cracked. Anna would take all her money back, or half of it, or a discount of
30 euros. Sam picks the discount: 30 go back, 90 go to him, in one posting."""

DISCOUNT_OPTION = 2


def play_story(stage: Stage) -> None:
    deal = Deal.create_paid(stage, "A lamp", 12_000, fee={"basis_points": 0}).ship().deliver()
    case = Case.open_dispute(
        deal,
        stage.buyer,
        reason="significantly_not_as_described",
        options=[
            {"kind": "refund_full"},
            {"kind": "refund_partial", "basis_points": 5_000},
            {"kind": "refund_partial", "amount": euro_amount(3_000)},
        ],
        why="The shade is cracked on two sides.",
    )
    for seed in (1, 2):
        photo = case.give_evidence(stage.buyer, "photo", photos.draw_damage(seed))
        stage.check("the photo is what its content says", photo["file"]["media_type"], "image/jpeg")
    proposal = case.read_newest_proposal(stage.seller)
    stage.check("all three options reach the seller", len(proposal["options"]), 3)

    picked = {"version": proposal["version"], "option": DISCOUNT_OPTION}
    agreed = stage.seller.perform_act("picks the discount", f"{proposal['path']}/accept", picked)

    stage.check("the answer says what follows", agreed["follows"]["action"], "settlement")
    closed = case.check_closed("agreement")
    stage.check("30 back, 90 to the seller", read_settlement_split(closed), (3_000, 9_000))
    deal.check_ended("split_settled")
    deal.expect = Outcome(to_buyer=3_000, to_seller=9_000)


def read_settlement_split(case: dict[str, Any]) -> tuple[int, int]:
    ordered = case["settlement"]
    return ordered["to_buyer"]["amount"], ordered["to_seller"]["amount"]
