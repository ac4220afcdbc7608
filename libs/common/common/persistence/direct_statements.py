"""Direct statements: what acts send again and again goes straight to the driver, in the transaction of its connection.

SQLAlchemy opens, ends and pools the transactions, and spells whatever is put together from parts. A text over arrays,
which is the same each time, needs none of that: to compile it, adapt it and read its answer cost more than it does.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any, Final, cast

import asyncpg
from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

PARAMETER: Final = re.compile(r"(?<![:\w\\]):(\w+)(?!:)")
"""As SQLAlchemy finds parameters in a text."""
CONNECTION_FAILURES: Final = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
"""What a statement fails with on a connection that ends; the driver's own state when it is told so between two."""
KEEP_PREPARED: Final = {"max_cached_statement_lifetime": 0, "max_cacheable_statement_size": 0}
"""What the driver has prepared stays so for as long as its connection lives, however long it is."""


class AnsweredRow(asyncpg.Record):  # type: ignore[misc]  # the driver has no types
    """Row whose columns are attributes, as those of SQLAlchemy are; also those that a mapping calls otherwise."""

    items = property(lambda row: row["items"])
    values = property(lambda row: row["values"])

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


_row_classes: dict[str, type[AnsweredRow]] = {}
"""By the text of a statement. Each is sent again and again: there are as many as are written down."""


def row_class_of(sql: str) -> type[AnsweredRow]:
    """Class of the rows that a statement answers with: once its columns are known, each is found without a search."""
    return _row_classes.get(sql, AnsweredRow)


def note_columns(sql: str, rows: Sequence[Any]) -> None:
    """Note which columns the rows of a statement have."""
    if rows and sql not in _row_classes:
        columns = {name: property(itemgetter(name)) for name in rows[0].keys()}  # noqa: SIM118 (a record, not a mapping)
        _row_classes[sql] = type("AnsweredRow", (AnsweredRow,), columns)


@dataclass(frozen=True, eq=False)
class DirectStatement:
    """SQL that is the same each time, with its parameters by name: `:tenants`."""

    source: str

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of its parameters, in the order in which the driver takes them."""
        return tuple(dict.fromkeys(PARAMETER.findall(self.source)))

    @cached_property
    def sql(self) -> str:
        """SQL as PostgreSQL is sent it, a parameter that is named twice being one."""
        numbers = {name: number for number, name in enumerate(self.names, 1)}
        return PARAMETER.sub(lambda match: f"${numbers[match[1]]}", self.source)

    def arrange(self, parameters: Mapping[str, Any]) -> tuple[Any, ...]:
        """Arrange the values of its parameters as the driver takes them."""
        return tuple([parameters[name] for name in self.names])

    @cached_property
    def clause(self) -> TextClause:
        """The same for a connection of SQLAlchemy."""
        return text(self.source)


@lru_cache(maxsize=512)
def build_direct(source: str, schema: str) -> DirectStatement:
    """Build a statement that names its schema by `{schema}`, once."""
    return DirectStatement(source.format(schema=schema))


class _Execution:
    """What listeners to statements may note something by, as they do by SQLAlchemy's own."""


async def fetch_directly(
    connection: AsyncConnection, statement: DirectStatement, parameters: Mapping[str, Any]
) -> list[Any]:
    """Fetch all rows. Whoever listens to SQLAlchemy hears of the statement, and it fails with errors of SQLAlchemy."""
    opened: Any = connection.sync_connection
    adapted: Any = opened.connection.dbapi_connection
    arguments = statement.arrange(parameters)
    execution = _Execution()
    for note in opened.dispatch.before_cursor_execute:
        note(opened, None, statement.sql, arguments, execution, False)
    driver = adapted.driver_connection
    try:
        if adapted._transaction is None:  # SQLAlchemy begins one with its own first statement
            await adapted._start_transaction()
        rows = await driver.fetch(statement.sql, *arguments, record_class=row_class_of(statement.sql))
    except (*CONNECTION_FAILURES, opened.dialect.dbapi.Error) as failure:
        raise await _describe_failure(connection, statement.sql, failure) from failure
    except BaseException:
        await _give_up(connection)
        raise
    for note in opened.dispatch.after_cursor_execute:
        note(opened, None, statement.sql, arguments, execution, False)
    note_columns(statement.sql, rows)
    return cast("list[Any]", rows)


async def begin_directly(connection: AsyncConnection) -> None:
    """Send BEGIN now, instead of with the first statement. It fails with errors of SQLAlchemy."""
    opened: Any = connection.sync_connection
    try:
        await opened.connection.dbapi_connection._start_transaction()
    except (*CONNECTION_FAILURES, opened.dialect.dbapi.Error) as failure:
        described = await _describe_failure(connection, "BEGIN", failure)
        if not described.connection_invalidated:
            await _give_up(connection)  # the driver believes that a transaction has begun
        raise described from failure
    except BaseException:
        await _give_up(connection)
        raise


async def commit_directly(connection: AsyncConnection) -> None:
    """Commit what has been sent on a connection, if anything has. It fails with errors of SQLAlchemy.

    SQLAlchemy is still to be told that the transaction is over: it then sends nothing any more.
    """
    opened: Any = connection.sync_connection
    if opened.invalidated or (adapted := opened.connection.dbapi_connection)._transaction is None:
        return
    try:
        await adapted._transaction.commit()
    except (*CONNECTION_FAILURES, opened.dialect.dbapi.Error) as failure:
        adapted._transaction = None  # what could not be committed is rolled back
        raise await _describe_failure(connection, "COMMIT", failure) from failure
    except BaseException:
        await _give_up(connection)
        raise
    adapted._transaction = None


async def _describe_failure(connection: AsyncConnection, statement: str, failure: Exception) -> DBAPIError:
    """Describe what the driver says as SQLAlchemy would; a connection that has ended leaves its pool."""
    opened: Any = connection.sync_connection
    is_lost = opened.connection.dbapi_connection.driver_connection.is_closed()
    if is_lost:
        # What ended one has most likely ended all of them: the pool asks none of those that were there before.
        opened.engine.pool._invalidate(opened.connection, failure, _checkin=False)
        await connection.invalidate(failure)
    kind = IntegrityError if isinstance(failure, asyncpg.IntegrityConstraintViolationError) else DBAPIError
    return kind(statement, None, failure, hide_parameters=True, connection_invalidated=is_lost)


async def _give_up(connection: AsyncConnection) -> None:
    """End a connection in the middle, perhaps of BEGIN: nobody knows what comes next on it, or whether that is
    committed."""
    await asyncio.shield(asyncio.ensure_future(connection.invalidate()))
