"""Loaders and savers of the commands of the operators' desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.origin import Origin
from disputes.cases.loading import OnDispute, get_visible_dispute, load_visible_case, save_and_publish
from disputes.cases.model import Case
from disputes.engine.dispute import Dispute

from .integration_events import limits_changed
from .model import Assignment, CaseWatch, DeskTx, Note, Presence, ReasonText
from .settings import PlatformSettings


class OnDisputes(Protocol):
    @property
    def dispute_ids(self) -> Sequence[UUID]: ...


class OnText(Protocol):
    @property
    def text_id(self) -> UUID: ...


class OnSettings(Protocol):
    @property
    def settings(self) -> PlatformSettings: ...


class OneOfMany(NamedTuple):
    dispute_id: UUID


class SettingsSubject(NamedTuple):
    before: PlatformSettings
    unknown_calendars: Sequence[str]


class WatchedCase(NamedTuple):
    dispute: UUID
    present: Sequence[Presence]


# Loaders


async def load_visible_cases(tx: DeskTx, command: OnDisputes, origin: Origin) -> dict[UUID, Case | NotFound]:
    """Lock many, always in the same order, so that two of these never wait for each other."""
    cases: dict[UUID, Case | NotFound] = {}
    for dispute_id in sorted(command.dispute_ids):
        try:
            cases[dispute_id] = await load_visible_case(tx, OneOfMany(dispute_id), origin)
        except NotFound as refusal:
            cases[dispute_id] = refusal
    return cases


async def load_visible_dispute(tx: DeskTx, command: OnDispute, origin: Origin) -> Dispute:
    """Read the case without a lock: what is written beside it does not change it. Raises NotFound."""
    return await get_visible_dispute(tx, origin.principal, command.dispute_id)


async def load_watched_case(tx: DeskTx, command: OnDispute, origin: Origin) -> WatchedCase:
    """Read who has said that they are there, without a lock on the case. Raises NotFound."""
    dispute = await get_visible_dispute(tx, origin.principal, command.dispute_id)
    return WatchedCase(dispute.id, await tx.presences.list_of_case(dispute.id))


async def load_text(tx: DeskTx, command: OnText, origin: Origin) -> ReasonText:
    return await tx.desk.get_text_for_update(command.text_id)


async def load_settings(tx: DeskTx, command: OnSettings, origin: Origin) -> SettingsSubject:
    before, settings = await tx.desk.get_settings_for_update(), command.settings
    names = {*settings.calendars.values(), *([settings.calendar] if settings.calendar else [])}
    return SettingsSubject(before, [name for name in sorted(names) if await tx.calendars.find(name) is None])


# Savers


async def save_assignments(
    tx: DeskTx, cases: dict[UUID, Case | NotFound], assignments: Sequence[Assignment], context: Context
) -> list[Assignment]:
    for assignment in sorted(assignments, key=lambda assignment: assignment.dispute_id):
        if assignment.case is not None and assignment.change is not None:
            await save_and_publish(tx, assignment.case, assignment.change, context)
    return list(assignments)


async def save_note(tx: DeskTx, dispute: Dispute, note: Note, context: Context) -> Note:
    await tx.desk.add_note(note)
    await tx.tell_note(note)
    return note


async def save_watch(tx: DeskTx, case: WatchedCase, watch: CaseWatch, context: Context) -> CaseWatch:
    """Save it, and forget whoever is there no more, before this case or any other of the platform."""
    if watch.own is None:
        await tx.presences.drop(case.dispute, context.principal.id)
    else:
        await tx.presences.save(watch.own)
    await tx.presences.sweep(watch.at)
    return watch


async def save_new_text(tx: DeskTx, subject: None, text: ReasonText, context: Context) -> ReasonText:
    await tx.desk.add_text(text)
    return text


async def save_text(tx: DeskTx, before: ReasonText, text: ReasonText, context: Context) -> ReasonText:
    await tx.desk.save_text(text)
    return text


async def save_dropped_text(tx: DeskTx, before: ReasonText, text: ReasonText, context: Context) -> ReasonText:
    await tx.desk.drop_text(text.id)
    return text


async def save_settings(
    tx: DeskTx, subject: SettingsSubject, settings: PlatformSettings, context: Context
) -> PlatformSettings:
    """Others foretell by the limits what silence brings."""
    await tx.desk.save_settings(settings)
    await tx.publish([limits_changed(settings, context)])
    return settings
