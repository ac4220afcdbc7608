"""Gathers cases to play again, and adds up what came out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from common.kernel.money import Money
from disputes.cases.journal import Entry
from disputes.editions.catalogue import EditionCatalogue
from disputes.editions.model import EditionsTx
from disputes.engine.dispute import Dispute
from disputes.policy.model import Policy

from .replay import Course, replay


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


async def supplied(tx: EditionsTx, shelf: EditionCatalogue, edition: str, cases: Sequence[Supplied]) -> list[Play]:
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
