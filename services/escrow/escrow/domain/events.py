"""Domain events of an escrow. Each is published as one integration event (see `integration_events.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from common.kernel.money import Money, Split

from .transitions import Deadline


@dataclass(frozen=True, slots=True)
class Created: ...


@dataclass(frozen=True, slots=True)
class PaymentHeld:
    amount: Money


@dataclass(frozen=True, slots=True)
class PaymentParked:
    amount: Money
    reason: Literal["overfunded", "late"]


@dataclass(frozen=True, slots=True)
class Funded: ...


@dataclass(frozen=True, slots=True)
class Shipped: ...


@dataclass(frozen=True, slots=True)
class ShipmentCorrected: ...


@dataclass(frozen=True, slots=True)
class Delivered:
    inspection_ends_at: datetime
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class Accepted: ...


@dataclass(frozen=True, slots=True)
class Released:
    """`to_seller` is what the seller gets, the fee taken off; `fee_on_top` is earned of what the buyer paid beside."""

    instruction: UUID
    to_seller: Money
    fee: Money
    fee_on_top: Money


@dataclass(frozen=True, slots=True)
class Refunded:
    """`fee_returned` is the buyer's own fee, which goes back beside the refund of the price."""

    instruction: UUID
    to_buyer: Money
    fee_returned: Money


@dataclass(frozen=True, slots=True)
class Frozen:
    dispute: UUID
    amount: Money


@dataclass(frozen=True, slots=True)
class FreezeRefused:
    dispute: UUID
    reason: Literal["nothing_held", "insufficient_hold", "already_frozen", "escrow_ended"]


@dataclass(frozen=True, slots=True)
class Unfrozen:
    dispute: UUID
    amount: Money


@dataclass(frozen=True, slots=True)
class Settled:
    dispute: UUID
    instruction: UUID
    shares: Split
    fee: Money
    fee_on_top: Money
    fee_returned: Money


@dataclass(frozen=True, slots=True)
class Reversed:
    """Settlement decided anew: `to` gets that much more of it, and the other side owes it."""

    dispute: UUID
    instruction: UUID
    reverses: UUID
    to: Literal["buyer", "seller"]
    amount: Money
    fee: Money
    """Share that the platform takes of the seller's part after it."""
    fee_on_top: Money
    """What it then earns of a fee that the buyer paid beside the price."""
    fee_returned: Money
    """What of that goes back to the buyer with `amount` or, where the seller gets more, is owed by the buyer again."""


@dataclass(frozen=True, slots=True)
class FineBooked:
    dispute: UUID
    instruction: UUID
    participant: str
    amount: Money


@dataclass(frozen=True, slots=True)
class FineCancelled:
    dispute: UUID
    instruction: UUID
    reverses: UUID
    participant: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Closed:
    silence: Deadline | None = None
    """Deadline that has run out; None: somebody has acted."""


EscrowEvent = (
    Created | PaymentHeld | PaymentParked | Funded | Shipped | ShipmentCorrected | Delivered | Accepted | Released
    | Refunded | Frozen | FreezeRefused | Unfrozen | Settled | Reversed | FineBooked | FineCancelled | Closed
)  # fmt: skip
