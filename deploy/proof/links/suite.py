"""Programmes to be walked through over HTTP and all five services, from the deal or from the case on."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Final

from deploy.proof.smoke.suite import Suite
from deploy.proof.testing.market import open_market

from .agreeing import find_disagreements
from .walking import Scene, Step, Walk, begin_deal, reach

FIRST_REASONS: Final = {
    "agreement_first": "item_not_received",
    "guided_solutions": "damaged_in_transport",
    "live_video": "significantly_not_as_described",
    "report_review": "service_not_provided",
}
"""Programmes, and a reason for which a buyer can open a case."""
numbers = count(1)


async def begin_new_deal(suite: Suite, policy: str) -> Scene:
    return await begin_deal(await open_market(suite.client, suite.admin_secret), policy, next(numbers))


async def walk_everywhere(suite: Suite, policy: str) -> Walk:
    """Does everything in every place, from the unpaid deal on, and as an operator for the parties what can be."""

    async def open_scene() -> Scene:
        return replace(await begin_new_deal(suite, policy), acts_for_parties=True)

    return await Walk(open_scene, look=find_disagreements).explore()


async def walk_first_steps(suite: Suite, policy: str) -> Walk:
    """Does each action that a case begins with once."""
    steps = (Step("platform", "fund"), Step("buyer", "deliver"), Step("buyer", "dispute", FIRST_REASONS[policy]))

    async def open_scene() -> Scene:
        return await reach(await begin_new_deal(suite, policy), *steps)

    return await Walk(open_scene, most_places=1, every_way=False, look=find_disagreements).explore()
