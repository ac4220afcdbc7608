"""What is left to be divided once money has gone back beside goods: one truth, however the rest is then decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from common.kernel.fees import PayoutParts
from common.kernel.money import Money
from common.kernel.principal import Role
from disputes.engine import actions, reactions
from disputes.engine.act_forecast import forecast_change
from disputes.engine.dispute import Dispute, State
from disputes.engine.forecast import apply_silence, forecast_silence, next_deadline
from disputes.engine.stage_entry import enter_stage
from disputes.engine.values import NegotiationSnapshot, NegotiationState, Ruling
from disputes.forecasts.negotiation import forecast_acceptance
from disputes.policy.options import Option, RequestedOption
from disputes.policy.vocabulary import OptionKind, Outcome, RulingKind
from disputes.testing import INR, NOON, POLICIES, a_dispute, engine_context, eur, frozen, new_id, spell

POLICY = POLICIES["agreement_first-2026-12"]
PROFILE = settings(deadline=None, max_examples=60)
LATER = NOON + timedelta(days=5)


@st.composite
def wishes(draw: st.DrawFn, left: Money) -> RequestedOption:
    """Solution in somebody's words, about what is left."""
    part = Money(draw(st.integers(1, left.minor - 1)), left.currency)
    return draw(
        st.sampled_from(
            [
                RequestedOption(OptionKind.REFUND_FULL),
                RequestedOption(OptionKind.RELEASE),
                RequestedOption(OptionKind.REFUND_PARTIAL, part),
                RequestedOption(OptionKind.REPLACEMENT, part),
            ]
        )
    )


@st.composite
def reduced_cases(draw: st.DrawFn) -> tuple[Dispute, Option, int]:
    """Case of which parts have gone back beside goods, all at one instant perhaps; a solution that was worded somewhere
    on the way; and what the buyer has got back since it was."""
    money = frozen(
        new_id(), new_id(), fee_terms={"basis_points": 500, "fixed": spell(0), "paid_by": "seller"}
    ).deal_money
    case = replace(a_dispute(policy=POLICY, reason=INR), money=money)
    reductions = draw(st.lists(st.integers(1, 2_000), min_size=1, max_size=3))
    worded_before = draw(st.integers(0, len(reductions)))
    option = None
    for number, reduction in enumerate(reductions):
        if number == worded_before:
            option = draw(wishes(case.amount_left)).resolve(case.amount_left)
        at = NOON + timedelta(hours=draw(st.integers(0, number)))
        agreed = RequestedOption(OptionKind.REPLACEMENT, eur(reduction)).resolve(case.amount_left)
        case = reactions.on_agreement(case, agreed, Outcome.AGREEMENT, engine_context(POLICY, at)).dispute
        case = enter_stage(case, "review", engine_context(POLICY, at)).dispute
    if option is None:
        option = draw(wishes(case.amount_left)).resolve(case.amount_left)
    return case, option, sum(reductions[worded_before:])


def due_of(option: Option, back: int, case: Dispute) -> int | None:
    """What the buyer still gets of a solution, by plain arithmetic; None: all that there is."""
    if option.kind is OptionKind.REFUND_FULL:
        return None
    worded = option.split.to_buyer if option.split is not None else option.reduction
    assert worded is not None
    return max(worded.minor - back, 0)


def assert_paid(before: Dispute, after: Dispute, option: Option, back: int) -> None:
    due = due_of(option, back, before)
    if option.split is None:
        paid = [one.amount.minor for one in after.reductions[len(before.reductions) :]]
        assert paid == ([due] if due else [])
        assert after.state is State.ACTIVE
    else:
        assert after.order is not None
        split = after.order.option.split
        assert split is not None
        assert split.total == before.amount_left
        assert split.to_buyer.minor == (before.amount_left.minor if due is None else min(due, before.amount_left.minor))


def foretold_back(payout: PayoutParts | None) -> int | None:
    return None if payout is None else payout.to_buyer


def ordered_back(before: Dispute, after: Dispute) -> int | None:
    """What goes back to the buyer by orders that a change has made."""
    if len(after.reductions) > len(before.reductions):
        return after.reductions[-1].amount.minor
    split = after.order.option.split if after.order is not None else None
    return None if split is None else split.to_buyer.minor


@PROFILE
@given(reduced_cases())
def test_d6_prm_26_silence_carries_out_the_last_proposal_as_it_was_worded(reduced) -> None:
    case, option, back = reduced
    turn = NegotiationSnapshot(
        state=NegotiationState.OPEN, number=0, last_of_buyer=(option,), last_of_seller=(Option(option.kind, None),)
    )
    asked = enter_stage(replace(case, negotiation=turn), "shipment_proof", engine_context(POLICY, LATER)).dispute
    [foretold, *_] = forecast_silence(asked, POLICY)
    lapse = next_deadline(asked, POLICY)

    after = apply_silence(asked, lapse, engine_context(POLICY, lapse.at)).dispute

    assert_paid(asked, after, option, back)
    assert (foretold.place, foretold_back(foretold.payout)) == (after.place, ordered_back(asked, after))


@PROFILE
@given(reduced_cases())
def test_prm_7_26_what_is_accepted_pays_what_the_offer_foretold(reduced) -> None:
    case, option, back = reduced
    turn = NegotiationSnapshot(
        state=NegotiationState.OPEN, number=4, by=Role.BUYER, options=(option,), awaiting=Role.SELLER
    )
    offered = replace(case, negotiation=turn)
    [foretold] = forecast_acceptance(offered, Role.SELLER, POLICY, LATER)

    after = reactions.on_agreement(offered, option, Outcome.AGREEMENT, engine_context(POLICY, LATER)).dispute

    assert_paid(offered, after, option, back)
    assert (foretold.place, foretold_back(foretold.payout)) == (after.place, ordered_back(offered, after))


@PROFILE
@given(reduced_cases(), st.booleans())
def test_prm_15_26_a_ruling_is_carried_out_as_it_was_given(reduced, is_at_once: bool) -> None:
    """Also by the cap (`execute_ruling`), and where money went back at the very instant of the ruling."""
    case, option, back = reduced
    decided_at = case.reductions[-1].ordered_at if is_at_once else LATER
    ruling = Ruling(
        kind=RulingKind.REFUND_PARTIAL, option=option, responsible="none", reason_code="damaged",
        policy_reference="1", explanation="So it is.", by="operator-1", decided_at=decided_at,
    )  # fmt: skip
    context = engine_context(POLICY, LATER)
    foretold = forecast_change(case, actions.carry_out_ruling(case, ruling, context), context)

    ruled = actions.carry_out_ruling(case, ruling, context).dispute

    assert_paid(case, ruled, option, back)
    assert (foretold.place, foretold_back(foretold.payout)) == (ruled.place, ordered_back(case, ruled))


def test_prm_26_a_ruling_that_comes_with_a_reduction_is_carried_out_once_more_by_nothing() -> None:
    """Its own reduction was ordered at the instant of the ruling: what it says is about what was left before."""
    case = enter_stage(a_dispute(policy=POLICY, reason=INR), "review", engine_context(POLICY)).dispute
    option = RequestedOption(OptionKind.REPLACEMENT, eur(3_000)).resolve(case.amount_left)

    once = reactions.on_agreement(case, option, Outcome.DECISION, engine_context(POLICY)).dispute
    twice = reactions.on_agreement(once, option, Outcome.DECISION, engine_context(POLICY)).dispute

    assert [one.amount for one in twice.reductions] == [eur(3_000)]
