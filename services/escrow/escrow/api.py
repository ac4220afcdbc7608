"""Escrows over HTTP: thin routes, and which refusal has which status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy import Row

from common.kernel.errors import DomainError, Forbidden, NotFound
from common.kernel.ids import EscrowId, format_id, new_id
from common.kernel.principal import Principal, Role
from common.persistence.paging import PageFilters
from common.web.api_call import ApiCall
from common.web.problems import problem_responses
from common.web.schemas import Page, ParticipantId

from . import clock, commands, queries, views
from .commands import Ask
from .deps import Calling, Deps
from .domain import errors
from .domain.escrow import Escrow, Shipment
from .rows import escrow_of
from .schemas import (
    Accounts,
    DebtView,
    EscrowFilters,
    EscrowView,
    Fund,
    Integrity,
    NewEscrow,
    Ship,
    Some,
    Statement,
)
from .store import EscrowTx
from .tables import escrows, movements

router = APIRouter(prefix="/v1/escrows", tags=["escrows"])
ledger = APIRouter(prefix="/v1", tags=["ledger"])

STATUSES: Final[dict[type[DomainError], int]] = {
    errors.ActionNotAllowedInState: 409,
    errors.EscrowFrozen: 409,
    errors.InsufficientHold: 409,
    errors.ProviderReferenceUsed: 409,
    errors.SplitDoesNotSum: 422,
    errors.FeeExceedsPrice: 422,
    errors.SameParty: 422,
    errors.PolicyUnknown: 422,
    errors.WindowTooLong: 422,
    errors.PlatformNotActive: 403,
    errors.ParticipantSuspended: 403,
    errors.ParticipantClosed: 403,
    clock.ClockBehind: 422,
    clock.ClockTooSlow: 503,
    clock.ClockUnavailable: 503,
}
_READ: Final = problem_responses(401, 404, 429, 503)
_DEBTS: Final = problem_responses(400, 401, 403, 404, 422, 429, 503)
_ACT: Final = problem_responses(400, 401, 403, 404, 409, 415, 422, 429, 503)
SIGHT: Final = (Role.PLATFORM, Role.OPERATOR, Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)

EscrowCall = ApiCall[EscrowTx, Deps]


@router.post("", status_code=201, response_model=EscrowView, operation_id="create_escrow", summary="Create an escrow",
             responses=problem_responses(400, 401, 403, 409, 415, 422, 429, 503))  # fmt: skip
async def create_escrow(body: NewEscrow, call: Calling) -> Response:
    """Agree on a deal: who buys what of whom, for how much, by when. The buyer's money is awaited from now on."""
    call.require_role(Role.PLATFORM)
    id = new_id()

    async def act(tx: EscrowTx) -> EscrowView:
        return await _shown(tx, await commands.make(tx, body.agreed(), id=id, policy=body.policy), call.principal)

    return await call.run_idempotent(
        act, status=201, location=lambda shown: f"/v1/escrows/{format_id('esc', shown.id)}"
    )


@router.get("", response_model=Page[EscrowView], operation_id="list_escrows", summary="List escrows",
            responses=problem_responses(401, 403, 422, 429, 503))  # fmt: skip
async def list_escrows(call: Calling, filters: Annotated[EscrowFilters, Query()]) -> Response:
    """The newest first. A buyer or seller sees their own."""
    call.require_role(*SIGHT)
    query = queries.visible_to(call.principal)
    if filters.status:
        query = query.where(escrows.c.state.in_(filters.status))
    if filters.partner_reference:
        query = query.where(escrows.c.partner_reference == filters.partner_reference)
    if filters.participant:
        query = query.where(queries.of_participant(filters.participant))
    pager = call.deps.pager

    async def act(tx: EscrowTx) -> Page[EscrowView]:
        listing, tenant = f"escrows:{call.principal.role}:{call.principal.id}", call.tenant
        narrowed = pager.narrow_query(query, escrows.c.id, listing=listing, tenant=tenant, filters=filters)
        rows: Sequence[Row[Any]] = (await tx.execute(narrowed)).all()
        shown, after = pager.split_page(rows, lambda row: row.id, listing=listing, tenant=tenant, filters=filters)
        at = (await tx.timing()).now
        data = [views.view(escrow_of(row), call.principal, at) for row in shown]
        return Page[EscrowView](data=data, has_more=after is not None, next_cursor=after)

    return await call.read(act)


