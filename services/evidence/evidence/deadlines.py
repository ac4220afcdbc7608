"""What becomes of a deadline of this service when its time has come."""

from __future__ import annotations

from common.deadlines import Due

from . import commands
from .ports import Tx


async def fire(tx: Tx, due: Due) -> None:
    await commands.lapse(tx, due.subject, due_at=due.due_at)
