"""Migrations: the body of every service's `migrations/env.py`, and the DDL that all services share."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Final

from alembic import context
from sqlalchemy import Connection, MetaData
from sqlalchemy.ext.asyncio import create_async_engine

from common.kernel.carriers import CARRIER_SPELLINGS

from .database import InfrastructureTables, schema_metadata


def _lower_ascii(name: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in name)


INFRASTRUCTURE_RIGHTS: Final = {
    "outbox": "SELECT, INSERT, DELETE, UPDATE (published_at, refusals, retry_at)",
    "inbox": "SELECT, INSERT, UPDATE, DELETE",
    "idempotency": "SELECT, INSERT, UPDATE, DELETE",
    "deadlines": "SELECT, INSERT, UPDATE, DELETE",
    "clocks": "SELECT, INSERT, UPDATE",
    "platform_access": "SELECT, INSERT, UPDATE",
    "log_entries": "SELECT, INSERT",
    "log_chain": "SELECT, INSERT",
}
"""Rights of the runtime role on each shared table. Logs and chains only grow."""
TENANT_CONDITION: Final = (
    "tenant_id = ANY ((SELECT string_to_array(nullif(current_setting('app.tenants', true), ''), ',')::uuid[])::uuid[])"
)
"""Read once for each statement that names the table: as a bare call it would be read for each of its rows."""
EVERY_TENANT_CONDITION: Final = (
    "'00000000-0000-0000-0000-000000000000' = ANY ((SELECT string_to_array(current_setting('app.tenants', true), ','))"
    "::text[])"
)
"""Of a transaction that acts for every platform."""
WORKER_CONDITION: Final = "(SELECT current_setting('app.worker', true)) = 'on'"
_SPELLINGS: Final = (re.sub("[ .,&_/-]", "", spelling) for spelling in CARRIER_SPELLINGS)
KNOWN_CARRIER: Final = "regexp_replace(lower(m.value #>> '{{}}'), '[ .,&_/-]', '', 'g') = ANY ('{{{known}}}')".format(
    known=",".join(sorted({cased for spelling in _SPELLINGS for cased in (spelling.lower(), _lower_ascii(spelling))}))
)
"""Condition for a carrier that is known, however it is spelled and whatever letters the database's locale knows."""
WITHOUT_WORDS: Final = """
CREATE FUNCTION {schema}.without_words(said jsonb, keys text[]) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT
SET search_path = pg_catalog AS $$
-- Takes texts and addresses out of what is stored as JSON. A key `reason@verified` is meant where the same object has
-- a member `verified`. Of `carrier` those that are known stay, any other is `other`.
BEGIN
  IF jsonb_typeof(said) = 'array' THEN
    RETURN coalesce((SELECT jsonb_agg({schema}.without_words(e.value, keys) ORDER BY e.n)
                     FROM jsonb_array_elements(said) WITH ORDINALITY e(value, n)), '[]');
  ELSIF jsonb_typeof(said) <> 'object' THEN
    RETURN said;
  END IF;
  RETURN coalesce((
    SELECT jsonb_object_agg(m.key, CASE
      WHEN NOT EXISTS (SELECT 1 FROM unnest(keys) k WHERE k = m.key
                       OR k LIKE m.key || '@%' AND said ? split_part(k, '@', 2))
        THEN {schema}.without_words(m.value, keys)
      WHEN m.key = 'carrier' AND {carriers} THEN m.value
      WHEN m.key = 'carrier' AND jsonb_typeof(m.value) = 'string' THEN '"other"'
      WHEN jsonb_typeof(m.value) = 'string' THEN '""'
      WHEN jsonb_typeof(m.value) = 'object' AND (m.key LIKE '%address' OR m.key = 'metadata') THEN '{{}}'
      ELSE {schema}.without_words(m.value, keys) END)
    FROM jsonb_each(said) m), '{{}}');
END $$
"""
"""What erasing takes out of stored JSON (`common.persistence.erasing`)."""
AUDIT_VIEWS: Final = {
    "audit_outbox": """SELECT id AS event_id, split_part(topic, '.', 1) AS aggregate_type,
        subject AS aggregate_id, sequence::bigint AS aggregate_seq, topic AS type, created_at, published_at
        FROM {schema}.outbox""",
    "audit_inbox": """SELECT consumer, event_id, topic AS type, subject AS aggregate_id,
        sequence::bigint AS aggregate_seq, attempts, state, processed_at FROM {schema}.inbox""",
    "audit_log": """SELECT c.tenant_id, c.seq, c.prev_hash, c.hash, e.canonical, e.at
        FROM {schema}.log_chain c JOIN {schema}.log_entries e ON e.id = c.entry_id""",
    "audit_timers": """SELECT id, subject AS {deadline_subject}, kind, anchor_at,
        extract(epoch FROM due_at - anchor_at)::bigint AS policy_seconds, clock, due_at, state, fired_at
        FROM {schema}.deadlines""",
    "audit_idempotency": """SELECT tenant_id, principal AS principal_id, route, key, fingerprint,
        status AS status_code, NULL::uuid AS tx_id, created_at, expires_at FROM {schema}.idempotency""",
}


