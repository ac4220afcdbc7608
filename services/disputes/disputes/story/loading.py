"""Loader and saver of the command on how far somebody has read a case."""

from __future__ import annotations

from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.origin import Origin
from disputes.cases.loading import get_visible_dispute
from disputes.engine.completeness import as_known_to

from .model import LineRef, Place, ReadMark, StoryTx


class UpToLine(Protocol):
    @property
    def dispute_id(self) -> UUID: ...

    @property
    def line(self) -> LineRef | None: ...


class ReadUpTo(NamedTuple):
    dispute: UUID
    version: int
    place: Place | None
    """None: the case has no such line."""


async def load_line(tx: StoryTx, command: UpToLine, origin: Origin) -> ReadUpTo:
    """Find the case, and the line in it. Raises NotFound where the case does not exist for the reader."""
    dispute = await get_visible_dispute(tx, origin.principal, command.dispute_id)
    policy, now = await tx.policies.get_for_dispute(dispute), (await tx.timing()).now
    role = origin.principal.role
    known = as_known_to(dispute, dispute.side_of(role, policy) or role, policy, now)
    return ReadUpTo(dispute.id, known.version, await tx.read_marks.find_place(dispute.id, command.line))


async def save_read_mark(tx: StoryTx, subject: ReadUpTo, mark: ReadMark, context: Context) -> ReadMark:
    await tx.read_marks.move(mark)
    return mark
