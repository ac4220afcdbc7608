"""Views of editions, of what differs between two, and of calendars."""

from __future__ import annotations

from typing import Literal

from common.execution.commands import Context
from common.persistence.transaction import EVERY_PLATFORM
from disputes.policy.ladder import Ladder, Offence
from disputes.policy.model import Policy
from disputes.schema import SqlRow

from .comparison import Difference
from .model import CurrentEdition, CurrentEditions, NamedCalendar, WrittenEdition
from .schemas import (
    CalendarView,
    DifferenceView,
    EditionDetail,
    EditionView,
    FineTermsView,
    PenalisedActView,
    PenaltyTermsView,
)


def edition_view(row: SqlRow, current: CurrentEditions) -> EditionView:
    is_own = row.tenant_id != EVERY_PLATFORM
    return EditionView(
        name=row.name,
        edition=row.edition,
        hash=row.hash,
        current=current.is_current(row.name, row.edition, is_own=is_own),
        origin="platform" if is_own else "parley",
    )


def current_edition_view(current: CurrentEdition, context: Context) -> EditionView:
    policy = current.policy
    origin: Literal["platform", "parley"] = "platform" if current.is_own else "parley"
    return EditionView(name=policy.name, edition=policy.edition, hash=policy.hash, current=True, origin=origin)


def published_edition_view(edition: WrittenEdition, context: Context) -> EditionDetail:
    policy = edition.policy
    return EditionDetail(
        name=policy.name,
        edition=policy.edition,
        hash=policy.hash,
        current=False,
        origin="platform",
        body=edition.body,
        penalties=penalty_terms_view(policy.penalties) if policy.penalties is not None else None,
    )


def edition_detail_view(row: SqlRow, policy: Policy, current: CurrentEditions) -> EditionDetail:
    summary = edition_view(row, current)
    return EditionDetail(
        name=summary.name,
        edition=summary.edition,
        hash=summary.hash,
        current=summary.current,
        origin=summary.origin,
        body=row.body,
        penalties=penalty_terms_view(policy.penalties) if policy.penalties is not None else None,
    )


def penalty_terms_view(ladder: Ladder) -> PenaltyTermsView:
    return PenaltyTermsView(
        points_for=sorted(ladder.points_for),
        suspended_at_warning=ladder.suspend_at,
        suspension=str(ladder.suspension),
        acts=[_penalised_act_view(act, offence, ladder) for act, offence in ladder.acts.items()],
    )


def _penalised_act_view(act: str, offence: Offence, ladder: Ladder) -> PenalisedActView:
    least, usual, most = offence.least_fine, offence.fine, offence.most_fine
    fine = None
    if least is not None and usual is not None and most is not None:
        fine = FineTermsView(
            basis_points=usual, least_basis_points=least, most_basis_points=most, from_warning=ladder.fine_at
        )
    closed_at = offence.close_at or ladder.close_at
    return PenalisedActView(act=act, points=offence.points, fine=fine, closed_at_warning=closed_at)


def difference_view(difference: Difference) -> DifferenceView:
    return DifferenceView(pointer=difference.pointer, before=difference.before, after=difference.after)


def put_calendar_view(calendar: NamedCalendar, context: Context) -> CalendarView:
    return calendar_view(calendar)


def calendar_view(calendar: NamedCalendar) -> CalendarView:
    return CalendarView.model_validate({**calendar.written, "name": calendar.name, "version": calendar.version})
