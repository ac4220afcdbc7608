"""The rules of section 3 (and O4, O6 of section 2) of the dispute rules, one by one."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from common.kernel.errors import DeadlinePassed, DomainError, NotFound
from common.kernel.ids import new_id
from common.kernel.terms import Term
from common.kernel.timing import Timing
from mediation.domain import reactions
from mediation.domain.errors import (
    CaseClosed,
    CounterOfferRequired,
    NoSuchOption,
    NotAmendable,
    NotYourTurn,
    OwnProposal,
    ProposalSuperseded,
    RoundsExhausted,
)
from mediation.domain.events import (
    AgreementBasis,
    AgreementReached,
    FailureReason,
    NegotiationFailed,
    NegotiationUpdated,
    ProposalAccepted,
    ProposalAmended,
    ProposalExpired,
    ProposalMade,
    ProposalRejected,
    Silence,
    TurnChanged,
)
from mediation.domain.mediation import Mediation
from mediation.domain.options import Option, OptionKind, RequestedOption
from mediation.domain.proposal import ProposalState
from mediation.domain.silent_ends import forecast_silence
from mediation.domain.snapshot import MAX_PROPOSALS
from mediation.domain.states import Action, State
from mediation.domain.terms import RejectionRule, Side, SilenceRule
from mediation.testing import (
    COSMETIC_DAMAGE,
    DAY,
    FULL_REFUND,
    NOON,
    TREE,
    a_mediation,
    accept,
    answer_questions,
    counter,
    expire,
    guided_mediation,
    open_case,
    partial_refund,
    propose_solutions,
    reject_counter,
    request_refund,
    some_terms,
    timing_at,
)

B, S = Side.BUYER, Side.SELLER
MICRO = timedelta(microseconds=1)
DUE = NOON + 5 * DAY
LATER = timing_at(NOON + DAY)


def kinds(change) -> list[type]:
    return [type(fact) for fact in change.events]


def recorded() -> Mediation:
    """A rejection that the policy simply records: nothing stands, the clock runs."""
    return a_mediation(reject=RejectionRule.ALLOWED).reject_proposal(1, 1, by=S, timing=LATER).mediation


def to_be_replaced() -> Mediation:
    """They agreed on something that has to be done: until money moves they may think better of it."""
    options = (Option(OptionKind.REPLACEMENT, None), partial_refund(70))
    return accept(a_mediation(options=options), 1, 1, 0, by=S, timing=LATER).mediation


STATES = {
    "opening stands": a_mediation(),
    "opening stands, seller claims": a_mediation(claimant=S),
    "opening stands, not amendable": a_mediation(amendable=False),
    "opening stands, rejecting escalates": a_mediation(reject=RejectionRule.ESCALATES),
    "opening stands, rejecting allowed": a_mediation(reject=RejectionRule.ALLOWED),
    "opening stands, no rounds": a_mediation(max_rounds=0),
    "rejection recorded": recorded(),
    "countered": counter(a_mediation()),
    "countered, two rounds": counter(a_mediation(max_rounds=2)),
    "countered twice": counter(counter(a_mediation(max_rounds=3)), 60, by=B),
    "open, nothing stands": reject_counter(a_mediation()),
    "open, buyer proposed": reject_counter(a_mediation())
    .make_proposal(new_id(), [request_refund(60)], by=B, timing=LATER)
    .mediation,
    "open, escalated over its head": reactions.on_case_escalated(a_mediation(), NOON).mediation,
    "agreed": accept(a_mediation(), 1, 1, 0, by=S, timing=LATER).mediation,
    "executed on silence": expire(a_mediation(), DUE).mediation,
    "closed": reactions.on_case_closed(a_mediation()).mediation,
    "guided, first question": guided_mediation(),
    "guided, all answered": answer_questions(guided_mediation(), *COSMETIC_DAMAGE),
    "guided, proposed": propose_solutions(
        answer_questions(guided_mediation(), *COSMETIC_DAMAGE), RequestedOption(OptionKind.REFUND_FULL)
    ),
    "guided, escalated": reactions.on_case_escalated(guided_mediation(), NOON).mediation,
    "abandoned": expire(guided_mediation(), NOON + 3 * DAY).mediation,
    "to be replaced": to_be_replaced(),
}
TRY = {
    Action.ACCEPT: lambda m, p, side, when: m.accept_proposal(p.number, p.version, 0, by=side, timing=when),
    Action.REJECT: lambda m, p, side, when: m.reject_proposal(p.number, p.version, by=side, timing=when),
    Action.COUNTER: lambda m, p, side, when: m.counter_proposal(
        new_id(), [request_refund(33)], p.number, p.version, by=side, timing=when
    ),
    Action.AMEND: lambda m, p, side, when: m.amend_proposal(
        [request_refund(33)], p.number, p.version, by=side, timing=when
    ),
    Action.PROPOSE: lambda m, p, side, when: (
        m.make_proposal(new_id(), [RequestedOption(OptionKind.REFUND_FULL)], tree=TREE, by=side, timing=when)
        if m.snapshot.state is State.GUIDING
        else m.make_proposal(new_id(), [request_refund(33)], by=side, timing=when)
    ),
    Action.ANSWER: lambda m, p, side, when: m.answer_question(TREE, "damage", "packaging", by=side, timing=when),
}
ON_A_PROPOSAL = {Action.ACCEPT, Action.REJECT, Action.COUNTER, Action.AMEND}


@pytest.mark.parametrize(("name", "side", "act", "late"), list(product(STATES, Side, Action, (False, True))))
def test_a_party_can_do_exactly_what_it_is_told_it_may(name, side, act, late) -> None:
    found = STATES[name]
    when = timing_at(DUE + 5 * DAY) if late else LATER

    if act in found.snapshot.allowed_actions(side, when.received_at):
        change = TRY[act](found, found.snapshot.newest_proposal, side, when)
        before = found if change.lapsed is None else change.lapsed.mediation
        assert change.mediation.version == before.version + 1
    elif found.snapshot.newest_proposal is not None or act not in ON_A_PROPOSAL:
        with pytest.raises(DomainError):
            TRY[act](found, found.snapshot.newest_proposal, side, when)


@pytest.mark.parametrize("act", [Action.ACCEPT, Action.REJECT, Action.COUNTER, Action.AMEND, Action.PROPOSE])
@pytest.mark.parametrize("name", ["agreed", "executed on silence", "closed"])
def test_after_the_end_every_act_is_refused_with_the_state(name, act) -> None:
    found = STATES[name]

    with pytest.raises(CaseClosed) as refused:
        TRY[act](found, found.snapshot.proposals[-1], S, LATER)

    assert (refused.value.state, refused.value.allowed_actions) == (found.snapshot.state, [])


def test_d1_the_claim_opens_with_the_claimants_proposal_and_the_respondents_clock() -> None:
    opening = open_case()
    found = opening.mediation

    assert kinds(opening) == [ProposalMade, TurnChanged]
    assert (found.snapshot.state, found.snapshot.awaiting, found.snapshot.due_at) == (State.NEGOTIATING, S, DUE)
    assert (found.version, found.event_count, found.snapshot.current_proposal.round) == (1, 2, 0)


def test_d1_silence_executes_the_first_ranked_option_where_the_policy_says_so() -> None:
    change = expire(a_mediation(), DUE)

    taken = change.mediation.snapshot.agreed_proposal
    assert (taken.state, taken.chosen, taken.accepted_at) == (ProposalState.EXECUTED_ON_SILENCE, 0, None)
    assert change.events == (
        NegotiationUpdated(),
        AgreementReached(taken, FULL_REFUND, AgreementBasis.SILENCE, Silence(S, DUE)),
        TurnChanged(),
    )
    assert (change.mediation.snapshot.state, change.mediation.snapshot.due_at) == (State.AGREED, None)


def test_o4_silence_escalates_where_the_policy_says_so_and_moves_no_money() -> None:
    change = expire(a_mediation(on_silence=SilenceRule.ESCALATE), DUE)

    assert kinds(change) == [ProposalExpired, NegotiationFailed, TurnChanged]
    assert change.events[1] == NegotiationFailed(FailureReason.SILENCE, Silence(S, DUE))
    assert (change.mediation.snapshot.state, change.mediation.snapshot.current_proposal) == (State.OPEN, None)


def test_a_deadline_that_fires_twice_or_is_stale_changes_nothing() -> None:
    found = counter(a_mediation(), when=NOON + DAY)

    assert expire(found, DUE).mediation is found
    lapsed = expire(found, found.snapshot.due_at).mediation
    assert expire(lapsed, found.snapshot.due_at).mediation is lapsed


def test_d2_accepting_in_time_ends_it_with_the_chosen_option() -> None:
    change = accept(a_mediation(), 1, 1, 1, by=S, timing=LATER)

    taken = change.mediation.snapshot.agreed_proposal
    assert change.events == (
        ProposalAccepted(taken, 1),
        AgreementReached(taken, partial_refund(70), AgreementBasis.ACCEPTANCE),
        TurnChanged(),
    )
    assert (taken.state, taken.accepted_at) == (ProposalState.ACCEPTED, NOON + DAY)


@pytest.mark.parametrize("index", [-1, 2])
def test_an_option_that_is_not_there_cannot_be_chosen(index) -> None:
    with pytest.raises(NoSuchOption):
        accept(a_mediation(), 1, 1, index, by=S, timing=LATER)


def test_d3_a_bare_rejection_is_refused_and_the_clock_runs_on() -> None:
    found = a_mediation()

    with pytest.raises(CounterOfferRequired) as refused:
        found.reject_proposal(1, 1, by=S, timing=LATER)

    assert refused.value.allowed_actions == ["accept", "counter"]
    assert expire(found, DUE).mediation.snapshot.state is State.AGREED


def test_d3_without_a_round_left_a_rejection_escalates_instead_of_trapping_the_respondent() -> None:
    change = a_mediation(max_rounds=0).reject_proposal(1, 1, by=S, timing=LATER)

    assert NegotiationFailed(FailureReason.REJECTED) in change.events


def test_d3_a_counter_offer_turns_the_table_with_a_clock_of_its_own() -> None:
    found = a_mediation()

    change = found.counter_proposal(new_id(), [request_refund(40)], 1, 1, by=S, timing=LATER)

    after = change.mediation
    assert kinds(change) == [ProposalMade, TurnChanged]
    assert [p.state for p in after.snapshot.proposals] == [ProposalState.SUPERSEDED, ProposalState.STANDING]
    assert (after.snapshot.awaiting, after.snapshot.due_at, after.snapshot.round) == (B, NOON + 6 * DAY, 1)
    assert after.snapshot.on_silence is SilenceRule.ESCALATE


def test_d3_the_counter_clock_may_count_business_time() -> None:
    found = a_mediation(counter_term=Term.parse("24 business hours"))  # noon is on a Sunday

    after = counter(found)

    assert (after.snapshot.due_at, after.snapshot.clock) == (NOON + 1.5 * DAY, "business")


def test_d4_accepting_the_counter_offer_agrees() -> None:
    change = accept(counter(a_mediation()), 2, 1, 0, by=B, timing=LATER)

    assert change.events[1] == AgreementReached(
        change.mediation.snapshot.agreed_proposal, partial_refund(40), AgreementBasis.ACCEPTANCE
    )


def test_d4_silence_on_the_counter_offer_escalates() -> None:
    found = counter(a_mediation())

    change = expire(found, found.snapshot.due_at)

    assert kinds(change) == [ProposalExpired, NegotiationFailed, TurnChanged]


def test_d4_a_policy_may_execute_the_counter_offer_on_silence() -> None:
    found = counter(a_mediation(counter_silence=SilenceRule.EXECUTE))

    assert expire(found, found.snapshot.due_at).events[1].option == partial_refund(40)


def test_d5_refusing_the_counter_offer_escalates() -> None:
    change = counter(a_mediation()).reject_proposal(2, 1, by=B, timing=LATER)

    assert kinds(change) == [ProposalRejected, NegotiationFailed, TurnChanged]
    assert (change.mediation.snapshot.state, change.mediation.snapshot.due_at) == (State.OPEN, None)


@pytest.mark.parametrize("rejecting", list(RejectionRule))
def test_d5_the_claimant_may_refuse_even_while_rounds_are_left(rejecting) -> None:
    found = counter(a_mediation(reject=rejecting, max_rounds=2))

    assert NegotiationFailed(FailureReason.REJECTED) in found.reject_proposal(2, 1, by=B, timing=LATER).events


def test_o6_wanting_none_escalates_at_once() -> None:
    change = a_mediation(reject=RejectionRule.ESCALATES).reject_proposal(1, 1, by=S, timing=LATER)

    assert NegotiationFailed(FailureReason.REJECTED) in change.events


def test_a_recorded_rejection_leaves_the_clock_and_lets_either_propose() -> None:
    found = recorded()

    assert (found.snapshot.state, found.snapshot.current_proposal, found.snapshot.awaiting, found.snapshot.due_at) == (
        State.NEGOTIATING,
        None,
        None,
        DUE,
    )
    assert found.snapshot.allowed_actions(B, NOON) == found.snapshot.allowed_actions(S, NOON) == {Action.PROPOSE}
    told = (NegotiationUpdated(), NegotiationFailed(FailureReason.SILENCE), TurnChanged())
    assert expire(found, DUE).events == told
    assert found.make_proposal(new_id(), [request_refund(50)], by=B, timing=LATER).mediation.snapshot.round == 1


def test_a_recorded_rejection_after_the_last_round_ends_the_negotiation() -> None:
    change = a_mediation(reject=RejectionRule.ALLOWED, max_rounds=0).reject_proposal(1, 1, by=S, timing=LATER)

    assert NegotiationFailed(FailureReason.ROUNDS_EXHAUSTED) in change.events


def test_rounds_are_counted_and_run_out() -> None:
    found = counter(a_mediation(max_rounds=2))

    second = counter(found, 60, by=B)

    with pytest.raises(RoundsExhausted):
        counter(second)


def test_o4_the_author_amends_until_the_other_side_acts() -> None:
    change = a_mediation().amend_proposal([request_refund(55)], 1, 1, by=B, timing=LATER)

    after = change.mediation
    assert change.events == (ProposalAmended(after.snapshot.current_proposal), TurnChanged())
    assert (
        after.snapshot.current_proposal.version,
        after.snapshot.current_proposal.options,
        after.snapshot.due_at,
    ) == (2, (partial_refund(55),), DUE)
    with pytest.raises(ProposalSuperseded):
        counter(after).amend_proposal([request_refund(56)], 1, 2, by=B, timing=LATER)


def test_a_policy_may_forbid_amending() -> None:
    with pytest.raises(NotAmendable):
        a_mediation(amendable=False).amend_proposal([request_refund(55)], 1, 1, by=B, timing=LATER)


def test_only_the_author_amends() -> None:
    with pytest.raises(NotYourTurn):
        a_mediation().amend_proposal([request_refund(55)], 1, 1, by=S, timing=LATER)


def test_an_acceptance_of_what_has_been_amended_meanwhile_is_refused() -> None:
    amended = a_mediation().amend_proposal([request_refund(55)], 1, 1, by=B, timing=LATER).mediation

    with pytest.raises(ProposalSuperseded) as refused:
        accept(amended, 1, 1, 0, by=S, timing=LATER)

    assert refused.value.standing == {"number": 1, "version": 2}


def test_nobody_accepts_their_own_proposal() -> None:
    with pytest.raises(OwnProposal):
        accept(a_mediation(), 1, 1, 0, by=B, timing=LATER)


def test_nobody_proposes_while_a_proposal_waits_for_its_answer() -> None:
    with pytest.raises(NotYourTurn):
        a_mediation().make_proposal(new_id(), [request_refund(5)], by=B, timing=LATER)


def test_an_unknown_proposal_is_not_found() -> None:
    with pytest.raises(NotFound):
        accept(a_mediation(), 3, 1, 0, by=S, timing=LATER)


def test_what_expired_cannot_be_accepted_later() -> None:
    found = expire(a_mediation(on_silence=SilenceRule.ESCALATE), DUE).mediation

    with pytest.raises(DeadlinePassed):
        accept(found, 1, 1, 0, by=S, timing=timing_at(DUE + DAY))


@pytest.mark.parametrize(("offset", "in_time"), [(-MICRO, True), (0 * MICRO, False), (MICRO, False)])
def test_an_act_is_judged_by_when_it_was_received(offset, in_time) -> None:
    act = Timing(DUE + offset, DUE + DAY)  # however long it waited for the lock

    if in_time:
        assert accept(a_mediation(), 1, 1, 0, by=S, timing=act).mediation.snapshot.state is State.AGREED
    else:
        with pytest.raises(DeadlinePassed):
            accept(a_mediation(), 1, 1, 0, by=S, timing=act)


def test_d14_with_an_operator_they_go_on_proposing_and_accepting() -> None:
    found = reject_counter(a_mediation())

    proposed = found.make_proposal(new_id(), [request_refund(60)], by=S, timing=timing_at(NOON + 90 * DAY)).mediation
    change = accept(proposed, 3, 1, 0, by=B, timing=timing_at(NOON + 94 * DAY))

    assert (proposed.snapshot.due_at, proposed.snapshot.current_proposal.expires_at, proposed.snapshot.round) == (
        NOON + 95 * DAY,
        NOON + 95 * DAY,
        1,
    )
    assert change.mediation.snapshot.state is State.AGREED


def test_d14_a_newer_proposal_replaces_the_standing_one_whoever_made_it() -> None:
    found = reject_counter(a_mediation()).make_proposal(new_id(), [request_refund(60)], by=S, timing=LATER).mediation

    after = found.make_proposal(new_id(), [request_refund(65)], by=B, timing=LATER).mediation

    with pytest.raises(ProposalSuperseded):
        accept(after, 3, 1, 0, by=B, timing=LATER)
    assert after.snapshot.current_proposal.number == 4


def test_d14_a_rejection_there_leaves_the_case_where_it_is() -> None:
    found = reject_counter(a_mediation()).make_proposal(new_id(), [request_refund(60)], by=S, timing=LATER).mediation

    change = found.reject_proposal(3, 1, by=B, timing=LATER)

    assert kinds(change) == [ProposalRejected, TurnChanged]


def test_d14_an_escalation_elsewhere_stops_the_clock_but_leaves_the_proposal() -> None:
    found = reactions.on_case_escalated(a_mediation(), NOON + 2 * DAY).mediation

    assert (found.snapshot.state, found.snapshot.due_at, found.snapshot.current_proposal.expires_at) == (
        State.OPEN,
        NOON + 7 * DAY,
        NOON + 7 * DAY,
    )
    assert reactions.on_case_escalated(found, NOON + 3 * DAY).mediation is found
    assert expire(found, DUE).mediation is found


def talk_out(found: Mediation) -> Mediation:
    """Let the buyer propose as often as anybody may."""
    while sum(proposal.by is B for proposal in found.snapshot.proposals) < MAX_PROPOSALS:
        amount = 60 + len(found.snapshot.proposals) % 2
        found = found.make_proposal(new_id(), [request_refund(amount)], by=B, timing=LATER).mediation
    return found


def test_d14_talking_has_an_end() -> None:
    with pytest.raises(RoundsExhausted):
        talk_out(reject_counter(a_mediation())).make_proposal(new_id(), [request_refund(60)], by=B, timing=LATER)


def test_prm_21_nobody_uses_up_what_the_other_or_a_mediator_may_still_propose() -> None:
    found = talk_out(reject_counter(a_mediation()))

    answered = found.make_proposal(new_id(), [request_refund(30)], by=S, timing=LATER).mediation

    assert answered.snapshot.mediator_may_propose
    assert Action.COUNTER in found.snapshot.allowed_actions(S, LATER.now)
    assert Action.PROPOSE not in found.snapshot.allowed_actions(B, LATER.now)


def test_d6_the_buyers_last_proposal_is_remembered_as_amended() -> None:
    found = a_mediation().amend_proposal([request_refund(55)], 1, 1, by=B, timing=LATER).mediation

    after = found.counter_proposal(new_id(), [request_refund(40)], 1, 2, by=S, timing=LATER).mediation
    assert after.snapshot.last_proposal_of(Side.BUYER).options == (partial_refund(55),)


def test_the_end_of_the_case_withdraws_what_stands_and_comes_twice_for_nothing() -> None:
    found = reactions.on_case_closed(a_mediation()).mediation

    assert (found.snapshot.state, found.snapshot.proposals[0].state) == (State.CLOSED, ProposalState.WITHDRAWN)
    assert reactions.on_case_closed(found).mediation is found


def test_a_settlement_leaves_an_agreement_and_the_close_ends_it() -> None:
    agreed = accept(a_mediation(), 1, 1, 0, by=S, timing=LATER).mediation

    assert reactions.on_settlement_ordered(agreed).mediation is agreed
    assert reactions.on_case_closed(agreed).mediation.snapshot.state is State.CLOSED
    assert reactions.on_settlement_ordered(a_mediation()).mediation.snapshot.state is State.CLOSED


@pytest.mark.parametrize("name", list(STATES))
def test_the_forecast_is_what_the_lapse_does(name) -> None:
    found = STATES[name]

    forecast = forecast_silence(found)

    assert (forecast is None) == (found.snapshot.due_at is None)
    if forecast is not None:
        agreed = expire(found, forecast.at).mediation.snapshot.agreed_proposal
        assert forecast.option == (None if agreed is None else agreed.options[0])


def test_terms_are_only_what_the_case_said() -> None:
    assert a_mediation().snapshot.terms == some_terms()
