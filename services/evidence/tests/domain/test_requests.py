from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from common.kernel.errors import DeadlinePassed, Forbidden
from evidence.cases.model import Side
from evidence.requests.errors import CoversUnknown, KindNotAsked, RequestNotOpen
from evidence.requests.model import EvidenceRequest, find_intended_request
from evidence.requests.parts import (
    Act,
    ChecklistPoint,
    Extended,
    Grace,
    Lapsed,
    Level,
    Opened,
    Reopened,
    RequestState,
    Satisfied,
    Updated,
    Window,
)
from evidence.testing import DUE, INSTANT, NOON, OPERATOR, a_request, an_item

LATE = [DUE, DUE + INSTANT]
STATES = list(RequestState)


def found_invalid(item):
    return item.invalidate(by=OPERATOR, at=NOON, reason_code="forged", reason="Forged.").item


def satisfied(*, by=None) -> EvidenceRequest:
    return a_request().take_item(by or an_item()).request


def test_d6_a_shipment_record_one_microsecond_before_the_cut_off_satisfies() -> None:
    record = an_item(received_at=DUE - INSTANT)

    after, facts = a_request().take_item(record)

    assert (after.state, after.satisfied_by, facts) == (RequestState.SATISFIED, record.id, (Satisfied(record.id),))


@pytest.mark.parametrize("at", LATE)
def test_d6_a_shipment_record_at_the_cut_off_is_late(at: datetime) -> None:
    with pytest.raises(DeadlinePassed):
        a_request().take_item(an_item(received_at=at))


def test_d8_evidence_of_any_kind_asked_for_satisfies_the_buyers_request() -> None:
    request = a_request(side=Side.BUYER, kinds=("photo", "document"), level=Level.ONE_OF)

    after, _ = request.take_item(an_item(side=Side.BUYER, kind="document", received_at=DUE - INSTANT))

    assert after.state is RequestState.SATISFIED


@pytest.mark.parametrize("at", LATE)
def test_d8_evidence_at_the_cut_off_is_late_even_if_other_evidence_was_in_time(at: datetime) -> None:
    with pytest.raises(DeadlinePassed):
        satisfied().take_item(an_item(received_at=at))


def test_d12_evidence_found_invalid_before_the_cut_off_opens_the_request_again() -> None:
    record = an_item()

    after, facts = satisfied(by=record).on_item_invalidated(record.id, [found_invalid(record)], DUE - INSTANT)

    assert (after.state, after.satisfied_by, after.due_at, facts) == (RequestState.OPEN, None, DUE, (Reopened(),))


@pytest.mark.parametrize("at", LATE)
def test_d12_evidence_found_invalid_from_the_cut_off_on_counts_as_none(at: datetime) -> None:
    record = an_item()

    after, facts = satisfied(by=record).on_item_invalidated(record.id, [found_invalid(record)], at)

    assert (after.state, facts) == (RequestState.LAPSED, (Lapsed(),))


@pytest.mark.parametrize("at", [DUE - INSTANT, *LATE])
def test_d12_other_valid_evidence_in_time_keeps_the_request_satisfied(at: datetime) -> None:
    record, second = an_item(), an_item(received_at=DUE - INSTANT)

    after, facts = satisfied(by=record).on_item_invalidated(record.id, [found_invalid(record), second], at)

    assert (after.state, after.satisfied_by, facts) == (RequestState.SATISFIED, second.id, (Updated(),))


@pytest.mark.parametrize(
    "other",
    [
        an_item(received_at=DUE),
        an_item(kind="statement"),
        an_item(side=Side.BUYER),
        found_invalid(an_item()),
    ],
)
def test_d12_evidence_that_is_late_of_another_kind_or_party_or_invalid_replaces_nothing(other) -> None:
    record = an_item()

    after, _ = satisfied(by=record).on_item_invalidated(record.id, [found_invalid(record), other], DUE)

    assert after.state is RequestState.LAPSED


def test_t8_evidence_found_invalid_is_replaced_as_often_as_is_said_and_then_counts_as_none() -> None:
    first, second = an_item(), an_item(received_at=NOON + INSTANT)
    request = a_request(max_resubmissions=1)

    reopened, _ = request.take_item(first).request.on_item_invalidated(first.id, [found_invalid(first)], NOON + INSTANT)
    after, facts = reopened.take_item(second).request.on_item_invalidated(
        second.id, [found_invalid(second)], DUE - INSTANT
    )

    assert reopened.state is RequestState.OPEN
    assert (after.state, after.due_at, facts) == (RequestState.LAPSED, DUE - INSTANT, (Lapsed(),))


