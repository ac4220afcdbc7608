"""Views of escrows and of their money, for whoever reads them: state, allowed actions, and what happens by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Row

from common.execution.commands import Context
from common.kernel.carriers import find_shipment_doubts
from common.kernel.fees import Fee
from common.kernel.ids import format_id
from common.kernel.principal import Principal, Role
from common.web.schemas import AllowedAction, EscrowStep, FollowingStep, MoneyEffect, MoneyView, NextAutomaticAction

from .domain.agreement import Windows
from .domain.disputability import dispute_ends_at, dispute_window, is_disputable, list_reasons
from .domain.escrow import Escrow
from .domain.forecast import ActionForecast, ForecastStep, MoneyPaid, forecast_action, forecast_step, forecast_unfrozen
from .domain.ledger import MovementKind, Party, account_route
from .domain.payments import PaymentAnswer
from .domain.shipment import Shipment
from .domain.transitions import (
    DISPUTABLE_DEADLINES,
    PREVENTING_ACTIONS,
    SILENT_PARTIES,
    TOO_LATE_ACTIONS,
    Action,
    Deadline,
    DeadlineKind,
)
from .schemas import (
    AgreementView,
    DisputeWindowView,
    EndingSilenceView,
    EscrowView,
    FeeView,
    FundsView,
    MovementView,
    PostingView,
    ShipmentView,
    StatementView,
    WindowsView,
)

ACTING_ROLES: Final = (Role.BUYER, Role.SELLER, Role.PLATFORM)
DEAL_PARTIES: Final = (Role.BUYER, Role.SELLER)
PARTY_ROLES: Final = (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)
OPENING_A_DISPUTE: Final = "dispute"
PAYS_ALIKE: Final = {Action.ACCEPT: Action.RELEASE}
"""Who accepts releases everything, and is offered it only where everything is free."""


class _Disputability:
    """Reasons for which a problem with an escrow can be reported now, found once in each role."""

    def __init__(self, escrow: Escrow, at: datetime) -> None:
        self._escrow, self._is_open = escrow, is_disputable(escrow, at)
        self._reasons: dict[Role, tuple[str, ...]] = {}

    def list_reasons(self, role: Role) -> tuple[str, ...]:
        if role not in self._reasons:
            self._reasons[role] = list_reasons(self._escrow, role) if self._is_open else ()
        return self._reasons[role]


def escrow_view(escrow: Escrow, principal: Principal, at: datetime) -> EscrowView:
    agreement, currency, disputability = escrow.agreement, escrow.currency, _Disputability(escrow, at)
    return EscrowView(
        id=escrow.id,
        status=escrow.state,
        version=escrow.version,
        buyer=agreement.buyer,
        seller=agreement.seller,
        amount=_money_view(escrow.price, currency),
        fee=_fee_view(agreement.fee, currency),
        agreement=AgreementView(
            title=agreement.title, terms=agreement.terms, photo_hashes=list(agreement.photo_hashes)
        ),
        windows=_windows_view(agreement.windows),
        policy=agreement.policy,
        policy_hash=agreement.policy_hash or None,
        category=agreement.category,
        partner_reference=agreement.partner_reference,
        metadata=dict(agreement.metadata),
        funds=_funds_view(escrow),
        dispute=escrow.frozen_by,
        shipment=_shipment_view(escrow.shipment) if escrow.shipment else None,
        created_at=escrow.created_at,
        fund_by=escrow.fund_by,
        funded_at=escrow.funded_at,
        ship_by=escrow.ship_by,
        shipped_at=escrow.shipped_at,
        deliver_by=escrow.deliver_by,
        delivered_at=escrow.delivered_at,
        delivery_presumed=escrow.delivery_presumed,
        inspection_ends_at=escrow.inspection_ends_at,
        closed_at=escrow.closed_at,
        cause=_cause_view(escrow),
        dispute_window=_dispute_window_view(escrow),
        allowed_actions=_allowed_action_views(escrow, principal, at, disputability),
        next_automatic_action=_step_view(forecast_step(escrow), escrow, disputability),
        when_unfrozen=_step_view(forecast_unfrozen(escrow, at), escrow, disputability),
    )


# Views of values that many escrows have: made once, and shared, for nothing of them can change


@lru_cache(maxsize=1024)
def _fee_view(fee: Fee, currency: str) -> FeeView:
    return FeeView(basis_points=fee.basis_points, fixed=_money_view(fee.fixed, currency), paid_by=fee.paid_by)


@lru_cache(maxsize=1024)
def _windows_view(windows: Windows) -> WindowsView:
    return WindowsView(
        funding_expiry=str(windows.funding_expiry),
        ship_within=str(windows.ship_within),
        inspection=str(windows.inspection),
        delivery=str(windows.delivery),
        undelivered=windows.undelivered,
    )


@lru_cache(maxsize=4096)
def _money_view(minor: int, currency: str) -> MoneyView:
    return MoneyView(amount=minor, currency=currency)


@lru_cache(maxsize=4096)
def _effect_view(payment: MoneyPaid, currency: str) -> MoneyEffect:
    return MoneyEffect(buyer=payment.buyer, seller=payment.seller, fee=payment.platform, currency=currency)


def _cause_view(escrow: Escrow) -> EndingSilenceView | None:
    if escrow.ended_by is None or escrow.closed_at is None:
        return None
    owed_by = SILENT_PARTIES[escrow.ended_by]
    return EndingSilenceView(deadline=escrow.ended_by, owed_by=owed_by, due_at=escrow.closed_at, executed=escrow.state)


def _shipment_view(shipment: Shipment) -> ShipmentView:
    doubts = find_shipment_doubts(shipment.carrier, shipment.tracking_number)
    return ShipmentView(carrier=shipment.carrier, tracking_number=shipment.tracking_number, doubts=list(doubts))


def changed_escrow_view(escrow: Escrow, context: Context) -> EscrowView:
    """View of an escrow for whoever has just acted on it."""
    return escrow_view(escrow, context.principal, context.timing.now)


def paid_escrow_view(answer: PaymentAnswer, context: Context) -> EscrowView:
    """View of an escrow as a payment left it: the same for everybody who reports that payment."""
    return escrow_view(answer.escrow, context.principal, answer.at)


def escrow_location(view: EscrowView) -> str:
    return f"/v1/escrows/{format_id('esc', view.id)}"


def _funds_view(escrow: Escrow) -> FundsView:
    balances, currency = escrow.balances, escrow.currency
    return FundsView(
        held=_money_view(balances.hold, currency),
        frozen=_money_view(balances.frozen, currency),
        releasable=_money_view(0 if escrow.missing_amount else balances.available, currency),
        missing=_money_view(escrow.missing_amount, currency),
        released=_money_view(balances.released, currency),
        refunded=_money_view(balances.refunded, currency),
        fee=_money_view(balances.fee_taken, currency),
        fee_held=_money_view(balances.fee_hold, currency),
    )


def _allowed_action_views(
    escrow: Escrow, principal: Principal, at: datetime, disputability: _Disputability
) -> list[AllowedAction]:
    """List the actions open now. A party sees its own; the platform and its operators see all."""
    roles = (principal.role,) if principal.role in PARTY_ROLES else ACTING_ROLES
    running, address = escrow.running_deadline, f"/v1/escrows/{format_id('esc', escrow.id)}"
    offered = [(role, action) for role in roles for action in escrow.allowed_actions(role, at)]
    # What an act pays does not depend on who does it, and some pay alike: each is forecast once.
    forecasts: dict[Action, dict[str, Any]] = {}
    for _, action in offered:
        if (kind := PAYS_ALIKE.get(action, action)) not in forecasts:
            forecasts[kind] = _forecast_members(forecast_action(escrow, action, at), escrow.currency)
    acts = [
        AllowedAction(
            rel=action,
            href=f"{address}/{action.replace('_', '-')}",
            actor=role,
            available_until=_available_until(action, running),
            constraints=_action_constraints(action, escrow),
            **forecasts[PAYS_ALIKE.get(action, action)],
        )
        for role, action in offered
    ]
    return [*acts, *_dispute_actions(escrow, principal, disputability)]


def _forecast_members(forecast: ActionForecast, currency: str) -> dict[str, Any]:
    return {
        "money_effect": _money_effect(forecast.payment, currency),
        "then": _following_view(forecast.then, currency),
    }


def _dispute_actions(escrow: Escrow, principal: Principal, disputability: _Disputability) -> Iterator[AllowedAction]:
    """Offer to report a problem: an act of disputes', which says by `eligibility` all that it takes."""
    for role in _disputing_roles(principal):
        if reasons := disputability.list_reasons(role):
            yield AllowedAction(
                rel=OPENING_A_DISPUTE,
                href="/v1/disputes",
                actor=role,
                available_until=dispute_ends_at(escrow),
                constraints={
                    "escrow": format_id("esc", escrow.id),
                    "reasons": list(reasons),
                    "max_amount": escrow.balances.available,
                    "currency": escrow.currency,
                    "eligibility": _eligibility_path(escrow),
                },
            )


