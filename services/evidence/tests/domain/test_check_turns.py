"""Turns of checks: whoever gives many recordings that take long keeps nobody else waiting (WAL-A3)."""

from __future__ import annotations

from uuid import UUID, uuid4

from evidence.live_video.domain.check_turns import CheckTurns, WaitingRecording

GREEDY, MODEST, LATE = uuid4(), uuid4(), uuid4()


def waiting(*tenants: UUID) -> list[WaitingRecording]:
    return [WaitingRecording(tenant, uuid4()) for tenant in tenants]


def test_wal_a3_a_platform_that_is_at_work_gets_no_second_turn() -> None:
    turns = CheckTurns()
    with turns.take_turn(waiting(GREEDY)) as first:
        with turns.take_turn(waiting(GREEDY)) as second:
            assert second is None
        with turns.take_turn(waiting(GREEDY, MODEST)) as third:
            assert third is not None
            assert third.tenant == MODEST
    assert first is not None
    with turns.take_turn(waiting(GREEDY)) as again:
        assert again is not None


def test_wal_a3_the_next_turn_is_of_whom_was_served_longest_ago() -> None:
    turns, served = CheckTurns(), []
    for tenants in ((GREEDY, MODEST), (GREEDY, MODEST), (GREEDY, MODEST, LATE), (GREEDY, MODEST, LATE)):
        with turns.take_turn(waiting(*tenants)) as chosen:
            assert chosen is not None
            served.append(chosen.tenant)
    assert served == [GREEDY, MODEST, LATE, GREEDY]


def test_wal_a3_a_turn_that_fails_is_over() -> None:
    turns = CheckTurns()
    try:
        with turns.take_turn(waiting(GREEDY)):
            raise RuntimeError
    except RuntimeError:
        pass
    with turns.take_turn(waiting(GREEDY)) as chosen:
        assert chosen is not None
