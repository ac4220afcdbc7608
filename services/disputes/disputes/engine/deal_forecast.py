"""Forecast of a deal's money for its case: what a settlement pays net, and what escrow does if there is none. Pure."""

from __future__ import annotations

from datetime import datetime

from common.kernel.deal_money import DealMoney, PaidStep
from common.kernel.fees import PayoutParts, SettledPayout
from common.kernel.money import Money, Split
from common.kernel.principal import Role

from .dispute import Dispute, State
from .reopening import barred_parties


def moves_money(before: Dispute, after: Dispute) -> bool:
    """Tell whether a change of a case divides money, promises to, or ends the case and so lets go what was held.

    What is promised once goods have gone back follows by silence alone (D10, D13).
    """
    is_ordered = after.settlement != before.settlement or len(after.reductions) > len(before.reductions)
    is_over = after.state is State.CLOSED and before.state is not State.CLOSED
    promise, earlier = after.promise, before.promise
    is_promised = promise is not None and (earlier is None or promise.option != earlier.option)
    return is_ordered or is_over or (is_promised and promise is not None and promise.option.split is not None)


def settling_money(dispute: Dispute) -> DealMoney | None:
    """Find the money that the case divides: as it stands, or as it stood before it was divided."""
    money, order = dispute.money, dispute.settlement
    if money is None or money.frozen or order is None or order.option.split is None:
        return money
    return money.before_settlement(order.option.split)


def forecast_split(dispute: Dispute, split: Split | None, at: datetime | None = None) -> PayoutParts | None:
    """Foretell what a division of the disputed amount pays if it is ordered at an instant (None: now)."""
    money = settling_money(dispute)
    if money is None or split is None:
        return None
    return (money if at is None else money.at(at)).divide(split)


def forecast_order(before: Dispute, after: Dispute, at: datetime) -> PayoutParts | None:
    """Foretell what a change of the case pays, where it orders money; of money divided anew, the difference."""
    if len(after.reductions) > len(before.reductions):
        return forecast_split(before, Split(after.reductions[-1].amount, after.amount.zero()), at)
    ordered = after.settlement
    if ordered is None or ordered == before.settlement:
        return None
    if before.order is None or ordered.option.split is None:
        return forecast_split(before, ordered.option.split, at)
    return forecast_division_anew(before, ordered.option.split, at)


def forecast_division_anew(dispute: Dispute, split: Split, at: datetime | None = None) -> PayoutParts | None:
    """Foretell what changes if what was settled is divided anew at an instant (None: now), as escrow will post it."""
    order, fee, money = dispute.order, dispute.fee, dispute.money
    if order is None or order.option.split is None or fee is None or money is None:
        return None
    paid, on_top = order.option.split, dispute.fee_on_top
    settled = SettledPayout(
        paid.to_buyer.minor, paid.to_seller.minor, fee.minor, on_top.minor if on_top is not None else 0
    )
    return (money if at is None else money.at(at)).divide_anew(settled, split)


def deducted_fee(dispute: Dispute, split: Split | None) -> int:
    """Find what comes out of the seller's share, in minor units: as escrow has said, or will."""
    if split is None:
        return 0
    if (taken := _taken_fee(dispute, split)) is not None:
        return taken.minor
    if dispute.fee is not None and (anew := forecast_division_anew(dispute, split)) is not None:
        return dispute.fee.minor + anew.fee_deducted
    parts = forecast_split(dispute, split)
    return parts.fee_deducted if parts is not None else 0


def forecast_unsettled(dispute: Dispute, at: datetime) -> PaidStep | None:
    """Foretell what escrow does with the money by itself where the case ends at an instant without a settlement."""
    if dispute.money is None:
        return None
    barred = frozenset[Role]() if dispute.outcome is None else barred_parties(dispute, dispute.outcome)
    return dispute.money.forecast_unfrozen(at, barred)


def forecast_after_end(dispute: Dispute) -> PaidStep | None:
    """Foretell the same of a case that has ended so, as long as the money is there."""
    if dispute.state is not State.CLOSED or dispute.order is not None or dispute.closed_at is None:
        return None
    return forecast_unsettled(dispute, dispute.closed_at)


def _taken_fee(dispute: Dispute, split: Split) -> Money | None:
    """Find the fee that escrow has said it took of that very division."""
    reversal, order = dispute.reversal, dispute.order
    if reversal is not None and reversal.option.split == split and reversal.fee is not None:
        return reversal.fee
    return dispute.fee if order is not None and order.option.split == split else None
