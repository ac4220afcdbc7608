"""Accounts of the ledger: what the movements of money that were told add up to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .spelling import Json

AccountKey = tuple[str, str, str | None]
"""Kind, currency and, of a debt, whose it is."""


@dataclass
class Accounts:
    """Balances of everything that is no escrow's hold, and what each order took of fees."""

    balances: Counter[AccountKey] = field(default_factory=Counter)
    fees: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By instruction: of the seller's share, and of what the buyer had paid on top."""

    def read(self, event: Json) -> None:
        data, add = event["data"], _Booking(self, event["data"])
        match event["type"]:
            case "funds.parked":
                add("suspense", data["amount"])
            case "funds.released":
                add("seller_payable", data["to_seller"])
                add("platform_fee", data["fee"], data["fee_on_top"])
            case "funds.refunded":
                add("buyer_payable", data["to_buyer"], data["fee_returned"])
            case "escrow.settled":  # its movements are told by the two above
                self.fees[data["instruction"]] = _minor(data["fee"]), _minor(data["fee_on_top"])
            case "funds.reversed":
                self._reverse(data, add)
            case "funds.fine_booked":
                add("platform_fines", data["amount"])
                add("receivable", data["amount"], of=data["participant"])
            case "funds.fine_cancelled":
                add("platform_fines", data["amount"], sign=-1)
                add("receivable", data["amount"], of=data["participant"], sign=-1)

    def _reverse(self, data: Json, add: _Booking) -> None:
        taken, earned = _minor(data["fee"]), _minor(data["fee_on_top"])
        was_taken, was_earned = self.fees[data["reverses"]]
        self.fees[data["instruction"]] = taken, earned
        amount, returned, more = _minor(data["amount"]), _minor(data["fee_returned"]), taken - was_taken
        add.minor("platform_fee", more + earned - was_earned)
        if data["to"] == "buyer":
            add.minor("buyer_payable", amount + returned)
            add.minor("receivable", amount + more, of=data["seller"])
        else:
            add.minor("seller_payable", amount - more)
            add.minor("receivable", amount + returned, of=data["buyer"])


@dataclass(frozen=True)
class _Booking:
    accounts: Accounts
    data: Json

    def __call__(self, kind: str, *amounts: Json | None, of: str | None = None, sign: int = 1) -> None:
        self.minor(kind, sign * sum(map(_minor, amounts)), of=of)

    def minor(self, kind: str, minor: int, of: str | None = None) -> None:
        self.accounts.balances[kind, self.data["currency"], of] += minor


def _minor(money: Json | None) -> int:
    return 0 if money is None else int(money["amount"])


def accounts_as_served(rows: list[dict[str, Any]], kinds: frozenset[str]) -> Counter[AccountKey]:
    served: Counter[AccountKey] = Counter()
    for row in rows:
        if row["kind"] in kinds:
            served[row["kind"], row["balance"]["currency"], row["participant"]] += row["balance"]["amount"]
    return served
