"""Flapping: one service ends as often as it is started; it is held back, and the rest goes on."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Final

from .stage import ALL_SERVICES, Stage

VICTIM: Final = "notifications"
MOST_ENDS: Final = 12
SHORTEST_HOLD: Final = 1.0
WAIT_SECONDS: Final = 60.0
LOOK_SECONDS: Final = 0.05


async def keep_crashing(stage: Stage) -> None:
    name = ALL_SERVICES if stage.stack.embedded else VICTIM
    others = {other: stage.pid_of_service(other) for other in stage.names if other != name}
    stage.flapping = name
    try:
        is_held = await _end_again_and_again(stage, name)
        if is_held:
            await _await_new_process(stage, name)
    finally:
        stage.flapping = None
    if not is_held:
        stage.thrown.note_finding("what keeps crashing is held back", f"{name} after {MOST_ENDS} ends")
    if stage.remaining_points:
        return  # others may have come to theirs
    if moved := [other for other, pid in others.items() if stage.pid_of_service(other) != pid]:
        stage.thrown.note_finding("what keeps crashing ends nothing else", moved)


async def _end_again_and_again(stage: Stage, name: str) -> bool:
    """Tell whether it was held back in the end. Raises what has ended the supervisor."""
    child = stage.stack.supervisor.find_child(name)
    for _ in range(MOST_ENDS):
        ended = stage.pid_of_service(name)
        with suppress(ProcessLookupError):
            stage.kill_service(name)
        while stage.pid_of_service(name) == ended:
            if stage.failure is not None:
                raise stage.failure
            if child.held_until is not None and child.held_until - time.monotonic() > SHORTEST_HOLD:
                return True
            await asyncio.sleep(LOOK_SECONDS)
    return False


async def _await_new_process(stage: Stage, name: str) -> None:
    ended, until = stage.pid_of_service(name), time.monotonic() + WAIT_SECONDS
    while stage.pid_of_service(name) == ended:
        if time.monotonic() > until:
            return stage.thrown.note_finding("what was held back is started again", name)
        await asyncio.sleep(LOOK_SECONDS)
