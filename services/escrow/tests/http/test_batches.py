"""Requests that come at once share transactions, and nobody notices."""

from __future__ import annotations

import asyncio
from collections import Counter
from uuid import uuid4

import pytest
from sqlalchemy import event

from common.kernel.ids import parse_id

FOREIGN_PLANS = ("", "enable_nestloop", "enable_hashjoin", "enable_mergejoin", "enable_indexscan")


def payment(reference: str | None = None, amount: int = 10_000) -> dict[str, object]:
    return {"amount": {"amount": amount, "currency": "EUR"}, "provider_reference": reference or uuid4().hex}


@pytest.fixture
def commits(app) -> list[object]:
    seen: list[object] = []
    event.listen(app.state.service.database.engine.sync_engine, "commit", seen.append)
    return seen


async def test_payments_that_come_at_once_share_a_transaction(market, rows, commits) -> None:
    escrows = [await market.escrow() for _ in range(20)]
    commits.clear()

    answers = await asyncio.gather(*(market.fund(escrow, 10_000) for escrow in escrows))

    assert Counter(answer.status_code for answer in answers) == {200: 20}
    assert [answer.json()["id"] for answer in answers] == [escrow["id"] for escrow in escrows]
    assert {answer.json()["status"] for answer in answers} == {"funded"}
    assert len(commits) < 20
    assert await rows("SELECT count(*), sum(held_minor)::bigint FROM escrow.escrows") == [(20, 200_000)]
    assert await rows("SELECT sum(amount_minor)::bigint FROM escrow.ledger_entries") == [(0,)]


@pytest.mark.parametrize("off", FOREIGN_PLANS)
async def test_platforms_that_share_a_transaction_never_reach_one_anothers_escrows(
    app, market, open_market, rows, off: str
) -> None:
    """Every plan but the one that is switched off, for all connections of the service."""
    engine = app.state.service.database.engine
    await engine.dispose()
    if off:

        @event.listens_for(engine.sync_engine, "connect")
        def switch_off(connection, record) -> None:
            connection.cursor().execute(f"SET SESSION {off} = off")
            connection.commit()

        async with engine.connect() as connection:
            assert (await connection.exec_driver_sql(f"SHOW {off}")).scalar() == "off"

    other = await open_market("Chairs and more")
    mine = [await market.escrow() for _ in range(6)]
    theirs = [await other.escrow() for _ in range(6)]

    answers = await asyncio.gather(
        *(
            side.fund(escrow, 10_000)
            for pair in zip(mine, theirs, strict=True)
            for escrow in pair
            for side in (market, other)
        )
    )

    assert [answer.status_code for answer in answers] == [200, 404, 404, 200] * 6
    owners = "SELECT count(*) FROM escrow.{} x JOIN escrow.escrows e ON e.id = x.{} WHERE x.tenant_id <> e.tenant_id"
    for table, column in (("ledger_entries", "escrow_id"), ("movements", "escrow_id"), ("deadlines", "subject")):
        assert await rows(owners.format(table, column)) == [(0,)]
    assert await rows("SELECT count(DISTINCT tenant_id), count(*) FROM escrow.payments") == [(2, 12)]


async def test_a_used_reference_is_refused_beside_payments_that_are_not(market, rows) -> None:
    escrows = [await market.escrow() for _ in range(8)]

    answers = await asyncio.gather(
        *(market.fund(escrow, 10_000, reference="used" if n < 2 else None) for n, escrow in enumerate(escrows))
    )

    assert sorted(answer.status_code for answer in answers[:2]) == [200, 409]
    assert Counter(answer.status_code for answer in answers[2:]) == {200: 6}
    assert await rows("SELECT count(*) FROM escrow.payments") == [(7,)]


async def test_payments_of_one_escrow_at_once_are_counted_one_on_the_other(market, rows) -> None:
    escrow = await market.escrow()

    answers = await asyncio.gather(*(market.fund(escrow, 2_000) for _ in range(5)))

    assert sorted(answer.json()["version"] for answer in answers) == [2, 3, 4, 5, 6]
    assert (await market.read(escrow))["status"] == "funded"
    id = parse_id("esc", escrow["id"])
    told = f"SELECT array_agg(sequence ORDER BY sequence) FROM escrow.outbox WHERE subject = '{id}'"
    [(sequences,)] = await rows(told)
    assert sequences == [*range(1, len(sequences) + 1)]


async def test_deals_made_at_once_are_admitted_each_by_its_own_platform(market, open_market, rows) -> None:
    other = await open_market("Chairs and more")
    await market.stands("anna", "suspended")

    body = {"buyer": "anna", "seller": "shop", "amount": payment()["amount"], "agreement": {"title": "A lamp"}}
    answers = await asyncio.gather(
        *(side.platform.post("/v1/escrows", body) for _ in range(5) for side in (market, other))
    )

    assert [answer.status_code for answer in answers] == [403, 201] * 5
