"""Sandbox clock: holds one platform's time and moves it from one due instant to the next, through all services."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

import httpx
from pydantic import BaseModel

from common.kernel import seams
from common.kernel.errors import DomainError

ADVANCE_LIMIT_SECONDS: Final = 120.0
POLL_SECONDS: Final = 0.02
MAX_POLL_SECONDS: Final = 0.2
"""What is under way for longer is asked about less often."""

ReadDatabaseTime = Callable[[UUID], Awaitable[datetime]]
"""Tells the database's time, without the offset of any platform."""


class ClockTooSlow(DomainError):
    def __init__(self, now: datetime, target: datetime) -> None:
        self.now, self.target = now, target
        super().__init__(
            "Not everything that is due was done in time. Time stands still where it is: send the same again to go on."
        )


class ClockUnavailable(DomainError):
    def __init__(self) -> None:
        super().__init__("A service did not answer. Time stands still where it is: send the same again to go on.")


class TravellingEvent(BaseModel):
    id: UUID
    topic: str


class ServiceProgress(BaseModel):
    """Answer of one service: what is due next, and what is still under way."""

    held_at: datetime | None
    next_due_at: datetime | None
    outbox_pending: int
    retrying: int
    events: list[TravellingEvent]
    last: int
    unheard: list[UUID]
    subscribed: list[str]
    fired: int = 0


class ClockStep(NamedTuple):
    at: datetime
    service: str


class Advanced(NamedTuple):
    now: datetime
    """The target, or later where time had run past it."""
    steps: list[ClockStep]


@dataclass(frozen=True)
class SandboxClock:
    client: httpx.AsyncClient
    """Sends the internal secret with every request."""
    peers: Mapping[str, str]
    """Addresses of all services by name."""
    read_database_time: ReadDatabaseTime
    _locks: defaultdict[UUID, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    """One walk of a platform at a time."""

    async def advance(self, tenant: UUID, *, since: datetime, target: datetime, hold: bool) -> Advanced:
        """Move a platform's time forward from `since` to `target`, and do all that is due by then.

        Time stands still on the way, so that whatever is done at a step is done at its instant; at the end it runs on,
        unless it is to be held. Raises ClockTooSlow or ClockUnavailable: then it stands still where it is.
        """
        walk = _ClockWalk(self, tenant, since)
        try:
            async with asyncio.timeout(ADVANCE_LIMIT_SECONDS), self._locks[tenant]:
                steps = await walk.walk_to(target)
                if not hold:
                    await self._let_run(tenant, walk.now)
                return Advanced(walk.now, steps)
        except TimeoutError:
            raise ClockTooSlow(walk.now, target) from None
        except httpx.HTTPError:
            raise ClockUnavailable from None

    async def release(self, tenant: UUID, time: datetime) -> None:
        """Let a held time run on from `time`. Raises ClockUnavailable."""
        try:
            async with self._locks[tenant]:
                await self._let_run(tenant, time)
        except httpx.HTTPError:
            raise ClockUnavailable from None

    async def call_services(
        self, tenant: UUID, bodies: Mapping[str, Mapping[str, object]]
    ) -> dict[str, ServiceProgress]:
        """Send each service its body, all at once; return the answers by service."""
        calls = (self._call_service(address, tenant, bodies[name]) for name, address in self.peers.items())
        return dict(zip(self.peers, await asyncio.gather(*calls), strict=True))

    async def _let_run(self, tenant: UUID, time: datetime) -> None:
        shift = time - await self.read_database_time(tenant)
        body = {"shift_microseconds": shift // timedelta(microseconds=1)}
        await self.call_services(tenant, dict.fromkeys(self.peers, body))

    async def _call_service(self, address: str, tenant: UUID, body: Mapping[str, object]) -> ServiceProgress:
        body = {"tenant": str(tenant), **body}
        answer = await self.client.post(f"{address.rstrip('/')}/internal/test-clock", json=body)
        return ServiceProgress.model_validate_json(answer.raise_for_status().content)


class _ClockWalk:
    """Walk of one platform to an instant, from where its time stands still."""

    def __init__(self, clock: SandboxClock, tenant: UUID, since: datetime) -> None:
        self._clock, self._tenant, self.now = clock, tenant, since
        self._journeys = _Journeys(clock.peers)

    async def walk_to(self, target: datetime) -> list[ClockStep]:
        steps: list[ClockStep] = []
        await self._hold(self.now)
        target = max(target, self.now)
        progress = await self._wait_until_quiet()
        while (due_at := _earliest_due(progress, target)) is not None:
            # All services know the time before one acts on it: an event never travels into the past.
            await self._hold(due_at)
            answers = await self._call_services(fire=True)
            steps += [ClockStep(due_at, service) for service, answer in answers.items() if answer.fired]
            progress = await self._wait_until_quiet()
        await self._hold(target)
        return steps

    async def _hold(self, time: datetime) -> None:
        """Hold time at this instant, or where it is if it is further: at the same in all services."""
        self.now = time
        while True:
            progress = await self._call_services(hold_at=self.now.isoformat())
            held = {answer.held_at for answer in progress.values() if answer.held_at is not None}
            if held == {self.now}:
                return
            self.now = max(held | {self.now})

    async def _wait_until_quiet(self) -> dict[str, ServiceProgress]:
        """Wait until two readings in a row agree that nothing is under way, and nothing new has happened between."""
        was_quiet, pause = False, POLL_SECONDS
        while True:
            known_count = self._journeys.count
            progress = await self._call_services()
            is_quiet = _is_quiet(progress.values()) and self._journeys.are_over
            if was_quiet and is_quiet and known_count == self._journeys.count:
                return progress
            was_quiet = is_quiet
            await seams.sleep(pause)
            pause = min(pause * 1.2, MAX_POLL_SECONDS)

    async def _call_services(self, **fields: object) -> dict[str, ServiceProgress]:
        bodies = {service: self._journeys.describe(service) | fields for service in self._clock.peers}
        progress = await self._clock.call_services(self._tenant, bodies)
        self._journeys.follow(progress)
        return progress


class _Journeys:
    """Events between the carrier and the inboxes of their readers: published already, and not heard yet."""

    def __init__(self, services: Collection[str]) -> None:
        self._after: dict[str, int] = {}
        self._seen: set[UUID] = set()
        self._awaited: dict[str, set[UUID]] = {service: set() for service in services}

    @property
    def count(self) -> int:
        """Number of events published so far."""
        return len(self._seen)

    @property
    def are_over(self) -> bool:
        return not any(self._awaited.values())

    def describe(self, service: str) -> dict[str, object]:
        """What a service is asked: for its new events, and for those that may be on their way to it."""
        return {"after": self._after.get(service), "awaited": [str(id) for id in self._awaited[service]]}

    def follow(self, progress: Mapping[str, ServiceProgress]) -> None:
        for service, answer in progress.items():
            self._after[service] = answer.last
            self._awaited[service].intersection_update(answer.unheard)
        new = {event.id: event.topic for answer in progress.values() for event in answer.events}
        for id, topic in new.items():
            if id not in self._seen:
                for service, answer in progress.items():
                    if topic in answer.subscribed:
                        self._awaited[service].add(id)
        self._seen.update(new)


def _is_quiet(services: Collection[ServiceProgress]) -> bool:
    """Tell whether nothing waits to be sent or retried."""
    return all(service.outbox_pending == service.retrying == 0 for service in services)


def _earliest_due(progress: Mapping[str, ServiceProgress], target: datetime) -> datetime | None:
    due = [service.next_due_at for service in progress.values() if service.next_due_at]
    return min((due_at for due_at in due if due_at <= target), default=None)
