"""What this service does when others report a fact."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Final

from common.contracts.disputes import (
    DisputeClosed,
    DisputeEscalated,
    DisputeOpened,
    NegotiationTerms,
    OptionRef,
    SettlementOrdered,
)
from common.ids import new_id
from common.inbox import Handling, on
from common.kernel import Money, Participant, Split
from common.terms import Calendar, Term

from . import commands
from .domain.options import Option, OptionKind
from .domain.terms import Rejecting, Side, Silence, Terms
from .ports import Tx


async def dispute_opened(tx: Tx, fact: DisputeOpened) -> None:
    """A policy without negotiation opens no session."""
    if fact.negotiation is None:
        return
    amount = Money(fact.amount.amount, fact.amount.currency)
    await commands.begin(
        tx,
        id=new_id(),
        first=new_id(),
        dispute=fact.subject,
        escrow=fact.escrow,
        buyer=Participant(fact.buyer),
        seller=Participant(fact.seller),
        claimant=Side(fact.claimant),
        amount=amount,
        terms=_terms(fact.negotiation),
        options=tuple(_option(option, amount.currency) for option in fact.options),
        now=fact.occurred_at,
    )


async def dispute_escalated(tx: Tx, fact: DisputeEscalated) -> None:
    await commands.note_escalated(tx, fact.subject)


async def settlement_ordered(tx: Tx, fact: SettlementOrdered) -> None:
    await commands.note_settling(tx, fact.subject)


async def dispute_closed(tx: Tx, fact: DisputeClosed) -> None:
    await commands.note_closed(tx, fact.subject)


HANDLINGS: Final[list[Handling[Any]]] = [
    on(DisputeOpened, dispute_opened),
    on(DisputeEscalated, dispute_escalated),
    on(SettlementOrdered, settlement_ordered),
    on(DisputeClosed, dispute_closed),
]


def _terms(said: NegotiationTerms) -> Terms:
    calendar = said.calendar
    return Terms(
        respond_by=said.respond_by,
        on_silence=Silence(said.on_silence),
        reject=Rejecting(said.reject),
        max_rounds=said.max_rounds,
        counter_term=Term.parse(said.counter_term),
        counter_silence=Silence(said.counter_silence),
        amendable=said.amendable,
        kinds=frozenset(map(OptionKind, said.kinds)),
        calendar=Calendar(
            zone=calendar.zone,
            weekdays=frozenset(calendar.weekdays),
            opens=time.fromisoformat(calendar.opens),
            closes=None if calendar.closes is None else time.fromisoformat(calendar.closes),
            holidays=frozenset(map(date.fromisoformat, calendar.holidays)),
        ),
    )


def _option(said: OptionRef, currency: str) -> Option:
    if said.to_buyer is None or said.to_seller is None:
        return Option(OptionKind(said.kind), None)
    return Option(OptionKind(said.kind), Split(Money(said.to_buyer, currency), Money(said.to_seller, currency)))
