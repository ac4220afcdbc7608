"""Escrows over HTTP: thin routes, and which refusal has which status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy import Row

from common.kernel.errors import DomainError, Forbidden, NotFound
from common.kernel.ids import EscrowId, new_id, spell
from common.kernel.principal import Role
from common.persistence.paging import Filters
from common.web.authentication import Caller
from common.web.http import Call
from common.web.problems import documented
from common.web.schemas import Page, ParticipantId

from . import commands, queries, sandbox_clock, views
from .commands import Ask
from .domain import errors
from .domain.escrow import Escrow, Shipment
from .edge import EscrowCall, EscrowDeps
from .rows import escrow_from_row
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
from .store import EscrowTransaction
from .tables import escrows, movements

router = APIRouter(prefix="/v1/escrows", tags=["escrows"])
ledger_router = APIRouter(prefix="/v1", tags=["ledger"])

REFUSAL_STATUSES: Final[dict[type[DomainError], int]] = {
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
    sandbox_clock.ClockBehind: 422,
    sandbox_clock.ClockTooSlow: 503,
    sandbox_clock.ClockUnavailable: 503,
}
READ_RESPONSES: Final = documented(401, 404, 429, 503)
DEBT_RESPONSES: Final = documented(400, 401, 403, 404, 422, 429, 503)
ACT_RESPONSES: Final = documented(400, 401, 403, 404, 409, 415, 422, 429, 503)
READER_ROLES: Final = (Role.PLATFORM, Role.OPERATOR, Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)

EscrowCall = Call[EscrowTransaction, EscrowDeps]


@router.post("", status_code=201, response_model=EscrowView, operation_id="create_escrow", summary="Create an escrow",
             responses=documented(400, 401, 403, 409, 415, 422, 429, 503))  # fmt: skip
async def create_escrow(body: NewEscrowBody, call: EscrowCall) -> Response:
    """Agree on a deal: who buys what of whom, for how much, by when. The buyer's money is awaited from now on."""
    call.require(Role.PLATFORM)
    id = new_id()

    async def act(tx: EscrowTransaction) -> EscrowView:
        return await _shown(tx, await commands.make(tx, body.to_agreement(), id=id, policy=body.policy), call.caller)

    return await call.once(act, status=201, location=lambda shown: f"/v1/escrows/{spell('esc', shown.id)}")


@router.get("", response_model=Page[EscrowView], operation_id="list_escrows", summary="List escrows",
            responses=documented(401, 403, 422, 429, 503))  # fmt: skip
async def list_escrows(call: EscrowCall, filters: Annotated[EscrowFilters, Query()]) -> Response:
    """The newest first. A buyer or seller sees their own."""
    call.require(*READER_ROLES)
    query = queries.visible_escrows(call.caller)
    if filters.status:
        query = query.where(escrows.c.state.in_(filters.status))
    if filters.partner_reference:
        query = query.where(escrows.c.partner_reference == filters.partner_reference)
    if filters.participant:
        query = query.where(queries.involves_participant(filters.participant))
    pager = call.deps.pager

    async def act(tx: EscrowTransaction) -> Page[EscrowView]:
        listing, tenant = f"escrows:{call.caller.role}:{call.caller.id}", call.tenant
        narrowed = pager.narrow(query, escrows.c.id, listing=listing, tenant=tenant, filters=filters)
        rows: Sequence[Row[Any]] = (await tx.execute(narrowed)).all()
        shown, after = pager.page(rows, lambda row: row.id, listing=listing, tenant=tenant, filters=filters)
        at = (await tx.moment()).now
        data = [views.escrow_view(escrow_from_row(row), call.caller, at) for row in shown]
        return Page[EscrowView](data=data, has_more=after is not None, next_cursor=after)

    return await call.read(act)


@router.get("/{escrow}", response_model=EscrowView, operation_id="get_escrow", summary="Read an escrow",
            responses=READ_RESPONSES)  # fmt: skip
async def get_escrow(escrow: EscrowId, call: EscrowCall) -> Response:
    """How it stands, what you may do, and what happens by itself if nobody does anything."""

    async def act(tx: EscrowTransaction) -> EscrowView:
        return await _shown(tx, await queries.get_visible_escrow(tx, escrow, call.caller), call.caller)

    return await call.read(act)


