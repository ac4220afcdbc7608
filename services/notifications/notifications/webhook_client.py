"""Webhook client: one POST to an address that was checked at the moment of connecting, and nothing else."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from ipaddress import ip_address
from typing import Any, Final, NamedTuple
from uuid import UUID

import httpcore
import httpx

from common.kernel import seams

from .domain.delivery import DeliveryFailure, Outcome
from .domain.errors import UrlForbidden
from .domain.webhook_url import Address, AllowedTargets, WebhookUrl
from .receiver_connections import ReceiverConnections

log = logging.getLogger(__name__)

MAX_SENDING_SECONDS: Final = 20.0
CONNECT_SECONDS: Final = 5.0
RESOLVE_SECONDS: Final = 5.0
MAX_BODY_BYTES: Final = 50_000
MAX_ANSWER_BYTES: Final = MAX_BODY_BYTES + 16_384
"""Of an answer with all around its body: interim ones, and pieces of one byte each, cost far more than they weigh."""
BYTES_AT_A_TIME: Final = 2_048
"""Looked into without a pause: some tens of milliseconds at the worst."""
RESOLVER_THREADS: Final = 64
LOOKUPS_OF_PLATFORM: Final = 8
"""Threads that names of one platform take at once: a name server that never answers keeps a thread for long after
nobody waits for it any more."""
SHARE_OF_FREE: Final = 4
"""A platform has no more of them than a fourth of those that are free, but for its first: the fewer are left, the fewer
each may take, so that any number of platforms with dead name servers leaves the next one a thread."""
IDLE_SECONDS: Final = 4.0
"""Less than the five after which many servers close a connection, perhaps as we begin to send."""

ResolveHost = Callable[[str, int], Awaitable[Sequence[Address]]]


_platform: ContextVar[UUID | None] = ContextVar("platform", default=None)
"""For whom names are looked up: between here and the resolver lies a library that knows no platforms."""


@contextmanager
def look_up_for(platform: UUID) -> Iterator[None]:
    """Count the names that are looked up inside the block as this platform's."""
    token = _platform.set(platform)
    try:
        yield
    finally:
        _platform.reset(token)


