"""Reads of single rows by id: those that wait at the same time are one statement, whatever platforms they are of.

Every read asks the database. What a row stands for is worked out once for as long as the row says the same: a case that
is open on three screens is read again and again, and changes seldom.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, Table, literal_column
from sqlalchemy.dialects import postgresql

from common.kernel.errors import InvariantViolated

from .direct_statements import AnsweredRow
from .driver_connections import DriverConnections
from .read_connections import NAMED_TENANTS
from .tenant_connection import spell_tenants

T = TypeVar("T")

MAX_UNDER_WAY: Final = 2
"""Statements of one kind at once: while one is the database's work, the other is ours."""
MAX_TOGETHER: Final = 100
KEPT_VALUES: Final = 256
"""Values of rows that a process keeps: some kilobytes each."""
ROWS_STATEMENT: Final = """{named_tenants}
SELECT asked.asked_number, clock_timestamp() AS clock_now, clocks.shift AS clock_offset,
       clocks.held_at AS clock_held_at, answered.*
-- Each LATERAL refers to what stands before it: the naming comes first under every plan.
FROM named_tenants
CROSS JOIN LATERAL (
  SELECT * FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS a(tenant, id, asked_number)
  WHERE named_tenants.tenants IS NOT NULL OFFSET 0
) AS asked
LEFT JOIN LATERAL (
  SELECT c.shift, c.held_at FROM {schema}.clocks AS c WHERE c.tenant_id = asked.tenant OFFSET 0
) AS clocks ON true
LEFT JOIN LATERAL (SELECT true AS is_there, row_of_it.* FROM (
{row}
) AS row_of_it OFFSET 0) AS answered ON true"""


BESIDE_ROW: Final = 4
"""Columns of that statement which are not the row's own: the first ones."""


@dataclass(frozen=True, eq=False)
class RowRead(Generic[T]):
    """Read of one row of a table by its id: the table's own columns, and what `query` adds to them."""

    query: Select[Any]
    table: Table
    decode: Callable[[Any], T]
    """Works out what a row stands for, from its columns alone. It is handed out again: nobody may change it."""

    def select_row(self, tenant: UUID, id: UUID) -> Select[Any]:
        """Select it alone, for a transaction that has named its platform."""
        return self.query.where(self.table.c.tenant_id == tenant, self.table.c.id == id)

    @cached_property
    def statement(self) -> str:
        """Statement for the rows of many, each by its platform and its id."""
        asked_row = (
            self.table.c.tenant_id == literal_column("asked.tenant"),
            self.table.c.id == literal_column("asked.id"),
        )
        compiled = self.query.where(*asked_row).compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
        if compiled.params:
            raise InvariantViolated("a row is read by its platform and its id alone")
        return ROWS_STATEMENT.format(
            named_tenants=NAMED_TENANTS.format(number=1), schema=self.table.schema, row=compiled.string
        )


@dataclass(slots=True)
class _Asked:
    tenant: UUID
    id: UUID
    future: asyncio.Future[AnsweredRow]


class RowReader:
    """Reader of single rows. Alone, one is asked for at once; under load, those that wait go together."""

    def __init__(self, connections: DriverConnections) -> None:
        self._connections = connections
        self._waiting: dict[RowRead[Any], list[_Asked]] = {}
        self._under_way: Counter[RowRead[Any]] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._decoded: OrderedDict[tuple[RowRead[Any], UUID, UUID], tuple[tuple[object, ...], Any]] = OrderedDict()
        """What rows said when they were last read, and what that stands for; the least lately read one first."""

    def decode(self, read: RowRead[T], tenant: UUID, id: UUID, row: AnsweredRow) -> T:
        """Work out what a row stands for that was read, unless it says what it said before."""
        key, columns = (read, tenant, id), row[BESIDE_ROW:]
        earlier = self._decoded.pop(key, None)
        value: T = read.decode(row) if earlier is None or earlier[0] != columns else earlier[1]
        self._decoded[key] = (columns, value)
        if len(self._decoded) > KEPT_VALUES:
            self._decoded.popitem(last=False)
        return value

    async def read_row(self, read: RowRead[Any], tenant: UUID, id: UUID) -> AnsweredRow:
        """Read a row, with the clock of its platform beside it; `is_there` is None where there is none."""
        asked = _Asked(tenant, id, asyncio.get_running_loop().create_future())
        self._waiting.setdefault(read, []).append(asked)
        if self._under_way[read] < MAX_UNDER_WAY:
            self._under_way[read] += 1
            task = asyncio.create_task(self._read_waiting(read))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await asked.future

    async def _read_waiting(self, read: RowRead[Any]) -> None:
        try:
            while waiting := self._waiting.get(read):
                together, self._waiting[read] = waiting[:MAX_TOGETHER], waiting[MAX_TOGETHER:]
                await self._read_together(read, together)
        finally:
            self._under_way[read] -= 1

    async def _read_together(self, read: RowRead[Any], asked: list[_Asked]) -> None:
        tenants, ids = [one.tenant for one in asked], [one.id for one in asked]
        try:
            rows = await self._connections.fetch(read.statement, spell_tenants(set(tenants)), tenants, ids)
        except Exception as failure:
            _fail_all(asked, failure)
            return
        for row in rows:
            future = asked[row["asked_number"] - 1].future
            if not future.done():
                future.set_result(row)


def _fail_all(asked: list[_Asked], failure: Exception) -> None:
    for one in asked:
        if not one.future.done():
            one.future.set_exception(failure)
