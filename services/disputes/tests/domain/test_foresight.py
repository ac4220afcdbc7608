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
from disputes.engine import evidence_reactions, reactions
from disputes.engine.clocks import running_clocks
from disputes.engine.dispute import Dispute, State
from disputes.engine.forecast import apply_silence, forecast_next_step, forecast_silence, next_deadline
from disputes.engine.transitions import allowed_transitions
from disputes.engine.values import NegotiationSnapshot
from disputes.policy.model import (
    Alert,
    Close,
    Enter,
    Escalate,
    EvidenceRequestTerms,
    Execute,
    ExecuteLastProposal,
    PayAll,
    Permission,
    Policy,
    Reason,
    Stage,
    StageDeadline,
)
from disputes.policy.options import AmountOutOfRange, RequestedOption
from disputes.policy.vocabulary import (
    Act,
    AlertLevel,
    CaseRole,
    EvidenceLevel,
    OptionKind,
    Outcome,
    Phase,
    RulingKind,
    SilenceRule,
    Status,
    Trigger,
)
from disputes.testing import INR, NOON, POLICY, SNAD, a_dispute, engine_context, eur, new_id

PROFILE = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
terms = st.sampled_from(["1 hour", "48 hours", "3 days", "5 days", "2 business days", "30 business hours"]).map(
    Term.parse
)
ends = st.sampled_from(
    [PayAll(CaseRole.BUYER), PayAll(CaseRole.CLAIMANT), PayAll(CaseRole.SELLER), Close(Outcome.INCONCLUSIVE)]
)
last_proposal = st.just(ExecuteLastProposal(CaseRole.BUYER))
MONEY = (OptionKind.REFUND_FULL, OptionKind.REFUND_PARTIAL, OptionKind.RELEASE)
COMMON = {Trigger.AGREED: Execute(), Trigger.ESCALATED: Escalate(), Trigger.DECIDED: Execute()}


@st.composite
def stages(draw: st.DrawFn, name: str, later: list[str]) -> Stage:
    """A stage that only leads on to later ones, so that silence cannot go in circles."""
    closing = ends | last_proposal
    onward = closing | st.sampled_from(later).map(Enter) if later else closing
    owed = draw(st.lists(st.sampled_from([CaseRole.BUYER, CaseRole.SELLER]), max_size=2, unique=True))
    level = draw(st.sampled_from([EvidenceLevel.REQUIRED, EvidenceLevel.ONE_OF]))
    asks = tuple(EvidenceRequestTerms(who, ("photo",), level, draw(terms)) for who in owed)
    effects = draw(st.lists(onward | st.just(Alert(AlertLevel.TARGET)), max_size=2))
    clocks = tuple(StageDeadline(f"{name}_{n}", draw(terms), Role.OPERATOR, then) for n, then in enumerate(effects))
    on = COMMON | {Trigger.EVIDENCE_SATISFIED: draw(onward), Trigger.EVIDENCE_LAPSED: draw(onward)}
    may = {CaseRole.OPERATOR: frozenset({Permission(Act.DECIDE)})}
    return Stage(
        phase=Phase.ESCALATED,
        status=Status.UNDER_REVIEW,
        evidence_requests=asks,
        deadlines=clocks,
        permissions=may,
        effects=on,
    )


@st.composite
def editions(draw: st.DrawFn) -> Policy:
    names = [f"stage_{n}" for n in range(draw(st.integers(1, 5)))]
    built = {name: draw(stages(name, names[n + 1 :])) for n, name in enumerate(names)}
    talk = POLICY.stages["negotiation"]
    assert POLICY.negotiation is not None
    negotiation = replace(POLICY.negotiation, term=draw(terms), on_silence=draw(st.sampled_from(SilenceRule)))
    cap = StageDeadline("cap", draw(terms), Role.OPERATOR, Enter(draw(st.sampled_from(names))))
    reasons = {name: Reason(frozenset({Role.BUYER}), draw(st.sampled_from(names))) for name in (INR, SNAD)}
    rulings = replace(POLICY.rulings, allowed=(RulingKind.REFUND_FULL, RulingKind.RELEASE))
    return replace(
        POLICY, option_kinds=MONEY, obligation_stages={}, rulings=rulings, stages={"negotiation": talk, **built},
        reasons=reasons, negotiation=negotiation, hard_cap=draw(st.none() | st.just(cap)),
    )  # fmt: skip


