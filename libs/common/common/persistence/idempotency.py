"""Idempotency keys: one effect for one key. The claim is the transaction's first statement, the answer its last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError

from common.kernel.errors import IdempotencyInFlight, IdempotencyKeyInvalid, IdempotencyKeyMissing, IdempotencyMismatch

from .database import Database
from .transaction import PostgresTransaction, StoredAnswer

LOCK_NOT_AVAILABLE: Final = "55P03"
KEY_SPELLING: Final = re.compile(r"[\x21-\x2b\x2d-\x7e]{1,255}")

CLAIM_STATEMENT: Final = """
-- Names the tenant for row security, in the same round trip. MATERIALIZED and read by the INSERT: it has to come first,
-- or the policy of the table lets no row in.
WITH named_tenant AS MATERIALIZED (SELECT set_config('app.tenants', :tenant, true) AS tenant)
-- Inserts the key, or takes over one that has expired. A second caller waits here for the first one's commit; then the
-- row is there, the WHERE does not match, and no row comes back: its answer is to be repeated. `created_at` is when it
-- was claimed; the request was received earlier, at the door (`common.kernel.receipt`).
INSERT INTO {schema}.idempotency AS i (tenant_id, principal, route, key, fingerprint, expires_at)
SELECT CAST(named_tenant.tenant AS uuid), :principal, :route, :key, :fingerprint,
       clock_timestamp() + interval '24 hours'
FROM named_tenant
ON CONFLICT (tenant_id, principal, route, key) DO UPDATE
SET fingerprint = excluded.fingerprint, status = NULL, body = NULL,
    created_at = clock_timestamp(), expires_at = excluded.expires_at
WHERE i.expires_at <= clock_timestamp()
RETURNING i.created_at
"""
STORED_ANSWER_QUERY: Final = """
SELECT fingerprint, status, body FROM {schema}.idempotency
WHERE tenant_id = :tenant AND principal = :principal AND route = :route AND key = :key
"""
PURGE_BATCH: Final = 2_000
"""So many deleted at once take a few dozen milliseconds, far below the limit of a statement."""
PURGE_STATEMENT: Final = """
-- An hour after their time, so that no claim waits for a row that is being deleted. The outer condition is asked again
-- of a row that was claimed anew in the meantime.
WITH oldest AS MATERIALIZED (
  SELECT ctid FROM {schema}.idempotency
  WHERE expires_at < (SELECT clock_timestamp() - interval '1 hour')
  ORDER BY expires_at LIMIT {batch}
)
DELETE FROM {schema}.idempotency
WHERE ctid = ANY (ARRAY (SELECT ctid FROM oldest)) AND expires_at < (SELECT clock_timestamp() - interval '1 hour')
"""


@dataclass(frozen=True, slots=True)
class IdempotencyClaim:
    """Key of one request: whose it is, of which route, and what exactly was asked."""

    principal: str
    route: str
    key: str
    fingerprint: bytes

    def answer_with(self, status: int, body: str) -> StoredAnswer:
        return StoredAnswer(self.principal, self.route, self.key, status, body)


@dataclass(frozen=True, slots=True)
class ReplayedAnswer:
    """Answer that the first request with this key was given."""

    status: int
    body: bytes


def require_key(headers: Sequence[str]) -> str:
    """Key of a request that must have one. Raises IdempotencyKeyMissing or IdempotencyKeyInvalid."""
    if (key := read_key(headers)) is None:
        raise IdempotencyKeyMissing
    return key


def read_key(headers: Sequence[str]) -> str | None:
    """Key of the header, unquoted: `"abc"` and `abc` are one. Raises IdempotencyKeyInvalid."""
    if not headers:
        return None
    key = headers[0]
    if len(key) > 2 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if len(headers) > 1 or '"' in key or KEY_SPELLING.fullmatch(key) is None:
        raise IdempotencyKeyInvalid
    return key


@lru_cache(maxsize=8)
def _build_claim_statement(schema: str) -> TextClause:
    return text(CLAIM_STATEMENT.format(schema=schema))


async def claim_key(tx: PostgresTransaction, claim: IdempotencyClaim) -> ReplayedAnswer | None:
    """Claim a key: None means go ahead, it is yours. Raises IdempotencyMismatch or IdempotencyInFlight."""
    schema = tx.infrastructure.schema
    named = {"principal": claim.principal, "route": claim.route, "key": claim.key}
    try:
        claimed = await tx.connection.execute(
            _build_claim_statement(schema),
            {**named, "tenant": str(tx.tenant), "fingerprint": claim.fingerprint},
        )
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            raise IdempotencyInFlight from error
        raise
    if (row := claimed.one_or_none()) is not None:
        tx.note_beginning(row.created_at)
        return None
    query = text(STORED_ANSWER_QUERY.format(schema=schema))
    stored = (await tx.connection.execute(query, {**named, "tenant": tx.tenant})).one_or_none()
    if stored is None or stored.status is None:
        raise IdempotencyInFlight
    if stored.fingerprint != claim.fingerprint:
        raise IdempotencyMismatch
    return ReplayedAnswer(stored.status, stored.body)


async def purge_expired_keys(database: Database, schema: str) -> int:
    """Delete keys that are long expired: one batch, each in a transaction of its own; return how many."""
    async with database.worker_transaction() as connection:
        statement = text(PURGE_STATEMENT.format(schema=schema, batch=PURGE_BATCH))
        return int((await connection.execute(statement)).rowcount)
