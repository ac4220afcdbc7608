"""Turns of a negotiation as the case follows them, and what their silence brings in an edition of a platform's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from common.kernel.principal import Role
from disputes.cases.listing import find_offerer
from disputes.engine.clocks import follow_turn
from disputes.engine.effects import close_case
from disputes.engine.forecast import apply_silence, forecast_next_step, next_deadline
from disputes.engine.reactions import on_negotiation_changed
from disputes.engine.reopening import ANSWER_CLOCK, measure_time_left
from disputes.engine.rulings import follow_window
from disputes.engine.values import Deadline, NegotiationState, Penalty, RequestState, Responsible, Ruling
from disputes.evidence_views.views import request_view
from disputes.policy.judges import is_left_to_judges
from disputes.policy.model import Close, ExecuteLastProposal, PayAll
from disputes.policy.vocabulary import CaseRole, Outcome, RulingKind, SilenceRule, Trigger
from disputes.testing import NOON, POLICIES, POLICY, a_dispute, engine_context

DAY = timedelta(days=1)


def reported(case, due_at, *, due_since=None):
    """Turn as mediation tells it: of the first proposal, the seller's."""
    return replace(
        case.negotiation, mediation=case.id, version=2, state=NegotiationState.NEGOTIATING, number=1,
        due_at=due_at, due_since=due_since or case.negotiation.due_since,
    )  # fmt: skip


@pytest.mark.parametrize("reported_pause", [NOON + DAY, None])
def test_prm_22_a_turn_told_before_mediation_heard_of_a_pauses_end_keeps_what_is_left_of_it(reported_pause) -> None:
    """Withdrawn before the next report, a case that is opened again goes on with what was left of its answer's time."""
    case = a_dispute()
    due_at = case.negotiation.due_at
    moved = replace(case, negotiation=replace(case.negotiation, due_at=due_at + 2 * DAY))

    turn = follow_turn(moved, reported(case, due_at), reported_pause)

    followed = on_negotiation_changed(moved, turn, POLICY).dispute
    assert followed.negotiation.due_at == due_at + 2 * DAY
    left = measure_time_left(followed, engine_context(at=NOON + 3 * DAY))
    assert left[ANSWER_CLOCK] == 4 * DAY.total_seconds()


def test_prm_20_a_turn_that_began_in_a_pause_stands_still_until_mediation_has_heard_of_its_end() -> None:
    case = a_dispute()
    begun = reported(case, NOON + 9 * DAY, due_since=NOON + 2 * DAY)

    assert follow_turn(case, begun, NOON + DAY).due_at is None
    assert follow_turn(replace(case, paused_at=NOON + DAY), begun, NOON + DAY).due_at == NOON + 9 * DAY


@pytest.mark.parametrize(
    ("effect", "executed"),
    [
        (PayAll(CaseRole.CLAIMANT), "execute_refund_full"),
        (PayAll(CaseRole.SELLER), "execute_release"),
        (ExecuteLastProposal(CaseRole.BUYER), "execute_refund_full"),
        (Close(Outcome.INCONCLUSIVE), "enter_closed"),
    ],
)
def test_prm_35_what_a_failed_negotiation_brings_is_named_as_it_will_be_and_no_proposal_of_anybody(
    effect, executed
) -> None:
    terms, first = replace(POLICY.negotiation, on_silence=SilenceRule.ESCALATE), POLICY.stages[POLICY.first_stage]
    stage = replace(first, effects={**first.effects, Trigger.NEGOTIATION_FAILED: effect})
    own = replace(POLICY, negotiation=terms, stages={**POLICY.stages, POLICY.first_stage: stage})
    case = a_dispute(policy=own)

    foretold = forecast_next_step(case, own)
    deadline = next_deadline(case, own)
    after = apply_silence(case, deadline, engine_context(own, deadline.at)).dispute

    assert (foretold.action, after.timeout.executed) == (executed, executed)


@pytest.mark.parametrize(
    ("cause", "is_left"),
    [("return_address", True), (Trigger.NEGOTIATION_FAILED, True), (Trigger.EVIDENCE_LAPSED, True),
     (Trigger.DECIDED, False), (Trigger.CLAIM_ACCEPTED, False), (Trigger.EVIDENCE_SATISFIED, False)],
)  # fmt: skip
def test_d6_a_last_proposal_is_left_to_operators_only_where_silence_carries_it_out(cause, is_left) -> None:
    assert is_left_to_judges(cause, ExecuteLastProposal(CaseRole.BUYER)) is is_left


def test_prm_33_an_offer_of_an_operator_is_found_as_the_operators() -> None:
    case = a_dispute()
    offered = replace(case.negotiation, state=NegotiationState.OPEN, by=Role.OPERATOR, number=2)

    assert find_offerer(replace(case, negotiation=offered)) is Role.OPERATOR
    assert find_offerer(replace(case, negotiation=replace(offered, options=()))) is None


REPORTS = POLICIES["report_review-2026-12"]
WARNED = Penalty(party="seller", act="offensive_behaviour", points=-50, warning=1)
SUSPENDED = Penalty(party="seller", act="blackmail", warning=2, suspended_until=NOON + 33 * DAY)
RULED = Ruling(
    kind=RulingKind.INCONCLUSIVE, option=None, responsible=Responsible.NONE, reason_code="no_evidence",
    policy_reference="1", explanation="So it is.", by="op-1", decided_at=NOON,
    penalties=(WARNED, SUSPENDED), contest_until=NOON + 3 * DAY,
)  # fmt: skip


def test_k16_where_a_ruling_waits_for_its_window_a_moved_end_moves_suspensions_and_makes_none() -> None:
    case = a_dispute(policy=REPORTS)
    window, ends_at = REPORTS.appeal.window, NOON + 5 * DAY
    ruled = replace(case, rulings=(RULED,))
    moved = (Deadline(window, NOON, ends_at, "natural", Role.SYSTEM),)

    [ruling] = follow_window(ruled, moved, REPORTS)

    assert ruling.contest_until == ends_at
    assert [p.suspended_until for p in ruling.penalties] == [None, ends_at + 30 * DAY]
    assert follow_window(ruled, (), REPORTS) == ruled.rulings


def test_prm_34_a_request_that_nobody_has_answered_is_closed_with_its_case() -> None:
    case = a_dispute(policy=REPORTS)
    asked, lapsed = case.requests[0], replace(case.requests[0], state=RequestState.LAPSED)
    closed = close_case(case, Outcome.WITHDRAWN, NOON).dispute

    def state_in(dispute, request) -> str:
        return request_view(dispute, request, REPORTS, Role.OPERATOR, None).state

    assert (state_in(case, asked), state_in(closed, asked), state_in(closed, lapsed)) == ("open", "closed", "lapsed")
