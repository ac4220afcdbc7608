"""While a decision of the case waits for a second operator, nobody acts for a party here either (0084)."""

from __future__ import annotations

import pytest

from common.contracts.disputes import StageEntered
from common.kernel.ids import format_id
from mediation.testing import a_mediation
from services.mediation.tests.http.test_promises import about

FOR_SELLER = {"on_behalf_of": "seller", "means": "phone"}
ACCEPTANCE = {"version": 1, "option": 1} | FOR_SELLER


@pytest.fixture
def operator(caller):
    return caller("operator", "olga", scope="read decide")


def case_told(found, sequence: int, *, awaits_approval: bool):
    told = about(StageEntered, found.case.dispute, stage="proof", phase="escalated", status="proof", silent_end=None)
    return told.model_copy(update={"sequence": sequence, "awaits_approval": awaits_approval})


async def test_prm_25_whether_a_decision_waits_is_heard_with_each_event_of_the_case_the_newest_of_which_counts(
    keep, operator, hear
) -> None:
    found = await keep(a_mediation())
    await hear(case_told(found, 8, awaits_approval=True), case_told(found, 7, awaits_approval=False))

    refused = await operator.act(found, "1/accept", ACCEPTANCE)
    seen = (await operator.get(f"/v1/mediations/{format_id('med', found.id)}")).json()
    await hear(case_told(found, 9, awaits_approval=False))
    accepted = await operator.act(found, "1/accept", ACCEPTANCE)

    assert (refused.status_code, refused.json()["code"]) == (409, "awaits_approval")
    assert not any("on_behalf_of" in action["constraints"] for action in seen["allowed_actions"])
    assert accepted.status_code == 200
