"""A confined program answers, and can do nothing else; its limits and its parent end it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from common.confinement.fair_queue import QueueLimits
from common.confinement.limits import ProcessLimits
from common.confinement.runner import (
    ConfinedOutputTooLarge,
    ConfinedProcessFailed,
    ConfinedProcessTimedOut,
    ConfinedProgram,
)

PROBES = {
    "network": "import socket; socket.socket()",
    "program": "import os; os.execv('/bin/true', ['true'])",
    "file": "import os; os.write(os.open('/tmp/parley-confined', os.O_CREAT | os.O_WRONLY), b'x')",
    "memory": "bytearray(2_000_000_000)",
}


@pytest.mark.parametrize("probe", list(PROBES))
def test_what_is_confined_can_neither_talk_nor_start_nor_write_anything(probe: str) -> None:
    code = (
        f"from common.confinement.child import enter_confinement\nenter_confinement()\n{PROBES[probe]}\nprint('done')"
    )

    run = subprocess.run([sys.executable, "-I", "-c", code], env={}, capture_output=True, text=True)

    assert "done" not in run.stdout
    assert run.returncode != 0
    assert Path("/tmp/parley-confined").exists() is False or Path("/tmp/parley-confined").stat().st_size == 0


async def test_it_is_given_arguments_and_input_and_answers_on_its_output() -> None:
    # json.tool is a module like any other: it reads standard input and prints
    assert await ConfinedProgram("json.tool").run("--compact", stdin=b'{"a": 1}') == b'{"a":1}\n'


async def test_a_program_that_fails_gives_no_answer() -> None:
    with pytest.raises(ConfinedProcessFailed):
        await ConfinedProgram("json.tool").run(stdin=b"{")


async def test_its_time_its_processor_and_its_output_are_limited() -> None:
    with pytest.raises(ConfinedProcessTimedOut):
        await ConfinedProgram("timeit", ProcessLimits(wall_seconds=0.5)).run("-n", "1", "import time; time.sleep(60)")
    with pytest.raises(ConfinedProcessFailed):
        await ConfinedProgram("timeit", ProcessLimits(cpu_seconds=1)).run("-n", "1", "while True: pass")
    with pytest.raises(ConfinedOutputTooLarge):
        await ConfinedProgram("this", ProcessLimits(output_bytes=100)).run()


async def test_no_more_than_so_many_run_at_once() -> None:
    program = ConfinedProgram("timeit", queue=QueueLimits(places=1))
    began = asyncio.get_running_loop().time()

    await asyncio.gather(*(program.run("-n", "1", "-r", "1", "import time; time.sleep(0.4)") for _ in range(2)))

    assert asyncio.get_running_loop().time() - began >= 0.8


def test_it_dies_with_the_process_that_started_it(tmp_path: Path) -> None:
    code = f"""
import asyncio, os
from common.confinement.runner import ConfinedProgram
async def main():
    program = ConfinedProgram("timeit")
    start = program._start_process
    async def noting(*arguments):
        process = await start(*arguments)
        await asyncio.sleep(1)  # until it is confined
        open({str(tmp_path / "pid")!r}, "w").write(str(process.pid))
        os._exit(1)
    program._start_process = noting
    await program.run("-n", "1", "import time; time.sleep(60)")
asyncio.run(main())
"""
    subprocess.run([sys.executable, "-I", "-c", code], check=False)

    child = int((tmp_path / "pid").read_text())
    assert is_gone(child)


def is_gone(process: int) -> bool:
    for _ in range(100):
        with suppress(FileNotFoundError):
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                subprocess.run(["sleep", "0.05"], check=False)
                continue
        return True
    os.kill(process, signal.SIGKILL)
    return False
