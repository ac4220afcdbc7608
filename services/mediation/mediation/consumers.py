"""What this service does when others report a fact."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Final

from common.contracts.disputes import (
    DeadlineExtended,
    DisputeClosed,
    DisputeEscalated,
    DisputeOpened,
    DisputePaused,
    DisputeResumed,
    NegotiationTerms,
    OptionRef,
    SettlementOrdered,
)
from common.kernel.ids import new_id
from common.kernel.money import Money, Split
from common.kernel.principal import Participant
from common.kernel.terms import Calendar, Term
from common.messaging.inbox import HandlerRegistration, consumes

from . import commands
from .domain.options import Option, OptionKind
from .domain.terms import Rejecting, Side, Silence, Terms
from .domain.walk import CaseFacts
from .ports import Trees, Tx

NEGOTIATION: Final = "negotiation"
"""How an extension names our clock, whosever turn it is."""


class Opening:
    """How a case begins here: with a proposal, or with a walk through one of these trees."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees

    async def dispute_opened(self, tx: Tx, fact: DisputeOpened) -> None:
        """A policy without negotiation opens no session."""
        if fact.negotiation is None:
            return
        amount = Money(fact.amount.amount, fact.amount.currency)
        case: dict[str, Any] = {
            "id": new_id(),
            "dispute": fact.subject,
            "escrow": fact.escrow,
            "buyer": Participant(fact.buyer),
            "seller": Participant(fact.seller),
            "claimant": Side(fact.claimant),
            "amount": amount,
            "terms": _terms(fact.negotiation),
            "now": fact.occurred_at,
        }
        guide = fact.negotiation.guide
        if guide is None:
            options = tuple(_option(option, amount.currency) for option in fact.options)
            await commands.begin(tx, first=new_id(), options=options, **case)
        else:
            await commands.begin_guided(
                tx, self._trees, guide.tree, respond_term=Term.parse(guide.respond_term), about=_about(fact),
                answer_by=guide.answer_by, **case,
            )  # fmt: skip


async def dispute_escalated(tx: Tx, fact: DisputeEscalated) -> None:
    await commands.note_escalated(tx, fact.subject)


async def settlement_ordered(tx: Tx, fact: SettlementOrdered) -> None:
    await commands.note_settling(tx, fact.subject)


async def dispute_closed(tx: Tx, fact: DisputeClosed) -> None:
    await commands.note_closed(tx, fact.subject)


async def deadline_extended(tx: Tx, fact: DeadlineExtended) -> None:
    if fact.deadline == NEGOTIATION:
        await commands.note_extended(tx, fact.subject, fact.due_at)


async def dispute_paused(tx: Tx, fact: DisputePaused) -> None:
    await commands.note_paused(tx, fact.subject, fact.occurred_at, heard=fact.sequence)


async def dispute_resumed(tx: Tx, fact: DisputeResumed) -> None:
    await commands.note_resumed(tx, fact.subject, fact.paused_at, fact.resumed_at, heard=fact.sequence)


def handlings(trees: Trees) -> list[HandlerRegistration[Any]]:
    return [
        consumes(DisputeOpened, Opening(trees).dispute_opened),
        consumes(DisputeEscalated, dispute_escalated),
        consumes(DeadlineExtended, deadline_extended),
        consumes(DisputePaused, dispute_paused),
        consumes(DisputeResumed, dispute_resumed),
        consumes(SettlementOrdered, settlement_ordered),
        consumes(DisputeClosed, dispute_closed),
    ]


def _about(fact: DisputeOpened) -> CaseFacts:
    since = None if fact.delivered_at is None else (fact.occurred_at - fact.delivered_at).days
    return CaseFacts(
        reason=fact.reason,
        category=fact.category or "",
        price=fact.amount.amount if fact.price is None else fact.price,
        delivered=since is not None,
        days_since_delivery=-1 if since is None else max(since, 0),
    )


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
