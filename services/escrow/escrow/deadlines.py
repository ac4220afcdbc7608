"""Time -> command. The sweeper finds what is due, one transaction each."""

from __future__ import annotations

from common.jobs.deadlines import DueDeadline
from common.kernel.ids import new_id

from . import commands
from .domain.escrow import DeadlineKind
from .ports import Tx


async def fire(tx: Tx, due: DueDeadline) -> None:
    await commands.lapse(tx, due.subject, kind=DeadlineKind(due.kind), due_at=due.due_at, instruction=new_id())
