"""Any sequence of acts and silences, against a model so plain that it is obviously right."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from common.kernel.errors import DomainError
from common.kernel.timing import Timing
from mediation.domain import reactions
from mediation.domain.events import (
    PROPOSAL_EVENTS,
    AgreementReached,
    NegotiationFailed,
    NegotiationUpdated,
    TurnChanged,
)
from mediation.domain.mediation import Change
from mediation.domain.options import OBLIGATION_KINDS, Option, OptionKind, RequestedOption
from mediation.domain.proposal import CHOSEN_STATES, Overtaking, ProposalState
from mediation.domain.silent_ends import forecast_silence
from mediation.domain.states import ENDED_STATES, State
from mediation.domain.terms import RejectionRule, Side, SilenceRule
from mediation.testing import DAY, FULL_REFUND, NOON, TREE, a_mediation, decide, eur, guided_mediation, request_refund

SIDES = st.sampled_from(list(Side))
NUMBERS = st.integers(1, 4)
VERSIONS = st.integers(1, 3)
AMOUNTS = st.integers(1, 99)
ANSWERS = [("damage", "packaging"), ("damage", "partly"), ("repairable", False), ("replaceable", True), ("zzz", 1)]


class Negotiation(RuleBasedStateMachine):
    """The model: when it was over, what was reached, and how many facts and versions were told."""

    @initialize(
        on_silence=st.sampled_from(list(SilenceRule)),
        counter_silence=st.sampled_from(list(SilenceRule)),
        reject=st.sampled_from(list(RejectionRule)),
        max_rounds=st.integers(0, 3),
        amendable=st.booleans(),
        claimant=SIDES,
        guided_there=st.booleans(),
        first=st.sampled_from([FULL_REFUND, Option(OptionKind.REPLACEMENT, None)]),
    )
    def opens(self, guided_there, first, **terms) -> None:
        self.now, self.winners, self.failures, self.heard, self.slack = NOON, 0, 0, 0, timedelta()
        self.found = (
            guided_mediation(amount=eur(100), **terms) if guided_there else a_mediation(options=(first,), **terms)
        )
        self.told = self.found.event_count
        self.paused_since = None
        self.ids = iter(range(1, 10**6))

    @rule(hours=st.integers(1, 80))
    def time_passes(self, hours) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def the_worker_fires(self) -> None:
        before = self.found
        if (forecast := forecast_silence(before)) is not None and self.now >= forecast.at:
            self._keep(before.expire(forecast.at))
            assert forecast.option == self.found.snapshot.submitted_option

    @rule(overtaken=st.booleans(), for_good=st.booleans())
    def the_owner_decides(self, overtaken, for_good) -> None:
        decided = decide(
            Change(self.found), Overtaking("case_ended", "closed") if overtaken else None, ends_negotiation=for_good
        )
        self._keep(decided)
        assert self.found.snapshot.state is not State.PENDING

    @rule(side=SIDES, answer=st.sampled_from(ANSWERS))
    def answers(self, side, answer) -> None:
        self._try(lambda m, timing: m.answer_question(TREE, *answer, by=side, timing=timing))

    @rule(side=SIDES, kind=st.sampled_from(OptionKind))
    def ends_the_walk(self, side, kind) -> None:
        if self.found.snapshot.state is State.GUIDING:
            id = UUID(int=next(self.ids))
            self._try(lambda m, timing: m.make_proposal(id, [RequestedOption(kind)], tree=TREE, by=side, timing=timing))

    @rule()
    def the_case_pauses(self) -> None:
        if self.paused_since is None:
            self.paused_since, self.heard = self.now, self.heard + 1
            self._keep(reactions.on_case_paused(self.found, self.now, self.heard))

    @rule()
    def the_case_goes_on(self) -> None:
        if self.paused_since is not None:
            self.heard += 1
            self.slack += self.now - self.paused_since
            self._keep(reactions.on_case_resumed(self.found, self.paused_since, self.now, self.heard))
            self.paused_since = None

    @rule(hours=st.integers(1, 48))
    def an_operator_gives_time(self, hours) -> None:
        if self.found.snapshot.due_at is not None:
            self.slack += timedelta(hours=hours)
            self._keep(reactions.on_deadline_extended(self.found, self.found.snapshot.due_at + timedelta(hours=hours)))

    @rule(side=SIDES, number=NUMBERS, version=VERSIONS)
    def accepts(self, side, number, version) -> None:
        self._try(
            lambda m, timing: m.accept_proposal(number, version, 0, by=side, timing=timing),
            answers=(side, number, version),
        )

    @rule(side=SIDES, number=NUMBERS, version=VERSIONS)
    def rejects(self, side, number, version) -> None:
        self._try(
            lambda m, timing: m.reject_proposal(number, version, by=side, timing=timing),
            answers=(side, number, version),
        )

    @rule(side=SIDES, number=NUMBERS, version=VERSIONS, minor=AMOUNTS)
    def counters(self, side, number, version, minor) -> None:
        id = UUID(int=next(self.ids))
        self._try(
            lambda m, timing: m.counter_proposal(id, [request_refund(minor)], number, version, by=side, timing=timing),
            answers=(side, number, version),
        )

    @rule(side=SIDES, minor=AMOUNTS)
    def proposes(self, side, minor) -> None:
        id = UUID(int=next(self.ids))
        if self.found.snapshot.state is not State.GUIDING:
            self._try(lambda m, timing: m.make_proposal(id, [request_refund(minor)], by=side, timing=timing))

    @rule(side=SIDES, number=NUMBERS, version=VERSIONS, minor=AMOUNTS)
    def amends(self, side, number, version, minor) -> None:
        self._try(lambda m, timing: m.amend_proposal([request_refund(minor)], number, version, by=side, timing=timing))

    @rule()
    def the_case_escalates(self) -> None:
        self._keep(reactions.on_case_escalated(self.found, self.now))

    @rule()
    def the_case_closes(self) -> None:
        self._keep(reactions.on_case_closed(self.found))

    @rule()
    def the_money_moves(self) -> None:
        self._keep(reactions.on_settlement_ordered(self.found))

    def _try(self, act, answers=None) -> None:
        before = self.found
        try:
            change = act(before, Timing(self.now, self.now))
        except DomainError:
            return
        assert before.snapshot.state not in ENDED_STATES
        assert before.snapshot.state is not State.PENDING
        is_new_offer = before.snapshot.state is State.OPEN and answers is None
        assert not before.snapshot.is_late(self.now) or is_new_offer
        if answers is not None:
            side, number, version = answers
            standing = before.snapshot.current_proposal
            assert (standing.by, standing.number, standing.version) == (side.other, number, version)
        self._keep(change)

    def _keep(self, change) -> None:
        if change.lapsed is not None:
            self._keep(change.lapsed)
        if change.mediation == self.found:
            assert not change.events
            return
        assert isinstance(change.events[-1], TurnChanged)
        assert change.mediation.version == self.found.version + 1
        assert any(isinstance(event, (*PROPOSAL_EVENTS, NegotiationUpdated)) for event in change.events), "PRM-4: told"
        self.told += len(change.events)
        self.winners += sum(isinstance(fact, AgreementReached) for fact in change.events)
        self.failures += sum(isinstance(fact, NegotiationFailed) for fact in change.events)
        self.found = change.mediation

    @invariant()
    def nobody_wins_twice(self) -> None:
        taken = [p for p in self.found.snapshot.proposals if p.state in CHOSEN_STATES]
        assert len(taken) == min(self.winners, 1)
        assert self.found.snapshot.state is not State.AGREED or taken
        if taken and self.found.snapshot.state not in (State.CLOSED, State.PENDING):
            to_do = taken[0].options[taken[0].chosen].kind in OBLIGATION_KINDS
            assert self.found.snapshot.state is (State.OPEN if to_do else State.AGREED)
        assert self.failures <= 1

    @invariant()
    def at_most_the_newest_stands(self) -> None:
        found = self.found.snapshot.proposals
        assert all(p.state is not ProposalState.STANDING for p in found[:-1])
        assert [p.number for p in found] == list(range(1, len(found) + 1))

    @invariant()
    def rounds_never_jump(self) -> None:
        rounds = [p.round for p in self.found.snapshot.proposals]
        assert all(0 <= after - before <= 1 for before, after in pairwise(rounds))

    @invariant()
    def facts_are_counted(self) -> None:
        assert self.found.event_count == self.told

    @invariant()
    def a_clock_runs_only_while_negotiating_and_never_far(self) -> None:
        if self.found.snapshot.due_at is not None:
            assert self.found.snapshot.due_at <= self.now + 5 * DAY + self.slack

    @invariant()
    def what_was_asked_stays_on_record(self) -> None:
        walk = self.found.snapshot.walk
        assert walk is None or len({a.question for a in walk.answers}) == len(walk.answers)

    @invariant()
    def nothing_expires_while_the_clock_stands_still(self) -> None:
        snapshot = self.found.snapshot
        if snapshot.paused_at is None or snapshot.current_proposal is None or snapshot.state is State.PENDING:
            return  # what waits for its owner keeps the end that it has come to
        if snapshot.due_at is not None and snapshot.due_at <= snapshot.paused_at:
            assert snapshot.current_proposal.expires_at == snapshot.due_at, "what was over is not revived by a pause"
        else:
            assert snapshot.current_proposal.expires_at is None
            assert forecast_silence(self.found) is None


Negotiation.TestCase.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
TestNegotiation = Negotiation.TestCase