def _disputing_roles(principal: Principal) -> tuple[Role, ...]:
    """List whose reports the principal is offered: a party their own, operators also those on somebody's behalf."""
    if principal.role in PARTY_ROLES:
        return (principal.role,)
    may_act = principal.role is Role.OPERATOR and "decide" in principal.scopes
    return (Role.BUYER, Role.SELLER, Role.OPERATOR) if may_act else (Role.BUYER, Role.SELLER)


def _dispute_window_view(escrow: Escrow) -> DisputeWindowView | None:
    window = dispute_window(escrow)
    if window is None:
        return None
    return DisputeWindowView(
        opens_at=window.opens_at, closes_at=dispute_ends_at(escrow), eligibility=_eligibility_path(escrow)
    )


def _eligibility_path(escrow: Escrow) -> str:
    return f"/v1/disputes/eligibility?escrow={format_id('esc', escrow.id)}"


def _available_until(action: Action, running: Deadline | None) -> datetime | None:
    if running is None:
        return None
    ends = action in TOO_LATE_ACTIONS[running.kind] or running.kind is DeadlineKind.FUNDING_EXPIRY
    return running.due_at if ends else None


def _action_constraints(action: Action, escrow: Escrow) -> dict[str, Any]:
    match action:
        case Action.RELEASE | Action.REFUND:
            most = {"max_amount": escrow.balances.available, "currency": escrow.currency}
            return most | ({"amount_required": True} if escrow.balances.frozen else {})
        case Action.FUND:
            return {"missing": escrow.missing_amount, "currency": escrow.currency}
        case _:
            return {}


