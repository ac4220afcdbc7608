"""Bus: carries events between services. Two carriers, one promise: at least once, any order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol
from uuid import UUID

from common.jobs.heartbeat import WorkerHeartbeat

from .delivery_groups import Delivery, DeliveryGroups


@dataclass(frozen=True, slots=True)
class Message:
    id: UUID
    topic: str
    body: bytes
    platform: UUID | None = None
    """Whose it is, so that readers can give every platform its place; None where nobody says."""
    subject: UUID | None = None
    """Of its event, where whoever carries it knows: what is told of one subject leaves in its order."""

    def to_delivery(self) -> Delivery:
        return Delivery(str(self.id), self.topic, self.body, str(self.platform or ""))


class MessageRefused(Exception):
    """The carrier is there and does not take this message: no queue wants it, or one is full."""


GroupHandler = Callable[[Sequence[Delivery]], Coroutine[None, None, None]]
FetchLost = Callable[[], Awaitable[int]]
"""Fetches what was published and has not come, and counts it."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Subscription of one reader. The handler returns once of each the effect, or the stored message, is committed."""

    reader: str
    topics: Sequence[str]
    handler: GroupHandler
    heartbeat: WorkerHeartbeat = field(default_factory=WorkerHeartbeat)
    on_new_queue: Callable[[], Coroutine[None, None, None]] | None = None
    """Fetches what a queue that was lost had held. None: nobody can."""
    fetch_lost: FetchLost | None = None
    """None: nobody can tell."""


class Bus(Protocol):
    carrier: str

    @property
    def connected(self) -> bool: ...

    async def publish(self, message: Message) -> None:
        """Return only once the carrier has taken responsibility for the message. Raises MessageRefused."""

    async def consume(self, subscription: Subscription) -> None:
        """Hand over messages, in groups of what is there, until cancelled or the carrier is lost."""

    async def close(self) -> None: ...


class _Listener(NamedTuple):
    subscription: Subscription
    waiting: DeliveryGroups[asyncio.Future[None]]


@dataclass
class InMemoryBus:
    """Bus for all services in one process. Keeps the broker's manners: bytes in, groups, repeats, retries.

    `publish` returns when every subscriber has committed the effect or durably parked the message, so an event
    counts as carried only then and a kill loses nothing. `repeats` hands every message over that many times, so
    that a handler that is not idempotent fails here first.
    """

    carrier = "in-process"
    repeats: int = 1
    expects: int = 0
    """How many readers must be listening before anything is carried: an event published at start waits for them."""
    connected: bool = True
    _listeners: list[_Listener] = field(default_factory=list)
    _listening: asyncio.Event = field(default_factory=asyncio.Event)

    async def publish(self, message: Message) -> None:
        if len(self._listeners) < self.expects:
            await self._listening.wait()
        carried: list[asyncio.Future[None]] = []
        for listener in self._listeners:
            if message.topic in listener.subscription.topics:
                for _ in range(self.repeats):
                    carried.append(asyncio.get_running_loop().create_future())
                    listener.waiting.add(message.to_delivery(), carried[-1])
        await asyncio.gather(*carried)

    async def consume(self, subscription: Subscription) -> None:
        listener = _Listener(subscription, DeliveryGroups())
        self._listeners.append(listener)
        if len(self._listeners) >= self.expects:
            self._listening.set()
        try:
            while True:
                await _carry_next_group(listener)
        finally:
            self._listeners.remove(listener)
            self._listening.clear()
            for _, carried in listener.waiting.take_all():
                _finish(carried, ConnectionError("nobody listens any more"))

    async def close(self) -> None:
        """Nothing is kept open."""


async def _carry_next_group(listener: _Listener) -> None:
    subscription, waiting = listener
    subscription.heartbeat.record_beat()
    group = await waiting.take_group()
    failure: BaseException | None = None
    try:
        if group:
            await subscription.handler([delivery for delivery, _ in group])
    except Exception as error:
        failure = error
    except asyncio.CancelledError:
        failure = ConnectionError("nobody listens any more")
        raise
    finally:
        for _, carried in group:
            _finish(carried, failure)


def _finish(carried: asyncio.Future[None], failure: BaseException | None) -> None:
    if carried.done():  # whoever published it has given up
        return
    if failure is None:
        carried.set_result(None)
    else:
        carried.set_exception(failure)
