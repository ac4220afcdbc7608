"""PAG-15: who else has a case open. It lasts for less than a minute, and nothing is kept of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from common.persistence.database import Database
from disputes.testing import BUYER, OPERATOR, SELLER

OTHER = "operator-2"


@pytest.fixture
async def path(cases) -> str:
    _, path = await cases.opened()
    return f"/{path}/presence"


async def say(api, who: str, path: str, **body: str) -> dict:
    answer = await api.put(who, f"/disputes{path}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def names(view: dict) -> list[tuple[str, str]]:
    return [(other["operator"], other["doing"]) for other in view["others"]]


async def test_pag_15_operators_see_each_other_and_what_they_do(api, path) -> None:
    assert names(await say(api, OPERATOR, path)) == []
    assert names(await say(api, OTHER, path, doing="deciding")) == [(OPERATOR, "reading")]
    assert names(await say(api, OPERATOR, path)) == [(OTHER, "deciding")]


async def test_pag_15_it_ends_by_itself_and_begins_anew(api, path, clock) -> None:
    first = await say(api, OTHER, path)
    clock.time += timedelta(seconds=30)
    await say(api, OTHER, path)
    [other] = (await say(api, OPERATOR, path))["others"]
    assert other["since"] == first["as_of"] != other["seen_at"]
    clock.time += timedelta(seconds=first["lasts_seconds"] - 1)
    assert names(await say(api, OPERATOR, path)) == [(OTHER, "reading")]
    clock.time += timedelta(seconds=1)
    assert names(await say(api, OPERATOR, path)) == []
    back = await say(api, OTHER, path)
    [other] = (await say(api, OPERATOR, path))["others"]
    assert other["since"] == back["as_of"]


async def test_pag_15_whoever_leaves_is_gone_at_once(api, path) -> None:
    await say(api, OTHER, path)
    left = await api.delete(OTHER, f"/disputes{path}")
    assert (left.status_code, left.json()["others"]) == (200, [])
    assert names(await say(api, OPERATOR, path)) == []


async def test_pag_15_it_is_the_operators_business_of_their_own_platform(api, path) -> None:
    await say(api, OTHER, path)
    for party in (BUYER, SELLER):
        assert (await api.put(party, f"/disputes{path}", {})).status_code == 403
    assert (await api.put(OPERATOR, f"/disputes{path}", {}, tenant=uuid4())).status_code == 404
    assert (await api.put(OPERATOR, f"/disputes{path}", {"doing": "sleeping"})).status_code == 422


async def test_pag_15_it_leaves_nothing_behind(api, path, database, clock) -> None:
    auditor = Database(database.admin_url, pool_size=1)
    entries = text("SELECT count(*) FROM disputes.log_entries")

    async def count(query) -> int:
        async with auditor.engine.begin() as connection:
            return (await connection.execute(query)).scalar_one()

    before = await count(entries)
    for _ in range(3):
        await say(api, OTHER, path)
    clock.time += timedelta(minutes=2)
    await say(api, OPERATOR, path)
    await api.delete(OPERATOR, f"/disputes{path}")
    assert await count(entries) == before
    assert await count(text("SELECT count(*) FROM disputes.presences")) == 0
    await auditor.close()


async def test_pag_15_what_nobody_says_again_is_swept_whoever_is_there_next(api, cases, path, database, clock) -> None:
    """Also of cases that nobody opens any more, and never what has been said again meanwhile."""
    admin = Database(database.admin_url, pool_size=1)
    rows = text("SELECT operator FROM disputes.presences ORDER BY 1")

    async def present() -> list[str]:
        async with admin.engine.begin() as connection:
            return list((await connection.execute(rows)).scalars())

    await say(api, OTHER, path)
    _, elsewhere = await cases.opened()
    clock.time += timedelta(minutes=2)
    async with admin.engine.begin() as connection:  # OTHER says it again, and has not committed yet
        await connection.execute(text("SELECT 1 FROM disputes.presences FOR UPDATE"))
        await say(api, OPERATOR, f"/{elsewhere}/presence")
        await connection.execute(text("UPDATE disputes.presences SET seen_at = :now"), {"now": clock.time})
    assert await present() == [OPERATOR, OTHER], "what is said at this moment is left alone"

    clock.time += timedelta(minutes=2)
    await api.delete(OPERATOR, f"/disputes/{elsewhere}/presence")

    assert await present() == []
    await admin.close()
