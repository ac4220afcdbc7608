"""Leases of checks in Postgres, on the database's own time: no test clock moves them."""

from __future__ import annotations

from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import TextClause, text

from common.persistence.transaction import PostgresTransaction

from .domain.check_lease import LEASE, PAUSE_AFTER_FAILURE


class LeaseStatements(NamedTuple):
    """Statements on the leases of one table, each for one row that waits for its check."""

    take: TextClause
    renew: TextClause
    give_back: TextClause
    put_off: TextClause
    begin_anew: TextClause


def _lease_statements(table: str, key: str, waiting: str) -> LeaseStatements:
    """`waiting`: condition that a row waits for its check."""
    update, row = f"UPDATE evidence.{table} SET", f"WHERE tenant_id = :tenant AND {key} = :id"
    own = f"{row} AND {waiting}"
    return LeaseStatements(
        # Counted when it begins: what ends with its process could not be counted afterwards.
        take=text(f"""{update} attempts = attempts + :counted,
  leased_until = clock_timestamp() + CAST(:lease AS interval)
{own} AND (leased_until IS NULL OR leased_until < clock_timestamp()) RETURNING attempts"""),
        # What was given back, or put off by another, stays so.
        renew=text(f"""{update} leased_until = greatest(leased_until, clock_timestamp() + CAST(:lease AS interval))
{own} AND leased_until IS NOT NULL"""),
        give_back=text(f"{update} leased_until = NULL, attempts = greatest(attempts - 1, 0) {own}"),
        put_off=text(
            f"""{update} leased_until = clock_timestamp() + CAST(:pause AS interval) {own} RETURNING attempts"""
        ),
        begin_anew=text(f"{update} leased_until = NULL, attempts = 0 {row}"),
    )


LIVE_VIDEOS: Final = _lease_statements("video_sessions", "id", "state = 'finished'")
EXTERNAL_VIDEOS: Final = _lease_statements("external_videos", "item", "checked_at IS NULL")


class CheckLeaseStore:
    def __init__(self, tx: PostgresTransaction, statements: LeaseStatements = LIVE_VIDEOS) -> None:
        self._tx, self._statements = tx, statements

    async def take(self, recording: UUID, *, counted: int = 1) -> int | None:
        row = (await self._ask(self._statements.take, recording, lease=LEASE, counted=counted)).one_or_none()
        return None if row is None else int(row.attempts)

    async def renew(self, recording: UUID) -> None:
        await self._ask(self._statements.renew, recording, lease=LEASE)

    async def give_back(self, recording: UUID) -> None:
        await self._ask(self._statements.give_back, recording)

    async def put_off(self, recording: UUID) -> int:
        row = (await self._ask(self._statements.put_off, recording, pause=PAUSE_AFTER_FAILURE)).one_or_none()
        return 0 if row is None else int(row.attempts)

    async def begin_anew(self, recording: UUID) -> None:
        await self._ask(self._statements.begin_anew, recording)

    async def _ask(self, statement: Any, recording: UUID, **values: object) -> Any:
        return await self._tx.execute(statement, {"tenant": self._tx.tenant, "id": recording, **values})
