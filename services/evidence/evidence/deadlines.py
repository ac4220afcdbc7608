"""What becomes of a deadline of this service when its time has come."""

from __future__ import annotations

from common.deadlines import Due

from . import commands, video_commands
from .ports import Tx
from .video_store import EXPIRY


async def fire(tx: Tx, due: Due) -> None:
    if due.kind == EXPIRY:
        return await video_commands.abandon(tx, due.subject, due_at=due.due_at)
    await commands.lapse(tx, due.subject, due_at=due.due_at)
