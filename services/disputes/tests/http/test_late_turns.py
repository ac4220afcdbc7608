"""PRM-5: what was received in time is recorded as received, however long it has waited for its turn."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from common.contracts.escrow import EscrowFunded
from common.contracts.evidence import RequestSatisfied
from common.kernel.ids import format_id
from common.kernel.principal import Role
from common.kernel.timing import Timing
from deploy.proof.testing.late_turns import INSTANT, wait_for_turn
from disputes.engine.clocks import date_act
from disputes.engine.values import Deadline
from disputes.testing import BUYER, NOON, OPERATOR, POLICIES, SELLER, a_dispute, escrow_told
from services.disputes.tests.conftest import opening

REPORT, RETURNS = "report_review-2026-12", "agreement_first-2026-12"
WHY = "I disagree because the whole conversation shows another course of things. " * 3
Queued = Callable[[datetime], AbstractContextManager[tuple[datetime, datetime]]]


@pytest.fixture
def queued(clock) -> Queued:
    """Let what is sent meanwhile wait for its turn: received just before an instant, decided after it."""
    return partial(wait_for_turn, clock)


def spell(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


@pytest.fixture
async def ruled(start, ruling):
    case = await start(REPORT)
    await case.item("seller", "conversation", "call_start_and_end", "contact_id")
    await case.tell(RequestSatisfied, "buyer")
    await case.tell(RequestSatisfied, "seller")
    await case.pass_time(hours=48)
    await case.do(OPERATOR, "decision", ruling(REPORT))
    return case


async def test_prm_5_k4_a_contest_received_in_time_is_filed_when_it_was_received(ruled, queued) -> None:
    until = datetime.fromisoformat((await ruled.see())["next_automatic_action"]["at"])

    with queued(until) as (received_at, decided_at):
        answer = await ruled.try_(SELLER, "appeals", {"explanation": WHY})

    assert answer.status_code == 201, answer.text
    seen, [filed] = await ruled.see(), await ruled.told("disputes.appeal-filed.v1")
    assert (seen["appeal"]["filed_at"], filed["occurred_at"]) == (spell(received_at), spell(received_at))
    assert filed["recorded_at"] == spell(decided_at)
    assert seen["stage"] == "second_review"
    [clock] = [clock for clock in seen["deadlines"] if clock["deadline"] == "appeal_decision"]
    assert datetime.fromisoformat(clock["due_at"]) - received_at >= timedelta(hours=24), "from the contest on"


async def test_prm_5_what_is_received_at_the_end_is_late_however_soon_it_is_decided(ruled, queued) -> None:
    until = datetime.fromisoformat((await ruled.see())["next_automatic_action"]["at"])

    with queued(until + INSTANT):
        answer = await ruled.try_(SELLER, "appeals", {"explanation": WHY})

    assert (answer.status_code, answer.json()["code"]) == (409, "deadline_passed")


async def test_prm_5_a_claim_accepted_in_time_ends_the_case_before_the_silence_would_have(start, queued) -> None:
    case = await start(RETURNS)
    await case.agree("return_and_refund", 8000)
    until = datetime.fromisoformat((await case.see())["next_automatic_action"]["at"])

    with queued(until) as (received_at, decided_at):
        await case.do(SELLER, "accept-claim")

    [ordered] = await case.told("disputes.settlement-ordered.v1")
    assert (ordered["occurred_at"], ordered["basis"]) == (spell(received_at), "claim_accepted")
    assert ordered["recorded_at"] == spell(decided_at)
    await case.settled()
    assert (await case.see())["outcome"] == "claim_accepted"


async def test_prm_5_a_case_opened_in_time_is_opened_before_its_window_closed(api, queued, told) -> None:
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow, policy=REPORT, funded_at=NOON))
    given = opening(escrow) | {"reason": "service_not_provided"}
    del given["options"]

    with queued(NOON + timedelta(hours=72)) as (received_at, decided_at):
        opened = await api.post(BUYER, "", given)

    assert opened.status_code == 201, opened.text
    [asked] = await told("disputes.freeze-requested.v1")
    assert [opened.json()["opened_at"], asked["occurred_at"], asked["received_at"]] == [spell(received_at)] * 3
    assert asked["recorded_at"] == spell(decided_at)
    assert opened.json()["escrow"] == format_id("esc", escrow)


def test_prm_5_nothing_is_dated_before_what_the_case_has_come_to_meanwhile() -> None:
    policy, day = POLICIES[RETURNS], timedelta(days=1)
    due_at = NOON + 5 * day
    clock = Deadline("dispute_hard_cap", NOON, due_at, "natural", Role.OPERATOR)
    case = replace(a_dispute(policy=policy), entered_at=NOON + 2 * day, deadlines=(clock,))

    dated = date_act(case, Timing(NOON + day, due_at + day), policy)

    assert (dated.effective_at, dated.recorded_at) == (NOON + 2 * day, due_at + day)
