"""Connection within one PostgreSQL transaction that names whose rows a statement may see, and remembers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from .direct_statements import DirectStatement, fetch_directly
from .session_settings import LOCK_NOT_AVAILABLE, SESSION_SETTINGS

ALONE_LOCK_TIMEOUT: Final = SESSION_SETTINGS["lock_timeout"]
SHARED_LOCK_TIMEOUT: Final = "200ms"
"""Of what several acts share: what has to wait longer for a lock is run again alone, with the patience of its own."""

NAME_TENANTS: Final = DirectStatement(
    "SELECT set_config('app.tenants', :tenants, true), set_config('lock_timeout', :lock_timeout, true),"
    " clock_timestamp()"
)


class TenantConnection:
    """Connection of one transaction. A statement sees the rows of exactly the platforms named last.

    What one act alone asks is asked under its own platforms; what several ask together, under theirs, and by the
    platform of each, which is part of the key.
    """

    def __init__(self, connection: AsyncConnection, *, is_patient: bool = True) -> None:
        self.connection = connection
        self.is_patient = is_patient
        """Waits for rows that others have locked; else it gives them up as busy."""
        self.lock_timeout = ALONE_LOCK_TIMEOUT if is_patient else SHARED_LOCK_TIMEOUT
        self.row_owners: dict[object, object] = {}
        """Who of several acts holds a row whose change is not written yet."""
        self._named: frozenset[UUID] = frozenset()

    async def execute(self, statement: Executable, parameters: Any = None) -> Any:
        """Run a statement under whatever is named."""
        return await self.connection.execute(statement, parameters)

    async def fetch(self, statement: DirectStatement, parameters: Mapping[str, Any]) -> Sequence[Any]:
        """Fetch the rows of what is sent again and again, under whatever is named."""
        return await fetch_directly(self.connection, statement, parameters)

    async def name(self, tenants: Iterable[UUID]) -> None:
        """Name the platforms for row security, unless they are."""
        if (wanted := frozenset(tenants)) != self._named:
            await self.begin(wanted)

    async def name_at_least(self, tenants: Iterable[UUID]) -> None:
        """Name the platforms for a statement whose every key has its platform, unless they are among the named."""
        if not (wanted := frozenset(tenants)) <= self._named:
            await self.begin(wanted)

    async def begin(self, tenants: frozenset[UUID]) -> datetime:
        """Name the platforms, and read the clock."""
        asked = {"tenants": spell_tenants(tenants), "lock_timeout": self.lock_timeout}
        [row] = await self.fetch(NAME_TENANTS, asked)
        self._named = tenants
        return cast("datetime", row.clock_timestamp)

    def note_named(self, tenants: Iterable[UUID]) -> None:
        """Note what a statement has named by itself."""
        self._named = frozenset(tenants)


def spell_tenants(tenants: Iterable[UUID]) -> str:
    """Spell them as the policy of the tables reads them."""
    return ",".join(sorted(str(tenant) for tenant in tenants))


def is_lock_timeout(failure: Exception) -> bool:
    """Tell whether a lock was waited for too long."""
    return isinstance(failure, DBAPIError) and getattr(failure.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE


def is_connection_lost(failure: Exception) -> bool:
    """Tell whether it is not known what has become of the last statement."""
    if isinstance(failure, DBAPIError):
        return failure.connection_invalidated or getattr(failure.orig, "sqlstate", None) is None
    return isinstance(failure, OSError | TimeoutError)
