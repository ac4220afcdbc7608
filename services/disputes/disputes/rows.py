"""The one place where rows become domain values and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.kernel.terms import Calendar

from .domain.desk import sla
from .domain.dispute import Dispute, State
from .domain.escrows import EscrowState, KnownEscrow
from .domain.forecast import next_lapse
from .domain.options import Option
from .domain.policy import Policy
from .domain.records import (
    Appeal,
    Deadline,
    Item,
    Order,
    Promise,
    Request,
    Ruling,
    Statement,
    Turn,
    Verification,
    Voice,
)
from .domain.vocabulary import OptionKind, Outcome

OPTIONS = TypeAdapter(tuple[Option, ...])
CALENDAR = TypeAdapter(Calendar | None)
STATEMENT = TypeAdapter(Statement)
TURN = TypeAdapter(Turn | None)
REQUESTS = TypeAdapter(tuple[Request, ...])
ITEMS = TypeAdapter(tuple[Item, ...])
VOICES = TypeAdapter(Mapping[Role, Voice])
DEADLINES = TypeAdapter(tuple[Deadline, ...])
VERIFICATION = TypeAdapter(Verification | None)
PROMISE = TypeAdapter(Promise | None)
RULINGS = TypeAdapter(tuple[Ruling, ...])
APPEAL = TypeAdapter(Appeal | None)
ORDER = TypeAdapter(Order | None)


def dispute_row(dispute: Dispute, policy: Policy) -> dict[str, Any]:
    lapse, order = next_lapse(dispute, policy), dispute.order
    split = order.option.split if order else None
    return {
        "tenant_id": dispute.tenant,
        "id": dispute.id,
        "escrow": dispute.escrow,
        "buyer": dispute.buyer,
        "seller": dispute.seller,
        "edition": dispute.edition,
        "policy_hash": dispute.hash,
        "policy_name": policy.name,
        "reason": dispute.reason,
        "claimant": dispute.claimant,
        "disputed_minor": dispute.amount.minor,
        "currency": dispute.amount.currency,
        "options": OPTIONS.dump_python(dispute.options, mode="json"),
        "explanation": dispute.explanation,
        "statement": STATEMENT.dump_python(dispute.statement, mode="json"),
        "category": dispute.category,
        "price_minor": dispute.price,
        "delivered_at": dispute.delivered_at,
        "opened_at": dispute.opened_at,
        "calendar": CALENDAR.dump_python(dispute.calendar, mode="json"),
        "state": dispute.state,
        "stage": dispute.stage,
        "entered_at": dispute.entered_at,
        "frozen_at": dispute.frozen_at,
        "paused_at": dispute.paused_at,
        "turn": TURN.dump_python(dispute.turn, mode="json"),
        "requests": REQUESTS.dump_python(dispute.requests, mode="json"),
        "items": ITEMS.dump_python(dispute.items, mode="json"),
        "voices": VOICES.dump_python(dispute.voices, mode="json"),
        "deadlines": DEADLINES.dump_python(dispute.deadlines, mode="json"),
        "assignee": dispute.assignee,
        "verification": VERIFICATION.dump_python(dispute.verification, mode="json"),
        "promise": PROMISE.dump_python(dispute.promise, mode="json"),
        "rulings": RULINGS.dump_python(dispute.rulings, mode="json"),
        "appeal": APPEAL.dump_python(dispute.appeal, mode="json"),
        "approval": dispute.approval,
        "reversal": ORDER.dump_python(dispute.reversal, mode="json"),
        "instruction": order and order.instruction,
        "settled_by": order and order.option.kind,
        "buyer_minor": split and split.to_buyer.minor,
        "seller_minor": split and split.to_seller.minor,
        "fee_minor": None if dispute.fee is None else dispute.fee.minor,
        "ordered_at": order and order.at,
        "outcome": dispute.outcome,
        "why": dispute.why,
        "closed_at": dispute.closed_at,
        "status": dispute.status(policy),
        "awaiting": ",".join(sorted(dispute.awaiting(policy))) or None,
        "next_due_at": lapse.at if lapse else None,
        "sla": sla(dispute, policy),
        "version": dispute.version,
        "facts": dispute.facts,
        "moves": dispute.moves,
    }


def dispute_of(row: Row[Any]) -> Dispute:
    return Dispute(
        id=row.id,
        tenant=row.tenant_id,
        escrow=row.escrow,
        buyer=row.buyer,
        seller=row.seller,
        edition=row.edition,
        hash=row.policy_hash,
        reason=row.reason,
        claimant=Role(row.claimant),
        amount=Money(row.disputed_minor, row.currency),
        options=OPTIONS.validate_python(row.options),
        explanation=row.explanation,
        statement=STATEMENT.validate_python(row.statement),
        category=row.category,
        price=row.price_minor,
        delivered_at=row.delivered_at,
        opened_at=row.opened_at,
        calendar=CALENDAR.validate_python(row.calendar),
        state=State(row.state),
        stage=row.stage,
        entered_at=row.entered_at,
        frozen_at=row.frozen_at,
        paused_at=row.paused_at,
        turn=TURN.validate_python(row.turn),
        requests=REQUESTS.validate_python(row.requests),
        items=ITEMS.validate_python(row.items),
        voices=VOICES.validate_python(row.voices),
        deadlines=DEADLINES.validate_python(row.deadlines),
        assignee=row.assignee,
        verification=VERIFICATION.validate_python(row.verification),
        promise=PROMISE.validate_python(row.promise),
        rulings=RULINGS.validate_python(row.rulings),
        appeal=APPEAL.validate_python(row.appeal),
        approval=row.approval,
        reversal=ORDER.validate_python(row.reversal),
        order=_order(row),
        fee=None if row.fee_minor is None else Money(row.fee_minor, row.currency),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        why=row.why,
        closed_at=row.closed_at,
        version=row.version,
        facts=row.facts,
        moves=row.moves,
    )


def _order(row: Row[Any]) -> Order | None:
    if row.instruction is None:
        return None
    split = Split(Money(row.buyer_minor, row.currency), Money(row.seller_minor, row.currency))
    return Order(row.instruction, Option(OptionKind(row.settled_by), split), row.ordered_at)


def escrow_row(escrow: KnownEscrow) -> dict[str, Any]:
    return {
        "tenant_id": escrow.tenant,
        "id": escrow.id,
        "version": escrow.version,
        "buyer": escrow.buyer,
        "seller": escrow.seller,
        "state": escrow.state,
        "edition": escrow.edition,
        "currency": escrow.held.currency,
        "held_minor": escrow.held.minor,
        "frozen_minor": escrow.frozen.minor,
        "funded_at": escrow.funded_at,
        "delivered_at": escrow.delivered_at,
        "category": escrow.category,
        "price_minor": escrow.price,
    }


def escrow_of(row: Row[Any]) -> KnownEscrow:
    return KnownEscrow(
        id=row.id,
        tenant=row.tenant_id,
        version=row.version,
        buyer=row.buyer,
        seller=row.seller,
        state=EscrowState(row.state),
        edition=row.edition,
        held=Money(row.held_minor, row.currency),
        frozen=Money(row.frozen_minor, row.currency),
        funded_at=row.funded_at,
        delivered_at=row.delivered_at,
        category=row.category,
        price=row.price_minor,
    )
