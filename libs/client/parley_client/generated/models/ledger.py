"""Bodies and answers of ledger. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

from parley_client.generated.models.general.answers import MoneyView
from parley_client.generated.models.general.choices import Account, MovementKind

AccountSide: TypeAlias = Literal["credit", "debit"]


DebtDirection: TypeAlias = Literal["incurred", "lifted"]


class AccountView(TypedDict):
    """`credit`: money owed to somebody. `debit`: money that has come in, seen from outside."""

    kind: Account
    """Which account it is."""
    balance: MoneyView
    """What it comes to now, derived from the entries."""
    side: AccountSide
    """`credit`: money owed to somebody. `debit`: money that has come in, seen from outside."""
    participant: NotRequired[str | None]
    """Whose debt it is, where the account is one participant's."""


class AccountsView(TypedDict):
    data: list[AccountView]
    """What was asked for, in the order that the operation describes."""


class DebtView(TypedDict):
    """`incurred`: it is owed from now on. `lifted`: it is not any more."""

    id: str
    """Its id, given by Parley; it never changes."""
    instruction: str
    """Id of the order that moved it."""
    kind: MovementKind
    """Why the money moved."""
    direction: DebtDirection
    """`incurred`: it is owed from now on. `lifted`: it is not any more."""
    amount: MoneyView
    """How much is owed from now on, or not any more."""
    escrow: str | None
    """Id of the escrow that it comes from; null for a fine."""
    dispute: str | None
    """Id of the dispute that it comes from; null if none."""
    created_at: str
    """When it took effect (UTC)."""


class IntegrityView(TypedDict):
    """`ok`: every transaction adds up to nothing, every hold is the sum of its entries."""

    ok: bool
    """Whether everything adds up."""
    transactions: int
    """Ledger transactions that were added up."""
    unbalanced_transactions: int
    """Of those, how many do not add up to nothing: 0, or there is a fault."""
    escrows: int
    """Escrows that were compared."""
    differing_holds: int
    """Of those, how many hold something else than their entries say: 0, or there is a fault."""


class DebtViewPage(TypedDict):
    data: list[DebtView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


# fmt: off
ListAccountsCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_accounts`; there may be more in time."""


# fmt: off
GetDebtsCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_debts`; there may be more in time."""


# fmt: off
GetDebtPostingsCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_debt_postings`; there may be more in time."""


# fmt: off
CheckIntegrityCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `check_integrity`; there may be more in time."""
