"""Erasing what a person gave, and the holds that forbid it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Response
from pydantic import Field

from common.ids import DisputeId
from common.kernel import Actor, Role
from common.schemas import Body as RequestBody
from common.schemas import Prose, UtcTime, View

from . import erasing
from .api import ACT, Calling, EvidenceCall, viewer
from .domain.errors import NoLegalHold
from .store import EvidenceTx

router = APIRouter(prefix="/v1/evidence", tags=["privacy"])


class EraseBody(RequestBody):
    role: Literal["buyer", "seller", "representative"]
    participant: str = Field(pattern=r"^[A-Za-z0-9._:@-]{1,64}$", examples=["buyer-1"])


class ErasureView(View):
    erased_items: int
    erased_at: UtcTime


class HoldBody(RequestBody):
    dispute: DisputeId
    reason: Prose = Field(examples=["Court order 12 O 34/26."])


class ReleaseBody(RequestBody):
    dispute: DisputeId


class HoldView(View):
    dispute: DisputeId
    state: Literal["held", "released"]
    at: UtcTime


@router.post(
    "/erasures",
    operation_id="erase_participant",
    summary="Erase what a person gave",
    response_model=ErasureView,
    responses=ACT,
)
async def erase_participant(body: Annotated[EraseBody, Body()], call: Calling) -> Response:
    """Their files are removed and the key to what they wrote is destroyed, for good. That something was there, when,
    and its fingerprint stay, so every chain of custody and every seal still verifies. Refused while a case with their
    evidence is open (`case_open`) or under a legal hold (`legal_hold`). Platform, or an operator with `lead`."""
    _require_lead(call)
    person = Actor(Role(body.role), body.participant)
    paths: list[str] = []

    async def act(tx: EvidenceTx) -> ErasureView:
        gone = await erasing.erase(tx, person, by=call.actor)
        paths.extend(gone.paths)
        return ErasureView(erased_items=gone.items, erased_at=(await tx.moment()).now)

    response = await call.once(act)
    for path in paths:  # what a crash leaves here, the collector finds
        await call.deps.blobs.remove(path)
    return response


@router.post(
    "/legal-holds",
    operation_id="place_legal_hold",
    summary="Forbid erasing the evidence of a case",
    status_code=201,
    response_model=HoldView,
    responses=ACT,
)
async def place_legal_hold(body: Annotated[HoldBody, Body()], call: Calling) -> Response:
    """Until it is released. Platform, or an operator with `lead`."""
    _require_lead(call)

    async def act(tx: EvidenceTx) -> HoldView:
        (await tx.cases.hold(body.dispute)).side_of(viewer(call))
        now = (await tx.moment()).now
        await tx.erasures.place_hold(body.dispute, body.reason, call.actor, now)
        return HoldView(dispute=body.dispute, state="held", at=now)

    return await call.once(act, status=201)


@router.post(
    "/legal-holds/release",
    operation_id="release_legal_hold",
    summary="Lift a legal hold",
    response_model=HoldView,
    responses=ACT,
)
async def release_legal_hold(body: Annotated[ReleaseBody, Body()], call: Calling) -> Response:
    """Platform, or an operator with `lead`."""
    _require_lead(call)

    async def act(tx: EvidenceTx) -> HoldView:
        (await tx.cases.hold(body.dispute)).side_of(viewer(call))
        now = (await tx.moment()).now
        if not await tx.erasures.release_hold(body.dispute, now):
            raise NoLegalHold
        return HoldView(dispute=body.dispute, state="released", at=now)

    return await call.once(act)


def _require_lead(call: EvidenceCall) -> None:
    call.require(Role.PLATFORM, Role.OPERATOR, scope="lead")
