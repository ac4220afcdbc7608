"""Admission: what cannot be served in time is refused at once; one platform leaves room for the others."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from common.web import admission
from common.web.admission import SEEN_SECONDS, Admission, AdmissionLimits, Asker, WorkShares
from common.web.guard import RequestGuard
from common.web.rate_limits import RateLimiter, RateLimits

from .test_limits import as_, authenticate

A, B = uuid4(), uuid4()


class Slow:
    """A service whose answers take as long as the test wants."""

    def __init__(self) -> None:
        self.admission = Admission(AdmissionLimits(requests=10, platform_share=0.6, caller_share=0.3))
        self.served, self.may_go = 0, asyncio.Event()
        self.arrivals: asyncio.Queue[None] = asyncio.Queue()
        self.guard = RequestGuard(
            self._app, authenticate=authenticate, limiter=RateLimiter(RateLimits().times(100)),
            admission=self.admission, unlimited=("/health",), public=("/open",), streams=("/files",),
            links=("/links",), feeds=("/feeds",),
        )  # fmt: skip

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.served += 1
        self.arrivals.put_nowait(None)
        await self.may_go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    def ask(
        self,
        tenant: UUID | None = A,
        path: str = "/v1/things",
        *,
        buyer: str | None = None,
        address: str = "1.1.1.1",
        method: str = "GET",
    ) -> asyncio.Task[httpx.Response]:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.guard, client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
                whose = {} if tenant is None else as_(tenant, "buyer", buyer) if buyer else as_(tenant)
                return await client.request(method, path, headers=whose)

        return asyncio.create_task(ask())

    async def settled(self, expected: int) -> None:
        async with asyncio.timeout(5):
            while self.served < expected:
                await self.arrivals.get()


@pytest.fixture
async def slow() -> Slow:
    return Slow()


async def test_wal_f6_who_finds_no_place_is_told_at_once(slow: Slow) -> None:
    waiting = [slow.ask(tenant) for tenant in (A, B) for _ in range(5)]
    await slow.settled(10)
    began = time.perf_counter()
    refused = await slow.ask(uuid4())

    assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (503, "overloaded", "1")
    assert time.perf_counter() - began < 0.2
    slow.may_go.set()
    assert {answer.status_code for answer in await asyncio.gather(*waiting)} == {200}
    assert (await slow.ask()).status_code == 200


async def test_wal_f6_one_platform_leaves_room_for_the_others(slow: Slow) -> None:
    mine = [slow.ask(A) for _ in range(9)]
    await slow.settled(6)
    refused = [await task for task in mine[6:]]
    other = slow.ask(B)
    await slow.settled(7)
    slow.may_go.set()

    assert [answer.status_code for answer in refused] == [503] * 3
    assert (await other).status_code == 200
    assert [answer.status_code for answer in await asyncio.gather(*mine[:6])] == [200] * 6


async def test_wal_f6_a_feed_has_limits_of_its_own_and_what_is_asked_of_it_has_not(slow: Slow) -> None:
    """A link to a stream, say, is asked for below its address and takes a place as anything else does."""
    feeds = [slow.ask(A, "/feeds") for _ in range(12)]
    await slow.settled(12)
    mine = [slow.ask(A, "/feeds/link", method="POST") for _ in range(7)]
    await slow.settled(18)
    slow.may_go.set()

    assert [answer.status_code for answer in await asyncio.gather(*feeds)] == [200] * 12
    assert sorted(answer.status_code for answer in await asyncio.gather(*mine)) == [*[200] * 6, 503]


async def test_wal_f6_one_participant_leaves_room_for_the_others_of_his_platform(slow: Slow) -> None:
    mine = [slow.ask(A, buyer="anna") for _ in range(5)]
    await slow.settled(3)
    async with asyncio.timeout(5):
        refused = [await task for task in mine[3:]]
    others = [slow.ask(A, buyer="sam"), slow.ask(A), slow.ask(B, buyer="anna")]
    await slow.settled(6)
    slow.may_go.set()

    assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(503, "overloaded")] * 2
    assert {answer.status_code for answer in await asyncio.gather(*mine[:3], *others)} == {200}
    assert not slow.admission._served


async def test_wal_f6_one_address_without_tokens_leaves_room_for_the_others(slow: Slow) -> None:
    mine = [slow.ask(None, "/open") for _ in range(5)]
    await slow.settled(3)
    async with asyncio.timeout(5):
        refused = [await task for task in mine[3:]]
    other = slow.ask(None, "/open", address="2.2.2.2")
    await slow.settled(4)
    slow.may_go.set()

    assert [answer.status_code for answer in refused] == [503] * 2
    assert {answer.status_code for answer in await asyncio.gather(*mine[:3], other)} == {200}


async def test_wal_f6_of_several_platforms_none_has_more_acts_under_way_than_its_share() -> None:
    work, under_way, most = WorkShares(places=8), Counter[UUID](), Counter[UUID]()
    may_go = asyncio.Event()

    async def carry_out(tenant: UUID) -> None:
        async with work.take_turn(Asker(tenant, None)):
            under_way[tenant] += 1
            most[tenant] = max(most[tenant], under_way[tenant])
            await may_go.wait()
            under_way[tenant] -= 1

    other = asyncio.create_task(carry_out(B))
    await asyncio.sleep(0)
    greedy = [asyncio.create_task(carry_out(A)) for _ in range(20)]
    await asyncio.sleep(0)
    assert under_way == {A: 4, B: 1}
    greedy[10].cancel()
    second = asyncio.create_task(carry_out(B))
    await asyncio.sleep(0)
    assert under_way[B] == 2
    may_go.set()
    await asyncio.gather(other, second, *greedy, return_exceptions=True)

    assert most == {A: 4, B: 2}
    assert not work._working


async def test_wal_f6_among_what_waits_of_a_platform_every_participant_has_a_turn() -> None:
    work, done = WorkShares(places=2), list[str]()
    may_go = asyncio.Event()

    async def carry_out(tenant: UUID, caller: str | None) -> None:
        async with work.take_turn(Asker(tenant, caller)):
            done.append(str(caller))
            await may_go.wait()

    tasks = [asyncio.create_task(carry_out(B, None))]
    await asyncio.sleep(0)
    tasks += [asyncio.create_task(carry_out(A, "mallory")) for _ in range(20)]
    tasks.append(asyncio.create_task(carry_out(A, "anna")))
    await asyncio.sleep(0)
    may_go.set()
    await asyncio.gather(*tasks)

    assert done.index("anna") < 6, "not behind all that somebody else brought before"


async def test_wal_f6_alone_a_platform_has_all_the_places(monkeypatch: pytest.MonkeyPatch) -> None:
    work, now = WorkShares(places=2), 100.0
    monkeypatch.setattr(admission.seams, "monotonic", lambda: now)
    async with work.take_turn(Asker(B, None)):
        pass
    now += SEEN_SECONDS + 0.1
    async with AsyncExitStack() as stack:
        for _ in range(20):
            await stack.enter_async_context(work.take_turn(Asker(A, None)))


async def test_wal_f6_health_and_files_need_no_place(slow: Slow) -> None:
    waiting = [slow.ask(tenant) for tenant in (A, B) for _ in range(5)]
    await slow.settled(10)
    beside = [slow.ask(None, "/health/ready"), slow.ask(uuid4(), "/files/1")]
    await slow.settled(12)
    assert slow.admission.is_exhausted
    slow.may_go.set()

    assert {answer.status_code for answer in await asyncio.gather(*waiting, *beside)} == {200}
    assert not slow.admission.is_exhausted


async def test_wal_f6_a_place_is_given_back_by_who_fails(slow: Slow) -> None:
    async def fail(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("on purpose")

    slow.guard._app = fail
    answers = [(await slow.ask()).status_code for _ in range(30)]

    assert answers == [500] * 30


async def test_wal_f8_a_failure_of_ours_ends_no_connection_that_others_share(slow: Slow) -> None:
    """A server closes the connection of an application that raises; one that has answered raises nothing."""

    async def fail(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("on purpose")

    slow.guard._app = fail
    answer = await slow.ask()

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "connection" not in answer.headers
    assert answer.headers["x-request-id"] == answer.json()["request_id"]


async def test_wal_f8_half_an_answer_is_no_answer(slow: Slow) -> None:
    async def fail(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("on purpose")

    slow.guard._app = fail
    with pytest.raises(RuntimeError):
        await slow.ask()


@pytest.mark.parametrize("path", ["/links/a", "/v1/things"])
async def test_wal_a7_answers_on_their_way_to_slow_readers_keep_nobody_else_out(slow: Slow, path: str) -> None:
    """Their places are given back as the answer begins: how long it takes, its reader says."""
    taken = asyncio.Event()

    async def take_slowly(message: Message) -> None:
        taken.set()
        await asyncio.Event().wait()

    slow.may_go.set()
    reading = []
    for _ in range(10):
        taken.clear()
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers_of(A)}
        reading.append(
            asyncio.create_task(slow.guard({**scope, "client": ("1.1.1.1", 1)}, asyncio.Event().wait, take_slowly))
        )
        await taken.wait()

    assert (await slow.ask()).status_code == 200
    for one in reading:
        one.cancel()
    await asyncio.gather(*reading, return_exceptions=True)


def headers_of(tenant: UUID) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in as_(tenant).items()]
