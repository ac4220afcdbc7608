"""Any sequence of acts and silences, against a model so plain that it is obviously right."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from common.kernel import DomainError, Moment
from mediation.domain.facts import Failed, Reached, TurnChanged
from mediation.domain.proposal import TAKEN, ProposalState
from mediation.domain.states import OVER, State
from mediation.domain.terms import Rejecting, Side, Silence
from mediation.testing import DAY, NOON, a_mediation, wish

SIDES = st.sampled_from(list(Side))
NUMBERS = st.integers(1, 4)
VERSIONS = st.integers(1, 3)
AMOUNTS = st.integers(1, 99)


class Negotiation(RuleBasedStateMachine):
    """The model: when it was over, what was reached, and how many facts and versions were told."""

    @initialize(
        on_silence=st.sampled_from(list(Silence)),
        counter_silence=st.sampled_from(list(Silence)),
        reject=st.sampled_from(list(Rejecting)),
        max_rounds=st.integers(0, 3),
        amendable=st.booleans(),
        claimant=SIDES,
    )
    def opens(self, **terms) -> None:
        self.now, self.told, self.winners, self.failures = NOON, 2, 0, 0
        self.found = a_mediation(**terms)
        self.ids = iter(range(1, 10**6))

    @rule(hours=st.integers(1, 80))
    def time_passes(self, hours) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def the_worker_fires(self) -> None:
        before = self.found
        if (forecast := before.forecast()) is not None and self.now >= forecast.at:
            self._keep(before.lapse(forecast.at))
            agreed = self.found.agreed
            assert forecast.option == (None if agreed is None else agreed.options[0])

    @rule(side=SIDES, number=NUMBERS, version=VERSIONS)
    def accepts(self, side, number, version) -> None:
        self._try(lambda m, at: m.accept(number, version, 0, by=side, at=at), answers=(side, number, version))

    @rule(side=SIDES, number=NUMBERS, version=VERSIONS)
    def rejects(self, side, number, version) -> None:
        self._try(lambda m, at: m.reject(number, version, by=side, at=at), answers=(side, number, version))

    @rule(side=SIDES, number=NUMBERS, version=VERSIONS, minor=AMOUNTS)
    def counters(self, side, number, version, minor) -> None:
        id = UUID(int=next(self.ids))
        self._try(
            lambda m, at: m.counter(id, [wish(minor)], number, version, by=side, at=at), answers=(side, number, version)
        )

    @rule(side=SIDES, minor=AMOUNTS)
    def proposes(self, side, minor) -> None:
        id = UUID(int=next(self.ids))
        self._try(lambda m, at: m.propose(id, [wish(minor)], by=side, at=at))

    @rule(side=SIDES, number=NUMBERS, version=VERSIONS, minor=AMOUNTS)
    def amends(self, side, number, version, minor) -> None:
        self._try(lambda m, at: m.amend([wish(minor)], number, version, by=side, at=at))

    @rule()
    def the_case_escalates(self) -> None:
        self._keep(self.found.note_escalated())

    @rule()
    def the_money_moves(self) -> None:
        self._keep(self.found.note_settling())

    def _try(self, act, answers=None) -> None:
        before = self.found
        try:
            change = act(before, Moment(self.now, self.now))
        except DomainError:
            return
        assert before.state not in OVER
        assert before.due_at is None or self.now < before.due_at
        if answers is not None:
            side, number, version = answers
            standing = before.standing
            assert (standing.by, standing.number, standing.version) == (side.other, number, version)
        self._keep(change)

    def _keep(self, change) -> None:
        if change.mediation == self.found:
            assert not change.facts
            return
        assert isinstance(change.facts[-1], TurnChanged)
        assert change.mediation.version == self.found.version + 1
        self.told += len(change.facts)
        self.winners += sum(isinstance(fact, Reached) for fact in change.facts)
        self.failures += sum(isinstance(fact, Failed) for fact in change.facts)
        self.found = change.mediation

    @invariant()
    def nobody_wins_twice(self) -> None:
        taken = [p for p in self.found.proposals if p.state in TAKEN]
        assert len(taken) == self.winners <= 1
        assert (self.found.state is State.AGREED) == bool(taken)
        assert self.failures <= 1

    @invariant()
    def at_most_the_newest_stands(self) -> None:
        older = self.found.proposals[:-1]
        assert all(p.state not in (ProposalState.STANDING, *TAKEN) for p in older)
        assert [p.number for p in self.found.proposals] == list(range(1, len(older) + 2))

    @invariant()
    def rounds_never_jump(self) -> None:
        rounds = [p.round for p in self.found.proposals]
        assert all(0 <= after - before <= 1 for before, after in pairwise(rounds))

    @invariant()
    def facts_are_counted(self) -> None:
        assert self.found.facts == self.told

    @invariant()
    def a_clock_runs_only_while_negotiating_and_never_far(self) -> None:
        if self.found.due_at is not None:
            assert self.found.due_at <= self.now + 5 * DAY or self.found.due_at <= NOON + 5 * DAY


Negotiation.TestCase.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
TestNegotiation = Negotiation.TestCase
