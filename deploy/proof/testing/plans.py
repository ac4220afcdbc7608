"""Plans of statements: how many rows PostgreSQL reads for one, and which it reads from end to end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


@dataclass(frozen=True)
class SentStatement:
    """Statement as the driver got it, with its parameters."""

    sql: str
    parameters: Any


@contextmanager
def note_statements(engine: AsyncEngine) -> Iterator[list[SentStatement]]:
    """Note what is sent over an engine meanwhile."""
    sent: list[SentStatement] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        sent.append(SentStatement(statement, parameters[0] if many else parameters))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)


async def explain_statement(connection: AsyncConnection, statement: SentStatement, *, analyze: bool) -> dict[str, Any]:
    """Plan of a statement; `analyze` carries it out."""
    asked = f"EXPLAIN ({'ANALYZE, ' if analyze else ''}FORMAT JSON) {statement.sql}"
    answer = (await connection.exec_driver_sql(asked, statement.parameters)).scalar_one()
    plans = json.loads(answer) if isinstance(answer, str) else answer
    return dict(plans[0]["Plan"])


def walk_plan(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every node of a plan."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from walk_plan(part)


def count_rows_read(plan: dict[str, Any], table: str) -> float:
    """Rows of a table that an analyzed plan has read, whether they were wanted or not."""
    unwanted = ("Rows Removed by Filter", "Rows Removed by Index Recheck", "Rows Removed by Join Filter")
    rows: float = sum(
        node["Actual Loops"] * (node["Actual Rows"] + sum(node.get(name, 0) for name in unwanted))
        for node in walk_plan(plan)
        if node.get("Relation Name") == table and node["Node Type"] != "ModifyTable"
    )
    return rows


async def count_rows_of(connection: AsyncConnection, statement: SentStatement, table: str) -> float:
    """Rows of a table that a statement reads. It is carried out, in this transaction."""
    await connection.execute(text("SELECT set_config('app.worker', 'on', true)"))
    return count_rows_read(await explain_statement(connection, statement, analyze=True), table)
