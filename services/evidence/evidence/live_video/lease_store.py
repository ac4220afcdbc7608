"""Leases of checks in Postgres, on the database's own time: no test clock moves them."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from common.persistence.transaction import PostgresTransaction

from .domain.check_lease import LEASE, PAUSE_AFTER_FAILURE

_OF_SESSION: Final = "WHERE tenant_id = :tenant AND id = :id AND state = 'finished'"
_TAKE: Final = text(f"""
-- Counted when it begins: what ends with its process could not be counted afterwards.
UPDATE evidence.video_sessions
SET leased_until = clock_timestamp() + CAST(:lease AS interval), attempts = attempts + :counted {_OF_SESSION}
  AND (leased_until IS NULL OR leased_until < clock_timestamp()) RETURNING attempts
""")  # noqa: S608 (a condition of ours)
_RENEW: Final = text(f"""
-- What was given back, or put off by another, stays so.
UPDATE evidence.video_sessions SET leased_until = greatest(leased_until, clock_timestamp() + CAST(:lease AS interval))
{_OF_SESSION} AND leased_until IS NOT NULL
""")  # noqa: S608
_GIVE_BACK: Final = text(f"""
UPDATE evidence.video_sessions SET leased_until = NULL, attempts = greatest(attempts - 1, 0) {_OF_SESSION}
""")  # noqa: S608
_PUT_OFF: Final = text(f"""
UPDATE evidence.video_sessions SET leased_until = clock_timestamp() + CAST(:pause AS interval) {_OF_SESSION}
RETURNING attempts
""")  # noqa: S608


class CheckLeaseStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def take(self, session: UUID, *, counted: int = 1) -> int | None:
        row = (await self._ask(_TAKE, session, lease=LEASE, counted=counted)).one_or_none()
        return None if row is None else int(row.attempts)

    async def renew(self, session: UUID) -> None:
        await self._ask(_RENEW, session, lease=LEASE)

    async def give_back(self, session: UUID) -> None:
        await self._ask(_GIVE_BACK, session)

    async def put_off(self, session: UUID) -> int:
        row = (await self._ask(_PUT_OFF, session, pause=PAUSE_AFTER_FAILURE)).one_or_none()
        return 0 if row is None else int(row.attempts)

    async def _ask(self, statement: Any, session: UUID, **values: object) -> Any:
        return await self._tx.execute(statement, {"tenant": self._tx.tenant, "id": session, **values})
