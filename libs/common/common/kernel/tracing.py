"""Follows one act through all services, in requests and events: https://www.w3.org/TR/trace-context/."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, Self

import httpx

_VERSION_0: Final = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_CURRENT: Final[ContextVar[Span | None]] = ContextVar("span", default=None)


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of work within a trace. `flags` as whoever began the trace has set them."""

    trace_id: str
    span_id: str
    flags: str = "01"

    @classmethod
    def new_trace(cls) -> Self:
        return cls(secrets.token_hex(16), secrets.token_hex(8))

    @classmethod
    def child_of(cls, traceparents: Sequence[str | None]) -> Self:
        """Our own work in the trace that a `traceparent` names. What is malformed, or said twice, begins a new one."""
        if len(traceparents) == 1 and (parent := _parse_traceparent(traceparents[0] or "")) is not None:
            return cls(parent[0], secrets.token_hex(8), parent[1])
        return cls.new_trace()

    def __str__(self) -> str:
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


def current_span() -> Span | None:
    return _CURRENT.get()


def current_traceparent() -> str | None:
    """What whoever works for us next is told."""
    return str(span) if (span := _CURRENT.get()) is not None else None


@contextmanager
def follow_trace(*traceparents: str | None) -> Iterator[Span]:
    """What happens inside belongs to the trace of this `traceparent`, or to a new one."""
    span = Span.child_of(traceparents)
    token = _CURRENT.set(span)
    try:
        yield span
    finally:
        _CURRENT.reset(token)


async def propagate_trace(request: httpx.Request) -> None:
    """For `event_hooks={"request": [carry]}` of a client that calls another service."""
    if (traceparent := current_traceparent()) is not None:
        request.headers["traceparent"] = traceparent


def _parse_traceparent(given: str) -> tuple[str, str] | None:
    """Trace id and flags. Of a later version only what this one knows is read, as the standard asks."""
    if (found := _VERSION_0.fullmatch(given)) is None:
        return None
    version, trace_id, span_id, flags, more = found.groups()
    if version == "ff" or (version == "00" and more) or not trace_id.strip("0") or not span_id.strip("0"):
        return None
    return trace_id, f"{int(flags, 16) & 1:02x}"
