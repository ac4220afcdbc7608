"""Acknowledging: what a channel of RabbitMQ has brought is answered in the order of its coming."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Collection
from typing import Any, NamedTuple

from aio_pika.exceptions import AMQPError, ChannelInvalidStateError

from common.jobs.supervision import is_being_cancelled

log = logging.getLogger(__name__)


class Unacknowledged:
    """Tags of what one channel has brought and nobody has acknowledged yet, in the order of its coming."""

    def __init__(self, channel: Any) -> None:
        self._channel = channel
        self._left: dict[int, int] = {}
        """Of each the events that are still to be carried out."""

    def note(self, tag: int, events: int = 1) -> None:
        self._left[tag] = events

    async def acknowledge(self, tags: Collection[int]) -> None:
        """Acknowledge, in one answer, everything up to the first that is still to be carried out.

        A tag is named once for each of its events. What was given back is not ours any more.
        """
        for tag in tags:
            if tag in self._left:
                self._left[tag] -= 1
        last = None
        while self._left and (first := next(iter(self._left.items())))[1] <= 0:
            last = first[0]
            del self._left[last]
        if last is not None:
            await self._answer(self._channel.basic_ack(last, multiple=True))

    async def give_back(self, tags: Collection[int]) -> None:
        for tag in tags:
            if self._left.pop(tag, None) is not None:
                await self._answer(self._channel.basic_nack(tag, requeue=True))

    async def _answer(self, answer: Awaitable[Any]) -> None:
        """A channel that is gone takes no answer: the broker brings all of it again on the next one, and every event
        has its effect once."""
        try:
            await answer
        except (ChannelInvalidStateError, AMQPError, ConnectionError, asyncio.CancelledError) as error:
            if is_being_cancelled():
                raise
            log.info("an acknowledgement is lost with its channel: %r", error)


class Tag(NamedTuple):
    unacknowledged: Unacknowledged
    tag: int
