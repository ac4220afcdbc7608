"""The use cases of the operators' desk. Each runs inside a transaction it did not open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from common.kernel.errors import DomainError, require_version
from disputes.cases.commands import acting, assign, save_and_publish
from disputes.cases.model import ActRefused
from disputes.editions.model import CalendarUnknown, Policies
from disputes.engine.dispute import Dispute
from disputes.engine.values import Viewer

from . import model
from .model import DeskTx, Note, ReasonText
from .settings import PlatformSettings


@dataclass(frozen=True, slots=True)
class Assignment:
    """What became of one case of many: assigned, or refused and as it was."""

    dispute: UUID
    after: Dispute | None = None
    refusal: DomainError | None = None


async def take_over(
    tx: DeskTx, dispute: UUID, *, by: Viewer, expected_version: int | None, policies: Policies
) -> Dispute:
    async with acting(tx, dispute, by, expected_version, policies) as (found, policy, moment):
        change = model.take_over(found, by=by.id, policy=policy, moment=moment)
        return await save_and_publish(tx, found, change, policy, by.role.value)


async def assign_all(
    tx: DeskTx, disputes: Sequence[UUID], to: str | None, *, by: Viewer, policies: Policies
) -> list[Assignment]:
    """One after the other, always in the same order, so that two of these never wait for each other."""
    done = {dispute: await _assign(tx, dispute, to, by, policies) for dispute in sorted(disputes)}
    return [done[dispute] for dispute in disputes]


async def _assign(tx: DeskTx, dispute: UUID, to: str | None, by: Viewer, policies: Policies) -> Assignment:
    try:
        async with tx.savepoint():
            after = await assign(tx, dispute, to, by=by, expected_version=None, policies=policies)
            return Assignment(dispute, after=after)
    except ActRefused as refused:
        return Assignment(dispute, refusal=refused.refusal)
    except DomainError as refusal:
        return Assignment(dispute, refusal=refusal)


async def write_note(
    tx: DeskTx, dispute: UUID, *, id: UUID, text: str, by: Viewer, expected_version: int | None
) -> Note:
    require_version(expected_version, (await tx.disputes.seen(dispute, by)).version)
    note = Note(id=id, dispute=dispute, author=by.id, text=text, at=(await tx.timing()).now)
    await tx.desk.add_note(note)
    return note


async def change_text(tx: DeskTx, text: ReasonText, *, expected_version: int | None) -> ReasonText:
    before = await tx.desk.get_text_for_update(text.id)
    require_version(expected_version, before.version)
    after = replace(text, version=before.version + 1)
    await tx.desk.save_text(after)
    return after


async def drop_text(tx: DeskTx, text: UUID, *, expected_version: int | None) -> ReasonText:
    before = await tx.desk.get_text_for_update(text)
    require_version(expected_version, before.version)
    await tx.desk.drop_text(text)
    return before


async def change_settings(tx: DeskTx, settings: PlatformSettings, *, expected_version: int | None) -> PlatformSettings:
    before = await tx.desk.get_settings_for_update()
    require_version(expected_version, before.version)
    for name in sorted({*settings.calendars.values(), *([settings.calendar] if settings.calendar else [])}):
        if await tx.calendars.get(name) is None:
            raise CalendarUnknown(name)
    after = replace(settings, version=before.version + 1)
    await tx.desk.save_settings(after)
    return after
