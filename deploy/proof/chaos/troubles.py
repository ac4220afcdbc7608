"""Troubles that no death makes: queues, messages, deadlines, requests and answers that fail, and logs that are cut."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from deploy.local.suite import SERVICES

from . import crowd, failing_answers, flapping, late_acts, malformed, starving, unroutable
from .broker import find_unsound_graves, open_broker
from .stage import Stage

AFTER_DECLARATION_SECONDS: Final = 0.3


async def lose_queues(stage: Stage) -> None:
    """Delete every queue, and kill the broker as soon as they have been declared anew."""
    await malformed.excuse_unparked(stage)
    for service in SERVICES:
        async with open_broker(stage, service) as connection:
            channel = await connection.channel()
            for queue in ("inbox", "grave"):
                await channel.queue_delete(f"{service}.{queue}")
    await asyncio.sleep(AFTER_DECLARATION_SECONDS)
    stage.kill_service("RabbitMQ")


async def find_unsettled(stage: Stage) -> dict[str, Any]:
    """Name what is wrong with what became of all that was thrown in; what may still come right with it."""
    flaws = stage.thrown.findings | await starving.find_hurried(stage) | await malformed.find_unparked(stage)
    if not flaws and not stage.stack.embedded and (graves := await find_unsound_graves(stage)):
        return {"dead-letter queues": graves}
    return flaws


async def clear_away(stage: Stage) -> None:
    """Take away what was thrown in, once it has been looked at."""
    await starving.forget_failing(stage)
    await unroutable.forget_events(stage)
    await malformed.forget_malformed(stage)


TROUBLES: Final[Mapping[str, Callable[[Stage], Awaitable[None]]]] = {
    "malformed messages": malformed.send_malformed,
    "lost queues": lose_queues,
    "failing deadlines": starving.fail_deadlines,
    "unroutable events": unroutable.block_events,
    "a crowd": crowd.crowd_service,
    "late acts": late_acts.act_at_the_last_moment,
    "failing answers": failing_answers.fail_answers,
    "flapping": flapping.keep_crashing,
}
THAT_KILL: Final = ("lost queues", "flapping")


async def make_trouble(stage: Stage, name: str) -> None:
    """Make it. What a death beside it may explain is no finding."""
    processes = stage.stack.supervisor.list_child_pids()
    known = {rule: [*findings] for rule, findings in stage.thrown.findings.items()}
    await TROUBLES[name](stage)
    if name not in THAT_KILL and stage.stack.supervisor.list_child_pids() != processes:
        stage.thrown.findings = known
