"""Double entry: every movement takes an amount from one account and puts it into another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID


class Account(StrEnum):
    """The first two exist once per escrow, the others once per platform and currency."""

    HOLD = "hold"
    FEE_HOLD = "fee_hold"
    """The fee a buyer paid on top, until it is earned or goes back."""
    EXTERNAL = "external"
    SELLER = "seller_payable"
    BUYER = "buyer_payable"
    FEE = "platform_fee"
    SUSPENSE = "suspense"


OF_ESCROW: Final = frozenset({Account.HOLD, Account.FEE_HOLD})


class Kind(StrEnum):
    FUND = "fund"
    RELEASE = "release"
    REFUND = "refund"
    FEE = "fee"
    PARK = "park"
    BUYER_FEE = "buyer_fee"
    BUYER_FEE_EARNED = "buyer_fee_earned"
    BUYER_FEE_RETURNED = "buyer_fee_returned"


ROUTE: Final = {
    Kind.FUND: (Account.EXTERNAL, Account.HOLD),
    Kind.RELEASE: (Account.HOLD, Account.SELLER),
    Kind.REFUND: (Account.HOLD, Account.BUYER),
    Kind.FEE: (Account.HOLD, Account.FEE),
    Kind.PARK: (Account.EXTERNAL, Account.SUSPENSE),
    Kind.BUYER_FEE: (Account.EXTERNAL, Account.FEE_HOLD),
    Kind.BUYER_FEE_EARNED: (Account.FEE_HOLD, Account.FEE),
    Kind.BUYER_FEE_RETURNED: (Account.FEE_HOLD, Account.BUYER),
}


class Party(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"


PARTY: Final = {
    Kind.RELEASE: Party.SELLER,
    Kind.FEE: Party.PLATFORM,
    Kind.BUYER_FEE_EARNED: Party.PLATFORM,
}
"""Whom a movement concerns; all others concern the buyer."""


@dataclass(frozen=True, slots=True)
class Movement:
    kind: Kind
    minor: int

    @property
    def party(self) -> Party:
        return PARTY.get(self.kind, Party.BUYER)


@dataclass(frozen=True, slots=True)
class Posting:
    """One ledger transaction. What `instruction` orders is done once: the database keeps that promise too."""

    instruction: UUID
    movements: tuple[Movement, ...]
    provider_reference: str | None = None

    def entries(self) -> dict[Account, int]:
        """Signed amounts per account; they add up to nothing."""
        sums: Counter[Account] = Counter()
        for movement in self.movements:
            source, target = ROUTE[movement.kind]
            sums[source] -= movement.minor
            sums[target] += movement.minor
        return {account: minor for account, minor in sums.items() if minor}

    def total(self, kind: Kind) -> int:
        return sum(movement.minor for movement in self.movements if movement.kind is kind)


def posting(instruction: UUID, provider_reference: str | None = None, **minor: int) -> Posting | None:
    """The movements that move something, by the names of their kinds; None if nothing moves."""
    moving = tuple(Movement(Kind(kind), amount) for kind, amount in minor.items() if amount)
    return Posting(instruction, moving, provider_reference) if moving else None
