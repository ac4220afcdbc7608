"""Forecasts: what an action, or the running deadline, would pay to whom, divided as it will be posted. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from common.kernel.fees import PayoutParts

from .errors import WindowTooLong
from .escrow import Escrow
from .payouts import Balances, divide_hold, shares_of_deadline
from .transitions import Action, Deadline, DeadlineKind


class MoneyPaid(NamedTuple):
    """Money that leaves an escrow, in minor units: net, each fee with whom it goes to."""

    buyer: int
    seller: int
    platform: int


class ForecastStep(NamedTuple):
    """Step that the escrow takes by itself, and what it pays; None where it pays nobody."""

    deadline: Deadline
    payment: MoneyPaid | None
    then: ForecastStep | None = None
    """What follows it by itself: after a presumed delivery the release."""


def forecast_action(escrow: Escrow, action: Action) -> MoneyPaid | None:
    """Forecast what an allowed action pays, of all that it may move."""
    agreement, balances = escrow.agreement, escrow.balances
    match action:
        case Action.ACCEPT | Action.RELEASE:
            return _paid_by(divide_hold(agreement, balances, to_seller=balances.available))
        case Action.REFUND:
            return _paid_by(divide_hold(agreement, balances, to_buyer=balances.available))
        case Action.CANCEL:
            return _all_back(balances)
        case Action.FUND | Action.SHIP | Action.CORRECT_SHIPMENT | Action.DELIVER:
            return None


def forecast_step(escrow: Escrow) -> ForecastStep | None:
    """Forecast the running deadline, and what follows it."""
    running = escrow.running_deadline
    if running is None:
        return None
    return ForecastStep(running, _forecast_deadline(escrow, running.kind), _forecast_following(escrow, running))


def forecast_unfrozen(escrow: Escrow, at: datetime) -> ForecastStep | None:
    """Forecast the step that follows if the dispute ends without a settlement, at `at` at the earliest."""
    if escrow.frozen_by is None:
        return None
    balances = escrow.balances._replace(frozen=0)
    return forecast_step(replace(escrow, balances=balances, frozen_by=None, unfrozen_at=at))


def _forecast_following(escrow: Escrow, deadline: Deadline) -> ForecastStep | None:
    """Forecast what follows a delivery that is presumed; nothing where no inspection can be set."""
    if deadline.kind is not DeadlineKind.PRESUME_DELIVERY:
        return None
    try:
        return forecast_step(escrow.begin_inspection(deadline.due_at, presumed=True).aggregate)
    except WindowTooLong:
        return None


def _forecast_deadline(escrow: Escrow, kind: DeadlineKind) -> MoneyPaid | None:
    if kind is DeadlineKind.FUNDING_EXPIRY:
        return _all_back(escrow.balances)
    shares = shares_of_deadline(kind, escrow.balances)
    return None if shares is None else _paid_by(divide_hold(escrow.agreement, escrow.balances, **shares._asdict()))


def _paid_by(parts: PayoutParts) -> MoneyPaid | None:
    payment = MoneyPaid(parts.to_buyer, parts.to_seller, parts.to_platform)
    return payment if any(payment) else None


def _all_back(balances: Balances) -> MoneyPaid | None:
    """Everything goes back, the fee as well: the price was never complete."""
    back = balances.hold + balances.fee_hold
    return MoneyPaid(back, 0, 0) if back else None
