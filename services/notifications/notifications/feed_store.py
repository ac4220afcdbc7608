"""Feed store: the line of each subject and the order of each platform's events, for many events in one statement.

The operations here answer several acts at once (`together`): each line moves as far as its events reach without a gap,
and a platform's places are given out as one block, so that its feed is locked once a group and not once an event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import select

from common.kernel import tracing
from common.persistence.direct_statements import DirectStatement
from common.persistence.pending_writes import AggregateWrite
from common.persistence.tenant_connection import TenantConnection
from common.persistence.transaction import PostgresTransaction

from .domain.errors import EventTooEarly
from .domain.public_event import FeedEntry, PublicEvent
from .rows import event_to_row
from .tables import events

TAKE_TURNS: Final = DirectStatement("""
WITH asked AS (
  SELECT * FROM unnest(CAST(:tenants AS uuid[]), CAST(:publishers AS text[]), CAST(:subjects AS uuid[]),
                       CAST(:sequences AS int[]), CAST(:counted AS int[]))
    AS a(tenant_id, publisher, subject, sequence, counted)
),
-- Lines that are there, in their order: two transactions never wait for one another.
held AS MATERIALIZED (
  SELECT l.* FROM (
    SELECT DISTINCT tenant_id, publisher, subject FROM asked ORDER BY tenant_id, publisher, subject
  ) AS a
  -- LATERAL: each by its key, under every plan.
  CROSS JOIN LATERAL (
    SELECT s.* FROM notifications.subject_lines s
    WHERE (s.tenant_id, s.publisher, s.subject) = (a.tenant_id, a.publisher, a.subject) OFFSET 0 FOR NO KEY UPDATE OF s
  ) AS l
),
-- ahead: of each line the turns that it has not had yet, with the number that its event would have.
ahead AS (
  SELECT a.tenant_id, a.publisher, a.subject, a.sequence, coalesce(h.sequence, 0) AS before,
         row_number() OVER line AS steps, coalesce(h.number, 0) + sum(a.counted) OVER line AS number
  FROM asked a LEFT JOIN held h USING (tenant_id, publisher, subject)
  WHERE a.sequence > coalesce(h.sequence, 0)
  WINDOW line AS (PARTITION BY a.tenant_id, a.publisher, a.subject ORDER BY a.sequence)
),
-- given: those that follow where the line stands, and one another, without a gap.
given AS (SELECT * FROM ahead WHERE sequence = before + steps),
reached AS (
  SELECT tenant_id, publisher, subject, max(before) AS before, max(sequence) AS sequence, max(number) AS number
  FROM given GROUP BY tenant_id, publisher, subject
),
-- moved: by its key alone. Who has waited for a line sees here the one of before, and moves the one that is held.
moved AS (
  UPDATE notifications.subject_lines l SET sequence = r.sequence, number = r.number FROM reached r
  WHERE (l.tenant_id, l.publisher, l.subject) = (r.tenant_id, r.publisher, r.subject)
  RETURNING l.tenant_id, l.publisher, l.subject
),
-- A line that somebody else has begun in the meantime is not among those that come back.
begun AS (
  INSERT INTO notifications.subject_lines (tenant_id, publisher, subject, sequence, number)
  SELECT tenant_id, publisher, subject, sequence, number FROM reached WHERE before = 0
  ORDER BY tenant_id, publisher, subject
  ON CONFLICT DO NOTHING RETURNING tenant_id, publisher, subject
)
SELECT given.tenant_id, given.publisher, given.subject, given.sequence, given.number
FROM given JOIN (SELECT * FROM moved UNION ALL SELECT * FROM begun) AS standing USING (tenant_id, publisher, subject)
""")
MOVE_FEEDS: Final = DirectStatement("""
-- Moves positions, and locks their rows: that lock keeps positions in the order of commits.
INSERT INTO notifications.feeds AS f (tenant_id, position)
SELECT tenant_id, places FROM unnest(CAST(:tenants AS uuid[]), CAST(:places AS bigint[])) AS p(tenant_id, places)
ORDER BY tenant_id
ON CONFLICT (tenant_id) DO UPDATE SET position = f.position + excluded.position
RETURNING tenant_id, position, clock_timestamp() AS locked_at
""")
ADD_EVENTS: Final = DirectStatement("""
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
    turns = sorted({turn for _, turn in requests})
    asked = {
        "tenants": [turn.line.tenant for turn in turns],
        "publishers": [turn.line.publisher for turn in turns],
        "subjects": [turn.line.subject for turn in turns],
        "sequences": [turn.sequence for turn in turns],
        "counted": [turn.counted for turn in turns],
    }
    numbers = {
        (Line(row.tenant_id, row.publisher, row.subject), row.sequence): int(row.number)
        for row in await lane.fetch(TAKE_TURNS, asked)
    }
    answers: list[int | EventTooEarly] = []
    for tx, turn in requests:
        number = numbers.pop((turn.line, turn.sequence), None)  # of two that claim one turn the first has it
        tx.has_written |= number is not None
        answers.append(EventTooEarly() if number is None else number)
    return answers


async def move_feeds(lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, int]]) -> Sequence[Place]:
    """Give out places, in the order of the requests: of each platform one block. 0 asks for the lock alone."""
    await _name_tenants(lane, requests)
    asked = Counter[UUID]()
    for tx, places in requests:
        asked[tx.tenant] += places
    parameters = {"tenants": sorted(asked), "places": [asked[tenant] for tenant in sorted(asked)]}
    rows = await lane.fetch(MOVE_FEEDS, parameters)
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
    await lane.fetch(ADD_EVENTS, columns)
    return [None] * len(requests)


async def _name_tenants(lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, Any]]) -> None:
    """Name them: the platform is part of every key that is asked for here."""
    await lane.name_at_least(tx.tenant for tx, _ in requests)
