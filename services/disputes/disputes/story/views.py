"""Views of the story of a case, for whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from common.execution.commands import Context
from common.kernel.ids import format_id
from common.kernel.principal import Principal, Role
from disputes.cases.views import actor_view
from disputes.schema import SqlRow

from .model import ReadMark, SubjectKind
from .schemas import OwnStoryEntryView, ReadMarkView, StoryEntryView

LINKS: Final[Mapping[SubjectKind, Callable[[UUID, UUID], str]]] = {
    SubjectKind.MESSAGE: lambda dispute, _: f"/v1/disputes/{format_id('dsp', dispute)}/messages",
    SubjectKind.NOTE: lambda dispute, _: f"/v1/disputes/{format_id('dsp', dispute)}/notes",
    SubjectKind.DECISION: lambda dispute, _: f"/v1/disputes/{format_id('dsp', dispute)}/decisions",
    SubjectKind.REQUEST: lambda _, request: f"/v1/evidence/requests/{format_id('req', request)}",
    SubjectKind.ITEM: lambda _, item: f"/v1/evidence/items/{format_id('evd', item)}",
    SubjectKind.MEDIATION: lambda _, mediation: f"/v1/mediations/{format_id('med', mediation)}",
    SubjectKind.ESCROW: lambda _, escrow: f"/v1/escrows/{format_id('esc', escrow)}",
}


def read_mark_view(mark: ReadMark, context: Context) -> ReadMarkView:
    return ReadMarkView(dispute=mark.dispute, entry=mark.place.entry, at=mark.at)


def own_entry_view(row: SqlRow, principal: Principal) -> OwnStoryEntryView:
    return OwnStoryEntryView(**dict(story_entry_view(row, principal)), dispute=row.dispute)


def story_entry_view(row: SqlRow, principal: Principal) -> StoryEntryView:
    return StoryEntryView(
        id=row.id,
        at=row.at,
        kind=row.kind,
        who=actor_view(Role(row.actor_role), row.actor_id, principal),
        params=row.params,
        text=row.text,
        href=_address(row, principal),
    )


def _address(row: SqlRow, principal: Principal) -> str | None:
    """Give where its reader can read the subject. A token for one case opens its escrow only while it is frozen."""
    if row.about is None or row.is_closed or (row.about == SubjectKind.ESCROW and principal.dispute is not None):
        return None
    return LINKS[SubjectKind(row.about)](row.dispute, row.subject)
