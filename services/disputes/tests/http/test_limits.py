"""SEC-32: a buyer who opens disputes like a machine is held up, and nobody else is."""

from __future__ import annotations

import pytest

from common.kernel.ids import new_id

BUYER, OPERATOR = "buyer", "operator"


@pytest.fixture(autouse=True)
def as_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a hundredfold, as in a sandbox."""
    monkeypatch.setenv("PARLEY_LIMITS_TIMES", "1")


async def test_sec_32_of_a_hundred_disputes_a_minute_ten_are_listened_to(api) -> None:
    answers = [await api.post(BUYER, "", {"escrow": str(new_id())}) for _ in range(100)]
    listened = [answer for answer in answers if answer.status_code != 429]

    assert 10 <= len(listened) <= 20
    assert answers[-1].json()["violated_policies"] == ["openings"]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert (await api.get(BUYER)).status_code == 200
    assert (await api.post("buyer-other", "", {})).status_code == 422
    assert (await api.post(OPERATOR, "", {})).status_code == 422