def test_prm_25_what_was_found_invalid_in_a_pause_lapses_again_once_more_time_was_given_and_is_over() -> None:
    only = an_item()
    paused = a_request(max_resubmissions=0).take_item(only).request.pause_clock(NOON + INSTANT).request
    lapsed = paused.on_item_invalidated(only.id, [found_invalid(only)], DUE).request

    reopened = lapsed.resume_clock(NOON + INSTANT, DUE).request.reopen_window(LATER, None).request

    assert (lapsed.state, reopened.paused_at) == (RequestState.LAPSED, None)
    assert reopened.expire_window(LATER).request.state is RequestState.LAPSED


def test_k8_only_points_of_the_checklist_can_be_covered() -> None:
    request = a_request(checklist=(ChecklistPoint("conversation", "All of it.", True),))

    request.require_admissible(Side.SELLER, "shipment_record", NOON, ["conversation"])
    with pytest.raises(CoversUnknown):
        request.require_admissible(Side.SELLER, "shipment_record", NOON, ["conversation", "contact"])


LATER = DUE + timedelta(days=1)


@pytest.mark.parametrize(("at", "moves"), [(DUE - INSTANT, True), (DUE, False), (DUE + INSTANT, False)])
def test_more_time_is_given_only_before_the_cut_off(at: datetime, moves: bool) -> None:
    after, facts = a_request().extend_window(LATER, at)

    assert (after.due_at, facts) == ((LATER, (Extended(),)) if moves else (DUE, ()))


def test_more_time_is_never_less() -> None:
    assert a_request().extend_window(DUE - INSTANT, NOON).events == ()


@pytest.mark.parametrize("state", [RequestState.LAPSED, RequestState.CLOSED])
def test_what_is_over_gets_no_more_time_and_no_pause(state: RequestState) -> None:
    over = a_request(state=state)

    assert over.extend_window(LATER, NOON) == over.pause_clock(NOON) == over.resume_clock(NOON, LATER) == (over, ())


def test_a_paused_clock_stands_still_and_goes_on_where_it_stopped() -> None:
    paused_at, resumed_at = DUE - timedelta(hours=1), DUE + timedelta(days=9)
    paused = a_request(grace=Grace(DUE - INSTANT, LATER)).pause_clock(paused_at).request

    assert paused.take_item(an_item(received_at=DUE + INSTANT)).request.state is RequestState.SATISFIED
    assert paused.expire_window(DUE) == (paused, ())
    after, facts = paused.resume_clock(paused_at, resumed_at)
    assert (after.due_at, after.paused_at, facts) == (resumed_at + timedelta(hours=1), None, (Extended(),))
    assert after.grace == Grace(after.due_at - INSTANT, LATER + (resumed_at - paused_at))


def test_prm_15_what_was_asked_for_after_a_pause_that_is_heard_late_does_not_stand_still_for_ever() -> None:
    paused = a_request().pause_clock(NOON - timedelta(days=2)).request
    assert paused.paused_at is not None

    after, facts = paused.resume_clock(NOON - timedelta(days=2), NOON - timedelta(days=1))

    assert (after.paused_at, after.due_at, facts) == (None, DUE, (Updated(),))
    assert after.expire_window(DUE).request.state is RequestState.LAPSED


def test_a_checkpoint_that_was_passed_before_the_pause_is_not_moved_by_it() -> None:
    paused = a_request(grace=Grace(NOON, LATER)).pause_clock(NOON + INSTANT).request

    assert paused.resume_clock(NOON + INSTANT, LATER).request.grace == Grace(NOON, LATER)


@pytest.mark.parametrize("since", [DUE, DUE + INSTANT])
def test_a_pause_that_began_after_the_cut_off_changes_nothing(since: datetime) -> None:
    request = a_request()

    assert request.pause_clock(since) == request.resume_clock(since, LATER) == (request, ())


@pytest.mark.parametrize("state", STATES)
def test_d12_evidence_that_did_not_satisfy_changes_nothing_by_being_invalid(state: RequestState) -> None:
    request = a_request(state=state, satisfied_by=UUID(int=7))

    assert request.on_item_invalidated(UUID(int=8), [], DUE) == (request, ())


