"""Compares what the services keep with the heads that were signed outside of the database (INV-H1 to INV-H5)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from common.anchoring.log_heads import log_series
from common.anchoring.statements import Head, HeadKey, HeadStatement, StatementForged, open_whole_series
from common.anchoring.store import HeadStore
from common.kernel.ids import parse_id
from deploy.local.connections import connect_to_database
from deploy.local.suite import SERVICES

from .invariants import Invariant, Verdict

CUSTODY_HOME: Final = "custody"
CUSTODY_SERVICE: Final = "evidence"
INVARIANT_MEANINGS: Final = {
    "INV-H1": "every statement of heads is as it was signed, and none before the last is missing",
    "INV-H2": "the audit log of every service still has each entry whose head was signed",
    "INV-H3": "every chain of custody still has each link whose head was signed",
    "INV-H4": "the head of every log was signed, but for its newest entries, and of every chain of which the log tells",
    "INV-H5": "every signed entry of a log is its platform's, and was written between two heads, give or take an hour",
}
_LOG_HASHES: Final = """SELECT c.tenant_id, c.seq, c.hash
    FROM unnest($1::uuid[], $2::bigint[]) AS wanted(tenant, seq)
    JOIN {service}.log_chain c ON c.tenant_id = wanted.tenant AND c.seq = wanted.seq
    JOIN {service}.log_entries e ON e.id = c.entry_id"""
_STRAY_INSTANTS: Final = """SELECT c.tenant_id, c.seq, e.at
    FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[])
      AS signed(tenant, after_seq, seq, earliest, latest)
    JOIN {service}.log_chain c ON c.tenant_id = signed.tenant AND c.seq > signed.after_seq AND c.seq <= signed.seq
    JOIN {service}.log_entries e ON e.id = c.entry_id
    WHERE e.at < signed.earliest - $6::interval OR e.at > signed.latest + $6::interval
      OR e.tenant_id <> c.tenant_id"""
_CUSTODY_HASHES: Final = """SELECT c.item, c.seq, c.hash
    FROM unnest($1::uuid[], $2::int[]) AS wanted(item, seq)
    JOIN evidence.custody c ON c.item = wanted.item AND c.seq = wanted.seq"""

WRITTEN_WITHIN: Final = timedelta(hours=1)
"""Longest transaction, between an entry's stamp and its link; the clocks of the database and of signers are nearer."""
EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
SIGNED_WITHIN: Final = timedelta(minutes=15)
"""Heads are signed every two minutes. What is so much older than the newest entry was signed, or nobody signs."""
# A service that was stopped has signed all but its newest entries. Where nothing was ever signed, the clock tells.
_UNSIGNED_ENTRIES: Final = """SELECT c.tenant_id, min(c.seq) AS seq
    FROM {service}.log_chain c JOIN {service}.log_entries e ON e.id = c.entry_id
    LEFT JOIN unnest($1::uuid[], $2::bigint[]) AS signed(tenant, seq) ON signed.tenant = c.tenant_id
    WHERE c.seq > coalesce(signed.seq, 0) AND e.at < (CASE WHEN cardinality($1::uuid[]) = 0 THEN clock_timestamp()
      ELSE (SELECT at FROM {service}.log_entries ORDER BY id DESC LIMIT 1) END) - $3::interval
    GROUP BY c.tenant_id"""
_LOGGED_CHAINS: Final = """SELECT (entry ->> 'subject')::uuid AS item, max((entry ->> 'seq')::bigint) AS seq
    FROM (SELECT convert_from(e.canonical, 'UTF8')::jsonb AS entry
      FROM evidence.log_entries e JOIN evidence.log_chain c ON c.entry_id = e.id
      JOIN unnest($1::uuid[], $2::bigint[]) AS signed(tenant, seq)
        ON signed.tenant = c.tenant_id AND c.seq <= signed.seq
      WHERE position('"action":"custody.'::bytea in e.canonical) > 0) told
    GROUP BY 1"""

Violations = list[dict[str, Any]]
Subjects = Mapping[tuple[UUID, int], bytes]


async def check_heads(dsn: str, home: Path, key: Ed25519PublicKey, services: Sequence[str] = SERVICES) -> list[Verdict]:
    """Check all that was ever signed against what is there now."""
    forged: Violations = []
    store = HeadStore(home)
    logs = {service: await _read_statements(store, log_series(service), key, forged) for service in services}
    series = await asyncio.to_thread(store.list_series, CUSTODY_HOME)
    cases = {name: await _read_statements(store, name, key, forged) for name in series}
    connection = await connect_to_database(dsn, server_settings={"application_name": "verify"})
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            cut_logs = [row for name, read in logs.items() for row in await _find_cut_log(connection, name, read)]
            cut_chains = [row for read in cases.values() for row in await _find_cut_chains(connection, read)]
            unsigned = [row for name, read in logs.items() for row in await _find_unsigned(connection, name, read)]
            strays = [row for name, read in logs.items() for row in await _find_stray_instants(connection, name, read)]
            custody = [statement for read in cases.values() for statement in read]
            unsigned += await _find_unsigned_chains(connection, logs[CUSTODY_SERVICE], custody)
    finally:
        await connection.close()
    violations = {"INV-H1": forged, "INV-H2": cut_logs, "INV-H3": cut_chains, "INV-H4": unsigned, "INV-H5": strays}
    return [Verdict(Invariant(id, INVARIANT_MEANINGS[id], ""), tuple(rows)) for id, rows in violations.items()]


