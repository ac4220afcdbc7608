"""Time's part: each clock of a case that runs out is put to the case, which decides what that means."""

from __future__ import annotations

from common.jobs.deadlines import DueDeadline, Fire
from common.kernel.ids import new_id

from . import commands, standing
from .domain.standing import SUSPENSION_ENDS
from .ports import Policies
from .store import DisputeTx


def fire(policies: Policies) -> Fire[DisputeTx]:
    async def lapse(tx: DisputeTx, due: DueDeadline) -> None:
        if due.kind == SUSPENSION_ENDS:
            return await standing.end_suspension(tx, due.subject, due.due_at)
        await commands.lapse(tx, due.subject, kind=due.kind, due_at=due.due_at, policies=policies, fresh=new_id)

    return lapse