def test_a_deadline_that_fires_on_an_open_request_lets_it_lapse() -> None:
    after, facts = a_request().expire_window(DUE)

    assert (after.state, facts) == (RequestState.LAPSED, (Lapsed(),))


@pytest.mark.parametrize("state", [s for s in STATES if s is not RequestState.OPEN])
def test_a_deadline_that_fires_when_nothing_is_owed_just_ends(state: RequestState) -> None:
    request = a_request(state=state, satisfied_by=UUID(int=7))

    assert request.expire_window(DUE) == (request, ())


def test_a_deadline_of_another_time_changes_nothing() -> None:
    request = a_request()

    assert request.expire_window(DUE - INSTANT) == (request, ())


def test_the_other_party_cannot_answer() -> None:
    with pytest.raises(Forbidden):
        a_request().take_item(an_item(side=Side.BUYER))


def test_another_kind_does_not_answer() -> None:
    with pytest.raises(KindNotAsked):
        a_request().take_item(an_item(kind="statement"))


def test_a_closed_request_takes_nothing() -> None:
    with pytest.raises(RequestNotOpen):
        a_request(state=RequestState.CLOSED).take_item(an_item())


def test_a_lapsed_request_takes_nothing_even_from_before_its_cut_off() -> None:
    with pytest.raises(DeadlinePassed):
        a_request(state=RequestState.LAPSED).take_item(an_item(received_at=DUE - INSTANT))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("side", [*Side, None])
@pytest.mark.parametrize("at", [DUE - INSTANT, *LATE])
def test_what_is_offered_is_exactly_what_is_accepted(state: RequestState, side: Side | None, at: datetime) -> None:
    request = a_request(state=state, satisfied_by=UUID(int=7))

    if Act.SUBMIT in request.allowed_actions(side, at):
        request.require_admissible(side, "shipment_record", at)
    else:
        with pytest.raises((Forbidden, RequestNotOpen, DeadlinePassed)):
            request.require_admissible(side, "shipment_record", at)


@pytest.mark.parametrize("state", STATES)
def test_the_end_of_the_case_closes_what_has_not_lapsed(state: RequestState) -> None:
    before = a_request(state=state, satisfied_by=UUID(int=7))

    after, facts = before.close_with_case(NOON)

    assert facts == ((Updated(),) if after.version > before.version else ())
    assert after.state is (RequestState.LAPSED if state is RequestState.LAPSED else RequestState.CLOSED)
    assert (after.version > before.version) == (state in (RequestState.OPEN, RequestState.SATISFIED))


def test_what_is_owed_lapses_where_silence_ends_the_case_at_its_very_cut_off() -> None:
    after, facts = a_request().close_with_case(DUE)

    assert (after.state, facts) == (RequestState.LAPSED, (Lapsed(),))
    assert a_request(paused_at=NOON).close_with_case(DUE).request.state is RequestState.CLOSED


def opened(*given) -> tuple:
    return a_request(version=0, event_count=0).open_with_items(given)


def test_evidence_faster_than_the_news_of_the_request_counts() -> None:
    record = an_item(received_at=NOON)

    after, facts = opened(record)

    assert (after.state, facts) == (RequestState.SATISFIED, (Opened(), Satisfied(record.id)))
    assert (after.version, after.event_count) == (1, 2)


def test_prm_13_evidence_from_before_the_request_answers_it() -> None:
    early = an_item(received_at=NOON - timedelta(days=30), request=UUID(int=9))

    after, facts = opened(early)

    assert (after.state, after.satisfied_by) == (RequestState.SATISFIED, early.id)
    assert facts == (Opened(), Satisfied(early.id))


def test_evidence_without_a_named_request_is_for_the_latest_that_asked_for_its_kind() -> None:
    first, second = a_request(), a_request(window=Window(NOON + INSTANT, DUE, "natural"))
    closed = a_request(window=Window(DUE, DUE, "natural"), state=RequestState.CLOSED)

    assert find_intended_request([second, first, closed], Side.SELLER, "shipment_record", NOON) == second
    assert find_intended_request([first], Side.BUYER, "shipment_record", NOON) is None
    assert find_intended_request([first], Side.SELLER, "photo", NOON) is None
