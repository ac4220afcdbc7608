"""What a stage asks for when it is entered, and entered again."""

from __future__ import annotations

from dataclasses import replace

from disputes.engine.stage_entry import enter_stage
from disputes.engine.values import RequestState
from disputes.policy.model import Policy
from disputes.policy.vocabulary import EvidenceLevel
from disputes.testing import POLICIES, a_dispute, engine_context

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
