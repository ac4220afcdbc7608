from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from evidence.cases.model import Side
from evidence.requests import groups
from evidence.requests.parts import Disclosure, Grace, GraceGranted, RequestState, Revealed, Updated
from evidence.testing import DUE, INSTANT, NOON, OPERATOR, a_request, an_item

GROUP = UUID(int=2)
AT, UNTIL = DUE - timedelta(days=1), DUE + timedelta(hours=1)
ASKED = {"kinds": ("live_video",), "disclosure": Disclosure.SEALED}


def both(seller: RequestState, buyer: RequestState):
    item = UUID(int=7)
    return [
        a_request(side=Side.SELLER, state=seller, satisfied_by=item, **ASKED),
        a_request(side=Side.BUYER, state=buyer, satisfied_by=item, **ASKED),
    ]


@pytest.mark.parametrize("seller", list(RequestState))
@pytest.mark.parametrize("buyer", list(RequestState))
def test_t8_both_sides_are_revealed_at_once_and_only_when_neither_can_still_give(seller, buyer) -> None:
    changes = groups.reveal_group(both(seller, buyer), GROUP, NOON)

    if RequestState.OPEN in (seller, buyer):
        assert changes == []
    else:
        assert [change.events for change in changes] == [(Revealed(),)] * 2


def test_t8_the_first_side_heard_of_is_not_revealed_before_the_other_or_the_end() -> None:
    alone = both(RequestState.SATISFIED, RequestState.OPEN)[:1]

    assert groups.reveal_group(alone, GROUP, DUE - INSTANT) == []
    assert len(groups.reveal_group(alone, GROUP, DUE)) == 1


def test_t8_what_was_revealed_stays_so_while_a_video_is_replaced() -> None:
    seller, buyer = both(RequestState.SATISFIED, RequestState.SATISFIED)
    revealed = seller.reveal_outcome().request

    again, _ = revealed.on_item_invalidated(UUID(int=7), [], NOON)

    assert (again.state, again.disclosure) == (RequestState.OPEN, Disclosure.REVEALED)
    assert groups.reveal_group([again, buyer], GROUP, NOON) == []


def test_sec_3_what_is_sealed_is_hidden_from_the_other_side_only() -> None:
    seller, buyer = both(RequestState.SATISFIED, RequestState.OPEN)
    given = an_item(request=seller.id)
    early = an_item(id=UUID(int=7))

    for item in (given, early):
        assert [groups.hides_item([seller, buyer], item, side) for side in (Side.BUYER, Side.SELLER, None)] == [
            True, False, False,
        ]  # fmt: skip
    assert not groups.hides_item([seller.reveal_outcome().request, buyer], given, Side.BUYER)
    assert [groups.hides_request(seller, side) for side in (Side.BUYER, Side.SELLER, None)] == [True, False, False]


def waiting(**differently):
    return a_request(grace=Grace(AT, UNTIL), **differently)


def test_k10_nobody_gave_anything_so_everybody_gets_more_time_once() -> None:
    requests = [waiting(), waiting(side=Side.BUYER)]

    changes = groups.decide_grace(requests, [], GROUP)

    assert [(c.request.due_at, c.request.grace, c.events) for c in changes] == [(UNTIL, None, (GraceGranted(),))] * 2
    assert groups.decide_grace([c.request for c in changes], [], GROUP) == []


@pytest.mark.parametrize(("at", "grace"), [(AT - INSTANT, False), (AT, True), (AT + INSTANT, True)])
def test_k10_one_valid_piece_before_the_checkpoint_is_enough_for_none(at, grace: bool) -> None:
    seller, buyer = waiting(), waiting(side=Side.BUYER)
    item = an_item(request=seller.id, received_at=at)

    changes = groups.decide_grace([seller, buyer], [item], GROUP)

    assert [change.events for change in changes] == [(GraceGranted(),) if grace else (Updated(),)] * 2
    assert {change.request.grace for change in changes} == {None}


def test_k10_evidence_found_invalid_or_given_for_something_else_counts_as_none() -> None:
    seller = waiting()
    invalid = an_item(request=seller.id).invalidate(by=OPERATOR, at=NOON, reason_code="forged", reason="x").item

    [change] = groups.decide_grace([seller], [invalid, an_item(), an_item(request=UUID(int=9))], GROUP)

    assert change.events == (GraceGranted(),)


def test_k10_grace_never_shortens_a_window() -> None:
    [change] = groups.decide_grace([waiting(window=waiting().window._replace(due_at=UNTIL + INSTANT))], [], GROUP)

    assert change.request.due_at == UNTIL + INSTANT


def test_a_paused_checkpoint_is_not_decided() -> None:
    assert groups.decide_grace([waiting(paused_at=NOON)], [], GROUP) == []
