"""Adds the money up again, from the statements alone."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from .deals import Deal
from .stage import Stage

HOLD: Final = "hold"
BUYER, SELLER, FEE = "buyer_payable", "seller_payable", "platform_fee"


def check_deal(deal: Deal) -> list[dict[str, Any]]:
    """Checks the postings of one escrow against what the story expects. Raises Mismatch."""
    stage = deal.stage
    statement: list[dict[str, Any]] = stage.platform.get(f"{deal.path}/postings")["data"]
    balance = compute_account_balances(statement)
    stage.check("what came in is what went out and what is held", sum(balance.values()), 0)
    amount_in_hold = stage.platform.get(deal.path)["funds"]["held"]["amount"]
    stage.check("the hold is the sum of its postings", balance[HOLD], amount_in_hold)
    if (expected := deal.expect) is not None:
        got = (balance[BUYER], balance[SELLER], balance[FEE])
        stage.check("buyer, seller and fee get", got, (expected.to_buyer, expected.to_seller, expected.fee))
        stage.check("nothing stays in the hold", balance[HOLD], 0)
        payouts = [posting for posting in statement if any(m["from_account"] == HOLD for m in posting["movements"])]
        stage.check("number of postings that paid out", len(payouts), expected.payouts)
    return statement


def compute_account_balances(statement: list[dict[str, Any]]) -> Counter[str]:
    """Signed sums by account: what leaves one arrives in another."""
    sums: Counter[str] = Counter()
    for posting in statement:
        for movement in posting["movements"]:
            sums[movement["from_account"]] -= movement["amount"]["amount"]
            sums[movement["to_account"]] += movement["amount"]["amount"]
    return sums


def check_platform(stage: Stage) -> None:
    """Checks all accounts of the story's platform. Raises Mismatch."""
    integrity = stage.platform.get("/v1/ledger/integrity")
    stage.check("the ledger adds up", integrity["ok"], True)
    accounts = stage.platform.get("/v1/accounts")["data"]
    sides: Counter[str] = Counter()
    for account in accounts:
        sides[account["side"]] += account["balance"]["amount"]
    stage.check("credits equal debits", sides["credit"], sides["debit"])
