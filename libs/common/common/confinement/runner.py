"""Runner of confined programs: starts one, feeds it, reads its answer, and ends it when its time or room is over.

    decoder = ConfinedProgram("evidence.inspection.decoding", ProcessLimits(wall_seconds=30), queue=QueueLimits(3, 2))
    answer = await decoder.run("inspect", file, lane=lane)  # what it printed; raises ConfinedProcessFailed

The result protocol is a process's own: bytes on standard output and exit status 0. The program is run as `__main__`
after `child.enter_confinement`, with an empty environment, in `/`, and dies with the process that started it. Of all
files it reads those that it is given as `Path`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .fair_queue import OWN_WORK, FairQueue, QueueLane, QueueLimits
from .limits import DEFAULT_LIMITS, ProcessLimits, Walls

CHUNK_BYTES: Final = 65_536
PROBE_MODULE: Final = "common.confinement.probe"
PROBE_ANSWER: Final = "confined"
PROBE_SECONDS: Final = 20


class ConfinementImpossible(Exception):
    """Kernel or container that does not let a process be confined. Says which wall cannot be had."""


class ConfinedProcessFailed(Exception):
    """Run without an answer: its limits ended it, or it crashed."""


class ConfinedProcessTimedOut(ConfinedProcessFailed):
    """Its `wall_seconds` were over."""


class ConfinedOutputTooLarge(ConfinedProcessFailed):
    """Run that wrote more than `output_bytes`."""


@dataclass(slots=True)
class _Demands:
    """What this installation demands of its kernel."""

    walls: Walls = Walls.ALL


_demands: Final = _Demands()


def accept_kernel_without_landlock() -> None:
    """Go on with the filter of system calls alone where there is no Landlock: on a machine where one looks around."""
    _demands.walls = Walls.WITHOUT_LANDLOCK


def require_confinement() -> None:
    """Raises ConfinementImpossible unless every wall stands on this machine: better no service than an open decoder."""
    _demands.walls = Walls.ALL
    probe = _child_command(DEFAULT_LIMITS, PROBE_MODULE, ())
    run = subprocess.run(  # noqa: S603  # our own program, no word of it from outside
        probe, env={}, cwd="/", capture_output=True, text=True, timeout=PROBE_SECONDS, check=False
    )
    if run.stdout != PROBE_ANSWER:
        raise ConfinementImpossible(run.stderr.strip().rpartition("\n")[2] or f"it ended with {run.returncode}")


def _child_command(limits: ProcessLimits, module: str, arguments: Sequence[str | Path]) -> list[str]:
    """Files are given as `Path`: they are what it may read."""
    files = json.dumps([str(argument) for argument in arguments if isinstance(argument, Path)])
    child = [sys.executable, "-I", "-m", "common.confinement.child"]
    return [*child, limits.to_argument(), str(os.getpid()), _demands.walls, files, module, *map(str, arguments)]


class ConfinedProgram:
    """Program with its limits; of one with a queue, as many run at once in this process as the queue has places."""

    def __init__(
        self, module: str, limits: ProcessLimits = DEFAULT_LIMITS, *, queue: QueueLimits | None = None
    ) -> None:
        self._module, self._limits = module, limits
        self._queue = None if queue is None else FairQueue(queue)

    def limit_queue(self, limits: QueueLimits) -> None:
        """Have it wait in a queue of its own with these limits, before anything is run."""
        self._queue = FairQueue(limits)

    @property
    def is_exhausted(self) -> bool:
        return self._queue is not None and self._queue.is_exhausted

    async def run(self, *arguments: str | Path, stdin: bytes = b"", lane: QueueLane = OWN_WORK) -> bytes:
        """Run it once and return what it printed. Raises ConfinedProcessFailed, or ConfinedQueueFull before it runs."""
        async with contextlib.nullcontext() if self._queue is None else self._queue.hold_place(lane):
            process = await self._start_process(*arguments)
            try:
                async with asyncio.timeout(self._limits.wall_seconds):
                    _, output = await asyncio.gather(_write_input(process, stdin), self._read_output(process))
                    await process.wait()
            except TimeoutError:
                raise ConfinedProcessTimedOut(self._module) from None
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
        if process.returncode != 0:
            raise ConfinedProcessFailed(f"{self._module} ended with {process.returncode}")
        return output

    async def _start_process(self, *arguments: str | Path) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *_child_command(self._limits, self._module, arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={},
            cwd="/",
        )

    async def _read_output(self, process: asyncio.subprocess.Process) -> bytes:
        assert process.stdout is not None, "it was asked for as a pipe"
        output = bytearray()
        while chunk := await process.stdout.read(CHUNK_BYTES):
            output += chunk
            if len(output) > self._limits.output_bytes:
                raise ConfinedOutputTooLarge(self._module)
        return bytes(output)


async def _write_input(process: asyncio.subprocess.Process, stdin: bytes) -> None:
    assert process.stdin is not None, "it was asked for as a pipe"
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it ended without reading: its status tells why
        process.stdin.write(stdin)
        await process.stdin.drain()
    process.stdin.close()
