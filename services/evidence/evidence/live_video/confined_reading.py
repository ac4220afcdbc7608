"""Has a recording read in a confined process, and makes of its answer what the judge needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from common.confinement.limits import ProcessLimits
from common.confinement.runner import ConfinedProcessFailed, ConfinedProcessTimedOut, ConfinedProgram

from .domain.findings import Hole, Reading, Run
from .domain.mark import decode_mark

READER: Final = ConfinedProgram(
    "evidence.live_video.reader", ProcessLimits(wall_seconds=1_200, cpu_seconds=900, niceness=10)
)


class RecordingUnreadable(Exception):
    """The machine lacks the file, or the room to read it: that is no trouble of the database's."""


@contextmanager
def reading_recording() -> Iterator[None]:
    """Raises RecordingUnreadable where a file cannot be read or written."""
    try:
        yield
    except OSError as failure:
        raise RecordingUnreadable from failure


async def read_marks(file: Path, layout: dict[str, Any]) -> dict[str, Any]:
    """Run `reader.py` on the file; what its limits ended is told as damage."""
    try:
        answer: dict[str, Any] = json.loads(await READER.run(file, stdin=json.dumps(layout).encode()))
    except ConfinedProcessTimedOut:
        return {"damage": "it takes too long to read"}
    except ConfinedProcessFailed:
        return {"damage": "its decoder was stopped by the limits of time or memory"}
    return answer


def reading_from_answer(answer: dict[str, Any]) -> Reading:
    runs = [
        Run(**{**run, "mark": None if run["mark"] is None else decode_mark(bytes.fromhex(run["mark"]))})
        for run in answer.get("runs", [])
    ]
    return Reading(
        runs,
        answer.get("frames", 0),
        answer.get("seconds", 0.0),
        answer.get("moving_frames", 0),
        answer.get("sound"),
        answer.get("damage"),
        answer.get("damaged_frame"),
        [Hole(**hole) for hole in answer.get("holes", [])],
        answer.get("empty", []),
    )
