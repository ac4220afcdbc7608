"""Commands on editions and calendars: an edition is published once and never edited, a calendar is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, UnversionedCommand
from common.kernel.errors import require_version
from common.kernel.origin import Origin
from disputes.engine.transitions import allowed_transitions

from .calendars import resolve_calendar
from .integration_events import built_in_edition_published, edition_made_current, own_edition_published
from .model import (
    BuiltInEditions,
    CurrentEdition,
    EditionChoice,
    EditionsTx,
    EditionTaken,
    NamedCalendar,
    WrittenEdition,
)


@dataclass(frozen=True, slots=True)
class PublishEdition(UnversionedCommand[WrittenEdition]):
    edition: WrittenEdition


@dataclass(frozen=True, slots=True)
class CheckEdition(UnversionedCommand[WrittenEdition]):
    """Refuse what publishing would refuse, and keep nothing."""

    edition: WrittenEdition


@dataclass(frozen=True, slots=True)
class MakeEditionCurrent(UnversionedCommand[CurrentEdition]):
    edition: str
    """Or the name of one of Parley's policies: its newest then, whichever that will be."""
    usual: frozenset[str]
    """Editions of Parley's that are current where a platform has chosen none."""


@dataclass(frozen=True, slots=True)
class PublishBuiltInEditions(Command[None]):
    policies: BuiltInEditions
    bodies: Mapping[str, str]
    current: frozenset[str]


@dataclass(frozen=True, slots=True)
class PutCalendar(Command[NamedCalendar]):
    calendar: NamedCalendar


# Loaders


async def load_built_in(tx: EditionsTx, command: object, origin: Origin) -> BuiltInEditions:
    return tx.policies.built_in


async def load_edition_choice(tx: EditionsTx, command: MakeEditionCurrent, origin: Origin) -> EditionChoice:
    """Raises NotFound."""
    built_in = tx.policies.built_in
    newest = next((built_in[edition] for edition in command.usual if built_in[edition].name == command.edition), None)
    if newest is not None:
        return EditionChoice(newest, False, *await tx.editions.lock_current(newest.name), follows_newest=True)
    is_own = await tx.editions.is_own(command.edition)
    policy = await tx.policies.get_for_new_case(command.edition)
    return EditionChoice(policy, is_own, *await tx.editions.lock_current(policy.name))


async def load_calendar(tx: EditionsTx, command: PutCalendar, origin: Origin) -> NamedCalendar | None:
    return await tx.calendars.find_for_update(command.calendar.name)


# Handlers


def accept_edition(
    built_in: BuiltInEditions, command: PublishEdition | CheckEdition, context: Context
) -> WrittenEdition:
    """Raises EditionTaken."""
    if command.edition.policy.edition in built_in:
        raise EditionTaken(command.edition.policy.edition)
    return command.edition


def make_edition_current(choice: EditionChoice, command: MakeEditionCurrent, context: Context) -> CurrentEdition:
    """Publishing an edition changes no new escrow; this does, and those there are keep theirs."""
    return choice.make_current()


def publish_built_in_editions(
    built_in: BuiltInEditions, command: PublishBuiltInEditions, context: Context
) -> PublishBuiltInEditions:
    return command


def put_calendar(before: NamedCalendar | None, command: PutCalendar, context: Context) -> NamedCalendar:
    """Make or replace a calendar. Raises CalendarInvalid. Cases that are open keep what was known at their opening."""
    resolve_calendar(command.calendar.written, context.timing.now.year)
    require_version(context.expected_version, before.version if before is not None else 0)
    return command.calendar.succeed(before)


# Savers


async def save_edition(
    tx: EditionsTx, built_in: BuiltInEditions, edition: WrittenEdition, context: Context
) -> WrittenEdition:
    """Keep an edition of the platform. The same content again changes nothing. Raises EditionChanged."""
    policy = edition.policy
    if await tx.editions.add(policy, edition.body, sorted(allowed_transitions(policy))):
        await tx.publish([own_edition_published(policy, context)])
    return edition


async def save_nothing(
    tx: EditionsTx, built_in: BuiltInEditions, edition: WrittenEdition, context: Context
) -> WrittenEdition:
    return edition


async def save_current_edition(
    tx: EditionsTx, choice: EditionChoice, current: CurrentEdition, context: Context
) -> CurrentEdition:
    if current.is_changed:
        await tx.editions.save_current(current)
        await tx.publish([edition_made_current(current, context)])
    return current


async def save_built_in_editions(
    tx: EditionsTx, built_in: BuiltInEditions, editions: PublishBuiltInEditions, context: Context
) -> None:
    """Keep each edition once, ever: escrow pins them by name."""
    written = [
        (policy, editions.bodies[edition], sorted(allowed_transitions(policy)))
        for edition, policy in editions.policies.items()
    ]
    new = await tx.editions.add_all(written)
    if new:
        await tx.publish([built_in_edition_published(one, one.edition in editions.current, context) for one in new])


async def save_calendar(
    tx: EditionsTx, before: NamedCalendar | None, calendar: NamedCalendar, context: Context
) -> NamedCalendar:
    await tx.calendars.save(calendar)
    return calendar


COMMAND_HANDLERS: Final[CommandHandlers] = {
    PublishEdition: CommandHandler(load_built_in, accept_edition, save_edition),
    CheckEdition: CommandHandler(load_built_in, accept_edition, save_nothing),
    MakeEditionCurrent: CommandHandler(load_edition_choice, make_edition_current, save_current_edition),
    PublishBuiltInEditions: CommandHandler(load_built_in, publish_built_in_editions, save_built_in_editions),
    PutCalendar: CommandHandler(load_calendar, put_calendar, save_calendar),
}
