from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from common.kernel.money import Money
from common.kernel.principal import Role
from common.kernel.terms import Calendar, Term, Unit
from disputes.penalties.model import (
    ImposedPenalty,
    ParticipantStanding,
    PenaltyNamedTwice,
    PenaltyRequest,
    PenaltyReversed,
    PenaltyTerms,
    PenaltyUnknown,
    PendingPenalty,
    StandingStatus,
    next_penalty,
    require_known,
)
from disputes.policy.ladder import Ladder, Offence
from disputes.testing import NOON, POLICIES, TENANT, eur

LADDER = POLICIES["report_review-2026-11"].penalties
PAYMENT, RUDE, EXTREME = "external_payment", "offensive_behaviour", "extreme_content"


def clean() -> ParticipantStanding:
    return ParticipantStanding(id=uuid4(), tenant=TENANT, participant="p")


def one_more(standing: ParticipantStanding, act: str, party: Role = Role.SELLER, disputed: Money | None = None):
    return next_penalty(
        standing, PenaltyRequest(party, act), PenaltyTerms(LADDER, disputed or eur(8000), NOON, Calendar())
    )


def after(standing: ParticipantStanding, *acts: str, party: Role = Role.SELLER) -> ParticipantStanding:
    for act in acts:
        penalty = one_more(standing, act, party)
        imposed = ImposedPenalty(
            id=uuid4(), standing=standing.id, dispute=uuid4(), instance=1, decided_by="o", penalty=penalty,
            imposed_at=NOON,
        )  # fmt: skip
        standing = standing.impose([imposed]).standing
    return standing


@pytest.mark.parametrize("act", [RUDE, PAYMENT, "prohibited_content", "blackmail"])
def test_k15_sellers_lose_fifty_points_for_each_listed_act_and_buyers_none(act: str) -> None:
    assert one_more(clean(), act).points == -50
    assert one_more(clean(), act, Role.BUYER).points == 0


@pytest.mark.parametrize("act", sorted(LADDER.acts))
def test_k16_every_violation_brings_a_first_warning(act: str) -> None:
    assert one_more(clean(), act).warning == 1
    assert one_more(clean(), act, Role.BUYER).warning == 1


def test_k16_the_second_warning_for_the_same_act_suspends_and_a_repeat_closes() -> None:
    first, second = one_more(clean(), RUDE), one_more(after(clean(), RUDE), RUDE)
    third = one_more(after(clean(), RUDE, RUDE), RUDE)

    assert (first.suspended_until, first.closed) == (None, False)
    assert (second.warning, second.suspended_until, second.closed) == (2, NOON + timedelta(days=30), False)
    assert (third.warning, third.suspended_until, third.closed) == (3, None, True)
    assert one_more(after(clean(), RUDE), "blackmail").suspended_until is None


def test_k16_only_the_listed_acts_are_fined_and_only_after_the_first_warning() -> None:
    assert one_more(clean(), PAYMENT).fine is None
    assert one_more(after(clean(), PAYMENT), PAYMENT).fine == eur(800)
    assert one_more(after(clean(), PAYMENT), PAYMENT).suspended_until is not None
    assert one_more(after(clean(), RUDE), RUDE).fine is None


def test_k14_of_two_rulings_at_one_instant_the_one_with_the_lower_warning_came_first() -> None:
    first, second = one_more(clean(), PAYMENT), one_more(after(clean(), PAYMENT), PAYMENT)

    assert PendingPenalty(uuid4(), NOON, first).was_stated_before(second, NOON)
    assert not PendingPenalty(uuid4(), NOON, second).was_stated_before(first, NOON)
    assert PendingPenalty(uuid4(), NOON - timedelta(seconds=1), second).was_stated_before(first, NOON)
    assert not PendingPenalty(uuid4(), NOON, one_more(clean(), RUDE)).was_stated_before(second, NOON)


@pytest.mark.parametrize(("disputed", "fine"), [(Money(1, "JPY"), 1), (Money(5, "JPY"), 1), (Money(1005, "KWD"), 101)])
def test_a_fine_is_rounded_to_a_whole_minor_unit_and_never_nothing(disputed: Money, fine: int) -> None:
    penalty = one_more(after(clean(), PAYMENT), PAYMENT, disputed=disputed)

    assert penalty.fine == Money(fine, disputed.currency)


def test_k16_extreme_content_closes_at_once() -> None:
    assert one_more(clean(), EXTREME).closed
    assert after(clean(), EXTREME).status(NOON) is StandingStatus.CLOSED


def test_a_suspension_ends_by_itself_at_its_very_instant() -> None:
    suspended = after(clean(), RUDE, RUDE)
    until = suspended.suspended_until

    assert suspended.status(until - timedelta(microseconds=1)) is StandingStatus.SUSPENDED
    assert suspended.status(until) is StandingStatus.ACTIVE
    assert (suspended.points, suspended.warnings[RUDE]) == (-100, 2)


def test_k16_what_is_reversed_counts_no_more_and_is_reversed_once() -> None:
    standing = after(clean(), PAYMENT, PAYMENT)
    second = standing.imposed[1]
    undone = standing.reverse(second.id, by="lead", reason="mistaken", at=NOON).standing

    assert (undone.points, undone.warnings[PAYMENT], undone.fines) == (-50, 1, ())
    assert undone.status(NOON) is StandingStatus.ACTIVE
    assert one_more(undone, PAYMENT).warning == 2
    with pytest.raises(PenaltyReversed):
        undone.reverse(second.id, by="lead", reason="again", at=NOON)


def test_penalties_are_named_once_and_known() -> None:
    require_known([PenaltyRequest(Role.BUYER, RUDE), PenaltyRequest(Role.SELLER, RUDE)], LADDER)
    with pytest.raises(PenaltyNamedTwice):
        require_known([PenaltyRequest(Role.BUYER, RUDE)] * 2, LADDER)
    with pytest.raises(PenaltyUnknown):
        require_known([PenaltyRequest(Role.BUYER, "jaywalking")], LADDER)
    with pytest.raises(PenaltyUnknown):
        require_known([PenaltyRequest(Role.BUYER, RUDE)], None)


@pytest.mark.parametrize(
    "differently",
    [
        {"suspend_at": 4},
        {"suspend_at": 0},
        {"fine_at": 0},
        {"points_for": frozenset({Role.OPERATOR})},
        {"acts": {"a": Offence(points=1)}},
        {"acts": {"a": Offence(fine=10_001)}},
    ],
)
def test_ladders_that_make_no_sense_are_refused(differently) -> None:
    given = {
        "acts": {"a": Offence()}, "points_for": frozenset({Role.SELLER}), "suspend_at": 2, "fine_at": 2, "close_at": 3,
        "suspension": Term(30, Unit.DAY),
    }  # fmt: skip
    Ladder(**given)
    with pytest.raises(ValueError, match="'"):
        Ladder(**given | differently)
