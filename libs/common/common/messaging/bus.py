"""Bus: carries events between services. Two carriers, one promise: at least once, any order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

log = logging.getLogger(__name__)

REDELIVERY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Message:
    id: UUID
    topic: str
    body: bytes


Handler = Callable[[Message], Coroutine[None, None, None]]


@dataclass(frozen=True, slots=True)
class Subscription:
    """Subscription of one reader. The handler returns once the effect, or the parked message, is committed."""

    reader: str
    topics: Sequence[str]
    handler: Handler


class Bus(Protocol):
    carrier: str

    @property
    def connected(self) -> bool: ...

    async def publish(self, message: Message) -> None:
        """Return only once the carrier has taken responsibility for the message."""

    async def consume(self, subscription: Subscription) -> None:
        """Hand over messages until cancelled or the carrier is lost."""

    async def close(self) -> None: ...


@dataclass
class InMemoryBus:
    """Bus for all services in one process. Keeps the broker's manners: bytes in, a task of its own, repeats, retries.

    `publish` returns when every subscriber has committed the effect or durably parked the message, so an event
    counts as carried only then and a kill loses nothing. `repeats` hands every message over that many times, so
    that a handler that is not idempotent fails here first.
    """

    carrier = "in-process"
    repeats: int = 1
    expects: int = 0
    """How many readers must be listening before anything is carried: an event published at start waits for them."""
    connected: bool = True
    _subscriptions: list[Subscription] = field(default_factory=list)
    _listening: asyncio.Event = field(default_factory=asyncio.Event)

    async def publish(self, message: Message) -> None:
        if len(self._subscriptions) < self.expects:
            await self._listening.wait()
        readers = [s for s in self._subscriptions if message.topic in s.topics]
        async with asyncio.TaskGroup() as group:
            for subscription in readers:
                for _ in range(self.repeats):
                    group.create_task(subscription.handler(message))

    async def consume(self, subscription: Subscription) -> None:
        self._subscriptions.append(subscription)
        if len(self._subscriptions) >= self.expects:
            self._listening.set()
        try:
            await asyncio.Event().wait()
        finally:
            if subscription in self._subscriptions:
                self._subscriptions.remove(subscription)
            self._listening.clear()

    async def close(self) -> None:
        self._subscriptions.clear()
