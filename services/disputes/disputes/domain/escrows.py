"""What the case knows of an escrow, and whether it can be disputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.kernel.money import Money
from common.kernel.terms import due_at_end_of
from common.kernel.timing import Timing

from .errors import EscrowNotFunded, FilingWindowClosed, FilingWindowNotOpen, InsufficientHold
from .policy import Policy
from .vocabulary import FilingAnchor


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


HOLDING = frozenset({EscrowState.FUNDED, EscrowState.SHIPPED, EscrowState.DELIVERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEscrow:
    """As of its `version`. Escrow itself has the last word when the freeze is asked for."""

    id: UUID
    tenant: UUID
    version: int
    buyer: str
    seller: str
    state: EscrowState
    edition: str
    held: Money
    frozen: Money
    funded_at: datetime | None
    delivered_at: datetime | None
    category: str | None = None
    price: int | None = None

    def require_disputable(self, amount: Money, policy: Policy, moment: Timing) -> None:
        """Raises EscrowNotFunded, InsufficientHold, FilingWindowClosed or FilingWindowNotOpen."""
        if self.state not in HOLDING:
            raise EscrowNotFunded(self.state)
        available = max(self.held.minor - self.frozen.minor, 0)
        if (amount + self.held.zero()).minor > available:
            raise InsufficientHold(available, self.held.currency)
        since, filing = self.filing_since(policy), policy.filing
        if since is None or filing is None:
            return
        if moment.received_at >= (closes_at := due_at_end_of(since, filing.term, policy.calendar)):
            raise FilingWindowClosed(closes_at)
        if filing.earliest and moment.received_at < (
            opens_at := due_at_end_of(since, filing.earliest, policy.calendar)
        ):
            raise FilingWindowNotOpen(opens_at)

    def filing_since(self, policy: Policy) -> datetime | None:
        """The latest of what the edition counts from (K1), once anything of it has happened."""
        if policy.filing is None:
            return None
        happened = {FilingAnchor.FUNDED: self.funded_at, FilingAnchor.DELIVERED: self.delivered_at}
        return max((at for since in policy.filing.since if (at := happened[since]) is not None), default=None)