@router.get("/{escrow}", response_model=EscrowView, operation_id="get_escrow", summary="Read an escrow",
            responses=_READ)  # fmt: skip
async def get_escrow(escrow: EscrowId, call: Calling) -> Response:
    """How it stands, what you may do, and what happens by itself if nobody does anything."""

    async def act(tx: EscrowTx) -> EscrowView:
        return await _shown(tx, await queries.one(tx, escrow, call.principal), call.principal)

    return await call.read(act)


@router.get("/{escrow}/postings", response_model=Statement, operation_id="get_postings",
            summary="Statement of an escrow", responses=_READ)  # fmt: skip
async def get_postings(escrow: EscrowId, call: Calling) -> Response:
    """Every movement of its money, from the first payment on."""

    async def act(tx: EscrowTx) -> Statement:
        await queries.one(tx, escrow, call.principal)
        return Statement(data=views.statement(await queries.postings(tx, escrow)))

    return await call.read(act)


@router.post("/{escrow}/fund", response_model=EscrowView, operation_id="fund", summary="Report a payment",
             responses=_ACT)  # fmt: skip
async def fund(escrow: EscrowId, body: Fund, call: Calling) -> Response:
    """The buyer has paid this much. What is too much, or too late, is parked until it is sent back."""
    ask, instruction = _ask(call, escrow), new_id()

    async def act(tx: EscrowTx) -> EscrowView:
        after = await commands.fund(
            tx, ask, body.amount.to_money(), reference=body.provider_reference, instruction=instruction
        )
        return await _shown(tx, after, call.principal)

    return await call.run_money_command(act)


@router.post("/{escrow}/ship", response_model=EscrowView, operation_id="ship", summary="Report the shipment",
             responses=_ACT)  # fmt: skip
async def ship(escrow: EscrowId, body: Ship, call: Calling) -> Response:
    """The seller has handed it to a carrier."""
    ask, shipment = _ask(call, escrow), Shipment(body.carrier, body.tracking_number)

    async def act(tx: EscrowTx) -> EscrowView:
        return await _shown(tx, await commands.ship(tx, ask, shipment), call.principal)

    return await call.run_idempotent(act)


@router.post("/{escrow}/deliver", response_model=EscrowView, operation_id="deliver", summary="Report the delivery",
             responses=_ACT)  # fmt: skip
async def deliver(escrow: EscrowId, call: Calling) -> Response:
    """It has arrived: the buyer inspects it, and after the inspection window the money is released by itself."""
    ask = _ask(call, escrow)

    async def act(tx: EscrowTx) -> EscrowView:
        return await _shown(tx, await commands.deliver(tx, ask), call.principal)

    return await call.run_idempotent(act)


@router.post("/{escrow}/accept", response_model=EscrowView, operation_id="accept", summary="Accept the goods",
             responses=_ACT)  # fmt: skip
async def accept(escrow: EscrowId, call: Calling) -> Response:
    """The buyer is content: everything that is held goes to the seller."""
    ask, instruction = _ask(call, escrow), new_id()

    async def act(tx: EscrowTx) -> EscrowView:
        return await _shown(tx, await commands.accept(tx, ask, instruction=instruction), call.principal)

    return await call.run_money_command(act)


@router.post("/{escrow}/release", response_model=EscrowView, operation_id="release", summary="Release to the seller",
             responses=_ACT)  # fmt: skip
async def release(escrow: EscrowId, call: Calling, body: Some | None = None) -> Response:
    """Pay the seller what is held, or a part of it. What a dispute has frozen stays."""
    ask, instruction, amount = _ask(call, escrow), new_id(), body.money() if body else None

    async def act(tx: EscrowTx) -> EscrowView:
        return await _shown(tx, await commands.release(tx, ask, amount, instruction=instruction), call.principal)

    return await call.run_money_command(act)


@router.post("/{escrow}/refund", response_model=EscrowView, operation_id="refund", summary="Refund the buyer",
             responses=_ACT)  # fmt: skip
async def refund(escrow: EscrowId, call: Calling, body: Some | None = None) -> Response:
    """Give the buyer back what is held, or a part of it. What a dispute has frozen stays."""
    ask, instruction, amount = _ask(call, escrow), new_id(), body.money() if body else None

    async def act(tx: EscrowTx) -> EscrowView:
        return await _shown(tx, await commands.refund(tx, ask, amount, instruction=instruction), call.principal)

    return await call.run_money_command(act)