def live(case: Dispute, policy: Policy) -> list[tuple[object, ...]]:
    """As the workers do it: each clock by itself, when its time has come."""
    seen, known = [], {*allowed_transitions(policy)}
    while (lapse := next_deadline(case, policy)) is not None:
        before, case = case, apply_silence(case, lapse, engine_context(policy, lapse.at)).dispute
        assert case.version == before.version + 1, "every clock that runs out does something"
        assert case.transition_count - before.transition_count == (case.place != before.place)
        assert case.place == before.place or any((before.place, case.place) == t[:2] for t in known)
        seen.append((lapse.at, case.place, case.order.option.split if case.order else None, case.outcome))
    assert case.state is not State.ACTIVE or case.running_stage(policy).is_operated, "a dead end"
    return seen


@PROFILE
@given(policy=editions(), reason=st.sampled_from([INR, SNAD]), zone=st.sampled_from(["UTC", "Europe/Berlin"]))
def test_what_is_foreseen_is_what_happens_and_it_ends(policy: Policy, reason: str, zone: str) -> None:
    policy = replace(policy, calendar=replace(policy.calendar, zone=zone))
    case = a_dispute(policy=policy, reason=reason)

    foreseen = forecast_silence(case, policy)

    assert [(s.at, s.place, s.split, s.outcome) for s in foreseen] == live(case, policy)
    assert all(step.split is None or step.split.total == eur(8000) for step in foreseen)
    assert [s.at for s in foreseen] == sorted(s.at for s in foreseen)


@PROFILE
@given(st.integers(1, 10**15), st.integers(0, 10_000))
def test_a_share_of_any_amount_adds_up(minor: int, points: int) -> None:
    whole = eur(minor)
    wish = RequestedOption(OptionKind.REFUND_PARTIAL, basis_points=points)
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
        request = data.draw(st.sampled_from([r.id for r in case.requests] or [new_id()]))
        context = engine_context(policy, at)
        happen = data.draw(st.sampled_from([
            lambda c, k=context: reactions.on_agreement(c, c.options[1], Outcome.AGREEMENT, k),
            lambda c, k=context: reactions.on_negotiation_failed(c, Trigger.NEGOTIATION_FAILED, k),
            lambda c, k=context, r=request: evidence_reactions.on_request_satisfied(c, r, k),
            lambda c, k=context, r=request: evidence_reactions.on_request_expired(c, r, k),
            lambda c: reactions.on_negotiation_changed(c, NegotiationSnapshot(version=c.version), policy),
            lambda c, a=at: reactions.on_escrow_ended(c, a),
        ]))  # fmt: skip
        change = happen(case)
        orders += any(type(fact).__name__ == "SettlementOrdered" for fact in change.events)
        assert change.dispute.version - case.version == bool(change.events or change.dispute != case)
        case = change.dispute
    assert orders <= 1


def test_prm_8_33_once_a_rejection_is_recorded_the_clock_that_goes_on_is_foretold_and_can_be_extended() -> None:
    """Editions may let a bare rejection be recorded while rounds are left: nobody is asked, and either may propose."""
    case = a_dispute()
    turn, proposing = case.negotiation, {Role.BUYER: ("propose",), Role.SELLER: ("propose",)}
    assert turn is not None
    rejected = replace(
        turn, awaiting=None, by=None, options=(), on_silence=SilenceRule.ESCALATE, allowed_acts=proposing
    )
    case = replace(case, negotiation=rejected)

    step = forecast_next_step(case, POLICY)

    assert step is not None
    assert (step.at, step.action, step.prevented_by) == (turn.due_at, "enter_shipment_proof", ("propose",))
    clocks = [(clock.owed_by, clock.due_at) for clock in running_clocks(case, POLICY) if clock.name == "negotiation"]
    assert clocks == [(Role.BUYER, turn.due_at), (Role.SELLER, turn.due_at)]