def load_public_key(file: Path) -> Ed25519PublicKey:
    """Load it from the key itself, where it is at hand, or from its public half. Raises ValueError."""
    pem = file.read_bytes()
    if b"PRIVATE" in pem:
        return HeadKey.load_key(file).public_key
    key = load_pem_public_key(pem)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("heads are signed with an Ed25519 key")
    return key


async def _read_statements(
    store: HeadStore, series: str, key: Ed25519PublicKey, forged: Violations
) -> list[HeadStatement]:
    """Read a series. What is wrong with it joins `forged`, and then none of it is believed."""
    try:
        return list(open_whole_series(series, await store.read_series(series), key))
    except StatementForged as flaw:
        forged.append({"series": series, "why": str(flaw)})
        return []


async def _find_cut_log(connection: Any, service: str, statements: list[HeadStatement]) -> Violations:
    signed = {(UUID(head.subject), head.number): head.hash for one in statements for head in one.heads}
    rows = await connection.fetch(_LOG_HASHES.format(service=service), *_columns(signed)) if signed else []
    return [{"service": service, "platform": who, "entry": seq, "why": why} for who, seq, why in _differ(signed, rows)]


async def _find_cut_chains(connection: Any, statements: list[HeadStatement]) -> Violations:
    heads: list[Head] = [head for one in statements for head in one.heads]
    signed = {(parse_id("evd", head.subject), head.number): head.hash for head in heads}
    rows = await connection.fetch(_CUSTODY_HASHES, *_columns(signed))
    return [{"item": item, "link": seq, "why": why} for item, seq, why in _differ(signed, rows)]


async def _find_unsigned(connection: Any, service: str, statements: list[HeadStatement]) -> Violations:
    signed = _find_ends(statements, UUID)
    query = _UNSIGNED_ENTRIES.format(service=service)
    rows = await connection.fetch(query, list(signed), list(signed.values()), SIGNED_WITHIN)
    return [{"service": service, "platform": row["tenant_id"], "unsigned from entry": row["seq"]} for row in rows]


async def _find_stray_instants(connection: Any, service: str, statements: list[HeadStatement]) -> Violations:
    """An entry's instant is no part of what is hashed; the statements bound it, which bear instants of their own."""
    spans = list(_list_spans(statements))
    columns = zip(*spans, strict=True) if spans else ((),) * 5
    rows = await connection.fetch(_STRAY_INSTANTS.format(service=service), *map(list, columns), WRITTEN_WITHIN)
    return [{"service": service, "platform": who, "entry": seq, "at": at} for who, seq, at in rows]


def _list_spans(statements: list[HeadStatement]) -> Iterator[tuple[UUID, int, int, datetime, datetime]]:
    """List the entries that became signed by each statement, and between which instants they were written."""
    ends: dict[UUID, tuple[int, datetime]] = {}
    for statement in statements:
        for head in statement.heads:
            platform = UUID(head.subject)
            after, earliest = ends.get(platform, (0, EARLIEST))
            yield platform, after, head.number, earliest, statement.at
            ends[platform] = (head.number, statement.at)


async def _find_unsigned_chains(
    connection: Any, log: list[HeadStatement], statements: list[HeadStatement]
) -> Violations:
    """Find chains of custody of which signed entries of the log tell: those were signed first."""
    entries, chains = _find_ends(log, UUID), _find_ends(statements, partial(parse_id, "evd"))
    rows = await connection.fetch(_LOGGED_CHAINS, list(entries), list(entries.values()))
    return [
        {"item": row["item"], "unsigned from link": chains.get(row["item"], 0) + 1}
        for row in rows
        if row["seq"] > chains.get(row["item"], 0)
    ]


def _find_ends(statements: list[HeadStatement], parse: Callable[[str], UUID]) -> dict[UUID, int]:
    """Find how far each chain was signed."""
    ends: dict[UUID, int] = {}
    for head in (head for statement in statements for head in statement.heads):
        ends[parse(head.subject)] = max(head.number, ends.get(parse(head.subject), 0))
    return ends


def _columns(signed: Subjects) -> tuple[list[UUID], list[int]]:
    return [subject for subject, _ in signed], [number for _, number in signed]


def _differ(signed: Subjects, rows: list[Any]) -> Iterator[tuple[UUID, int, str]]:
    there = {(row[0], row[1]): bytes(row[2]) for row in rows}
    for (subject, number), digest in signed.items():
        if (present := there.get((subject, number))) != digest:
            yield subject, number, "gone" if present is None else "another"
