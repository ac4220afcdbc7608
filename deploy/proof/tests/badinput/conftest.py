from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from deploy.proof.testing.databases import Databases
from deploy.proof.tests.badinput.world import World, built


@pytest.fixture(scope="session")
async def suite_world(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with databases.clone() as database, built(database, tmp_path_factory.mktemp("suite")) as world:
        yield world


@pytest.fixture
async def world(suite_world: World) -> AsyncIterator[World]:
    """INV-E18: whatever a test sends, nothing of the business has changed."""
    suite_world.keep_people()
    yield suite_world
    await suite_world.unchanged()


@pytest.fixture
async def changing(suite_world: World) -> AsyncIterator[World]:
    """For tests that are meant to change something."""
    suite_world.keep_people()
    yield suite_world
    suite_world.keep_people()
    await suite_world.settle()


@pytest.fixture(scope="module", autouse=True)
async def still_ready(suite_world: World) -> AsyncIterator[None]:
    """After all that a module has sent, every service is ready for work."""
    yield
    await suite_world.ready()
