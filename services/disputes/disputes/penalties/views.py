"""Views of standings: points, warnings, fines and closure, each with its cause."""

from __future__ import annotations

from datetime import datetime

from common.execution.commands import Context
from common.kernel.principal import Role
from common.web.schemas import MoneyView

from .model import ImposedPenalty, ParticipantStanding
from .schemas import ImposedView, StandingView, WarningView


def changed_standing_view(standing: ParticipantStanding, context: Context) -> StandingView:
    return standing_view(standing, context.timing.now)


def standing_view(standing: ParticipantStanding, now: datetime) -> StandingView:
    return StandingView(
        participant=standing.participant,
        status=standing.status(now),
        points=standing.points,
        suspended_until=standing.suspension_end(now),
        warnings=[WarningView(act=act, count=count) for act, count in sorted(standing.warnings.items())],
        fines=[MoneyView.from_money(fine) for fine in standing.fines],
        penalties=[imposed_penalty_view(penalty) for penalty in standing.imposed],
        version=standing.version,
    )


def imposed_penalty_view(imposed: ImposedPenalty) -> ImposedView:
    penalty = imposed.penalty
    return ImposedView(
        id=imposed.id,
        dispute=imposed.dispute,
        instance=imposed.instance,
        party=Role(penalty.party),
        act=penalty.act,
        points=penalty.points,
        warning=penalty.warning,
        fine=MoneyView.from_money(penalty.fine) if penalty.fine else None,
        fine_instruction=imposed.fine,
        suspended_until=penalty.suspended_until,
        closed=penalty.closed,
        imposed_at=imposed.imposed_at,
        reversed_at=imposed.reversed_at,
        reversal_reason=imposed.reversal_reason,
    )
