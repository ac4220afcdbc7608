"""SQL that ends a transaction: its acts' aggregates, events, deadlines, audit entries and answers in one statement."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from .direct_statements import DirectStatement

FLUSH_STATEMENT: Final = """
-- One statement, so that all of it is one round trip (decision 0026). Its CTEs read the same snapshot and may run in
-- any order: none of them sees what another has written, and none may be made to rely on it. It has the parts that
-- something is pending for, and no others: each table that a statement names costs it, whether written or not.
WITH
-- The aggregates' own rows, written by their service. One row comes back for each whose optimistic lock held.
{write}{parts}
-- Writing CTEs run to their end although nobody reads them; this one is read, and counts what was to be written.
SELECT count(*) FROM aggregate_write
"""
OUTBOX: Final = """
-- Events, for the relay. In the statement of the change they tell of: none without the other, whatever crashes.
outbox_rows AS (
  INSERT INTO {schema}.outbox (id, tenant_id, topic, subject, sequence, body)
  SELECT * FROM unnest(CAST(:event_ids AS uuid[]), CAST(:event_tenants AS uuid[]), CAST(:topics AS text[]),
                       CAST(:event_subjects AS uuid[]), CAST(:sequences AS int[]), CAST(:bodies AS bytea[]))
)"""
DEADLINES: Final = """
-- All deadlines that the subjects named in `subjects` are to have from now on. Writes nothing.
wanted_deadlines AS (
  SELECT * FROM jsonb_to_recordset(CAST(:deadlines AS jsonb))
    AS x(id uuid, tenant uuid, subject uuid, kind text, anchor_at timestamptz, due_at timestamptz, clock text,
         owed_by text, state text)
),
-- Deadlines of these subjects that nobody asks for any more. Spares those that are firing, which the sweeper itself
-- marks as fired in this transaction. Whose a subject is stands in the key, as in all that several acts write together.
-- The keys are named once more, as a list: joined alone, a plan of a small table would look through all that stands.
cancelled AS (
  UPDATE {schema}.deadlines d SET state = 'cancelled'
  FROM unnest(CAST(:tenants AS uuid[]), CAST(:subjects AS uuid[])) AS s(tenant, subject)
  WHERE d.subject = s.subject AND d.tenant_id = s.tenant AND d.state IN ('armed', 'paused')
    AND d.subject = ANY (CAST(:subjects AS uuid[])) AND d.id <> ALL (CAST(:firing AS uuid[]))
    AND NOT EXISTS (SELECT 1 FROM wanted_deadlines w
                    WHERE w.subject = d.subject AND w.kind = d.kind AND w.due_at = d.due_at AND w.state = d.state)
),
-- Deadlines that are new. One that is armed already stays as it is, with its id and its anchor; so the conflict must
-- name the very columns of the partial unique index `uq_deadlines_armed`. Paused ones have no index: they are compared.
armed AS (
  INSERT INTO {schema}.deadlines (id, tenant_id, subject, kind, anchor_at, due_at, clock, owed_by, state)
  SELECT id, tenant, subject, kind, anchor_at, due_at, clock, owed_by, state FROM wanted_deadlines w
  WHERE state = 'armed' OR NOT EXISTS (SELECT 1 FROM {schema}.deadlines d
                                       WHERE d.subject = w.subject AND d.kind = w.kind AND d.due_at = w.due_at
                                         AND d.state = 'paused')
  ON CONFLICT (subject, kind, due_at) WHERE state = 'armed' DO NOTHING
)"""
AUDIT_ENTRIES: Final = """
-- Entries of the audit log, in the bytes that the chainer hashes.
audit_entries AS (
  INSERT INTO {schema}.log_entries (tenant_id, canonical)
  SELECT * FROM unnest(CAST(:entry_tenants AS uuid[]), CAST(:entries AS bytea[]))
)"""
ANSWERS: Final = """
-- The answers that belong to the claimed Idempotency-Keys. The claims' rows exist: they were the first statement.
stored_answers AS (
  UPDATE {schema}.idempotency i SET status = a.status, body = a.body
  FROM unnest(CAST(:answer_tenants AS uuid[]), CAST(:principals AS text[]), CAST(:routes AS text[]),
              CAST(:keys AS text[]), CAST(:statuses AS int[]), CAST(:answers AS bytea[]))
    AS a(tenant, principal, route, key, status, body)
  WHERE i.tenant_id = a.tenant AND i.principal = a.principal AND i.route = a.route AND i.key = a.key
)"""
NO_AGGREGATE_WRITE: Final = "aggregate_write AS (SELECT true WHERE false)"


@lru_cache(maxsize=256)
def build_flush_statement(schema: str, write_ctes: str | None, parts: Collection[str]) -> DirectStatement:
    """Put the aggregate's own write, as CTEs, in front of the parts of what else a transaction writes."""
    statement = FLUSH_STATEMENT.replace("{parts}", "".join(f",{part}" for part in parts))
    return DirectStatement(statement.format(schema=schema, write=write_ctes or NO_AGGREGATE_WRITE))
