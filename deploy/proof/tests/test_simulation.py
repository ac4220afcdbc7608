"""The simulation: a seed is played alike each time, a new one finds nothing, and neither do those that once did."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from common.jobs.deadlines import DeadlineSweeper, DueDeadline
from deploy.proof.simulate.campaign import compute_digest, play_seed
from deploy.proof.simulate.run import SimulationFailed
from deploy.proof.simulate.silence import Silence
from deploy.proof.simulate.stage import Ground, begin_simulation
from deploy.proof.simulate.verdict import judge
from deploy.proof.simulate.world import BEGINNING, SimulatedWorld
from deploy.proof.testing.databases import Databases
from deploy.proof.testing.tokens import Keys

WHOLE_DAY: Final = timedelta(days=1)
SLICE_STEPS: Final = 60
FOUND: Final = ((901267, SLICE_STEPS), (856363, SLICE_STEPS), (2, 180))
"""Seeds that have found a fault of the product or of what proves it, and the steps that it took them."""
SILENT_SEED, SILENT_STEPS = 3, 20
"""With a silence from its first step on, and so many until its end."""


@pytest.fixture
def ground(databases: Databases, keys: Keys, tmp_path: Path) -> Ground:
    return Ground(databases, keys, tmp_path)


def head_commit() -> str:
    """Name the commit that is tried: each has a seed of its own, that finds on every machine what it found on one."""
    command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "HEAD"]
    named = subprocess.run(command, capture_output=True, text=True, check=False)
    return named.stdout.strip() or "0"


@pytest.mark.asyncio(loop_scope="function")  # whatever else this process has under way is none of the simulation
async def test_a_new_seed_finds_nothing_and_is_played_alike_twice(ground: Ground) -> None:
    seed = int(head_commit(), 16) % 10**6

    first = await play_seed(ground, seed, WHOLE_DAY, most_steps=SLICE_STEPS)
    again = await compute_digest(ground, seed, WHOLE_DAY, most_steps=SLICE_STEPS)

    assert again == first["digest"], f"seed {seed}"


async def test_nothing_else_begins_while_somebody_only_gives_way() -> None:
    world, slept = SimulatedWorld(seed=1), list[float]()

    async def pump(seconds: float) -> None:
        slept.append(seconds)

    world.pump = pump
    await world.sleep(0)
    await world.sleep(2.5)

    assert (slept, world.now) == ([2.5], BEGINNING)


@pytest.mark.parametrize(("seed", "steps"), FOUND)
@pytest.mark.asyncio(loop_scope="function")
async def test_a_seed_that_once_found_a_fault_finds_none(ground: Ground, seed: int, steps: int) -> None:
    await play_seed(ground, seed, WHOLE_DAY, most_steps=steps)


async def play_silence(ground: Ground) -> None:
    async with begin_simulation(SILENT_SEED, ground) as (run, access):
        run.silence = Silence(run, run.people.begin_deal())
        await run.run_until(WHOLE_DAY, most_steps=SILENT_STEPS)
        assert any("#1 is due" in line for line in run.lines), "nobody opens a case in it: choose another seed"
        await judge(run, access)


@pytest.mark.asyncio(loop_scope="function")
async def test_wal_f1_while_no_event_travels_whoever_opened_in_time_keeps_the_money(ground: Ground) -> None:
    await play_silence(ground)


@pytest.mark.asyncio(loop_scope="function")
async def test_wal_f1_deadlines_that_ask_nobody_are_noticed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hold_nothing(self: DeadlineSweeper[Any], deadlines: Sequence[DueDeadline]) -> Sequence[DueDeadline]:
        return deadlines

    monkeypatch.setattr(DeadlineSweeper, "_hold_uncertain", hold_nothing)
    with pytest.raises(SimulationFailed, match="INV-E22 does not hold"):
        await play_silence(ground)