@router.get("/{escrow}/postings", response_model=StatementView, operation_id="get_postings",
            summary="Statement of an escrow", responses=READ_RESPONSES)  # fmt: skip
async def get_postings(escrow: EscrowId, call: EscrowCall) -> Response:
    """Every movement of its money, from the first payment on."""

    async def act(tx: EscrowTransaction) -> StatementView:
        await queries.get_visible_escrow(tx, escrow, call.caller)
        return StatementView(data=views.statement_view(await queries.list_movements(tx, escrow)))

    return await call.read(act)


@router.post("/{escrow}/fund", response_model=EscrowView, operation_id="fund", summary="Report a payment",
             responses=ACT_RESPONSES)  # fmt: skip
async def fund(escrow: EscrowId, body: PaymentBody, call: EscrowCall) -> Response:
    """The buyer has paid this much. What is too much, or too late, is parked until it is sent back."""
    ask, instruction = _ask(call, escrow), new_id()

    async def act(tx: EscrowTransaction) -> EscrowView:
        after = await commands.fund(
            tx, ask, body.amount.money(), reference=body.provider_reference, instruction=instruction
        )
        return await _shown(tx, after, call.caller)

    return await call.money(act)


@router.post("/{escrow}/ship", response_model=EscrowView, operation_id="ship", summary="Report the shipment",
             responses=ACT_RESPONSES)  # fmt: skip
async def ship(escrow: EscrowId, body: ShipmentBody, call: EscrowCall) -> Response:
    """The seller has handed it to a carrier."""
    ask, shipment = _ask(call, escrow), Shipment(body.carrier, body.tracking_number)

    async def act(tx: EscrowTransaction) -> EscrowView:
        return await _shown(tx, await commands.ship(tx, ask, shipment), call.caller)

    return await call.once(act)


@router.post("/{escrow}/deliver", response_model=EscrowView, operation_id="deliver", summary="Report the delivery",
             responses=ACT_RESPONSES)  # fmt: skip
async def deliver(escrow: EscrowId, call: EscrowCall) -> Response:
    """It has arrived: the buyer inspects it, and after the inspection window the money is released by itself."""
    ask = _ask(call, escrow)

    async def act(tx: EscrowTransaction) -> EscrowView:
        return await _shown(tx, await commands.deliver(tx, ask), call.caller)

    return await call.once(act)


@router.post("/{escrow}/accept", response_model=EscrowView, operation_id="accept", summary="Accept the goods",
             responses=ACT_RESPONSES)  # fmt: skip
async def accept(escrow: EscrowId, call: EscrowCall) -> Response:
    """The buyer is content: everything that is held goes to the seller."""
    ask, instruction = _ask(call, escrow), new_id()

    async def act(tx: EscrowTransaction) -> EscrowView:
        return await _shown(tx, await commands.accept(tx, ask, instruction=instruction), call.caller)

    return await call.money(act)


@router.post("/{escrow}/release", response_model=EscrowView, operation_id="release", summary="Release to the seller",
             responses=ACT_RESPONSES)  # fmt: skip
async def release(escrow: EscrowId, call: EscrowCall, body: AmountBody | None = None) -> Response:
    """Pay the seller what is held, or a part of it. What a dispute has frozen stays."""
    ask, instruction, amount = _ask(call, escrow), new_id(), body.to_money() if body else None

    async def act(tx: EscrowTransaction) -> EscrowView:
        return await _shown(tx, await commands.release(tx, ask, amount, instruction=instruction), call.caller)

    return await call.money(act)


@router.post("/{escrow}/refund", response_model=EscrowView, operation_id="refund", summary="Refund the buyer",
             responses=ACT_RESPONSES)  # fmt: skip
async def refund(escrow: EscrowId, call: EscrowCall, body: AmountBody | None = None) -> Response:
    """Give the buyer back what is held, or a part of it. What a dispute has frozen stays."""
    ask, instruction, amount = _ask(call, escrow), new_id(), body.to_money() if body else None

    async def act(tx: EscrowTransaction) -> EscrowView:
        return await _shown(tx, await commands.refund(tx, ask, amount, instruction=instruction), call.caller)

    return await call.money(act)


@router.post("/{escrow}/cancel", response_model=EscrowView, operation_id="cancel", summary="Cancel an unpaid escrow",
             responses=ACT_RESPONSES)  # fmt: skip
