"""Deals: the money kept for them, from the payment to the payout."""

from __future__ import annotations

from uuid import uuid4

from deploy.proof.examples.stage import OTHER_PARCEL, PARCEL, Stage
from deploy.proof.testing.market import euro_amount

LAMP = {
    "buyer": "anna",
    "seller": "sam",
    "amount": euro_amount(12_500),
    "fee": {"basis_points": 250, "paid_by": "seller"},
    "agreement": {"title": "A brass lamp", "terms": "As in the photos, wired for 230 V."},
    "windows": {"ship_within": "5 days", "inspection": "3 days"},
    "policy": "agreement_first",
    "partner_reference": "order-10045",
    "metadata": {"channel": "app"},
}


async def play_deals(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    made = await show("create_escrow", market.platform, LAMP)
    escrow = made["id"]
    payment = {"amount": euro_amount(12_500), "provider_reference": "pay-10045"}
    await show("fund_escrow", market.platform, payment, escrow=escrow)
    await show("ship_escrow", market.seller, PARCEL, escrow=escrow)
    await show("correct_shipment", market.seller, OTHER_PARCEL, escrow=escrow)
    await show("deliver_escrow", market.platform, escrow=escrow)
    await show("accept_goods", market.buyer, escrow=escrow)
    await show("get_escrow", market.buyer, escrow=escrow)
    await show("list_escrows", market.platform, status=["released"], limit=20)
    await show("get_postings", market.platform, escrow=escrow)
    part = await market.fund_deal()
    await show("release_escrow", market.platform, {"amount": euro_amount(4_000)}, escrow=part.id)
    await show("refund_escrow", market.seller, {"amount": euro_amount(8_000)}, escrow=part.id)
    unpaid = await market.platform.perform_act("/v1/escrows", LAMP)
    await show("cancel_escrow", market.platform, escrow=unpaid["id"])
    await play_bulk(stage)
    await show("list_accounts", market.platform)
    await show("get_debts", market.platform, participant="sam")
    await show("get_debt_postings", market.platform, participant="sam", limit=20)
    await show("check_integrity", market.platform)
    await show("get_test_clock", market.platform)
    await show("advance_test_clock", market.platform, {"by": "2 hours", "hold": True})
    await show("release_test_clock", market.platform)


async def play_bulk(stage: Stage) -> None:
    waiting = await stage.market.platform.perform_act("/v1/escrows", LAMP)
    instructions = [
        {"key": "new-1041", "operation": "create_escrow", "body": LAMP},
        {
            "key": "pay-1042",
            "operation": "fund",
            "escrow": waiting["id"],
            "body": {"amount": euro_amount(12_500), "provider_reference": "pay-10046"},
        },
        {"key": "ship-1042", "operation": "ship", "escrow": waiting["id"], "body": PARCEL},
    ]
    await stage.book.show("carry_out_bulk", stage.market.platform, {"instructions": instructions})


def make_reference() -> str:
    return uuid4().hex
