"""Forecasts: what an action, or the running deadline, would pay to whom, divided as it will be posted. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from common.kernel.fees import PayoutParts
from common.kernel.frozen_values import replace_members

from .agreement import window_end
from .errors import WindowTooLong
from .escrow import Escrow
from .payouts import Balances, divide_hold, shares_of_deadline
from .transitions import Action, Deadline, DeadlineKind, EscrowState


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


class ActionForecast(NamedTuple):
    """What an action pays at once, and what follows by itself if nobody does anything more."""

    payment: MoneyPaid | None
    then: ForecastStep | None = None


def forecast_action(escrow: Escrow, action: Action, at: datetime) -> ActionForecast:
    """Forecast what an allowed action does at an instant, of all that it may move."""
    return ActionForecast(_forecast_payment(escrow, action), _forecast_then(escrow, action, at))


def _forecast_then(escrow: Escrow, action: Action, at: datetime) -> ForecastStep | None:
    """Forecast which clock runs after an action; none where the windows agreed on lead to no instant."""
    try:
        after = _carry_on(escrow, action, at)
    except WindowTooLong:
        return None
    return None if after is None else forecast_step(after)


def _carry_on(escrow: Escrow, action: Action, at: datetime) -> Escrow | None:
    """Carry the deal on by an action; None: it ends it, or pays a part of it and begins no clock."""
    agreement, windows = escrow.agreement, escrow.agreement.windows
    match action:
        case Action.FUND:
            on_top = agreement.total_due - agreement.price.minor
            paid = escrow.balances._replace(hold=agreement.price.minor, fee_hold=on_top)
            ship_by = window_end(at, windows.ship_within)
            return replace_members(escrow, state=EscrowState.FUNDED, balances=paid, funded_at=at, ship_by=ship_by)
        case Action.SHIP:
            deliver_by = window_end(at, windows.delivery)
            return replace_members(escrow, state=EscrowState.SHIPPED, shipped_at=at, deliver_by=deliver_by)
        case Action.DELIVER:
            return escrow.begin_inspection(at, presumed=False).aggregate
        case Action.CORRECT_SHIPMENT:
            return escrow
        case Action.ACCEPT | Action.RELEASE | Action.REFUND | Action.CANCEL:
            return None


def _forecast_payment(escrow: Escrow, action: Action) -> MoneyPaid | None:
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
    return forecast_step(replace_members(escrow, balances=balances, frozen_by=None, unfrozen_at=at))


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
    if shares is None:
        return None
    return _paid_by(
        divide_hold(escrow.agreement, escrow.balances, to_seller=shares.to_seller, to_buyer=shares.to_buyer)
    )


def _paid_by(parts: PayoutParts) -> MoneyPaid | None:
    payment = MoneyPaid(parts.to_buyer, parts.to_seller, parts.to_platform)
    return payment if any(payment) else None


def _all_back(balances: Balances) -> MoneyPaid | None:
    """Everything goes back, the fee as well: the price was never complete."""
    back = balances.hold + balances.fee_hold
    return MoneyPaid(back, 0, 0) if back else None
