"""The sandbox's clock: moves one platform's time from one due instant to the next, through all services."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

import httpx
from pydantic import BaseModel

from common.kernel.errors import DomainError

ADVANCE_LIMIT_SECONDS: Final = 120.0
POLL_SECONDS: Final = 0.02


class ClockBehind(DomainError):
    def __init__(self) -> None:
        super().__init__("The test clock only moves forward.")


class ClockTooSlow(DomainError):
    def __init__(self) -> None:
        super().__init__("Not everything that is due was done in time. Advance again to go on from here.")


class ServiceProgress(BaseModel):
    """What one service answers: what is due next, and what is still under way."""

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


class ClockUnavailable(DomainError):
    def __init__(self) -> None:
        super().__init__("A service did not answer. Advance again to go on from here.")


@dataclass(frozen=True)
class SandboxClock:
    client: httpx.AsyncClient
    """Sends the internal secret with every request."""
    peers: Mapping[str, str]
    """Addresses of all services by name."""

    async def advance(self, tenant: UUID, *, real: datetime, shift: timedelta, to: datetime) -> list[ClockStep]:
        """`real` is the database's time of just now. Raises ClockBehind, ClockTooSlow or ClockUnavailable."""
        if to < real + shift:
            raise ClockBehind
        try:
            async with asyncio.timeout(ADVANCE_LIMIT_SECONDS):
                return await _ClockWalk(self, tenant, real, shift).walk_to(to)
        except TimeoutError:
            raise ClockTooSlow from None
        except httpx.HTTPError:
            raise ClockUnavailable from None

    async def call_services(self, body: dict[str, object]) -> dict[str, ServiceProgress]:
        """Tell all services, at once; the answers by service."""
        answers = await asyncio.gather(*(self._call_service(address, body) for address in self.peers.values()))
        return dict(zip(self.peers, answers, strict=True))

    async def _call_service(self, address: str, body: dict[str, object]) -> ServiceProgress:
        answer = await self.client.post(f"{address.rstrip('/')}/internal/test-clock", json=body)
        return ServiceProgress.model_validate_json(answer.raise_for_status().content)


class _ClockWalk:
    """One platform's way to an instant. Its shift only grows, so its time never runs backwards."""

    def __init__(self, clock: SandboxClock, tenant: UUID, real: datetime, shift: timedelta) -> None:
        self._clock, self._tenant = clock, tenant
        self._real, self._shift = real, shift
        self._started = asyncio.get_running_loop().time()

    async def walk_to(self, to: datetime) -> list[ClockStep]:
        steps: list[ClockStep] = []
        standings = await self._wait_until_quiet()
        while (at := _earliest_due(standings, to)) is not None:
            # All services know the time before one acts on it: a fact never travels into the past.
            await self._set_time(at)
            fired = await self._call_services(fire=True)
            steps += [ClockStep(at, service) for service, standing in fired.items() if standing.fired]
            standings = await self._wait_until_quiet()
        await self._set_time(to)
        return steps

    async def _set_time(self, at: datetime) -> None:
        passed = timedelta(seconds=asyncio.get_running_loop().time() - self._started)
        self._shift = max(self._shift, at - self._real - passed)
        await self._call_services(shift_seconds=self._shift.total_seconds())

    async def _wait_until_quiet(self) -> dict[str, ServiceProgress]:
        """Wait until two readings in a row agree that nothing is under way."""
        before: dict[str, ServiceProgress] | None = None
        while True:
            standings = await self._call_services()
            if _is_quiet(standings.values()) and standings == before:
                return standings
            before = standings
            await asyncio.sleep(POLL_SECONDS)

    async def _call_services(self, **what: object) -> dict[str, ServiceProgress]:
        return await self._clock.call_services({"tenant": str(self._tenant), **what})


def _is_quiet(standings: Collection[ServiceProgress]) -> bool:
    """Nothing waits to be sent or retried, and every reader has seen all that was published for it."""
    published: dict[str, int] = {}
    for standing in standings:
        published |= standing.published
    return all(
        standing.outbox_pending == standing.retrying == 0
        and all(standing.handled.get(topic, 0) == published.get(topic, 0) for topic in standing.subscribed)
        for standing in standings
    )


def _earliest_due(standings: Mapping[str, ServiceProgress], to: datetime) -> datetime | None:
    due = [standing.next_due_at for standing in standings.values() if standing.next_due_at]
    return min((at for at in due if at <= to), default=None)
