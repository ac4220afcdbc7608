"""Postgres, and the one place where rows become domain values and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel import Money, NotFound, Participant, Split
from common.store import PostgresTx, Timer
from common.terms import Calendar, Term

from . import tables
from .domain.mediation import Mediation
from .domain.options import Option, OptionKind
from .domain.proposal import Proposal, ProposalState
from .domain.states import State
from .domain.terms import Rejecting, Side, Silence, Terms
from .ports import Course
from .tables import cases, mediations, options, proposals


class MediationStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def locked(self, mediation: UUID) -> Mediation:
        found = await self._held(mediations.c.id == mediation)
        if found is None:
            raise NotFound("mediation")
        return found

    async def of_dispute(self, dispute: UUID) -> Mediation | None:
        return await self._held(mediations.c.dispute == dispute)

    async def get(self, mediation: UUID, *visible: ColumnElement[bool]) -> Mediation:
        """Read without holding. Raises NotFound."""
        row = (await self._tx.execute(select(mediations).where(mediations.c.id == mediation, *visible))).one_or_none()
        if row is None:
            raise NotFound("mediation")
        return _mediation(row, await self._proposals(row))

    async def add(self, mediation: Mediation) -> None:
        await self._tx.execute(insert(mediations).values(_row(mediation)))
        await self._write(mediation, mediation.proposals, mediation.proposals)

    async def save(self, mediation: Mediation, *, was: Mediation) -> None:
        guarded = update(mediations).where(mediations.c.id == was.id, mediations.c.version == was.version)
        written = await self._tx.execute(guarded.values(_row(mediation)))
        assert written.rowcount == 1, "the row is held, nobody else can have changed it"
        changed = [p for p in mediation.proposals if p not in was.proposals]
        known = {(p.id, p.version) for p in was.proposals}
        await self._write(mediation, changed, [p for p in changed if (p.id, p.version) not in known])

    async def _held(self, which: ColumnElement[bool]) -> Mediation | None:
        row = await self._tx.locked(select(mediations).where(which))
        return None if row is None else _mediation(row, await self._proposals(row))

    async def _proposals(self, row: Row[Any]) -> tuple[Proposal, ...]:
        """A statement of its own: one that waited for the lock would still see the proposals from before it."""
        current = (options.c.proposal == proposals.c.id) & (options.c.version == proposals.c.version)
        query = (
            select(proposals, options.c.kind, options.c.to_buyer_minor, options.c.to_seller_minor)
            .join(options, current)
            .where(proposals.c.mediation == row.id)
            .order_by(proposals.c.number, options.c.rank)
        )
        rows = (await self._tx.execute(query)).all()
        return tuple(_proposal([*group], row.currency) for _, group in groupby(rows, lambda r: r.number))

    async def _write(self, mediation: Mediation, changed: Sequence[Proposal], worded: Sequence[Proposal]) -> None:
        """The older proposal first: only one may stand at any time, the database sees to that row by row."""
        if changed:
            written = upsert(proposals).values([_proposal_row(mediation, p) for p in changed])
            fresh = {name: written.excluded[name] for name in MUTABLE}
            await self._tx.execute(written.on_conflict_do_update(index_elements=["id"], set_=fresh))
        if worded:
            rows = [_option_row(mediation, p, rank) for p in worded for rank in range(len(p.options))]
            await self._tx.execute(insert(options).values(rows))
        await self._tx.keep_timers(mediation.id, _timers(mediation))


class CaseStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def remember(self, dispute: UUID, *, escalated: bool = False, closed: bool = False) -> Course:
        said = upsert(cases).values(tenant_id=self._tx.tenant, dispute=dispute, escalated=escalated, closed=closed)
        both = said.on_conflict_do_update(
            index_elements=["dispute"],
            set_={
                "escalated": or_(cases.c.escalated, said.excluded.escalated),
                "closed": or_(cases.c.closed, said.excluded.closed),
            },
        )
        row = (await self._tx.execute(both.returning(cases.c.escalated, cases.c.closed))).one()
        return Course(row.escalated, row.closed)


class MediationTx(PostgresTx):
    plumbing = tables.plumbing

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.mediations = MediationStore(self)
        self.cases = CaseStore(self)


MUTABLE = ("version", "state", "expires_at", "chosen", "accepted_at", "reason")


def _timers(mediation: Mediation) -> list[Timer]:
    if mediation.due_at is None or mediation.due_since is None:
        return []
    owing = mediation.awaiting
    kind = "negotiation_cap" if owing is None else f"{owing}_response"
    return [Timer(kind, mediation.due_since, mediation.due_at, mediation.clock, owing)]


def _row(mediation: Mediation) -> dict[str, Any]:
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
        "facts": mediation.facts,
    }


def _mediation(row: Row[Any], found: tuple[Proposal, ...]) -> Mediation:
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
        version=row.version,
        facts=row.facts,
    )


def _proposal_row(mediation: Mediation, proposal: Proposal) -> dict[str, Any]:
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


def _proposal(rows: Sequence[Row[Any]], currency: str) -> Proposal:
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


def _option_row(mediation: Mediation, proposal: Proposal, rank: int) -> dict[str, Any]:
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
        on_silence=Silence(stored["on_silence"]),
        reject=Rejecting(stored["reject"]),
        max_rounds=stored["max_rounds"],
        counter_term=Term.parse(stored["counter_term"]),
        counter_silence=Silence(stored["counter_silence"]),
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
