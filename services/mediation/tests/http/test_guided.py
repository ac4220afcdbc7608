"""O2, O3, O4, O6 over HTTP: a few clicks lead to suggestions, one of which the seller picks."""

from __future__ import annotations

from uuid import uuid4

import pytest

from common.kernel.ids import format_id
from common.web.schemas import MoneyView
from mediation.domain.options import OptionKind, RequestedOption
from mediation.domain.states import State
from mediation.testing import (
    COSMETIC_DAMAGE,
    DAY,
    NOON,
    TENANT,
    a_mediation,
    answer_questions,
    guided_mediation,
    propose_solutions,
)

FULL = {"kind": "refund_full"}


def eur(amount: int) -> dict:
    return {"amount": amount, "currency": "EUR"}


def part(amount: int) -> dict:
    return {"kind": "refund_partial", "amount": eur(amount)}


def home(found) -> str:
    return f"/v1/mediations/{format_id('med', found.id)}"


async def answers(who, found, question, value, **headers):
    body = {"question": question, "value": value}
    return await who.post(f"{home(found)}/answers", body, **{"Idempotency_Key": uuid4().hex, **headers})


@pytest.fixture
def operator(caller):
    return caller("operator", "olga", scope="read")


async def test_o2_a_question_comes_with_all_its_answers_and_an_answer_with_the_next_question(buyer, keep) -> None:
    found = await keep(guided_mediation())

    shown = (await buyer.get(home(found))).json()
    after = (await answers(buyer, found, "damage", "partly")).json()

    question = shown["walk"]["question"]
    assert (shown["state"], shown["viewer_state"], shown["due_at"]) == (
        "guiding", "required_action", "2026-03-04T12:00:00Z",
    )  # fmt: skip
    assert question["code"] == "damage"
    assert {"code": "packaging", "text": "Only the packaging"} in question["choices"]
    assert [a["rel"] for a in shown["allowed_actions"]] == ["answer"]
    assert shown["allowed_actions"][0]["href"] == f"{home(found)}/answers"
    assert shown["next_automatic_action"] == {
        "at": "2026-03-04T12:00:00Z", "clock": "natural", "action": "abandon", "money_effect": None,
        "prevented_by": ["answer"], "then": None,
    }  # fmt: skip
    assert after["walk"]["question"]["code"] == "repairable"
    assert after["walk"]["trace"][0]["says"] == "A part does not work"


async def test_o2_o4_five_clicks_from_the_first_question_to_the_sellers_turn(buyer, seller, keep, rows) -> None:
    found = await keep(guided_mediation())
    for question, value in (("damage", "partly"), ("repairable", True), ("repair_cost", eur(1_234))):
        assert (await answers(buyer, found, question, value)).status_code == 200
    last = (await answers(buyer, found, "replaceable", True)).json()
    suggested = last["walk"]["suggestions"]
    assert [s["option"]["kind"] for s in suggested] == [
        "refund_partial", "replacement", "return_and_refund", "refund_full",
    ]  # fmt: skip
    assert (suggested[0]["text"], suggested[0]["least"], suggested[0]["most"]) == (
        "What the repair costs", eur(100), eur(8_000),
    )  # fmt: skip
    assert (await buyer.get(f"{home(found)}/suggestions")).json()["data"] == suggested

    response = await buyer.act(found, "", {"options": [part(2_000), {"kind": "replacement"}]})

    assert response.status_code == 201, response.text
    assert (response.json()["state"], response.json()["awaiting"]) == ("negotiating", "seller")
    seen = (await seller.get(home(found))).json()
    assert [a["rel"] for a in seen["allowed_actions"]] == ["accept", "reject"]
    assert seen["due_at"] == "2026-03-06T12:00:00Z"
    assert [(a["question"], a["value"]) for a in seen["walk"]["trace"]] == [
        ("damage", "partly"), ("repairable", True), ("repair_cost", eur(1_234)), ("replaceable", True),
    ]  # fmt: skip
    assert seen["walk"]["suggestions"] is None
    told = [topic for (topic,) in await rows("SELECT topic FROM mediation.outbox ORDER BY position")]
    answered = ["mediation.negotiation-updated.v1", "mediation.turn-changed.v1"]
    assert told == [*answered * 4, "mediation.proposal-made.v1", "mediation.turn-changed.v1"]


