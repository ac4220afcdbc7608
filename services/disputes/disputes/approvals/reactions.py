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
    freed = release_held(change.dispute, waiting, _context_of(changed))
    return freed._replace(events=(*change.events, *freed.events))


def _context_of(changed: CaseChanged) -> EngineContext:
    """Context at the time at which the case went on: the clocks of its new stage began then, whenever it is told."""
    context, after = changed.context, changed.change.dispute
    engine = EngineContext(changed.policy, context.timing, context.new_id)
    if after.entered_at is None or after.entered_at == changed.before.entered_at:
        return engine
    return engine.effective_at(max(after.entered_at, changed.before.paused_at or after.entered_at))
