"""Follows one act through all services, in requests and events: https://www.w3.org/TR/trace-context/."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, Protocol, Self

from .seams import token_bytes

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

    @classmethod
    def new_trace(cls) -> Self:
        drawn = token_bytes(24).hex()  # one question to the operating system for both
        return cls(drawn[:32], drawn[32:])

    @classmethod
    def child_of(cls, traceparents: Sequence[str | None]) -> Self:
        """Our own work in the trace that a `traceparent` names. What is malformed, or said twice, begins a new one."""
        if len(traceparents) == 1 and (parent := _parse_traceparent(traceparents[0] or "")) is not None:
            return cls(parent[0], token_bytes(8).hex(), parent[1])
        return cls.new_trace()

    def __str__(self) -> str:
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


def current_span() -> Span | None:
    return _current.get()


def current_traceparent() -> str | None:
    """Traceparent for whoever works for us next."""
    return str(span) if (span := _current.get()) is not None else None


@contextmanager
def follow_trace(*traceparents: str | None) -> Iterator[Span]:
    """Work inside the block within the trace of this `traceparent`, or within a new one."""
    span = Span.child_of(traceparents)
    token = _current.set(span)
    try:
        yield span
    finally:
        _current.reset(token)


async def propagate_trace(request: OutgoingRequest) -> None:
    """Hook for a client that calls another service: `event_hooks={"request": [propagate_trace]}`."""
    if (traceparent := current_traceparent()) is not None:
        request.headers["traceparent"] = traceparent


def _parse_traceparent(traceparent: str) -> tuple[str, str] | None:
    """Trace id and flags. Of a later version only what this one knows is read, as the standard asks."""
    if (match := TRACEPARENT.fullmatch(traceparent)) is None:
        return None
    version, trace_id, span_id, flags, more = match.groups()
    if version == "ff" or (version == "00" and more) or not trace_id.strip("0") or not span_id.strip("0"):
        return None
    return trace_id, f"{int(flags, 16) & 1:02x}"
