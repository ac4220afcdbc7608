"""Runner of confined programs: starts one, feeds it, reads its answer, and ends it when its time or room is over.

    decoder = ConfinedProgram("evidence.inspection.decoding", ProcessLimits(wall_seconds=30), queue=QueueLimits(3, 2))
    answer = await decoder.run("inspect", file, lane=lane)  # what it printed; raises ConfinedProcessFailed

The result protocol is a process's own: bytes on standard output and exit status 0. The program is run as `__main__`
after `child.enter_confinement`, with an empty environment, in `/`, and dies with the process that started it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from typing import Final

from .fair_queue import OWN_WORK, FairQueue, QueueLane, QueueLimits
from .limits import DEFAULT_LIMITS, ProcessLimits

CHUNK_BYTES: Final = 65_536


class ConfinedProcessFailed(Exception):
    """Run without an answer: its limits ended it, or it crashed."""


class ConfinedProcessTimedOut(ConfinedProcessFailed):
    """Its `wall_seconds` were over."""


class ConfinedOutputTooLarge(ConfinedProcessFailed):
    """Run that wrote more than `output_bytes`."""


class ConfinedProgram:
    """Program with its limits; of one with a queue, as many run at once in this process as the queue has places."""

    def __init__(
        self, module: str, limits: ProcessLimits = DEFAULT_LIMITS, *, queue: QueueLimits | None = None
    ) -> None:
        self._module, self._limits = module, limits
        self._queue = None if queue is None else FairQueue(queue)

    async def run(self, *arguments: str | Path, stdin: bytes = b"", lane: QueueLane = OWN_WORK) -> bytes:
        """Run it once and return what it printed. Raises ConfinedProcessFailed, or ConfinedQueueFull before it runs."""
        async with contextlib.nullcontext() if self._queue is None else self._queue.hold_place(lane):
            process = await self._start_process(*map(str, arguments))
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

    async def _start_process(self, *arguments: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-I", "-m", "common.confinement.child", self._limits.to_argument(), str(os.getpid()), self._module),
            *arguments,
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
