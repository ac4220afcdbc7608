"""A money write takes three statements between BEGIN and COMMIT, and so does a new deal: each costs under load."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

LIMIT = 3


@pytest.fixture
def statements(app) -> Iterator[list[str]]:
    """What is sent, transaction by transaction: `BEGIN`, the statements, `COMMIT`."""
    seen: list[str] = []
    engine = app.state.service.database.engine.sync_engine

    def sent(connection, cursor, statement, parameters, context, many) -> None:
        seen.append(statement)

    def begun(connection) -> None:
        seen.append("BEGIN")

    def committed(connection) -> None:
        seen.append("COMMIT")

    listening = [("before_cursor_execute", sent), ("begin", begun), ("commit", committed)]
    for name, listener in listening:
        event.listen(engine, name, listener)
    yield seen
    for name, listener in listening:
        event.remove(engine, name, listener)


@pytest.mark.parametrize("amount", [None, 1_000])
@pytest.mark.parametrize("act", ["release", "refund"])
async def test_money_out_takes_three_statements(market, statements: list[str], act: str, amount: int | None) -> None:
    escrow = await market.funded(10_000, fee={"basis_points": 250})
    statements.clear()

    body = {"amount": {"amount": amount, "currency": "EUR"}} if amount else None
    answer = await market.platform.post(f"/v1/escrows/{escrow['id']}/{act}", body)

    assert answer.status_code == 200, answer.text
    assert_short(statements)


@pytest.mark.parametrize("amount", [4_000, 10_000, 12_000])
async def test_money_in_takes_three_statements(market, statements: list[str], amount: int) -> None:
    escrow = await market.escrow(10_000, fee={"basis_points": 250})
    statements.clear()

    answer = await market.fund(escrow, amount)

    assert answer.status_code == 200, answer.text
    assert_short(statements)


async def test_a_new_deal_takes_three_statements(market, statements: list[str]) -> None:
    await market.escrow(10_000)

    assert_short(statements)


def assert_short(statements: list[str]) -> None:
    assert (statements[0], statements[-1]) == ("BEGIN", "COMMIT"), statements
    assert statements.count("BEGIN") == 1, statements
    assert len(statements) - 2 <= LIMIT, "\n".join(statements)
