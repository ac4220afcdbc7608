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

LIMIT_SECONDS: Final = 120.0
POLL_SECONDS: Final = 0.02


class ClockBehind(DomainError):
    def __init__(self) -> None:
        super().__init__("The test clock only moves forward.")


class ClockTooSlow(DomainError):
    def __init__(self) -> None:
        super().__init__("Not everything that is due was done in time. Advance again to go on from here.")


class Standing(BaseModel):
    """What one service answers: what is due next, and what is still under way."""

    next_due_at: datetime | None
    outbox_pending: int
    retrying: int
    published: dict[str, int]
    handled: dict[str, int]
    subscribed: list[str]
    fired: int = 0


class Step(NamedTuple):
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

    async def advance(self, tenant: UUID, *, real: datetime, shift: timedelta, to: datetime) -> list[Step]:
        """`real` is the database's time of just now. Raises ClockBehind, ClockTooSlow or ClockUnavailable."""
        if to < real + shift:
            raise ClockBehind
        try:
            async with asyncio.timeout(LIMIT_SECONDS):
                return await _Walk(self, tenant, real, shift).go(to)
        except TimeoutError:
            raise ClockTooSlow from None
        except httpx.HTTPError:
            raise ClockUnavailable from None

    async def turn(self, body: dict[str, object]) -> dict[str, Standing]:
        """Tell all services, at once; the answers by service."""
        answers = await asyncio.gather(*(self._turn(address, body) for address in self.peers.values()))
        return dict(zip(self.peers, answers, strict=True))

    async def _turn(self, address: str, body: dict[str, object]) -> Standing:
        answer = await self.client.post(f"{address.rstrip('/')}/internal/test-clock", json=body)
        return Standing.model_validate_json(answer.raise_for_status().content)


class _Walk:
    """One platform's way to an instant. Its shift only grows, so its time never runs backwards."""

    def __init__(self, clock: SandboxClock, tenant: UUID, real: datetime, shift: timedelta) -> None:
        self._clock, self._tenant = clock, tenant
        self._real, self._shift = real, shift
        self._started = asyncio.get_running_loop().time()

    async def go(self, to: datetime) -> list[Step]:
        steps: list[Step] = []
        standings = await self._settled()
        while (at := _earliest(standings, to)) is not None:
            # All services know the time before one acts on it: a fact never travels into the past.
            await self._reach(at)
            fired = await self._turn(fire=True)
            steps += [Step(at, service) for service, standing in fired.items() if standing.fired]
            standings = await self._settled()
        await self._reach(to)
        return steps

    async def _reach(self, at: datetime) -> None:
        passed = timedelta(seconds=asyncio.get_running_loop().time() - self._started)
        self._shift = max(self._shift, at - self._real - passed)
        await self._turn(shift_seconds=self._shift.total_seconds())

    async def _settled(self) -> dict[str, Standing]:
        """Wait until two readings in a row agree that nothing is under way."""
        before: dict[str, Standing] | None = None
        while True:
            standings = await self._turn()
            if _quiet(standings.values()) and standings == before:
                return standings
            before = standings
            await asyncio.sleep(POLL_SECONDS)

    async def _turn(self, **what: object) -> dict[str, Standing]:
        return await self._clock.turn({"tenant": str(self._tenant), **what})


def _quiet(standings: Collection[Standing]) -> bool:
    """Nothing waits to be sent or retried, and every reader has seen all that was published for it."""
    published: dict[str, int] = {}
    for standing in standings:
        published |= standing.published
    return all(
        standing.outbox_pending == standing.retrying == 0
        and all(standing.handled.get(topic, 0) == published.get(topic, 0) for topic in standing.subscribed)
        for standing in standings
    )


def _earliest(standings: Mapping[str, Standing], to: datetime) -> datetime | None:
    due = [standing.next_due_at for standing in standings.values() if standing.next_due_at]
    return min((at for at in due if at <= to), default=None)
