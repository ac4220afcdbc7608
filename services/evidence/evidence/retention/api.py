"""Erasing what a person gave, how long evidence is kept at most, and the holds that forbid erasing."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Body, Response

from common.kernel.principal import Actor, Role
from evidence.cases.access import viewer_of
from evidence.edge import ACT_RESPONSES, READ_RESPONSES

from . import commands
from .commands import Erasure
from .edge import RetentionCall
from .model import NoLegalHold
from .schemas import EraseBody, ErasureView, HoldBody, HoldView, ReleaseBody, RetentionBody, RetentionView
from .transaction import RetentionTransaction
from .views import retention_view

router = APIRouter(prefix="/v1/evidence", tags=["privacy"])

OK: Final = 200


@router.post(
    "/erasures",
    operation_id="erase_participant",
    summary="Erase what a person gave",
    response_model=ErasureView,
    responses=ACT_RESPONSES,
)
async def erase_participant(body: Annotated[EraseBody, Body()], call: RetentionCall) -> Response:
    """The keys to their files and to what they wrote are destroyed, for good, and archives that held them end. That
    something was there, when, and its sum stay, so every chain of custody and every seal still verifies. Refused while
    a case with something of theirs is open (`case_open`) or under a legal hold (`legal_hold`); asked again, it is the
    same receipt. Platform, or an operator with `lead`."""
    _require_lead(call)
    person = Actor(Role(body.role), body.participant)
    erasures: list[Erasure] = []

    async def act(tx: RetentionTransaction) -> ErasureView:
        erasure = await commands.erase_person(tx, person, by=call.actor, instead=call.deps.erased_answer)
        erasures[:] = [erasure]
        return ErasureView(erased_items=erasure.receipt.items, erased_at=erasure.receipt.at)

    response = await call.run_idempotent(act)
    for erasure in erasures if response.status_code == OK else ():
        await call.deps.erased_files.remove(erasure)
    return response


@router.post(
    "/legal-holds",
    operation_id="place_legal_hold",
    summary="Forbid erasing the evidence of a case",
    status_code=201,
    response_model=HoldView,
    responses=ACT_RESPONSES,
)
async def place_legal_hold(body: Annotated[HoldBody, Body()], call: RetentionCall) -> Response:
    """Until it is released. Platform, or an operator with `lead`."""
    _require_lead(call)

    async def act(tx: RetentionTransaction) -> HoldView:
        (await tx.cases.get_for_update(body.dispute)).side_of(viewer_of(call))
        now = (await tx.timing()).now
        await tx.erasures.place_hold(body.dispute, body.reason, call.actor, now)
        return HoldView(dispute=body.dispute, state="held", at=now)

    return await call.run_idempotent(act, status=201)


@router.post(
    "/legal-holds/release",
    operation_id="release_legal_hold",
    summary="Lift a legal hold",
    response_model=HoldView,
    responses=ACT_RESPONSES,
)
async def release_legal_hold(body: Annotated[ReleaseBody, Body()], call: RetentionCall) -> Response:
    """Platform, or an operator with `lead`."""
    _require_lead(call)

    async def act(tx: RetentionTransaction) -> HoldView:
        (await tx.cases.get_for_update(body.dispute)).side_of(viewer_of(call))
        now = (await tx.timing()).now
        if not await tx.erasures.release_hold(body.dispute, now):
            raise NoLegalHold
        return HoldView(dispute=body.dispute, state="released", at=now)

    return await call.run_idempotent(act)


@router.get(
    "/retention",
    operation_id="get_retention",
    summary="See how long evidence is kept",
    response_model=RetentionView,
    responses=READ_RESPONSES,
)
async def get_retention(call: RetentionCall) -> Response:
    """In days after a case has ended for good. Platform, or an operator with `lead`."""
    _require_lead(call)

    async def act(tx: RetentionTransaction) -> RetentionView:
        return retention_view(await tx.retention.get_platform_days())

    return await call.read(act)


@router.put(
    "/retention",
    operation_id="put_retention",
    summary="Say how long evidence is kept",
    response_model=RetentionView,
    responses=ACT_RESPONSES,
)
async def put_retention(body: Annotated[RetentionBody, Body()], call: RetentionCall) -> Response:
    """Afterwards what the case holds is erased, as if every giver had asked for it: texts, files and archives. Chains
    of custody and seals stay and verify. Never under a legal hold, nor while the case goes on or can be contested. It
    counts for cases that are over already, too: a shorter time can be over at once. Platform, or an operator with
    `lead`."""
    _require_lead(call)
    call.require_no_version()

    async def act(tx: RetentionTransaction) -> RetentionView:
        await tx.retention.set_platform_days(body.days, call.actor, (await tx.timing()).now)
        return retention_view(body.days)

    return await call.run_idempotent(act)


def _require_lead(call: RetentionCall) -> None:
    call.require_role(Role.PLATFORM, Role.OPERATOR, scope="lead")
