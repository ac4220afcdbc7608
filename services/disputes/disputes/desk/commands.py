"""Commands of the operators' desk: cases assigned and taken over, notes, ready-made texts, a platform's settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.execution.commands import (
    Command,
    CommandHandler,
    CommandHandlers,
    Context,
    UnloggedCommand,
    UnversionedCommand,
    load_nothing,
)
from common.kernel.errors import DomainError, NotFound, require_version
from disputes.cases.access import operator_from_principal
from disputes.cases.loading import load_visible_case, save_and_publish
from disputes.cases.model import Case, CaseChange
from disputes.cases.refusals import explain_refusals
from disputes.editions.model import CalendarUnknown
from disputes.engine.dispute import Dispute

from . import model
from .loading import (
    SettingsSubject,
    WatchedCase,
    load_settings,
    load_text,
    load_visible_cases,
    load_visible_dispute,
    load_watched_case,
    save_assignments,
    save_dropped_text,
    save_new_text,
    save_note,
    save_settings,
    save_text,
    save_watch,
)
from .model import Assignment, CaseWatch, Doing, Note, ReasonText
from .settings import PlatformSettings


@dataclass(frozen=True, slots=True)
class TakeOver(Command[Case]):
    """Take another operator's case."""

    dispute_id: UUID


@explain_refusals
def take_over(case: Case, command: TakeOver, context: Context) -> CaseChange:
    principal = context.principal
    change = model.take_over(case.dispute, principal.id, case.engine_context(context))
    return CaseChange(change, principal.role.value)


@dataclass(frozen=True, slots=True)
class AssignDisputes(UnversionedCommand[list[Assignment]]):
    dispute_ids: Sequence[UUID]
    operator: str | None
    """Who gets the cases. None puts them back into the queue."""


def assign_disputes(
    cases: Mapping[UUID, Case | NotFound], command: AssignDisputes, context: Context
) -> list[Assignment]:
    """Assign or refuse each case by itself, in the order of the command."""
    return [_assign_case(dispute_id, cases[dispute_id], command, context) for dispute_id in command.dispute_ids]


def _assign_case(dispute_id: UUID, case: Case | NotFound, command: AssignDisputes, context: Context) -> Assignment:
    if isinstance(case, NotFound):
        return Assignment(dispute_id, refusal=case)
    try:
        return Assignment(dispute_id, case, _change_assignee(case, command, context))
    except DomainError as refusal:
        return Assignment(dispute_id, refusal=refusal)


@explain_refusals
def _change_assignee(case: Case, command: AssignDisputes, context: Context) -> CaseChange:
    principal, engine = context.principal, case.engine_context(context)
    change = case.dispute.assign(command.operator, operator_from_principal(principal), engine)
    return CaseChange(change, principal.role.value)


@dataclass(frozen=True, slots=True)
class WriteNote(Command[Note]):
    dispute_id: UUID
    text: str


def write_note(dispute: Dispute, command: WriteNote, context: Context) -> Note:
    require_version(context.expected_version, dispute.version)
    return Note(
        id=context.new_id(),
        dispute=dispute.id,
        author=context.principal.id,
        text=command.text,
        at=context.timing.now,
    )


@dataclass(frozen=True, slots=True)
class AddReasonText(UnversionedCommand[ReasonText]):
    reason_code: str
    title: str
    text: str


def add_reason_text(subject: None, command: AddReasonText, context: Context) -> ReasonText:
    return ReasonText(id=context.new_id(), reason_code=command.reason_code, title=command.title, text=command.text)


@dataclass(frozen=True, slots=True)
class ChangeReasonText(Command[ReasonText]):
    text_id: UUID
    reason_code: str
    title: str
    text: str


def change_reason_text(before: ReasonText, command: ChangeReasonText, context: Context) -> ReasonText:
    require_version(context.expected_version, before.version)
    return before.rewrite(reason_code=command.reason_code, title=command.title, text=command.text)


@dataclass(frozen=True, slots=True)
class DropReasonText(Command[ReasonText]):
    text_id: UUID


def drop_reason_text(before: ReasonText, command: DropReasonText, context: Context) -> ReasonText:
    require_version(context.expected_version, before.version)
    return before


@dataclass(frozen=True, slots=True)
class ChangeSettings(Command[PlatformSettings]):
    settings: PlatformSettings


def change_settings(subject: SettingsSubject, command: ChangeSettings, context: Context) -> PlatformSettings:
    """Replace all settings. Raises CalendarUnknown."""
    require_version(context.expected_version, subject.before.version)
    if subject.unknown_calendars:
        raise CalendarUnknown(subject.unknown_calendars[0])
    return subject.before.replace_by(command.settings)


@dataclass(frozen=True, slots=True)
class SayPresent(UnloggedCommand[CaseWatch]):
    """Say that an operator is before a case. It is said over and over, and remembered for less than a minute."""

    dispute_id: UUID
    doing: Doing | None
    """None: they have left."""


def say_present(case: WatchedCase, command: SayPresent, context: Context) -> CaseWatch:
    now, operator = context.timing.now, context.principal.id
    return model.watch_case(case.dispute, case.present, operator=operator, doing=command.doing, now=now)


COMMAND_HANDLERS: Final[CommandHandlers] = {
    TakeOver: CommandHandler(load_visible_case, take_over, save_and_publish),
    AssignDisputes: CommandHandler(load_visible_cases, assign_disputes, save_assignments),
    WriteNote: CommandHandler(load_visible_dispute, write_note, save_note),
    AddReasonText: CommandHandler(load_nothing, add_reason_text, save_new_text),
    ChangeReasonText: CommandHandler(load_text, change_reason_text, save_text),
    DropReasonText: CommandHandler(load_text, drop_reason_text, save_dropped_text),
    ChangeSettings: CommandHandler(load_settings, change_settings, save_settings),
    SayPresent: CommandHandler(load_watched_case, say_present, save_watch),
}
