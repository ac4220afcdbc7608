"""Views of the operators' desk: notes, ready-made texts, assignments, settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from common.execution.commands import Context
from common.kernel.errors import DomainError, RefusedInContext
from common.web.problems import encode_members
from disputes.schema import SqlRow

from .model import PRESENCE_LASTS, Assignment, CaseWatch, Note, ReasonText
from .schemas import (
    AssignmentsView,
    AssignmentView,
    NoteView,
    OfficeSettingView,
    PresenceView,
    PresentOperatorView,
    ReasonTextView,
    RefusalView,
    SettingsView,
)
from .settings import PlatformSettings


def written_note_view(note: Note, context: Context) -> NoteView:
    return note_view(note)


def note_view(note: Note | SqlRow) -> NoteView:
    return NoteView(id=note.id, dispute=note.dispute, author=note.author, text=note.text, at=note.at)


def case_watch_view(watch: CaseWatch, context: Context) -> PresenceView:
    return PresenceView(
        dispute=watch.dispute,
        as_of=watch.at,
        others=[
            PresentOperatorView(
                operator=presence.operator, doing=presence.doing, since=presence.since, seen_at=presence.seen_at
            )
            for presence in watch.others
        ],
        lasts_seconds=int(PRESENCE_LASTS.total_seconds()),
    )


def changed_reason_text_view(text: ReasonText, context: Context) -> ReasonTextView:
    return reason_text_view(text)


def reason_text_view(text: ReasonText | SqlRow) -> ReasonTextView:
    return ReasonTextView(
        id=text.id, reason_code=text.reason_code, title=text.title, text=text.text, version=text.version
    )


def assignments_view(assignments: Sequence[Assignment], context: Context) -> AssignmentsView:
    refused = sum(1 for assignment in assignments if assignment.refusal is not None)
    data = [assignment_view(assignment) for assignment in assignments]
    return AssignmentsView(assigned=len(assignments) - refused, refused=refused, data=data)


def assignment_view(assignment: Assignment) -> AssignmentView:
    after = assignment.change.change.dispute if assignment.change else None
    return AssignmentView(
        dispute=assignment.dispute_id,
        result="refused" if after is None else "assigned",
        assignee=after.assignee if after else None,
        version=after.version if after else None,
        refusal=refusal_view(assignment.refusal) if assignment.refusal else None,
    )


def refusal_view(refusal: DomainError) -> RefusalView:
    context: Mapping[str, object] = {}
    if isinstance(refusal, RefusedInContext):
        context, refusal = refusal.members, refusal.refusal
    own = {name: value for name, value in vars(refusal).items() if not name.startswith("_")}
    return RefusalView(code=refusal.code, detail=str(refusal), members=encode_members({**context, **own}))


def changed_settings_view(settings: PlatformSettings, context: Context) -> SettingsView:
    return settings_view(settings)


def settings_view(settings: PlatformSettings) -> SettingsView:
    return SettingsView(
        approval_limits=dict(settings.approval_limits),
        baseline_touches_per_100_cases=settings.baseline_touches,
        minutes_per_touch=settings.minutes_per_touch,
        calendar=settings.calendar,
        calendars=dict(settings.calendars),
        offices=[
            OfficeSettingView(
                code=office.code,
                name=office.name,
                operators=sorted(office.operators),
                policies=sorted(office.policies),
            )
            for office in settings.offices
        ],
        version=settings.version,
    )
