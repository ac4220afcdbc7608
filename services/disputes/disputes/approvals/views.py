"""Views of decisions, for operators and the platform."""

from __future__ import annotations

from common.web.schemas import MoneyView
from disputes.approvals.model import Decision
from disputes.cases.view_parts import penalty_view

from .schemas import DecisionView


def decision_view(decision: Decision) -> DecisionView:
    judgment, currency = decision.judgment, decision.amount.currency
    return DecisionView(
        id=decision.id,
        dispute=decision.dispute,
        instance=decision.instance,
        state=decision.state,
        weighs=list(decision.weighs),
        outcome=judgment.kind,
        responsible=judgment.responsible,
        reason_code=judgment.reason_code,
        policy_reference=judgment.policy_reference,
        explanation=judgment.explanation,
        penalties=[penalty_view(penalty) for penalty in decision.penalties],
        amount=MoneyView.from_money(decision.amount),
        limit=None if decision.limit is None else MoneyView(amount=decision.limit, currency=currency),
        decided_by=decision.decided_by,
        decided_at=decision.decided_at,
        judged_by=decision.judged_by,
        judged_at=decision.judged_at,
        why=decision.why,
    )
