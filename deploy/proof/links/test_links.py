"""PRM-31: every action's link and fields work as given. Here a case's first ones; `make links` walks everywhere."""

from __future__ import annotations

import os

import pytest

from deploy.proof.smoke.suite import Suite

from .suite import FIRST_REASONS, walk_everywhere, walk_first_steps

WHOLE = os.environ.get("LINKS") == "whole"


@pytest.mark.parametrize("policy", FIRST_REASONS)
async def test_prm_31_every_action_can_be_done_as_it_is_offered(suite: Suite, policy: str) -> None:
    walk = await (walk_everywhere if WHOLE else walk_first_steps)(suite, policy)

    assert not walk.refusals, "\n".join(map(str, walk.refusals))
    assert walk.done >= 5
    if WHOLE:
        assert len(walk.places) > 10, list(walk.places)
