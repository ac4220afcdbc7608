"""Reads of the group 'operators'. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Unpack, cast

from parley_client.calls import Group, iterate_pages, name_filters, spell_in_path
from parley_client.generated import models


class OperatorsReads(Group):
    """Reads of the group 'operators'."""

    def list_notes(self, dispute: str, *, limit: int | None = None, cursor: str | None = None) -> models.NoteViewPage:
        """List what operators noted on the case, newest first; the parties never see it.

        dispute: Id of the dispute.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.NoteViewPage",
            self._caller.call_operation(
                "GET", f"/v1/disputes/{spell_in_path(dispute)}/notes", query={"limit": limit, "cursor": cursor}
            ),
        )

    def iterate_notes(self, dispute: str) -> Iterator[models.NoteView]:
        """List the operators' notes, page after page."""
        return iterate_pages(self.list_notes, dispute)

    def list_reason_texts(
        self, *, limit: int | None = None, cursor: str | None = None, **filters: Unpack[models.ReasonTextsFilters]
    ) -> models.ReasonTextViewPage:
        """List the texts of a reason code, or all. Newest first.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.ReasonTextViewPage",
            self._caller.call_operation(
                "GET",
                "/v1/reason-texts",
                query={"limit": limit, "cursor": cursor, **name_filters(filters, models.ReasonTextsFilters)},
            ),
        )

    def iterate_reason_texts(self, **filters: Unpack[models.ReasonTextsFilters]) -> Iterator[models.ReasonTextView]:
        """List reason texts, page after page."""
        return iterate_pages(self.list_reason_texts, **filters)

    def get_dispute_settings(self) -> models.SettingsView:
        """Version 0 is what holds while you have set nothing."""
        return cast("models.SettingsView", self._caller.call_operation("GET", "/v1/dispute-settings"))

    def list_decisions(self, dispute: str) -> models.DecisionsView:
        """Every decision, also those that wait for approval, were rejected or came to nothing. Not for parties.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DecisionsView",
            self._caller.call_operation("GET", f"/v1/disputes/{spell_in_path(dispute)}/decisions"),
        )
