"""Forecast of acts: where each that is offered would lead, and what it would pay, by the very rules that carry it out.

The acts are tried on the case as it stands, past their guards: whoever is offered one may do it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from common.kernel.deal_money import PaidStep
from common.kernel.errors import InvariantViolated
from common.kernel.fees import PayoutParts
from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.policy.model import Policy
from disputes.policy.options import Option
from disputes.policy.vocabulary import (
    TRIGGERS_OF_ACT,
    Act,
    Condition,
    OptionKind,
    Outcome,
    RulingKind,
    Trigger,
)

from .clocks import release_held, run_clocks_on
from .context import EngineContext
from .deal_forecast import forecast_order, forecast_unsettled, moves_money
from .dispute import Change, Dispute, State
from .effects import Acceptance, EffectContext, Rejection, Solution, apply_trigger
from .forecast import ForecastStep, counting_ids, forecast_next_step
from .four_eyes import PendingApproval, is_above_limit
from .rulings import allowed_rulings, contest_ends_at
from .values import Appeal, Responsible, Ruling

STOPPING: Final = frozenset({Act.PAUSE, Act.RESUME})
"""Acts that move no case: its clocks stand still, or run on."""


@dataclass(frozen=True, slots=True)
class ActForecast:
    """Consequence of an act, given in one of the ways in which it can be given."""

    place: str
    """Where the case then stands."""
    payout: PayoutParts | None = None
    """What is paid at once; None: nothing."""
    least: PayoutParts | None = None
    """Where an amount is free to choose: what is paid, at once or then, if the buyer gets the least of it."""
    most: PayoutParts | None = None
    then: ForecastStep | PaidStep | None = None
    """What follows by itself if nobody acts any more."""
    stays: bool = False
    """The case stays where it stands, and only its clocks are others."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """Members of the act's body that make it this one, where there are several ways."""


def forecast_act(dispute: Dispute, act: Act, policy: Policy, at: datetime) -> tuple[ActForecast, ...]:
    """Foretell an act that moves the case or stops its clocks, in each way in which it can be given. Of other acts
    nothing follows."""
    context = EngineContext(policy, Timing(at, at), counting_ids())
    if act is Act.DECIDE:
        return tuple(_forecast_rulings(dispute, context))
    ways = _ways_of(dispute, act, context)
    forecasts = tuple(_describe(dispute, change, context, given) for change, given in ways)
    return tuple(replace(each, stays=True) for each in forecasts) if act in STOPPING else forecasts


def takes_two_to_do(dispute: Dispute, act: Act, policy: Policy, at: datetime) -> bool:
    """Tell whether an act waits for a second operator, in some way of giving it, where an operator does it."""
    if not is_above_limit(dispute.amount, dispute.approval_limit):
        return False
    context = EngineContext(policy, Timing(at, at), counting_ids())
    ways = _ways_of(dispute, act, context)
    return act is Act.DECIDE or any(moves_money(dispute, change.dispute) for change, _ in ways)


def _ways_of(dispute: Dispute, act: Act, context: EngineContext) -> Iterator[tuple[Change, Mapping[str, Any]]]:
    """Try each way in which an act that moves the case can be given, with what its body then says."""
    if act in (Act.ACKNOWLEDGE_RETURN, Act.CONFIRM):
        for condition in Condition:
            yield _receive(dispute, act, condition, context), {"condition": condition.value}
    elif act is Act.PAUSE:
        yield Change(replace(dispute, paused_at=context.at)), {}
    elif act is Act.RESUME:
        yield run_clocks_on(dispute, context), {}
    elif act in TRIGGERS_OF_ACT and act is not Act.DECIDE:
        yield _perform(dispute, act, context), {}


def forecast_change(before: Dispute, change: Change, context: EngineContext) -> ActForecast:
    """Foretell what a change would lead to, and pay, that somebody considers and nobody has made yet."""
    return _describe(before, change, context)


def forecast_approval(dispute: Dispute, pending: PendingApproval, policy: Policy, at: datetime) -> ActForecast:
    """Foretell what the decision that waits for a second operator would do if it were approved."""
    context = EngineContext(policy, Timing(at, at), counting_ids())
    free = release_held(replace(dispute, approval=None), pending, context).dispute
    if pending.kind is not None:
        return _describe(dispute, _rule(free, pending.kind, pending.option, context), context)
    requested = pending.act
    if requested is None:
        raise InvariantViolated("what waits for approval is a ruling or an act")
    if requested.condition is not None:
        return _describe(dispute, _receive(free, requested.act, requested.condition, context), context)
    return _describe(dispute, _perform(free, requested.act, context), context)


def forecast_disapproval(dispute: Dispute, pending: PendingApproval, policy: Policy, at: datetime) -> ActForecast:
    """Foretell what follows if it were rejected: the case stays, and its clocks run on."""
    context = EngineContext(policy, Timing(at, at), counting_ids())
    free = release_held(replace(dispute, approval=None), pending, context).dispute
    return replace(_describe(dispute, Change(free), context), stays=True)