async def test_o2_going_back_drops_the_later_answers(buyer, keep) -> None:
    found = await keep(answer_questions(guided_mediation(), *COSMETIC_DAMAGE))

    body = (await answers(buyer, found, "damage", "packaging")).json()

    assert body["walk"]["question"] is None
    [answer] = [action for action in body["allowed_actions"] if action["rel"] == "answer"]
    assert answer["constraints"] == {"question": None, "answered": ["damage"]}, "PRM-31: the act works as it is given"
    assert [(a["question"], a["withdrawn"]) for a in body["walk"]["trace"]] == [
        ("damage", True), ("replaceable", True), ("damage", False),
    ]  # fmt: skip
    assert [s["text"] for s in body["walk"]["suggestions"]] == [
        "A small reduction for the damaged packaging", "All of your money back",
    ]  # fmt: skip


async def test_o6_a_rejected_solution_is_escalated_with_everything_in_the_case(buyer, seller, operator, keep) -> None:
    found = await keep(
        propose_solutions(
            answer_questions(guided_mediation(), *COSMETIC_DAMAGE), RequestedOption(OptionKind.REFUND_FULL)
        )
    )

    counter = await seller.act(found, "1/counter", {"version": 1, "options": [FULL]})
    rejected = await seller.act(found, "1/reject", {"version": 1, "reason": "It left here whole."})

    assert (counter.status_code, counter.json()["code"]) == (409, "rounds_exhausted")
    assert rejected.json()["state"] == "open"
    seen = (await operator.get(home(found))).json()
    assert [a["question"] for a in seen["walk"]["trace"]] == ["damage", "replaceable"]
    assert seen["walk"]["suggestions"][0]["text"] == "A reduction of the price for what it looks like"
    assert seen["proposals"][0]["reason"] == "It left here whole."


async def test_o5_the_seller_picks_one_of_all_the_proposed_solutions(seller, keep) -> None:
    wishes = [RequestedOption(OptionKind.REFUND_FULL), RequestedOption(OptionKind.REPLACEMENT)]
    found = await keep(propose_solutions(answer_questions(guided_mediation(), *COSMETIC_DAMAGE), *wishes))

    body = (await seller.act(found, "1/accept", {"version": 1, "option": 1})).json()

    assert (body["state"], body["follows"]["action"], body["proposals"][0]["chosen"]) == ("open", "obligation", 1)


async def test_the_other_side_sees_the_answers_only_once_something_is_proposed(seller, keep) -> None:
    found = await keep(answer_questions(guided_mediation(), *COSMETIC_DAMAGE))

    walk = (await seller.get(home(found))).json()["walk"]
    suggested = await seller.get(f"{home(found)}/suggestions")

    assert (walk["trace"], walk["question"], walk["suggestions"]) == ([], None, None)
    assert (suggested.status_code, suggested.json()["code"]) == (403, "forbidden")


REFUSED = {
    "further ahead": ("replaceable", True, 409, "not_asked"),
    "no question of this tree": ("zzz", True, 422, "question_unknown"),
    "no choice": ("damage", "melted", 422, "answer_invalid"),
    "wrong type": ("damage", 7, 422, "answer_invalid"),
    "an amount for a choice": ("damage", {"amount": 7, "currency": "EUR"}, 422, "answer_invalid"),
    "foreign money": ("damage", {"amount": 7, "currency": "USD"}, 422, "currency_mismatch"),
    "a fraction": ("damage", 1.5, 422, "validation_failed"),
    "a list": ("damage", ["partly"], 422, "validation_failed"),
    "null": ("damage", None, 422, "validation_failed"),
    "huge": ("damage", 10**30, 422, "validation_failed"),
}


@pytest.mark.parametrize("name", list(REFUSED))
async def test_o2_what_is_no_answer_is_refused_and_changes_nothing(buyer, keep, stored, rows, name) -> None:
    found = await keep(guided_mediation())
    question, value, status, code = REFUSED[name]

    response = await answers(buyer, found, question, value)

    assert (response.status_code, response.json()["code"]) == (status, code), response.text
    assert await stored(found) == found
    assert await rows("SELECT 1 FROM mediation.outbox") == []


async def test_o2_only_the_claimant_answers(seller, operator, caller, keep) -> None:
    found = await keep(guided_mediation())

    assert (await answers(seller, found, "damage", "partly")).json()["code"] == "not_your_turn"
    assert (await answers(operator, found, "damage", "partly")).status_code == 403
    assert (await answers(caller("buyer", "eve"), found, "damage", "partly")).status_code == 404