def run_migrations(metadata: MetaData) -> None:
    """Upgrade the schema of one service to its newest migration."""
    asyncio.run(_migrate_online(metadata))


async def _migrate_online(metadata: MetaData) -> None:
    engine = create_async_engine(context.config.attributes["url"])
    async with engine.begin() as connection:
        await connection.run_sync(_run_schema_upgrades, metadata)
    await engine.dispose()


def _run_schema_upgrades(connection: Connection, metadata: MetaData) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table_schema=metadata.schema,
        include_schemas=True,
        include_name=lambda name, kind, _: kind != "schema" or name == metadata.schema,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def create_infrastructure(op: Any, service: str) -> None:
    """Create the shared tables as they were at the first release. Later changes are migrations of their own."""
    metadata = schema_metadata(service)
    InfrastructureTables(metadata)
    metadata.create_all(op.get_bind())
    for table, rights in INFRASTRUCTURE_RIGHTS.items():
        isolate_tenants(op, service, table)
        op.execute(
            f"CREATE POLICY worker ON {service}.{table} USING ({WORKER_CONDITION}) WITH CHECK ({WORKER_CONDITION})"
        )
        grant_rights(op, service, table, rights)
    grant_rights(op, service, "outbox_position_seq", "SELECT")  # where the outbox ends
    op.execute(WITHOUT_WORDS.format(schema=service, carriers=KNOWN_CARRIER))


def isolate_tenants(op: Any, service: str, table: str) -> None:
    """Switch on row security, for the owner too: a transaction sees the tenants it names and no others.

    `IS TRUE` keeps the condition from being looked up in an index. Every statement names its platform itself; a plan
    that found rows by this condition would read all that a platform has ever had, to look for those that are asked for.
    """
    op.execute(f"ALTER TABLE {service}.{table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {service}.{table} FORCE ROW LEVEL SECURITY")
    condition = f"USING (({TENANT_CONDITION}) IS TRUE) WITH CHECK ({TENANT_CONDITION})"
    op.execute(f"CREATE POLICY tenant ON {service}.{table} {condition}")


def grant_rights(op: Any, service: str, table: str, rights: str) -> None:
    """Give the runtime role of a service rights on one of its tables."""
    op.execute(f"GRANT {rights} ON {service}.{table} TO svc_{service}")


def create_audit_views(op: Any, service: str, *, deadline_subject: str) -> None:
    """Create the views that verifiers read. `deadline_subject` names the column with the subject of a deadline."""
    for name, query in AUDIT_VIEWS.items():
        body = query.format(schema=service, deadline_subject=deadline_subject)
        op.execute(f"CREATE VIEW {service}.{name} WITH (security_invoker = true) AS {body}")
