"""Forecasts: what an action, or the running deadline, would pay to whom, by the very plan that it carries out. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from .escrow import Escrow
from .ledger import MovementKind, Posting
from .payouts import Payout, plan_deadline, plan_payout, plan_return
from .transitions import Action, Deadline

NO_ID: Final = UUID(int=0)


class MoneyPaid(NamedTuple):
    """Money that leaves an escrow, in minor units: net, each fee with whom it goes to."""

    buyer: int
    seller: int
    platform: int


class ForecastStep(NamedTuple):
    """Step that the escrow takes by itself, and what it pays; None where it pays nobody."""

    deadline: Deadline
    payment: MoneyPaid | None


def money_paid(posting: Posting | None) -> MoneyPaid | None:
    """Sum up a posting by whom it pays. None if it pays nobody."""
    if posting is None:
        return None
    payment = MoneyPaid(
        buyer=posting.total_of(MovementKind.REFUND) + posting.total_of(MovementKind.BUYER_FEE_RETURNED),
        seller=posting.total_of(MovementKind.RELEASE),
        platform=posting.total_of(MovementKind.FEE) + posting.total_of(MovementKind.BUYER_FEE_EARNED),
    )
    return payment if any(payment) else None


def forecast_action(escrow: Escrow, action: Action) -> MoneyPaid | None:
    """Forecast what an allowed action pays, of all that it may move."""
    payout = _plan_action(escrow, action)
    return None if payout is None else money_paid(payout.posting)


def forecast_step(escrow: Escrow) -> ForecastStep | None:
    """Forecast the running deadline."""
    running = escrow.running_deadline
    if running is None:
        return None
    payout = plan_deadline(running.kind, escrow.agreement, escrow.balances, new_id=_no_id)
    return ForecastStep(running, None if payout is None else money_paid(payout.posting))


def forecast_unfrozen(escrow: Escrow, at: datetime) -> ForecastStep | None:
    """Forecast the step that follows if the dispute ends without a settlement, at `at` at the earliest."""
    if escrow.frozen_by is None:
        return None
    balances = escrow.balances._replace(frozen=0)
    return forecast_step(replace(escrow, balances=balances, frozen_by=None, unfrozen_at=at))


def _plan_action(escrow: Escrow, action: Action) -> Payout | None:
    agreement, balances = escrow.agreement, escrow.balances
    match action:
        case Action.ACCEPT | Action.RELEASE:
            return plan_payout(agreement, balances, to_seller=balances.available, instruction=NO_ID, new_id=_no_id)
        case Action.REFUND:
            return plan_payout(agreement, balances, to_buyer=balances.available, instruction=NO_ID, new_id=_no_id)
        case Action.CANCEL:
            return plan_return(agreement, balances, instruction=NO_ID, new_id=_no_id)
        case Action.FUND | Action.SHIP | Action.CORRECT_SHIPMENT | Action.DELIVER:
            return None


def _no_id() -> UUID:
    """Stand in for the ids of a posting that is only forecast."""
    return NO_ID
