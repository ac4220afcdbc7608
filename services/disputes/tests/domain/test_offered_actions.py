"""Actions that a case offers are those that mediation and evidence take, by whom and as long as they take them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from common.kernel.principal import Principal, Role
from disputes.cases.allowed_actions import allowed_actions
from disputes.engine import clocks, evidence_reactions
from disputes.engine.dispute import Dispute
from disputes.engine.errors import RulingNotAllowed
from disputes.engine.events import ActNeeded
from disputes.engine.forecast import foresee_request_silence
from disputes.engine.rulings import allowed_rulings, rule_on_dispute
from disputes.engine.stage_entry import enter_stage
from disputes.engine.values import Operator, Promise, RequestState
from disputes.forecasts.clock_acts import find_extensible, forecast_extension
from disputes.policy.model import Policy
from disputes.policy.options import Option
from disputes.policy.vocabulary import Act, OptionKind, Outcome, RulingKind
from disputes.testing import INR, NOON, OPERATOR, POLICIES, POLICY, a_dispute, a_judgment, engine_context, eur
from services.disputes.tests.domain.acting import tried

AGREEMENT = POLICIES["agreement_first-2026-12"]
DAY = timedelta(days=1)


def _negotiated(policy: Policy) -> Dispute:
    case = a_dispute(policy=policy)
    acts = {Role.SELLER: ("accept", "counter")}
    return replace(case, negotiation=replace(case.negotiation, mediation=case.id, allowed_acts=acts))


def _offers(case: Dispute, policy: Policy, role: Role, at=NOON) -> dict[str, object]:
    principal = Principal(case.tenant, role, case.seller, frozenset({"read"}), dispute=case.id)
    return {action.rel: action.available_until for action in allowed_actions(case, principal, policy, at)}


def test_prm_31_who_acts_for_a_party_is_not_offered_what_mediation_refuses_them() -> None:
    """An edition may let somebody act for the seller and have the parties negotiate: that they do themselves."""
    policy = replace(AGREEMENT, represented_role=Role.SELLER)
    case = _negotiated(policy)

    assert {"accept", "counter"} < set(_offers(case, policy, Role.SELLER))
    assert set(_offers(case, policy, Role.REPRESENTATIVE)) == set(_offers(case, policy, Role.SELLER)) - {
        "accept", "counter",
    }  # fmt: skip


def test_prm_36_in_a_pause_no_offer_of_the_case_ends_like_mediation_says() -> None:
    case = _negotiated(AGREEMENT)
    paused = tried(case, Act.PAUSE, Role.OPERATOR, AGREEMENT).dispute

    assert _offers(case, AGREEMENT, Role.SELLER)["accept"] == NOON + 5 * DAY
    assert set(_offers(paused, AGREEMENT, Role.SELLER, NOON + 6 * DAY).values()) == {None}


def test_prm_36_in_a_pause_evidence_is_offered_as_long_as_it_is_taken() -> None:
    case = enter_stage(a_dispute(policy=AGREEMENT, reason=INR), "shipment_proof", engine_context(AGREEMENT)).dispute
    given = replace(case, requests=(replace(case.requests[0], state=RequestState.SATISFIED),))
    paused = tried(given, Act.PAUSE, Role.OPERATOR, AGREEMENT).dispute

    assert "provide_evidence" not in _offers(given, AGREEMENT, Role.SELLER, NOON + 4 * DAY)
    assert _offers(paused, AGREEMENT, Role.SELLER, NOON + 4 * DAY)["provide_evidence"] is None


def test_prm_27_an_operator_is_told_how_to_enter_what_a_party_has_mailed() -> None:
    """As evidence takes it; a recording in front of the camera is nobody else's to make."""
    policy = POLICIES["live_video-2026-12"]
    case = enter_stage(a_dispute(policy=policy), "video", engine_context(policy)).dispute

    def ways(*scopes: str) -> list[tuple[str, object]]:
        operator = Principal(case.tenant, Role.OPERATOR, "operator-1", frozenset(scopes))
        offered = allowed_actions(case, operator, policy, NOON)
        return [
            (action.href.rpartition("/")[2], action.constraints.get("on_behalf_of"))
            for action in offered
            if action.rel == "provide_evidence" and action.actor is Role.SELLER
        ]

    assert ways("read", "decide") == [("video-sessions", None), ("external-videos", "seller")]
    assert ways("read") == [("video-sessions", None), ("external-videos", None)]


