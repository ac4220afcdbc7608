"""Until when something can be done, and what it leads to: nothing outlasts the case, and the next clock is foretold."""

from __future__ import annotations

from uuid import uuid4

import pytest

from common.contracts.evidence import RequestSatisfied
from disputes import testing as facts
from disputes.testing import OPERATOR
from services.disputes.tests.http.test_evidence_asked import AGREEMENT, ASKING, CURRENT, REPORT, VIDEO, asked_in
from services.disputes.tests.http.test_live_video import VERIFIED
from services.disputes.tests.http.test_offers import tell_turn


async def test_prm_35_nothing_is_shown_to_last_longer_than_the_case_does_if_nobody_acts(begun_late) -> None:
    """The seller's silence ends it, whatever else the buyer has been asked for, and an offer stands for five days."""
    case = begun_late
    far = {**ASKING, "until": "2026-12-09T12:00:00Z"}
    await tell_turn(case, uuid4(), 4)

    seen = await case.do(OPERATOR, "evidence-requests", far)

    end = "2026-11-27T12:00:00Z"
    assert next(step["at"] for step in seen["forecast"] if step["leads_to"] == "settling") == end
    limits = [action["available_until"] for action in seen["allowed_actions"]]
    assert max(until for until in limits if until is not None) == end
    assert (asked_in(seen)["due_at"], seen["negotiation"]["due_at"]) == (end, end)
    assert asked_in(seen)["on_silence"]["action"] == "execute_refund_full", "what follows then"
    await case.tell(RequestSatisfied, "seller")
    later = await case.see()
    assert (asked_in(later)["due_at"], later["negotiation"]["due_at"]) == (far["until"], "2026-11-29T12:00:00Z")


@pytest.fixture
async def begun_late(start):
    """A case in which the seller owes a shipment record (D6)."""
    case = await start(AGREEMENT, reason="item_not_received")
    await case.api.tell(facts.failed(case.id))
    return case


@pytest.mark.parametrize("edition", CURRENT)
async def test_prm_9_asking_and_extending_say_which_clock_runs_then(start, edition) -> None:
    case = await start(edition)
    offered = {action["rel"]: action for action in (await case.see())["allowed_actions"]}
    asking, extend = offered["ask_for_evidence"], offered["extend"]

    asked = await case.do(OPERATOR, "evidence-requests", {**ASKING, "until": asking["constraints"]["until_at_latest"]})

    assert (asking["leads_to"], follows(asked)) == (None, asking["then"])
    assert extend["choices"], "there are clocks in every programme"
    for choice in extend["choices"]:
        another = await start(edition)
        extended = await another.do(OPERATOR, "extend", {**choice["given"], "reason_code": "illness"})
        assert (choice["leads_to"], follows(extended)) == (None, choice["then"]), choice["given"]


@pytest.mark.parametrize(
    ("edition", "reason"),
    [(AGREEMENT, "item_not_received"), (AGREEMENT, "significantly_not_as_described"), (REPORT, None), (VIDEO, None)],
)
async def test_prm_9_evidence_says_where_it_leads(start, edition, reason) -> None:
    case = await start(edition, **({} if reason is None else {"reason": reason}))
    if edition == AGREEMENT:
        await case.api.tell(facts.failed(case.id))
    if edition == VIDEO:
        await case.do(OPERATOR, "verification", VERIFIED)
        await case.do(OPERATOR, "video-request")
    before = await case.see()
    [owed, *_] = before["evidence_requests"]
    [provide, *_] = [
        action for action in before["allowed_actions"]
        if action["rel"] == "provide_evidence" and action["constraints"]["request"] == owed["id"]
    ]  # fmt: skip

    await case.tell(RequestSatisfied, owed["party"])

    after = await case.see()
    assert provide["leads_to"] == (None if after["stage"] == before["stage"] else after["stage"])
    assert follows(after) == provide["then"]


def follows(case: dict) -> dict:
    step = case["next_automatic_action"]
    return {"of": "disputes"} | {name: step[name] for name in ("at", "action", "money_effect", "then")}
