"""Bundle sender: what is published in the same turn of the loop leaves together, and each is told what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, NamedTuple

from .bundles import sort_into_bundles
from .bus import Message, MessageRefused

SendBundle = Callable[[Sequence[Message]], Awaitable[None]]
"""Sends messages that have the same readers as one. Raises MessageRefused where their carrier takes none of them."""

NOBODY_SENDS: Final = "nobody sends it any more"


class _Leaving(NamedTuple):
    """Event that leaves, and who waits for its confirmation."""

    message: Message
    confirmed: asyncio.Future[None]

    def confirm(self) -> None:
        if not self.confirmed.done():  # whoever published it may have given up
            self.confirmed.set_result(None)

    def fail(self, failure: BaseException) -> None:
        if not self.confirmed.done():
            self.confirmed.set_exception(failure)


class BundleSender:
    def __init__(self, send_bundle: SendBundle) -> None:
        self._send_bundle = send_bundle
        self._leaving: list[_Leaving] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def send(self, message: Message) -> None:
        """Send it with what else leaves now. Returns once it is confirmed, and raises what befell it."""
        loop = asyncio.get_running_loop()
        leaving = _Leaving(message, loop.create_future())
        if not self._leaving:
            loop.call_soon(self._begin)
        self._leaving.append(leaving)
        await leaving.confirmed

    async def close(self) -> None:
        """Send nothing more. Whoever waits is told so."""
        leaving, self._leaving = self._leaving, []
        for one in leaving:
            one.fail(ConnectionError(NOBODY_SENDS))
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self) -> None:
        leaving, self._leaving = self._leaving, []
        for bundle in sort_into_bundles(leaving, lambda one: one.message):
            self._tasks.add(task := asyncio.get_running_loop().create_task(self._send_together(bundle)))
            task.add_done_callback(self._tasks.discard)

    async def _send_together(self, leaving: Sequence[_Leaving]) -> None:
        """If a bundle is refused, each of it is sent alone: none waits for what befalls another."""
        try:
            await self._send_bundle([one.message for one in leaving])
        except MessageRefused as refusal:
            if len(leaving) == 1:
                return leaving[0].fail(refusal)
            await asyncio.gather(*(self._send_together([one]) for one in leaving))
        except asyncio.CancelledError:
            for one in leaving:
                one.fail(ConnectionError(NOBODY_SENDS))
            raise
        except Exception as failure:
            for one in leaving:
                one.fail(failure)
        else:
            for one in leaving:
                one.confirm()
