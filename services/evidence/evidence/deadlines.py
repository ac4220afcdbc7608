"""What becomes of a deadline of this service when its time has come."""

from __future__ import annotations

from common.jobs.deadlines import DueDeadline

from . import video_commands, windows
from .ports import Tx
from .request_store import GRACE, REVEAL
from .video_store import EXPIRY


async def fire(tx: Tx, due: DueDeadline) -> None:
    match due.kind:
        case kind if kind == GRACE:
            await windows.checkpoint(tx, due.subject, due_at=due.due_at)
        case kind if kind == REVEAL:
            await windows.reveal_at_end(tx, due.subject)
        case kind if kind == EXPIRY:
            await video_commands.abandon(tx, due.subject, due_at=due.due_at)
        case _:
            await windows.lapse(tx, due.subject, due_at=due.due_at)
