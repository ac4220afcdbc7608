"""A participant's standing over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import ConfigDict

from common.kernel.errors import Forbidden
from common.kernel.ids import DisputeId, IdType, InstructionId
from common.kernel.principal import Role
from common.web.schemas import Body, MoneyView, ParticipantId, Prose, UtcTime, View

from . import standing
from .api import ACT, READ
from .deps import Calling, viewer
from .domain.standing import Imposed, Standing, Status
from .store import DisputeTx

router = APIRouter(prefix="/v1/participants", tags=["participants"])

PenaltyId = Annotated[UUID, *IdType("pen").parts]
Participant = Annotated[ParticipantId, Path()]


class Reverse(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "The payment was made through the platform."}]}
    )

    reason: Prose


class WarningView(View):
    act: str
    count: int


class ImposedView(View):
    """A penalty, and the ruling that is its cause."""

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

    @classmethod
    def of(cls, imposed: Imposed) -> Self:
        penalty = imposed.penalty
        return cls(
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


class StandingView(View):
    participant: str
    status: Status
    points: int
    suspended_until: UtcTime | None
    warnings: list[WarningView]
    fines: list[MoneyView]
    """The sum of those that stand, by currency."""
    penalties: list[ImposedView]
    """All there ever were, each with its cause; what was reversed counts no more."""
    version: int

    @classmethod
    def of(cls, found: Standing, now: datetime) -> Self:
        status = found.status(now)
        return cls(
            participant=found.participant,
            status=status,
            points=found.points,
            suspended_until=found.suspended_until if status is Status.SUSPENDED else None,
            warnings=[WarningView(act=act, count=count) for act, count in sorted(found.warnings.items())],
            fines=[MoneyView.from_money(fine) for fine in found.fines],
            penalties=[ImposedView.of(one) for one in found.imposed],
            version=found.version,
        )


@router.get("/{participant}/standing", response_model=StandingView, responses=READ, operation_id="get_standing",
            summary="Read a participant's standing")  # fmt: skip
async def get_standing(participant: Participant, call: Calling) -> Response:
    """Points, warnings, suspension, fines and closure, each with its cause. People read their own.

    Of somebody nothing has been ruled on, the standing is clean. An open report changes nothing (K12).
    """
    call.require_role(Role.BUYER, Role.SELLER, Role.OPERATOR, Role.PLATFORM)
    if call.principal.role in (Role.BUYER, Role.SELLER) and call.principal.id != participant:
        raise Forbidden("People read their own standing only.")

    async def act(tx: DisputeTx) -> StandingView:
        return StandingView.of(await tx.standings.get(participant), (await tx.timing()).now)

    return await call.read(act)


@router.post("/{participant}/penalties/{penalty}/reverse", response_model=StandingView, responses=ACT,
             operation_id="reverse_penalty", summary="Reverse a penalty on appeal")  # fmt: skip
async def reverse_penalty(participant: Participant, penalty: PenaltyId, body: Reverse, call: Calling) -> Response:
    """Undo it and everything that came of it: points, warning, suspension, closure, fine (K15, K16).

    For an operator with the scope `lead` who neither imposed it nor is a party to the case. Needs an Idempotency-Key.
    """
    call.require_role(Role.OPERATOR, scope="lead")

    async def act(tx: DisputeTx) -> StandingView:
        by, policies = viewer(call.principal), call.deps.policies
        after = await standing.reverse(
            tx, participant, penalty, reason=body.reason, by=by, if_match=call.expected_version, policies=policies
        )
        return StandingView.of(after, (await tx.timing()).now)

    return await call.run_money_command(act)
