"""The use cases of the operators' desk. Each runs inside a transaction it did not open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from common.kernel.errors import DomainError, require_version

from . import commands
from .domain import desk
from .domain.dispute import Dispute
from .domain.records import Viewer
from .domain.refusals import CalendarUnknown
from .domain.settings import PlatformSettings
from .ports import Note, Policies, ReasonText, Tx


@dataclass(frozen=True, slots=True)
class Assignment:
    """What became of one case of many: assigned, or refused and as it was."""

    dispute: UUID
    after: Dispute | None = None
    refusal: DomainError | None = None


async def take_over(tx: Tx, dispute: UUID, *, by: Viewer, if_match: int | None, policies: Policies) -> Dispute:
    found, policy, moment = await commands.held(tx, dispute, by, if_match, policies)
    change = desk.take_over(found, by=by.id, policy=policy, moment=moment)
    return await commands.keep(tx, found, change, policy, by.role.value)


async def assign_all(
    tx: Tx, disputes: Sequence[UUID], to: str | None, *, by: Viewer, policies: Policies
) -> list[Assignment]:
    """One after the other, always in the same order, so that two of these never wait for each other."""
    done = {dispute: await _assign(tx, dispute, to, by, policies) for dispute in sorted(disputes)}
    return [done[dispute] for dispute in disputes]


async def _assign(tx: Tx, dispute: UUID, to: str | None, by: Viewer, policies: Policies) -> Assignment:
    try:
        async with tx.part():
            after = await commands.assign(tx, dispute, to, by=by, if_match=None, policies=policies)
            return Assignment(dispute, after=after)
    except DomainError as refusal:
        return Assignment(dispute, refusal=refusal)


async def write_note(tx: Tx, dispute: UUID, *, id: UUID, text: str, by: Viewer, if_match: int | None) -> Note:
    require_version(if_match, (await tx.disputes.seen(dispute, by)).version)
    note = Note(id=id, dispute=dispute, author=by.id, text=text, at=(await tx.timing()).now)
    await tx.desk.add_note(note)
    return note


async def change_text(tx: Tx, text: ReasonText, *, if_match: int | None) -> ReasonText:
    before = await tx.desk.text_locked(text.id)
    require_version(if_match, before.version)
    after = replace(text, version=before.version + 1)
    await tx.desk.save_text(after)
    return after


async def drop_text(tx: Tx, text: UUID, *, if_match: int | None) -> ReasonText:
    before = await tx.desk.text_locked(text)
    require_version(if_match, before.version)
    await tx.desk.drop_text(text)
    return before


async def change_settings(tx: Tx, settings: PlatformSettings, *, if_match: int | None) -> PlatformSettings:
    before = await tx.desk.settings_locked()
    require_version(if_match, before.version)
    for name in sorted({*settings.calendars.values(), *([settings.calendar] if settings.calendar else [])}):
        if await tx.desk.calendar(name) is None:
            raise CalendarUnknown(name)
    after = replace(settings, version=before.version + 1)
    await tx.desk.save_settings(after)
    return after
