"""Leased checks: each is begun under a lease that is renewed for as long as it takes. One that breaks off counts as
nothing, one that ends its process does, so that no recording is begun for ever."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from common.kernel import seams
from common.persistence.database import is_unavailable

from .domain.check_lease import MAX_FAILURES, RENEWAL_SECONDS, CheckLeases

log = logging.getLogger(__name__)

CheckRecording = Callable[[UUID, UUID], Awaitable[None]]
"""Of a platform, one recording: look into it and record what was found, or record that it stays undecided."""
CHECKED: Final = 1
NOT_CHECKED: Final = 0


@dataclass(frozen=True)
class LeasedChecks:
    """Runs checks of one kind of recordings."""

    begin: Callable[[UUID], Any]
    leases_of: Callable[[Any], CheckLeases]
    check: CheckRecording
    leave_undecided: CheckRecording
    _broken_off: set[UUID] = field(default_factory=set)
    """Checks that could not be given back: they did not fail."""

    async def run_check(self, tenant: UUID, id: UUID) -> int:
        """Check one recording, unless somebody is at it or it is put off; returns whether it is checked now."""
        async with self.begin(tenant) as tx:
            begun = await self.leases_of(tx).take(id, counted=0 if id in self._broken_off else 1)
        if begun is None:
            return NOT_CHECKED
        self._broken_off.discard(id)
        if begun > MAX_FAILURES:
            log.error("checks of the recording %s have ended with their process %d times", id, MAX_FAILURES)
            await self.leave_undecided(tenant, id)
            return CHECKED
        return await self._check_leased(tenant, id)

    async def _check_leased(self, tenant: UUID, id: UUID) -> int:
        try:
            async with self._renewing_lease(tenant, id):
                await self.check(tenant, id)
        except asyncio.CancelledError:
            await self._give_back(tenant, id)
            raise
        except Exception as failure:
            if is_unavailable(failure):
                await self._give_back(tenant, id)
                raise
            log.exception("the recording %s could not be checked", id)
            return await self._put_off_or_give_up(tenant, id)
        return CHECKED

    async def _give_back(self, tenant: UUID, id: UUID) -> None:
        """Leave it to the next pass. Where the database takes nothing, its lease runs out by itself."""
        try:
            async with self.begin(tenant) as tx:
                await self.leases_of(tx).give_back(id)
        except Exception:
            self._broken_off.add(id)

    async def _put_off_or_give_up(self, tenant: UUID, id: UUID) -> int:
        async with self.begin(tenant) as tx:
            begun = await self.leases_of(tx).put_off(id)
        if begun < MAX_FAILURES:
            return NOT_CHECKED
        await self.leave_undecided(tenant, id)
        return CHECKED

    @asynccontextmanager
    async def _renewing_lease(self, tenant: UUID, id: UUID) -> AsyncIterator[None]:
        renewing = asyncio.create_task(self._renew_lease(tenant, id))
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.wait({renewing})

    async def _renew_lease(self, tenant: UUID, id: UUID) -> None:
        """Run until cancelled. Without a database for a while, another may begin too: it ends the same."""
        while True:
            await seams.sleep(RENEWAL_SECONDS)
            with suppress(Exception):
                async with self.begin(tenant) as tx:
                    await self.leases_of(tx).renew(id)
