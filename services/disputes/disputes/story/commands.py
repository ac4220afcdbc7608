"""Command of reading: what somebody has read of a case is no news to them any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context
from common.kernel.errors import NotFound, require_version

from .loading import ReadUpTo, load_line, save_read_mark
from .model import LineRef, ReadMark


@dataclass(frozen=True, slots=True)
class MarkRead(Command[ReadMark]):
    dispute_id: UUID
    line: LineRef | None
    """Last line that was read. None: the newest there is."""


def mark_read(subject: ReadUpTo, command: MarkRead, context: Context) -> ReadMark:
    """Raises VersionConflict, or NotFound for a line of another case."""
    require_version(context.expected_version, subject.version)
    if subject.place is None:
        raise NotFound("message or entry in this dispute")
    return ReadMark(dispute=subject.dispute, reader=context.principal.actor, place=subject.place, at=context.timing.now)


READING_HANDLERS: Final[CommandHandlers] = {MarkRead: CommandHandler(load_line, mark_read, save_read_mark)}
