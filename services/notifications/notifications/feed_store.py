"""Feed store: the line of each subject and the order of each platform's events, for many events in one statement.

The operations here answer several acts at once (`together`): each line moves as far as its events reach without a gap,
and a platform's places are given out as one block, so that its feed is locked once a group and not once an event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import select, text

from common.kernel import tracing
from common.persistence.pending_writes import AggregateWrite
from common.persistence.tenant_connection import TenantConnection
from common.persistence.transaction import PostgresTransaction

from .domain.errors import EventTooEarly
from .domain.public_event import FeedEntry, PublicEvent
from .rows import event_to_row
from .tables import events

LOCK_LINES: Final = text("""
SELECT l.tenant_id, l.publisher, l.subject, l.sequence, l.number
FROM notifications.subject_lines l
JOIN unnest(CAST(:tenants AS uuid[]), CAST(:publishers AS text[]), CAST(:subjects AS uuid[]))
  AS a(tenant_id, publisher, subject) USING (tenant_id, publisher, subject)
ORDER BY l.tenant_id, l.publisher, l.subject
FOR NO KEY UPDATE OF l
""")
MOVE_LINES: Final = text("""
-- Lines that are there are locked already. One that somebody else has begun in the meantime is not among those that
-- come back.
WITH wanted AS (
  SELECT * FROM unnest(CAST(:tenants AS uuid[]), CAST(:publishers AS text[]), CAST(:subjects AS uuid[]),
                       CAST(:sequences AS int[]), CAST(:numbers AS int[]), CAST(:before AS int[]))
    AS w(tenant_id, publisher, subject, sequence, number, before)
),
moved AS (
  UPDATE notifications.subject_lines l SET sequence = w.sequence, number = w.number FROM wanted w
  WHERE (l.tenant_id, l.publisher, l.subject) = (w.tenant_id, w.publisher, w.subject) AND l.sequence = w.before
  RETURNING l.tenant_id, l.publisher, l.subject
),
begun AS (
  INSERT INTO notifications.subject_lines (tenant_id, publisher, subject, sequence, number)
  SELECT tenant_id, publisher, subject, sequence, number FROM wanted WHERE before = 0
  ORDER BY tenant_id, publisher, subject
  ON CONFLICT DO NOTHING RETURNING tenant_id, publisher, subject
)
SELECT * FROM moved UNION ALL SELECT * FROM begun
""")
MOVE_FEEDS: Final = text("""
-- Moves positions, and locks their rows: that lock keeps positions in the order of commits.
INSERT INTO notifications.feeds AS f (tenant_id, position)
SELECT tenant_id, places FROM unnest(CAST(:tenants AS uuid[]), CAST(:places AS bigint[])) AS p(tenant_id, places)
ORDER BY tenant_id
ON CONFLICT (tenant_id) DO UPDATE SET position = f.position + excluded.position
RETURNING tenant_id, position, clock_timestamp() AS locked_at
""")
ADD_EVENTS: Final = text("""
INSERT INTO notifications.events (id, tenant_id, position, type, subject, sequence, number, occurred_at, stored_at,
                                  body, traceparent, audience, case_id, giver, request, participant)
SELECT * FROM unnest(CAST(:id AS uuid[]), CAST(:tenant_id AS uuid[]), CAST(:position AS bigint[]),
                     CAST(:type AS text[]), CAST(:subject AS text[]), CAST(:sequence AS int[]),
                     CAST(:number AS int[]), CAST(:occurred_at AS timestamptz[]), CAST(:stored_at AS timestamptz[]),
                     CAST(:body AS text[]), CAST(:traceparent AS text[]), CAST(:audience AS text[]),
                     CAST(:case_id AS uuid[]), CAST(:giver AS text[]), CAST(:request AS text[]),
                     CAST(:participant AS text[]))
""")


ADD_LAST_EVENTS: Final = """
aggregate_write AS (
  INSERT INTO notifications.events
  SELECT * FROM jsonb_populate_recordset(CAST(NULL AS notifications.events), CAST(:writes AS jsonb))
  RETURNING true
)
"""


class Line(NamedTuple):
    tenant: UUID
    publisher: str
    subject: UUID


class Turn(NamedTuple):
    """Turn that an event asks for in its subject's line; `counted` is 1 if partners see it, else 0."""

    line: Line
    sequence: int
    counted: int


class Place(NamedTuple):
    position: int
    locked_at: datetime


class SubjectLineStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def take_number(self, publisher: str, subject: UUID, sequence: int) -> int:
        return await self._take_turn(publisher, subject, sequence, counted=1)

    async def pass_over(self, publisher: str, subject: UUID, sequence: int) -> None:
        await self._take_turn(publisher, subject, sequence, counted=0)

    async def _take_turn(self, publisher: str, subject: UUID, sequence: int, *, counted: int) -> int:
        turn = Turn(Line(self._tx.tenant, publisher, subject), sequence, counted)
        return int(await self._tx.together(take_turns, turn))


class FeedStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx
        self.locked_at: datetime | None = None
        """When the event's place was taken, by the database's clock, under the lock of the feed."""

    async def take_position(self) -> int:
        place: Place = await self._tx.together(move_feeds, 1)
        self.locked_at = place.locked_at
        return place.position

    async def lock_feed(self) -> None:
        await self._tx.together(move_feeds, 0)

    async def add(self, event: PublicEvent, position: int | None, now: datetime) -> None:
        row = event_to_row(self._tx.tenant, event, position, now, tracing.current_traceparent())
        await self._tx.together(add_events, row)

    async def add_last(self, event: PublicEvent, position: int | None, now: datetime) -> None:
        """`add` of an event that nothing in its transaction refers to: in the statement that ends it."""
        row = event_to_row(self._tx.tenant, event, position, now, tracing.current_traceparent())
        await self._tx.defer_write(AggregateWrite(ADD_LAST_EVENTS, row))

    async def list_between(self, since: datetime, until: datetime, limit: int) -> Sequence[FeedEntry]:
        query = (
            select(events.c.id, events.c.type)
            .where(events.c.tenant_id == self._tx.tenant, events.c.position.is_not(None))
            .where(events.c.occurred_at >= since, events.c.occurred_at < until)
            .order_by(events.c.occurred_at, events.c.position)
            .limit(limit)
        )
        return [FeedEntry(row.id, row.type) for row in await self._tx.execute(query)]


async def take_turns(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, Turn]]
) -> Sequence[int | EventTooEarly]:
    """Move each line over the events that follow it without a gap; whoever is beyond a gap is too early."""
    await _name_tenants(lane, requests)
    lines = sorted({turn.line for _, turn in requests})
    keys = _columns_of(lines)
    rows = await lane.execute(LOCK_LINES, keys)
    before = {Line(row.tenant_id, row.publisher, row.subject): (row.sequence, row.number) for row in rows}
    reached = {line: before.get(line, (0, 0)) for line in lines}
    numbers: dict[Turn, int] = {}
    for turn in sorted({turn for _, turn in requests}, key=lambda turn: turn.sequence):
        sequence, number = reached[turn.line]
        if turn.sequence == sequence + 1:
            reached[turn.line] = (turn.sequence, number + turn.counted)
            numbers[turn] = number + turn.counted
    moved = await _move_lines(lane, {turn.line for turn in numbers}, before, reached)
    answers: list[int | EventTooEarly] = []
    for tx, turn in requests:
        number = numbers.pop(turn, None) if turn.line in moved else None
        tx.has_written |= number is not None
        answers.append(EventTooEarly() if number is None else number)
    return answers


async def _move_lines(
    lane: TenantConnection,
    lines: Iterable[Line],
    before: dict[Line, tuple[int, int]],
    reached: dict[Line, tuple[int, int]],
) -> set[Line]:
    """Return those that moved: all but those that somebody else began at this very time."""
    moving = sorted(lines)
    if not moving:
        return set()
    about = {
        "sequences": [reached[line][0] for line in moving],
        "numbers": [reached[line][1] for line in moving],
        "before": [before.get(line, (0, 0))[0] for line in moving],
    }
    rows = await lane.execute(MOVE_LINES, {**_columns_of(moving), **about})
    return {Line(row.tenant_id, row.publisher, row.subject) for row in rows}


async def move_feeds(lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, int]]) -> Sequence[Place]:
    """Give out places, in the order of the requests: of each platform one block. 0 asks for the lock alone."""
    await _name_tenants(lane, requests)
    asked = Counter[UUID]()
    for tx, places in requests:
        asked[tx.tenant] += places
    parameters = {"tenants": sorted(asked), "places": [asked[tenant] for tenant in sorted(asked)]}
    rows = (await lane.execute(MOVE_FEEDS, parameters)).all()
    position = {row.tenant_id: row.position - asked[row.tenant_id] for row in rows}
    locked_at = {row.tenant_id: row.locked_at for row in rows}
    given: list[Place] = []
    for tx, places in requests:
        position[tx.tenant] += places
        given.append(Place(int(position[tx.tenant]), locked_at[tx.tenant]))
        tx.has_written |= places > 0
    return given


async def add_events(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, dict[str, Any]]]
) -> Sequence[None]:
    await _name_tenants(lane, requests)
    columns: dict[str, list[Any]] = defaultdict(list)
    for tx, row in requests:
        tx.has_written = True
        for name, value in row.items():
            columns[name].append(value)
    await lane.execute(ADD_EVENTS, dict(columns))
    return [None] * len(requests)


async def _name_tenants(lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, Any]]) -> None:
    """Name them: the platform is part of every key that is asked for here."""
    await lane.name_at_least(tx.tenant for tx, _ in requests)


def _columns_of(lines: Sequence[Line]) -> dict[str, list[Any]]:
    return {
        "tenants": [line.tenant for line in lines],
        "publishers": [line.publisher for line in lines],
        "subjects": [line.subject for line in lines],
    }
