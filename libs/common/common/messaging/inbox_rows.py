"""Inbox rows: what a service has received, each once; SQL for many of them at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Row, TextClause
from sqlalchemy.ext.asyncio import AsyncConnection

from common.contracts.envelope import Event
from common.kernel import crash_points
from common.persistence.database import Database
from common.persistence.direct_statements import build_direct
from common.persistence.statements import begin_together, build_statement
from common.persistence.tenant_connection import ALONE_LOCK_TIMEOUT, TenantConnection, spell_tenants
from common.persistence.transaction import EVERY_PLATFORM, PostgresTransaction

from .bus import Message
from .retries import Counters, NextTry

RETRY_BATCH: Final = 100
RETRY_WINDOW: Final = 2000
"""So many of those that are due are looked at to give every platform its place."""

CLAIM: Final = """
-- Names the platforms for row security, in the same round trip. MATERIALIZED and read by the INSERT: it comes first.
WITH named_tenants AS MATERIALIZED (
  SELECT set_config('app.tenants', :named, true), set_config('lock_timeout', :lock_timeout, true)
),
-- In the order of the ids, so that two who claim the same wait for one another and never in a circle.
claimed AS (
  INSERT INTO {schema}.inbox (consumer, event_id, tenant_id, topic, subject, sequence, state, attempts)
  SELECT :consumer, event_id, tenant_id, topic, subject, sequence, 'done', 1
  FROM named_tenants, unnest(CAST(:event_ids AS uuid[]), CAST(:tenants AS uuid[]), CAST(:topics AS text[]),
                             CAST(:subjects AS uuid[]), CAST(:sequences AS int[]))
    AS c(event_id, tenant_id, topic, subject, sequence)
  ORDER BY event_id
  ON CONFLICT DO NOTHING RETURNING event_id, tenant_id, subject, sequence
)
-- With the time of the platform of each, and whether the one that follows it waits here. What refers to a row of
-- `claimed` is looked for behind the naming, under every plan.
SELECT claimed.event_id, clock_timestamp() AS clock_now, clocks.shift AS clock_offset,
       clocks.held_at AS clock_held_at, waiting.is_there IS NOT NULL AS is_waited_for
FROM claimed LEFT JOIN LATERAL (
  SELECT c.shift, c.held_at FROM {schema}.clocks c WHERE c.tenant_id = claimed.tenant_id OFFSET 0
) AS clocks ON true LEFT JOIN LATERAL (
  SELECT true AS is_there FROM {schema}.inbox w
  WHERE w.subject = claimed.subject AND w.sequence = claimed.sequence + 1 AND w.state <> 'done'
    AND w.consumer = :consumer AND w.tenant_id = claimed.tenant_id LIMIT 1
) AS waiting ON true
"""
CLAIM_STORED: Final = """
UPDATE {schema}.inbox SET state = 'done', body = NULL, attempts = attempts + 1
WHERE consumer = :consumer AND event_id = ANY (CAST(:event_ids AS uuid[])) AND state = 'retry' RETURNING event_id
"""
ADOPT: Final = """
-- Messages that nobody could read are parked under no platform. Whoever has them tried again can read them now.
UPDATE {schema}.inbox i SET tenant_id = f.tenant, subject = f.subject, sequence = f.sequence
FROM unnest(CAST(:event_ids AS uuid[]), CAST(:tenants AS uuid[]), CAST(:subjects AS uuid[]), CAST(:sequences AS int[]))
  AS f(event_id, tenant, subject, sequence)
WHERE i.consumer = :consumer AND i.event_id = f.event_id AND i.state = 'retry'
"""
RELEASE: Final = """
DELETE FROM {schema}.inbox WHERE consumer = :consumer AND event_id = ANY (CAST(:event_ids AS uuid[])) AND state = 'done'
"""
STORE_REFUSED: Final = """
UPDATE {schema}.inbox i
SET state = f.state, attempts = f.attempts, waits = f.waits, body = f.body, failure = f.failure,
    next_attempt_at = clock_timestamp() + make_interval(secs => f.pause)
