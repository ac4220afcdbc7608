"""Comparison of cases as they went with how they would have gone, and the sums of both. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from common.kernel.money import Money
from disputes.engine.dispute import Dispute
from disputes.journal.model import JournalEntry
from disputes.policy.model import Policy

from .replay import CaseResult, replay_case


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayableCase:
    dispute: Dispute
    journal: Sequence[JournalEntry]
    policy: Policy
    before: CaseResult | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCase:
    dispute: UUID | None
    reference: str | None
    before: CaseResult | None
    after: CaseResult | None

    @property
    def flips(self) -> bool:
        return self.before is not None and (self.after is None or not self.after.ends_like(self.before))


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    cases: int
    without_operator: int
    undecided: int
    touches: int
    to_buyers: tuple[Money, ...]
    to_sellers: tuple[Money, ...]
    fees: tuple[Money, ...]


def compare_cases(plays: Iterable[ReplayableCase]) -> list[ComparedCase]:
    return [
        ComparedCase(
            dispute=play.dispute.id if play.before is not None else None,
            reference=play.reference,
            before=play.before,
            after=replay_case(play.dispute, play.journal, play.policy),
        )
        for play in plays
    ]


def add_up_results(results: Sequence[CaseResult]) -> Totals:
    return Totals(
        cases=len(results),
        without_operator=sum(1 for result in results if result.without_operator),
        undecided=sum(1 for result in results if result.outcome is None),
        touches=sum(result.touches for result in results),
        to_buyers=_sum_by_currency([result.paid.to_buyer for result in results if result.paid is not None]),
        to_sellers=_sum_by_currency([result.paid.to_seller for result in results if result.paid is not None]),
        fees=_sum_by_currency([result.paid.fee for result in results if result.paid is not None]),
    )


def _sum_by_currency(amounts: Sequence[Money]) -> tuple[Money, ...]:
    """Exact: a sum may be more than one amount can be."""
    sums: dict[str, int] = defaultdict(int)
    for money in amounts:
        sums[money.currency] += money.minor
    return tuple(Money(sums[currency], currency) for currency in sorted(sums))
