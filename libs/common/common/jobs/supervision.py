"""Supervision of background workers: one that fails is reported as down, and started again after a pause."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from common.kernel import seams

Worker = Callable[[], Awaitable[None]]
Sleep = Callable[[float], Awaitable[None]]

log = logging.getLogger(__name__)

FIRST_RESTART_SECONDS: Final = 1.0
LONGEST_RESTART_SECONDS: Final = 5.0
"""Short, because readiness stays down that much longer than the outage of a database or a broker."""
STEADY_SECONDS: Final = 30.0
"""A worker that ran this long had recovered: its next failure counts as the first."""


def restart_seconds(failures: int) -> float:
    """Pause before a restart: 1, 2, 4, 5, 5, … seconds after so many failures in a row."""
    return min(FIRST_RESTART_SECONDS * float(2 ** (failures - 1)), LONGEST_RESTART_SECONDS)


def is_being_cancelled() -> bool:
    """Tell whether this task is to end, even where somebody on the way has kept the cancellation to himself: a channel
    that is being closed at that moment answers with its own exception instead."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def keep_running(name: str, worker: Worker, failing: set[str], *, sleep: Sleep = seams.sleep) -> None:
    """Run a worker until cancelled. A task that dies quietly is an outage nobody sees: `failing` names it meanwhile."""
    failures = 0
    while True:
        started_at = seams.monotonic()
        try:
            await worker()
        except (Exception, asyncio.CancelledError) as failure:
            # A broken AMQP connection raises CancelledError too; only obey it if it is meant for us.
            if is_being_cancelled():
                raise
            failures = 1 if seams.monotonic() - started_at >= STEADY_SECONDS else failures + 1
            failing.add(name)
            log.warning("%s stopped (%r); starting it again in %.0f s", name, failure, restart_seconds(failures))
            log.debug("why it stopped", exc_info=failure)
        await sleep(restart_seconds(max(failures, 1)))
        failing.discard(name)
