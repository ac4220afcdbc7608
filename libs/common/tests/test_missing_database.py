"""A database that cannot be reached: each way of failing is answered 503, with when to come again (WAL-F6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import asyncpg
import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from common.persistence.database import Database
from common.persistence.direct_statements import build_direct
from common.web.problems import install_problem_handlers

UNKNOWN_NAME = "postgresql+asyncpg://svc@nobody-has-this-name.invalid/parley"
NOBODY_LISTENS = "postgresql+asyncpg://svc@127.0.0.1:1/parley"
NO_WAY = "postgresql+asyncpg://svc@255.255.255.255/parley"

Ask = Callable[[Database], Awaitable[object]]


async def act(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text("SELECT 1"))


async def work(database: Database) -> None:
    async with database.worker_transaction():
        pass


async def read(database: Database) -> None:
    async with database.read_engine.connect() as connection:
        await connection.execute(text("SELECT 1"))


async def look(database: Database) -> None:
    await database.look(build_direct("SELECT 1", "parley"))


async def answer_to(failing: Callable[[], Awaitable[object]]) -> httpx.Response:
    app = FastAPI()
    install_problem_handlers(app, {})
    app.add_api_route("/", failing, response_model=None)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://parley") as client:
        return await client.get("/")


@pytest.mark.parametrize("url", [UNKNOWN_NAME, NOBODY_LISTENS, NO_WAY])
@pytest.mark.parametrize("ask", [act, work, read, look])
async def test_wal_f6_a_database_to_which_no_way_leads_is_no_failure_of_ours(ask: Ask, url: str) -> None:
    database = Database(url)

    async def be_asked() -> None:
        await ask(database)

    answer = await answer_to(be_asked)
    await database.close()

    assert (answer.status_code, answer.json()["code"]) == (503, "dependency_unavailable")
    assert answer.headers["retry-after"]


async def test_wal_f6_a_connection_that_ends_between_two_steps_of_the_driver_is_no_failure_of_ours() -> None:
    async def be_cut_off() -> None:
        raise asyncpg.InternalClientError("cannot switch to state 12; another operation (2) is in progress")

    assert (await answer_to(be_cut_off)).status_code == 503


async def test_wal_f6_a_file_that_is_missing_is_one() -> None:
    async def miss_a_file() -> None:
        raise FileNotFoundError("objects/1")

    assert (await answer_to(miss_a_file)).status_code == 500
