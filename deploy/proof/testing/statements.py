"""Statements that are sent to PostgreSQL by anybody in this process, whichever way they take through the driver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import asyncpg
import asyncpg.prepared_stmt
import pytest

PREPARED_METHODS: Final = ("fetch", "fetchrow", "fetchval", "fetchmany")
DIRECT_METHODS: Final = ("fetch", "fetchrow", "fetchval", "execute", "fetchmany")


@dataclass(frozen=True)
class SentStatement:
    """First of its kind: the role that sent it, its text, and the values of that time."""

    role: str
    sql: str
    values: tuple[Any, ...]


@contextmanager
def collect_statements() -> Iterator[dict[tuple[str, str], SentStatement]]:
    """Collect what is sent meanwhile, each text once for each role."""
    sent: dict[tuple[str, str], SentStatement] = {}

    def note(role: str, sql: str, values: Any) -> None:
        sent.setdefault((role, sql), SentStatement(role, sql, tuple(values)))

    with pytest.MonkeyPatch.context() as patch:
        for name in PREPARED_METHODS:
            _wrap_prepared(patch, name, note)
        for name in DIRECT_METHODS:
            _wrap_direct(patch, name, note)
        _wrap_many(patch, note)
        yield sent


Note = Callable[[str, str, Any], None]


def _role_of(connection: Any) -> str:
    return str(connection._params.user)


def _wrap_prepared(patch: pytest.MonkeyPatch, name: str, note: Note) -> None:
    usual = getattr(asyncpg.prepared_stmt.PreparedStatement, name)

    async def noting(self: Any, *values: Any, **how: Any) -> Any:
        taken = values[0] if name == "fetchmany" and values else values
        note(_role_of(self._connection), self.get_query(), taken)
        return await usual(self, *values, **how)

    patch.setattr(asyncpg.prepared_stmt.PreparedStatement, name, noting)


def _wrap_direct(patch: pytest.MonkeyPatch, name: str, note: Note) -> None:
    usual = getattr(asyncpg.connection.Connection, name)

    async def noting(self: Any, query: str, *values: Any, **how: Any) -> Any:
        note(_role_of(self), query, values)
        return await usual(self, query, *values, **how)

    patch.setattr(asyncpg.connection.Connection, name, noting)


def _wrap_many(patch: pytest.MonkeyPatch, note: Note) -> None:
    usual = asyncpg.connection.Connection.executemany

    async def noting(self: Any, command: str, args: Any, **how: Any) -> Any:
        rows = [tuple(row) for row in args]
        if rows:
            note(_role_of(self), command, rows[0])
        return await usual(self, command, rows, **how)

    patch.setattr(asyncpg.connection.Connection, "executemany", noting)
