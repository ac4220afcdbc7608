"""An escrow as its caller is shown it: how it stands, what they may do, and what happens by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final, Literal

from sqlalchemy import Row

from common.kernel.ids import format_id
from common.kernel.money import Money
from common.kernel.principal import Principal, Role
from common.kernel.timing import Timing
from common.persistence.transaction import EVERY_PLATFORM
from common.web.schemas import AllowedAction, MoneyEffect, MoneyView, NextAutomaticAction

from .domain.escrow import PREVENTED_BY, TOO_LATE, Act, Deadline, DeadlineKind, Escrow
from .domain.ledger import Account, Kind, Party, route
from .schemas import (
    AccountView,
    AgreementView,
    DebtView,
    EscrowView,
    FeeView,
    FundsView,
    MovementView,
    PostingView,
    ShipmentView,
    WindowsView,
)

ACTING: Final = (Role.BUYER, Role.SELLER, Role.PLATFORM)
DISPUTE: Final = "dispute"


def view(escrow: Escrow, caller: Principal, at: datetime) -> EscrowView:
    agreement, money = escrow.agreement, _money(escrow.currency)
    return EscrowView(
        id=escrow.id,
        status=escrow.state,
        version=escrow.version,
        buyer=agreement.buyer,
        seller=agreement.seller,
        amount=money(escrow.price),
        fee=FeeView(
            basis_points=agreement.fee.basis_points,
            fixed=money(agreement.fee.fixed),
            paid_by=agreement.fee.paid_by,
        ),
        agreement=AgreementView(
            title=agreement.title, terms=agreement.terms, photo_hashes=list(agreement.photo_hashes)
        ),
        windows=WindowsView(
            funding_expiry=str(agreement.windows.funding_expiry),
            ship_within=str(agreement.windows.ship_within),
            inspection=str(agreement.windows.inspection),
        ),
        policy=agreement.policy,
        policy_hash=agreement.policy_hash or None,
        category=agreement.category,
        partner_reference=agreement.partner_reference,
        metadata=dict(agreement.metadata),
        funds=_funds(escrow),
        dispute=escrow.frozen_by,
        shipment=ShipmentView(**escrow.shipment._asdict()) if escrow.shipment else None,
        created_at=escrow.created_at,
        fund_by=escrow.fund_by,
        funded_at=escrow.funded_at,
        ship_by=escrow.ship_by,
        shipped_at=escrow.shipped_at,
        delivered_at=escrow.delivered_at,
        inspection_ends_at=escrow.inspection_ends_at,
        closed_at=escrow.closed_at,
        allowed_actions=_actions(escrow, caller, at),
        next_automatic_action=_next(escrow),
    )


def _funds(escrow: Escrow) -> FundsView:
    purse, money = escrow.purse, _money(escrow.currency)
    return FundsView(
        held=money(purse.held),
        frozen=money(purse.frozen),
        releasable=money(0 if escrow.missing else purse.free),
        missing=money(escrow.missing),
        released=money(purse.released),
        refunded=money(purse.refunded),
        fee=money(purse.fee_taken),
        fee_held=money(purse.fee_held),
    )


def _actions(escrow: Escrow, caller: Principal, at: datetime) -> list[AllowedAction]:
    """A party sees its own; the platform and its operators see all."""
    roles = (caller.role,) if caller.role in (Role.BUYER, Role.SELLER) else ACTING
    running = escrow.deadline
    return [
        AllowedAction(
            rel=act,
            href=f"/v1/escrows/{format_id('esc', escrow.id)}/{act}",
            actor=role,
            available_until=_until(act, running),
            constraints=_limits(act, escrow),
        )
        for role in roles
        for act in escrow.allowed(role, at)
    ]


def _until(act: Act, running: Deadline | None) -> datetime | None:
    if running is None:
        return None
    ends = act in TOO_LATE[running.kind] or running.kind is DeadlineKind.FUNDING_EXPIRY
    return running.due_at if ends else None


def _limits(act: Act, escrow: Escrow) -> dict[str, Any]:
    match act:
        case Act.RELEASE | Act.REFUND:
            return {"max_amount": escrow.purse.free, "currency": escrow.currency}
        case Act.FUND:
            return {"missing": escrow.missing, "currency": escrow.currency}
        case _:
            return {}


def _next(escrow: Escrow) -> NextAutomaticAction | None:
    """Foretold by the very rule that will run."""
    running = escrow.deadline
    if running is None:
        return None
    at = Timing(running.due_at, running.due_at)
    posting = escrow.lapse(running.kind, running.due_at, instruction=EVERY_PLATFORM, at=at).posting
    effect = None
    if posting is not None:
        effect = MoneyEffect(
            buyer=posting.total(Kind.REFUND) + posting.total(Kind.BUYER_FEE_RETURNED),
            seller=posting.total(Kind.RELEASE),
            fee=posting.total(Kind.FEE) + posting.total(Kind.BUYER_FEE_EARNED),
            currency=escrow.currency,
        )
    prevented = [act.value for act in PREVENTED_BY[running.kind]]
    if running.kind is not DeadlineKind.FUNDING_EXPIRY:
        prevented.append(DISPUTE)
    return NextAutomaticAction(
        at=running.due_at, clock=running.clock.value, action=running.kind, money_effect=effect, prevented_by=prevented
    )


def statement(rows: Sequence[Row[Any]]) -> list[PostingView]:
    views = []
    for _, group in groupby(rows, key=lambda row: row.transaction):
        parts = list(group)
        views.append(
            PostingView(
                id=parts[0].transaction,
                instruction=parts[0].instruction,
                cause=parts[0].cause,
                provider_reference=parts[0].provider_reference,
                created_at=parts[0].created_at,
                movements=[_movement(part) for part in parts],
            )
        )
    return views


def _movement(row: Row[Any]) -> MovementView:
    source, target = route(Kind(row.kind), Party(row.party))
    return MovementView(
        kind=row.kind,
        party=row.party,
        from_account=source,
        to_account=target,
        amount=MoneyView(amount=row.amount_minor, currency=row.currency),
    )


def account(row: Row[Any]) -> AccountView:
    balance = MoneyView(amount=abs(row.minor), currency=row.currency)
    side: Literal["credit", "debit"] = "credit" if row.minor >= 0 else "debit"
    return AccountView(kind=Account(row.kind), balance=balance, side=side, participant=row.participant)


def debt(row: Row[Any]) -> DebtView:
    source, _ = route(Kind(row.kind), Party(row.party))
    return DebtView(
        id=row.transaction_id,
        instruction=row.instruction,
        kind=Kind(row.kind),
        direction="incurred" if source is Account.RECEIVABLE else "lifted",
        amount=MoneyView(amount=row.amount_minor, currency=row.currency),
        escrow=row.escrow_id,
        dispute=row.dispute_id,
        created_at=row.created_at,
    )


def _money(currency: str) -> Callable[[int], MoneyView]:
    return lambda minor: MoneyView.from_money(Money(minor, currency))
