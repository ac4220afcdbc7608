"""Standings of participants over HTTP."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.errors import Forbidden
from common.kernel.principal import Role
from disputes.cases.edge import CasesCall
from disputes.edge import ACT_RESPONSES, READ_RESPONSES

from . import queries
from .commands import ReversePenalty
from .schemas import Participant, PenaltyId, ReversalBody, StandingView
from .views import changed_standing_view

router = APIRouter(prefix="/v1/participants", tags=["participants"])


@router.get(
    "/{participant}/standing",
    response_model=StandingView,
    responses=READ_RESPONSES,
    operation_id="get_standing",
    summary="Read a participant's standing",
)
async def get_standing(participant: Participant, call: CasesCall) -> Response:
    """Points, warnings, suspension, fines and closure, each with its cause. People read their own.

    Of somebody nothing has been ruled on, the standing is clean. An open report changes nothing (K12).
    """
    call.require_role(Role.BUYER, Role.SELLER, Role.OPERATOR, Role.PLATFORM)
    if call.principal.role in (Role.BUYER, Role.SELLER) and call.principal.id != participant:
        raise Forbidden("People read their own standing only.")
    return await call.query(queries.read_standing, participant)


@router.post(
    "/{participant}/penalties/{penalty}/reverse",
    response_model=StandingView,
    responses=ACT_RESPONSES,
    operation_id="reverse_penalty",
    summary="Reverse a penalty on appeal",
)
async def reverse_penalty(
    participant: Participant, penalty: PenaltyId, body: ReversalBody, call: CasesCall
) -> Response:
    """Undo it and everything that came of it: points, warning, suspension, closure, fine (K15, K16).

    For an operator with the scope `lead` who neither imposed it nor is a party to the case. Needs an Idempotency-Key.
    """
    call.require_role(Role.OPERATOR, scope="lead")
    return await call.execute_money(ReversePenalty(participant, penalty, body.reason), changed_standing_view)
