"""Agreement of buyer and seller when the escrow was made: price, fee, windows. It never changes afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from common.kernel.deal_money import CALENDAR_WITHOUT_HOLIDAYS
from common.kernel.fees import Fee, FeePayer
from common.kernel.money import Money
from common.kernel.principal import Participant
from common.kernel.terms import Term, Unit, due_at_end_of

from .disputing import DisputeTerms
from .errors import FeeExceedsPrice, SameParty, WindowTooLong


class Undelivered(StrEnum):
    """Outcome of a shipment that nobody reports as delivered (ADR 0015)."""

    INSPECT = "inspect"
    """It counts as delivered, and the buyer's time to inspect it begins."""
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Windows:
    """Terms that the buyer has to pay, the seller to ship, the carrier to deliver, and the buyer to inspect."""

    funding_expiry: Term = Term(7, Unit.DAY)
    ship_within: Term = Term(14, Unit.DAY)
    inspection: Term = Term(3, Unit.DAY)
    delivery: Term = Term(30, Unit.DAY)
    undelivered: Undelivered = Undelivered.INSPECT

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.funding_expiry, self.ship_within, self.inspection, self.delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    buyer: Participant
    seller: Participant
    price: Money
    fee: Fee = Fee()
    title: str
    terms: str = ""
    photo_hashes: tuple[str, ...] = ()
    windows: Windows = Windows()
    policy: str
    """The edition pinned at creation, and the hash of what it says."""
    policy_hash: str = ""
    dispute_terms: DisputeTerms | None = None
    """What that edition says of opening a case; None where it has not been told."""
    category: str | None = None
    partner_reference: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def total_due(self) -> int:
        """Minor units that the buyer pays in all."""
        return self.price.minor + self.fee.buyer_surcharge(self.price.minor)

    def without_words(self) -> Agreement:
        """Take out what the platform has written of the deal. An empty text was erased."""
        return replace(self, title="", terms="", metadata={})

    def require_valid(self) -> None:
        """Raises SameParty, WindowTooLong or FeeExceedsPrice."""
        if self.buyer == self.seller:
            raise SameParty
        if not all(term.is_ordinary for term in self.windows.terms):
            raise WindowTooLong
        if self.fee.paid_by is FeePayer.SELLER and self.fee.total_on(self.price.minor) > self.price.minor:
            raise FeeExceedsPrice


def window_end(start: datetime, term: Term) -> datetime:
    try:
        return due_at_end_of(start, term, CALENDAR_WITHOUT_HOLIDAYS)
    except (ValueError, OverflowError):
        raise WindowTooLong from None
