"""The simulation: a seed is played alike each time, a new one finds nothing, and neither do those that once did."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from deploy.proof.simulate.campaign import compute_digest, play_seed
from deploy.proof.simulate.stage import Ground
from deploy.proof.simulate.world import BEGINNING, SimulatedWorld
from deploy.proof.testing.databases import Databases
from deploy.proof.testing.tokens import Keys

WHOLE_DAY: Final = timedelta(days=1)
SLICE_STEPS: Final = 60
FOUND: Final = ((901267, SLICE_STEPS),)
"""Seeds that have found a fault of the product or of what proves it, and the steps that it took them."""


@pytest.fixture
def ground(databases: Databases, keys: Keys, tmp_path: Path) -> Ground:
    return Ground(databases, keys, tmp_path)


@pytest.mark.asyncio(loop_scope="function")  # whatever else this process has under way is none of the simulation
async def test_a_new_seed_finds_nothing_and_is_played_alike_twice(ground: Ground) -> None:
    seed = secrets.randbelow(10**6)

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
