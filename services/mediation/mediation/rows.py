"""Rows as domain values, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row

from common.kernel.money import Money, Split
from common.kernel.principal import Participant
from common.kernel.terms import Calendar, Term

from .domain.mediation import Mediation
from .domain.options import Option, OptionKind
from .domain.proposal import Proposal, ProposalState
from .domain.states import State
from .domain.terms import RejectionRule, Side, SilenceRule, Terms
from .domain.walk import Answer, CaseDetails, Walk


def mediation_row(mediation: Mediation) -> dict[str, Any]:
    return {
        "tenant_id": mediation.tenant,
        "id": mediation.id,
        "dispute": mediation.dispute,
        "escrow": mediation.escrow,
        "buyer": mediation.buyer,
        "seller": mediation.seller,
        "claimant": mediation.claimant,
        "amount_minor": mediation.amount.minor,
        "currency": mediation.amount.currency,
        "terms": _terms_row(mediation.terms),
        "state": mediation.state,
        "awaiting": mediation.awaiting,
        "due_at": mediation.due_at,
        "due_since": mediation.due_since,
        "created_at": mediation.created_at,
        "version": mediation.version,
        "facts": mediation.event_count,
        "walk": None if mediation.walk is None else _walk_row(mediation.walk),
        "paused_at": mediation.paused_at,
        "pause_heard": mediation.pause_heard,
    }


def mediation_of(row: Row[Any], found: tuple[Proposal, ...]) -> Mediation:
    return Mediation(
        id=row.id,
        tenant=row.tenant_id,
        dispute=row.dispute,
        escrow=row.escrow,
        buyer=Participant(row.buyer),
        seller=Participant(row.seller),
        claimant=Side(row.claimant),
        amount=Money(row.amount_minor, row.currency),
        terms=_terms(row.terms),
        state=State(row.state),
        proposals=found,
        awaiting=None if row.awaiting is None else Side(row.awaiting),
        due_at=row.due_at,
        due_since=row.due_since,
        created_at=row.created_at,
        walk=None if row.walk is None else _walk(row.walk, Money(row.amount_minor, row.currency)),
        paused_at=row.paused_at,
        pause_heard=row.pause_heard,
        version=row.version,
        event_count=row.facts,
    )


def proposal_row(mediation: Mediation, proposal: Proposal) -> dict[str, Any]:
    return {
        "tenant_id": mediation.tenant,
        "id": proposal.id,
        "mediation": mediation.id,
        "dispute": mediation.dispute,
        "number": proposal.number,
        "version": proposal.version,
        "by": proposal.by,
        "round": proposal.round,
        "state": proposal.state,
        "created_at": proposal.created_at,
        "expires_at": proposal.expires_at,
        "chosen": proposal.chosen,
        "accepted_at": proposal.accepted_at,
        "reason": proposal.reason,
    }


def proposal_of(rows: Sequence[Row[Any]], currency: str) -> Proposal:
    first = rows[0]
    return Proposal(
        id=first.id,
        number=first.number,
        version=first.version,
        by=Side(first.by),
        round=first.round,
        options=tuple(_option(row, currency) for row in rows),
        created_at=first.created_at,
        expires_at=first.expires_at,
        state=ProposalState(first.state),
        chosen=first.chosen,
        accepted_at=first.accepted_at,
        reason=first.reason,
    )


def option_row(mediation: Mediation, proposal: Proposal, rank: int) -> dict[str, Any]:
    option = proposal.options[rank]
    return {
        "tenant_id": mediation.tenant,
        "proposal": proposal.id,
        "version": proposal.version,
        "rank": rank,
        "kind": option.kind,
        "disputed_minor": mediation.amount.minor,
        "to_buyer_minor": None if option.split is None else option.split.to_buyer.minor,
        "to_seller_minor": None if option.split is None else option.split.to_seller.minor,
    }


def _option(row: Row[Any], currency: str) -> Option:
    if row.to_buyer_minor is None:
        return Option(OptionKind(row.kind), None)
    return Option(
        OptionKind(row.kind), Split(Money(row.to_buyer_minor, currency), Money(row.to_seller_minor, currency))
    )


def _terms_row(terms: Terms) -> dict[str, Any]:
    calendar = terms.calendar
    return {
        "respond_by": terms.respond_by.isoformat(),
        "on_silence": terms.on_silence,
        "reject": terms.reject,
        "max_rounds": terms.max_rounds,
        "counter_term": str(terms.counter_term),
        "counter_silence": terms.counter_silence,
        "amendable": terms.amendable,
        "kinds": sorted(terms.kinds),
        "calendar": {
            "zone": calendar.zone,
            "weekdays": sorted(calendar.weekdays),
            "opens": calendar.opens.isoformat(),
            "closes": None if calendar.closes is None else calendar.closes.isoformat(),
            "holidays": sorted(day.isoformat() for day in calendar.holidays),
        },
    }


def _terms(stored: dict[str, Any]) -> Terms:
    calendar = stored["calendar"]
    return Terms(
        respond_by=datetime.fromisoformat(stored["respond_by"]),
        on_silence=SilenceRule(stored["on_silence"]),
        reject=RejectionRule(stored["reject"]),
        max_rounds=stored["max_rounds"],
        counter_term=Term.parse(stored["counter_term"]),
        counter_silence=SilenceRule(stored["counter_silence"]),
        amendable=stored["amendable"],
        kinds=frozenset(map(OptionKind, stored["kinds"])),
        calendar=Calendar(
            zone=calendar["zone"],
            weekdays=frozenset(calendar["weekdays"]),
            opens=time.fromisoformat(calendar["opens"]),
            closes=None if calendar["closes"] is None else time.fromisoformat(calendar["closes"]),
            holidays=frozenset(map(date.fromisoformat, calendar["holidays"])),
        ),
    )


def _walk_row(walk: Walk) -> dict[str, Any]:
    return {
        "tree": walk.tree,
        "hash": walk.hash,
        "respond_term": str(walk.respond_term),
        "case": asdict(walk.case_details),
        "question": walk.question,
        "trace": [asdict(answer) | {"at": answer.at.isoformat()} for answer in walk.trace],
    }


def _walk(stored: dict[str, Any], whole: Money) -> Walk:
    return Walk(
        tree=stored["tree"],
        hash=stored["hash"],
        respond_term=Term.parse(stored["respond_term"]),
        case_details=CaseDetails(**stored["case"]),
        disputed_amount=whole,
        question=stored["question"],
        trace=tuple(Answer(**said | {"at": datetime.fromisoformat(said["at"])}) for said in stored["trace"]),
    )
