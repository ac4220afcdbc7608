"""Debts: a settlement decided anew (K19) and fines (K16), once each, in any order, seen by those they concern."""

from __future__ import annotations

import asyncio
from itertools import permutations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import create_async_engine

from common.kernel.ids import format_id, new_id
from common.messaging.bus import Message


def eur(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "EUR"}


async def settled(market, buyer: int = 0, seller: int = 10_000, **differently):
    escrow, dispute = await market.funded(buyer + seller, **differently), new_id()
    await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")
    await market.freeze(escrow, dispute, buyer + seller)
    order = await market.settle(escrow, dispute, buyer, seller)
    return escrow, dispute, order


async def debts(market, participant: str = "shop") -> dict[str, int]:
    shown = (await market.platform.get(f"/v1/accounts/{participant}")).json()["data"]
    assert all(account["side"] == "debit" or not account["balance"]["amount"] for account in shown)
    return {account["balance"]["currency"]: account["balance"]["amount"] for account in shown}


async def moved(rows, fact) -> list[tuple[str, str, int]]:
    return await rows(
        "SELECT kind, party, amount_minor FROM escrow.movements"
        f" WHERE instruction = '{fact.instruction}' ORDER BY kind, party"
    )


async def test_k19_what_was_paid_too_much_is_owed(market, told, rows) -> None:
    escrow, dispute, order = await settled(market, fee={"basis_points": 250})

    fact = await market.reverse(escrow, dispute, order.instruction, 10_000, 0)

    assert (await told())[-1] == "funds.reversed.v1"
    assert await moved(rows, fact) == [
        ("refund", "buyer", 10_000), ("reversal", "platform", 250), ("reversal", "seller", 9_750),
    ]  # fmt: skip
    after = await market.read(escrow)
    assert (after["status"], after["funds"]["refunded"], after["funds"]["fee"]) == ("refunded", eur(10_000), eur(0))
    assert await debts(market) == {"EUR": 9_750}
    assert await debts(market, "anna") == {}
    assert (await market.platform.get("/v1/ledger/integrity")).json()["ok"]


async def test_k19_the_other_way_round_the_buyer_owes(market, rows) -> None:
    escrow, dispute, order = await settled(market, 10_000, 0, fee={"basis_points": 250})

    fact = await market.reverse(escrow, dispute, order.instruction, 4_000, 6_000)

    assert await moved(rows, fact) == [
        ("fee", "platform", 150),
        ("release", "seller", 5_850),
        ("reversal", "buyer", 6_000),
    ]
    assert await debts(market, "anna") == {"EUR": 6_000}
    assert (await market.read(escrow))["status"] == "split_settled"


async def test_a_settlement_is_reversed_once_and_a_reversal_never(market, told, rows) -> None:
    escrow, dispute, order = await settled(market)
    fact = await market.reverse(escrow, dispute, order.instruction, 10_000, 0)

    await market.hears(fact)
    await market.reverse(escrow, dispute, order.instruction, 5_000, 5_000)
    await market.reverse(escrow, dispute, fact.instruction, 0, 10_000)

    assert (await told()).count("funds.reversed.v1") == 1
    assert await debts(market) == {"EUR": 10_000}
    assert await rows("SELECT DISTINCT state FROM escrow.inbox") == [("done",)]
    assert await rows("SELECT state FROM escrow.freezes") == [("reversed",)]


async def test_flt_c5_reversals_heard_many_times_at_once_post_once(market, rows) -> None:
    cases = [await settled(market) for _ in range(5)]
    orders = [(e, d, o) for e, d, o in cases for _ in range(4)]

    await asyncio.gather(*(market.reverse(e, d, o.instruction, 10_000, 0) for e, d, o in orders))

    assert await debts(market) == {"EUR": 50_000}
    assert await rows("SELECT count(*) FROM escrow.movements WHERE kind = 'reversal'") == [(5,)]
    assert await rows("SELECT sum(amount_minor) FROM escrow.ledger_entries") == [(0,)]


async def test_a_reversal_that_overtakes_its_settlement_waits_for_it(market, rows) -> None:
    escrow, dispute = await market.funded(10_000), new_id()
    await market.freeze(escrow, dispute, 10_000)

    await market.reverse(escrow, dispute, new_id(), 10_000, 0)

    assert await rows("SELECT state FROM escrow.inbox WHERE topic = 'disputes.reversal-ordered.v1'") == [("retry",)]
    assert await debts(market) == {}


async def test_a_reversal_that_does_not_add_up_moves_nothing(market, rows) -> None:
    escrow, dispute, order = await settled(market)

    await market.reverse(escrow, dispute, order.instruction, 10_000, 1)

    assert await debts(market) == {}
    assert await rows("SELECT state FROM escrow.inbox WHERE topic = 'disputes.reversal-ordered.v1'") == [("retry",)]


