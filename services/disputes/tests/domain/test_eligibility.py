"""What is told of a report before it is made is what then becomes of it, wherever the escrow stands."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, product

import pytest

from common.execution.commands import Context
from common.kernel.deal_money import AutomaticStep, DealMoney, NextStep
from common.kernel.errors import DomainError
from common.kernel.fees import Fee, FundedPrice
from common.kernel.money import Money
from common.kernel.principal import Principal, Role
from common.kernel.terms import Term, Unit
from common.kernel.timing import Timing
from disputes.cases.commands import OpenDispute, open_dispute
from disputes.cases.loading import DisputedDeal
from disputes.engine.dispute import Dispute, State
from disputes.engine.known_escrow import EscrowState, KnownEscrow
from disputes.explanation.model import assess_eligibility
from disputes.policy.model import Policy
from disputes.policy.options import RequestedOption, option_kinds_of
from disputes.policy.vocabulary import OpeningRequirement, OptionKind, Outcome
from disputes.testing import NOON, POLICIES, TENANT, a_dispute, a_statement, an_escrow, new_id

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
EDITIONS = sorted(edition for edition in POLICIES if edition.endswith("2026-12"))
DELIVERED_AT = NOON + DAY
FUNDS = ((10_000, 0), (10_000, 4_000), (10_000, 10_000), (0, 0))
"""How much is held, and how much of it an earlier case still freezes."""


def steps() -> Iterator[NextStep | None]:
    yield None
    for kind in set(AutomaticStep) - {AutomaticStep.FUNDING_EXPIRY}:
        yield NextStep(kind, NOON + 3 * DAY)


def escrows() -> Iterator[KnownEscrow]:
    for state, (held, frozen), step in product(EscrowState, FUNDS, steps()):
        currency = "JPY" if step is None else "KWD"
        funds = FundedPrice(price=10_000, hold=held, released=0, refunded=0)
        yield replace(
            an_escrow(),
            state=state,
            held_amount=Money(held, currency),
            frozen_amount=Money(frozen, currency),
            delivered_at=DELIVERED_AT if state is EscrowState.DELIVERED else None,
            money=DealMoney(currency=currency, fee=Fee(), funds=funds, frozen=frozen, next_step=step),
        )


def histories(policy: Policy) -> Iterator[tuple[Dispute, ...]]:
    """Earlier cases of the deal: none, one that runs, and some that have ended, by either side."""
    opener = next(iter(sorted(policy.openers)))
    one = a_dispute(policy=policy, opener=opener)
    ended = {"state": State.CLOSED, "closed_at": NOON, "deadlines": ()}
    void, ruled, withdrawn = (
        replace(one, outcome=outcome, **ended) for outcome in (Outcome.VOID, Outcome.DECISION, Outcome.WITHDRAWN)
    )
    yield from ((), (one,), (void,), (ruled,), (withdrawn,), (void, withdrawn), (withdrawn, withdrawn))


def instants(policy: Policy) -> Iterator[datetime]:
    """Just before, at and after each end there is: of what is too early, of escrow's own step, of the filing."""
    term = policy.filing.term.nominal_length
    for end in (NOON + timedelta(hours=1), NOON + 3 * DAY, NOON + term, DELIVERED_AT + term):
        yield from (end - TICK, end)


def opening(escrow: KnownEscrow, policy: Policy, reason: str, minor: int) -> OpenDispute:
    amount, kinds = Money(minor, escrow.held_amount.currency), option_kinds_of(policy, reason)
    wishes = [RequestedOption(OptionKind.REFUND_FULL)] if OptionKind.REFUND_FULL in kinds else []
    needs_options = OpeningRequirement.OPTIONS in policy.opening_requirements
    return OpenDispute(
        escrow.id, None, reason, amount, wishes if needs_options else [], "So it is.", a_statement(policy)
    )


def refusal_of_opening(
    escrow: KnownEscrow, policy: Policy, earlier: Sequence[Dispute], role: Role, reason: str, at: datetime, minor: int
) -> DomainError | None:
    context = Context(Principal(TENANT, role, f"{role}-1"), Timing(at, at), new_id, "request")
    try:
        open_dispute(DisputedDeal(escrow, policy, earlier), opening(escrow, policy, reason, minor), context)
    except DomainError as refusal:
        return refusal
    return None


def spell(refusal: DomainError | None) -> tuple[object, ...]:
    if refusal is None:
        return ()
    return (refusal.code, getattr(refusal, "closed_at", None), getattr(refusal, "opens_at", None), refusal.rests_on)


def combine(policy: Policy) -> Iterator[tuple[KnownEscrow, tuple[Dispute, ...], datetime, Role, str]]:
    reasons = [next(iter(policy.reasons)), list(policy.reasons)[-1]]
    every = product(escrows(), histories(policy), instants(policy), (Role.BUYER, Role.SELLER), reasons)
    return islice(every, None, None, 1 if os.environ.get("CASES") == "all" else 29)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("earliest", [None, Term(1, Unit.HOUR)], ids=str)
def test_prm_34_prm_36_what_is_told_of_a_report_is_what_opening_one_answers(edition: str, earliest) -> None:
    policy = POLICIES[edition]
    policy = replace(policy, filing=replace(policy.filing, earliest=earliest))
    seen = set()
    for escrow, earlier, at, role, reason in combine(policy):
        told = assess_eligibility(escrow, policy, (role,), earlier=earlier, received_at=at)
        expected = spell(told.find_refusal(reason))
        for minor in {1, max(told.available.minor, 1)}:
            answered = spell(refusal_of_opening(escrow, policy, earlier, role, reason, at, minor))
            assert answered == expected, (escrow, role, reason, at, minor)
        if not expected:
            too_much = refusal_of_opening(escrow, policy, earlier, role, reason, at, told.available.minor + 1)
            assert too_much.code in ("insufficient_hold", "not_known_yet"), "it is the most there is"
            assert at >= told.opens_at
            assert told.closes_at is None or at < told.closes_at
        if told.closed_at is not None:
            assert told.closed_at == told.closes_at <= at
        seen.add(expected[:1])
    codes = {"already_disputed", "escrow_not_funded", "filing_window_closed", "insufficient_hold", "not_known_yet"}
    assert {(), *((code,) for code in codes)} <= seen


def test_k1_a_report_at_the_end_of_its_window_hears_of_that_whether_escrow_has_paid_by_then_or_not() -> None:
    policy = POLICIES["report_review-2026-12"]
    ends_at = DELIVERED_AT + policy.filing.term.nominal_length
    release = NextStep(AutomaticStep.AUTO_RELEASE, ends_at)
    funds = FundedPrice(price=10_000, hold=10_000, released=0, refunded=0)
    money = DealMoney(currency="EUR", fee=Fee(), funds=funds, frozen=0, next_step=release)
    waiting = replace(an_escrow(), state=EscrowState.DELIVERED, delivered_at=DELIVERED_AT, money=money)
    paid = replace(waiting, state=EscrowState.RELEASED, ended_at=ends_at, ended_by="auto_release")
    paid_before = replace(paid, ended_at=ends_at - DAY)

    for escrow, code in (
        (waiting, "filing_window_closed"),
        (paid, "filing_window_closed"),
        (paid_before, "escrow_not_funded"),
    ):
        with pytest.raises(DomainError) as refused:
            escrow.require_disputable(Money(1, escrow.held_amount.currency), policy, ends_at)
        assert refused.value.code == code
    waiting.require_disputable(Money(1, waiting.held_amount.currency), policy, ends_at - TICK)
