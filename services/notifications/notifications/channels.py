"""The way out: one POST to an address that was checked at the moment of connecting, and nothing else."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Final, NamedTuple

import httpcore
import httpx

from .domain.delivery import Failure, Outcome
from .domain.errors import UrlForbidden
from .domain.target import Address, Reach, Target

log = logging.getLogger(__name__)

TOTAL_SECONDS: Final = 20.0
CONNECT_SECONDS: Final = 5.0
RESOLVE_SECONDS: Final = 5.0
BODY_BYTES: Final = 50_000
RESOLVERS: Final = 32
IDLE_SECONDS: Final = 5.0

Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]


class Resolver:
    """Looks names up in threads of its own, so that a dead name server holds up nothing else."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(RESOLVERS, "resolver")

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        """Raises OSError or TimeoutError."""
        look_up = asyncio.get_running_loop().run_in_executor(self._threads, self._look_up, host, port)
        async with asyncio.timeout(RESOLVE_SECONDS):
            return await look_up

    def _look_up(self, host: str, port: int) -> list[Address]:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(ip_address(entry[4][0]) for entry in found))

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class Gate:
    """Turns names into addresses that webhooks may go to."""

    def __init__(self, reach: Reach, resolve: Resolve) -> None:
        self._reach, self._resolve = reach, resolve

    async def check(self, url: str) -> None:
        """Raises UrlForbidden, also for a name nobody knows."""
        target = Target.parse(url)
        try:
            addresses = await self.addresses(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise UrlForbidden from error
        self._reach.check(target, addresses)

    async def addresses(self, host: str, port: int) -> Sequence[Address]:
        try:
            return [ip_address(host)]
        except ValueError:
            return await self._resolve(host, port)

    async def admitted(self, host: str, port: int) -> Sequence[Address]:
        """Raises Refused if any address of the name is out of reach: the next answer may be that one."""
        try:
            found = await self.addresses(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("unresolved") from error
        if not found or not all(map(self._reach.admits, found)):
            raise Refused
        return found


class Refused(httpcore.ConnectError):
    """The name leads to an address that webhooks must not go to."""


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to the very address that was checked. TLS still verifies the name."""

    def __init__(self, gate: Gate) -> None:
        self._gate, self._plain = gate, httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (the interface is httpcore's)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        failure: Exception = httpcore.ConnectError("no address")
        for address in (await self._gate.admitted(host, port))[:3]:
            try:
                return await self._plain.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise Refused

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Sent(NamedTuple):
    outcome: Outcome
    peer: str | None
    """The other end of the socket, whatever the name said."""
    duration_ms: int


class Webhooks:
    """No redirects, no proxies, no cookies, no decompression: httpcore does nothing it is not told."""

    def __init__(
        self,
        gate: Gate,
        *,
        connections: int,
        tls: ssl.SSLContext | None = None,
        seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._seconds = seconds
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or httpx.create_ssl_context(),
            max_connections=connections,
            max_keepalive_connections=connections // 4,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=CheckedNetwork(gate),
        )

    async def send(self, url: str, headers: dict[str, str], body: str, *, at: datetime) -> Sent:
        """Always comes back, within the wall clock's limit; what went wrong is in the outcome. `at` is now."""
        started, peers = time.monotonic(), list[str]()
        try:
            async with asyncio.timeout(self._seconds):
                outcome = await self._post(Target.parse(url), headers, body, at, peers)
        except Exception as error:
            outcome = Outcome(failure=_failure(error))
            log.info("a webhook failed: %r", error)
        return Sent(outcome, peers[-1] if peers else None, int((time.monotonic() - started) * 1000))

    async def _post(
        self, target: Target, headers: dict[str, str], body: str, at: datetime, peers: list[str]
    ) -> Outcome:
        async def connected(event: str, info: dict[str, object]) -> None:
            if event == "connection.connect_tcp.complete":
                _note_peer(info["return_value"], peers)

        url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        extensions = {"trace": connected, "timeout": {"connect": CONNECT_SECONDS}}
        sent = list({"Host": target.host_header, "Content-Type": "application/json", **headers}.items())
        async with self._pool.stream("POST", url, headers=sent, content=body.encode(), extensions=extensions) as answer:
            _note_peer(answer.extensions.get("network_stream"), peers)
            told = {name.lower(): value for name, value in answer.headers}
            outcome = Outcome.of(answer.status, retry_after(told.get(b"retry-after"), _date(told.get(b"date")) or at))
            await _drain(answer)
            return outcome

    async def close(self) -> None:
        await self._pool.aclose()


async def _drain(answer: httpcore.Response) -> None:
    """The status is all that counts; a short body is read so that the connection can serve again."""
    read = 0
    async for chunk in answer.aiter_stream():
        read += len(chunk)
        if read > BODY_BYTES:
            return


def _note_peer(stream: object, peers: list[str]) -> None:
    if isinstance(stream, httpcore.AsyncNetworkStream) and (peer := stream.get_extra_info("server_addr")):
        peers.append(str(peer[0]))


def retry_after(value: bytes | None, now: datetime) -> timedelta | None:
    """Seconds or a date, as the header allows; None for anything else."""
    text = (value or b"").decode("ascii", "replace").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), 10**8))
    at = _date(value)
    return None if at is None else max(at - now, timedelta(0))


def _date(value: bytes | None) -> datetime | None:
    """The receiver's own clock is the one its dates are meant by."""
    try:
        at = parsedate_to_datetime((value or b"").decode("ascii", "replace"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _failure(error: Exception) -> Failure:
    match error:
        case TimeoutError() | httpcore.TimeoutException():
            return Failure.TIMEOUT
        case httpcore.ConnectError() if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
            return Failure.TLS
        case httpcore.ConnectError() | UrlForbidden():
            return Failure.UNREACHABLE
        case httpcore.NetworkError() | httpcore.ProtocolError():
            return Failure.PROTOCOL
        case _:
            return Failure.INTERNAL
