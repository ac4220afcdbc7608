"""What becomes of a deadline of this service when its time has come."""

from __future__ import annotations

from common.deadlines import Due

from . import windows
from .ports import Tx
from .request_store import GRACE, REVEAL


async def fire(tx: Tx, due: Due) -> None:
    match due.kind:
        case kind if kind == GRACE:
            await windows.checkpoint(tx, due.subject, due_at=due.due_at)
        case kind if kind == REVEAL:
            await windows.reveal_at_end(tx, due.subject)
        case _:
            await windows.lapse(tx, due.subject, due_at=due.due_at)
