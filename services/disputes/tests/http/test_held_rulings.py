"""A ruling that waits for a second operator is lost to no clock (PRM-15, ADR 0045)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.contracts.evidence import RequestLapsed, RequestSatisfied
from disputes.policy.vocabulary import Act
from disputes.testing import BUYER, OPERATOR, POLICIES, SELLER, failed
from services.disputes.tests.http.test_clocks import GIVEN
from services.disputes.tests.http.test_offers import SNAD
from services.disputes.tests.http.test_on_behalf import ADDRESS, AGREEMENT, LIVE, PARCEL, PLATFORM, REPORT, judged


@pytest.fixture(autouse=True)
async def limit(api):
    response = await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": 7999}})
    assert response.status_code == 200, response.text


@pytest.fixture
async def reviewed(start):
    """A case in which an operator has to decide: ten days and fifteen, and sixty in all."""
    case = await start(AGREEMENT, reason=SNAD)
    await case.api.tell(failed(case.id))
    await case.tell(RequestSatisfied, "buyer")
    assert (await case.see())["stage"] == "review"
    return case


def due(case: dict, name: str) -> str:
    return next(clock["due_at"] for clock in case["deadlines"] if clock["deadline"] == name)


@pytest.mark.parametrize("how", ["approve", "reject-approval"])
async def test_prm_15_no_cap_undoes_what_was_ruled_while_it_waits(reviewed, ruling, how) -> None:
    before = await reviewed.see()
    await reviewed.pass_time(days=59)

    waiting = await reviewed.do(OPERATOR, "decision", ruling(AGREEMENT, "refund_full"))
    late = await reviewed.pass_time(days=5)

    assert (waiting["status"], waiting["paused_at"] is not None) == ("awaiting_approval", True)
    assert (waiting["next_automatic_action"]["action"], waiting["next_automatic_action"]["clock"]) == (
        "resume", "natural",
    )  # fmt: skip
    assert (late["status"], late["settlement"]) == ("awaiting_approval", None), "60 days are over"
    assert len(await reviewed.told("disputes.paused.v1")) == 1
    judged_case = (await judged(reviewed, how)).json()
    assert len(await reviewed.told("disputes.resumed.v1")) == 1
    if how == "approve":
        done = await reviewed.settled()
        assert (done["outcome"], done["settlement"]["to_buyer"]["amount"]) == ("decision", 8000)
        return
    assert (judged_case["status"], judged_case["paused_at"]) == ("under_review", None)
    moved = [due(case, "dispute_hard_cap")[:10] for case in (before, judged_case)]
    assert moved == ["2027-01-23", "2027-01-28"], "the cap runs on with what was left"
    assert (await reviewed.pass_time(days=1))["outcome"] == "inconclusive"


@pytest.mark.parametrize("how", ["resumed", "by itself"])
async def test_prm_15_a_ruling_given_in_a_pause_is_held_from_its_end_on(reviewed, ruling, how) -> None:
    """The cap would come two days after the pause, and undo what was decided in it."""
    await reviewed.pass_time(days=58)
    await reviewed.do(OPERATOR, "pause", GIVEN)
    await reviewed.pass_time(days=29)
    ruled = await reviewed.do(OPERATOR, "decision", ruling(AGREEMENT, "refund_full"))
    if how == "resumed":
        await reviewed.do(OPERATOR, "resume")
    ended = reviewed.clock.time + (timedelta(0) if how == "resumed" else timedelta(days=1))

    late = await reviewed.pass_time(days=6)

    steps = [step["action"] for step in ruled["forecast"]]
    assert steps[:2] == ["resume", "resume"], "the pause, then the hold"
    assert (late["status"], late["settlement"]) == ("awaiting_approval", None)
    assert late["paused_at"] == ended.isoformat().replace("+00:00", "Z")
    assert len(await reviewed.told("disputes.paused.v1")) == 2
    assert (await judged(reviewed)).status_code == 200
    done = await reviewed.settled()
    assert (done["outcome"], done["settlement"]["to_buyer"]["amount"]) == ("decision", 8000)


async def test_prm_15_k2_operators_are_alerted_all_the_same_while_a_ruling_waits(start, ruling) -> None:
    case = await start(REPORT)
    for party in ("buyer", "seller"):
        await case.tell(RequestLapsed, party)
    penalties = [{"party": "seller", "act": "extreme_content"}]

    waiting = await case.do(OPERATOR, "decision", ruling(REPORT, "refund_full", penalties=penalties))
    assert waiting["next_automatic_action"]["action"] == "alert", "K2: they owe the second look"
    late = await case.pass_time(days=8)

    assert (late["status"], late["paused_at"]) == ("awaiting_approval", waiting["paused_at"])
    assert [told["level"] for told in await case.told("disputes.sla-breached.v1")] == ["target", "limit"]
    approved = (await judged(case)).json()
    assert (approved["stage"], approved["paused_at"]) == ("contest", None)
    assert (await case.pass_time(hours=73))["status"] == "settling"


async def test_prm_15_d13_more_evidence_in_a_contested_return_costs_no_ruling(start, ruling) -> None:
    case = await start(AGREEMENT, reason=SNAD)
    await case.agree("return_and_refund", 8000)
    await case.do(SELLER, "return", {"address": ADDRESS})
    await case.do(BUYER, "return", {"parcel": PARCEL})
    await case.do(SELLER, "return/acknowledge", {"condition": "wrong_or_empty"})
    await case.do(OPERATOR, "decision", ruling(AGREEMENT, "release"))
    case.clock.time += timedelta(hours=1)

    await case.tell(RequestSatisfied, "buyer")

    moved = await case.see()
    assert (moved["stage"], moved["status"]) == ("review", "awaiting_approval")
    [waiting] = (await case.api.get(OPERATOR, f"{case.path}/decisions")).json()["data"]
    assert (waiting["state"], waiting["outcome"]) == ("awaiting_approval", "release")
    assert (await judged(case)).status_code == 200
    done = await case.settled()
    assert (done["outcome"], done["settlement"]["to_seller"]["amount"]) == ("decision", 8000)


async def test_prm_15_what_the_parties_agree_to_meanwhile_still_goes_first(reviewed, ruling) -> None:
    await reviewed.do(OPERATOR, "decision", ruling(AGREEMENT, "release"))

    await reviewed.agree("refund_partial", 4000)

    done = await reviewed.settled()
    assert (done["outcome"], done["settlement"]["to_buyer"]["amount"]) == ("agreement", 4000)
    [waited] = (await reviewed.api.get(OPERATOR, f"{reviewed.path}/decisions")).json()["data"]
    assert waited["state"] == "lapsed"


async def test_prm_15_t2_a_refused_verification_waits_like_a_ruling(start) -> None:
    case = await start(LIVE)
    points = POLICIES[LIVE].checklists[Act.VERIFY]
    checks = [{"code": point.code, "finding": "no"} for point in points]
    await case.pass_time(days=59)

    refusal = {"result": "not_verified", "checks": checks, "reason_code": "other_price"}
    await case.do(OPERATOR, "verification", refusal)
    late = await case.pass_time(days=3)

    assert (late["status"], late["outcome"]) == ("awaiting_approval", None)
    assert (await judged(case)).json()["outcome"] == "not_verified"
