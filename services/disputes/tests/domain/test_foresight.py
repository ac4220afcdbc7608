"""Forecast = execution, no dead end, no money lost: for the published editions and for a thousand random ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.kernel.money import split_by_basis_points
from common.kernel.principal import Role
from common.kernel.terms import Term
from disputes.domain import flow
from disputes.domain.dispute import Dispute, State
from disputes.domain.errors import AmountOutOfRange
from disputes.domain.forecast import fall_silent, forecast, next_lapse
from disputes.domain.legal import transitions
from disputes.domain.options import Wish
from disputes.domain.policy import (
    Alert,
    Ask,
    Close,
    Enter,
    Escalate,
    Execute,
    ExecuteStanding,
    PayAll,
    Permission,
    Policy,
    Reason,
    Stage,
    StageDeadline,
)
from disputes.domain.records import Turn
from disputes.domain.vocabulary import (
    Act,
    AlertLevel,
    Level,
    OptionKind,
    Outcome,
    Phase,
    RulingKind,
    Silence,
    Status,
    Trigger,
    Who,
)
from disputes.testing import INR, NOON, POLICY, SNAD, a_dispute, eur, fresh

PROFILE = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
terms = st.sampled_from(["1 hour", "48 hours", "3 days", "5 days", "2 business days", "30 business hours"]).map(
    Term.parse
)
ends = st.sampled_from([PayAll(Who.BUYER), PayAll(Who.CLAIMANT), PayAll(Who.SELLER), Close(Outcome.INCONCLUSIVE)])
ends |= st.just(ExecuteStanding(Who.BUYER))
MONEY = (OptionKind.REFUND_FULL, OptionKind.REFUND_PARTIAL, OptionKind.RELEASE)
COMMON = {Trigger.AGREED: Execute(), Trigger.ESCALATED: Escalate(), Trigger.DECIDED: Execute()}


@st.composite
def stages(draw: st.DrawFn, name: str, later: list[str]) -> Stage:
    """A stage that only leads on to later ones, so that silence cannot go in circles."""
    onward = ends | st.sampled_from(later).map(Enter) if later else ends
    owed = draw(st.lists(st.sampled_from([Who.BUYER, Who.SELLER]), max_size=2, unique=True))
    level = draw(st.sampled_from([Level.REQUIRED, Level.ONE_OF]))
    asks = tuple(Ask(who, ("photo",), level, draw(terms)) for who in owed)
    effects = draw(st.lists(onward | st.just(Alert(AlertLevel.TARGET)), max_size=2))
    clocks = tuple(StageDeadline(f"{name}_{n}", draw(terms), Role.OPERATOR, then) for n, then in enumerate(effects))
    on = COMMON | {Trigger.EVIDENCE_SATISFIED: draw(onward), Trigger.EVIDENCE_LAPSED: draw(onward)}
    may = {Who.OPERATOR: frozenset({Permission(Act.DECIDE)})}
    return Stage(phase=Phase.ESCALATED, status=Status.UNDER_REVIEW, asks=asks, deadlines=clocks, may=may, on=on)


@st.composite
def editions(draw: st.DrawFn) -> Policy:
    names = [f"stage_{n}" for n in range(draw(st.integers(1, 5)))]
    built = {name: draw(stages(name, names[n + 1 :])) for n, name in enumerate(names)}
    talk = POLICY.stages["negotiation"]
    assert POLICY.negotiation is not None
    negotiation = replace(POLICY.negotiation, term=draw(terms), on_silence=draw(st.sampled_from(Silence)))
    cap = StageDeadline("cap", draw(terms), Role.OPERATOR, Enter(draw(st.sampled_from(names))))
    reasons = {name: Reason(frozenset({Role.BUYER}), draw(st.sampled_from(names))) for name in (INR, SNAD)}
    rulings = replace(POLICY.rulings, allowed=(RulingKind.REFUND_FULL, RulingKind.RELEASE))
    return replace(
        POLICY, kinds=MONEY, obligations={}, rulings=rulings, stages={"negotiation": talk, **built},
        reasons=reasons, negotiation=negotiation, hard_cap=draw(st.none() | st.just(cap)),
    )  # fmt: skip


def live(case: Dispute, policy: Policy) -> list[tuple[object, ...]]:
    """As the workers do it: each clock by itself, when its time has come."""
    seen, known = [], {*transitions(policy)}
    while (lapse := next_lapse(case, policy)) is not None:
        before, case = case, fall_silent(case, lapse, policy, fresh).dispute
        assert case.version == before.version + 1, "every clock that runs out does something"
        assert case.moves - before.moves == (case.place != before.place)
        assert case.place == before.place or any((before.place, case.place) == t[:2] for t in known)
        seen.append((lapse.at, case.place, case.order.option.split if case.order else None, case.outcome))
    assert case.state is not State.ACTIVE or case.standing(policy).operated, "a dead end"
    return seen


@PROFILE
@given(policy=editions(), reason=st.sampled_from([INR, SNAD]), zone=st.sampled_from(["UTC", "Europe/Berlin"]))
def test_what_is_foreseen_is_what_happens_and_it_ends(policy: Policy, reason: str, zone: str) -> None:
    policy = replace(policy, calendar=replace(policy.calendar, zone=zone))
    case = a_dispute(policy=policy, reason=reason)

    foreseen = forecast(case, policy)

    assert [(s.at, s.place, s.split, s.outcome) for s in foreseen] == live(case, policy)
    assert all(step.split is None or step.split.total == eur(8000) for step in foreseen)
    assert [s.at for s in foreseen] == sorted(s.at for s in foreseen)


@PROFILE
@given(st.integers(1, 10**15), st.integers(0, 10_000))
def test_a_share_of_any_amount_adds_up(minor: int, points: int) -> None:
    whole = eur(minor)
    wish = Wish(OptionKind.REFUND_PARTIAL, basis_points=points)
    if 0 < split_by_basis_points(whole, points).to_buyer.minor < minor:
        assert wish.resolve(whole).split == split_by_basis_points(whole, points)
        return
    with pytest.raises(AmountOutOfRange):
        wish.resolve(whole)


@PROFILE
@given(policy=editions(), data=st.data())
def test_money_is_ordered_once_whatever_arrives_in_whatever_order(policy: Policy, data: st.DataObject) -> None:
    case = a_dispute(policy=policy)
    orders = 0
    for _ in range(12):
        at = NOON + timedelta(days=data.draw(st.integers(0, 30)))
        request = data.draw(st.sampled_from([r.id for r in case.requests] or [fresh()]))
        context = {"policy": policy, "at": at, "fresh": fresh}
        happen = data.draw(st.sampled_from([
            lambda c, k=context: flow.agreed(c, c.options[1], by_silence=False, **k),
            lambda c, k=context: flow.negotiation_failed(c, **k),
            lambda c, k=context, r=request: flow.request_satisfied(c, r, **k),
            lambda c, k=context, r=request: flow.request_lapsed(c, r, **k),
            lambda c: flow.turn_changed(c, Turn(version=c.version), policy=policy),
            lambda c, a=at: flow.escrow_ended(c, at=a),
        ]))  # fmt: skip
        change = happen(case)
        orders += any(type(fact).__name__ == "Ordered" for fact in change.facts)
        assert change.dispute.version - case.version == bool(change.facts or change.dispute != case)
        case = change.dispute
    assert orders <= 1
