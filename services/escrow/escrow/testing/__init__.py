"""Ready-made escrows for tests, here and in the suite. Never imported by the service itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from common.kernel.fees import Fee, FeePayer
from common.kernel.ids import new_id
from common.kernel.money import Money
from common.kernel.principal import Actor, Participant, Role
from common.kernel.timing import Timing
from escrow.domain.agreement import Agreement
from escrow.domain.escrow import Escrow
from escrow.domain.forecast import MoneyPaid
from escrow.domain.ledger import MovementKind, Posting
from escrow.domain.shipment import Shipment

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TENANT = UUID(int=7)
BUYER, SELLER = Actor(Role.BUYER, "anna"), Actor(Role.SELLER, "shop")
PLATFORM = Actor(Role.PLATFORM, "plt")
PARCEL = Shipment("DHL", "00340434161094")


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def timing_at(time: datetime) -> Timing:
    return Timing(time, time)


def an_agreement(price: int = 10_000, fee: Fee = Fee(), **differently: Any) -> Agreement:
    fields: dict[str, Any] = {
        "buyer": Participant(BUYER.id),
        "seller": Participant(SELLER.id),
        "price": eur(price),
        "fee": fee,
        "title": "A lamp",
        "policy": "agreement_first-2026-01",
    }
    return Agreement(**{**fields, **differently})


def an_escrow(price: int = 10_000, fee: Fee = Fee(), **differently: Any) -> Escrow:
    agreement = an_agreement(price, fee, **differently)
    return Escrow.create(id=new_id(), tenant=TENANT, agreement=agreement, timing=timing_at(NOON)).aggregate


def a_funded_escrow(price: int = 10_000, fee: Fee = Fee(), **differently: Any) -> Escrow:
    escrow = an_escrow(price, fee, **differently)
    return paid(escrow, escrow.missing_amount)


def a_shipped_escrow(price: int = 10_000, fee: Fee = Fee(), **differently: Any) -> Escrow:
    return a_funded_escrow(price, fee, **differently).ship(PARCEL, by=SELLER, timing=timing_at(NOON)).aggregate


def a_delivered_escrow(price: int = 10_000, fee: Fee = Fee(), **differently: Any) -> Escrow:
    return a_shipped_escrow(price, fee, **differently).deliver(by=PLATFORM, timing=timing_at(NOON)).aggregate


def paid(escrow: Escrow, minor: int) -> Escrow:
    payment = escrow.fund(eur(minor), by=PLATFORM, reference="pay", timing=timing_at(NOON), new_id=new_id)
    return payment.aggregate


def seller_pays(basis_points: int = 0, fixed: int = 0) -> Fee:
    return Fee(basis_points, fixed, FeePayer.SELLER)


def buyer_pays(basis_points: int = 0, fixed: int = 0) -> Fee:
    return Fee(basis_points, fixed, FeePayer.BUYER)


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
