"""Erasing what a person gave, how long evidence is kept at most, and the holds that forbid erasing."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Body, Response

from common.kernel.principal import Actor, Role
from evidence.edge import ACT_RESPONSES, READ_RESPONSES

from .commands import EraseParticipant, PlaceLegalHold, ReleaseLegalHold, SetRetention
from .edge import RetentionCall
from .queries import knows_person, read_retention
from .schemas import EraseBody, ErasureView, HoldBody, HoldView, ReleaseBody, RetentionBody, RetentionView
from .views import ErasureAnswer, changed_retention_view, placed_hold_view, released_hold_view

router = APIRouter(prefix="/v1/evidence", tags=["privacy"])

OK_STATUS: Final = 200


@router.post(
    "/erasures",
    operation_id="erase_participant",
    summary="Erase a participant's evidence and words",
    response_model=ErasureView,
    responses=ACT_RESPONSES,
)
async def erase_participant(body: Annotated[EraseBody, Body()], call: RetentionCall) -> Response:
    """Destroy the keys to their files and to what they wrote, for good; archives that held them end. What they said in
    their cases goes as well, in every service, with what operators wrote there: explanations, messages, notes, reasons,
    addresses. That something was there, when, and its sum stay, so every chain of custody and every seal still
    verifies. Of deals that are over and that nobody ever disputed title, terms, metadata and parcel go, too. Refused
    while a case of theirs is open (`case_open`) or under a legal hold (`legal_hold`); asked again, it erases what came
    since, and is the same receipt. Platform, or an operator with `lead`."""
    _require_lead(call)
    answer = ErasureAnswer()
    person = Actor(Role(body.role), body.participant)
    is_known = await call.read(knows_person, person)
    has_deals = not is_known and await call.deps.deal_parties.include(call.tenant, person)
    response = await call.execute(EraseParticipant(person, has_deals, call.deps.erased_answer), answer.erasure_view)
    for erasure in answer.erasures if response.status_code == OK_STATUS else ():
        await call.deps.erased_files.remove(erasure)
    return response


@router.post(
    "/legal-holds",
    operation_id="place_legal_hold",
    summary="Place a legal hold",
    status_code=201,
    response_model=HoldView,
    responses=ACT_RESPONSES,
)
async def place_legal_hold(body: Annotated[HoldBody, Body()], call: RetentionCall) -> Response:
    """Until it is released. Platform, or an operator with `lead`."""
    _require_lead(call)
    return await call.execute(PlaceLegalHold(body.dispute, body.reason), placed_hold_view, status=201)


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
    return await call.execute(ReleaseLegalHold(body.dispute), released_hold_view)


@router.get(
    "/retention",
    operation_id="get_retention",
    summary="Read the retention period of evidence",
    response_model=RetentionView,
    responses=READ_RESPONSES,
)
async def get_retention(call: RetentionCall) -> Response:
    """Read it in days after a case has ended for good. Platform, or an operator with `lead`."""
    _require_lead(call)
    return await call.query(read_retention)


@router.put(
    "/retention",
    operation_id="put_retention",
    summary="Set the retention period of evidence",
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
    return await call.execute(SetRetention(body.days), changed_retention_view)


def _require_lead(call: RetentionCall) -> None:
    call.require_role(Role.PLATFORM, Role.OPERATOR, scope="lead")
