"""Funded, shipped, delivered, silence: the money is released by itself (a)."""

from __future__ import annotations

from deploy.proof.demo.deals import Deal, Outcome
from deploy.proof.demo.stage import Stage

TITLE = "An ordinary deal"
ABOUT = """Anna buys a chair of Sam for 80 euros. It arrives, she says nothing for the three days of her
inspection, and Sam is paid by the clock alone."""


def play_story(stage: Stage) -> None:
    deal = Deal.create_paid(stage, "A chair", 8_000).ship().deliver()
    ahead = stage.buyer.get(deal.path)["next_automatic_action"]
    stage.check("what silence will do", (ahead["action"], ahead["money_effect"]["seller"]), ("auto_release", 7_800))

    stage.advance_clock("an inspection of three days passes", by="3 days")

    deal.check_ended("released")
    stage.check("not a moment early", stage.platform.get(deal.path)["closed_at"] >= ahead["at"], True)
    deal.expect = Outcome(to_buyer=0, to_seller=7_800, fee=200)
