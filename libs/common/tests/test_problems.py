"""What a problem says beside its code is spelled as in every other answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from common.kernel.case_ends import CaseEnd, EndingSilence
from common.kernel.errors import DeadlinePassed
from common.web.problems import render_refusal

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin"])
@pytest.mark.parametrize("more", [0, 1_500])
def test_prm_36_a_problem_spells_an_instant_like_every_answer(zone: str, more: int) -> None:
    """Whoever compares the end that it tells with the one of the case need parse neither."""
    due_at = (NOON + timedelta(microseconds=more)).astimezone(ZoneInfo(zone))
    end = CaseEnd("timeout", due_at, EndingSilence("negotiation", "seller", due_at, "execute_buyer_solution"))

    _, problem = render_refusal(DeadlinePassed(due_at, end=end), {})

    spelled = "2026-11-24T12:00:00Z" if not more else "2026-11-24T12:00:00.001500Z"
    assert problem["due_at"] == problem["ended_at"] == problem["cause"]["due_at"] == spelled
