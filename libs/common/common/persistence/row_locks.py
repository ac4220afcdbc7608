"""Row locks: reads rows until the transaction ends, each with the clock after its lock was granted.

Acts that share a transaction never wait in it for a row that another transaction holds: it is busy, and the act is run
again. A row that a neighbour in the same transaction has loaded is postponed until the neighbour's change is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Row, Select, Table, func, select

from common.kernel import crash_points

from .acting import ActingTransaction
from .direct_statements import DirectStatement, build_direct
from .tenant_connection import TenantConnection


class RowBusy(Exception):
    """Another transaction holds the row. The act is run again, alone and with patience."""


POSTPONED: Final = RowBusy("a neighbour's change of the row is not written yet")
"""Result of a request that is to be made again once the neighbours that have ended are written."""

LOCK_ROWS: Final = """
-- asked: which rows, each by its platform and its id: no act can reach what is not its platform's.
WITH asked AS (
  SELECT * FROM unnest(CAST(:tenants AS uuid[]), CAST(:ids AS uuid[]), CAST(:notes AS text[]))
    WITH ORDINALITY AS a(tenant, id, note, number)
),
-- locked: in the order of their ids, so that two transactions never wait for one another. FOR NO KEY UPDATE: foreign
-- keys to a row may be checked meanwhile. MATERIALIZED: the clock is read after the locks. LATERAL: each row by its
-- key, under every plan, even one that was made while the table was empty.
locked AS MATERIALIZED (
  SELECT l.* FROM (SELECT tenant, id FROM asked ORDER BY id) AS a
  CROSS JOIN LATERAL (
    SELECT t.* FROM {table} t WHERE t.tenant_id = a.tenant AND t.id = a.id OFFSET 0 FOR NO KEY UPDATE OF t{skipping}
  ) AS l
)
SELECT asked.number, locked.*{extras}, clock_timestamp() AS clock_now, clocks.shift AS clock_offset,
       clocks.held_at AS clock_held_at,
       locked.id IS NULL AND EXISTS (SELECT 1 FROM {table} t WHERE t.id = asked.id AND t.tenant_id = asked.tenant)
         AS is_busy
FROM asked LEFT JOIN locked ON locked.id = asked.id AND locked.tenant_id = asked.tenant
LEFT JOIN {schema}.clocks ON clocks.tenant_id = asked.tenant
ORDER BY asked.number
"""


class AskedRow(NamedTuple):
    """Row that an act asks for. `note` is whatever the query's extras need beside the id."""

    id: UUID
    note: str | None = None


@dataclass(frozen=True, eq=False)
class LockedRowQuery:
    """Query of one row by its id, under its lock, that is asked once for all acts that want such a row.

    `extras` are SQL expressions beside the row's columns; they may name `asked` and `locked`.
    """

    table: Table
    extras: Mapping[str, str] = field(default_factory=dict)

    async def __call__(
        self, lane: TenantConnection, requests: Sequence[tuple[ActingTransaction, AskedRow]]
    ) -> Sequence[Row[Any] | Exception | None]:
        """Lock what is asked for: the row, None, POSTPONED, or RowBusy, for each request."""
        outcomes: dict[int, Row[Any] | Exception | None] = {}
        free = []
        for number, (tx, asked) in enumerate(requests):
            if _claim_row(lane, tx, (self.table.fullname, asked.id)):
                free.append(number)
            else:
                outcomes[number] = POSTPONED
        if free:
            await lane.name_at_least(tenant for number in free for tenant in requests[number][0].tenants)
            for row, number in zip(await self._read_rows(lane, [requests[n] for n in free]), free, strict=True):
                outcomes[number] = _row_or_busy(row)
        return [outcomes[number] for number in range(len(requests))]

    async def _read_rows(
        self, lane: TenantConnection, requests: Sequence[tuple[ActingTransaction, AskedRow]]
    ) -> Sequence[Row[Any]]:
        parameters = {
            "tenants": [tx.tenant for tx, _ in requests],
            "ids": [asked.id for _, asked in requests],
            "notes": [asked.note for _, asked in requests],
        }
        return await lane.fetch(self._patient if lane.is_patient else self._skipping, parameters)

    def may_read_from(self, table: Table) -> bool:
        return table is self.table or any(table.fullname in sql for sql in self.extras.values())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_patient", self._build_statement(""))
        object.__setattr__(self, "_skipping", self._build_statement(" SKIP LOCKED"))

    def _build_statement(self, skipping: str) -> DirectStatement:
        extras = "".join(f", {sql} AS {name}" for name, sql in self.extras.items())
        statement = LOCK_ROWS.format(
            table=self.table.fullname, schema=self.table.schema, skipping=skipping, extras=extras
        )
        return DirectStatement(statement)

    _patient: DirectStatement = field(init=False, repr=False)
    _skipping: DirectStatement = field(init=False, repr=False)


