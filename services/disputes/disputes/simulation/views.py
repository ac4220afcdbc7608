"""Views of a simulation: every case that would have ended otherwise, and the sums of both sides."""

from __future__ import annotations

from collections.abc import Sequence

from common.web.schemas import MoneyView

from .comparison import ComparedCase, Totals, add_up_results
from .replay import CaseResult
from .schemas import CaseResultView, FlipView, SideView, SimulationView


def case_result_view(result: CaseResult) -> CaseResultView:
    return CaseResultView(
        outcome=result.outcome,
        to_buyer=MoneyView.from_money(result.paid.to_buyer) if result.paid else None,
        to_seller=MoneyView.from_money(result.paid.to_seller) if result.paid else None,
        fee=MoneyView.from_money(result.paid.fee) if result.paid else None,
        places=list(result.places),
        touches=result.touches,
        ended_at=result.ended_at,
    )


def flip_view(compared: ComparedCase) -> FlipView:
    return FlipView(
        dispute=compared.dispute,
        reference=compared.reference,
        before=case_result_view(compared.before) if compared.before else None,
        after=case_result_view(compared.after) if compared.after else None,
    )


def side_view(totals: Totals, minutes: int) -> SideView:
    return SideView(
        cases=totals.cases,
        resolved_without_operator=totals.without_operator,
        undecided=totals.undecided,
        operator_touches=totals.touches,
        operator_minutes=totals.touches * minutes,
        to_buyers=[MoneyView.from_money(money) for money in totals.to_buyers],
        to_sellers=[MoneyView.from_money(money) for money in totals.to_sellers],
        fees=[MoneyView.from_money(money) for money in totals.fees],
    )


def simulation_view(edition: str, compared: Sequence[ComparedCase], minutes_per_touch: int) -> SimulationView:
    flipped = [case for case in compared if case.flips]
    history = [case.before for case in compared if case.before is not None]
    admitted = [case.after for case in compared if case.after is not None]
    return SimulationView(
        edition=edition,
        cases=len(compared),
        not_admitted=len(compared) - len(admitted),
        flips=len(flipped),
        flipped=[flip_view(case) for case in flipped],
        before=side_view(add_up_results(history), minutes_per_touch) if history else None,
        after=side_view(add_up_results(admitted), minutes_per_touch),
    )
