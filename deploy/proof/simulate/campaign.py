"""Campaign: one run after the other, each with its seed, on one throw-away server."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from deploy.local import place
from deploy.local.keys import ensure_key_pair
from deploy.proof.testing import keeper
from deploy.proof.testing.databases import join_databases
from deploy.proof.testing.patience import lengthen_limits
from deploy.proof.testing.tokens import Keys

from .stage import Ground, begin_simulation
from .verdict import describe, judge


@contextmanager
def prepare_ground() -> Iterator[Ground]:
    lengthen_limits()
    folder = keeper.make_run_folder()
    databases, lock = join_databases(folder)
    try:
        with tempfile.TemporaryDirectory() as own:
            yield Ground(databases, Keys(ensure_key_pair(Path(own) / "keys")), Path(own))
    finally:
        lock.close()
        keeper.wait_until_ended(folder)


async def play_seed(
    ground: Ground,
    seed: int,
    passed: timedelta,
    *,
    most_steps: int | None = None,
    step_lines: list[str] | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Play one run to its end; its figures. Every step is noted in `step_lines`. Raises SimulationFailed.

    The digest is that of the steps until then, before everything comes to rest.
    """
    started, at_work = time.monotonic(), time.process_time()
    async with begin_simulation(seed, ground) as (run, access):
        run.lines, run.report = [] if step_lines is None else step_lines, report
        await run.run_until(passed, most_steps=most_steps)
        digest = run.digest
        await judge(run, access)
        return describe(run, time.monotonic() - started, time.process_time() - at_work) | {"digest": digest}


async def compute_digest(ground: Ground, seed: int, passed: timedelta, *, most_steps: int) -> str:
    """Play the same steps without a verdict; their digest."""
    async with begin_simulation(seed, ground) as (run, _):
        await run.run_until(passed, most_steps=most_steps)
        return run.digest


@dataclass
class ResultFile:
    """File with a line for each seed that has ended well, so that a campaign may be played in pieces."""

    path: Path

    def list_played(self, days: float) -> set[int]:
        if not self.path.exists():
            return set()
        lines = [json.loads(line) for line in self.path.read_text().splitlines()]
        return {line["seed"] for line in lines if line["days"] == days and line["fault"] is None}

    def append(self, seed: int, days: float, fault: str | None, figures: dict[str, Any]) -> None:
        with self.path.open("a") as file:
            file.write(json.dumps({"seed": seed, "days": days, "fault": fault, **figures}) + "\n")

    def write_steps(self, seed: int, step_lines: Sequence[str]) -> Path:
        """Write all steps of a seed beside the results."""
        file = self.path.with_name(f"{self.path.stem}-{seed}.steps")
        file.write_text("\n".join(step_lines) + "\n")
        return file


def default_result_file() -> ResultFile:
    return ResultFile(place.state_folder() / "simulate.jsonl")
