"""Ledger over HTTP: balances of the platform, debts of participants, and a check of everything."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from common.kernel.errors import Forbidden, NotFound
from common.kernel.principal import Role
from common.persistence.paging import PageFilters
from common.web.authentication import Principal
from common.web.schemas import Page, ParticipantId

from . import queries
from .edge import DEBT_RESPONSES, PLATFORM_READ_RESPONSES, EscrowCall
from .schemas import AccountsView, DebtView, IntegrityView

router = APIRouter(prefix="/v1", tags=["ledger"])


@router.get("/accounts", response_model=AccountsView, operation_id="list_accounts",
            summary="Balances of the platform", responses=PLATFORM_READ_RESPONSES)  # fmt: skip
async def list_accounts(call: EscrowCall) -> Response:
    """List what is held, owed, earned, parked and to be paid by participants, by currency. Derived from the entries,
    never stored. A receivable is what participants owe: after a fine, or when a settlement was decided anew."""
    call.require_role(Role.PLATFORM)
    return await call.read(queries.list_balances)


@router.get("/accounts/{participant}", response_model=AccountsView, operation_id="get_debts",
            summary="What a participant owes", responses=DEBT_RESPONSES)  # fmt: skip
async def get_debts(participant: Annotated[ParticipantId, Path()], call: EscrowCall) -> Response:
    """Read debts by currency: fines, and what a reversed settlement had paid too much. Empty for those who owe
    nothing."""
    _require_debts_visible(call, participant)
    return await call.read(queries.list_debts, participant)


@router.get("/accounts/{participant}/postings", response_model=Page[DebtView], operation_id="get_debt_postings",
            summary="Statement of what a participant owes", responses=DEBT_RESPONSES)  # fmt: skip
async def get_debt_postings(
    participant: Annotated[ParticipantId, Path()], call: EscrowCall, filters: Annotated[PageFilters, Query()]
) -> Response:
    """List every movement that made or lifted a debt, the newest first."""
    _require_debts_visible(call, participant)
    return await call.read(queries.list_debt_movements, participant, filters, call.deps.pager)


@router.get("/ledger/integrity", response_model=IntegrityView, operation_id="check_integrity",
            summary="Check the ledger", responses=PLATFORM_READ_RESPONSES)  # fmt: skip
async def check_integrity(call: EscrowCall) -> Response:
    """Add everything up anew: transactions must sum to nothing, holds must equal their entries."""
    call.require_role(Role.PLATFORM)
    return await call.read(queries.check_ledger)


def _require_debts_visible(call: EscrowCall, participant: str) -> None:
    """Let the platform and its operators in, and a participant to their own. Raises Forbidden or NotFound."""
    call.require_role(Role.PLATFORM, Role.OPERATOR, Role.BUYER, Role.SELLER)
    principal: Principal = call.principal
    if principal.role is Role.OPERATOR and not principal.scopes:
        raise Forbidden
    limited = principal.escrow or principal.dispute
    if principal.role in (Role.BUYER, Role.SELLER) and (principal.id != participant or limited):
        raise NotFound("account")
