"""Pending writes: what acts have decided, written at the end by one statement for all that end together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import Insert, MetaData, Table, Update
from sqlalchemy.exc import IntegrityError

from common.contracts.envelope import Event
from common.kernel.errors import InvariantViolated
from common.kernel.ids import new_id

from .acting import ActingTransaction
from .flush_statement import ANSWERS, AUDIT_ENTRIES, DEADLINES, OUTBOX, build_flush_statement
from .model_json import write_json
from .tenant_connection import TenantConnection


@dataclass(frozen=True, slots=True)
class ScheduledDeadline:
    """Deadline that a subject asks for. `clock` is natural or business, as its term is; a paused one never fires."""

    kind: str
    anchor_at: datetime
    due_at: datetime
    clock: str = "natural"
    owed_by: str | None = None
    state: Literal["armed", "paused"] = "armed"

    def to_row(self, tenant: UUID, subject: UUID) -> dict[str, Any]:
        return {
            "id": str(new_id()),
            "tenant": str(tenant),
            "subject": str(subject),
            "kind": self.kind,
            "anchor_at": self.anchor_at.isoformat(),
            "due_at": self.due_at.isoformat(),
            "clock": str(self.clock),
            "owed_by": self.owed_by,
            "state": self.state,
        }


@dataclass(slots=True)
class StoredAnswer:
    """Answer to repeat for a request that comes again with the same Idempotency-Key."""

    principal: str
    route: str
    key: str
    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class AggregateWrite:
    """Write of one aggregate, to run in the same SQL statement as outbox, deadlines and audit log.

    `ctes` reads the rows of all such writes from the JSON array `:writes` and must define a CTE `aggregate_write` that
    returns one row for each whose optimistic lock held. `refusal` translates a violated constraint into the refusal it
    stands for, or returns None.
    """

    ctes: str
    row: dict[str, Any]
    refusal: Callable[[IntegrityError], Exception | None] = lambda error: None


DeferredRow = tuple[Insert | Update, dict[str, Any]]
"""Row, and the statement that writes it: the same object for all rows of its kind."""


class PublishedEvent(NamedTuple):
    """Event that a transaction has written to the outbox."""

    id: UUID
    topic: str
    body: bytes


class OutboxRow(NamedTuple):
    """Event as it is written to the outbox."""

    id: UUID
    tenant: UUID
    topic: str
    subject: UUID
    sequence: int
    body: bytes

    @classmethod
    def from_event(cls, event: Event) -> OutboxRow:
        body = write_json(event)
        return cls(event.id, event.tenant, event.topic, event.subject, event.sequence, body)


@dataclass(slots=True)
class PendingWrites:
    """Everything that the next flush of one act writes."""

    write: AggregateWrite | None = None
    rows: list[DeferredRow] = field(default_factory=list)
    outbox: list[OutboxRow] = field(default_factory=list)
    deadlines: dict[UUID, list[dict[str, Any]]] = field(default_factory=dict)
    audit_entries: list[bytes] = field(default_factory=list)
    answers: list[StoredAnswer] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rows) or not self.has_rows_alone

    @property
    def has_rows_alone(self) -> bool:
        return not (self.write or self.outbox or self.deadlines or self.audit_entries or self.answers)


Pending = tuple[ActingTransaction, PendingWrites]


async def write_rows_together(
    lane: TenantConnection, requests: Sequence[tuple[ActingTransaction, Sequence[DeferredRow]]]
) -> Sequence[None]:
    """Write rows of several acts: all of one statement at once.

    New rows before changed ones, and those that others refer to first: whatever order the acts stand in, no row names
    one that is not written yet.
    """
    await lane.name_at_least(tenant for tx, _ in requests for tenant in tx.tenants)
    by_statement: dict[Insert | Update, list[dict[str, Any]]] = {}
    for _, rows in requests:
        for statement, row in rows:
            by_statement.setdefault(statement, []).append(row)
    for statement in sorted(by_statement, key=_place_among_writes):
        await lane.connection.execute(statement, by_statement[statement])
    return [None] * len(requests)


def _place_among_writes(statement: Insert | Update) -> tuple[bool, int]:
    table = statement.table
    assert isinstance(table, Table), "rows are deferred for tables of the service"
    return isinstance(statement, Update), _list_places(table.metadata)[table.fullname]


@lru_cache(maxsize=8)
def _list_places(metadata: MetaData) -> dict[str, int]:
    """Place of each table behind all that it refers to."""
    return {table.fullname: place for place, table in enumerate(metadata.sorted_tables)}


async def flush_together(lane: TenantConnection, pending: Sequence[Pending]) -> Sequence[Exception | None]:
    """Write what several acts have pending: one statement, or one for each kind of aggregate among them."""
    outcomes: list[Exception | None] = [None] * len(pending)
    await lane.name_at_least(tenant for tx, _ in pending for tenant in tx.tenants)
    if any(writes.rows for _, writes in pending):
        await write_rows_together(lane, [(tx, writes.rows) for tx, writes in pending])
    pending = [one for one in pending if not one[1].has_rows_alone]
    for group in _group_by_statement(pending):
        try:
            await _write_group(lane, group)
        except IntegrityError as error:
            if len(pending) > 1:
                raise
            write = pending[0][1].write
            if write is not None and (refusal := write.refusal(error)) is not None:
                raise refusal from None
            raise
    return outcomes


def _group_by_statement(pending: Sequence[Pending]) -> list[list[Pending]]:
    """Group what one statement can write: one kind of aggregate, and no subject twice. In the order of the acts."""
    groups: list[tuple[str | None, set[UUID], list[Pending]]] = []
    for one in pending:
        writes = one[1]
        ctes = None if writes.write is None else writes.write.ctes
        for index, (kind, subjects, members) in enumerate(groups):
            if (ctes is None or kind in (None, ctes)) and not subjects & writes.deadlines.keys():
                groups[index] = (ctes or kind, subjects | writes.deadlines.keys(), [*members, one])
                break
        else:
            groups.append((ctes, set(writes.deadlines), [one]))
    return [members for _, _, members in groups]


async def _write_group(lane: TenantConnection, group: Sequence[Pending]) -> None:
    ctes = next((writes.write.ctes for _, writes in group if writes.write is not None), None)
    parts = [(part, parameters) for part, parameters in _list_parts(group) if parameters]
    statement = build_flush_statement(group[0][0].infrastructure.schema, ctes, tuple(part for part, _ in parts))
    parameters = {name: value for _, of_part in parts for name, value in of_part.items()}
    if ctes is not None:
        parameters["writes"] = _to_json([writes.write.row for _, writes in group if writes.write is not None])
    [written] = await lane.fetch(statement, parameters)
    if written["count"] != sum(writes.write is not None for _, writes in group):
        raise InvariantViolated("the row is locked, so nobody else can have changed it")


Parameters = dict[str, Any]


def _list_parts(group: Sequence[Pending]) -> list[tuple[str, Parameters]]:
    """List the parts of the statement with their parameters; those that nothing is pending for have none."""
    return [
        (OUTBOX, _outbox_parameters(group)),
        (DEADLINES, _deadline_parameters(group)),
        (AUDIT_ENTRIES, _audit_parameters(group)),
        (ANSWERS, _answer_parameters(group)),
    ]


def _outbox_parameters(group: Sequence[Pending]) -> Parameters:
    rows = [row for _, writes in group for row in writes.outbox]
    names = ("event_ids", "event_tenants", "topics", "event_subjects", "sequences", "bodies")
    return dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}


def _deadline_parameters(group: Sequence[Pending]) -> Parameters:
    subjects = [(tx.tenant, subject) for tx, writes in group for subject in writes.deadlines]
    if not subjects:
        return {}
    return {
        "tenants": [tenant for tenant, _ in subjects],
        "subjects": [subject for _, subject in subjects],
        "firing": [tx.firing_deadline for tx, _ in group if tx.firing_deadline is not None],
        "deadlines": _to_json([row for _, writes in group for rows in writes.deadlines.values() for row in rows]),
    }


def _audit_parameters(group: Sequence[Pending]) -> Parameters:
    entries = [(tx.tenant, entry) for tx, writes in group for entry in writes.audit_entries]
    if not entries:
        return {}
    return {"entry_tenants": [tenant for tenant, _ in entries], "entries": [entry for _, entry in entries]}


def _answer_parameters(group: Sequence[Pending]) -> Parameters:
    answers = [(tx.tenant, answer) for tx, writes in group for answer in writes.answers]
    if not answers:
        return {}
    return {
        "answer_tenants": [tenant for tenant, _ in answers],
        "principals": [answer.principal for _, answer in answers],
        "routes": [answer.route for _, answer in answers],
        "keys": [answer.key for _, answer in answers],
        "statuses": [answer.status for _, answer in answers],
        "answers": [answer.body for _, answer in answers],
    }


def _to_json(rows: Sequence[dict[str, Any]]) -> str:
    return orjson.dumps(rows, default=str).decode()  # asyncpg has a UUID of its own
