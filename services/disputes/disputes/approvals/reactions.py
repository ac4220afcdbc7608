"""Reactions to changed cases: a decision that waits expires when its case goes on without it."""

from __future__ import annotations

from disputes.cases.model import CaseChanged
from disputes.engine.clocks import release_held
from disputes.engine.context import EngineContext
from disputes.engine.dispute import Change

from .model import ApprovalsTx


async def expire_overtaken_decision(tx: ApprovalsTx, changed: CaseChanged) -> Change:
    """Close a decision that its case no longer waits for. One that has been judged stays as it is."""
    waiting, change = changed.before.approval, changed.change
    if waiting is None or change.dispute.approval is not None:
        return change
    await tx.decisions.expire(waiting.decision)
    context = EngineContext(changed.policy, changed.context.timing, changed.context.new_id)
    freed = release_held(change.dispute, waiting, context)
    return freed._replace(events=(*change.events, *freed.events))
