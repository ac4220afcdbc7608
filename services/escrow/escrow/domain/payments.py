"""Payments: what a provider's payment brought about. One effect for each reference, whatever came since."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.kernel.money import Money
from common.kernel.timing import Timing

from .erasing import Erasure
from .errors import ProviderReferenceUsed
from .escrow import Change, Escrow


class Payment(NamedTuple):
    """Payment that is counted now."""

    reference: str
    amount: Money
    escrow_after: Escrow


class KnownPayment(NamedTuple):
    """Payment that was counted before, and how its escrow was then."""

    escrow: UUID
    amount: Money
    escrow_after: Escrow
    paid_at: datetime

    def require_same(self, escrow: UUID, amount: Money) -> None:
        """Raises ProviderReferenceUsed if this reference belongs to another payment."""
        if (self.escrow, self.amount) != (escrow, amount):
            raise ProviderReferenceUsed


class PaidEscrow(NamedTuple):
    """Escrow that is paid, and what is known already of the payment."""

    escrow: Escrow
    known: KnownPayment | None


class PaymentChange(NamedTuple):
    """Effect of a payment; one that is known has none."""

    change: Change
    payment: Payment | None


class PaymentAnswer(NamedTuple):
    """Escrow as a payment left it, at that time."""

    escrow: Escrow
    at: datetime


class EscrowRepository(Protocol):
    async def get_for_update(self, escrow: UUID) -> Escrow:
        """Raises NotFound."""

    async def erase(self, escrow: Escrow, erasure: Erasure) -> None:
        """Erase what was said of a deal that is over, wherever that stands."""

    async def remember_erasure(self, escrow: Escrow, erasure: Erasure) -> None:
        """Keep in mind what is to be erased of a deal that still runs: `save` does it as it ends."""

    async def get_with_payment(self, escrow: UUID, reference: str) -> PaidEscrow:
        """Get it locked, with what is known of that payment. Raises NotFound."""

    async def add(self, escrow: Escrow) -> None: ...

    async def save(
        self, change: Change, *, before: int, timing: Timing, cause: str, payment: Payment | None = None
    ) -> None:
        """Store the escrow, post its money and note its payment in one statement. Raises OvertakenByRival."""
