"""Statements of single acts, and whether one only reads, so that giving the act up leaves nothing behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Executable, Select, Table, TextClause, text
from sqlalchemy.sql import visitors
from sqlalchemy.sql.selectable import SelectBase

from .acting import ActingTransaction
from .tenant_connection import TenantConnection

READING: Final = re.compile(r"(\s|--[^\n]*\n)*SELECT\b", re.IGNORECASE)
"""A statement of ours that begins so changes no row."""


def is_read(statement: Executable) -> bool:
    """Whether it writes nothing. Of what cannot be told, False."""
    if isinstance(statement, TextClause):
        return _begins_as_read(statement.text)
    return isinstance(statement, Select | SelectBase)


def may_read_from(statement: Executable, table: Table) -> bool:
    """Whether it may see rows of a table: rather once too often than once too rarely."""
    if isinstance(statement, TextClause):
        return table.fullname in statement.text
    if isinstance(statement, Select | SelectBase):
        return any(part is table or isinstance(part, TextClause) for part in visitors.iterate(statement))
    return True


@lru_cache(maxsize=256)
def build_statement(sql: str, schema: str) -> TextClause:
    """Build a statement that names its schema by `{schema}`: once, for it is read through for its parameters."""
    return text(sql.format(schema=schema))


@lru_cache(maxsize=512)
def _begins_as_read(statement: str) -> bool:
    return READING.match(statement) is not None


async def run_one_by_one(lane: TenantConnection, requests: Sequence[tuple[ActingTransaction, Any]]) -> Sequence[Any]:
    """Run statements one after the other, each under its own act's platforms alone."""
    results = []
    for tx, (statement, parameters) in requests:
        await lane.name(tx.tenants)
        tx.has_written |= not is_read(statement)
        results.append(await lane.connection.execute(statement, parameters))
    return results


async def begin_together(lane: TenantConnection, requests: Sequence[tuple[ActingTransaction, Any]]) -> Sequence[None]:
    """Name the platforms of acts that claim no key, and note when they began."""
    tenants = frozenset(tenant for tx, _ in requests for tenant in tx.tenants)
    began_at = await lane.begin(tenants)
    for tx, _ in requests:
        tx.note_beginning(began_at)
    return [None] * len(requests)
