"""Views of decisions, for operators and the platform."""

from __future__ import annotations

from datetime import datetime

from common.kernel.principal import Principal
from common.web.schemas import MoneyView, behalf_view
from disputes.approvals.model import Decision
from disputes.cases.view_parts import penalty_view, ruling_view
from disputes.editions.views import penalty_terms_view
from disputes.engine.forecast import ForecastStep
from disputes.forecasts.views import following_step_view, payout_view

from .loading import RulingSubject
from .preview import PreviewedPenalty, RulingPreview
from .schemas import (
    ApprovalNeededView,
    DecisionView,
    FineBoundsView,
    OwedView,
    PreviewedPenaltyView,
    RulingPreviewView,
)


def decision_view(decision: Decision) -> DecisionView:
    judgment, act, currency = decision.judgment, decision.act, decision.amount.currency
    return DecisionView(
        id=decision.id,
        dispute=decision.dispute,
        instance=decision.instance,
        state=decision.state,
        weighs=list(decision.weighs),
        outcome=judgment.kind if judgment is not None else None,
        responsible=judgment.responsible if judgment is not None else None,
        reason_code=judgment.reason_code if judgment is not None else None,
        policy_reference=judgment.policy_reference if judgment is not None else None,
        explanation=judgment.explanation if judgment is not None else None,
        act=act.act if act is not None else None,
        on_behalf_of=behalf_view(act.behalf) if act is not None else None,
        penalties=[penalty_view(penalty) for penalty in decision.penalties],
        amount=MoneyView.from_money(decision.amount),
        limit=None if decision.limit is None else MoneyView(amount=decision.limit, currency=currency),
        decided_by=decision.decided_by,
        decided_at=decision.decided_at,
        judged_by=decision.judged_by,
        judged_at=decision.judged_at,
        why=decision.why,
    )


def ruling_preview_view(
    subject: RulingSubject, preview: RulingPreview, opener: str, principal: Principal
) -> RulingPreviewView:
    dispute, forecast = subject.dispute, preview.forecast
    currency, ladder = dispute.amount.currency, subject.policy.penalties
    return RulingPreviewView(
        dispute=dispute.id,
        version=dispute.version,
        ruling=ruling_view(preview.ruling, dispute),
        leads_to=forecast.place,
        money_effect=payout_view(forecast.payout, currency),
        executed_at=_find_payment(preview),
        then=following_step_view(forecast.then, currency),
        obligation=_owed_view(preview),
        penalties=[_previewed_penalty_view(penalty) for penalty in preview.penalties],
        penalties_from=preview.penalties_from,
        penalty_terms=penalty_terms_view(ladder) if ladder is not None else None,
        approval=_approval_view(subject, preview, sorted({principal.id, opener, dispute.buyer, dispute.seller})),
    )


def _find_payment(preview: RulingPreview) -> datetime | None:
    """Find when the ruling itself is paid for, at once or once nobody can contest it any more."""
    then = preview.forecast.then
    if preview.forecast.payout is not None:
        return preview.ruling.decided_at
    is_at_end = isinstance(then, ForecastStep) and then.at == preview.ruling.contest_until
    return then.at if preview.promise is None and is_at_end and then is not None and then.payout is not None else None


def _owed_view(preview: RulingPreview) -> OwedView | None:
    if preview.promise is None:
        return None
    then, kind = preview.forecast.then, preview.promise.option.kind
    return OwedView(kind=kind, leads_to=preview.forecast.place, due_at=then.at if then is not None else None)


def _previewed_penalty_view(previewed: PreviewedPenalty) -> PreviewedPenaltyView:
    penalty, bounds = previewed.assessed
    return PreviewedPenaltyView(
        penalty=penalty_view(penalty),
        participant=previewed.participant,
        fine_bounds=FineBoundsView(
            least=MoneyView.from_money(bounds.least),
            usual=MoneyView.from_money(bounds.usual),
            most=MoneyView.from_money(bounds.most),
        )
        if bounds is not None
        else None,
        points_before=previewed.points_before,
        points_after=previewed.points_after,
        status_before=previewed.status_before,
        status_after=previewed.status_after,
    )


def _approval_view(subject: RulingSubject, preview: RulingPreview, excluded: list[str]) -> ApprovalNeededView:
    limit, currency = subject.dispute.approval_limit, subject.dispute.amount.currency
    return ApprovalNeededView(
        needed=bool(preview.weighs),
        weighs=list(preview.weighs),
        limit=None if limit is None else MoneyView(amount=limit, currency=currency),
        scope="lead" if preview.weighs else None,
        not_by=excluded if preview.weighs else [],
    )
