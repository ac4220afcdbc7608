"""Integration events: maps the domain events of escrow to the published ones in `common.contracts.escrow`."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final, assert_never
from uuid import UUID

from common.contracts.deal_parts import FilingHoldRef
from common.contracts.disputes import CalendarRef, DisputeTermsRef
from common.contracts.envelope import ActorRef, Event, EventFields, MoneyRef, TimeoutRef
from common.contracts.escrow import (
    AutomaticStepRef,
    EscrowAccepted,
    EscrowClosed,
    EscrowCreated,
    EscrowDelivered,
    EscrowEvent,
    EscrowFields,
    EscrowFrozen,
    EscrowFunded,
    EscrowSettled,
    EscrowShipmentCorrected,
    EscrowShipped,
    EscrowUnfrozen,
    FeeRef,
    FineBooked,
    FineCancelled,
    FreezeRefused,
    FundsHeld,
    FundsParked,
    FundsRefunded,
    FundsReleased,
    FundsReversed,
    PlatformOpened,
    PlatformOriginsChanged,
    PlatformReinstated,
    PlatformRenamed,
    PlatformSuspended,
    ShipmentRef,
)
from common.execution.commands import Context
from common.kernel.deal_money import AutomaticStep
from common.kernel.money import Money
from common.kernel.principal import Role
from common.kernel.terms import Term

from .domain import events
from .domain.disputability import foretell_hold
from .domain.disputing import DisputeTerms, FilingAnchor
from .domain.errors import WindowTooLong
from .domain.escrow import Change, Escrow
from .domain.platform import Platform, PlatformChange, PlatformEvent
from .domain.transitions import SILENT_PARTIES, Deadline

PLAIN_EVENTS: Final[dict[type[events.EscrowEvent], type[EscrowEvent]]] = {
    events.Created: EscrowCreated,
    events.Funded: EscrowFunded,
    events.Shipped: EscrowShipped,
    events.ShipmentCorrected: EscrowShipmentCorrected,
    events.Accepted: EscrowAccepted,
}
"""Events that say no more than how the escrow stands."""


def escrow_events(change: Change, context: Context) -> list[Event]:
    """Map a change's events, numbered without a gap up to the number that the escrow has had."""
    first = change.aggregate.event_count - len(change.events) + 1
    fields = _escrow_fields(change.aggregate, first, context)
    return [
        _escrow_event(event, {**fields, "sequence": sequence}) for sequence, event in enumerate(change.events, first)
    ]


def platform_events(change: PlatformChange, context: Context) -> list[Event]:
    first = change.aggregate.event_count - len(change.events) + 1
    return [
        _platform_event(change.aggregate, event, sequence, context)
        for sequence, event in enumerate(change.events, first)
    ]


def _platform_event(platform: Platform, event: PlatformEvent, sequence: int, context: Context) -> Event:
    fields = _event_fields(context, platform.id, platform.id, sequence, platform.version)
    match event:
        case PlatformEvent.OPENED:
            return PlatformOpened(**fields, default_policy=platform.default_policy, name=platform.name)
        case PlatformEvent.SUSPENDED:
            return PlatformSuspended(**fields)
        case PlatformEvent.REINSTATED:
            return PlatformReinstated(**fields)
        case PlatformEvent.RENAMED:
            return PlatformRenamed(**fields, name=platform.name)
        case PlatformEvent.ORIGINS_CHANGED:
            return PlatformOriginsChanged(**fields, origins=platform.origins)
        case _:
            assert_never(event)


def _event_fields(context: Context, tenant: UUID, subject: UUID, sequence: int, version: int) -> EventFields:
    return EventFields(
        tenant=tenant,
        subject=subject,
        sequence=sequence,
        version=version,
        occurred_at=context.timing.effective_at,
        recorded_at=context.timing.recorded_at,
        actor=ActorRef.from_actor(context.principal.actor),
        cause=context.cause,
    )