async def cancel(escrow: EscrowId, call: EscrowCall) -> Response:
    """Call the deal off before the price is complete. What has come goes back."""
    ask, instruction = _ask(call, escrow), new_id()

    async def act(tx: EscrowTransaction) -> EscrowView:
        return await _shown(tx, await commands.cancel(tx, ask, instruction=instruction), call.caller)

    return await call.money(act)


@ledger_router.get("/accounts", response_model=AccountsView, operation_id="list_accounts", summary="Balances of the platform",
            responses=documented(401, 403, 429, 503))  # fmt: skip
async def list_accounts(call: EscrowCall) -> Response:
    """What is held, owed, earned, parked and to be paid by participants, by currency. Derived from the entries, never
    stored. A receivable is what participants owe: after a fine, or when a settlement was decided anew."""
    call.require(Role.PLATFORM)

    async def act(tx: EscrowTransaction) -> AccountsView:
        return AccountsView(data=[views.account_view(row) for row in await queries.list_balances(tx)])

    return await call.read(act)


@ledger_router.get("/accounts/{participant}", response_model=AccountsView, operation_id="get_debts",
            summary="What a participant owes", responses=DEBT_RESPONSES)  # fmt: skip
async def get_debts(participant: Annotated[ParticipantId, Path()], call: EscrowCall) -> Response:
    """By currency: fines, and what a reversed settlement had paid too much. Empty for those who owe nothing."""
    _may_see_debts(call, participant)

    async def act(tx: EscrowTransaction) -> AccountsView:
        return AccountsView(data=[views.account_view(row) for row in await queries.list_debts(tx, participant)])

    return await call.read(act)


@ledger_router.get("/accounts/{participant}/postings", response_model=Page[DebtView], operation_id="get_debt_postings",
            summary="Statement of what a participant owes", responses=DEBT_RESPONSES)  # fmt: skip
async def get_debt_postings(
    participant: Annotated[ParticipantId, Path()], call: EscrowCall, filters: Annotated[Filters, Query()]
) -> Response:
    """Every movement that made or lifted a debt, the newest first."""
    _may_see_debts(call, participant)
    pager = call.deps.pager

    async def act(tx: EscrowTransaction) -> Page[DebtView]:
        listing = f"debts:{participant}"
        query = pager.narrow(
            queries.select_debt_movements(participant),
            movements.c.id,
            listing=listing,
            tenant=call.tenant,
            filters=filters,
        )
        rows: Sequence[Row[Any]] = (await tx.execute(query)).all()
        shown, after = pager.page(rows, lambda row: row.id, listing=listing, tenant=call.tenant, filters=filters)
        return Page[DebtView](
            data=[views.debt_view(row) for row in shown], has_more=after is not None, next_cursor=after
        )

    return await call.read(act)


@ledger_router.get("/ledger/integrity", response_model=IntegrityView, operation_id="check_integrity",
            summary="Check the ledger", responses=documented(401, 403, 429, 503))  # fmt: skip
async def check_integrity(call: EscrowCall) -> Response:
    """Add everything up anew: transactions must sum to nothing, holds must equal their entries."""
    call.require(Role.PLATFORM)

    async def act(tx: EscrowTransaction) -> IntegrityView:
        found = await queries.check_ledger(tx)
        return IntegrityView(
            ok=not found.unbalanced and not found.differing,
            transactions=found.transactions,
            unbalanced_transactions=found.unbalanced,
            escrows=found.escrows,
            differing_holds=found.differing,
        )

    return await call.read(act)


def _may_see_debts(call: EscrowCall, participant: str) -> None:
    """The platform and its operators; a participant their own."""
    call.require(Role.PLATFORM, Role.OPERATOR, Role.BUYER, Role.SELLER)
    caller = call.caller
    if caller.role is Role.OPERATOR and not caller.scopes:
        raise Forbidden
    if caller.role in (Role.BUYER, Role.SELLER) and (caller.id != participant or caller.escrow or caller.dispute):
        raise NotFound("account")


def _ask(call: EscrowCall, escrow: EscrowId) -> Ask:
    caller = call.caller
    return Ask(escrow, call.actor, call.if_match, lambda found: queries.can_see(caller, found))


async def _shown(tx: EscrowTransaction, escrow: Escrow, caller: Caller) -> EscrowView:
    return views.escrow_view(escrow, caller, (await tx.moment()).now)
