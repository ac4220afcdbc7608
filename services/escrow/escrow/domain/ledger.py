"""Double-entry ledger: every movement takes an amount from one account and puts it into another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from common.kernel.seams import IdFactory


class Account(StrEnum):
    """Kind of account. HOLD and FEE_HOLD exist once per escrow, a RECEIVABLE once per participant, the others once per
    platform; each in one currency.
    """

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


ESCROW_ACCOUNTS: Final = frozenset({Account.HOLD, Account.FEE_HOLD})


class MovementKind(StrEnum):
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


MOVEMENT_ROUTES: Final = {
    MovementKind.FUND: (Account.EXTERNAL, Account.HOLD),
    MovementKind.RELEASE: (Account.HOLD, Account.SELLER),
    MovementKind.REFUND: (Account.HOLD, Account.BUYER),
    MovementKind.FEE: (Account.HOLD, Account.FEE),
    MovementKind.PARK: (Account.EXTERNAL, Account.SUSPENSE),
    MovementKind.BUYER_FEE: (Account.EXTERNAL, Account.FEE_HOLD),
    MovementKind.BUYER_FEE_EARNED: (Account.FEE_HOLD, Account.FEE),
    MovementKind.BUYER_FEE_RETURNED: (Account.FEE_HOLD, Account.BUYER),
    MovementKind.REVERSAL: (Account.RECEIVABLE, Account.HOLD),
    MovementKind.BUYER_FEE_REVERSAL: (Account.RECEIVABLE, Account.FEE_HOLD),
    MovementKind.FINE: (Account.RECEIVABLE, Account.FINES),
    MovementKind.FINE_REVERSAL: (Account.FINES, Account.RECEIVABLE),
}
FINE_KINDS: Final = frozenset({MovementKind.FINE, MovementKind.FINE_REVERSAL})
"""They concern a participant and no escrow, whose money they never touch."""


class Party(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"


PARTIES_BY_KIND: Final = {
    MovementKind.RELEASE: Party.SELLER,
    MovementKind.FEE: Party.PLATFORM,
    MovementKind.BUYER_FEE_EARNED: Party.PLATFORM,
}
"""Party whom a movement concerns; all others concern the buyer."""


@dataclass(frozen=True, slots=True)
class Movement:
    id: UUID
    kind: MovementKind
    minor: int
    affected_party: Party | None = None
    """Where the kind alone does not say it: from whom something is taken back, who is fined."""

    @property
    def party(self) -> Party:
        return self.affected_party or PARTIES_BY_KIND.get(self.kind, Party.BUYER)

    @property
    def route(self) -> tuple[Account, Account]:
        return account_route(self.kind, self.party)


def account_route(kind: MovementKind, party: Party) -> tuple[Account, Account]:
    """Return the accounts it leaves and reaches. The platform gives back what it has; a participant owes it."""
    source, target = MOVEMENT_ROUTES[kind]
    return (Account.FEE if source is Account.RECEIVABLE and party is Party.PLATFORM else source), target


@dataclass(frozen=True, slots=True)
class Posting:
    """Ledger transaction. What `instruction` orders is done once: the database keeps that promise too."""

    id: UUID
    instruction: UUID
    movements: tuple[Movement, ...]
    provider_reference: str | None = None
    debtor: str | None = None
    """Participant whose receivable account this is about."""
    reverses: UUID | None = None
    """The transaction that is undone in part or in whole."""
    currency: str | None = None
    """Of a fine, which may be another than the escrow's."""
    dispute: UUID | None = None
    """Dispute that ordered it."""

    @property
    def concerns_escrow(self) -> bool:
        return not any(movement.kind in FINE_KINDS for movement in self.movements)

    def entries_by_account(self) -> dict[Account, int]:
        """Signed amounts per account; they add up to nothing."""
        sums: Counter[Account] = Counter()
        for movement in self.movements:
            source, target = movement.route
            sums[source] -= movement.minor
            sums[target] += movement.minor
        return {account: minor for account, minor in sums.items() if minor}

    def total_of(self, kind: MovementKind) -> int:
        total = 0
        for movement in self.movements:
            if movement.kind is kind:
                total += movement.minor
        return total


def create_posting(
    instruction: UUID,
    amounts: Mapping[MovementKind, int],
    *,
    new_id: IdFactory,
    provider_reference: str | None = None,
) -> Posting | None:
    """Make a posting of the amounts that move something; None if nothing moves."""
    movements = tuple(Movement(new_id(), kind, minor) for kind, minor in amounts.items() if minor)
    return Posting(new_id(), instruction, movements, provider_reference) if movements else None
