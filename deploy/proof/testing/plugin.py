"""Pytest plugin of the repository: real servers, started once for a test run, shared by its workers."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final
from zlib import crc32

import pytest
from fastapi.dependencies import models
from hypothesis import settings
from sqlalchemy import MetaData

from deploy.local.keys import ensure_key_pair

from . import keeper, template
from .broker import Broker, is_broker_available, join_broker
from .databases import Database, Databases, join_databases
from .patience import lengthen_limits
from .refusals import watch_refusals
from .tokens import Keys

RUN_VARIABLE = "PARLEY_TEST_RUN"
SOME_CASES: Final = 3
IS_WHOLE: Final = os.environ.get("CASES") != "some"

# The ordinary run judges a change, so it tries the same examples wherever it runs; the whole one looks for new ones.
settings.register_profile("parley", derandomize=not IS_WHOLE, print_blob=True)
settings.load_profile("parley")


def pytest_configure(config: pytest.Config) -> None:
    lengthen_limits()
    if _is_worker(config):
        return  # its controller has named the folder already
    os.environ.setdefault("PGSSLMODE", "disable")  # asked for, and refused by a server on this machine, each time
    os.environ[RUN_VARIABLE] = str(keeper.make_run_folder())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With CASES=some, as `make test` runs them, a test with many cases runs three of them, spread over all, and what
    takes many seconds beside others that look at the same is left out."""
    if IS_WHOLE:
        return
    left = {item for item in items if item.get_closest_marker("slow")}
    for cases in _group_by_test(items):
        left |= set(cases) - _spread(cases)
    config.hook.pytest_deselected(items=[*left])
    items[:] = [item for item in items if item not in left]


def _group_by_test(items: list[pytest.Item]) -> list[list[pytest.Item]]:
    by_test: dict[str, list[pytest.Item]] = {}
    for item in items:
        by_test.setdefault(item.nodeid.partition("[")[0], []).append(item)
    return [*by_test.values()]


def _spread(cases: list[pytest.Item]) -> set[pytest.Item]:
    """Each test begins at a place of its own: what one leaves out of a matrix, another takes."""
    begin, count = crc32(cases[0].nodeid.partition("[")[0].encode()), min(SOME_CASES, len(cases))
    return {cases[(begin + place * len(cases) // count) % len(cases)] for place in range(count)}


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker(config) and not keeper.wait_until_ended(folder := Path(os.environ[RUN_VARIABLE])):
        raise RuntimeError(f"a server for tests is still running, see {folder}")


def pytest_runtest_logfinish() -> None:
    """Let go of the test's application: FastAPI remembers thousands of callables, and by them hundreds of applications,
    among whose objects a collection of garbage takes many seconds."""
    for remembered in vars(models).values():
        if hasattr(remembered, "cache_clear"):
            remembered.cache_clear()


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.fixture(autouse=True)
def every_refusal_is_described(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold what operations refuse with in a test against their descriptions (DOR-W12): with REFUSALS=held in
    every test, else in those that say so."""
    if os.environ.get("REFUSALS") != "held" and request.node.get_closest_marker("refusals_are_described") is None:
        yield
        return
    with watch_refusals() as unnamed:
        yield
    assert unnamed == []


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Starts a throw-away PostgreSQL for the whole run, with a migrated template."""
    running, lock = join_databases(Path(os.environ[RUN_VARIABLE]))
    yield running
    lock.close()


@pytest.fixture
async def database(databases: Databases, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """Clones a database with migrations applied, gone after the test: a service's own tests get its schema alone."""
    top, name, *_ = request.path.relative_to(request.config.rootpath).parts
    source = template.OF_SERVICE.format(service=name) if top == "services" else template.MIGRATED
    async with databases.clone(source) as clone:
        yield clone


@pytest.fixture
async def declared(databases: Databases) -> AsyncIterator[Callable[[MetaData], Awaitable[str]]]:
    """Builds a database from declared tables and answers its URL (see `deploy.proof.testing.catalogue`)."""
    async with AsyncExitStack() as stack:

        async def build_database(metadata: MetaData) -> str:
            return await stack.enter_async_context(databases.build_declared(metadata))

        yield build_database


@pytest.fixture(scope="session")
def broker() -> Iterator[Broker]:
    """Starts a private RabbitMQ for the whole run, with the users and exchanges of production."""
    if not is_broker_available():
        if os.environ.get("PARLEY_TESTS_NEED_BROKER"):
            pytest.fail("no RabbitMQ on this machine and no packages of it")
        pytest.skip("no RabbitMQ on this machine and no packages of it")
    running, lock = join_broker(Path(os.environ[RUN_VARIABLE]))
    yield running
    lock.close()


@pytest.fixture
async def rabbit(broker: Broker) -> Broker:
    """Empties the broker of its queues."""
    await broker.delete_queues()
    return broker


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Makes a key pair of this run and the tokens it signs."""
    return Keys(ensure_key_pair(tmp_path_factory.mktemp("keys")))
