"""Feed: events as they happen, by the stream where there is one, else by asking again and again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Final

from parley_client.client import Parley
from parley_client.problems import Problem

POLL_SECONDS: Final = 1.0
STREAM_PATH: Final = "/v1/events/stream"
NO_STREAM: Final = frozenset({404, 405, 406, 501})


def follow_feed(
    parley: Parley, types: Sequence[str] | None, since: str, watch: Callable[[Exception | None], None]
) -> Iterator[dict[str, Any]]:
    """Yield the platform's events, from an instant or from now on, for ever. Raises Problem or NoAnswer."""
    query = {"since": since, "type": list(types) if types else None}
    events = parley.caller.follow_stream("GET", STREAM_PATH, query=query, watch=watch)
    try:
        first = next(events)
    except Problem as problem:
        if problem.status not in NO_STREAM:
            raise
        yield from _poll_feed(parley, query)
        return
    yield from chain([first], events)


def _poll_feed(parley: Parley, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
    cursor: str | None = None
    while True:
        given = query | {"limit": 100} if cursor is None else {"cursor": cursor, "limit": 100, "type": query["type"]}
        page = parley.caller.call_operation("GET", "/v1/events", query=given)
        yield from page["data"]
        cursor = page.get("next_cursor") or cursor
        if not page.get("has_more"):
            time.sleep(POLL_SECONDS)
