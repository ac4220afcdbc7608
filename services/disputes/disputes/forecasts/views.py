"""Views of what is foretold: steps that happen by themselves, and what each action does with the money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from common.kernel.deal_money import PaidStep
from common.kernel.fees import PayoutParts
from common.kernel.ids import DisputeId
from common.web.schemas import ActionChoice, EscrowStep, FollowingStep, MoneyEffect, NextAutomaticAction, UtcTime, View
from disputes.engine.act_forecast import ActForecast
from disputes.engine.deal_forecast import forecast_after_end
from disputes.engine.dispute import Dispute
from disputes.engine.forecast import ForecastStep, find_next, forecast_silence
from disputes.policy.model import Policy
from disputes.policy.vocabulary import Outcome


class StepView(View):
    at: UtcTime
    clock: Literal["natural", "business"]
    action: str
    of: Literal["disputes", "escrow"] = "disputes"
    """Whose step it is: once a case has ended without a settlement, escrow's own clock goes on."""
    leads_to: str
    money_effect: MoneyEffect | None
    outcome: Outcome | None
    prevented_by: list[str]
    then: FollowingStep | None = None
    """What escrow does after it by itself: where it ends the case without a settlement, or presumes a delivery."""


class ForecastView(View):
    """Forecast of what happens if nobody acts: computed by the very rules that will run."""

    dispute: DisputeId
    version: int
    computed_at: UtcTime
    steps: list[StepView]


class ActionEffect(NamedTuple):
    """Members of an offered action that say what it does."""

    money_effect: MoneyEffect | None
    leads_to: str | None
    then: FollowingStep | None
    choices: list[ActionChoice]


NO_EFFECT = ActionEffect(None, None, None, [])


def forecast_view(dispute: Dispute, policy: Policy, now: datetime) -> ForecastView:
    steps = step_views(dispute, policy)
    return ForecastView(dispute=dispute.id, version=dispute.version, computed_at=now, steps=steps)


def step_views(dispute: Dispute, policy: Policy, silence: Sequence[ForecastStep] | None = None) -> list[StepView]:
    """List what happens by itself: in the case, and with the money of a case that has ended without a settlement.
    `silence`: the steps of the case, where they are known already."""
    currency = dispute.amount.currency
    freed = forecast_after_end(dispute)
    if freed is not None:
        return [_freed_view(freed, dispute, currency)]
    return [step_view(step, currency) for step in (forecast_silence(dispute, policy) if silence is None else silence)]


def step_view(step: ForecastStep, currency: str) -> StepView:
    return StepView.model_validate(
        {
            "at": step.at,
            "clock": step.clock,
            "action": step.action,
            "leads_to": step.place,
            "money_effect": payout_view(step.payout, currency),
            "outcome": step.outcome,
            "prevented_by": list(step.prevented_by),
            "then": following_step_view(step.then, currency),
        }
    )


def next_action_view(steps: Sequence[StepView], silence: Sequence[ForecastStep]) -> NextAutomaticAction | None:
    """Present the next of what happens by itself: of what falls due at one instant that which ends the case."""
    if not steps:
        return None
    foreseen = find_next(silence)
    step = steps[0] if foreseen is None else steps[silence.index(foreseen)]
    return NextAutomaticAction(
        at=step.at,
        clock=step.clock,
        action=step.action,
        money_effect=step.money_effect,
        prevented_by=step.prevented_by,
        then=step.then,
    )


def action_effect(forecasts: Sequence[ActForecast], currency: str) -> ActionEffect:
    """Present what an action does: one consequence, or one for each way of giving it."""
    if len(forecasts) == 1 and not forecasts[0].given:
        [forecast] = forecasts
        leads_to = None if forecast.stays else forecast.place
        then = following_step_view(forecast.then, currency)
        return ActionEffect(payout_view(forecast.payout, currency), leads_to, then, [])
    return NO_EFFECT._replace(choices=[_choice_view(forecast, currency) for forecast in forecasts])


def following_step_view(step: ForecastStep | PaidStep | None, currency: str) -> FollowingStep | None:
    match step:
        case None:
            return None
        case PaidStep():
            return FollowingStep.of_escrow(step, currency)
        case ForecastStep(at=at, action=action, payout=payout, then=freed):
            then = EscrowStep.from_paid_step(freed, currency) if freed is not None else None
            effect = payout_view(payout, currency)
            return FollowingStep(of="disputes", at=at, action=action, money_effect=effect, then=then)


def payout_view(payout: PayoutParts | None, currency: str) -> MoneyEffect | None:
    return MoneyEffect.from_payout(payout, currency) if payout is not None else None


def _choice_view(forecast: ActForecast, currency: str) -> ActionChoice:
    return ActionChoice(
        given=dict(forecast.given),
        leads_to=None if forecast.stays else forecast.place,
        money_effect=payout_view(forecast.payout, currency),
        least=payout_view(forecast.least, currency),
        most=payout_view(forecast.most, currency),
        then=following_step_view(forecast.then, currency),
    )


def _freed_view(step: PaidStep, dispute: Dispute, currency: str) -> StepView:
    return StepView(
        at=step.at,
        clock="natural",
        action=step.kind.value,
        of="escrow",
        leads_to=dispute.place,
        money_effect=payout_view(step.payout, currency),
        outcome=dispute.outcome,
        prevented_by=[],
        then=following_step_view(step.then, currency),
    )
