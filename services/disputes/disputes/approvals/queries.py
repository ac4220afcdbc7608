"""Queries of decisions: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from common.kernel.principal import Principal
from disputes.cases.loading import get_visible_dispute
from disputes.schema import SqlTransaction

from .model import ApprovalsTx
from .schemas import DecisionsView
from .store import decision_from_row
from .tables import decisions
from .views import decision_view


class ApprovalsReadTx(ApprovalsTx, SqlTransaction, Protocol):
    """Transaction as far as queries of this room need it."""


async def list_decisions(tx: ApprovalsReadTx, principal: Principal, dispute_id: UUID) -> DecisionsView:
    """Raises NotFound."""
    await get_visible_dispute(tx, principal, dispute_id)
    query = select(decisions).where(decisions.c.dispute == dispute_id).order_by(decisions.c.id)
    return DecisionsView(data=[decision_view(decision_from_row(row)) for row in await tx.execute(query)])
