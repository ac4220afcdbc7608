"""Operations of the group 'events'. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Unpack, cast

from parley_client.calls import Group, iterate_pages, name_filters, spell_in_path
from parley_client.generated import models


class EventsOperations(Group):
    """Operations of the group 'events'."""

    def list_events(
        self, *, limit: int | None = None, cursor: str | None = None, **filters: Unpack[models.EventsFilters]
    ) -> models.EventPage:
        """List every event of the last 30 days, oldest first, in an order that never changes.

        Follow `next_cursor` to rebuild everything, and keep the last one to ask later for what came since: no
        event is ever inserted before a cursor you hold. Events of one subject stand in the order in which they
        happened, `number` 1, 2, 3 and on.

        limit: Events of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.EventPage",
            self._caller.call_operation(
                "GET",
                "/v1/events",
                query={"limit": limit, "cursor": cursor, **name_filters(filters, models.EventsFilters)},
            ),
        )

    def iterate_events(self, **filters: Unpack[models.EventsFilters]) -> Iterator[models.EventView]:
        """Read the event feed, page after page."""
        return iterate_pages(self.list_events, **filters)

    def stream_events(
        self,
        *,
        after: str | None = None,
        named: bool | None = None,
        token: str | None = None,
        since: str | Literal["latest"] | None = None,
        type_: Sequence[str] | None = None,
        subject: str | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Receive events as they come (server-sent events): `id` is the event's, `event` its type, `data` the
        event, word for word what webhooks carry, in the order of the feed.

        Buyers and sellers receive the events of their own deals and cases, as they may see them: nothing of the
        other side's evidence before it is revealed, no operator by name, and no `number`, which would count
        what they are not told. What happens to one case, line by line as it is shown: `GET
        /v1/disputes/{dispute}/stream`.

        It begins with what comes from now on, and goes on behind the last event you have seen: send its id as
        `Last-Event-ID`. Until one has come, the id of the first lines (`at_…`) does the same. A comment comes
        every 15 seconds. When the token ends an event `end` says so (`{"reason": "token_expired"}`) and the
        stream ends: ask for a new token and come back. The `EventSource` of a browser, which sends no token,
        opens a link: `POST /v1/events/stream/link`.

        after: Id of the last event that you have, or the `at_…` with which the stream began: it goes on behind
            it, as with `Last-Event-ID`, which browsers send by themselves and which goes first.
        named: `false` leaves the type of each event to its `data`, so that `onmessage` of a browser's
            `EventSource` gets them all. The last one is called `end` all the same.
        token: Of a link to this stream, which needs no access token. Beside one it says nothing.
        since: Where to begin: as in the list, and with `latest` if left out. The header `Last-Event-ID`, which
            browsers send by themselves, goes first.
        type_: Names or families, separated by commas.
        subject: Id of what the events are about.
        """
        return self._caller.follow_stream(
            "GET",
            "/v1/events/stream",
            query={"after": after, "named": named, "token": token, "since": since, "type": type_, "subject": subject},
        )

    def create_event_stream_link(self) -> models.StreamLink:
        """Good as long as your token and for this stream, in your name: for the `EventSource` of a browser, which
        sends no token. Streams opened by it end when it does, and whoever has it sees what you may see.

        It begins where it was asked for (`after`). Add what narrows the stream: `&type=…`; with `&named=false`
        all events come to `onmessage`.
        """
        return cast("models.StreamLink", self._caller.call_operation("POST", "/v1/events/stream/link"))

    def get_event(self, event: str) -> models.EventView:
        """Read an event, word for word what webhooks carried.

        event: Id of the event.
        """
        return cast("models.EventView", self._caller.call_operation("GET", f"/v1/events/{spell_in_path(event)}"))