@router.post("/{escrow}/cancel", response_model=EscrowView, operation_id="cancel", summary="Cancel an unpaid escrow",
             responses=_ACT)  # fmt: skip
async def cancel(escrow: EscrowId, call: Calling) -> Response:
    """Call the deal off before the price is complete. What has come goes back."""
    ask, instruction = _ask(call, escrow), new_id()

    async def act(tx: EscrowTx) -> EscrowView:
        return await _shown(tx, await commands.cancel(tx, ask, instruction=instruction), call.principal)

    return await call.run_money_command(act)


@ledger.get("/accounts", response_model=Accounts, operation_id="list_accounts", summary="Balances of the platform",
            responses=problem_responses(401, 403, 429, 503))  # fmt: skip
async def list_accounts(call: Calling) -> Response:
    """What is held, owed, earned, parked and to be paid by participants, by currency. Derived from the entries, never
    stored. A receivable is what participants owe: after a fine, or when a settlement was decided anew."""
    call.require_role(Role.PLATFORM)

    async def act(tx: EscrowTx) -> Accounts:
        return Accounts(data=[views.account(row) for row in await queries.accounts(tx)])

    return await call.read(act)


@ledger.get("/accounts/{participant}", response_model=Accounts, operation_id="get_debts",
            summary="What a participant owes", responses=_DEBTS)  # fmt: skip
async def get_debts(participant: Annotated[ParticipantId, Path()], call: Calling) -> Response:
    """By currency: fines, and what a reversed settlement had paid too much. Empty for those who owe nothing."""
    _may_see_debts(call, participant)

    async def act(tx: EscrowTx) -> Accounts:
        return Accounts(data=[views.account(row) for row in await queries.debts(tx, participant)])

    return await call.read(act)


@ledger.get("/accounts/{participant}/postings", response_model=Page[DebtView], operation_id="get_debt_postings",
            summary="Statement of what a participant owes", responses=_DEBTS)  # fmt: skip
async def get_debt_postings(
    participant: Annotated[ParticipantId, Path()], call: Calling, filters: Annotated[PageFilters, Query()]
) -> Response:
    """Every movement that made or lifted a debt, the newest first."""
    _may_see_debts(call, participant)
    pager = call.deps.pager

    async def act(tx: EscrowTx) -> Page[DebtView]:
        listing = f"debts:{participant}"
        query = pager.narrow_query(
            queries.debt_postings(participant), movements.c.id, listing=listing, tenant=call.tenant, filters=filters
        )
        rows: Sequence[Row[Any]] = (await tx.execute(query)).all()
        shown, after = pager.split_page(rows, lambda row: row.id, listing=listing, tenant=call.tenant, filters=filters)
        return Page[DebtView](data=[views.debt(row) for row in shown], has_more=after is not None, next_cursor=after)

    return await call.read(act)


@ledger.get("/ledger/integrity", response_model=Integrity, operation_id="check_integrity",
            summary="Check the ledger", responses=problem_responses(401, 403, 429, 503))  # fmt: skip
async def check_integrity(call: Calling) -> Response:
    """Add everything up anew: transactions must sum to nothing, holds must equal their entries."""
    call.require_role(Role.PLATFORM)

    async def act(tx: EscrowTx) -> Integrity:
        found = await queries.integrity(tx)
        return Integrity(
            ok=not found.unbalanced and not found.differing,
            transactions=found.transactions,
            unbalanced_transactions=found.unbalanced,
            escrows=found.escrows,
            differing_holds=found.differing,
        )

    return await call.read(act)


def _may_see_debts(call: EscrowCall, participant: str) -> None:
    """The platform and its operators; a participant their own."""
    call.require_role(Role.PLATFORM, Role.OPERATOR, Role.BUYER, Role.SELLER)
    caller = call.principal
    if caller.role is Role.OPERATOR and not caller.scopes:
        raise Forbidden
    if caller.role in (Role.BUYER, Role.SELLER) and (caller.id != participant or caller.escrow or caller.dispute):
        raise NotFound("account")


def _ask(call: EscrowCall, escrow: EscrowId) -> Ask:
    caller = call.principal
    return Ask(escrow, call.actor, call.expected_version, lambda found: queries.may_see(caller, found))


async def _shown(tx: EscrowTx, escrow: Escrow, caller: Principal) -> EscrowView:
    return views.view(escrow, caller, (await tx.timing()).now)
