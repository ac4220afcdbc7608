from __future__ import annotations

from common.jobs.deadlines import DueDeadline

from . import commands
from .ports import Tx


async def fire(tx: Tx, due: DueDeadline) -> None:
    """The sweep narrows; the negotiation decides, again, under its lock."""
    await commands.lapse(tx, due.subject, due_at=due.due_at)
