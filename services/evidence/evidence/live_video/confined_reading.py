"""Has a recording read in a confined process, and makes of its answer what the judge needs."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, Final

from evidence.live_video.domain.findings import Hole, Reading, Run
from evidence.live_video.domain.mark import decode_mark

READING_SECONDS: Final = 1_200.0


async def read_marks(file: Path, layout: dict[str, Any]) -> dict[str, Any]:
    """What `reader.py` sees, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-m", "evidence.live_video.reader", str(file),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        env={}, cwd="/",
    )  # fmt: skip
    try:
        async with asyncio.timeout(READING_SECONDS):
            output, _ = await process.communicate(json.dumps(layout).encode())
    except TimeoutError:
        return {"damage": "it takes too long to read"}
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        return {"damage": "its decoder was stopped by the limits of time or memory"}
    answer: dict[str, Any] = json.loads(output)
    return answer


def reading_from_answer(answer: dict[str, Any]) -> Reading:
    runs = [
        Run(**{**run, "mark": None if run["mark"] is None else decode_mark(bytes.fromhex(run["mark"]))})
        for run in answer.get("runs", [])
    ]
    return Reading(
        runs, answer.get("frames", 0), answer.get("seconds", 0.0), answer.get("moving_frames", 0), answer.get("sound"),
        answer.get("damage"), answer.get("damaged_frame"), [Hole(**hole) for hole in answer.get("holes", [])],
        answer.get("empty", []),
    )  # fmt: skip
