"""Follows one act through all services, in requests and events: https://www.w3.org/TR/trace-context/."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final, Protocol, Self

from .seams import token_bytes, utc_now

TRACEPARENT: Final = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_current: Final[ContextVar[Span | None]] = ContextVar("span", default=None)


class OutgoingRequest(Protocol):
    """Request of an HTTP client that is about to be sent, as httpx has it."""

    @property
    def headers(self) -> MutableMapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Span:
    """Piece of work within a trace. `flags` as whoever began the trace has set them."""

    trace_id: str
    span_id: str
    flags: str = "01"
    parent_id: str | None = None

    @classmethod
    def new_trace(cls) -> Self:
        drawn = token_bytes(24).hex()  # one question to the operating system for both
        return cls(drawn[:32], drawn[32:])

    @classmethod
    def child_of(cls, traceparents: Sequence[str | None]) -> Self:
        """Our own work in the trace that a `traceparent` names. What is malformed, or said twice, begins a new one."""
        if len(traceparents) == 1 and (parent := _parse_traceparent(traceparents[0] or "")) is not None:
            return cls(parent.trace_id, token_bytes(8).hex(), parent.flags, parent.span_id)
        return cls.new_trace()

    def __str__(self) -> str:
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


class WorkKind(StrEnum):
    """Kinds of spans, as OpenTelemetry has them."""

    SERVER = "server"
    CLIENT = "client"
    PRODUCER = "producer"
    CONSUMER = "consumer"
    INTERNAL = "internal"


@dataclass(slots=True)
class Work:
    """Work that a span is about. Whoever does it may still say more while it is done."""

    name: str
    kind: WorkKind = WorkKind.INTERNAL
    attributes: dict[str, str | int] = field(default_factory=dict)
    has_failed: bool = False


class SpanKeeper(Protocol):
    def keep_span(self, span: Span, work: Work, started_at: datetime, ended_at: datetime) -> None:
        """Keep a span that has ended, without waiting for anybody."""


class _Keeping:
    """Who keeps spans in this process; nobody, unless a collector is named (`common.telemetry.traces`)."""

    keeper: ClassVar[SpanKeeper | None] = None


def keep_spans(keeper: SpanKeeper | None) -> None:
    _Keeping.keeper = keeper


def are_spans_kept() -> bool:
    return _Keeping.keeper is not None


def current_span() -> Span | None:
    return _current.get()


def current_traceparent() -> str | None:
    """Traceparent for whoever works for us next."""
    return str(span) if (span := _current.get()) is not None else None


@contextmanager
def follow_trace(*traceparents: str | None, work: Work | None = None) -> Iterator[Span]:
    """Work inside the block within the trace of this `traceparent`, or within a new one."""
    span = Span.child_of(traceparents)
    token = _current.set(span)
    keeper = None if work is None else _Keeping.keeper
    started_at = None if keeper is None else utc_now()
    try:
        yield span
    except BaseException:
        if work is not None:
            work.has_failed = True
        raise
    finally:
        _current.reset(token)
        if keeper is not None and work is not None and started_at is not None:
            keeper.keep_span(span, work, started_at, utc_now())


def note_step(work: Work, started_at: datetime) -> None:
    """Note a step of the current work that ends now. Nothing where nobody keeps spans, or outside of a trace."""
    if (keeper := _Keeping.keeper) is not None and (traceparent := current_traceparent()) is not None:
        keeper.keep_span(Span.child_of([traceparent]), work, started_at, utc_now())


async def propagate_trace(request: OutgoingRequest) -> None:
    """Hook for a client that calls another service: `event_hooks={"request": [propagate_trace]}`."""
    if (traceparent := current_traceparent()) is not None:
        request.headers["traceparent"] = traceparent


def _parse_traceparent(traceparent: str) -> Span | None:
    """Span of whoever asks. Of a later version only what this one knows is read, as the standard asks."""
    if (match := TRACEPARENT.fullmatch(traceparent)) is None:
        return None
    version, trace_id, span_id, flags, more = match.groups()
    if version == "ff" or (version == "00" and more) or not trace_id.strip("0") or not span_id.strip("0"):
        return None
    return Span(trace_id, span_id, f"{int(flags, 16) & 1:02x}")