async def test_o3_what_was_not_suggested_is_refused(buyer, keep, stored) -> None:
    found = await keep(answer_questions(guided_mediation(), *COSMETIC_DAMAGE))

    for options in ([part(9_000)], [{"kind": "release"}], [FULL, part(1)]):
        response = await buyer.act(found, "", {"options": options})
        assert (response.status_code, response.json()["code"]) == (422, "not_suggested"), response.text
        assert response.json()["index"] == len(options) - 1
    assert await stored(found) == found


async def test_suggestions_follow_from_answers_only(buyer, keep) -> None:
    found = await keep(guided_mediation())

    early = await buyer.get(f"{home(found)}/suggestions")
    proposal = await buyer.act(found, "", {"options": [FULL]})

    for response in (early, proposal):
        assert (response.status_code, response.json()["code"]) == (409, "question_unanswered")
        assert response.json()["question"] == "damage"


async def test_a_negotiation_that_nobody_is_guided_to_has_no_walk(buyer, keep) -> None:
    found = await keep(a_mediation())

    assert (await buyer.get(home(found))).json()["walk"] is None
    assert (await buyer.get(f"{home(found)}/suggestions")).status_code == 404
    assert (await answers(buyer, found, "damage", "partly")).json()["code"] == "walk_over"


async def test_a_late_answer_is_refused(buyer, keep, clock) -> None:
    found = await keep(guided_mediation())
    clock.time = NOON + 3 * DAY

    response = await answers(buyer, found, "damage", "partly")

    assert (response.status_code, response.json()["code"]) == (409, "deadline_passed")


async def test_an_answer_decided_on_another_version_is_refused(buyer, keep) -> None:
    found = await keep(guided_mediation())

    assert (await answers(buyer, found, "damage", "partly", If_Match='"7"')).status_code == 412
    assert (await answers(buyer, found, "damage", "partly", If_Match='"1"')).status_code == 200


async def test_a_repeated_answer_is_counted_once(buyer, keep, stored) -> None:
    found = await keep(guided_mediation())

    for _ in range(2):
        response = await answers(buyer, found, "damage", "partly", Idempotency_Key="once")

    assert response.headers["idempotent-replayed"] == "true"
    assert len((await stored(found)).snapshot.walk.trace) == 1


async def test_the_clock_of_the_walk_fires_and_nothing_is_proposed(client, keep, stored, rows, clock) -> None:
    found = await keep(answer_questions(guided_mediation(), *COSMETIC_DAMAGE))
    clock.time = NOON + 3 * DAY

    await client._transport.app.state.service.sweeper.fire_due(tenant=TENANT, grace=DAY * 0)

    after = await stored(found)
    assert (after.snapshot.state, after.snapshot.due_at, after.snapshot.proposals) == (State.OPEN, None, ())
    assert await rows("SELECT kind, state, owed_by FROM mediation.deadlines") == [("guided_answers", "fired", "buyer")]
    [body] = await rows("SELECT convert_from(body, 'UTF8') FROM mediation.outbox WHERE topic = 'mediation.failed.v1'")
    assert '"why":"abandoned"' in body[0]


async def test_prm_34_an_act_is_answered_in_the_language_that_was_asked_for(buyer, keep) -> None:
    found = await keep(guided_mediation())

    first = await answers(buyer, found, "damage", "partly", Accept_Language="fr-CA, en;q=0.5")
    second = await answers(buyer, found, "repairable", True, Accept_Language="pt")
    wrong = await answers(buyer, found, "nothing", True, Accept_Language="fr")

    assert first.json()["walk"]["question"]["text"] == "Peut-il être réparé ?"
    assert first.json()["walk"]["trace"][0]["says"] != "A part does not work"
    assert first.headers["Content-Language"] == "fr"
    assert second.json()["walk"]["trace"][1]["says"] == "Sim"
    assert (wrong.status_code, "Content-Language" in wrong.headers) == (422, False)


async def test_prm_34_a_replay_does_not_claim_to_be_in_the_language_asked_for_now(buyer, keep) -> None:
    found = await keep(guided_mediation())

    first, again = [
        await answers(buyer, found, "damage", "partly", Accept_Language=language, Idempotency_Key="once")
        for language in ("fr", "pt")
    ]

    assert (again.headers["Idempotent-Replayed"], again.text) == ("true", first.text)
    assert (first.headers["Content-Language"], "Content-Language" in again.headers) == ("fr", False)


@pytest.mark.parametrize(("currency", "text"), [("EUR", "45.00 EUR"), ("JPY", "4500 JPY"), ("KWD", "4.500 KWD")])
def test_prm_34_an_amount_that_was_answered_reads_as_people_write_it(currency, text) -> None:
    assert MoneyView(amount=4_500, currency=currency).spell() == text