class HostResolver:
    """Looks names up in threads of its own, so that a dead name server holds up nothing else; of those a platform has
    its share, so that its dead one holds up no other's names."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(RESOLVER_THREADS, "resolver")
        self._looking_up: Counter[UUID | None] = Counter()
        self._has_ended = asyncio.Condition()

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        """Raises OSError or TimeoutError."""
        async with asyncio.timeout(RESOLVE_SECONDS):
            await self._await_share(platform := _platform.get())
            lookup = self._threads.submit(self._look_up, host, port)
            loop = asyncio.get_running_loop()
            lookup.add_done_callback(partial(self._hand_back, loop, platform))
            return await asyncio.wrap_future(lookup)

    @property
    def is_exhausted(self) -> bool:
        return self._looking_up.total() >= RESOLVER_THREADS

    async def _await_share(self, platform: UUID | None) -> None:
        async with self._has_ended:
            await self._has_ended.wait_for(lambda: self._has_share_left(platform))
            self._looking_up[platform] += 1

    def _has_share_left(self, platform: UUID | None) -> bool:
        free = RESOLVER_THREADS - self._looking_up.total()
        return free > 0 and self._looking_up[platform] < min(LOOKUPS_OF_PLATFORM, max(1, free // SHARE_OF_FREE))

    def _hand_back(self, loop: asyncio.AbstractEventLoop, platform: UUID | None, _: Future[list[Address]]) -> None:
        """Called in whatever thread the lookup ended in."""
        noted = self._note_end(platform)
        try:
            asyncio.run_coroutine_threadsafe(noted, loop)
        except RuntimeError:  # the loop has ended before it
            noted.close()

    async def _note_end(self, platform: UUID | None) -> None:
        async with self._has_ended:
            self._looking_up[platform] -= 1
            if not self._looking_up[platform]:
                del self._looking_up[platform]
            self._has_ended.notify_all()

    def _look_up(self, host: str, port: int) -> list[Address]:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(ip_address(entry[4][0]) for entry in entries))

    async def stop_threads(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class AddressGuard:
    """Turns names into addresses that webhooks may go to."""

    def __init__(self, targets: AllowedTargets, resolve: ResolveHost) -> None:
        self._targets, self._resolve = targets, resolve

    async def require_allowed_url(self, url: str) -> None:
        """Raises UrlForbidden, also for a name nobody knows."""
        target = WebhookUrl.parse(url)
        try:
            addresses = await self.resolve_addresses(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise UrlForbidden from error
        self._targets.require_allowed_target(target, addresses)

    async def resolve_addresses(self, host: str, port: int) -> Sequence[Address]:
        try:
            return [ip_address(host)]
        except ValueError:
            return await self._resolve(host, port)

    async def allowed_addresses(self, host: str, port: int) -> Sequence[Address]:
        """Raises Refused if any address of the name is out of reach: the next answer may be that one."""
        try:
            addresses = await self.resolve_addresses(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("unresolved") from error
        if not addresses or not all(map(self._targets.allows_address, addresses)):
            raise AddressRefused
        return addresses


class AddressRefused(httpcore.ConnectError):
    """Refusal to connect: the name leads to an address that webhooks must not go to."""


class AnswerTooLong(httpcore.ReadError):
    """More came than is read of an answer."""


class BoundedStream(httpcore.AsyncNetworkStream):
    """Connection of which so much is read for each request, a little at a time: others have their turn in between."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream, self._left = stream, MAX_ANSWER_BYTES

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        if self._left <= 0:
            raise AnswerTooLong
        await seams.sleep(0)
        got = await self._stream.read(min(max_bytes, BYTES_AT_A_TIME), timeout=timeout)
        self._left -= len(got)
        return got

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        self._left = MAX_ANSWER_BYTES
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        return BoundedStream(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to the very address that was checked. TLS still verifies the name."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard, self._plain = guard, httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (the interface is httpcore's)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        failure: Exception = httpcore.ConnectError("no address")
        for address in (await self._guard.allowed_addresses(host, port))[:3]:
            try:
                return BoundedStream(
                    await self._plain.connect_tcp(str(address), port, timeout, local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise AddressRefused

    async def sleep(self, seconds: float) -> None:
        await seams.sleep(seconds)


class SendResult(NamedTuple):
    outcome: Outcome
    peer: str | None
    """Address of the other end of the socket, whatever the name said."""
    duration_ms: int


class WebhookClient:
    """Client without redirects, proxies, cookies and decompression: httpcore does nothing it is not told."""

    def __init__(
        self,
        guard: AddressGuard,
        *,
        connections: int,
        tls: ssl.SSLContext | None = None,
        seconds: float = MAX_SENDING_SECONDS,
    ) -> None:
        self._seconds = seconds
        context = tls or httpx.create_ssl_context()
        network = GuardedNetwork(guard)

        def open_connection(origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection:
            return httpcore.AsyncHTTPConnection(
                origin, ssl_context=context, keepalive_expiry=IDLE_SECONDS, network_backend=network
            )

        self._connections = ReceiverConnections(open_connection, most_idle=connections)

    async def send_webhook(self, url: str, headers: dict[str, str], body: str, *, at: datetime) -> SendResult:
        """Send it, and always come back within the wall clock's limit; what went wrong is in the outcome."""
        started, peers = seams.monotonic(), list[str]()
        try:
            async with asyncio.timeout(self._seconds):
                outcome = await self._post_body(WebhookUrl.parse(url), headers, body, at, peers)
        except Exception as error:
            outcome = Outcome(failure=_classify_failure(error))
            log.info("a webhook failed: %r", error)
        return SendResult(outcome, peers[-1] if peers else None, int((seams.monotonic() - started) * 1000))

    async def _post_body(
        self, target: WebhookUrl, headers: dict[str, str], body: str, at: datetime, peers: list[str]
    ) -> Outcome:
        url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        extensions = {"trace": partial(_record_connection, peers), "timeout": {"connect": CONNECT_SECONDS}}
        all_headers = list({"Host": target.host_header, "Content-Type": "application/json", **headers}.items())
        content = body.encode()
        all_headers.append(("Content-Length", str(len(content))))
        request = httpcore.Request("POST", url, headers=all_headers, content=content, extensions=extensions)
        async with self._connections.send_request(request) as answer:
            _record_peer(answer.extensions.get("network_stream"), peers)
            answered = {name.lower(): value for name, value in answer.headers}
            now = _parse_date(answered.get(b"date")) or at
            outcome = Outcome.from_status(answer.status, parse_retry_after(answered.get(b"retry-after"), now))
            await _drain_body(answer)
            return outcome

    async def close_connections(self) -> None:
        await self._connections.close_all()


async def _drain_body(answer: httpcore.Response) -> None:
    """Read a short body, so that the connection can serve again. The status is all that counts."""
    read = 0
    with suppress(AnswerTooLong):
        async for chunk in answer.aiter_stream():
            read += len(chunk)
            if read > MAX_BODY_BYTES:
                return


async def _record_connection(peers: list[str], event: str, info: dict[str, object]) -> None:
    if event == "connection.connect_tcp.complete":
        _record_peer(info["return_value"], peers)


def _record_peer(stream: object, peers: list[str]) -> None:
    if isinstance(stream, httpcore.AsyncNetworkStream) and (peer := stream.get_extra_info("server_addr")):
        peers.append(str(peer[0]))


def parse_retry_after(value: bytes | None, now: datetime) -> timedelta | None:
    """Parse seconds or a date, as the header allows; None for anything else."""
    text = (value or b"").decode("ascii", "replace").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), 10**8))
    at = _parse_date(value)
    return None if at is None else max(at - now, timedelta(0))


def _parse_date(value: bytes | None) -> datetime | None:
    """Parse an HTTP date. The receiver's own clock is the one its dates are meant by."""
    try:
        at = parsedate_to_datetime((value or b"").decode("ascii", "replace"))
    except (ValueError, OverflowError):  # of a number that no clock knows
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _classify_failure(error: Exception) -> DeliveryFailure:
    match error:
        case TimeoutError() | httpcore.TimeoutException():
            return DeliveryFailure.TIMEOUT
        case httpcore.ConnectError() if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
            return DeliveryFailure.TLS
        case httpcore.ConnectError() | UrlForbidden():
            return DeliveryFailure.UNREACHABLE
        case httpcore.NetworkError() | httpcore.ProtocolError():
            return DeliveryFailure.PROTOCOL
        case _:
            return DeliveryFailure.INTERNAL
