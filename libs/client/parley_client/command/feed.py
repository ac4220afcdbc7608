"""Feed: events as they happen, by the stream where there is one, else by asking again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Final

from parley_client.client import Parley
from parley_client.problems import NoAnswer, Problem
from parley_client.transport import MOMENTARY_STATUSES, pause_seconds

PAGE: Final = 100
POLL_SECONDS: Final = 1.0
FEED_PATH: Final = "/v1/events"
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
        yield from _poll_feed(parley, query, watch)
        return
    yield from chain([first], events)


def _poll_feed(
    parley: Parley, query: dict[str, Any], watch: Callable[[Exception | None], None]
) -> Iterator[dict[str, Any]]:
    page = parley.caller.call_operation("GET", FEED_PATH, query=query | {"limit": PAGE})
    while True:
        yield from page["data"]
        if not page["has_more"]:
            parley.caller.wait(POLL_SECONDS)
        page = _await_page(parley, {"cursor": page["next_cursor"], "limit": PAGE, "type": query["type"]}, watch)


def _await_page(parley: Parley, query: dict[str, Any], watch: Callable[[Exception | None], None]) -> dict[str, Any]:
    """Ask as patiently as a stream that had begun is waited for. Raises Problem or NoAnswer."""
    failures = 0
    while True:
        try:
            page: dict[str, Any] = parley.caller.call_operation("GET", FEED_PATH, query=query)
        except (NoAnswer, Problem) as why:
            failures += 1
            is_final = isinstance(why, Problem) and why.status not in MOMENTARY_STATUSES
            if is_final or failures >= parley.caller.lost_attempts:
                raise
            watch(why)
            parley.caller.wait(pause_seconds(failures, None))
        else:
            watch(None)
            return page
