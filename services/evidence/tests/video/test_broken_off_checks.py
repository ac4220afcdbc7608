"""Checks of recordings that are broken off: by a database that goes away, or a machine that lacks something. The test
clock waits for none that nobody is at (PRM-37)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from common.kernel.ids import format_id, parse_id
from common.persistence.database import is_unavailable
from evidence.cases.execution import CommandRunner
from evidence.live_video.domain.check_lease import LEASE, MAX_FAILURES, PAUSE_AFTER_FAILURE
from evidence.live_video.worker import VideoWorker
from evidence.testing import DUE
from services.evidence.tests.http.test_pauses import GRACE, sweep

PASS_TIME = "UPDATE evidence.video_sessions SET leased_until = leased_until - CAST(:by AS interval)"
READ_LEASE = "SELECT leased_until - clock_timestamp() AS left, attempts FROM evidence.video_sessions"


class Outage:
    """Real PostgreSQL that ends this database's connections, and lets nobody in until it is over."""

    def __init__(self, rows: Any, database: str) -> None:
        self._rows, self._database = rows, database

    async def begin(self) -> None:
        await self._rows(f'ALTER DATABASE "{self._database}" CONNECTION LIMIT 0')  # superusers come in all the same
        await self._rows(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    async def end(self) -> None:
        await self._rows(f'ALTER DATABASE "{self._database}" CONNECTION LIMIT -1')


@pytest.fixture
async def outage(rows) -> AsyncIterator[Outage]:
    [row] = await rows("SELECT current_database() AS name")
    outage = Outage(rows, row.name)
    yield outage
    await outage.end()


class BreakingTransactions:
    """Transactions of a worker whose database goes away when it is about to read what it has leased."""

    def __init__(self, begin: Any, outage: Outage) -> None:
        self._begin, self._outage = begin, outage

    def __call__(self, *about: Any) -> Any:
        return self._begin(*about)

    @asynccontextmanager
    async def read(self, tenant: Any) -> AsyncIterator[Any]:
        await self._outage.begin()
        async with self._begin.read(tenant) as tx:
            yield tx


class BreakingRunner:
    """Runner of a worker whose database goes away when it is about to write what it has found."""

    def __init__(self, runner: CommandRunner, outage: Outage) -> None:
        self._runner, self._outage = runner, outage

    async def run_command(self, command: Any, origin: Any) -> Any:
        await self._outage.begin()
        return await self._runner.run_command(command, origin)


@pytest.mark.parametrize("after_reading", [False, True])
async def test_prm_37_a_check_that_the_database_has_broken_off_is_taken_up_within_seconds(
    studio, rows, outage, after_reading
) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await take.finish()
    whole = studio.worker
    begin, runner = (
        (whole._begin, BreakingRunner(whole._runner, outage))
        if after_reading
        else (BreakingTransactions(whole._begin, outage), whole._runner)
    )
    breaking = VideoWorker(whole._database, begin, runner, whole._encrypted_blobs, whole._signer, whole._finisher)  # type: ignore[arg-type]

    with pytest.raises(Exception) as failure:  # noqa: PT011 (any that says so)
        await breaking.run_pass()
    await outage.end()
    [lease] = await rows(READ_LEASE)
    is_waited_for = await whole.find_due(studio.world.tenant)
    await rows(PASS_TIME, by=LEASE)

    assert is_unavailable(failure.value)
    assert (lease.left <= LEASE, is_waited_for is not None) == (True, True)
    assert await whole.run_pass() == 1
    assert (await take.read())["result"] == "live"
    assert await whole.find_due(studio.world.tenant) is None


async def test_prm_37_a_check_that_cannot_be_run_stops_no_clock_and_is_given_up_in_the_end(studio, rows, home) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await take.finish()
    for file in (home / "objects").rglob("*"):
        if file.is_file():
            file.unlink()

    checked = []
    for _ in range(MAX_FAILURES):
        checked.append(await studio.worker.run_pass())
        waiting = await studio.worker.find_due(studio.world.tenant)
        assert (waiting, await studio.worker.run_pass()) == (None, 0), "it is put off"
        await rows(PASS_TIME, by=PAUSE_AFTER_FAILURE)

    assert checked == [0, 0, 1]
    assert (await take.read())["result"] == "not_shown_live"


async def test_prm_37_a_check_under_way_is_renewed_and_what_was_given_back_is_not(studio, rows) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await take.finish()
    id, begin = parse_id("vid", take.id), studio.worker._begin

    async def lease(act: str) -> Any:
        async with begin(studio.world.tenant) as tx:
            done = await getattr(tx.check_leases, act)(id)
        [row] = await rows(READ_LEASE)
        return done, row.left

    taken, again = await lease("take"), await lease("take")
    await rows(PASS_TIME, by=LEASE / 2)
    _, renewed = await lease("renew")
    _, given_back = await lease("give_back")
    _, late = await lease("renew")

    assert (taken[0], again[0]) == (1, None)
    assert LEASE / 2 < renewed <= LEASE
    assert (given_back, late) == (None, None)


async def end_checks_with_their_process(studio, rows, id, times: int) -> None:
    """What is left in the database where a process was killed: a lease that nobody renews."""
    for _ in range(times):
        async with studio.worker._begin(studio.world.tenant) as tx:
            assert await tx.check_leases.take(id) is not None
        await rows(PASS_TIME, by=LEASE)


@pytest.mark.parametrize(("times", "result"), [(MAX_FAILURES - 1, "live"), (MAX_FAILURES, "not_shown_live")])
async def test_wal_f4_a_check_that_ends_with_its_process_is_not_begun_for_ever(studio, rows, times, result) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await take.finish()

    await end_checks_with_their_process(studio, rows, parse_id("vid", take.id), times)

    assert await studio.worker.run_pass() == 1
    assert (await take.read())["result"] == result
    assert await studio.worker.find_due(studio.world.tenant) is None


async def test_wal_f4_a_check_that_the_database_breaks_off_is_not_counted_however_often(studio, rows, outage) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await take.finish()
    whole = studio.worker
    parts = (whole._runner, whole._encrypted_blobs, whole._signer, whole._finisher)
    breaking = VideoWorker(whole._database, BreakingTransactions(whole._begin, outage), *parts)  # type: ignore[arg-type]

    for _ in range(MAX_FAILURES + 1):
        with pytest.raises(Exception) as failure:  # noqa: PT011 (any that says so)
            await breaking.run_pass()
        assert is_unavailable(failure.value)
        await outage.end()
        await rows(PASS_TIME, by=LEASE)

    assert await whole.run_pass() == 1
    assert (await take.read())["result"] == "live"


async def test_wal_f4_a_check_whose_service_is_stopped_is_given_back(studio, rows) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await take.finish()
    checking = asyncio.create_task(studio.worker.run_pass())
    while not (lease := (await rows(READ_LEASE))[0]).attempts:
        assert not checking.done()

    checking.cancel()
    await asyncio.wait({checking})

    [left] = await rows(READ_LEASE)
    assert (lease.attempts, left.attempts, left.left) == (1, 0, None)


async def test_wal_f4_a_recording_left_undecided_is_checked_again_when_an_operator_wants_it(studio, rows) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await take.finish()
    address, world = f"/v1/evidence/video-sessions/{take.id}/recheck", studio.world
    early = await studio.client.post(address, headers=world.token("operator"))
    await end_checks_with_their_process(studio, rows, parse_id("vid", take.id), MAX_FAILURES)
    assert await studio.worker.run_pass() == 1
    undecided = await take.read("operator")

    [action] = [one for one in undecided["allowed_actions"] if one["rel"] == "recheck"]
    party = await studio.client.post(address, headers=world.token())
    reading = await studio.client.post(address, headers=world.token("operator", scope="read"))
    again = await studio.client.post(action["href"], headers=world.token("operator"))
    assert await studio.worker.run_pass() == 1

    assert (early.status_code, early.json()["code"]) == (409, "nothing_to_repeat")
    assert (party.status_code, reading.status_code) == (403, 403)
    assert (again.status_code, again.json()["state"], again.json()["verification"]) == (200, "finished", None)
    found = await take.read("operator")
    assert found["result"] == "live"
    assert "recheck" not in {one["rel"] for one in found["allowed_actions"]}
    late = await studio.client.post(address, headers=world.token("operator"))
    assert late.json()["code"] == "nothing_to_repeat"


async def test_d12_a_cut_off_while_the_checks_are_repeated_waits_for_what_they_find(studio, begin, rows) -> None:
    world = studio.world
    request = await world.asked(kinds=("live_video",))
    take = await studio.take(request=format_id("req", request))
    await take.send_all(studio.encode(await take.film(12)))
    item = (await take.finish()).json()["item"]
    await end_checks_with_their_process(studio, rows, parse_id("vid", take.id), MAX_FAILURES)
    assert await studio.worker.run_pass() == 1

    again = await studio.client.post(f"/v1/evidence/video-sessions/{take.id}/recheck", headers=world.token("operator"))
    waiting = (await world.get(f"/items/{item}")).json()["sufficiency"]
    await sweep(world, begin, studio.clock, DUE + GRACE)
    at_cut_off = await world.state(request)
    assert await studio.worker.run_pass() == 1

    assert (again.status_code, waiting, at_cut_off) == (200, "being_checked", "open")
    assert (await take.read())["result"] == "live"
    assert await world.state(request) == "satisfied"
