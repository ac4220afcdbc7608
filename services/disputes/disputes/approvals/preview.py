"""Preview of a ruling: what it would do, by the functions that carry it out, and who would have to approve. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.execution.commands import Context
from disputes.cases.access import operator_from_principal
from disputes.cases.refusals import explain_refusals
from disputes.engine import actions
from disputes.engine.act_forecast import ActForecast, forecast_change
from disputes.engine.rulings import Judgment
from disputes.engine.values import DecisionWeight, Promise, Ruling
from disputes.penalties.assessment import AssessedPenalty, ParticipantRecord, require_chosen_fines
from disputes.penalties.effect import effective_at
from disputes.penalties.model import PenaltyRequest, StandingStatus, participant_of

from .loading import RulingSubject
from .model import weigh_decision
from .ruling import rule_with_penalties


@dataclass(frozen=True, slots=True)
class PreviewRuling:
    """Question what a ruling would do. Nothing follows from it."""

    dispute_id: UUID
    judgment: Judgment
    penalties: Sequence[PenaltyRequest]


@dataclass(frozen=True, slots=True)
class PreviewedPenalty:
    """Penalty as it would be stated, and what it would make of the participant's standing."""

    assessed: AssessedPenalty
    participant: str
    points_before: int
    points_after: int
    status_before: StandingStatus
    status_after: StandingStatus


@dataclass(frozen=True, slots=True)
class RulingPreview:
    ruling: Ruling
    forecast: ActForecast
    promise: Promise | None
    """What would be owed in goods before money moves."""
    penalties: tuple[PreviewedPenalty, ...]
    penalties_from: datetime
    weighs: tuple[DecisionWeight, ...]
    """Why a second operator would have to approve; nothing: none would."""


@explain_refusals
def preview_ruling(subject: RulingSubject, question: PreviewRuling, context: Context) -> RulingPreview:
    """Foretell a ruling. Raises what the ruling itself would be refused with."""
    dispute, engine = subject.dispute, subject.case.engine_context(context)
    operator = operator_from_principal(context.principal)
    ruling, assessed = rule_with_penalties(
        dispute, question.judgment, operator, question.penalties, subject.records, engine
    )
    require_chosen_fines(question.penalties, assessed)
    change = actions.carry_out_ruling(dispute, ruling, engine)
    after = change.dispute
    return RulingPreview(
        ruling=ruling,
        forecast=forecast_change(dispute, change, engine),
        promise=after.promise if after.promise != dispute.promise else None,
        penalties=tuple(
            _preview_penalty(one, subject.records[participant_of(dispute, request.party)], engine.at)
            for request, one in zip(question.penalties, assessed, strict=True)
        ),
        penalties_from=effective_at(ruling, engine.policy),
        weighs=weigh_decision(dispute.amount, dispute.approval_limit, ruling.penalties),
    )


def _preview_penalty(assessed: AssessedPenalty, record: ParticipantRecord, now: datetime) -> PreviewedPenalty:
    standing, penalty = record.standing, assessed.penalty
    is_new = penalty not in standing.active_penalties
    before = standing.status(now)
    return PreviewedPenalty(
        assessed=assessed,
        participant=standing.participant,
        points_before=standing.points,
        points_after=standing.points + (penalty.points if is_new else 0),
        status_before=before,
        status_after=max(before, _status_of(assessed), key=_SEVERITY.index),
    )


_SEVERITY = [StandingStatus.ACTIVE, StandingStatus.SUSPENDED, StandingStatus.CLOSED]


def _status_of(assessed: AssessedPenalty) -> StandingStatus:
    if assessed.penalty.closed:
        return StandingStatus.CLOSED
    return StandingStatus.SUSPENDED if assessed.penalty.suspended_until is not None else StandingStatus.ACTIVE
