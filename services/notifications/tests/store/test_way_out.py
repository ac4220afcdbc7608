"""What stands between a webhook and the inside of the network, tried over real sockets."""

from __future__ import annotations

import asyncio
import gc
import threading
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from uuid import uuid4

import httpcore
import pytest
from httpcore._backends.anyio import AnyIOStream

from notifications import webhook_client
from notifications.domain.delivery import DeliveryFailure
from notifications.domain.webhook_url import AllowedTargets
from notifications.settings import SendingLimits
from notifications.testing import running_receiver
from notifications.webhook_client import (
    BYTES_AT_A_TIME,
    MAX_ANSWER_BYTES,
    RESOLVER_THREADS,
    AddressGuard,
    HostResolver,
    WebhookClient,
    look_up_for,
)  # fmt: skip

NOW = datetime(2026, 3, 1, tzinfo=UTC)


class Names:
    """A name server that answers differently each time."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    async def __call__(self, host: str, port: int):
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [ip_address(a) for a in answer]


async def sent(names: Names, url: str, *, local: str = "127.0.0.2/32", seconds: float = 0.5):
    guard = AddressGuard(AllowedTargets((ip_network(local),)), names)
    webhooks = WebhookClient(guard, connections=4, seconds=seconds)
    try:
        return await webhooks.send_webhook(url, {}, "{}", at=NOW)
    finally:
        await webhooks.close_connections()


@pytest.mark.parametrize(
    "answer",
    [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], ["::1"], ["64:ff9b::7f00:1"], []],
)
async def test_flt_n6_a_name_that_leads_inside_is_never_connected_to(answer) -> None:
    async with running_receiver(200) as inside:
        result = await sent(Names(answer), f"http://rebound.example:{inside.port}/")

    assert inside.got == []
    assert (result.outcome.failure, result.peer) == (DeliveryFailure.UNREACHABLE, None)


async def test_flt_n6_a_name_that_changes_after_it_was_checked_is_checked_again() -> None:
    async with running_receiver(200) as inside:
        names = Names(["8.8.8.8"], ["127.0.0.1"])
        await AddressGuard(AllowedTargets(), names).require_allowed_url("https://rebound.example/")

        result = await sent(names, f"http://rebound.example:{inside.port}/")

    assert inside.got == []
    assert result.outcome.failure is DeliveryFailure.UNREACHABLE


async def test_the_address_connected_to_is_the_one_that_was_checked() -> None:
    async with running_receiver(200) as receiver:
        names = Names(["127.0.0.1"], ["10.0.0.1"])

        result = await sent(names, f"http://partner.example:{receiver.port}/x", local="127.0.0.0/8")

    assert (result.outcome.status, result.peer) == (200, "127.0.0.1")
    assert receiver.got[0].headers["host"] == f"partner.example:{receiver.port}"


async def test_sendings_at_once_use_their_connections_again() -> None:
    async with running_receiver(200) as receiver:
        guard = AddressGuard(AllowedTargets((ip_network("127.0.0.0/8"),)), Names(["127.0.0.1"]))
        webhooks = WebhookClient(guard, connections=200)

        async def send_some() -> None:
            for _ in range(5):
                assert (await webhooks.send_webhook(receiver.url, {}, "{}", at=NOW)).outcome.is_delivered

        await asyncio.gather(*(send_some() for _ in range(SendingLimits().of_endpoint)))
        await webhooks.close_connections()

    assert (len(receiver.got), receiver.connections) == (5 * SendingLimits().of_endpoint, SendingLimits().of_endpoint)


async def test_no_more_connections_stay_than_may_and_none_that_was_closed_is_sent_on() -> None:
    guard = AddressGuard(AllowedTargets((ip_network("127.0.0.0/8"),)), Names(["127.0.0.1"]))
    webhooks = WebhookClient(guard, connections=2)
    async with running_receiver(200) as receiver, running_receiver(200) as closing:
        closing.answers = [b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"]
        results = [await webhooks.send_webhook(closing.url, {}, "{}", at=NOW) for _ in range(2)]
        results += await asyncio.gather(*(webhooks.send_webhook(receiver.url, {}, "{}", at=NOW) for _ in range(5)))
        results += await asyncio.gather(*(webhooks.send_webhook(receiver.url, {}, "{}", at=NOW) for _ in range(5)))
        await webhooks.close_connections()

    assert all(result.outcome.is_delivered for result in results)
    assert (closing.connections, receiver.connections) == (2, 5 + 3)


async def test_an_unused_port_is_unreachable() -> None:
    async with running_receiver(200) as receiver:
        port = receiver.port
    result = await sent(Names(["127.0.0.2"]), f"http://partner.example:{port}/")

    assert result.outcome.failure is DeliveryFailure.UNREACHABLE


async def test_a_receiver_that_speaks_no_tls_is_told_apart() -> None:
    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 not what you think\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.2", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        result = await sent(Names(["127.0.0.2"]), f"https://partner.example:{port}/")

    assert result.outcome.failure is DeliveryFailure.TLS


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nonly this",
        b"not http at all\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\n" * 200,
    ],
)
async def test_a_receiver_that_breaks_the_protocol_fails_within_the_limit(answer) -> None:
    async with running_receiver() as receiver:
        receiver.answers = [answer]

        result = await sent(Names(["127.0.0.1"]), receiver.url, local="127.0.0.0/8")

    assert len(receiver.got) == 1
    assert result.outcome.failure in (DeliveryFailure.PROTOCOL, DeliveryFailure.TIMEOUT)
    assert result.duration_ms < 900


async def test_a_date_that_no_clock_knows_is_no_failure() -> None:
    async with running_receiver() as receiver:
        date = b"Date: Mon, 99999999999 Jan 2026 00:00:00 GMT\r\n"
        receiver.answers = [b"HTTP/1.1 200 OK\r\n" + date + b"Content-Length: 0\r\n\r\n"]

        result = await sent(Names(["127.0.0.1"]), receiver.url, local="127.0.0.0/8")

    assert (result.outcome.status, result.outcome.failure) == (200, None)


FLOODS = {
    "interim answers": b"HTTP/1.1 103 x\r\n\r\n" * 4_000,
    "pieces of one byte": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"1\r\na\r\n" * 49_999
    + b"0\r\n\r\n",
}


@pytest.mark.parametrize("flood", FLOODS)
async def test_wal_a3_an_answer_that_costs_more_than_it_weighs_is_left_unread(flood: str) -> None:
    got: list[int] = []

    async def count(stream: httpcore.AsyncNetworkStream, max_bytes: int, **limit: float | None) -> bytes:
        read: bytes = await plain_read(stream, max_bytes, **limit)
        got.append(len(read))
        return read

    async with running_receiver() as receiver:
        receiver.answers = [FLOODS[flood]]
        plain_read = AnyIOStream.read
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(AnyIOStream, "read", count)
            result = await sent(Names(["127.0.0.1"]), receiver.url, local="127.0.0.0/8", seconds=10)

    assert sum(got) <= MAX_ANSWER_BYTES + BYTES_AT_A_TIME
    assert max(got) <= BYTES_AT_A_TIME, "nobody else has a turn meanwhile"
    expected = (200, None) if flood == "pieces of one byte" else (None, DeliveryFailure.PROTOCOL)
    assert (result.outcome.status, result.outcome.failure) == expected


async def test_wal_a3_names_that_a_server_never_answers_hold_up_no_other_platforms(monkeypatch) -> None:
    """Nor once nobody waits for them any more: their threads do."""
    may_go, resolver = threading.Event(), HostResolver()

    def look_up(self, host: str, port: int):
        if host.startswith("dead"):
            may_go.wait(20)
        return [ip_address("8.8.8.8")]

    async def ask(platform, host: str):
        with look_up_for(platform):
            return await resolver(host, 443)

    monkeypatch.setattr(HostResolver, "_look_up", look_up)
    monkeypatch.setattr(webhook_client, "RESOLVE_SECONDS", 0.5)
    mine = uuid4()
    dead = [asyncio.create_task(ask(mine, f"dead{n}.example")) for n in range(2 * RESOLVER_THREADS)]
    assert all(isinstance(one, TimeoutError) for one in await asyncio.gather(*dead, return_exceptions=True))

    assert await ask(uuid4(), "shop.example") == [ip_address("8.8.8.8")]
    assert not resolver.is_exhausted
    with pytest.raises(TimeoutError):
        await ask(mine, "shop.example")
    may_go.set()
    async with asyncio.timeout(10):
        async with resolver._has_ended:
            await resolver._has_ended.wait_for(lambda: not resolver._looking_up)
    assert await ask(mine, "shop.example") == [ip_address("8.8.8.8")]
    await resolver.stop_threads()


async def test_wal_a3_dead_name_servers_of_many_platforms_leave_another_one_its_lookup(monkeypatch) -> None:
    """Each may have fewer threads the fewer are left: whoever comes next finds one."""
    may_go, resolver = threading.Event(), HostResolver()

    def look_up(self, host: str, port: int):
        if host.startswith("dead"):
            may_go.wait(20)
        return [ip_address("8.8.8.8")]

    async def ask(platform, host: str):
        with look_up_for(platform):
            return await resolver(host, 443)

    monkeypatch.setattr(HostResolver, "_look_up", look_up)
    monkeypatch.setattr(webhook_client, "RESOLVE_SECONDS", 0.5)
    hostile = [uuid4() for _ in range(12)]
    dead = [asyncio.create_task(ask(one, f"dead{n}.example")) for n in range(20) for one in hostile]
    assert all(isinstance(one, TimeoutError) for one in await asyncio.gather(*dead, return_exceptions=True))

    assert await ask(uuid4(), "shop.example") == [ip_address("8.8.8.8")]
    assert not resolver.is_exhausted
    may_go.set()
    async with asyncio.timeout(10):
        async with resolver._has_ended:
            await resolver._has_ended.wait_for(lambda: not resolver._looking_up)
    await resolver.stop_threads()


def test_wal_a3_a_lookup_that_ends_after_the_loop_leaves_nothing_behind(monkeypatch, recwarn) -> None:
    may_go = threading.Event()

    async def give_up() -> HostResolver:
        resolver = HostResolver()
        with pytest.raises(TimeoutError):
            await resolver("dead.example", 443)
        return resolver

    monkeypatch.setattr(HostResolver, "_look_up", lambda *_: may_go.wait(20))
    monkeypatch.setattr(webhook_client, "RESOLVE_SECONDS", 0.01)
    resolver = asyncio.run(give_up())
    may_go.set()
    resolver._threads.shutdown(wait=True)
    gc.collect()

    assert not [warning for warning in recwarn if "never awaited" in str(warning.message)]
