"""Reads of the group 'disputes'. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Unpack, cast

from parley_client.calls import Group, iterate_pages, name_filters, spell_in_path
from parley_client.generated import models


class DisputesReads(Group):
    """Reads of the group 'disputes'."""

    def get_eligibility(
        self,
        *,
        language: models.Language | None = None,
        escrow: str,
        on_behalf_of: Literal["buyer", "seller"] | None = None,
    ) -> models.EligibilityView:
        """Everything that "Report a problem" is drawn from: whether it can be reported now, for which reasons and
        by whom, when that begins and ends, how much can be claimed, what must be said, what can be asked for,
        which evidence will be wanted, and what follows if nobody answers. If not, why; and since when not, if
        the time is over.

        language: Before what Accept-Language says; English if neither does.
        escrow: Id of the escrow.
        on_behalf_of: For whom the platform or an operator asks; without it, what either could do.
        """
        return cast(
            "models.EligibilityView",
            self._caller.call_operation(
                "GET",
                "/v1/disputes/eligibility",
                query={"language": language, "escrow": escrow, "on_behalf_of": on_behalf_of},
            ),
        )

    def list_disputes(
        self, *, limit: int | None = None, cursor: str | None = None, **filters: Unpack[models.DisputesFilters]
    ) -> models.DisputeSummaryPage:
        """Parties see their own, the platform and its operators see all. Each row is enough to draw a list.

        Newest first; a desk asks for `sort=due`, which begins with what is overdue. Parties cannot ask who has
        a case, or how the operators stand with it.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.DisputeSummaryPage",
            self._caller.call_operation(
                "GET",
                "/v1/disputes",
                query={"limit": limit, "cursor": cursor, **name_filters(filters, models.DisputesFilters)},
            ),
        )

    def iterate_disputes(self, **filters: Unpack[models.DisputesFilters]) -> Iterator[models.DisputeSummary]:
        """List disputes, page after page."""
        return iterate_pages(self.list_disputes, **filters)

    def count_disputes(self) -> models.DisputeCounts:
        """Count the open cases that you can see, by status, by stage, by whose turn it is, and by what needs
        attention.
        """
        return cast("models.DisputeCounts", self._caller.call_operation("GET", "/v1/disputes/counts"))

    def get_dispute(self, dispute: str, *, expand: Sequence[models.Part] | None = None) -> models.ExpandedDisputeView:
        """Read the case as you may see it, with what you may do and what follows if nobody does anything.

        `expand` adds what a screen shows beside it: the deal, offers, evidence, messages, the story, standings.
        One request instead of many; of each list the latest 50 are shown, with the address of the rest.

        dispute: Id of the dispute.
        expand: Parts to show in `expanded`, separated by commas:
            `escrow,mediation,evidence,messages,story,standing`, and for operators and the platform
            `notes,decisions`.
        """
        return cast(
            "models.ExpandedDisputeView",
            self._caller.call_operation("GET", f"/v1/disputes/{spell_in_path(dispute)}", query={"expand": expand}),
        )

    def get_story(
        self, dispute: str, *, limit: int | None = None, cursor: str | None = None
    ) -> models.StoryEntryViewPage:
        """Everything that has happened to the case, in order, the first first: stages, offers, evidence, messages,
        rulings, penalties, deadlines that passed and money that moved.

        You see what you may see: parties neither how operators share their work nor the other's evidence while
        it is sealed. What another service tells a moment late stands where it happened.

        dispute: Id of the dispute.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.StoryEntryViewPage",
            self._caller.call_operation(
                "GET", f"/v1/disputes/{spell_in_path(dispute)}/story", query={"limit": limit, "cursor": cursor}
            ),
        )

    def iterate_story(self, dispute: str) -> Iterator[models.StoryEntryView]:
        """Read the story of a case, page after page."""
        return iterate_pages(self.get_story, dispute)

    def stream_own_stories(
        self, *, after: str | None = None, named: bool | None = None, token: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """Receive what happens to all your cases as it happens, as in the stream of one: `data` has the `dispute`
        beside the entry. A buyer's or a seller's are those they are a party of, the platform's and its
        operators' are all.

        after: Id of the last event that you have, or the `at_…` with which the stream began: it goes on behind
            it, as with `Last-Event-ID`, which browsers send by themselves and which goes first.
        named: `false` leaves the type of each event to its `data`, so that `onmessage` of a browser's
            `EventSource` gets them all. The last one is called `end` all the same.
        token: Of a link to this stream, which needs no access token. Beside one it says nothing.
        """
        return self._caller.follow_stream(
            "GET", "/v1/disputes/stream", query={"after": after, "named": named, "token": token}
        )

    def stream_story(
        self, dispute: str, *, after: str | None = None, named: bool | None = None, token: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """Receive what happens to the case as it happens (server-sent events): `id` is the entry's, `event` its
        kind, `data` the entry as in the story, of which you see what you may see.

        It begins with what comes from now on, and goes on behind the last entry you have seen: send its id as
        `Last-Event-ID`. Until one has come, the id of the first lines (`at_…`) does the same.
        `evidence_revealed` means that you may now see more of what has been: read the story again. A comment
        comes every 15 seconds. When the token ends an event `end` says so (`{"reason": "token_expired"}`) and
        the stream ends: ask for a new token and come back. The `EventSource` of a browser, which sends no
        token, opens a link: `POST /v1/disputes/{dispute}/stream/link`.

        dispute: Id of the dispute.
        after: Id of the last event that you have, or the `at_…` with which the stream began: it goes on behind
            it, as with `Last-Event-ID`, which browsers send by themselves and which goes first.
        named: `false` leaves the type of each event to its `data`, so that `onmessage` of a browser's
            `EventSource` gets them all. The last one is called `end` all the same.
        token: Of a link to this stream, which needs no access token. Beside one it says nothing.
        """
        return self._caller.follow_stream(
            "GET",
            f"/v1/disputes/{spell_in_path(dispute)}/stream",
            query={"after": after, "named": named, "token": token},
        )

    def get_forecast(self, dispute: str) -> models.ForecastView:
        """Foresee the whole chain of what happens by itself, by the very rules that will run.

        dispute: Id of the dispute.
        """
        return cast(
            "models.ForecastView", self._caller.call_operation("GET", f"/v1/disputes/{spell_in_path(dispute)}/forecast")
        )

    def get_timeline(self, dispute: str) -> models.TimelineView:
        """Every step of the case so far, who or what took it, and when.

        dispute: Id of the dispute.
        """
        return cast(
            "models.TimelineView", self._caller.call_operation("GET", f"/v1/disputes/{spell_in_path(dispute)}/timeline")
        )

    def list_messages(
        self, dispute: str, *, limit: int | None = None, cursor: str | None = None
    ) -> models.MessageViewPage:
        """List what was written in the case, newest first.

        dispute: Id of the dispute.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.MessageViewPage",
            self._caller.call_operation(
                "GET", f"/v1/disputes/{spell_in_path(dispute)}/messages", query={"limit": limit, "cursor": cursor}
            ),
        )

    def iterate_messages(self, dispute: str) -> Iterator[models.MessageView]:
        """List messages, page after page."""
        return iterate_pages(self.list_messages, dispute)