def _row_or_busy(row: Row[Any]) -> Row[Any] | Exception | None:
    if row.is_busy:
        return RowBusy("locked elsewhere")
    return None if row.id is None else row


def _claim_row(lane: TenantConnection, tx: ActingTransaction, identity: tuple[object, ...]) -> bool:
    """False if a neighbour holds it."""
    return lane.row_owners.setdefault(identity, tx) is tx


async def lock_one_by_one(
    lane: TenantConnection, requests: Sequence[tuple[ActingTransaction, Select[Any]]]
) -> Sequence[Row[Any] | Exception | None]:
    """Lock whatever single rows are queried, each in a statement of its own, under its act's platforms alone."""
    return [await _lock_one(lane, tx, query) for tx, query in requests]


async def _lock_one(lane: TenantConnection, tx: ActingTransaction, query: Select[Any]) -> Row[Any] | Exception | None:
    await lane.name(tx.tenants)
    tables = [table for table in query.get_final_froms() if isinstance(table, Table)]
    keys = [column.label(f"lock_key_{n}") for n, column in enumerate(c for t in tables for c in t.primary_key)]
    locked = query.add_columns(*keys).with_for_update(key_share=True, skip_locked=not lane.is_patient)
    locked_row = locked.cte("locked_row").prefix_with("MATERIALIZED", dialect="postgresql")  # the clock comes after
    row = (await lane.connection.execute(select(locked_row, *clock_columns(tx)))).one_or_none()
    if row is not None:
        identity = (*(table.fullname for table in tables), *(getattr(row, f"lock_key_{n}") for n in range(len(keys))))
        return row if _claim_row(lane, tx, identity) else POSTPONED
    if not lane.is_patient and (await lane.connection.execute(query.limit(1))).first() is not None:
        return RowBusy("locked elsewhere")
    return None


LOCK_NAMES: Final = DirectStatement(
    "SELECT pg_advisory_xact_lock(hashtextextended(n.name, 0))"
    " FROM (SELECT DISTINCT name FROM unnest(CAST(:names AS text[])) AS x(name) ORDER BY name) AS n"
)


async def lock_names(
    lane: TenantConnection, requests: Sequence[tuple[ActingTransaction, str]]
) -> Sequence[Exception | None]:
    """Lock names of the acts' platforms, where there may be no row yet to lock."""
    names = [f"{name} {tx.tenant}" for tx, name in requests]
    free = [_claim_row(lane, tx, ("name", name)) for (tx, _), name in zip(requests, names, strict=True)]
    if any(free):
        locked = [name for name, is_free in zip(names, free, strict=True) if is_free]
        await lane.fetch(LOCK_NAMES, {"names": locked})
    return [None if is_free else POSTPONED for is_free in free]


def clock_columns(tx: ActingTransaction) -> tuple[Any, Any, Any]:
    """Columns with the time of the act's platform."""
    clocks = tx.infrastructure.clocks
    own = clocks.c.tenant_id == tx.tenant
    offset = select(clocks.c.shift).where(own).limit(1).scalar_subquery()
    held_at = select(clocks.c.held_at).where(own).limit(1).scalar_subquery()
    return func.clock_timestamp().label("clock_now"), offset.label("clock_offset"), held_at.label("clock_held_at")


READ_CLOCKS: Final = """
SELECT clock_timestamp() AS clock_now, c.shift AS clock_offset, c.held_at AS clock_held_at
FROM unnest(CAST(:tenants AS uuid[])) WITH ORDINALITY AS a(tenant, number)
LEFT JOIN {schema}.clocks c ON c.tenant_id = a.tenant ORDER BY a.number
"""


async def read_clocks(lane: TenantConnection, requests: Sequence[tuple[ActingTransaction, None]]) -> Sequence[Row[Any]]:
    """Read the time of the platform of each act."""
    await lane.name_at_least(tenant for tx, _ in requests for tenant in tx.tenants)
    schema = requests[0][0].infrastructure.schema
    asked = {"tenants": [tx.tenant for tx, _ in requests]}
    return await lane.fetch(build_direct(READ_CLOCKS, schema), asked)


def pass_lock_point(tx: ActingTransaction, point: str) -> None:
    crash_points.pass_crash_point(tx.infrastructure.schema, tx.operation, point)
