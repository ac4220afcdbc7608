"""Event streams: server-sent events (HTML, 9.2) of what a reader may see, resumed by the id of the last one seen.

A stream holds no connection to the database while it waits. One worker asks for all streams of a process whether there
may be news, a few times a second; whoever has news reads them by itself, as it would read a page.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import signal
import weakref
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, NamedTuple, TypeVar
from uuid import UUID

import jwt
import orjson
from fastapi import Request, Response
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel, ConfigDict, Field

from common.jobs.polling import PollingWorker
from common.kernel import seams
from common.kernel.errors import DomainError
from common.kernel.id_spelling import ALPHABET
from common.kernel.ids import parse_id
from common.kernel.principal import Actor, Principal
from common.kernel.secret_lists import list_secrets
from common.persistence.database import is_unavailable
from common.persistence.paging import InvalidCursor
from common.turns.shares import Shares

from .authentication import read_token

KeyT = TypeVar("KeyT")

LOOK_SECONDS: Final = 0.5
"""How often the process asks for news: an event is on its way that much later, at most."""
HEARTBEAT_SECONDS: Final = 15.0
"""Shorter than any proxy between waits for a silent connection."""
RECONNECT: Final = b"retry: 2000\n"
"""Milliseconds. No blank line behind it, nor behind a bookmark or a heartbeat: libraries take that for an event."""
HEARTBEAT: Final = b": ping\n"
BATCH_SIZE: Final = 100
LAST_EVENT_ID: Final = "last-event-id"
ENDS_AT: Final = "stream_ends_at"
"""Under which the guard keeps when the link of a stream ends, in seconds since 1970."""
BOOKMARK_PREFIX: Final = "at_"
NUMBER_BYTES: Final = 8
SALT_BYTES: Final = 8
TAG_BYTES: Final = 16


class TooManyStreams(DomainError):
    def __init__(self, limit: int) -> None:
        super().__init__("Too many streams are open already. Close one, or read pages.")
        self.limit = limit


class StreamedEvent(NamedTuple):
    id: str
    type: str
    data: str


class StreamBatch(NamedTuple):
    """Events from one place on, and the place after them."""

    events: Sequence[StreamedEvent]
    place: Any
    has_more: bool = False


StreamPosition = Annotated[
    str, Field(pattern=rf"^(evt_[0-7][{ALPHABET}]{{25}}|{BOOKMARK_PREFIX}[A-Za-z0-9_-]+)$", max_length=200)
]
ReadBatch = Callable[[Any], Awaitable[StreamBatch]]
FindNewest = Callable[[Collection[KeyT]], Awaitable[Mapping[KeyT, int]]]
"""Tells of each key a number that grows whenever there may be news of it."""


class HeldPlace:
    """A counted stream. Its place is free again when it is closed, or forgotten: refused, or never begun."""

    def __init__(self, give_back: Callable[[], None]) -> None:
        self.close = weakref.finalize(self, give_back)


class StreamBookmarks:
    """Seals places at which streams begin, for whoever has seen no event yet: one stream and one reader each.

    Places are numbers that grow with whatever happens on a platform, and are nobody's to read, nor to compare: two
    bookmarks of one place differ.
    """

    def __init__(self, secret: str) -> None:
        self._secrets = [one.encode() for one in list_secrets(secret)]

    def seal(self, place: Sequence[int], about: str) -> str:
        plain = seams.token_bytes(SALT_BYTES) + b"".join(number.to_bytes(NUMBER_BYTES) for number in place)
        secret = self._secrets[0]
        tag = _sign(secret, plain, about)
        return BOOKMARK_PREFIX + base64.urlsafe_b64encode(tag + _mask(secret, tag, plain)).rstrip(b"=").decode()

    def open(self, bookmark: str, about: str) -> tuple[int, ...]:
        """Raises InvalidCursor for what was not sealed here, for this stream and this reader."""
        encoded = bookmark.removeprefix(BOOKMARK_PREFIX)
        try:
            raw = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
        except ValueError:
            raise InvalidCursor from None
        tag, sealed = raw[:TAG_BYTES], raw[TAG_BYTES:]
        for secret in self._secrets:
            plain = _mask(secret, tag, sealed)
            if hmac.compare_digest(tag, _sign(secret, plain, about)):
                return tuple(_read_numbers(plain[SALT_BYTES:]))
        raise InvalidCursor


class StreamHub(Generic[KeyT]):
    """Open streams of this process, by what they are about."""

    def __init__(self, find_newest: FindNewest[KeyT], bookmarks: StreamBookmarks, limits: Shares) -> None:
        self._find_newest, self._limits = find_newest, limits
        self.bookmarks = bookmarks
        self._waiting: dict[KeyT, list[asyncio.Event]] = defaultdict(list)
        self._watched = asyncio.Event()
        self._newest: dict[KeyT, int] = {}
        self._callers: Counter[object] = Counter()
        self._platforms: Counter[object] = Counter()
        self.is_stopping = False

    @property
    def is_exhausted(self) -> bool:
        return self._callers.total() >= self._limits.of_process

    async def run(self) -> None:
        """Look for news until cancelled, for as long as somebody watches."""
        await PollingWorker(self.look_for_news, idle_seconds=self._pause).run()

    async def _pause(self) -> float:
        await self._watched.wait()
        return LOOK_SECONDS

    async def look_for_news(self) -> None:
        """Wake the streams of whatever has changed; all of them where the process is about to end."""
        if not self._waiting:
            return None
        if _is_server_stopping():
            self.is_stopping = True
            return self._wake(self._waiting)
        newest = await self._find_newest(tuple(self._waiting))
        self._wake([key for key in self._waiting if newest.get(key) != self._newest.get(key)])
        self._newest = dict(newest)

    def take_place(self, caller: Principal) -> HeldPlace:
        """Count a stream from now on, before anything is read for it. Raises TooManyStreams."""
        person = (caller.tenant, caller.actor)  # whatever their tokens are limited to: many links are one person
        if self._callers[person] >= self._limits.of_caller:
            raise TooManyStreams(self._limits.of_caller)
        if self._platforms[caller.tenant] >= self._limits.of_platform or self.is_exhausted:
            raise TooManyStreams(self._limits.of_platform)
        self._callers[person] += 1
        self._platforms[caller.tenant] += 1
        return HeldPlace(lambda: self._give_back(person))

    def _give_back(self, person: tuple[UUID, Actor]) -> None:
        _count_down(self._callers, person)
        _count_down(self._platforms, person[0])

    @contextmanager
    def watch(self, key: KeyT) -> Iterator[asyncio.Event]:
        """Give an event that is set whenever there may be news."""
        news = asyncio.Event()
        news.set()  # what came between the first batch and now has woken nobody
        self._waiting[key].append(news)
        self._watched.set()
        try:
            yield news
        finally:
            self._waiting[key].remove(news)
            if not self._waiting[key]:
                del self._waiting[key]
                self._newest.pop(key, None)
            if not self._waiting:
                self._watched.clear()

    def _wake(self, keys: Collection[KeyT]) -> None:
        for key in keys:
            for news in self._waiting[key]:
                news.set()


@dataclass(frozen=True, slots=True)
class EventStream(Generic[KeyT]):
    """Stream of one reader about one key. Ends with its token, and says so: an event `end`, without an id."""

    hub: StreamHub[KeyT]
    key: KeyT
    place: HeldPlace
    ends_at: float
    """When the token ends, in seconds since 1970."""
    read_batch: ReadBatch
    bookmark: str
    """Where it begins: the id of whoever has seen no event yet."""
    is_named: bool = True
    """Has each event its type beside it? A browser hands one that has to nobody who did not ask for that type."""

    async def write(self, first: StreamBatch) -> AsyncIterator[bytes]:
        with closing(self.place), self.hub.watch(self.key) as news:
            yield RECONNECT + f"id: {self.bookmark}\n".encode()
            try:
                async for piece in self._follow(first, news):
                    yield piece
            except DomainError:
                yield _end("not_found")
            except Exception as failure:
                if not is_unavailable(failure):
                    raise
                yield _end("unavailable")

    async def _follow(self, batch: StreamBatch, news: asyncio.Event) -> AsyncIterator[bytes]:
        while True:
            for event in batch.events:
                yield format_sse_event(data_str=event.data, event=event.type if self.is_named else None, id=event.id)
            if not batch.has_more:
                seconds_left = self.ends_at - seams.utc_now().timestamp()
                if seconds_left <= 0 or self.hub.is_stopping:
                    yield _end("restarting" if self.hub.is_stopping else "token_expired")
                    return
                if not await _is_set_within(news, min(HEARTBEAT_SECONDS, seconds_left)):
                    yield HEARTBEAT
                    batch = StreamBatch((), batch.place)
                    continue
                news.clear()
            batch = await self.read_batch(batch.place)


def answer_stream(request: Request, stream: EventStream[Any], first: StreamBatch) -> Response:
    """Answer with the stream; HEAD, whose answer has no body, with its fields alone."""
    headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
    if request.scope.get("state", {}).get("is_head"):
        return Response(headers=headers, media_type=EventSourceResponse.media_type)
    return EventSourceResponse(stream.write(first), headers=headers)


class StreamQuery(BaseModel):
    """Query of a stream. What it does not name is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    after: StreamPosition | None = None
    """Id of the last event that you have, or the `at_…` with which the stream began: it goes on behind it, as with
    `Last-Event-ID`, which browsers send by themselves and which goes first."""
    named: bool = True
    """`false` leaves the type of each event to its `data`, so that `onmessage` of a browser's `EventSource` gets them
    all. The last one is called `end` all the same."""
    token: str | None = Field(default=None, max_length=512)
    """Of a link to this stream, which needs no access token. Beside one it says nothing."""


