"""Escrows and the ledger over HTTP: thin routes, each of one command or one query."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from common.kernel.errors import Forbidden, NotFound
from common.kernel.ids import EscrowId
from common.kernel.principal import Role
from common.persistence.paging import PageFilters
from common.web.schemas import Page, ParticipantId

from . import queries
from .commands import (
    AcceptGoods,
    CancelEscrow,
    CorrectShipment,
    CreateEscrow,
    DeliverEscrow,
    FundEscrow,
    RefundEscrow,
    ReleaseEscrow,
    ShipEscrow,
)
from .domain.shipment import Shipment
from .edge import (
    ACT_RESPONSES,
    CREATE_RESPONSES,
    DEBT_RESPONSES,
    LIST_RESPONSES,
    PLATFORM_READ_RESPONSES,
    READ_RESPONSES,
    READER_ROLES,
    EscrowCall,
)
from .schemas import (
    AccountsView,
    AmountBody,
    DebtView,
    EscrowFilters,
    EscrowView,
    IntegrityView,
    NewEscrowBody,
    PaymentBody,
    ShipmentBody,
    StatementView,
)
from .views import changed_escrow_view, escrow_location, paid_escrow_view

router = APIRouter(prefix="/v1/escrows", tags=["escrows"])
ledger_router = APIRouter(prefix="/v1", tags=["ledger"])


@router.post(
    "",
    status_code=201,
    response_model=EscrowView,
    operation_id="create_escrow",
    summary="Create an escrow",
    responses=CREATE_RESPONSES,
)
async def create_escrow(body: NewEscrowBody, call: EscrowCall) -> Response:
    """Agree on a deal: who buys what of whom, for how much, by when. The buyer's money is awaited from now on."""
    call.require_role(Role.PLATFORM)
    command = CreateEscrow(body.to_agreement(), body.policy)
    return await call.execute(command, changed_escrow_view, status=201, locate=escrow_location)


@router.get(
    "", response_model=Page[EscrowView], operation_id="list_escrows", summary="List escrows", responses=LIST_RESPONSES
)
async def list_escrows(call: EscrowCall, filters: Annotated[EscrowFilters, Query()]) -> Response:
    """List escrows, the newest first. A buyer or seller sees their own."""
    call.require_role(*READER_ROLES)
    return await call.query(queries.list_escrows, filters, call.deps.pager)


@router.get(
    "/{escrow}",
    response_model=EscrowView,
    operation_id="get_escrow",
    summary="Read an escrow",
    responses=READ_RESPONSES,
)
async def get_escrow(escrow: EscrowId, call: EscrowCall) -> Response:
    """Read how it stands, what you may do, and what happens by itself if nobody does anything."""
    return await call.query(queries.read_escrow, escrow)


@router.get(
    "/{escrow}/postings",
    response_model=StatementView,
    operation_id="get_postings",
    summary="List the postings of an escrow",
    responses=READ_RESPONSES,
)
async def get_postings(escrow: EscrowId, call: EscrowCall) -> Response:
    """Read every movement of its money, from the first payment on."""
    return await call.query(queries.read_statement, escrow)


@router.post(
    "/{escrow}/fund",
    response_model=EscrowView,
    operation_id="fund",
    summary="Report a payment",
    responses=ACT_RESPONSES,
)
async def fund_escrow(escrow: EscrowId, body: PaymentBody, call: EscrowCall) -> Response:
    """Report that the buyer has paid. What is too much, or too late, is parked until it is sent back."""
    command = FundEscrow(escrow, body.amount.to_money(), body.provider_reference)
    return await call.execute_money(command, paid_escrow_view)


@router.post(
    "/{escrow}/ship",
    response_model=EscrowView,
    operation_id="ship",
    summary="Report the shipment",
    responses=ACT_RESPONSES,
)
async def ship_escrow(escrow: EscrowId, body: ShipmentBody, call: EscrowCall) -> Response:
    """Report that the seller has handed it to a carrier."""
    command = ShipEscrow(escrow, Shipment(body.carrier, body.tracking_number))
    return await call.execute(command, changed_escrow_view)


@router.post(
    "/{escrow}/correct-shipment",
    response_model=EscrowView,
    operation_id="correct_shipment",
    summary="Correct the shipment",
    responses=ACT_RESPONSES,
)
async def correct_shipment(escrow: EscrowId, body: ShipmentBody, call: EscrowCall) -> Response:
    """Put right a misspelt carrier or tracking number, until it is delivered, accepted or disputed. No clock moves."""
    command = CorrectShipment(escrow, Shipment(body.carrier, body.tracking_number))
    return await call.execute(command, changed_escrow_view)


