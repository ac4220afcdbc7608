"""Acts of parties after a solution or a ruling over HTTP: send goods back, replace them, contest."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.ids import DisputeId
from common.kernel.principal import Role
from disputes.edge import ACT_RESPONSES, PARTY_ROLES

from .commands import (
    AcknowledgeReturn,
    ConfirmObligation,
    CorrectFulfilment,
    FileAppeal,
    FulfilObligation,
    GiveReturnAddress,
    ShipReturn,
)
from .edge import CasesCall
from .schemas import AppealBody, FulfilmentBody, ReceiptBody, ReturnAddressBody, ReturnBody
from .views import DisputeView, changed_dispute_view, dispute_location

router = APIRouter(prefix="/v1/disputes", tags=["execution"])


@router.post(
    "/{dispute}/return",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="give_return",
    summary="Set the return address or report the parcel",
)
async def give_return(dispute: DisputeId, body: ReturnBody, call: CasesCall) -> Response:
    """Name the return address as the seller (D10), then the parcel as the buyer (D11).

    Whoever is silent loses, as forecast.
    """
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    if body.address is not None:
        address = GiveReturnAddress(dispute, body.address.to_address(), body.to_behalf())
        return await call.execute_money(address, changed_dispute_view)
    assert body.parcel is not None, "the body is one of the two"
    command = ShipReturn(dispute, body.parcel.to_parcel(), body.to_behalf())
    return await call.execute_money(command, changed_dispute_view)


@router.post(
    "/{dispute}/return/correct-address",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="correct_return_address",
    summary="Correct the return address",
)
async def correct_return_address(dispute: DisputeId, body: ReturnAddressBody, call: CasesCall) -> Response:
    """Put a misspelt address right as the seller, until the buyer has sent the goods back. No clock moves; the buyer is
    told by `return.address_corrected`."""
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    command = CorrectFulfilment(dispute, body.address.to_address(), body.to_behalf())
    return await call.execute(command, changed_dispute_view)


@router.post(
    "/{dispute}/correct-parcel",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="correct_parcel",
    summary="Correct a carrier or tracking number",
)
async def correct_parcel(dispute: DisputeId, body: FulfilmentBody, call: CasesCall) -> Response:
    """Put right what you said of the parcel, a return or a replacement, until the other side has said how it arrived.
    No clock moves; they are told by `parcel.corrected`."""
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    return await call.execute(CorrectFulfilment(dispute, body.to_parcel(), body.to_behalf()), changed_dispute_view)


@router.post(
    "/{dispute}/return/acknowledge",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="acknowledge_return",
    summary="Acknowledge a return",
)
async def acknowledge_return(dispute: DisputeId, body: ReceiptBody, call: CasesCall) -> Response:
    """`received` pays as agreed or ruled; anything else brings the case back to review (D13).

    Needs an Idempotency-Key.
    """
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    command = AcknowledgeReturn(dispute, body.condition, body.note, body.to_behalf())
    return await call.execute_money(command, changed_dispute_view)


@router.post(
    "/{dispute}/obligation/fulfil",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="fulfil_obligation",
    summary="Fulfil an obligation",
)
async def fulfil_obligation(dispute: DisputeId, body: FulfilmentBody, call: CasesCall) -> Response:
    """Say under which number the promised goods are on their way."""
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    command = FulfilObligation(dispute, body.to_parcel(), body.to_behalf())
    return await call.execute_money(command, changed_dispute_view)


@router.post(
    "/{dispute}/obligation/confirm",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="confirm_obligation",
    summary="Confirm an obligation",
)
async def confirm_obligation(dispute: DisputeId, body: ReceiptBody, call: CasesCall) -> Response:
    """`received` ends the case; anything else brings it to review. Needs an Idempotency-Key."""
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    command = ConfirmObligation(dispute, body.condition, body.note, body.to_behalf())
    return await call.execute_money(command, changed_dispute_view)


@router.post(
    "/{dispute}/appeals",
    status_code=201,
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="file_appeal",
    summary="Appeal a ruling",
)
async def file_appeal(dispute: DisputeId, body: AppealBody, call: CasesCall) -> Response:
    """Within the appeal window, once, with the complete evidence and a full explanation (K4, K18).

    Give the evidence first: every required point of the policy's list must be covered by a valid item of yours.
    Another operator decides, and that is final. What a party has said on the phone or written to support, an operator
    registers with `on_behalf_of`.
    """
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    command = FileAppeal(dispute, body.explanation, body.to_behalf())
    return await call.execute_money(command, changed_dispute_view, status=201, locate=dispute_location)
