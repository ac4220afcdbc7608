"""A part of frozen money that goes back to the buyer at once, beside goods (PRM-26, O5)."""

from __future__ import annotations

import pytest

from common.kernel.ids import new_id


def eur(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "EUR"}


async def delivered(market, amount: int = 10_000, **differently):
    escrow = await market.funded(amount, **differently)
    return (await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")).json()


async def movements(rows, instruction) -> list[tuple[object, ...]]:
    return await rows(
        f"SELECT kind, amount_minor FROM escrow.audit_movements WHERE decision_id = '{instruction}' ORDER BY kind"
    )


async def test_o5_prm_26_a_reduction_is_paid_once_and_the_rest_stays_frozen(market, told, rows) -> None:
    escrow, dispute = await delivered(market), new_id()
    await market.freeze(escrow, dispute, 8_000)

    order = await market.reduce(escrow, dispute, 3_000, 5_000)
    await market.hears(order)

    funds = (await market.read(escrow))["funds"]
    assert (funds["held"], funds["frozen"], funds["refunded"]) == (eur(7_000), eur(5_000), eur(3_000))
    assert await movements(rows, order.instruction) == [("refund", 3_000)]
    assert (await told()).count("funds.refunded.v1") == 1


async def test_prm_26_the_goods_then_settle_what_is_left(market, rows) -> None:
    escrow, dispute = await delivered(market, fee={"basis_points": 500}), new_id()
    await market.freeze(escrow, dispute, 10_000)
    await market.reduce(escrow, dispute, 3_000, 7_000)

    order = await market.settle(escrow, dispute, 0, 7_000)

    after = await market.read(escrow)
    assert (after["status"], after["funds"]["held"]) == ("split_settled", eur(0))
    assert await movements(rows, order.instruction) == [("fee", 350), ("release", 6_650)]


async def test_prm_26_a_fee_that_the_buyer_paid_goes_back_in_proportion(market, rows) -> None:
    escrow, dispute = await delivered(market, fee={"basis_points": 500, "paid_by": "buyer"}), new_id()
    await market.freeze(escrow, dispute, 10_000)

    order = await market.reduce(escrow, dispute, 3_000, 7_000)

    assert sum(amount for _, amount in await movements(rows, order.instruction)) == 3_150


async def test_prm_26_a_settlement_that_overtakes_the_reduction_waits_for_it(market, rows) -> None:
    escrow, dispute = await delivered(market), new_id()
    await market.freeze(escrow, dispute, 10_000)

    await market.settle(escrow, dispute, 0, 7_000)

    assert (await market.read(escrow))["funds"]["held"] == eur(10_000)
    assert await rows("SELECT state FROM escrow.inbox WHERE topic = 'disputes.settlement-ordered.v1'") == [("retry",)]


async def test_prm_26_an_end_that_overtakes_it_does_not_undo_it(market) -> None:
    escrow, dispute = await delivered(market), new_id()
    await market.freeze(escrow, dispute, 8_000)
    await market.withdraw(escrow, dispute)

    await market.reduce(escrow, dispute, 3_000, 5_000)

    funds = (await market.read(escrow))["funds"]
    assert (funds["held"], funds["frozen"], funds["refunded"]) == (eur(7_000), eur(0), eur(3_000))


@pytest.mark.parametrize("amount", [8_001, 20_000])
async def test_prm_26_more_than_there_is_moves_nothing_and_waits_for_an_operator(market, rows, amount) -> None:
    escrow, dispute = await delivered(market), new_id()
    await market.freeze(escrow, dispute, 8_000)

    await market.reduce(escrow, dispute, amount, 0)

    assert (await market.read(escrow))["funds"]["held"] == eur(10_000)
    assert await rows("SELECT state FROM escrow.inbox WHERE topic = 'disputes.reduction-ordered.v1'") == [("retry",)]
