"""Double entry: every movement takes an amount from one account and puts it into another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID


class Account(StrEnum):
    """The first two exist once per escrow, a receivable once per participant, the others once per platform; each
    in one currency."""

    HOLD = "hold"
    FEE_HOLD = "fee_hold"
    """The fee a buyer paid on top, until it is earned or goes back."""
    EXTERNAL = "external"
    SELLER = "seller_payable"
    BUYER = "buyer_payable"
    FEE = "platform_fee"
    SUSPENSE = "suspense"
    RECEIVABLE = "receivable"
    """What a participant owes: a debt is always seen here, never as a negative balance elsewhere."""
    FINES = "platform_fines"


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
    REVERSAL = "reversal"
    """Taken back into the hold, to be paid out anew in the same posting."""
    BUYER_FEE_REVERSAL = "buyer_fee_reversal"
    FINE = "fine"
    FINE_REVERSAL = "fine_reversal"


ROUTE: Final = {
    Kind.FUND: (Account.EXTERNAL, Account.HOLD),
    Kind.RELEASE: (Account.HOLD, Account.SELLER),
    Kind.REFUND: (Account.HOLD, Account.BUYER),
    Kind.FEE: (Account.HOLD, Account.FEE),
    Kind.PARK: (Account.EXTERNAL, Account.SUSPENSE),
    Kind.BUYER_FEE: (Account.EXTERNAL, Account.FEE_HOLD),
    Kind.BUYER_FEE_EARNED: (Account.FEE_HOLD, Account.FEE),
    Kind.BUYER_FEE_RETURNED: (Account.FEE_HOLD, Account.BUYER),
    Kind.REVERSAL: (Account.RECEIVABLE, Account.HOLD),
    Kind.BUYER_FEE_REVERSAL: (Account.RECEIVABLE, Account.FEE_HOLD),
    Kind.FINE: (Account.RECEIVABLE, Account.FINES),
    Kind.FINE_REVERSAL: (Account.FINES, Account.RECEIVABLE),
}
FINES: Final = frozenset({Kind.FINE, Kind.FINE_REVERSAL})
"""They concern a participant and no escrow, whose money they never touch."""


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
    whose: Party | None = None
    """Where the kind alone does not say it: from whom something is taken back, who is fined."""

    @property
    def party(self) -> Party:
        return self.whose or PARTY.get(self.kind, Party.BUYER)

    @property
    def route(self) -> tuple[Account, Account]:
        return route(self.kind, self.party)


def route(kind: Kind, party: Party) -> tuple[Account, Account]:
    """From which account into which. The platform gives back what it has; a participant owes it."""
    source, target = ROUTE[kind]
    return (Account.FEE if source is Account.RECEIVABLE and party is Party.PLATFORM else source), target


@dataclass(frozen=True, slots=True)
class Posting:
    """One ledger transaction. What `instruction` orders is done once: the database keeps that promise too."""

    instruction: UUID
    movements: tuple[Movement, ...]
    provider_reference: str | None = None
    debtor: str | None = None
    """Whose receivable account this is about."""
    reverses: UUID | None = None
    """The transaction that is undone in part or in whole."""
    currency: str | None = None
    """Of a fine, which may be another than the escrow's."""

    @property
    def concerns_escrow(self) -> bool:
        return not any(movement.kind in FINES for movement in self.movements)

    def entries(self) -> dict[Account, int]:
        """Signed amounts per account; they add up to nothing."""
        sums: Counter[Account] = Counter()
        for movement in self.movements:
            source, target = movement.route
            sums[source] -= movement.minor
            sums[target] += movement.minor
        return {account: minor for account, minor in sums.items() if minor}

    def total(self, kind: Kind) -> int:
        return sum(movement.minor for movement in self.movements if movement.kind is kind)


def posting(instruction: UUID, provider_reference: str | None = None, **minor: int) -> Posting | None:
    """The movements that move something, by the names of their kinds; None if nothing moves."""
    moving = tuple(Movement(Kind(kind), amount) for kind, amount in minor.items() if amount)
    return Posting(instruction, moving, provider_reference) if moving else None
