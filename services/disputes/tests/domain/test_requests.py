"""What a stage asks for when it is entered, and entered again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from common.kernel.principal import Role
from disputes.engine.dispute import State
from disputes.engine.stage_entry import enter_stage
from disputes.engine.values import RequestState, SettlementOrder
from disputes.evidence_views.views import request_view
from disputes.policy.model import Policy
from disputes.policy.options import Option
from disputes.policy.vocabulary import EvidenceLevel, OptionKind, Outcome, RulingExecution
from disputes.testing import NOON, POLICIES, a_dispute, engine_context
from services.disputes.tests.domain.test_turns import RULED

REPORT = POLICIES["report_review-2026-12"]
NAME = REPORT.first_stage
FIRST = REPORT.stages[NAME]
OWED, WELCOME = FIRST.evidence_requests[0], replace(FIRST.evidence_requests[1], level=EvidenceLevel.OPTIONAL)
MIXED: Policy = replace(REPORT, stages={**REPORT.stages, NAME: replace(FIRST, evidence_requests=(OWED, WELCOME))})


def entered_again(*states: RequestState) -> list[int]:
    """Which of the stage's requests are asked anew, where those of the first time stand so."""
    case = a_dispute(policy=MIXED)
    requests = tuple(replace(r, state=state) for r, state in zip(case.requests, states, strict=True))
    again = enter_stage(replace(case, requests=requests), NAME, engine_context(MIXED)).dispute
    return [request.terms_index for request in again.requests[len(requests) :]]


def test_prm_25_a_stage_that_is_entered_again_asks_for_what_is_owed_though_something_welcome_is_open() -> None:
    assert entered_again(RequestState.SATISFIED, RequestState.OPEN) == [0]
    assert entered_again(RequestState.LAPSED, RequestState.OPEN) == [0]


def test_prm_25_what_is_owed_and_open_goes_on_instead() -> None:
    assert entered_again(RequestState.OPEN, RequestState.SATISFIED) == []
    assert entered_again(RequestState.SATISFIED, RequestState.LAPSED) == [0, 1]


@pytest.mark.parametrize("hours", [0, 24])
def test_prm_36_what_was_due_as_a_case_took_no_more_evidence_has_lapsed_in_both_services(hours: int) -> None:
    """Paid at once, a ruling can be contested for a day: the case closes, and evidence with it, only then."""
    paid_at, closed_at = NOON, NOON + timedelta(days=1)
    policy = replace(REPORT, rulings=replace(REPORT.rulings, execution=RulingExecution.AT_ONCE))
    ruling = replace(RULED, contest_until=closed_at)
    case, due_at = a_dispute(policy=policy), NOON + timedelta(hours=hours)
    order = SettlementOrder(UUID(int=1), Option(OptionKind.RELEASE, case.split_all_to(Role.SELLER)), paid_at)
    ended = replace(
        case, state=State.CLOSED, deadlines=(), outcome=Outcome.DECISION, order=order, rulings=(ruling,),
        closed_at=closed_at, requests=tuple(replace(request, due_at=due_at) for request in case.requests),
    )  # fmt: skip

    states = {request_view(ended, request, policy, Role.OPERATOR, None).state for request in ended.requests}

    assert states == ({"lapsed"} if due_at == closed_at else {"closed"})
