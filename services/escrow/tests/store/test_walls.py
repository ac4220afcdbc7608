"""What the database refuses, even if the code were wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from common.kernel.ids import new_id, parse_id
from common.persistence.database import Database
from common.persistence.transaction import Transactions
from escrow.domain.escrow import Change
from escrow.domain.freezes import freeze_funds
from escrow.rows import escrow_from_row
from escrow.tables import escrows
from escrow.testing import NOON, PLATFORM, TENANT, a_delivered_escrow, a_funded_escrow, an_escrow, eur, timing_at
from escrow.transaction import EscrowTransaction

Run = Callable[[str], Awaitable[None]]


@pytest.fixture
async def begin(database):
    pool = Database(database.url("escrow"))
    yield Transactions(pool, EscrowTransaction, EscrowTransaction.infrastructure, lambda: NOON)
    await pool.close()


@pytest.fixture
async def run(database, market) -> Run:
    """As the service itself, for the platform of `market`."""

    async def run(statement: str) -> None:
        engine = create_async_engine(database.url("escrow"))
        try:
            async with engine.begin() as connection:
                await connection.execute(text("SELECT set_config('app.tenants', :t, true)"), {"t": str(market.tenant)})
                await connection.execute(text(statement))
        finally:
            await engine.dispose()

    return run


@pytest.mark.parametrize("escrow", [an_escrow(), a_funded_escrow(), a_delivered_escrow()])
async def test_an_escrow_comes_back_as_it_was_kept(begin, escrow) -> None:
    frozen = freeze_funds(escrow, new_id(), eur(1)).aggregate

    async with begin(TENANT) as tx:
        await tx.escrows.add(escrow)
        await tx.escrows.save(Change(frozen), before=escrow.version, timing=timing_at(NOON), cause="test")

    async with begin.read(TENANT) as tx:
        row = (await tx.execute(select(escrows).where(escrows.c.id == escrow.id))).one()
    assert escrow_from_row(row) == frozen


async def test_an_instruction_moves_money_once_even_if_the_code_forgot(begin) -> None:
    escrow, order = a_funded_escrow(), new_id()
    ids = [iter([order, *(new_id() for _ in range(9))]) for _ in range(2)]
    once = escrow.release(eur(100), by=PLATFORM, timing=timing_at(NOON), new_id=ids[0].__next__)
    twice = once.aggregate.release(eur(100), by=PLATFORM, timing=timing_at(NOON), new_id=ids[1].__next__)
    assert once.posting.instruction == twice.posting.instruction == order
    async with begin(TENANT) as tx:
        await tx.escrows.add(escrow)
        await tx.escrows.save(once, before=escrow.version, timing=timing_at(NOON), cause="test")

    with pytest.raises(DBAPIError, match="uq_movements_instruction"):
        async with begin(TENANT) as tx:
            await tx.escrows.save(twice, before=once.aggregate.version, timing=timing_at(NOON), cause="test")


@pytest.mark.parametrize("table", ["ledger_entries", "ledger_transactions", "ledger_accounts", "movements", "payments"])
@pytest.mark.parametrize("change", ["UPDATE {} SET tenant_id = tenant_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
async def test_nothing_posted_is_ever_changed(market, run: Run, database, table: str, change: str) -> None:
    await market.funded()
    statement = change.format(f"escrow.{table}")

    with pytest.raises(DBAPIError, match="permission denied"):
        await run(statement)

    owner = create_async_engine(database.migration_url("escrow"))
    with pytest.raises(DBAPIError, match="append-only"):
        async with owner.begin() as connection:
            await connection.execute(text("SELECT set_config('app.tenants', :t, true)"), {"t": str(market.tenant)})
            await connection.execute(text(statement))
    await owner.dispose()


async def test_a_transaction_that_does_not_add_up_cannot_be_committed(market, run: Run) -> None:
    escrow = parse_id("esc", (await market.funded())["id"])

    one_sided = f"""
        WITH t AS (
          INSERT INTO escrow.ledger_transactions (tenant_id, id, escrow_id, currency, instruction, cause, created_at,
                                                  recorded_at)
          SELECT tenant_id, '{uuid4()}', id, currency, id, 'x', now(), now() FROM escrow.escrows WHERE id = '{escrow}'
          RETURNING *
        )
        INSERT INTO escrow.ledger_entries
          (tenant_id, transaction_id, account_id, escrow_id, currency, amount_minor, created_at)
        SELECT t.tenant_id, t.id, a.id, t.escrow_id, t.currency, 100, now()
        FROM t JOIN escrow.ledger_accounts a ON {{which}}
    """

    for which in ("a.kind = 'hold'", "true"):
        with pytest.raises(DBAPIError, match="ledger transaction"):
            await run(one_sided.format(which=which))


async def test_wal_a9_a_transaction_that_no_movement_explains_cannot_be_committed(market, run: Run) -> None:
    escrow = parse_id("esc", (await market.funded())["id"])

    balanced = f"""
        WITH t AS (
          INSERT INTO escrow.ledger_transactions (tenant_id, id, escrow_id, currency, instruction, cause, created_at,
                                                  recorded_at)
          SELECT tenant_id, '{uuid4()}', id, currency, id, 'x', now(), now() FROM escrow.escrows WHERE id = '{escrow}'
          RETURNING *
        )
        INSERT INTO escrow.ledger_entries
          (tenant_id, transaction_id, account_id, escrow_id, currency, amount_minor, created_at)
        SELECT t.tenant_id, t.id, a.id, t.escrow_id, t.currency, CASE a.kind WHEN 'hold' THEN 100 ELSE -100 END, now()
        FROM t JOIN escrow.ledger_accounts a
          ON a.id IN (SELECT account_id FROM escrow.ledger_entries WHERE escrow_id = t.escrow_id LIMIT 2)
    """
    with pytest.raises(DBAPIError, match="has no movement"):
        await run(balanced)


@pytest.mark.parametrize(
    ("change", "wall"),
    [
        ("released_minor = -1", "positive"),
        ("refunded_minor = -1", "positive"),
        ("held_minor = -1", "frozen"),
        ("held_minor = price_minor + 1", "within_price"),
        ("frozen_minor = held_minor + 1, frozen_by = id", "frozen"),
        ("frozen_minor = 1", "frozen_by"),
        ("state = 'released', closed_at = now()", "ended"),
        ("state = 'settled'", "state"),
    ],
)
async def test_an_impossible_escrow_cannot_be_stored(market, run: Run, change: str, wall: str) -> None:
    await market.funded()

    with pytest.raises(DBAPIError, match=f"ck_escrows_{wall}"):
        await run(f"UPDATE escrow.escrows SET {change}")


async def test_a_platform_sees_its_own_rows_and_nobody_sees_any_without_a_name(market, open_market, database) -> None:
    await market.funded()
    stranger = await open_market("Another")
    engine = create_async_engine(database.url("escrow"))
    tables = "escrows", "ledger_entries", "ledger_accounts", "movements", "platforms", "secrets"

    async with engine.connect() as connection:
        for table in tables:
            nobody = await connection.scalar(text(f"SELECT count(*) FROM escrow.{table}"))
            assert nobody == 0, table
        await connection.execute(text("SELECT set_config('app.tenants', :t, true)"), {"t": str(stranger.tenant)})
        for table in tables[:4]:
            assert await connection.scalar(text(f"SELECT count(*) FROM escrow.{table}")) == 0, table
        assert await connection.scalar(text("SELECT count(*) FROM escrow.platforms")) == 1
    await engine.dispose()


async def test_every_tenants_table_is_isolated_by_force(rows) -> None:
    unprotected = await rows(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'"
        " WHERE c.relnamespace = 'escrow'::regnamespace AND c.relkind = 'r'"
        " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
    )

    assert unprotected == []