def _escrow_fields(escrow: Escrow, sequence: int, context: Context) -> EscrowFields:
    agreement = escrow.agreement
    return EscrowFields(
        **_event_fields(context, escrow.tenant, escrow.id, sequence, escrow.version),
        buyer=agreement.buyer,
        seller=agreement.seller,
        currency=escrow.currency,
        state=escrow.state.value,
        policy=agreement.policy,
        policy_hash=agreement.policy_hash or None,
        category=agreement.category,
        price=MoneyRef.from_money(agreement.price),
        held=_ref_of(escrow, escrow.balances.hold),
        frozen=_ref_of(escrow, escrow.balances.frozen),
        released=_ref_of(escrow, escrow.balances.released),
        refunded=_ref_of(escrow, escrow.balances.refunded),
        fee_terms=FeeRef.from_fee(agreement.fee, escrow.currency),
        fee_held=_ref_of(escrow, escrow.balances.fee_hold),
        next_step=_next_step(escrow),
        funded_at=escrow.funded_at,
        shipment=_shipment_ref(escrow),
        delivered_at=escrow.delivered_at,
        partner_reference=agreement.partner_reference,
        title=agreement.title,
    )


def _ref_of(escrow: Escrow, minor: int) -> MoneyRef:
    return MoneyRef.from_minor(minor, escrow.currency)


def _next_step(escrow: Escrow) -> AutomaticStepRef | None:
    deadline = escrow.next_deadline
    if deadline is None:
        return None
    step = AutomaticStep(deadline.kind.value)
    if step is not AutomaticStep.PRESUME_DELIVERY:
        return AutomaticStepRef(kind=step, due_at=deadline.due_at)
    hold = foretell_hold(escrow, deadline.due_at)
    return AutomaticStepRef(
        kind=step,
        due_at=deadline.due_at,
        release_at=_presumed_release(escrow, deadline.due_at),
        release_after=(str(escrow.agreement.windows.inspection),),
        filing_hold=None if hold is None else FilingHoldRef.from_terms(hold),
    )


def _presumed_release(escrow: Escrow, delivered_at: datetime) -> datetime | None:
    """Foretell the release after a presumed delivery, by the rule that will set it; None where none can be set."""
    try:
        return escrow.inspection_end(delivered_at)
    except WindowTooLong:
        return None


def _timeout_ref(silence: Deadline, state: str) -> TimeoutRef:
    owed_by = SILENT_PARTIES[silence.kind]
    return TimeoutRef(deadline=silence.kind.value, owed_by=owed_by, due_at=silence.due_at, executed=state)


def _shipment_ref(escrow: Escrow) -> ShipmentRef | None:
    shipment, shipped_at = escrow.shipment, escrow.shipped_at
    if shipment is None or shipped_at is None:
        return None
    return ShipmentRef(carrier=shipment.carrier, tracking_number=shipment.tracking_number, shipped_at=shipped_at)


def _escrow_event(event: events.EscrowEvent, fields: EscrowFields) -> Event:
    match event:
        case events.Created() | events.Funded() | events.Shipped() | events.ShipmentCorrected() | events.Accepted():
            return PLAIN_EVENTS[type(event)](**fields)
        case events.Closed(silence):
            return EscrowClosed(**fields, timeout=None if silence is None else _timeout_ref(silence, fields["state"]))
        case events.PaymentHeld(amount):
            return FundsHeld(**fields, amount=MoneyRef.from_money(amount))
        case events.PaymentParked(amount, reason):
            return FundsParked(**fields, amount=MoneyRef.from_money(amount), why=reason)
        case events.Delivered(inspection_ends_at, presumed):
            return EscrowDelivered(**fields, inspection_ends_at=inspection_ends_at, presumed=presumed)
        case events.Released() | events.Refunded() | events.Settled():
            return _payout_event(event, fields)
        case events.Frozen(dispute, amount):
            return EscrowFrozen(**fields, dispute=dispute, amount=MoneyRef.from_money(amount))
        case events.FreezeRefused(dispute, refusal):
            return FreezeRefused(**fields, dispute=dispute, why=refusal)
        case events.Unfrozen(dispute, amount):
            return EscrowUnfrozen(**fields, dispute=dispute, amount=MoneyRef.from_money(amount))
        case events.Reversed() | events.FineBooked() | events.FineCancelled():
            return _debt_event(event, fields)
        case _:
            assert_never(event)


