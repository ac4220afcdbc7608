"""Compares rows that change with what the log told of them last (INV-V20)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from common.anchoring.logged_rows import find_altered_facts, spell_row
from deploy.local.connections import connect_to_database

from .invariants import Invariant, Verdict

MEANING: Final = (
    "what is kept of requests, recordings, conversations elsewhere, bundles, holds and erasures is as the log told"
)
_LAST_TOLD: Final = """SELECT DISTINCT ON (tenant_id, kind, subject) tenant_id, kind, subject, logged_row
    FROM (SELECT id, tenant_id, entry ->> 'action' AS kind, entry ->> 'subject' AS subject, entry -> 'row' AS logged_row
      FROM (SELECT id, tenant_id, convert_from(canonical, 'UTF8')::jsonb AS entry FROM evidence.log_entries
        WHERE position('"action":"row.'::bytea in canonical) > 0) entries) rows
    ORDER BY tenant_id, kind, subject, id DESC"""


class _LoggedTable(NamedTuple):
    """Table whose rows the log tells of: by which column they are named, and which of them it tells of."""

    table: str
    name: str
    condition: str = "true"


_ROWS: Final = {
    "row.request": _LoggedTable("requests", "id"),
    "row.recording": _LoggedTable("video_sessions", "id"),
    "row.conversation": _LoggedTable("external_videos", "item"),
    "row.bundle": _LoggedTable("bundles", "id", "path IS NOT NULL"),
    "row.legal_hold": _LoggedTable("legal_holds", "dispute"),
    "row.retention": _LoggedTable("retentions", "tenant_id"),
    "row.erased_person": _LoggedTable("subject_keys", "subject", "erased_at IS NOT NULL"),
}
GROWS: Final = {"segments", "chunks", "total_bytes", "head", "last_chunk_at", "expires_at", "version"}
"""What of a recording under way the log does not hear piece by piece; its receipts tell (INV-V11)."""


async def check_logged_rows(dsn: str) -> Verdict:
    connection = await connect_to_database(dsn, server_settings={"application_name": "verify"})
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=json.dumps, decoder=json.loads)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            entries = await connection.fetch(_LAST_TOLD)
            violations = [row for kind in _ROWS for row in await _find_altered_rows(connection, kind, entries)]
    finally:
        await connection.close()
    return Verdict(Invariant("INV-V20", MEANING, ""), tuple(violations))


async def _find_altered_rows(connection: Any, kind: str, entries: list[Any]) -> list[dict[str, Any]]:
    """Find what the log tells otherwise, and what was added: it tells of no such row."""
    table, name, condition = _ROWS[kind]
    facts = {(row["tenant_id"], row["subject"]): row["logged_row"] for row in entries if row["kind"] == kind}
    query = (
        f"SELECT *, {condition} AS is_told FROM evidence.{table} WHERE {condition} OR {name}::text = ANY ($1::text[])"
    )
    rows = await connection.fetch(query, list({subject for _, subject in facts}))
    there = {(row["tenant_id"], str(row[name])): dict(row) for row in rows}
    altered = [(key, column) for key, one in facts.items() for column in list_altered_columns(one, there.get(key))]
    altered += [(key, "added") for key, row in there.items() if key not in facts and row["is_told"]]
    return [
        {"table": table, "platform": platform, name: subject, "column": column}
        for (platform, subject), column in altered
    ]


def list_altered_columns(logged: dict[str, Any], row: dict[str, Any] | None) -> Iterator[str]:
    """List what of a row is not as the log told, but for what of a recording under way grows."""
    if row is None:
        yield "gone"
        return
    is_growing = row.get("state") == logged.get("state") == "recording"
    yield from (name for name in find_altered_facts(logged, spell_row(row)) if not (is_growing and name in GROWS))
