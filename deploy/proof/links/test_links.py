"""PRM-31: every action's link and fields work as given. PRM-36: whatever shows the same thing says the same of it.

Here a case's first actions; `make links` walks everywhere.
"""

from __future__ import annotations

import os

import pytest

from deploy.proof.smoke.suite import Suite

from .suite import FIRST_REASONS, walk_everywhere, walk_first_steps

WHOLE = os.environ.get("LINKS") == "whole"


@pytest.mark.parametrize("policy", FIRST_REASONS)
async def test_prm_31_36_every_action_can_be_done_as_it_is_offered_and_answers_agree(suite: Suite, policy: str) -> None:
    walk = await (walk_everywhere if WHOLE else walk_first_steps)(suite, policy)

    assert not walk.refusals, "\n".join(map(str, walk.refusals))
    assert walk.done >= 5
    assert not walk.faults, "\n".join(walk.faults)
    if WHOLE:
        assert len(walk.places) > 10, list(walk.places)
