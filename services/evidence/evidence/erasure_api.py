"""Erasing what a person gave, and the holds that forbid it."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Body, Response
from pydantic import Field

from common.ids import DisputeId
from common.kernel import Actor, Role
from common.schemas import Body as RequestBody
from common.schemas import Prose, UtcTime, View

from . import erasing
from .api import ACT, Calling, EvidenceCall, viewer
from .deps import Deps
from .domain.errors import NoLegalHold
from .erasing import Gone
from .store import EvidenceTx

router = APIRouter(prefix="/v1/evidence", tags=["privacy"])

OK: Final = 200


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
    """The keys to their files and to what they wrote are destroyed, for good, and archives that held them end. That
    something was there, when, and its sum stay, so every chain of custody and every seal still verifies. Refused while
    a case with something of theirs is open (`case_open`) or under a legal hold (`legal_hold`); asked again, it is the
    same receipt. Platform, or an operator with `lead`."""
    _require_lead(call)
    person = Actor(Role(body.role), body.participant)
    done: list[Gone] = []

    async def act(tx: EvidenceTx) -> ErasureView:
        gone = await erasing.erase(tx, person, by=call.actor)
        done[:] = [gone]
        return ErasureView(erased_items=gone.receipt.items, erased_at=gone.receipt.at)

    response = await call.once(act)
    for gone in done if response.status_code == OK else ():
        await clear(call.deps, gone)
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


async def clear(deps: Deps, gone: Gone) -> None:
    """What a crash leaves here, the collector finds."""
    for path in gone.paths:
        await deps.safe.remove(path)
    for upload in gone.uploads:
        await deps.partials.remove(upload)
    deps.previews.drop(gone.items)


def _require_lead(call: EvidenceCall) -> None:
    call.require(Role.PLATFORM, Role.OPERATOR, scope="lead")
