"""Escrow as disputes knows it, and whether it can be disputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.kernel.deal_money import AutomaticStep, DealMoney
from common.kernel.errors import Predecessor
from common.kernel.money import Money
from common.kernel.terms import due_at_end_of
from disputes.policy.model import Policy
from disputes.policy.vocabulary import FilingAnchor

from .errors import EscrowNotFunded, FilingWindowClosed, FilingWindowNotOpen, FreezeNotLifted, InsufficientHold


class EscrowState(StrEnum):
    AWAITING_FUNDS = "awaiting_funds"
    PARTIALLY_FUNDED = "partially_funded"
    FUNDED = "funded"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RELEASED = "released"
    REFUNDED = "refunded"
    SPLIT_SETTLED = "split_settled"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


DISPUTABLE_STATES = frozenset({EscrowState.FUNDED, EscrowState.SHIPPED, EscrowState.DELIVERED})
UNFUNDED_STATES = frozenset({EscrowState.AWAITING_FUNDS, EscrowState.PARTIALLY_FUNDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEscrow:
    """Escrow as of its `version`. Escrow itself has the last word when the freeze is asked for."""

    id: UUID
    tenant: UUID
    version: int
    buyer: str
    seller: str
    state: EscrowState
    edition: str
    held_amount: Money
    frozen_amount: Money
    funded_at: datetime | None
    delivered_at: datetime | None
    category: str | None = None
    price: int | None = None
    title: str | None = None
    """What the deal is about, in the platform's words."""
    money: DealMoney | None = None
    """What payouts are foretold with, and what escrow does by itself."""

    def require_disputable(self, amount: Money, policy: Policy, received_at: datetime) -> None:
        """Raises EscrowNotFunded, CurrencyMismatch, InsufficientHold, FilingWindowClosed or FilingWindowNotOpen.

        Nothing but an earlier dispute that has ended can still hold money frozen here: then FreezeNotLifted.
        What a later event of escrow could allow rests on escrow: a payment, the end of a freeze, a delivery.
        """
        owner = Predecessor("escrow", self.id)
        if self.state in UNFUNDED_STATES:
            raise EscrowNotFunded(self.state).resting_on(owner)
        if self.state not in DISPUTABLE_STATES:
            raise EscrowNotFunded(self.state)
        available = max(self.held_amount.minor - self.frozen_amount.minor, 0)
        amount.require_currency(self.held_amount.currency)
        if amount.minor > available:
            if self.frozen_amount and amount.minor <= self.held_amount.minor:
                raise FreezeNotLifted(self.frozen_amount.minor, self.held_amount.currency).resting_on(owner)
            raise InsufficientHold(available, self.held_amount.currency).resting_on(owner)
        since, filing = self.filing_starts_at(policy), policy.filing
        if since is None or filing is None:
            return
        if received_at >= (closes_at := due_at_end_of(since, filing.term, filing.calendar)):
            raise FilingWindowClosed(closes_at).resting_on(owner)
        if filing.earliest and received_at < (opens_at := due_at_end_of(since, filing.earliest, filing.calendar)):
            raise FilingWindowNotOpen(opens_at)

    @property
    def paid_out_at(self) -> datetime | None:
        """Find when escrow pays everything out by itself: then nothing is left to dispute. None while all is frozen."""
        is_free = self.state in DISPUTABLE_STATES and self.held_amount.minor > self.frozen_amount.minor
        step = self.money.next_step if self.money is not None and is_free else None
        return None if step is None or step.kind is AutomaticStep.PRESUME_DELIVERY else step.due_at

    def filing_starts_at(self, policy: Policy) -> datetime | None:
        """Find the latest of what the edition counts from (K1), once anything of it has happened."""
        if policy.filing is None:
            return None
        happened = {FilingAnchor.FUNDED: self.funded_at, FilingAnchor.DELIVERED: self.delivered_at}
        return max((at for since in policy.filing.since if (at := happened[since]) is not None), default=None)
