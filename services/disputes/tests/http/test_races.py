"""Two parties, an operator and a deadline at once: one wins, the others get a clear refusal, money moves once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from common.contracts.evidence import RequestSatisfied
from common.jobs.deadlines import FIRING_GRACE
from disputes.testing import BUYER, OPERATOR, SELLER, failed

EDITION = "agreement_first-2026-11"
CLEAR = {"action_not_allowed_in_state", "case_closed", "deadline_passed", "version_conflict"}


@pytest.fixture
async def returning(start):
    case = await start(EDITION)
    await case.agree("return_and_refund", 8000)
    return case


@pytest.mark.parametrize(
    "late", [timedelta(days=5, microseconds=-1), timedelta(days=5), timedelta(days=5) + FIRING_GRACE]
)
async def test_acts_and_a_deadline_at_once_have_one_winner(returning, late) -> None:
    returning.clock.time += late

    sent = await asyncio.gather(
        returning.try_(SELLER, "accept-claim"),
        returning.try_(BUYER, "withdraw"),
        returning.api.sweep(),
        returning.try_(SELLER, "accept-claim"),
    )

    answers = [answer for answer in sent if not isinstance(answer, int)]
    won = [answer for answer in answers if answer.status_code == 200]
    assert len(won) == (1 if late < timedelta(days=5) else 0)
    assert {answer.json()["code"] for answer in answers if answer not in won} <= CLEAR
    orders = await returning.told("disputes.settlement-ordered.v1")
    closed = await returning.told("disputes.closed.v1")
    assert len(orders) + len(closed) == (0 if late == timedelta(days=5) else 1)


async def test_two_rulings_and_an_agreement_at_once_order_one_settlement(start, ruling) -> None:
    case = await start(EDITION, reason="item_not_received")
    await case.api.tell(failed(case.id))
    await case.tell(RequestSatisfied, "seller")
    version = {"If-Match": f'"{(await case.see())["version"]}"'}

    sent = await asyncio.gather(
        case.try_(OPERATOR, "decision", ruling(EDITION, "release"), headers=version),
        case.try_("operator-2", "decision", ruling(EDITION, "refund_full"), headers=version),
        case.agree("refund_partial", 3000),
    )

    refused = [answer for answer in sent if answer is not None and answer.status_code != 200]
    assert {answer.json()["code"] for answer in refused} <= CLEAR
    assert len(refused) >= 1
    assert len(await case.told("disputes.settlement-ordered.v1")) == 1


async def test_a_ruling_on_a_changed_case_is_refused(start, ruling) -> None:
    case = await start(EDITION)
    stale = {"If-Match": '"1"'}

    response = await case.try_(OPERATOR, "decision", ruling(EDITION), headers=stale)

    assert (response.status_code, response.json()["code"]) == (412, "version_conflict")
