"""Until when something can be done, and what it leads to: nothing outlasts the case, and the next clock is foretold."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from common.contracts.evidence import RequestLapsed, RequestSatisfied
from disputes import testing as facts
from disputes.testing import BUYER, OPERATOR, SELLER
from services.disputes.tests.http.test_evidence_asked import AGREEMENT, ASKING, CURRENT, REPORT, VIDEO, asked_in
from services.disputes.tests.http.test_live_video import VERIFIED
from services.disputes.tests.http.test_offers import tell_turn, tell_withdrawn


async def test_prm_35_nothing_is_shown_to_last_longer_than_the_case_does_if_nobody_acts(begun_late) -> None:
    """The seller's silence ends it, whatever else the buyer has been asked for, and an offer stands for five days."""
    case = begun_late
    far = {**ASKING, "until": "2026-12-09T12:00:00Z"}
    await tell_turn(case, uuid4(), 4)

    seen = await case.do(OPERATOR, "evidence-requests", far)

    end = "2026-11-27T12:00:00Z"
    assert next(step["at"] for step in seen["forecast"] if step["leads_to"] == "settling") == end
    limits = [action["available_until"] for action in seen["allowed_actions"]]
    assert max(until for until in limits if until is not None) == end
    assert (asked_in(seen)["due_at"], seen["negotiation"]["due_at"]) == (end, end)
    assert asked_in(seen)["on_silence"]["action"] == "execute_refund_full", "what follows then"
    await case.tell(RequestSatisfied, "seller")
    later = await case.see()
    assert (asked_in(later)["due_at"], later["negotiation"]["due_at"]) == (far["until"], "2026-11-29T12:00:00Z")


@pytest.fixture
async def begun_late(start):
    """A case in which the seller owes a shipment record (D6)."""
    case = await start(AGREEMENT, reason="item_not_received")
    await case.api.tell(facts.failed(case.id))
    return case


@pytest.mark.parametrize("edition", CURRENT)
async def test_prm_9_asking_and_extending_say_which_clock_runs_then(start, edition) -> None:
    case = await start(edition)
    offered = {action["rel"]: action for action in (await case.see())["allowed_actions"]}
    asking, extend = offered["ask_for_evidence"], offered["extend"]

    asked = await case.do(OPERATOR, "evidence-requests", {**ASKING, "until": asking["constraints"]["until_at_latest"]})

    assert (asking["leads_to"], follows(asked)) == (None, asking["then"])
    assert extend["choices"], "there are clocks in every programme"
    for choice in extend["choices"]:
        another = await start(edition)
        extended = await another.do(OPERATOR, "extend", {**choice["given"], "reason_code": "illness"})
        assert (choice["leads_to"], follows(extended)) == (None, choice["then"]), choice["given"]


@pytest.mark.parametrize(
    ("edition", "reason"),
    [(AGREEMENT, "item_not_received"), (AGREEMENT, "significantly_not_as_described"), (REPORT, None), (VIDEO, None)],
)
async def test_prm_9_evidence_says_where_it_leads(start, edition, reason) -> None:
    case = await start(edition, **({} if reason is None else {"reason": reason}))
    if edition == AGREEMENT:
        await case.api.tell(facts.failed(case.id))
    if edition == VIDEO:
        await case.do(OPERATOR, "verification", VERIFIED)
        await case.do(OPERATOR, "video-request")
    before = await case.see()
    [owed, *_] = before["evidence_requests"]
    [provide, *_] = [
        action for action in before["allowed_actions"]
        if action["rel"] == "provide_evidence" and action["constraints"]["request"] == owed["id"]
    ]  # fmt: skip

    await case.tell(RequestSatisfied, owed["party"])

    after = await case.see()
    told = (provide["leads_to"], provide["then"])
    if edition == VIDEO:  # it is sealed, and would tell what the other side has given (T8)
        assert told == (None, None)
    else:
        assert told == (None if after["stage"] == before["stage"] else after["stage"], follows(after))


def follows(case: dict) -> dict:
    step = case["next_automatic_action"]
    return {"of": "disputes"} | {name: step[name] for name in ("at", "action", "money_effect", "then")}


