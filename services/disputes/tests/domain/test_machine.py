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
from disputes.engine import evidence_reactions, reactions
from disputes.engine.dispute import Dispute, State
from disputes.engine.errors import ActionNotAllowedInState, CaseClosed
from disputes.engine.forecast import apply_silence, forecast_silence, next_deadline
from disputes.engine.rulings import allowed_rulings
from disputes.engine.transitions import allowed_transitions
from disputes.engine.values import Deadline, EvidenceItem, RequestState
from disputes.policy.files import loader
from disputes.policy.model import Alert, Policy
from disputes.policy.options import Option, RequestedOption
from disputes.policy.vocabulary import TRIGGERS_OF_ACT, Act, Condition, OptionKind, Outcome
from disputes.testing import NOON, POLICIES, a_dispute, engine_context, eur, new_id
from services.disputes.tests.domain.acting import tried
from services.disputes.tests.domain.plain_model import WHOLE, Model
from services.disputes.tests.domain.random_editions import policy_of, raw_editions

PARTIES = [Role.BUYER, Role.SELLER]
WISHES = [
    RequestedOption(OptionKind.REFUND_FULL),
    RequestedOption(OptionKind.REFUND_PARTIAL, basis_points=2500),
    RequestedOption(OptionKind.RETURN_AND_REFUND),
]
PUBLISHED = [tomllib.loads(text) for text in loader.read_sources().values()]
MOVING = sorted(TRIGGERS_OF_ACT)
GOING_ON = {act.value for act in TRIGGERS_OF_ACT} - {"withdraw", "accept_claim"}


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
        codes = tuple(p.code for s in policy.stages.values() for a in s.evidence_requests for p in a.checklist)
        for role in PARTIES:  # so that appeals are complete
            self.case = evidence_reactions.on_item_received(self.case, EvidenceItem(new_id(), role, codes)).dispute
        options = [plain(option) for option in self.case.options]
        self.model = Model(raw, reason, claimant.value, options, NOON)
        self.moved = 0

    def after(self, change) -> None:
        before, self.case = self.case, change.dispute
        assert self.case.version == before.version + (self.case != before)
        ordered = [type(fact).__name__ for fact in change.events]
        self.moved += ordered.count("SettlementOrdered")

    @precondition(lambda self: next_deadline(self.case, self.policy) is not None)
    @rule()
    def nobody_acts(self) -> None:
        while (lapse := next_deadline(self.case, self.policy)) is not None:
            self.after(apply_silence(self.case, lapse, engine_context(self.policy, lapse.at)))
            if not (
                isinstance(lapse.subject, Deadline)
                and isinstance(self.policy.deadlines_by_kind()[lapse.subject.kind].effect, Alert)
            ):
                break
        else:
            return
        expected = self.model.next_silence()
        assert expected is not None
        assert expected[0] == lapse.at
        self.model.silence()
        self.now = max(self.now, lapse.at)

    @precondition(lambda self: next_deadline(self.case, self.policy) is not None)
    @rule()
    def the_workers_are_late(self) -> None:
        """The next clock has run out, but nobody has noticed yet."""
        self.now = max(self.now, next_deadline(self.case, self.policy).at)

    @precondition(lambda self: bool(self.case.requests))
    @rule(data=st.data(), state=st.sampled_from(RequestState))
    def evidence_tells(self, data: st.DataObject, state: RequestState) -> None:
        number = data.draw(st.integers(0, len(self.case.requests) - 1))
        request, context = self.case.requests[number], engine_context(self.policy, self.now)
        react = {
            RequestState.SATISFIED: evidence_reactions.on_request_satisfied,
            RequestState.OPEN: evidence_reactions.on_request_reopened,
            RequestState.LAPSED: evidence_reactions.on_request_expired,
        }[state]
        self.after(react(self.case, request.id, context))
        if request.state is not state:
            self.model.news(self.model.asked[number], state.value, self.now)

    @rule(wish=st.sampled_from(WISHES))
    def they_agree(self, wish: RequestedOption) -> None:
        assume(wish.kind in self.policy.option_kinds)
        option = wish.resolve(self.case.amount)
        self.after(reactions.on_agreement(self.case, option, Outcome.AGREEMENT, engine_context(self.policy, self.now)))
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
        if act is Act.DECIDE and (kinds := allowed_rulings(self.case, self.policy)):
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
        trigger = TRIGGERS_OF_ACT[act][0] if good or len(TRIGGERS_OF_ACT[act]) == 1 else TRIGGERS_OF_ACT[act][1]
        self.model.decided = act is Act.DECIDE or self.model.decided
        if act is Act.ACCEPT_CLAIM:
            self.model.decided = False
        self.model.act(act.value, trigger.value, self.now, ruled)

    @precondition(lambda self: self.case.state in (State.SETTLING, State.REVERSING))
    @rule()
    def escrow_confirms(self) -> None:
        self.now += timedelta(hours=1)
        if self.case.state is State.REVERSING:
            self.after(reactions.on_funds_reversed(self.case, self.case.reversal.instruction, None, self.now))
            self.model.settle(self.now)
            return
        self.model.decided_now = self.case.outcome == "decision"
        context = engine_context(self.policy, self.now)
        self.after(reactions.on_settled(self.case, self.case.order.instruction, eur(0), context, None))
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
        stage = self.case.running_stage(self.policy)
        if stage is not None and next_deadline(self.case, self.policy) is None:
            assert self.case.allowed_acts(Role.OPERATOR, self.policy) & set(TRIGGERS_OF_ACT)

    @invariant()
    def the_forecast_is_what_happens(self) -> None:
        ahead, seen = self.case, []
        while (lapse := next_deadline(ahead, self.policy)) is not None:
            before, ahead = ahead, apply_silence(ahead, lapse, engine_context(self.policy, lapse.at)).dispute
            known = {step[:2] for step in allowed_transitions(self.policy)}
            assert ahead.place == before.place or (before.place, ahead.place) in known
            seen.append((lapse.at, ahead.place, ahead.settlement.option.split if ahead.settlement else None))
        assert [(s.at, s.place, s.split) for s in forecast_silence(self.case, self.policy)] == seen


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