@router.post(
    "/{escrow}/deliver",
    response_model=EscrowView,
    operation_id="deliver",
    summary="Report the delivery",
    responses=ACT_RESPONSES,
)
async def deliver_escrow(escrow: EscrowId, call: EscrowCall) -> Response:
    """Report that it has arrived: the buyer inspects it, and after that the money is released by itself."""
    return await call.execute(DeliverEscrow(escrow), changed_escrow_view)


@router.post(
    "/{escrow}/accept",
    response_model=EscrowView,
    operation_id="accept",
    summary="Accept the goods",
    responses=ACT_RESPONSES,
)
async def accept_goods(escrow: EscrowId, call: EscrowCall) -> Response:
    """Accept the goods as the buyer: everything that is held goes to the seller."""
    return await call.execute_money(AcceptGoods(escrow), changed_escrow_view)


@router.post(
    "/{escrow}/release",
    response_model=EscrowView,
    operation_id="release",
    summary="Release to the seller",
    responses=ACT_RESPONSES,
)
async def release_escrow(escrow: EscrowId, call: EscrowCall, body: AmountBody | None = None) -> Response:
    """Pay the seller what is held, or a part of it. What a dispute has frozen stays."""
    command = ReleaseEscrow(escrow, body.to_money() if body else None)
    return await call.execute_money(command, changed_escrow_view)


@router.post(
    "/{escrow}/refund",
    response_model=EscrowView,
    operation_id="refund",
    summary="Refund the buyer",
    responses=ACT_RESPONSES,
)
async def refund_escrow(escrow: EscrowId, call: EscrowCall, body: AmountBody | None = None) -> Response:
    """Give the buyer back what is held, or a part of it. What a dispute has frozen stays."""
    command = RefundEscrow(escrow, body.to_money() if body else None)
    return await call.execute_money(command, changed_escrow_view)


@router.post(
    "/{escrow}/cancel",
    response_model=EscrowView,
    operation_id="cancel",
    summary="Cancel an unpaid escrow",
    responses=ACT_RESPONSES,
)
async def cancel_escrow(escrow: EscrowId, call: EscrowCall) -> Response:
    """Call the deal off before the price is complete. What has come goes back."""
    return await call.execute_money(CancelEscrow(escrow), changed_escrow_view)


@ledger_router.get(
    "/accounts",
    response_model=AccountsView,
    operation_id="list_accounts",
    summary="List account balances",
    responses=PLATFORM_READ_RESPONSES,
)
async def list_accounts(call: EscrowCall) -> Response:
    """List what is held, owed, earned, parked and to be paid by participants, by currency. Derived from the entries,
    never stored. A receivable is what participants owe: after a fine, or when a settlement was decided anew."""
    call.require_role(Role.PLATFORM)
    return await call.query(queries.list_balances)


@ledger_router.get(
    "/accounts/{participant}",
    response_model=AccountsView,
    operation_id="get_debts",
    summary="List a participant's debts",
    responses=DEBT_RESPONSES,
)
async def get_debts(participant: Annotated[ParticipantId, Path()], call: EscrowCall) -> Response:
    """Read debts by currency: fines, and what a reversed settlement had paid too much. Empty for those who owe
    nothing."""
    _require_debts_visible(call, participant)
    return await call.query(queries.list_debts, participant)


@ledger_router.get(
    "/accounts/{participant}/postings",
    response_model=Page[DebtView],
    operation_id="get_debt_postings",
    summary="List the postings of a participant's debts",
    responses=DEBT_RESPONSES,
)
async def get_debt_postings(
    participant: Annotated[ParticipantId, Path()], call: EscrowCall, filters: Annotated[PageFilters, Query()]
) -> Response:
    """List every movement that made or lifted a debt, the newest first."""
    _require_debts_visible(call, participant)
    return await call.query(queries.list_debt_movements, participant, filters, call.deps.pager)


@ledger_router.get(
    "/ledger/integrity",
    response_model=IntegrityView,
    operation_id="check_integrity",
    summary="Check the ledger",
    responses=PLATFORM_READ_RESPONSES,
)
async def check_integrity(call: EscrowCall) -> Response:
    """Add everything up anew: transactions must sum to nothing, holds must equal their entries."""
    call.require_role(Role.PLATFORM)
    return await call.query(queries.check_ledger)


def _require_debts_visible(call: EscrowCall, participant: str) -> None:
    """Let the platform and its operators in, and a participant to their own. Raises Forbidden or NotFound."""
    call.require_role(Role.PLATFORM, Role.OPERATOR, Role.BUYER, Role.SELLER)
    principal = call.principal
    if principal.role is Role.OPERATOR and not principal.scopes:
        raise Forbidden
    limited = principal.escrow or principal.dispute
    if principal.role in (Role.BUYER, Role.SELLER) and (principal.id != participant or limited):
        raise NotFound("account")
