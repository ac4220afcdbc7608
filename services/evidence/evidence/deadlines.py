"""What becomes of a deadline of this service when its time has come."""

from __future__ import annotations

from common.jobs.deadlines import DueDeadline
from evidence.live_video import commands
from evidence.live_video.store import EXPIRY
from evidence.live_video.transaction import LiveVideoTransaction
from evidence.requests import lifecycle
from evidence.requests.store import GRACE_DEADLINE, REVEAL_DEADLINE


async def fire(tx: LiveVideoTransaction, due: DueDeadline) -> None:
    match due.kind:
        case kind if kind == GRACE_DEADLINE:
            await lifecycle.check_grace(tx, due.subject, due_at=due.due_at)
        case kind if kind == REVEAL_DEADLINE:
            await lifecycle.reveal_at_end(tx, due.subject)
        case kind if kind == EXPIRY:
            await commands.abandon(tx, due.subject, due_at=due.due_at)
        case _:
            await lifecycle.expire_request(tx, due.subject, due_at=due.due_at)
