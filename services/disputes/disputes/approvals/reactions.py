"""Reactions to changed cases: a decision that waits expires when its case goes on without it."""

from __future__ import annotations

from disputes.cases.model import CaseChanged
from disputes.engine.dispute import Change

from .model import ApprovalsTx


async def expire_overtaken_decision(tx: ApprovalsTx, changed: CaseChanged) -> Change:
    """Close a decision that its case no longer waits for. One that has been judged stays as it is."""
    waiting = changed.before.approval
    if waiting is not None and changed.change.dispute.approval is None:
        await tx.decisions.expire(waiting.decision)
    return changed.change
