"""Loader and saver of the command on how far somebody has read a case."""

from __future__ import annotations

from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.origin import Origin
from disputes.cases.loading import get_visible_dispute

from .model import LineRef, Place, ReadMark, StoryTx


class UpToLine(Protocol):
    @property
    def dispute_id(self) -> UUID: ...

    @property
    def line(self) -> LineRef | None: ...


class ReadUpTo(NamedTuple):
    dispute: UUID
    place: Place


async def load_line(tx: StoryTx, command: UpToLine, origin: Origin) -> ReadUpTo:
    """Find the case, if it exists for the reader, and the line. Raises NotFound."""
    dispute = await get_visible_dispute(tx, origin.principal, command.dispute_id)
    place = await tx.read_marks.find_place(dispute.id, command.line)
    if place is None:
        raise NotFound("message or entry in this dispute")
    return ReadUpTo(dispute.id, place)


async def save_read_mark(tx: StoryTx, subject: ReadUpTo, mark: ReadMark, context: Context) -> ReadMark:
    await tx.read_marks.move(mark)
    return mark