async def test_k16_a_fine_is_booked_once_and_leaves_the_escrow_alone(market, told, rows) -> None:
    escrow, dispute = await market.funded(10_000), new_id()

    fact = await market.fine(escrow, dispute, 2_500)
    await market.hears(fact)
    await market.hears(fact.model_copy(update={"id": new_id()}))

    assert await rows("SELECT DISTINCT state FROM escrow.inbox") == [("done",)]
    assert (await told()).count("funds.fine-booked.v1") == 1
    assert await debts(market) == {"EUR": 2_500}
    assert (await market.read(escrow))["funds"]["held"] == eur(10_000)
    assert len((await market.platform.get(f"/v1/escrows/{escrow['id']}/postings")).json()["data"]) == 1
    accounts = (await market.platform.get("/v1/accounts")).json()["data"]
    seen = {account["kind"]: (account["balance"]["amount"], account["side"]) for account in accounts}
    assert (seen["platform_fines"], seen["receivable"]) == ((2_500, "credit"), (2_500, "debit"))


async def test_k16_a_fine_may_be_in_another_currency_than_the_deal(market) -> None:
    escrow, dispute = await market.funded(10_000), new_id()

    await market.fine(escrow, dispute, 5_000, "USD")
    await market.fine(escrow, dispute, 700, "EUR")

    assert await debts(market) == {"EUR": 700, "USD": 5_000}
    assert (await market.platform.get("/v1/ledger/integrity")).json()["ok"]


async def test_k16_an_appeal_takes_a_fine_off_once(market, told, rows) -> None:
    escrow, dispute = await market.funded(10_000), new_id()
    fine = await market.fine(escrow, dispute, 2_500)

    lifted = await market.lift(escrow, dispute, fine.instruction)
    await market.hears(lifted)
    await market.lift(escrow, dispute, fine.instruction)

    assert await rows("SELECT DISTINCT state FROM escrow.inbox") == [("done",)]
    assert (await told()).count("funds.fine-cancelled.v1") == 1
    assert await debts(market) == {"EUR": 0}


async def test_a_fine_that_is_lifted_before_it_was_heard_of_waits(market, rows) -> None:
    escrow = await market.funded(10_000)

    await market.lift(escrow, new_id(), new_id())

    assert await rows("SELECT state FROM escrow.inbox WHERE topic = 'disputes.fine-reversed.v1'") == [("retry",)]


@pytest.mark.parametrize("order", list(permutations(range(4))))
async def test_facts_about_money_in_any_order_and_twice_come_to_the_same(market, order, rows) -> None:
    escrow, dispute, _ = await settled(market)
    fine = await market.fine(escrow, dispute, 900)
    settlement = (await rows("SELECT instruction FROM escrow.freezes"))[0][0]
    about = [
        lambda: market.lift(escrow, dispute, fine.instruction),
        lambda: market.fine(escrow, dispute, 100),
        lambda: market.reverse(escrow, dispute, settlement, 10_000, 0),
        lambda: market.hears(fine),
    ]
    for which in order:
        fact = await about[which]()
        if fact is not None:
            await market.app.state.service.consumer.consume_message(
                Message(fact.id, fact.topic, fact.model_dump_json().encode())
            )

    assert await debts(market) == {"EUR": 10_100}
    assert await rows("SELECT sum(amount_minor) FROM escrow.ledger_entries") == [(0,)]


async def test_everybody_sees_their_own_debts_only(market, open_market) -> None:
    escrow, dispute, order = await settled(market)
    await market.fine(escrow, dispute, 2_500)
    await market.reverse(escrow, dispute, order.instruction, 10_000, 0)
    seller, buyer = await market.seller(), await market.buyer()
    other = await open_market("Somewhere else")

    own = (await seller.get("/v1/accounts/shop")).json()["data"]
    page = (await seller.get("/v1/accounts/shop/postings", limit=1)).json()
    rest = (await seller.get("/v1/accounts/shop/postings", limit=1, cursor=page["next_cursor"])).json()

    assert own[0]["balance"] == eur(12_500)
    assert [row["kind"] for row in (*page["data"], *rest["data"])] == ["reversal", "fine"]
    assert page["data"][0]["escrow"] == escrow["id"]
    assert {row["dispute"] for row in (*page["data"], *rest["data"])} == {format_id("dsp", dispute)}
    assert [row["direction"] for row in page["data"]] == ["incurred"]
    for path in ("/v1/accounts/shop", "/v1/accounts/shop/postings"):
        assert (await buyer.get(path)).status_code == 404
        assert (await other.platform.get(path)).json()["data"] == []
    assert (await seller.get("/v1/accounts/shop/postings", surprise=1)).status_code == 422


async def test_the_database_itself_reverses_a_transaction_once(market, rows, database) -> None:
    escrow, dispute, order = await settled(market)
    await market.reverse(escrow, dispute, order.instruction, 10_000, 0)
    again = (
        "INSERT INTO escrow.ledger_transactions"
        " (id, tenant_id, escrow_id, currency, instruction, cause, reverses, created_at, recorded_at)"
        " SELECT gen_random_uuid(), tenant_id, escrow_id, currency, instruction, cause, reverses, created_at,"
        " recorded_at"
        " FROM escrow.ledger_transactions WHERE reverses IS NOT NULL"
    )
    engine = create_async_engine(database.admin_url)
    with pytest.raises(IntegrityError, match="uq_ledger_transactions_reverses"):
        async with engine.begin() as connection:
            await connection.execute(text(again))
    await engine.dispose()
