"""Time's part: each clock of a case that runs out is put to the case, which decides what that means."""

from __future__ import annotations

from common.jobs.deadlines import DueDeadline, Fire
from common.kernel.ids import new_id
from disputes.cases.commands import lapse_deadline
from disputes.editions.model import Policies
from disputes.penalties.commands import end_suspension
from disputes.penalties.model import SUSPENSION_ENDS

from .transaction import DisputesTransaction


def fire(policies: Policies) -> Fire[DisputesTransaction]:
    async def lapse(tx: DisputesTransaction, due: DueDeadline) -> None:
        if due.kind == SUSPENSION_ENDS:
            return await end_suspension(tx, due.subject, due.due_at)
        await lapse_deadline(tx, due.subject, kind=due.kind, due_at=due.due_at, policies=policies, fresh=new_id)

    return lapse
