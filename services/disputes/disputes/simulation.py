"""Gathers cases to play again, and adds up what came out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from sqlalchemy import select

from common.kernel.money import Money

from .desk_tables import journal
from .domain.dispute import Dispute, State
from .domain.journal import Entry
from .domain.policy import Policy
from .domain.refusals import TooManyCases
from .domain.simulation import Course, course, replay
from .domain.vocabulary import Outcome
from .journal_store import entry_of
from .rows import dispute_of
from .shelf import Shelf
from .store import DisputeTx
from .tables import disputes, transitions

MAX_CASES: Final = 500


class Supplied(Protocol):
    """A case somebody has written down."""

    @property
    def reference(self) -> str | None: ...

    def dispute(self, tenant: UUID, policy: Policy) -> Dispute: ...

    def journal(self) -> list[Entry]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    dispute: Dispute
    journal: Sequence[Entry]
    policy: Policy
    before: Course | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    dispute: UUID | None
    reference: str | None
    before: Course | None
    after: Course | None

    @property
    def flips(self) -> bool:
        return self.before is not None and (self.after is None or not self.after.ends_like(self.before))


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    cases: int
    without_operator: int
    undecided: int
    touches: int
    to_buyers: tuple[Money, ...]
    to_sellers: tuple[Money, ...]


async def recorded(tx: DisputeTx, shelf: Shelf, edition: str, since: datetime, until: datetime) -> list[Play]:
    """The platform's cases closed in the period. Raises TooManyCases or NotFound."""
    candidate = await shelf.pinned(tx, edition)
    closed = (
        select(disputes)
        .where(disputes.c.state == State.CLOSED.value, disputes.c.outcome != Outcome.VOID.value)
        .where(disputes.c.closed_at >= since, disputes.c.closed_at < until)
        .order_by(disputes.c.closed_at, disputes.c.id)
        .limit(MAX_CASES + 1)
    )
    cases = [dispute_of(row) for row in await tx.execute(closed)]
    if len(cases) > MAX_CASES:
        raise TooManyCases(MAX_CASES)
    journals, places = await logs(tx, [case.id for case in cases])
    plays = []
    for case in cases:
        own = case.hash == candidate.hash
        policy = await shelf.of(tx, case) if own else candidate
        before = course(case, places[case.id], journals[case.id])
        plays.append(Play(dispute=case, journal=journals[case.id], policy=policy, before=before))
    return plays


async def logs(tx: DisputeTx, ids: list[UUID]) -> tuple[dict[UUID, list[Entry]], dict[UUID, list[str]]]:
    journals: dict[UUID, list[Entry]] = defaultdict(list)
    places: dict[UUID, list[str]] = defaultdict(list)
    heard = select(journal).where(journal.c.dispute.in_(ids)).order_by(journal.c.dispute, journal.c.seq)
    for row in await tx.execute(heard):
        journals[row.dispute].append(entry_of(row))
    moved = select(transitions).where(transitions.c.dispute.in_(ids)).order_by(transitions.c.dispute, transitions.c.seq)
    for row in await tx.execute(moved):
        places[row.dispute].append(row.to_state)
    return journals, places


async def supplied(tx: DisputeTx, shelf: Shelf, edition: str, cases: Sequence[Supplied]) -> list[Play]:
    policy = await shelf.pinned(tx, edition)
    return [
        Play(dispute=case.dispute(tx.tenant, policy), journal=case.journal(), policy=policy, reference=case.reference)
        for case in cases
    ]


def compare(plays: Sequence[Play]) -> list[Compared]:
    return [
        Compared(
            dispute=play.dispute.id if play.before is not None else None,
            reference=play.reference,
            before=play.before,
            after=replay(play.dispute, play.journal, play.policy),
        )
        for play in plays
    ]


def side(courses: Sequence[Course]) -> Side:
    return Side(
        cases=len(courses),
        without_operator=sum(1 for one in courses if one.without_operator),
        undecided=sum(1 for one in courses if one.outcome is None),
        touches=sum(one.touches for one in courses),
        to_buyers=_sum([one.split.to_buyer for one in courses if one.split is not None]),
        to_sellers=_sum([one.split.to_seller for one in courses if one.split is not None]),
    )


def _sum(amounts: Sequence[Money]) -> tuple[Money, ...]:
    """By currency. Exact: a sum may be more than one amount can be."""
    found: dict[str, int] = defaultdict(int)
    for money in amounts:
        found[money.currency] += money.minor
    return tuple(Money(found[currency], currency) for currency in sorted(found))
