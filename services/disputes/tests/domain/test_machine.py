"""Any sequence of acts, facts and silences, in the four programmes and in random ones, against a plain model."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from common.kernel.errors import DeadlinePassed
from common.kernel.principal import Role
from disputes import policies
from disputes.domain import flow
from disputes.domain.dispute import Dispute, State
from disputes.domain.errors import ActionNotAllowedInState, CaseClosed
from disputes.domain.forecast import fall_silent, forecast, next_lapse
from disputes.domain.legal import transitions
from disputes.domain.options import Option, Wish
from disputes.domain.policy import Alert, Policy
from disputes.domain.records import Asked, Condition, Deadline, Item
from disputes.domain.rulings import rulings_allowed
from disputes.domain.vocabulary import TRIGGERS, Act, OptionKind
from disputes.testing import NOON, POLICIES, a_dispute, eur, fresh
from services.disputes.tests.domain.acting import tried
from services.disputes.tests.domain.plain_model import WHOLE, Model
from services.disputes.tests.domain.random_editions import policy_of, raw_editions

PARTIES = [Role.BUYER, Role.SELLER]
PUBLISHED = [tomllib.loads(text) for text in policies.sources().values()]
MOVING = sorted(TRIGGERS)
GOING_ON = {act.value for act in TRIGGERS} - {"withdraw", "accept_claim"}


def plain(option: Option | None) -> tuple[str, int | None] | None:
    if option is None:
        return None
    return option.kind.value, option.split.to_buyer.minor if option.split else None


class Course(RuleBasedStateMachine):
    """One case. The model has read the same file, and nothing else."""

    raw: dict
    policy: Policy
    case: Dispute
    model: Model

    def open(self, raw: dict, policy: Policy, reason: str, claimant: Role) -> None:
        self.raw, self.policy, self.now, self.operators = raw, policy, NOON, count()
        self.case = a_dispute(policy=policy, reason=reason, opener=claimant)
        codes = tuple(p.code for s in policy.stages.values() for a in s.asks for p in a.checklist)
        for role in PARTIES:  # so that appeals are complete
            self.case = flow.item_received(self.case, Item(fresh(), role, codes)).dispute
        options = [plain(option) for option in self.case.options]
        self.model = Model(raw, reason, claimant.value, options, NOON)
        self.moved = 0

    def after(self, change) -> None:
        before, self.case = self.case, change.dispute
        assert self.case.version == before.version + (self.case != before)
        ordered = [type(fact).__name__ for fact in change.facts]
        self.moved += ordered.count("Ordered")

    @precondition(lambda self: next_lapse(self.case, self.policy) is not None)
    @rule()
    def nobody_acts(self) -> None:
        while (lapse := next_lapse(self.case, self.policy)) is not None:
            self.after(fall_silent(self.case, lapse, self.policy, fresh))
            if not (isinstance(lapse.of, Deadline) and isinstance(self.policy.deadlines()[lapse.of.kind].then, Alert)):
                break
        else:
            return
        expected = self.model.next_silence()
        assert expected is not None
        assert expected[0] == lapse.at
        self.model.silence()
        self.now = max(self.now, lapse.at)

    @precondition(lambda self: next_lapse(self.case, self.policy) is not None)
    @rule()
    def the_workers_are_late(self) -> None:
        """The next clock has run out, but nobody has noticed yet."""
        self.now = max(self.now, next_lapse(self.case, self.policy).at)

    @precondition(lambda self: bool(self.case.requests))
    @rule(data=st.data(), state=st.sampled_from(Asked))
    def evidence_tells(self, data: st.DataObject, state: Asked) -> None:
        number = data.draw(st.integers(0, len(self.case.requests) - 1))
        request, context = self.case.requests[number], {"policy": self.policy, "at": self.now, "fresh": fresh}
        told = {Asked.SATISFIED: flow.request_satisfied, Asked.OPEN: flow.request_reopened,
                Asked.LAPSED: flow.request_lapsed}[state]  # fmt: skip
        self.after(told(self.case, request.id, **context))
        if request.state is not state:
            self.model.news(self.model.asked[number], state.value, self.now)

    @rule(wish=st.sampled_from([Wish(OptionKind.REFUND_FULL), Wish(OptionKind.REFUND_PARTIAL, basis_points=2500),
                                Wish(OptionKind.RETURN_AND_REFUND)]))  # fmt: skip
    def they_agree(self, wish: Wish) -> None:
        assume(wish.kind in self.policy.kinds)
        option = wish.resolve(self.case.amount)
        self.after(flow.agreed(self.case, option, by_silence=False, policy=self.policy, at=self.now, fresh=fresh))
        if (said := self.model.on("agreed")) is not None and self.model.stage:
            self.model.decided = False
            self.model.follow(said, self.now, plain(option))

    @rule(data=st.data())
    def somebody_goes_on(self, data: st.DataObject) -> None:
        """Not `withdraw`: most cases should live longer."""
        roles = [*PARTIES, Role.OPERATOR]
        open_to = [(role, act) for role in roles for act in sorted(self.model.may(role.value)) if act in GOING_ON]
        assume(open_to)
        role, act = data.draw(st.sampled_from(open_to))
        self.somebody_acts(Act(act), role, data)

    @rule(act=st.sampled_from(MOVING), role=st.sampled_from([*PARTIES, Role.OPERATOR]), data=st.data())
    def anybody_tries_anything(self, act: Act, role: Role, data: st.DataObject) -> None:
        self.somebody_acts(act, role, data)

    def somebody_acts(self, act: Act, role: Role, data: st.DataObject) -> None:
        condition = data.draw(st.sampled_from(Condition))
        given = {"at": self.now, "operator": f"operator-{next(self.operators)}", "condition": condition}
        if act is Act.DECIDE and (kinds := rulings_allowed(self.case, self.policy)):
            given["kind"] = data.draw(st.sampled_from(kinds))
        allowed = act.value in self.model.may(role.value)
        late = any(
            due <= self.now for kind, due in self.model.clocks.items() if self.model.clock(kind)["then"] != "proceed"
        )
        late |= act is Act.ESCALATE and self.model.turn is not None and self.model.turn[1] <= self.now
        try:
            change = tried(self.case, act, role, self.policy, **given)
        except CaseClosed:
            assert self.model.place == "closed"
            return
        except ActionNotAllowedInState:
            assert not allowed
            return
        except DeadlinePassed:
            assert allowed
            assert late
            return
        assert allowed
        assert not late
        self.after(change)
        ruled = plain(self.case.ruling.option) if act is Act.DECIDE else None
        good = condition is Condition.RECEIVED
        trigger = TRIGGERS[act][0] if good or len(TRIGGERS[act]) == 1 else TRIGGERS[act][1]
        self.model.decided = act is Act.DECIDE or self.model.decided
        if act is Act.ACCEPT_CLAIM:
            self.model.decided = False
        self.model.act(act.value, trigger.value, self.now, ruled)

    @precondition(lambda self: self.case.state in (State.SETTLING, State.REVERSING))
    @rule()
    def escrow_confirms(self) -> None:
        self.now += timedelta(hours=1)
        if self.case.state is State.REVERSING:
            self.after(flow.moved_back(self.case, self.case.reversal.instruction, None, at=self.now))
            self.model.settle(self.now)
            return
        self.model.decided_now = self.case.outcome == "decision"
        paid = {"policy": self.policy, "at": self.now, "fresh": fresh}
        self.after(flow.settled(self.case, self.case.order.instruction, eur(0), **paid))
        self.model.settle(self.now)

    @invariant()
    def both_say_the_same(self) -> None:
        assert self.case.place == self.model.place
        paid = self.case.settlement
        assert (None if paid is None else paid.option.split.to_buyer.minor) == self.model.paid
        assert (self.case.reversal is not None) == self.model.moved_again

    @invariant()
    def money_is_conserved_and_ordered_once(self) -> None:
        assert self.moved == (self.case.order is not None)
        paid = self.case.settlement
        assert paid is None or paid.option.split.total.minor == WHOLE

    @invariant()
    def there_is_no_dead_end(self) -> None:
        stage = self.case.standing(self.policy)
        if stage is not None and next_lapse(self.case, self.policy) is None:
            assert self.case.allowed(Role.OPERATOR, self.policy) & set(TRIGGERS)

    @invariant()
    def the_forecast_is_what_happens(self) -> None:
        ahead, seen = self.case, []
        while (lapse := next_lapse(ahead, self.policy)) is not None:
            before, ahead = ahead, fall_silent(ahead, lapse, self.policy, fresh).dispute
            known = {step[:2] for step in transitions(self.policy)}
            assert ahead.place == before.place or (before.place, ahead.place) in known
            seen.append((lapse.at, ahead.place, ahead.settlement.option.split if ahead.settlement else None))
        assert [(s.at, s.place, s.split) for s in forecast(self.case, self.policy)] == seen


class Published(Course):
    @initialize(number=st.integers(0, len(PUBLISHED) - 1), data=st.data())
    def begin(self, number: int, data: st.DataObject) -> None:
        raw = PUBLISHED[number]
        reason = data.draw(st.sampled_from(sorted(raw["reasons"])))
        claimant = Role(data.draw(st.sampled_from(raw["reasons"][reason]["openers"])))
        self.open(raw, POLICIES[raw["edition"]], reason, claimant)


class Invented(Course):
    @initialize(raw=raw_editions(), claimant=st.sampled_from(PARTIES))
    def begin(self, raw: dict, claimant: Role) -> None:
        try:
            policy = policy_of(raw)
        except ValueError:
            assume(False)
        self.open(raw, policy, "a_reason", claimant)


QUICK = settings(
    max_examples=60, stateful_step_count=20, deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)  # fmt: skip
Published.TestCase.settings = QUICK
Invented.TestCase.settings = QUICK
TestPublished = Published.TestCase
TestInvented = Invented.TestCase


def test_the_random_editions_are_editions() -> None:
    """Most that are drawn must be sound, or the machine above would prove little."""
    from hypothesis import given

    sound = []

    @settings(max_examples=60, database=None, deadline=None)
    @given(raw=raw_editions())
    def drawn(raw: dict) -> None:
        try:
            sound.append(policy_of(raw) is not None)
        except ValueError:
            sound.append(False)

    drawn()
    assert sum(sound) > len(sound) / 3
