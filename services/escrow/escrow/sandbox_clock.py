"""Sandbox clock: moves one platform's time from one due instant to the next, through all services."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

import httpx
from pydantic import BaseModel

from common.kernel import seams
from common.kernel.errors import DomainError

ADVANCE_LIMIT_SECONDS: Final = 120.0
POLL_SECONDS: Final = 0.02


class ClockBehind(DomainError):
    def __init__(self) -> None:
        super().__init__("The test clock only moves forward.")


class ClockTooSlow(DomainError):
    def __init__(self) -> None:
        super().__init__("Not everything that is due was done in time. Advance again to go on from here.")


class ClockUnavailable(DomainError):
    def __init__(self) -> None:
        super().__init__("A service did not answer. Advance again to go on from here.")


class ServiceProgress(BaseModel):
    """Answer of one service: what is due next, and what is still under way."""

    next_due_at: datetime | None
    outbox_pending: int
    retrying: int
    published: dict[str, int]
    handled: dict[str, int]
    subscribed: list[str]
    fired: int = 0


class ClockStep(NamedTuple):
    at: datetime
    service: str


@dataclass(frozen=True)
class SandboxClock:
    client: httpx.AsyncClient
    """Sends the internal secret with every request."""
    peers: Mapping[str, str]
    """Addresses of all services by name."""

    async def advance(
        self, tenant: UUID, *, database_time: datetime, offset: timedelta, target: datetime
    ) -> list[ClockStep]:
        """Move a platform's time forward from `database_time` (of just now) and its `offset`.

        Raises ClockBehind, ClockTooSlow or ClockUnavailable.
        """
        if target < database_time + offset:
            raise ClockBehind
        try:
            async with asyncio.timeout(ADVANCE_LIMIT_SECONDS):
                return await _ClockWalk(self, tenant, database_time, offset).walk_to(target)
        except TimeoutError:
            raise ClockTooSlow from None
        except httpx.HTTPError:
            raise ClockUnavailable from None

    async def call_services(self, body: dict[str, object]) -> dict[str, ServiceProgress]:
        """Send it to all services at once; return the answers by service."""
        answers = await asyncio.gather(*(self._call_service(address, body) for address in self.peers.values()))
        return dict(zip(self.peers, answers, strict=True))

    async def _call_service(self, address: str, body: dict[str, object]) -> ServiceProgress:
        answer = await self.client.post(f"{address.rstrip('/')}/internal/test-clock", json=body)
        return ServiceProgress.model_validate_json(answer.raise_for_status().content)


class _ClockWalk:
    """Walk of one platform to an instant. Its offset only grows, so its time never runs backwards."""

    def __init__(self, clock: SandboxClock, tenant: UUID, database_time: datetime, offset: timedelta) -> None:
        self._clock, self._tenant = clock, tenant
        self._database_time, self._offset = database_time, offset
        self._started = seams.monotonic()

    async def walk_to(self, target: datetime) -> list[ClockStep]:
        steps: list[ClockStep] = []
        progress = await self._wait_until_quiet()
        while (due_at := _earliest_due(progress, target)) is not None:
            # All services know the time before one acts on it: an event never travels into the past.
            await self._set_time(due_at)
            answers = await self._call_services(fire=True)
            steps += [ClockStep(due_at, service) for service, answer in answers.items() if answer.fired]
            progress = await self._wait_until_quiet()
        await self._set_time(target)
        return steps

    async def _set_time(self, time: datetime) -> None:
        elapsed = timedelta(seconds=seams.monotonic() - self._started)
        self._offset = max(self._offset, time - self._database_time - elapsed)
        await self._call_services(shift_seconds=self._offset.total_seconds())

    async def _wait_until_quiet(self) -> dict[str, ServiceProgress]:
        """Wait until two readings in a row agree that nothing is under way."""
        before: dict[str, ServiceProgress] | None = None
        while True:
            progress = await self._call_services()
            if _is_quiet(progress.values()) and progress == before:
                return progress
            before = progress
            await seams.sleep(POLL_SECONDS)

    async def _call_services(self, **fields: object) -> dict[str, ServiceProgress]:
        return await self._clock.call_services({"tenant": str(self._tenant), **fields})


def _is_quiet(services: Collection[ServiceProgress]) -> bool:
    """Tell whether nothing waits to be sent or retried, and every reader has seen all that was published for it."""
    published: dict[str, int] = {}
    for service in services:
        published |= service.published
    return all(
        service.outbox_pending == service.retrying == 0
        and all(service.handled.get(topic, 0) == published.get(topic, 0) for topic in service.subscribed)
        for service in services
    )


def _earliest_due(progress: Mapping[str, ServiceProgress], target: datetime) -> datetime | None:
    due = [service.next_due_at for service in progress.values() if service.next_due_at]
    return min((due_at for due_at in due if due_at <= target), default=None)
