"""Operations of the group 'calendars'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class CalendarsOperations(Group):
    """Operations of the group 'calendars'."""

    def list_calendars(self) -> models.CalendarsView:
        """By name. Which one holds for which policy, `dispute-settings` say, or the edition itself."""
        return cast("models.CalendarsView", self._caller.call_operation("GET", "/v1/calendars"))

    def get_calendar(self, name: str) -> models.CalendarView:
        """Read a calendar as you wrote it; the public holidays of its country are looked up when a case is opened.

        name: Name of the calendar.
        """
        return cast("models.CalendarView", self._caller.call_operation("GET", f"/v1/calendars/{spell_in_path(name)}"))

    def put_calendar(
        self, name: str, body: models.CalendarBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.CalendarView:
        """Make or replace it. Cases that are open keep the days and hours they were opened with: no deadline
        moves.

        name: Name of the calendar: your own, or a new one.
        """
        return cast(
            "models.CalendarView",
            self._caller.call_operation(
                "PUT",
                f"/v1/calendars/{spell_in_path(name)}",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )
