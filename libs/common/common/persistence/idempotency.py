"""One effect for one key: the claim is the transaction's first statement, the answer its last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from common.kernel.errors import IdempotencyInFlight, IdempotencyKeyInvalid, IdempotencyKeyMissing, IdempotencyMismatch

from .database import Database
from .transaction import PostgresTransaction, StoredAnswer

LOCK_NOT_AVAILABLE: Final = "55P03"
KEY_SPELLING: Final = re.compile(r"[\x21-\x2b\x2d-\x7e]{1,255}")

# Naming the tenant rides along with the claim. A second caller waits here for the first one's commit.
CLAIM_STATEMENT: Final = """
WITH named AS MATERIALIZED (SELECT set_config('app.tenants', :tenant, true) AS tenant)
INSERT INTO {schema}.idempotency AS i (tenant_id, principal, route, key, fingerprint, expires_at)
SELECT CAST(named.tenant AS uuid), :principal, :route, :key, :fingerprint, clock_timestamp() + interval '24 hours'
FROM named
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
PURGE_STATEMENT: Final = "DELETE FROM {schema}.idempotency WHERE expires_at < clock_timestamp() - interval '1 hour'"


@dataclass(frozen=True, slots=True)
class IdempotencyClaim:
    principal: str
    route: str
    key: str
    fingerprint: bytes

    def answer_with(self, status: int, body: str) -> StoredAnswer:
        return StoredAnswer(self.principal, self.route, self.key, status, body)


@dataclass(frozen=True, slots=True)
class ReplayedAnswer:
    status: int
    body: bytes


def idempotency_key(headers: Sequence[str], *, required: bool) -> str | None:
    """The key, unquoted: `"abc"` and `abc` are one key. Raises IdempotencyKeyMissing or IdempotencyKeyInvalid."""
    if not headers:
        if required:
            raise IdempotencyKeyMissing
        return None
    key = headers[0]
    if len(key) > 2 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if len(headers) > 1 or '"' in key or KEY_SPELLING.fullmatch(key) is None:
        raise IdempotencyKeyInvalid
    return key


async def claim_key(tx: PostgresTransaction, claim: IdempotencyClaim) -> ReplayedAnswer | None:
    """None: go ahead, the key is yours. Raises IdempotencyMismatch or IdempotencyInFlight."""
    schema = tx.infrastructure.schema
    named = {"principal": claim.principal, "route": claim.route, "key": claim.key}
    try:
        claimed = await tx.connection.execute(
            text(CLAIM_STATEMENT.format(schema=schema)),
            {**named, "tenant": str(tx.tenant), "fingerprint": claim.fingerprint},
        )
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            raise IdempotencyInFlight from error
        raise
    if (row := claimed.one_or_none()) is not None:
        tx.received_at = row.created_at
        return None
    found = (
        await tx.connection.execute(text(STORED_ANSWER_QUERY.format(schema=schema)), {**named, "tenant": tx.tenant})
    ).one_or_none()
    if found is None or found.status is None:
        raise IdempotencyInFlight
    if found.fingerprint != claim.fingerprint:
        raise IdempotencyMismatch
    return ReplayedAnswer(found.status, found.body)


async def purge_expired_keys(database: Database, schema: str) -> None:
    """Delete keys that are long expired. Later than their time, so that a claim never meets a row half gone."""
    async with database.worker_transaction() as connection:
        await connection.execute(text(PURGE_STATEMENT.format(schema=schema)))