def _step_view(step: ForecastStep | None, escrow: Escrow, disputability: _Disputability) -> NextAutomaticAction | None:
    """View of a step that the escrow takes by itself, forecast by the very rule that will run."""
    if step is None:
        return None
    kind = step.deadline.kind
    prevented = [action.value for action in PREVENTING_ACTIONS[kind]]
    if kind in DISPUTABLE_DEADLINES and any(map(disputability.list_reasons, DEAL_PARTIES)):
        prevented.append(OPENING_A_DISPUTE)
    return NextAutomaticAction(
        at=step.deadline.due_at,
        clock=step.deadline.clock.value,
        action=kind,
        money_effect=_money_effect(step.payment, escrow.currency),
        prevented_by=prevented,
        then=_following_view(step.then, escrow.currency),
    )


def _following_view(step: ForecastStep | None, currency: str) -> FollowingStep | None:
    if step is None:
        return None
    deadline, effect, then = step.deadline, _money_effect(step.payment, currency), _escrow_step(step.then, currency)
    return FollowingStep(of="escrow", at=deadline.due_at, action=deadline.kind, money_effect=effect, then=then)


def _escrow_step(step: ForecastStep | None, currency: str) -> EscrowStep | None:
    if step is None:
        return None
    then = _escrow_step(step.then, currency)
    effect = _money_effect(step.payment, currency)
    return EscrowStep(at=step.deadline.due_at, action=step.deadline.kind, money_effect=effect, then=then)


def _money_effect(payment: MoneyPaid | None, currency: str) -> MoneyEffect | None:
    return None if payment is None else _effect_view(payment, currency)


def statement_view(rows: Sequence[Row[Any]]) -> StatementView:
    """Group the movements of a statement by their ledger transaction."""
    return StatementView(data=[_posting_view(list(group)) for _, group in groupby(rows, key=_transaction_of)])


def _transaction_of(row: Row[Any]) -> Any:
    return row.transaction


def _posting_view(rows: Sequence[Row[Any]]) -> PostingView:
    first = rows[0]
    return PostingView(
        id=first.transaction,
        instruction=first.instruction,
        cause=first.cause,
        provider_reference=first.provider_reference,
        created_at=first.created_at,
        recorded_at=first.recorded_at,
        movements=[_movement_view(row) for row in rows],
    )


def _movement_view(row: Row[Any]) -> MovementView:
    source, target = account_route(MovementKind(row.kind), Party(row.party))
    return MovementView(
        kind=row.kind,
        party=row.party,
        from_account=source,
        to_account=target,
        amount=_money_view(row.amount_minor, row.currency),
    )