def _payout_event(event: events.Released | events.Refunded | events.Settled, fields: EscrowFields) -> Event:
    match event:
        case events.Released(instruction, to_seller, fee, on_top):
            return FundsReleased(
                **fields,
                instruction=instruction,
                to_seller=MoneyRef.from_money(to_seller),
                fee=MoneyRef.from_money(fee),
                fee_on_top=_ref_unless_zero(on_top),
            )
        case events.Refunded(instruction, to_buyer, returned):
            return FundsRefunded(
                **fields,
                instruction=instruction,
                to_buyer=MoneyRef.from_money(to_buyer),
                fee_returned=_ref_unless_zero(returned),
            )
        case events.Settled(dispute, instruction, shares, fee, on_top, returned):
            return EscrowSettled(
                **fields,
                dispute=dispute,
                instruction=instruction,
                to_buyer=MoneyRef.from_money(shares.to_buyer),
                to_seller=MoneyRef.from_money(shares.to_seller),
                fee=MoneyRef.from_money(fee),
                fee_on_top=_ref_unless_zero(on_top),
                fee_returned=_ref_unless_zero(returned),
            )
        case _:
            assert_never(event)


def _ref_unless_zero(money: Money) -> MoneyRef | None:
    return MoneyRef.from_money(money) if money else None


def _debt_event(event: events.Reversed | events.FineBooked | events.FineCancelled, fields: EscrowFields) -> Event:
    match event:
        case events.Reversed(dispute, instruction, reverses, to, amount, fee, on_top, returned):
            return FundsReversed(
                **fields,
                dispute=dispute,
                instruction=instruction,
                reverses=reverses,
                to=to,
                amount=MoneyRef.from_money(amount),
                fee=MoneyRef.from_money(fee),
                fee_on_top=_ref_unless_zero(on_top),
                fee_returned=_ref_unless_zero(returned),
            )
        case events.FineBooked(dispute, instruction, participant, amount):
            return FineBooked(
                **fields,
                dispute=dispute,
                instruction=instruction,
                participant=participant,
                amount=MoneyRef.from_money(amount),
            )
        case events.FineCancelled(dispute, instruction, reverses, participant, amount):
            return FineCancelled(
                **fields,
                dispute=dispute,
                instruction=instruction,
                reverses=reverses,
                participant=participant,
                amount=MoneyRef.from_money(amount),
            )
        case _:
            assert_never(event)


def dispute_terms_to_ref(terms: DisputeTerms) -> DisputeTermsRef:
    reasons = [{"code": reason, "openers": sorted(openers)} for reason, openers in terms.openers.items()]
    since, calendar = tuple(terms.since), CalendarRef.from_calendar(terms.calendar)
    term, earliest = (None if term is None else str(term) for term in (terms.term, terms.earliest))
    fields = {"reasons": reasons, "represented": terms.represented, "since": since, "term": term, "earliest": earliest}
    return DisputeTermsRef.model_validate({**fields, "holds_money": terms.holds_money, "calendar": calendar})


@lru_cache(maxsize=256)
def read_dispute_terms(spelled: bytes) -> DisputeTerms:
    """Read terms once for all deals that pin the same edition: nothing of them can change."""
    return dispute_terms_from_ref(DisputeTermsRef.model_validate_json(spelled))


def dispute_terms_from_ref(ref: DisputeTermsRef) -> DisputeTerms:
    return DisputeTerms(
        openers={reason.code: frozenset(map(Role, reason.openers)) for reason in ref.reasons},
        represented=Role(ref.represented) if ref.represented else None,
        since=tuple(map(FilingAnchor, ref.since)),
        term=Term.parse(ref.term) if ref.term else None,
        earliest=Term.parse(ref.earliest) if ref.earliest else None,
        holds_money=ref.holds_money,
        calendar=ref.calendar.to_calendar(),
    )