def test_prm_27_a_file_that_was_mailed_is_sent_to_the_address_that_is_offered() -> None:
    policy = POLICIES["report_review-2026-12"]
    case = a_dispute(policy=policy)
    operator = Principal(case.tenant, Role.OPERATOR, "operator-1", frozenset({"decide"}))

    files = [a for a in allowed_actions(case, operator, policy, NOON) if a.href.startswith("/v1/evidence/uploads")]

    assert {action.actor: action.href.rpartition("&")[2] for action in files} == {
        Role.BUYER: "on_behalf_of=buyer", Role.SELLER: "on_behalf_of=seller",
    }  # fmt: skip


def test_prm_25_who_is_asked_again_in_a_later_stage_is_told_and_can_give() -> None:
    """The edition does not go back for it: the case stays under review, and evidence takes it all the same."""
    policy = POLICIES["guided_solutions-2026-12"]
    promise = Promise(option=Option(OptionKind.REPLACEMENT, None), basis=Outcome.AGREEMENT)
    case = replace(a_dispute(policy=policy), promise=promise)
    case = enter_stage(case, "replacement_contested", engine_context(policy)).dispute
    asked = next(request for request in case.requests if request.party is Role.SELLER)
    case = evidence_reactions.on_request_expired(case, asked.id, engine_context(policy, asked.due_at)).dispute
    late, until = asked.due_at + DAY, asked.due_at + 5 * DAY
    assert (case.place, "provide_evidence" in _offers(case, policy, Role.SELLER, late)) == ("review", False)

    change = clocks.extend_deadline(
        case, "evidence", asked.id, until, "illness", Role.OPERATOR, engine_context(policy, late)
    )

    after = change.dispute
    again = next(request for request in after.requests if request.id == asked.id)
    assert ActNeeded(Role.SELLER, ("provide_evidence",), until) in change.events
    assert (after.place, _offers(after, policy, Role.SELLER, late)["provide_evidence"]) == ("review", until)
    assert foresee_request_silence(after, again, policy).action == "lapse_request"
    assert "provide_evidence" not in _offers(after, policy, Role.SELLER, until), "at the cut-off it is late"


def test_prm_31_a_part_is_ruled_only_of_what_can_be_parted() -> None:
    case = a_dispute()
    assert RulingKind.REFUND_PARTIAL in allowed_rulings(case, POLICY)

    of_one_cent = replace(case, amount=eur(1))
    assert RulingKind.REFUND_PARTIAL not in allowed_rulings(of_one_cent, POLICY)
    assert RulingKind.REFUND_FULL in allowed_rulings(of_one_cent, POLICY)
    in_review = enter_stage(of_one_cent, "review", engine_context()).dispute
    in_review = replace(in_review, assignee=OPERATOR)
    with pytest.raises(RulingNotAllowed):
        rule_on_dispute(in_review, a_judgment(kind=RulingKind.REFUND_PARTIAL), Operator(OPERATOR), engine_context())


def test_t8_a_sealed_answer_foretells_nothing_of_the_other_side() -> None:
    policy = POLICIES["live_video-2026-12"]
    case = enter_stage(a_dispute(policy=policy), "video", engine_context(policy)).dispute
    [of_buyer] = [request for request in case.requests if request.party is Role.BUYER]
    others = [replace(r, state=RequestState.SATISFIED) if r is not of_buyer else r for r in case.requests]
    given = replace(case, requests=tuple(others))

    told = [_effects(one, policy, Role.BUYER, "provide_evidence") for one in (case, given)]

    assert told[0] == told[1]


