"""P34: what a party must know before it reports a problem is what the opening then does."""

from __future__ import annotations

import pytest

from disputes.testing import POLICIES


@pytest.mark.parametrize("edition", sorted(POLICIES))
async def test_prm_34_escrow_is_told_of_each_edition_who_may_open_for_what_and_when(told, begin, edition) -> None:
    policy = POLICIES[edition]

    [fact] = [fact for fact in await told("policies.published.v1") if fact["edition"] == edition]

    terms = fact["disputes"]
    assert {r["code"]: set(r["openers"]) for r in terms["reasons"]} == {
        code: {role.value for role in reason.openers} for code, reason in policy.reasons.items()
    }
    assert [r["code"] for r in terms["reasons"]] == list(policy.reasons), "in the edition's own order"
    assert terms["since"] == [anchor.value for anchor in policy.filing.since]
    assert (terms["term"], terms["earliest"]) == (str(policy.filing.term), None)
    assert terms["represented"] == policy.represented_role
    assert terms["calendar"]["zone"] == policy.calendar.zone