FROM unnest(CAST(:event_ids AS uuid[]), CAST(:states AS text[]), CAST(:attempts AS int[]), CAST(:waits AS int[]),
            CAST(:bodies AS bytea[]), CAST(:failures AS text[]), CAST(:pauses AS float8[]))
  AS f(event_id, state, attempts, waits, body, failure, pause)
WHERE i.consumer = :consumer AND i.event_id = f.event_id
"""
STORE: Final = """
INSERT INTO {schema}.inbox (consumer, event_id, tenant_id, topic, subject, sequence, state, attempts, waits, body,
                            failure, next_attempt_at)
SELECT :consumer, event_id, tenant_id, topic, subject, sequence, state, attempts, waits, body, failure,
       clock_timestamp() + make_interval(secs => pause)
FROM unnest(CAST(:event_ids AS uuid[]), CAST(:tenants AS uuid[]), CAST(:topics AS text[]), CAST(:subjects AS uuid[]),
            CAST(:sequences AS int[]), CAST(:states AS text[]), CAST(:attempts AS int[]), CAST(:waits AS int[]),
            CAST(:bodies AS bytea[]), CAST(:failures AS text[]), CAST(:pauses AS float8[]))
  AS f(event_id, tenant_id, topic, subject, sequence, state, attempts, waits, body, failure, pause)
ON CONFLICT DO NOTHING
"""
POSTPONE: Final = """
-- Unless somebody has called it in the meantime: then it is due, however often it was tried.
UPDATE {schema}.inbox i
SET state = f.state, attempts = f.attempts, waits = f.waits, failure = f.failure,
    next_attempt_at = clock_timestamp() + make_interval(secs => f.pause)
FROM unnest(CAST(:event_ids AS uuid[]), CAST(:states AS text[]), CAST(:attempts AS int[]), CAST(:waits AS int[]),
            CAST(:failures AS text[]), CAST(:pauses AS float8[]), CAST(:attempts_before AS int[]),
            CAST(:waits_before AS int[]))
  AS f(event_id, state, attempts, waits, failure, pause, attempts_before, waits_before)
WHERE i.consumer = :consumer AND i.event_id = f.event_id AND i.state = 'retry'
  AND i.attempts = f.attempts_before AND i.waits = f.waits_before
"""
CALL_SUCCESSORS: Final = """
UPDATE {schema}.inbox i SET state = 'retry', attempts = 0, waits = 0, next_attempt_at = clock_timestamp()
FROM unnest(CAST(:subjects AS uuid[]), CAST(:sequences AS int[])) AS f(subject, sequence)
WHERE i.consumer = :consumer AND i.state <> 'done' AND i.subject = f.subject AND i.sequence = f.sequence
"""
SELECT_DUE: Final = """
-- A place for every platform before anybody has two: whoever has thousands that fail keeps nobody else waiting.
SELECT event_id, tenant_id, topic, body, attempts, waits FROM (
  SELECT due.*, row_number() OVER (PARTITION BY tenant_id ORDER BY next_attempt_at, sequence) AS turn FROM (
    SELECT event_id, tenant_id, topic, body, attempts, waits, next_attempt_at, sequence FROM {schema}.inbox
    WHERE consumer = :consumer AND state = 'retry' AND next_attempt_at <= clock_timestamp()
    ORDER BY next_attempt_at LIMIT :window
  ) AS due
) AS in_turns ORDER BY turn, next_attempt_at, sequence LIMIT :batch
"""
HAS_WAITING: Final = "SELECT EXISTS (SELECT FROM {schema}.inbox WHERE state = 'retry')"
HAS_OUTSTANDING: Final = """
-- Of what waits or is parked, few rows: whatever is about one of these subjects, or names one. `nobody` is whom a
-- message stands under that nobody could read.
SELECT EXISTS (
  SELECT FROM {schema}.inbox i
  WHERE i.consumer = :consumer AND i.state <> 'done' AND i.tenant_id IN (:tenant, :nobody)
    AND i.topic = ANY (CAST(:topics AS text[])) AND EXISTS (
      SELECT FROM unnest(CAST(:subjects AS uuid[])) AS s(id)
      WHERE s.id = i.subject OR position(convert_to(s.id::text, 'UTF8') IN i.body) > 0))
