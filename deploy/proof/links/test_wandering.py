"""PRM-7-9, 31, 36: what is foretold beside an action, and of silence, is what then comes, whatever was done before.

Here a few steps through some kinds of cases; `make links` wanders further, through all, `WANDER` times.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from deploy.proof.smoke.suite import Suite
from deploy.proof.testing.market import Market, open_market

from .suite import FIRST_REASONS, numbers
from .walking import Json, Scene, Step, begin_deal, reach
from .wandering import COLLEAGUE, Wanderer

WHOLE = os.environ.get("LINKS") == "whole"
EDITIONS: Final = Path(__file__).parents[3] / "services/disputes/disputes/policy/files"
LONG_TALKS: Final = "long_talks"
PARTIAL: Final = "partial"
"""Half of it is claimed, and the buyer pays the fee on top."""
TWO_OPERATORS: Final = "two operators"
"""The platform wants two of them, and the seller pays the fee."""
POLICIES: Final = (*FIRST_REASONS, *(f"{name}-2026-11" for name in FIRST_REASONS), LONG_TALKS)
EVERY: Final = [(policy, kind) for policy in POLICIES for kind in (PARTIAL, TWO_OPERATORS)]
SOME: Final = [
    ("agreement_first", TWO_OPERATORS),
    ("guided_solutions", PARTIAL),
    ("report_review", TWO_OPERATORS),
    (LONG_TALKS, PARTIAL),
]
CURRENCIES: Final = ("EUR", "JPY", "KWD")


def talkative_edition() -> str:
    """An edition in which a refusal is recorded, offers can be amended, and there are two rounds."""
    source = (EDITIONS / "agreement_first-2026-12.toml").read_text()
    source = source.replace("agreement_first-2026-12", "long_talks-2026-12").replace("agreement_first", LONG_TALKS)
    source = source.replace('reject = "counter_required"', 'reject = "allowed"').replace(
        "max_rounds = 1", "max_rounds = 2"
    )
    return source.replace("amendable = false", "amendable = true")


async def choose_edition(market: Market, policy: str) -> None:
    if policy == LONG_TALKS:
        await market.platform.perform_act("/v1/policies", {"toml": talkative_edition()})
        await market.platform.perform_act("/v1/policies/long_talks-2026-12/make-current")


def choose_fee(kind: str, currency: str) -> Json:
    fixed: dict[str, Any] = {"amount": 17, "currency": currency}
    on_top = {"basis_points": 333, "fixed": fixed, "paid_by": "buyer"}
    return on_top if kind == PARTIAL else {"basis_points": 500, "paid_by": "seller"}


async def begin_case(suite: Suite, policy: str, kind: str, currency: str) -> Scene:
    market = await open_market(suite.client, suite.admin_secret)
    await choose_edition(market, policy)
    if kind == TWO_OPERATORS:
        limits = await market.platform.put("/v1/dispute-settings", {"approval_limits": {currency: 5_000}})
        assert limits.status_code == 200, limits.text
    fee = choose_fee(kind, currency)
    scene = await begin_deal(market, policy, next(numbers), currency=currency, fee=fee)
    second = await market.mint_person("operator", f"otto-{next(numbers)}", "read", "decide", "lead")
    scene = replace(scene, acts_for_parties=kind == TWO_OPERATORS)
    scene.people[COLLEAGUE] = second
    return await reach(scene, Step("platform", "fund"), Step("buyer", "deliver"))


@pytest.mark.parametrize(("policy", "kind"), EVERY if WHOLE else SOME)
async def test_prm_7_9_36_what_was_foretold_comes_wherever_somebody_wanders(
    suite: Suite, policy: str, kind: str
) -> None:
    faults: list[str] = []
    first = int(os.environ.get("WANDER_FROM", "0"))
    for seed in range(first, first + int(os.environ.get("WANDER", "1"))):
        scene = await begin_case(suite, policy, kind, CURRENCIES[seed % len(CURRENCIES)])
        dice = random.Random(f"{policy} {kind} {seed}")
        wanderer = Wanderer(scene, dice, claims_half=kind == PARTIAL)
        faults += [f"{seed}: {fault}" for fault in (await wanderer.wander(12 if WHOLE else 4)).faults]

    assert not faults, "\n".join(faults)
