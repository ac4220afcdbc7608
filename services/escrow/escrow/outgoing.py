"""Facts of the domain as the events that others read."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, assert_never

from common.contracts import escrow as told
from common.contracts.envelope import ActorRef, Event, MoneyRef
from common.kernel.money import Money
from common.kernel.principal import Actor

from .domain import facts as f
from .domain.escrow import Change, Escrow
from .domain.platform import Platform, PlatformFact

_PLAIN: Final[dict[type[f.Fact], type[told.EscrowEvent]]] = {
    f.Created: told.EscrowCreated,
    f.Funded: told.EscrowFunded,
    f.Shipped: told.EscrowShipped,
    f.Accepted: told.EscrowAccepted,
    f.Closed: told.EscrowClosed,
}


def events(change: Change, now: datetime, actor: Actor, cause: str) -> list[Event]:
    """One per fact, numbered without a gap up to the number the escrow has told so far."""
    first = change.escrow.facts - len(change.facts) + 1
    about = _about(change.escrow, now, actor, cause)
    return [_event(fact, {**about, "sequence": number}) for number, fact in enumerate(change.facts, first)]


def _about(escrow: Escrow, now: datetime, actor: Actor, cause: str) -> dict[str, Any]:
    agreement, purse = escrow.agreement, escrow.purse
    return {
        "tenant": escrow.tenant,
        "subject": escrow.id,
        "version": escrow.version,
        "occurred_at": now,
        "actor": ActorRef(role=actor.role.value, id=actor.id),
        "cause": cause,
        "buyer": agreement.buyer,
        "seller": agreement.seller,
        "currency": escrow.currency,
        "state": escrow.state.value,
        "policy": agreement.policy,
        "policy_hash": agreement.policy_hash or None,
        "category": agreement.category,
        "price": escrow.price,
        "held": purse.held,
        "frozen": purse.frozen,
        "funded_at": escrow.funded_at,
        "delivered_at": escrow.delivered_at,
        "partner_reference": agreement.partner_reference,
    }


def _event(fact: f.Fact, about: dict[str, Any]) -> Event:
    match fact:
        case f.Created() | f.Funded() | f.Shipped() | f.Accepted() | f.Closed():
            return _PLAIN[type(fact)](**about)
        case f.Held(amount):
            return told.FundsHeld(**about, amount=_money(amount))
        case f.Parked(amount, why):
            return told.FundsParked(**about, amount=_money(amount), why=why)
        case f.Delivered(until):
            return told.EscrowDelivered(**about, inspection_ends_at=until)
        case f.Released() | f.Refunded() | f.Settled():
            return _moved(fact, about)
        case f.Froze(dispute, amount):
            return told.EscrowFrozen(**about, dispute=dispute, amount=_money(amount))
        case f.FreezeRefused(dispute, why_not):
            return told.FreezeRefused(**about, dispute=dispute, why=why_not)
        case f.Unfroze(dispute, amount):
            return told.EscrowUnfrozen(**about, dispute=dispute, amount=_money(amount))
        case f.Reversed() | f.FineBooked() | f.FineCancelled():
            return _owed(fact, about)
        case _:
            assert_never(fact)


def _moved(fact: f.Released | f.Refunded | f.Settled, about: dict[str, Any]) -> Event:
    match fact:
        case f.Released(instruction, to_seller, fee):
            return told.FundsReleased(**about, instruction=instruction, to_seller=_money(to_seller), fee=_money(fee))
        case f.Refunded(instruction, to_buyer, returned):
            fee_returned = _money(returned) if returned else None
            return told.FundsRefunded(
                **about, instruction=instruction, to_buyer=_money(to_buyer), fee_returned=fee_returned
            )
        case f.Settled(dispute, instruction, shares, fee):
            return told.EscrowSettled(
                **about,
                dispute=dispute,
                instruction=instruction,
                to_buyer=_money(shares.to_buyer),
                to_seller=_money(shares.to_seller),
                fee=_money(fee),
            )
        case _:
            assert_never(fact)


def _owed(fact: f.Reversed | f.FineBooked | f.FineCancelled, about: dict[str, Any]) -> Event:
    said = about | {"dispute": fact.dispute, "instruction": fact.instruction, "amount": _money(fact.amount)}
    match fact:
        case f.Reversed():
            return told.FundsReversed(**said, reverses=fact.reverses, to=fact.to, fee=_money(fact.fee))
        case f.FineBooked():
            return told.FineBooked(**said, participant=fact.participant)
        case f.FineCancelled():
            return told.FineCancelled(**said, reverses=fact.reverses, participant=fact.participant)
        case _:
            assert_never(fact)


def platform_event(platform: Platform, fact: PlatformFact, now: datetime, actor: Actor, cause: str) -> Event:
    about: dict[str, Any] = {
        "tenant": platform.id,
        "subject": platform.id,
        "sequence": platform.facts,
        "version": platform.version,
        "occurred_at": now,
        "actor": ActorRef(role=actor.role.value, id=actor.id),
        "cause": cause,
    }
    match fact:
        case PlatformFact.OPENED:
            return told.PlatformOpened(**about, default_policy=platform.default_policy)
        case PlatformFact.SUSPENDED:
            return told.PlatformSuspended(**about)
        case PlatformFact.REINSTATED:
            return told.PlatformReinstated(**about)
        case _:
            assert_never(fact)


def _money(money: Money) -> MoneyRef:
    return MoneyRef(amount=money.minor, currency=money.currency)