@dataclass(frozen=True, slots=True)
class StreamReader:
    """Reader of one stream, who comes back with a bookmark of this stream and nobody else's, or with an event's id."""

    request: Request
    principal: Principal
    bookmarks: StreamBookmarks
    after: str | None = None

    @property
    def path(self) -> str:
        return self.request.url.path.removesuffix("/link")

    @property
    def _about(self) -> str:
        return f"{self.path} {self.principal.tenant} {self.principal.role} {self.principal.id}"

    @property
    def _last_seen(self) -> str:
        """What the reader has: by the header, which a browser sends by itself, else as named."""
        return self.request.headers.get(LAST_EVENT_ID) or self.after or ""

    def open_bookmark(self) -> tuple[int, ...] | None:
        """Read the place of the bookmark; None where the reader names an event, or nothing. Raises InvalidCursor."""
        text = self._last_seen
        return self.bookmarks.open(text, self._about) if text.startswith(BOOKMARK_PREFIX) else None

    def read_last_event(self) -> UUID | None:
        """Read the id of the last event that the reader has. Raises InvalidCursor."""
        try:
            return parse_id("evt", text) if (text := self._last_seen) else None
        except ValueError:
            raise InvalidCursor from None

    def write_bookmark(self, place: Sequence[int]) -> str:
        return self.bookmarks.seal(place, self._about)

    def read_end(self) -> float:
        """Read when the token ends, or the link, either verified before."""
        if (authorization := self.request.headers.get("authorization")) is None:
            return float(self.request.scope["state"][ENDS_AT])
        return float(jwt.decode(read_token(authorization), options={"verify_signature": False})["exp"])


def _end(reason: str) -> bytes:
    return format_sse_event(event="end", data_str=orjson.dumps({"reason": reason}).decode())


async def _is_set_within(news: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await news.wait()
    except TimeoutError:
        return False


def _is_server_stopping() -> bool:
    """Uvicorn tells nobody that it waits for the last answers; its handler of the signal knows."""
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    return bool(getattr(server, "should_exit", False))


def _count_down(counter: Counter[object], key: object) -> None:
    counter[key] -= 1
    if counter[key] <= 0:
        del counter[key]


def _sign(secret: bytes, plain: bytes, about: str) -> bytes:
    return hmac.new(secret, b"bookmark:" + plain + about.encode(), hashlib.sha256).digest()[:TAG_BYTES]


def _mask(secret: bytes, tag: bytes, text: bytes) -> bytes:
    """A synthetic initialisation vector: the tag of what is masked makes the mask."""
    stream = hmac.new(secret, b"mask:" + tag, hashlib.sha256).digest()
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))


def _read_numbers(plain: bytes) -> Iterator[int]:
    for at in range(0, len(plain), NUMBER_BYTES):
        yield int.from_bytes(plain[at : at + NUMBER_BYTES])
