"""Views of what happens next by itself in a negotiation."""

from __future__ import annotations

from typing import Final

from common.web.schemas import NextAutomaticAction

from .domain.mediation import Mediation
from .domain.silent_ends import Forecast, find_earlier_end, forecast_silence
from .domain.states import Action, State
from .money_views import money_effect, split_effect, step_after_closing

PREVENTING_ACTIONS: Final = frozenset({Action.ACCEPT, Action.REJECT, Action.COUNTER, Action.PROPOSE, Action.ANSWER})
"""Actions after which the silence that is forecast is none."""


def next_automatic_action(mediation: Mediation) -> NextAutomaticAction | None:
    """Foretell what happens first: in the later phases the case may end before the offer that stands."""
    if (end := find_earlier_end(mediation)) is not None:
        return NextAutomaticAction(
            at=end.at,
            clock=end.clock,
            action=end.action,
            money_effect=split_effect(mediation, end.split, end.at),
            prevented_by=list(end.prevented_by),
            then=step_after_closing(mediation, end.at) if end.split is None else None,
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
        then=step_after_closing(mediation, forecast.at) if forecast.closes_as is not None else None,
    )


def _automatic_action(mediation: Mediation, forecast: Forecast) -> str:
    if mediation.snapshot.state is State.GUIDING:
        return "abandon"
    if mediation.snapshot.state is State.OPEN:
        return "withdraw_offer"
    return forecast.executed or "escalate"
