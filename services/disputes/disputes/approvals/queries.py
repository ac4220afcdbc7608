"""Queries of decisions: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from common.execution.commands import Context
from common.kernel.principal import Principal
from disputes.cases.loading import get_visible_dispute
from disputes.engine.dispute import Dispute
from disputes.engine.forecast import counting_ids
from disputes.schema import SqlTransaction

from .loading import read_case_to_rule_on
from .model import ApprovalsTx
from .preview import PreviewRuling, preview_ruling
from .schemas import DecisionsView, DecisionView, RulingPreviewView
from .store import decision_from_row
from .tables import decisions
from .views import decision_view, ruling_preview_view


class ApprovalsReadTx(ApprovalsTx, SqlTransaction, Protocol):
    """Transaction as far as queries of this room need it."""


async def preview_decision(
    tx: ApprovalsTx, principal: Principal, question: PreviewRuling, expected_version: frozenset[int] | None
) -> RulingPreviewView:
    """Foretell a ruling; it changes nothing. Raises NotFound, and what the ruling would be refused with."""
    subject = await read_case_to_rule_on(tx, principal, question)
    opener = (await tx.disputes.get_opener(question.dispute_id)).id
    context = Context(principal, await tx.timing(), counting_ids(), "preview", expected_version)
    return ruling_preview_view(subject, preview_ruling(subject, question, context), opener, principal)


async def list_latest_decisions(tx: ApprovalsReadTx, dispute: Dispute, limit: int) -> list[DecisionView]:
    """List the latest decisions of a case that has been read, the first of them first."""
    of_case = (decisions.c.tenant_id == tx.tenant, decisions.c.dispute == dispute.id)
    latest = select(decisions).where(*of_case).order_by(decisions.c.id.desc()).limit(limit)
    return [decision_view(decision_from_row(row)) for row in reversed((await tx.execute(latest)).all())]


async def list_decisions(tx: ApprovalsReadTx, principal: Principal, dispute_id: UUID) -> DecisionsView:
    """Raises NotFound."""
    await get_visible_dispute(tx, principal, dispute_id)
    query = (
        select(decisions)
        .where(decisions.c.tenant_id == tx.tenant, decisions.c.dispute == dispute_id)
        .order_by(decisions.c.id)
    )
    return DecisionsView(data=[decision_view(decision_from_row(row)) for row in await tx.execute(query)])