"""
SELECT_STATES: Final = """
SELECT event_id, tenant_id, state, attempts, waits FROM {schema}.inbox
WHERE consumer = :consumer AND event_id = ANY (CAST(:event_ids AS uuid[]))
"""


class FailedMessage(NamedTuple):
    """Message that has no effect yet, and what becomes of it."""

    message: Message
    tenant: UUID
    event: Event | None
    next_try: NextTry
    failure: str


class InboxClaim(NamedTuple):
    """Claim to be the one who carries an event out. The row is written in the transaction of the effect: the effect
    happens once, and the row says `done` exactly if it did. Of two who claim the same the second waits for the first.
    """

    schema: str
    consumer: str
    message: Message
    event: Event
    before: Counters | None = None
    """Of one that was stored for another attempt; None for one that has just come."""


class Claimed(NamedTuple):
    """Event that is ours to carry out."""

    is_waited_for: bool
    """The one that follows it in its subject's line may be waiting here, or be parked."""


class RefusedClaim(NamedTuple):
    """Claim whose event has no effect yet, and what becomes of it."""

    claim: InboxClaim
    next_try: NextTry
    failure: str


Lane = TenantConnection
Claims = Sequence[tuple[PostgresTransaction, InboxClaim]]


async def claim_received(lane: Lane, requests: Claims) -> list[Claimed | None]:
    """Claim events that have come, in one statement that begins their acts; None for a repeat."""
    claims = [claim for _, claim in requests]
    rows = await lane.fetch(build_direct(CLAIM, claims[0].schema), _claim_parameters(lane.lock_timeout, claims))
    lane.note_named(claim.event.tenant for claim in claims)
    claimed = {row.event_id: row for row in rows}
    crash_points.pass_crash_point(claims[0].schema, "reader", "after_claim")
    outcomes: list[Claimed | None] = []
    for tx, claim in requests:
        if (row := claimed.get(claim.message.id)) is not None:
            tx.note_clock(row)
        outcomes.append(None if row is None else Claimed(row.is_waited_for))
    return outcomes


async def claim_stored(lane: Lane, requests: Claims) -> list[Claimed | None]:
    """Claim events that wait for another attempt, in one statement; None for those that somebody else had first."""
    await begin_together(lane, requests)
    claims = [claim for _, claim in requests]
    claimed = {row.event_id for row in await _ask(lane, CLAIM_STORED, claims, {})}
    return [Claimed(is_waited_for=True) if claim.message.id in claimed else None for claim in claims]


def _claim_parameters(lock_timeout: str, claims: Sequence[InboxClaim]) -> dict[str, Any]:
    return {
        "named": spell_tenants({claim.event.tenant for claim in claims}),
        "lock_timeout": lock_timeout,
        "consumer": claims[0].consumer,
        "event_ids": [claim.message.id for claim in claims],
        "tenants": [claim.event.tenant for claim in claims],
        "topics": [claim.message.topic for claim in claims],
        "subjects": [claim.event.subject for claim in claims],
        "sequences": [claim.event.sequence for claim in claims],
    }


async def note_without_effect(database: Database, claims: Sequence[InboxClaim]) -> None:
    """Note events that ask for nothing here: one statement, no act."""
    await database.note(build_direct(CLAIM, claims[0].schema), _claim_parameters(ALONE_LOCK_TIMEOUT, claims))


async def release_received(lane: Lane, requests: Claims) -> Sequence[None]:
    """Undo claims of events that are to be carried out in another transaction, right after this one."""
    await _ask(lane, RELEASE, [claim for _, claim in requests], {})
    return [None] * len(requests)


async def store_refused(lane: Lane, requests: Sequence[tuple[PostgresTransaction, RefusedClaim]]) -> Sequence[None]:
    """Turn claims of events that were refused into messages that wait for another attempt, or for a person."""
    refused = [one for _, one in requests]
    about = {"bodies": [one.claim.message.body for one in refused], **_next_tries(refused)}
    await _ask(lane, STORE_REFUSED, [one.claim for one in refused], about)
    return [None] * len(requests)


async def _ask(lane: Lane, statement: str, claims: Sequence[InboxClaim], about: dict[str, Any]) -> Any:
    await lane.name({claim.event.tenant for claim in claims})
    parameters = {"consumer": claims[0].consumer, "event_ids": [claim.message.id for claim in claims], **about}
    return await lane.fetch(build_direct(statement, claims[0].schema), parameters)


