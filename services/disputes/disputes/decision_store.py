"""Postgres for decisions and what becomes of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, insert, select, update

from common.kernel.money import Money
from common.persistence.transaction import PostgresTransaction

from .desk_tables import decisions
from .domain.decisions import Decision, DecisionState
from .domain.records import Penalty
from .domain.rulings import Judgment

JUDGMENT = TypeAdapter(Judgment)
PENALTIES = TypeAdapter(tuple[Penalty, ...])


class DecisionStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def add(self, decision: Decision) -> None:
        await self._tx.execute(insert(decisions).values(tenant_id=self._tx.tenant, **_row(decision)))

    async def waiting(self, dispute: UUID) -> Decision | None:
        waits = decisions.c.state == DecisionState.AWAITING_APPROVAL.value
        row = (await self._tx.execute(select(decisions).where(decisions.c.dispute == dispute, waits))).one_or_none()
        return decision_of(row) if row is not None else None

    async def judge(self, decision: Decision) -> None:
        await self._tx.execute(update(decisions).where(decisions.c.id == decision.id).values(_row(decision)))

    async def lapse(self, decision: UUID) -> None:
        waits = decisions.c.state == DecisionState.AWAITING_APPROVAL.value
        over = update(decisions).where(decisions.c.id == decision, waits).values(state=DecisionState.LAPSED.value)
        await self._tx.execute(over)


def _row(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "dispute": decision.dispute,
        "instance": decision.instance,
        "judgment": JUDGMENT.dump_python(decision.judgment, mode="json"),
        "penalties": PENALTIES.dump_python(decision.penalties, mode="json"),
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


def decision_of(row: Row[Any]) -> Decision:
    return Decision(
        id=row.id,
        dispute=row.dispute,
        instance=row.instance,
        judgment=JUDGMENT.validate_python(row.judgment),
        penalties=PENALTIES.validate_python(row.penalties),
        amount=Money(row.amount_minor, row.currency),
        limit=row.limit_minor,
        state=DecisionState(row.state),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        judged_by=row.judged_by,
        judged_at=row.judged_at,
        why=row.why,
    )