@pytest.mark.parametrize("edition", [AGREEMENT, "guided_solutions-2026-12"])
async def test_prm_14_25_what_is_only_welcome_is_taken_in_review_until_it_was_said_to_be_and_holds_nothing_up(
    start, edition
) -> None:
    """0082: the seller was told of three days, and the buyer has answered on the first."""
    case = await start(edition)
    await case.agree("return_and_refund", 8000)
    address = {"recipient": "S", "street": "A 1", "postal_code": "1", "city": "B", "country": "DE"}
    await case.do(SELLER, "return", {"address": address})
    await case.do(BUYER, "return", {"parcel": {"carrier": "DHL", "tracking_number": "JD014600003RU"}})
    await case.do(SELLER, "return/acknowledge", {"condition": "wrong_or_empty"})
    told = welcome_in(await case.see())
    case.clock.time += timedelta(days=1)
    await case.tell(RequestSatisfied, "buyer")

    seen = await case.see(SELLER)

    assert (seen["stage"], seen["awaiting"]) == ("review", ["operator"])
    assert (welcome_in(seen)["state"], welcome_in(seen)["due_at"]) == ("open", told["due_at"])
    silence = welcome_in(seen)["on_silence"]
    assert (silence["action"], silence["leads_to"], silence["money_effect"]) == ("lapse_request", "review", None)
    offered = [action for action in seen["allowed_actions"] if action["rel"] == "provide_evidence"]
    assert {(action["available_until"], action["leads_to"]) for action in offered} == {(told["due_at"], None)}
    assert "photo" in {kind for action in offered for kind in action["constraints"]["kinds"]}
    case.clock.time += timedelta(days=2)
    await case.tell(RequestLapsed, "seller")
    over = await case.see(SELLER)
    assert (over["stage"], welcome_in(over)["state"]) == ("review", "lapsed")
    assert "provide_evidence" not in {action["rel"] for action in over["allowed_actions"]}


def welcome_in(case: dict) -> dict:
    [request] = [request for request in case["evidence_requests"] if request["level"] == "optional"]
    return request


async def test_prm_9_an_offer_of_the_later_phases_says_until_when_it_stands_and_its_refusal_what_goes_on(
    begun_late,
) -> None:
    case, mediation = begun_late, uuid4()
    await case.tell(RequestSatisfied, "seller")
    await tell_withdrawn(case, mediation, 4)
    propose = acts_of(await case.see(SELLER))["propose"]

    await tell_turn(case, mediation, 5)

    seen = await case.see(BUYER)
    assert (propose["leads_to"], propose["choices"], propose["then"]) == (None, [], follows(seen))
    refusal = acts_of(seen)["reject"]
    await tell_withdrawn(case, mediation, 6)
    assert (refusal["leads_to"], refusal["then"]) == (None, follows(await case.see(BUYER)))


async def test_prm_9_an_offer_whose_silence_carries_it_out_says_so_kind_by_kind(begun_late) -> None:
    """D6: the seller's silence executes what the buyer has proposed last, whatever that will be."""
    case = begun_late
    await tell_withdrawn(case, uuid4(), 4)

    choices = {way["given"]["options"][0]["kind"]: way for way in acts_of(await case.see(BUYER))["propose"]["choices"]}

    paid = {kind: way["then"]["money_effect"] for kind, way in choices.items()}
    assert (paid["refund_full"]["buyer"], paid["release"]["buyer"], paid["refund_partial"]) == (8000, 0, None)
    assert (choices["refund_partial"]["least"]["buyer"], choices["refund_partial"]["most"]["buyer"]) == (1, 7999)
    assert {way["leads_to"] for way in choices.values()} == {None}


def acts_of(case: dict) -> dict:
    return {action["rel"]: action for action in case["allowed_actions"]}


async def test_prm_35_whoever_escalates_late_is_told_when_the_time_was_over(start) -> None:
    """D4: the buyer's silence has handed the case on already."""
    case, due_at = await start(AGREEMENT, reason="item_not_received"), "2026-11-29T12:00:00Z"
    await case.api.tell(facts.failed(case.id, why="silence", silence={"owed_by": "buyer", "due_at": due_at}))

    refused, others = await case.refused(BUYER, "escalate"), await case.refused(SELLER, "escalate")

    assert (refused["code"], refused["state"], refused["due_at"]) == (
        "action_not_allowed_in_state",
        "shipment_proof",
        due_at,
    )
    assert (refused["cause"]["owed_by"], refused["cause"]["due_at"]) == ("buyer", due_at)
    assert "outcome" not in refused, "it has not ended"
    assert "due_at" not in others
    other_act = await case.refused(BUYER, "obligation/confirm", {"condition": "received"})
    assert other_act["code"] == "action_not_allowed_in_state"
    assert not {"due_at", "cause"} & other_act.keys(), "nobody had asked for it by then"