class DueMessage(NamedTuple):
    message: Message
    """With the platform that its row stands under."""
    counters: Counters


class InboxRows:
    """Rows of one reader in the inbox of its service."""

    def __init__(self, schema: str, consumer: str) -> None:
        self._schema, self._consumer = schema, consumer

    async def store(self, connection: AsyncConnection, failed: Sequence[FailedMessage]) -> None:
        """Store messages that came by and had no effect; one that is there already stays as it is."""
        about = {
            "event_ids": [one.message.id for one in failed],
            "tenants": [one.tenant for one in failed],
            "topics": [one.message.topic.replace("\0", "\N{REPLACEMENT CHARACTER}") for one in failed],
            "subjects": [one.event and one.event.subject for one in failed],
            "sequences": [one.event and one.event.sequence for one in failed],
            "bodies": [one.message.body for one in failed],
        }
        await connection.execute(self._sql(STORE), {"consumer": self._consumer, **about, **_next_tries(failed)})

    async def postpone(
        self, connection: AsyncConnection, failed: Sequence[FailedMessage], before: Sequence[Counters]
    ) -> None:
        """Note of stored messages when they are tried again, or that they are parked."""
        about = {
            "event_ids": [one.message.id for one in failed],
            "attempts_before": [counters.attempts for counters in before],
            "waits_before": [counters.waits for counters in before],
        }
        await connection.execute(self._sql(POSTPONE), {"consumer": self._consumer, **about, **_next_tries(failed)})

    async def adopt(self, connection: AsyncConnection, events: Sequence[Event]) -> None:
        """Put messages that were parked under no platform under the one whose they are."""
        about = {
            "event_ids": [event.id for event in events],
            "tenants": [event.tenant for event in events],
            "subjects": [event.subject for event in events],
            "sequences": [event.sequence for event in events],
        }
        await connection.execute(self._sql(ADOPT), {"consumer": self._consumer, **about})

    async def call_successors(self, connection: AsyncConnection, events: Sequence[Event]) -> bool:
        """Make due what waits for these events, even if its patience is over; True if anything did."""
        about = {"subjects": [e.subject for e in events], "sequences": [e.sequence + 1 for e in events]}
        called = await connection.execute(self._sql(CALL_SUCCESSORS), {"consumer": self._consumer, **about})
        return called.rowcount > 0

    async def list_due(self, connection: AsyncConnection) -> list[DueMessage]:
        about = {"consumer": self._consumer, "window": RETRY_WINDOW, "batch": RETRY_BATCH}
        rows = await connection.execute(self._sql(SELECT_DUE), about)
        return [
            DueMessage(Message(row.event_id, row.topic, row.body, row.tenant_id), Counters(row.attempts, row.waits))
            for row in rows
        ]

    async def list_states(self, connection: AsyncConnection, event_ids: Sequence[UUID]) -> dict[UUID, Row[Any]]:
        about = {"consumer": self._consumer, "event_ids": list(event_ids)}
        return {row.event_id: row for row in await connection.execute(self._sql(SELECT_STATES), about)}

    async def has_outstanding(
        self, connection: AsyncConnection, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]
    ) -> bool:
        about = {"tenant": tenant, "nobody": EVERY_PLATFORM, "topics": list(topics), "subjects": list(subjects)}
        return bool(await connection.scalar(self._sql(HAS_OUTSTANDING), {"consumer": self._consumer, **about}))

    async def has_waiting(self, database: Database) -> bool:
        [row] = await database.look(build_direct(HAS_WAITING, self._schema))
        return bool(row["exists"])

    def _sql(self, statement: str) -> TextClause:
        return build_statement(statement, self._schema)


def _next_tries(failed: Sequence[FailedMessage | RefusedClaim]) -> dict[str, list[Any]]:
    return {
        "states": [one.next_try.state for one in failed],
        "attempts": [one.next_try.counters.attempts for one in failed],
        "waits": [one.next_try.counters.waits for one in failed],
        "pauses": [one.next_try.pause for one in failed],
        "failures": [one.failure for one in failed],
    }