def _effects(case: Dispute, policy: Policy, role: Role, rel: str) -> list[object]:
    principal = Principal(case.tenant, role, case.buyer, frozenset({"read", "decide"}), dispute=case.id)
    offered = allowed_actions(case, principal, policy, NOON)
    return [(each.leads_to, each.then, each.choices) for each in offered if each.rel == rel]


def test_prm_35_of_two_clocks_of_one_name_the_one_that_ends_first_can_be_extended() -> None:
    case = enter_stage(a_dispute(policy=AGREEMENT, reason=INR), "shipment_proof", engine_context(AGREEMENT)).dispute
    latest = find_extensible(case, AGREEMENT, NOON)["evidence"]
    asked = replace(case.requests[0], id=uuid4(), party=Role.BUYER, due_at=latest, terms_index=-1)
    both = replace(case, requests=(*case.requests, asked))

    [way] = [way for way in forecast_extension(both, AGREEMENT, NOON) if way.given["deadline"] == "evidence"]

    assert way.given["due_at"] == latest
    assert {r.due_at for r in clocks.prolong_clocks(both, "evidence", None, latest, AGREEMENT, NOON).requests} == {
        latest
    }
    earlier = clocks.prolong_clocks(both, "evidence", None, latest - DAY, AGREEMENT, NOON).requests
    assert [r.due_at for r in earlier] == [latest - DAY, latest], "nobody's time becomes shorter"


def test_prm_25_what_silence_does_with_an_operators_words_above_the_limit_is_not_told_as_a_partys() -> None:
    case = _negotiated(AGREEMENT)
    turn = replace(case.negotiation, allowed_acts={Role.BUYER: ("amend",)})
    large = replace(case, negotiation=turn, approval_limit=1)

    [of_a_party] = _effects(large, AGREEMENT, Role.BUYER, "amend")
    [of_an_operator] = _effects(large, AGREEMENT, Role.OPERATOR, "amend")

    def by_kind(effect: object) -> dict[str, str]:
        return {choice.given["options"][0]["kind"]: choice.then.action for choice in effect[2]}

    goods = {"return_and_refund": "enter_return_address", "replacement": "enter_replacement"}
    money = ("refund_full", "refund_partial", "release")
    assert by_kind(of_a_party) == goods | dict.fromkeys(money, "execute_buyer_solution")
    assert by_kind(of_an_operator) == dict.fromkeys((*money, "return_and_refund"), "enter_shipment_proof") | {
        "replacement": "enter_replacement"
    }, "silence moves no money for them, and the case goes on"
    assert _effects(replace(large, approval_limit=None), AGREEMENT, Role.OPERATOR, "amend") == [of_a_party]


def test_prm_31_of_several_options_only_those_are_offered_that_would_not_be_refused() -> None:
    """A replacement moves no money: an operator alone accepts it for a party above the limit, too."""
    case = _negotiated(AGREEMENT)
    options = (case.negotiation.options[0], Option(OptionKind.REPLACEMENT, None))
    turn = replace(case.negotiation, options=options, limits={"accept": {"version": 1, "options": 2}})

    def accepted(who: Role, limit: int | None, **differently: object) -> tuple[object, list[object]]:
        shown = replace(case, negotiation=replace(turn, **differently), approval_limit=limit)
        principal = Principal(case.tenant, who, case.seller, frozenset({"read", "decide"}))
        [accept] = [a for a in allowed_actions(shown, principal, AGREEMENT, NOON) if a.rel == "accept"]
        return accept.constraints.get("acceptable_options"), [choice.given["option"] for choice in accept.choices]

    assert accepted(Role.OPERATOR, None) == accepted(Role.SELLER, 1) == (None, [0, 1])
    assert accepted(Role.OPERATOR, 1) == ([1], [1])
    assert accepted(Role.SELLER, 1, by_operators=True) == ([1], [1])