def _perform(dispute: Dispute, act: Act, context: EngineContext) -> Change:
    trigger = TRIGGERS_OF_ACT[act][0]
    match act:
        case Act.ACCEPT_CLAIM:
            return apply_trigger(dispute, trigger, EffectContext(context, Acceptance(Outcome.CLAIM_ACCEPTED)))
        case Act.REFUSE_VERIFICATION:
            return apply_trigger(dispute, trigger, EffectContext(context, Rejection(None)))
        case Act.FULFIL if dispute.promise is not None:
            return apply_trigger(dispute, trigger, EffectContext(context, Acceptance(dispute.promise.basis)))
        case Act.APPEAL:
            appealed = replace(dispute, appeal=Appeal(by=dispute.claimant, explanation="", filed_at=context.at))
            return apply_trigger(appealed, trigger, EffectContext(context))
        case _:
            return apply_trigger(dispute, trigger, EffectContext(context))


def _receive(dispute: Dispute, act: Act, condition: Condition, context: EngineContext) -> Change:
    received, contested = TRIGGERS_OF_ACT[act]
    trigger = received if condition is Condition.RECEIVED else contested
    is_promised = act is Act.CONFIRM and dispute.promise is not None
    occasion = Acceptance(dispute.promise.basis) if is_promised and dispute.promise is not None else None
    return apply_trigger(dispute, trigger, EffectContext(context, occasion))


def _forecast_rulings(dispute: Dispute, context: EngineContext) -> Iterator[ActForecast]:
    for kind in allowed_rulings(dispute, context.policy):
        given = {"outcome": kind.value}
        if kind is RulingKind.REFUND_PARTIAL:
            yield _forecast_partial_refund(dispute, context, given)
        else:
            option = None if kind.option is None else build_option(dispute, kind.option)
            yield _describe(dispute, _rule(dispute, kind, option, context), context, given)


def _forecast_partial_refund(dispute: Dispute, context: EngineContext, given: Mapping[str, Any]) -> ActForecast:
    """Foretell the bounds between which an operator divides: neither side is left without anything."""
    whole = dispute.amount_left
    if whole.minor < 2:
        return ActForecast(dispute.place, given=given)
    unit = Money(1, whole.currency)
    ends = [Split(unit, whole - unit), Split(whole - unit, unit)]
    least, most = (
        _describe(
            dispute,
            _rule(dispute, RulingKind.REFUND_PARTIAL, Option(OptionKind.REFUND_PARTIAL, split), context),
            context,
        )
        for split in ends
    )
    then = replace(least.then, payout=None, split=None) if isinstance(least.then, ForecastStep) else least.then
    return ActForecast(least.place, least=_paid_by(least), most=_paid_by(most), then=then, given=given)


def _paid_by(forecast: ActForecast) -> PayoutParts | None:
    """Find what is paid: at once, or by what follows."""
    return forecast.payout or (forecast.then.payout if forecast.then is not None else None)


def build_option(dispute: Dispute, kind: OptionKind) -> Option:
    """Build a solution that leaves nothing to choose. One that divides gives the buyer all, as its bound."""
    match kind:
        case OptionKind.REPLACEMENT:
            return Option(kind, None)
        case OptionKind.RELEASE:
            return Option(kind, dispute.split_all_to(Role.SELLER))
        case option:
            return Option(option, dispute.split_all_to(Role.BUYER))


def _rule(dispute: Dispute, kind: RulingKind, option: Option | None, context: EngineContext) -> Change:
    ruling = Ruling(
        kind=kind,
        option=option,
        responsible=Responsible.NONE,
        reason_code="",
        policy_reference="",
        explanation="",
        by="",
        decided_at=context.at,
        instance=len(dispute.rulings) + 1,
        contest_until=contest_ends_at(dispute, context),
    )
    ruled = replace(dispute, rulings=(*dispute.rulings, ruling))
    return apply_trigger(ruled, Trigger.DECIDED, EffectContext(context, Solution(option, Outcome.DECISION)))


def _describe(
    before: Dispute, change: Change, context: EngineContext, given: Mapping[str, Any] | None = None
) -> ActForecast:
    """Describe where a change leads. What stood still for a decision that the case no longer waits for runs on."""
    after = change.dispute
    if after.approval is None:
        after = release_held(after, before.approval, context).dispute
    return ActForecast(
        place=after.place,
        payout=forecast_order(before, after, context.at),
        then=_forecast_then(after, context),
        given=given or {},
    )


def _forecast_then(after: Dispute, context: EngineContext) -> ForecastStep | PaidStep | None:
    if after.state is State.CLOSED and after.order is None:
        return forecast_unsettled(after, context.at)
    return forecast_next_step(after, context.policy)
