"""Rows of cases, their journals and known escrows, and the domain values they stand for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from common.kernel.deal_money import DealMoney
from common.kernel.money import Money, Split
from common.kernel.principal import Role
from disputes.engine.dispute import Dispute, State
from disputes.engine.known_escrow import EscrowState, KnownEscrow
from disputes.engine.stage_entry import close_negotiation
from disputes.engine.values import CaseOffice, NegotiationSnapshot, SettlementOrder
from disputes.journal.model import EntryKind, JournalEntry
from disputes.policy.options import Option
from disputes.policy.vocabulary import OptionKind, Outcome
from disputes.stored_json import STORED_VERSION, require_known_version

from .codecs import (
    APPEAL,
    BEHALF,
    CALENDAR,
    DEADLINES,
    DEAL_MONEY,
    HIDDEN_VERSIONS,
    ITEMS,
    JOURNAL_PAYLOADS,
    MISSED_DEADLINES,
    OPTIONS,
    ORDER,
    PENDING_APPROVAL,
    PROMISE,
    REDUCTIONS,
    REOPENING,
    REQUESTS,
    RULINGS,
    SECONDS_LEFT,
    STATEMENT,
    TIMEOUT,
    TURN,
    VERIFICATION,
    VOICES,
)
from .listing import CaseListing


def dispute_to_row(dispute: Dispute, listing: CaseListing) -> dict[str, Any]:
    return {
        "tenant_id": dispute.tenant,
        "id": dispute.id,
        "escrow": dispute.escrow,
        "buyer": dispute.buyer,
        "seller": dispute.seller,
        "edition": dispute.edition,
        "policy_hash": dispute.hash,
        "reason": dispute.reason,
        "claimant": dispute.claimant,
        "opened_by_operator": dispute.opened_by_operator,
        "disputed_minor": dispute.amount.minor,
        "currency": dispute.amount.currency,
        "options": OPTIONS.encode(dispute.options),
        "explanation": dispute.explanation,
        "statement": STATEMENT.encode(dispute.statement),
        "category": dispute.category,
        "price_minor": dispute.price,
        "delivered_at": dispute.delivered_at,
        "reopening": REOPENING.encode(dispute.reopening),
        "opened_at": dispute.opened_at,
        "calendar": CALENDAR.encode(dispute.calendar),
        "state": dispute.state,
        "stage": dispute.stage,
        "entered_at": dispute.entered_at,
        "frozen_at": dispute.frozen_at,
        "paused_at": dispute.paused_at,
        "turn": TURN.encode(dispute.negotiation),
        "requests": REQUESTS.encode(dispute.requests),
        "items": ITEMS.encode(dispute.items),
        "voices": VOICES.encode(dispute.statement_stats),
        "deadlines": DEADLINES.encode(dispute.deadlines),
        "missed_deadlines": MISSED_DEADLINES.encode(dispute.missed_deadlines),
        "assignee": dispute.assignee,
        **_office_to_row(dispute.office),
        "verification": VERIFICATION.encode(dispute.verification),
        "promise": PROMISE.encode(dispute.promise),
        "reductions": REDUCTIONS.encode(dispute.reductions),
        "reduced_minor": dispute.amount_reduced.minor,
        "rulings": RULINGS.encode(dispute.rulings),
        "appeal": APPEAL.encode(dispute.appeal),
        "approval": PENDING_APPROVAL.encode(dispute.approval),
        "reversal": ORDER.encode(dispute.reversal),
        **_order_to_row(dispute.order),
        "fee_minor": None if dispute.fee is None else dispute.fee.minor,
        "fee_on_top_minor": None if dispute.fee_on_top is None else dispute.fee_on_top.minor,
        "outcome": dispute.outcome,
        "why": dispute.why,
        "entered_by": TIMEOUT.encode(dispute.entered_by),
        "timeout": TIMEOUT.encode(dispute.timeout),
        "closed_at": dispute.closed_at,
        "seconds_left": SECONDS_LEFT.encode(dispute.seconds_left),
        "hidden_versions": HIDDEN_VERSIONS.encode(dispute.hidden_versions),
        **_listing_to_row(listing),
        "stored_version": STORED_VERSION,
        "version": dispute.version,
        "facts": dispute.event_count,
        "moves": dispute.transition_count,
    }


def _order_to_row(order: SettlementOrder | None) -> dict[str, Any]:
    split = order.option.split if order else None
    return {
        "instruction": order and order.instruction,
        "settled_by": order and order.option.kind,
        "buyer_minor": split and split.to_buyer.minor,
        "seller_minor": split and split.to_seller.minor,
        "ordered_at": order and order.at,
    }


def _office_to_row(office: CaseOffice | None) -> dict[str, Any]:
    return {
        "office": office and office.code,
        "office_name": office and office.name,
        "office_since": office and office.since,
    }


def _listing_to_row(listing: CaseListing) -> dict[str, Any]:
    return {
        "policy_name": listing.policy_name,
        "status": listing.status,
        "awaiting": list(listing.awaiting),
        "buyer_concealed_until": listing.concealed_until.get(Role.BUYER),
        "seller_concealed_until": listing.concealed_until.get(Role.SELLER),
        "next_due_at": listing.next_due_at,
        "desk_due_at": listing.desk_due_at,
        "offer_by": listing.offer_by,
        "contested": listing.is_contested,
        "sla": listing.sla,
    }


def dispute_from_row(row: Row[Any]) -> Dispute:
    require_known_version(row.stored_version)
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
        opened_by_operator=row.opened_by_operator,
        amount=Money(row.disputed_minor, row.currency),
        options=OPTIONS.decode(row.options),
        explanation=row.explanation,
        statement=STATEMENT.decode(row.statement),
        category=row.category,
        price=row.price_minor,
        delivered_at=row.delivered_at,
        reopening=REOPENING.decode(row.reopening),
        money=_money_from_stored(getattr(row, "money", None)),
        approval_limit=getattr(row, "approval_limit", None),
        opened_at=row.opened_at,
        calendar=CALENDAR.decode(row.calendar),
        state=State(row.state),
        stage=row.stage,
        entered_at=row.entered_at,
        frozen_at=row.frozen_at,
        paused_at=row.paused_at,
        negotiation=_negotiation_from_row(row),
        requests=REQUESTS.decode(row.requests),
        items=ITEMS.decode(row.items),
        statement_stats=VOICES.decode(row.voices),
        deadlines=DEADLINES.decode(row.deadlines),
        missed_deadlines=MISSED_DEADLINES.decode(row.missed_deadlines),
        assignee=row.assignee,
        office=CaseOffice(row.office, row.office_name, row.office_since) if row.office is not None else None,
        verification=VERIFICATION.decode(row.verification),
        promise=PROMISE.decode(row.promise),
        reductions=REDUCTIONS.decode(row.reductions),
        rulings=RULINGS.decode(row.rulings),
        appeal=APPEAL.decode(row.appeal),
        approval=PENDING_APPROVAL.decode(row.approval),
        reversal=ORDER.decode(row.reversal),
        order=_order_from_row(row),
        fee=None if row.fee_minor is None else Money(row.fee_minor, row.currency),
        fee_on_top=None if row.fee_on_top_minor is None else Money(row.fee_on_top_minor, row.currency),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        why=row.why,
        entered_by=TIMEOUT.decode(row.entered_by),
        timeout=TIMEOUT.decode(row.timeout),
        closed_at=row.closed_at,
        seconds_left=SECONDS_LEFT.decode(row.seconds_left),
        hidden_versions=HIDDEN_VERSIONS.decode(row.hidden_versions),
        version=row.version,
        event_count=row.facts,
        transition_count=row.moves,
    )


def _negotiation_from_row(row: Row[Any]) -> NegotiationSnapshot | None:
    """Close it where it is over, as releases before 0.2.0 did not when they stored it."""
    negotiation = TURN.decode(row.turn)
    return close_negotiation(negotiation) if row.instruction is not None or row.state == State.CLOSED else negotiation


def _order_from_row(row: Row[Any]) -> SettlementOrder | None:
    if row.instruction is None:
        return None
    split = Split(Money(row.buyer_minor, row.currency), Money(row.seller_minor, row.currency))
    return SettlementOrder(row.instruction, Option(OptionKind(row.settled_by), split), row.ordered_at)


def escrow_to_row(escrow: KnownEscrow) -> dict[str, Any]:
    return {
        "tenant_id": escrow.tenant,
        "id": escrow.id,
        "version": escrow.version,
        "buyer": escrow.buyer,
        "seller": escrow.seller,
        "state": escrow.state,
        "edition": escrow.edition,
        "currency": escrow.held_amount.currency,
        "held_minor": escrow.held_amount.minor,
        "frozen_minor": escrow.frozen_amount.minor,
        "funded_at": escrow.funded_at,
        "delivered_at": escrow.delivered_at,
        "category": escrow.category,
        "price_minor": escrow.price,
        "title": escrow.title,
        "ended_at": escrow.ended_at,
        "ended_by": escrow.ended_by,
        "money": None if escrow.money is None else DEAL_MONEY.encode(escrow.money),
    }


def escrow_from_row(row: Row[Any]) -> KnownEscrow:
    return KnownEscrow(
        id=row.id,
        tenant=row.tenant_id,
        version=row.version,
        buyer=row.buyer,
        seller=row.seller,
        state=EscrowState(row.state),
        edition=row.edition,
        held_amount=Money(row.held_minor, row.currency),
        frozen_amount=Money(row.frozen_minor, row.currency),
        funded_at=row.funded_at,
        delivered_at=row.delivered_at,
        category=row.category,
        price=row.price_minor,
        title=row.title,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        money=_money_from_stored(row.money),
    )


def _money_from_stored(stored: Any) -> DealMoney | None:
    return None if stored is None else DEAL_MONEY.decode(stored)


def entry_to_row(entry: JournalEntry) -> dict[str, Any]:
    return {
        "what": entry.kind.value,
        "role": entry.role.value,
        "at": entry.at,
        "received_at": entry.received_at,
        "waited": entry.waited,
        "stored_version": STORED_VERSION,
        "said": JOURNAL_PAYLOADS[entry.kind].encode(entry.payload),
        "behalf": BEHALF.encode(entry.behalf),
    }


def entry_from_row(row: Row[Any]) -> JournalEntry:
    require_known_version(row.stored_version)
    kind = EntryKind(row.what)
    return JournalEntry(
        kind=kind,
        role=Role(row.role),
        at=row.at,
        received_at=row.received_at,
        waited=row.waited,
        payload=JOURNAL_PAYLOADS[kind].decode(row.said),
        behalf=BEHALF.decode(row.behalf),
    )
