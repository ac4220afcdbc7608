"""Views of editions, of what differs between two, and of calendars."""

from __future__ import annotations

from common.execution.commands import Context
from common.persistence.transaction import EVERY_PLATFORM
from disputes.schema import SqlRow

from .comparison import Difference
from .model import NamedCalendar, WrittenEdition
from .schemas import CalendarView, DifferenceView, EditionDetail, EditionView


def edition_view(row: SqlRow, current: frozenset[str]) -> EditionView:
    is_own = row.tenant_id != EVERY_PLATFORM
    return EditionView(
        name=row.name,
        edition=row.edition,
        hash=row.hash,
        current=not is_own and row.edition in current,
        origin="platform" if is_own else "parley",
    )


def published_edition_view(edition: WrittenEdition, context: Context) -> EditionDetail:
    policy = edition.policy
    return EditionDetail(
        name=policy.name,
        edition=policy.edition,
        hash=policy.hash,
        current=False,
        origin="platform",
        body=edition.body,
    )


def edition_detail_view(row: SqlRow, current: frozenset[str]) -> EditionDetail:
    summary = edition_view(row, current)
    return EditionDetail(
        name=summary.name,
        edition=summary.edition,
        hash=summary.hash,
        current=summary.current,
        origin=summary.origin,
        body=row.body,
    )


def difference_view(difference: Difference) -> DifferenceView:
    return DifferenceView(pointer=difference.pointer, before=difference.before, after=difference.after)


def put_calendar_view(calendar: NamedCalendar, context: Context) -> CalendarView:
    return calendar_view(calendar)


def calendar_view(calendar: NamedCalendar) -> CalendarView:
    return CalendarView.model_validate({**calendar.written, "name": calendar.name, "version": calendar.version})
