"""Views of what is foretold: what accepting an option pays, and what happens next by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple

from common.kernel.money import Split
from common.kernel.principal import Role
from common.web.schemas import ActionChoice, FollowingStep, MoneyEffect, NextAutomaticAction

from .domain.behalf import takes_two_operators
from .domain.mediation import Mediation
from .domain.options import Option
from .domain.silent_ends import Forecast, find_earlier_end, forecast_rejection, forecast_silence
from .domain.states import Action, State
from .domain.terms import Side

PREVENTING_ACTIONS: Final = frozenset({Action.ACCEPT, Action.REJECT, Action.COUNTER, Action.PROPOSE, Action.ANSWER})
"""Actions after which the silence that is forecast is none."""


class ActionEffect(NamedTuple):
    """Members of an offered action that say what it does with the money."""

    money_effect: MoneyEffect | None = None
    leads_to: str | None = None
    then: FollowingStep | None = None
    choices: tuple[ActionChoice, ...] = ()


def action_effect(mediation: Mediation, action: Action, by: Side, at: datetime) -> ActionEffect:
    """Accepting pays, and a refusal where the edition says so. What else follows is foretold by the case."""
    if action is Action.REJECT:
        return _rejection_effect(mediation, by, at)
    if action is not Action.ACCEPT or len(mediation.snapshot.asked_sides) > 1:
        return ActionEffect()  # the first of two consents agrees on nothing yet
    proposal = mediation.snapshot.proposals[-1]
    choices = tuple(
        ActionChoice(
            given={"option": index}, leads_to=consequence(option), money_effect=money_effect(mediation, option)
        )
        for index, option in enumerate(proposal.options)
        if not (proposal.is_by_operators and takes_two_operators(mediation, option))
    )
    return ActionEffect(choices=choices)


def _rejection_effect(mediation: Mediation, by: Side, at: datetime) -> ActionEffect:
    if (forecast := forecast_rejection(mediation, by, at)) is None:
        return ActionEffect()
    if forecast.closes_as is not None:
        return ActionEffect(leads_to="closed", then=step_after_closing(mediation, at, forecast.bars))
    if forecast.option is None:
        return ActionEffect(leads_to="escalation")
    return ActionEffect(money_effect(mediation, forecast.option, at), consequence(forecast.option))


def list_effects(
    mediation: Mediation, sides: Sequence[Side], at: datetime
) -> Iterator[tuple[Side, Action, ActionEffect]]:
    """List what the sides may do, with its effect; not to accept what disputes would refuse, whichever option it is."""
    is_one_asked = len(mediation.snapshot.asked_sides) == 1
    for side in sides:
        for action in sorted(mediation.snapshot.allowed_actions(side, at)):
            effect = action_effect(mediation, action, side, at)
            if action is not Action.ACCEPT or effect.choices or not is_one_asked:
                yield side, action, effect


def list_accepted_alone(mediation: Mediation) -> list[int]:
    """List the options of what stands that an operator may accept for a party without a second one."""
    options = mediation.snapshot.proposals[-1].options
    return [index for index, option in enumerate(options) if not takes_two_operators(mediation, option)]


def money_effect(mediation: Mediation, option: Option | None, at: datetime | None = None) -> MoneyEffect | None:
    """Foretell what an option pays at once, net. What begins with goods pays nobody yet."""
    return split_effect(mediation, None if option is None else option.paid_at_once, at)


def split_effect(mediation: Mediation, at_once: Split | None, at: datetime | None = None) -> MoneyEffect | None:
    """Foretell what a division pays, net."""
    if at_once is None:
        return None
    buyer, seller = at_once
    if mediation.money is None:
        return MoneyEffect(buyer=buyer.minor, seller=seller.minor, currency=buyer.currency)
    money = mediation.money if at is None else mediation.money.at(at)
    return MoneyEffect.from_payout(money.divide(at_once), buyer.currency)


def step_after_closing(mediation: Mediation, at: datetime, bars: Sequence[Side]) -> FollowingStep | None:
    """Foretell what escrow does by itself where silence ends the case without a settlement."""
    step = None if mediation.money is None else mediation.money.forecast_unfrozen(at, frozenset(map(Role, bars)))
    return None if step is None else FollowingStep.of_escrow(step, mediation.case.amount.currency)


def consequence(option: Option) -> Literal["settlement", "obligation"]:
    return "obligation" if option.starts_obligation else "settlement"


def next_automatic_action(mediation: Mediation) -> NextAutomaticAction | None:
    """Foretell what happens first: in the later phases the case may end before the offer that stands."""
    if (end := find_earlier_end(mediation)) is not None:
        return NextAutomaticAction(
            at=end.at,
            clock=end.clock,
            action=end.action,
            money_effect=split_effect(mediation, end.split, end.at),
            prevented_by=list(end.prevented_by),
            then=step_after_closing(mediation, end.at, end.bars) if end.split is None else None,
        )
    if (forecast := forecast_silence(mediation)) is None:
        return None
    snapshot = mediation.snapshot
    # Asked as of the beginning: whoever looks a moment too late should still see what would have prevented it.
    allowed = snapshot.allowed_actions(snapshot.awaiting or snapshot.claimant, mediation.created_at)
    return NextAutomaticAction(
        at=forecast.at,
        clock=snapshot.clock.value,
        action=_automatic_action(mediation, forecast),
        money_effect=money_effect(mediation, forecast.option, forecast.at),
        prevented_by=sorted(allowed & PREVENTING_ACTIONS),
        then=step_after_closing(mediation, forecast.at, forecast.bars) if forecast.closes_as is not None else None,
    )


def _automatic_action(mediation: Mediation, forecast: Forecast) -> str:
    if mediation.snapshot.state is State.GUIDING:
        return "abandon"
    if mediation.snapshot.state is State.OPEN:
        return "withdraw_offer"
    return forecast.executed or "escalate"
