"""Forecasts: what an action, or the running deadline, would pay to whom, computed by the very act. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from common.kernel.principal import Actor, Role
from common.kernel.timing import Timing

from .escrow import Change, Escrow
from .ledger import MovementKind, Posting
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


def forecast_action(escrow: Escrow, action: Action, role: Role, at: datetime) -> MoneyPaid | None:
    """Forecast what an allowed action pays, of all that it may move."""
    change = _act(escrow, action, Actor(role, ""), Timing(at, at))
    return None if change is None else money_paid(change.posting)


def forecast_step(escrow: Escrow) -> ForecastStep | None:
    """Forecast the running deadline."""
    running = escrow.running_deadline
    if running is None:
        return None
    timing = Timing(running.due_at, running.due_at, running.due_at)
    change = escrow.on_deadline(running.kind, running.due_at, timing=timing, new_id=_no_id)
    return ForecastStep(running, money_paid(change.posting))


def forecast_unfrozen(escrow: Escrow, at: datetime) -> ForecastStep | None:
    """Forecast the step that follows if the dispute ends without a settlement, at `at` at the earliest."""
    if escrow.frozen_by is None:
        return None
    balances = escrow.balances._replace(frozen=0)
    return forecast_step(replace(escrow, balances=balances, frozen_by=None, unfrozen_at=at))


def _act(escrow: Escrow, action: Action, by: Actor, timing: Timing) -> Change | None:
    match action:
        case Action.ACCEPT:
            return escrow.accept(by=by, timing=timing, new_id=_no_id)
        case Action.RELEASE | Action.REFUND:
            everything = escrow.money_of(escrow.balances.available)
            pay = escrow.release if action is Action.RELEASE else escrow.refund
            return pay(everything, by=by, timing=timing, new_id=_no_id)
        case Action.CANCEL:
            return escrow.cancel(by=by, timing=timing, new_id=_no_id)
        case Action.FUND | Action.SHIP | Action.CORRECT_SHIPMENT | Action.DELIVER:
            return None


def _no_id() -> UUID:
    """Stand in for the ids of a posting that is only forecast."""
    return NO_ID
