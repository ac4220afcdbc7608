"""Bodies and answers on participants' standings."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import ConfigDict

from common.kernel.ids import DisputeId, IdType, InstructionId
from common.kernel.principal import Role
from common.web.schemas import Body, MoneyView, ParticipantId, Prose, UtcTime, View
from disputes.penalties.model import StandingStatus

PenaltyId = Annotated[UUID, *IdType("pen").parts]


Participant = Annotated[ParticipantId, Path()]


class ReversalBody(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "The payment was made through the platform."}]}
    )

    reason: Prose


class WarningView(View):
    act: str
    count: int


class ImposedView(View):
    """Penalty, and the ruling that is its cause."""

    id: PenaltyId
    dispute: DisputeId
    instance: int
    party: Role
    act: str
    points: int
    warning: int
    fine: MoneyView | None
    fine_instruction: InstructionId | None
    suspended_until: UtcTime | None
    closed: bool
    imposed_at: UtcTime
    reversed_at: UtcTime | None
    reversal_reason: str | None


class StandingView(View):
    participant: str
    status: StandingStatus
    points: int
    suspended_until: UtcTime | None
    warnings: list[WarningView]
    fines: list[MoneyView]
    """The sum of those that stand, by currency."""
    penalties: list[ImposedView]
    """All there ever were, each with its cause; what was reversed counts no more."""
    version: int
