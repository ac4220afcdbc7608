"""Idempotency keys: one effect for one key. The claim is the transaction's first statement, the answer its last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.exc import DBAPIError

from common.kernel import crash_points
from common.kernel.errors import IdempotencyInFlight, IdempotencyKeyInvalid, IdempotencyKeyMissing, IdempotencyMismatch

from .database import LOCK_NOT_AVAILABLE, Database
from .direct_statements import build_direct
from .row_locks import RowBusy
from .tenant_connection import TenantConnection, spell_tenants
from .transaction import PostgresTransaction, StoredAnswer

KEY_SPELLING: Final = re.compile(r"[\x21-\x2b\x2d-\x7e]{1,255}")

CLAIM_STATEMENT: Final = """
-- Names the platforms for row security, in the same round trip. MATERIALIZED and read by the INSERT: it has to come
-- first, or the policy of the table lets no row in. Acts that share a transaction wait for no lock for long.
WITH named_tenants AS MATERIALIZED (
  SELECT set_config('app.tenants', :named, true), set_config('lock_timeout', :lock_timeout, true)
)
-- Inserts the keys, or takes over what has expired. In their order: two transactions never wait for one another. A
-- second caller of a key waits here for the first one's commit; then the row is there, the WHERE does not match, and
-- no row comes back: its answer is to be repeated. `created_at` is when it was claimed; the request was received
-- earlier, at the door (`common.kernel.receipt`).
INSERT INTO {schema}.idempotency AS i (tenant_id, principal, route, key, fingerprint, expires_at)
SELECT c.tenant, c.principal, c.route, c.key, c.fingerprint, clock_timestamp() + interval '24 hours'
FROM named_tenants, unnest(CAST(:tenants AS uuid[]), CAST(:principals AS text[]), CAST(:routes AS text[]),
                           CAST(:keys AS text[]), CAST(:fingerprints AS bytea[]))
  AS c(tenant, principal, route, key, fingerprint)
ORDER BY c.tenant, c.principal, c.route, c.key
ON CONFLICT (tenant_id, principal, route, key) DO UPDATE
SET fingerprint = excluded.fingerprint, status = NULL, body = NULL,
    created_at = clock_timestamp(), expires_at = excluded.expires_at
WHERE i.expires_at <= clock_timestamp()
RETURNING i.tenant_id, i.principal, i.route, i.key, i.created_at
"""
THESE_KEYS: Final = """
unnest(CAST(:tenants AS uuid[]), CAST(:principals AS text[]), CAST(:routes AS text[]), CAST(:keys AS text[]))
  AS c(tenant, principal, route, key)
"""
IS_THIS_KEY: Final = "i.tenant_id = c.tenant AND i.principal = c.principal AND i.route = c.route AND i.key = c.key"
STORED_ANSWERS_QUERY: Final = f"""
SELECT i.tenant_id, i.principal, i.route, i.key, i.fingerprint, i.status, i.body
FROM {THESE_KEYS} JOIN {{schema}}.idempotency i ON {IS_THIS_KEY}
"""  # noqa: S608 (expressions of ours)
RELEASE_STATEMENT: Final = f"""
-- Of acts that were refused: what they claimed in this very transaction.
DELETE FROM {{schema}}.idempotency i USING {THESE_KEYS} WHERE {IS_THIS_KEY}
"""  # noqa: S608 (expressions of ours)
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

    def answer_with(self, status: int, body: bytes) -> StoredAnswer:
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


async def claim_key(tx: PostgresTransaction, claim: IdempotencyClaim) -> ReplayedAnswer | None:
    """Claim a key: None means go ahead, it is yours. Raises IdempotencyMismatch or IdempotencyInFlight."""
    try:
        replayed: ReplayedAnswer | None = await tx.together(claim_together, claim)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            raise (IdempotencyInFlight() if tx.lane.is_patient else RowBusy("a rival's claim")) from error
        raise
    crash_points.pass_crash_point(tx.infrastructure.schema, tx.operation, "after_claim")
    return replayed


async def claim_together(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, IdempotencyClaim]]
) -> Sequence[ReplayedAnswer | Exception | None]:
    """Claim the keys of several acts, none of them twice; of each that is another's, read the answer."""
    schema = requests[0][0].infrastructure.schema
    tenants = frozenset(tenant for tx, _ in requests for tenant in tx.tenants)
    parameters = {
        **_key_parameters(requests),
        "named": spell_tenants(tenants),
        "lock_timeout": lane.lock_timeout,
        "fingerprints": [claim.fingerprint for _, claim in requests],
    }
    rows = await lane.fetch(build_direct(CLAIM_STATEMENT, schema), parameters)
    lane.note_named(tenants)
    claimed_at = {tuple(row[:4]): row.created_at for row in rows}
    taken = [request for request in requests if _identity(*request) not in claimed_at]
    answers = await _read_stored_answers(lane, schema, taken) if taken else {}
    outcomes: list[ReplayedAnswer | Exception | None] = []
    for tx, claim in requests:
        if (at := claimed_at.get(_identity(tx, claim))) is not None:
            tx.note_beginning(at)
            tx.claimed = claim
            outcomes.append(None)
        else:
            outcomes.append(_repeat_answer(answers.get(_identity(tx, claim)), claim))
    return outcomes


async def release_claims(lane: TenantConnection, refused: Sequence[PostgresTransaction]) -> None:
    """Give back the keys of acts that were refused: nothing has happened under them."""
    claims = [(tx, tx.claimed) for tx in refused if tx.claimed is not None]
    if claims:
        await lane.name_at_least(tenant for tx, _ in claims for tenant in tx.tenants)
        schema = claims[0][0].infrastructure.schema
        await lane.fetch(build_direct(RELEASE_STATEMENT, schema), _key_parameters(claims))


def _repeat_answer(stored: Row[Any] | None, claim: IdempotencyClaim) -> ReplayedAnswer | Exception:
    if stored is None or stored.status is None:
        return IdempotencyInFlight()
    if stored.fingerprint != claim.fingerprint:
        return IdempotencyMismatch()
    return ReplayedAnswer(stored.status, stored.body)


async def _read_stored_answers(
    lane: TenantConnection, schema: str, requests: Sequence[tuple[PostgresTransaction, IdempotencyClaim]]
) -> dict[tuple[Any, ...], Row[Any]]:
    rows = await lane.fetch(build_direct(STORED_ANSWERS_QUERY, schema), _key_parameters(requests))
    return {tuple(row[:4]): row for row in rows}


def _identity(tx: PostgresTransaction, claim: IdempotencyClaim) -> tuple[Any, ...]:
    return (tx.tenant, claim.principal, claim.route, claim.key)


def _key_parameters(requests: Sequence[tuple[PostgresTransaction, IdempotencyClaim]]) -> dict[str, Any]:
    return {
        "tenants": [tx.tenant for tx, _ in requests],
        "principals": [claim.principal for _, claim in requests],
        "routes": [claim.route for _, claim in requests],
        "keys": [claim.key for _, claim in requests],
    }


async def purge_expired_keys(database: Database, schema: str) -> int:
    """Delete keys that are long expired: one batch, each in a transaction of its own; return how many."""
    async with database.worker_transaction() as connection:
        statement = text(PURGE_STATEMENT.format(schema=schema, batch=PURGE_BATCH))
        return int((await connection.execute(statement)).rowcount)
