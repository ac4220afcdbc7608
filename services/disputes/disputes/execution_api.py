"""What parties do after a solution or a ruling over HTTP: send goods back, replace them, contest."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, Response

from common.kernel.ids import DisputeId, new_id

from . import commands
from .api import ACT, PARTIES, viewed
from .deps import Calling, viewer
from .domain import acts
from .domain.dispute import Dispute
from .schemas import FileAppeal, GiveReturn, ParcelBody, Receive
from .store import DisputeTx
from .views import DisputeView, location

router = APIRouter(prefix="/v1/disputes", tags=["execution"])


@router.post(
    "/{dispute}/return",
    response_model=DisputeView,
    responses=ACT,
    operation_id="give_return",
    summary="Give the return address or parcel",
)
async def give_return(dispute: DisputeId, body: GiveReturn, call: Calling) -> Response:
    """The seller names the address (D10), then the buyer the parcel (D11). Whoever is silent loses, as forecast."""
    if body.address is not None:
        return await _done(call, dispute, partial(acts.give_address, address=body.address.model_dump()))
    assert body.parcel is not None, "the body is one of the two"
    return await _done(call, dispute, partial(acts.ship_return, parcel=body.parcel.parcel()))


@router.post(
    "/{dispute}/return/acknowledge",
    response_model=DisputeView,
    responses=ACT,
    operation_id="acknowledge_return",
    summary="Say how the return arrived",
)
async def acknowledge_return(dispute: DisputeId, body: Receive, call: Calling) -> Response:
    """`received` pays as agreed or ruled; anything else brings the case back to review (D13).

    Needs an Idempotency-Key.
    """
    change = partial(acts.acknowledge, condition=body.condition, note=body.note)
    return await _done(call, dispute, change)


@router.post(
    "/{dispute}/obligation/fulfil",
    response_model=DisputeView,
    responses=ACT,
    operation_id="fulfil_obligation",
    summary="Send the replacement",
)
async def fulfil(dispute: DisputeId, body: ParcelBody, call: Calling) -> Response:
    """Say under which number the promised goods are on their way."""
    return await _done(call, dispute, partial(acts.fulfil, parcel=body.parcel()))


@router.post(
    "/{dispute}/obligation/confirm",
    response_model=DisputeView,
    responses=ACT,
    operation_id="confirm_obligation",
    summary="Say how the replacement arrived",
)
async def confirm(dispute: DisputeId, body: Receive, call: Calling) -> Response:
    """`received` ends the case; anything else brings it to review. Needs an Idempotency-Key."""
    return await _done(call, dispute, partial(acts.confirm, condition=body.condition, note=body.note))


@router.post(
    "/{dispute}/appeals",
    status_code=201,
    response_model=DisputeView,
    responses=ACT,
    operation_id="file_appeal",
    summary="Contest the ruling",
)
async def file_appeal(dispute: DisputeId, body: FileAppeal, call: Calling) -> Response:
    """Within the appeal window, once, with the complete evidence and a full explanation (K4, K18).

    Give the evidence first: every required point of the policy's list must be covered by a valid item of yours.
    Another operator decides, and that is final.
    """
    return await _done(call, dispute, partial(acts.appeal, explanation=body.explanation), status=201)


async def _done(call: Calling, dispute: DisputeId, change: Any, *, status: int = 200) -> Response:
    call.require_role(*PARTIES)

    async def act(tx: DisputeTx) -> Dispute:
        return await commands.do(
            tx, dispute, partial(change, fresh=new_id), by=viewer(call.principal), if_match=call.expected_version,
            policies=call.deps.policies,
        )  # fmt: skip

    return await call.run_money_command(viewed(call, act), status=status, location=location if status == 201 else None)
