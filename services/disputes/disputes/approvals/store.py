"""PostgreSQL store of decisions and what becomes of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, insert, select, update

from common.kernel.money import Money
from common.persistence.transaction import PostgresTransaction
from disputes.cases.codecs import PENALTIES, REQUESTED_ACT
from disputes.stored_json import STORED_VERSION, require_known_version

from .codecs import JUDGMENT
from .model import Decision, DecisionState
from .tables import decisions


class DecisionStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _is_own(self) -> ColumnElement[bool]:
        return decisions.c.tenant_id == self._tx.tenant

    async def add(self, decision: Decision) -> None:
        await self._tx.execute(insert(decisions).values(tenant_id=self._tx.tenant, **decision_to_row(decision)))

    async def find_waiting(self, dispute: UUID) -> Decision | None:
        waits = decisions.c.state == DecisionState.AWAITING_APPROVAL.value
        row = (
            await self._tx.execute(select(decisions).where(self._is_own, decisions.c.dispute == dispute, waits))
        ).one_or_none()
        return decision_from_row(row) if row is not None else None

    async def save(self, decision: Decision) -> None:
        await self._tx.execute(
            update(decisions).where(self._is_own, decisions.c.id == decision.id).values(decision_to_row(decision))
        )

    async def expire(self, decision: UUID) -> None:
        waits = decisions.c.state == DecisionState.AWAITING_APPROVAL.value
        over = (
            update(decisions)
            .where(self._is_own, decisions.c.id == decision, waits)
            .values(state=DecisionState.LAPSED.value)
        )
        await self._tx.execute(over)


def decision_to_row(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "dispute": decision.dispute,
        "instance": decision.instance,
        "stored_version": STORED_VERSION,
        "judgment": JUDGMENT.encode(decision.judgment),
        "requested_act": REQUESTED_ACT.encode(decision.act),
        "penalties": PENALTIES.encode(decision.penalties),
        "amount_minor": decision.amount.minor,
        "currency": decision.amount.currency,
        "limit_minor": decision.limit,
        "closures": decision.closures,
        "state": decision.state.value,
        "decided_by": decision.decided_by,
        "decided_at": decision.decided_at,
        "judged_by": decision.judged_by,
        "judged_at": decision.judged_at,
        "why": decision.why,
    }


def decision_from_row(row: Row[Any]) -> Decision:
    require_known_version(row.stored_version)
    return Decision(
        id=row.id,
        dispute=row.dispute,
        instance=row.instance,
        judgment=JUDGMENT.decode(row.judgment),
        act=REQUESTED_ACT.decode(row.requested_act),
        penalties=PENALTIES.decode(row.penalties),
        amount=Money(row.amount_minor, row.currency),
        limit=row.limit_minor,
        state=DecisionState(row.state),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        judged_by=row.judged_by,
        judged_at=row.judged_at,
        why=row.why,
    )
