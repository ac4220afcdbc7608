"""What the parties can do over HTTP: the answer, the rows and the facts that are told."""

from __future__ import annotations

import pytest

from common.kernel.ids import format_id
from mediation.domain.proposal import ProposalState
from mediation.domain.states import State
from mediation.domain.terms import RejectionRule
from mediation.testing import DAY, NOON, TENANT, a_mediation, counter, reject_counter

FORTY = {"kind": "refund_partial", "amount": {"amount": 40, "currency": "EUR"}}


@pytest.fixture
def told(rows):
    async def told() -> list[str]:
        return [topic for (topic,) in await rows("SELECT topic FROM mediation.outbox ORDER BY position")]

    return told


def rels(body) -> list[str]:
    return [action["rel"] for action in body["allowed_actions"]]


async def test_d2_the_seller_accepts_and_is_told_what_follows(seller, keep, stored, told) -> None:
    found = await keep(a_mediation())

    response = await seller.act(found, "1/accept", {"version": 1, "option": 1})

    assert response.status_code == 200, response.text
    body = response.json()
    dispute = format_id("dsp", found.case.dispute)
    assert body["follows"] == {"action": "settlement", "dispute": dispute, "href": f"/v1/disputes/{dispute}"}
    assert (body["state"], body["viewer_state"], rels(body)) == ("agreed", "over", [])
    assert response.headers["etag"] == '"3"'
    assert (await stored(found)).snapshot.agreed_proposal.chosen == 1
    assert await told() == [
        "mediation.negotiation-updated.v1",
        "mediation.agreement-submitted.v1",
        "mediation.turn-changed.v1",
        "mediation.proposal-accepted.v1",
        "mediation.agreed.v1",
        "mediation.turn-changed.v1",
    ]


async def test_an_accepted_replacement_is_followed_by_an_obligation(seller, buyer, keep) -> None:
    found = await keep(a_mediation())
    await buyer.act(found, "1/amend", {"version": 1, "options": [{"kind": "replacement"}]})

    response = await seller.act(found, "1/accept", {"version": 2, "option": 0})

    assert response.json()["follows"]["action"] == "obligation"


async def test_d3_the_seller_counters_and_the_buyers_clock_starts(seller, buyer, keep, told, clock) -> None:
    found = await keep(a_mediation())
    clock.time = NOON + DAY

    response = await seller.act(found, "1/counter", {"version": 1, "options": [FORTY]})

    assert response.status_code == 201, response.text
    body = response.json()
    assert (body["awaiting"], body["due_at"], body["round"]) == ("buyer", "2026-03-07T12:00:00Z", 1)
    assert [p["state"] for p in body["proposals"]] == ["superseded", "standing"]
    assert rels(body) == ["amend"]
    assert await told() == ["mediation.proposal-made.v1", "mediation.turn-changed.v1"]
    seen = (await buyer.get(response.headers["location"])).json()
    assert (rels(seen), seen["viewer_state"]) == (["accept", "reject"], "required_action")


async def test_d5_the_buyer_refuses_the_counter_offer_and_says_why(buyer, keep, told) -> None:
    found = await keep(counter(a_mediation()))

    response = await buyer.act(found, "2/reject", {"reason": "Too little.\nReally."})

    body = response.json()
    assert (body["state"], body["due_at"], body["next_automatic_action"]) == ("open", None, None)
    assert body["proposals"][1]["reason"] == "Too little.\nReally."
    assert await told() == [
        "mediation.proposal-rejected.v1",
        "mediation.failed.v1",
        "mediation.turn-changed.v1",
    ]


async def test_d14_they_go_on_talking_while_an_operator_has_the_case(seller, buyer, keep, told) -> None:
    found = await keep(reject_counter(a_mediation()))

    proposed = await buyer.act(found, "", {"options": [FORTY, {"kind": "refund_full"}]})
    accepted = await seller.act(found, "3/accept", {"version": 1, "option": 0})

    assert (proposed.status_code, proposed.json()["awaiting"]) == (201, "seller")
    assert (accepted.status_code, accepted.json()["state"]) == (200, "agreed")


async def test_a_share_is_rounded_to_the_nearest_unit_and_half_to_the_buyer(buyer, keep) -> None:
    found = await keep(a_mediation())

    response = await buyer.act(
        found, "1/amend", {"version": 1, "options": [{"kind": "refund_partial", "basis_points": 3350}]}
    )

    [option] = response.json()["proposals"][0]["options"]
    assert option == {
        "kind": "refund_partial",
        "to_buyer": {"amount": 34, "currency": "EUR"},
        "to_seller": {"amount": 66, "currency": "EUR"},
        "fee": {"amount": 0, "currency": "EUR"},
        "reduction": None,
    }


async def test_the_seller_is_shown_what_happens_if_it_stays_silent(seller, keep) -> None:
    found = await keep(a_mediation())

    body = (await seller.get(f"/v1/mediations/{format_id('med', found.id)}")).json()

    assert body["next_automatic_action"] == {
        "at": "2026-03-06T12:00:00Z",
        "clock": "natural",
        "action": "execute_buyer_solution",
        "money_effect": {"buyer": 100, "seller": 0, "fee": 0, "currency": "EUR"},
        "prevented_by": ["accept", "counter"],
        "then": None,
    }
    counter = body["allowed_actions"][1]
    assert counter["href"] == f"/v1/mediations/{format_id('med', found.id)}/proposals/1/counter"
    assert (counter["actor"], counter["available_until"]) == ("seller", "2026-03-06T12:00:00Z")
    assert counter["constraints"]["max_amount"] == 99


async def test_what_is_offered_works_and_what_is_not_is_refused(seller, keep) -> None:
    found = await keep(a_mediation(reject=RejectionRule.ESCALATES))
    body = (await seller.get(f"/v1/mediations/{format_id('med', found.id)}")).json()
    hrefs = {action["rel"]: action["href"] for action in body["allowed_actions"]}

    response = await seller.post(hrefs["reject"], {})

    assert sorted(hrefs) == ["accept", "counter", "reject"]
    assert (response.status_code, response.json()["state"]) == (200, "open")


async def test_repeating_an_acceptance_answers_the_same_and_tells_nothing_new(seller, keep, told) -> None:
    found = await keep(a_mediation())
    said = {"version": 1, "option": 0}

    first = await seller.act(found, "1/accept", said, Idempotency_Key="once")
    again = await seller.act(found, "1/accept", said, Idempotency_Key="once")

    assert (again.status_code, again.json()) == (200, first.json())
    assert again.headers["idempotent-replayed"] == "true"
    assert len(await told()) == 6


async def test_a_refused_act_changes_nothing(seller, keep, stored, told) -> None:
    found = await keep(a_mediation())

    response = await seller.act(found, "1/reject", {"version": 1})

    assert response.status_code == 409
    assert (await stored(found), await told()) == (found, [])
    assert (await stored(found)).snapshot.state is State.NEGOTIATING
    assert found.snapshot.current_proposal.state is ProposalState.STANDING


async def test_d14_prm_20_an_offer_made_to_the_other_side_is_shown_and_withdrawn_by_silence(
    client, seller, buyer, keep, stored, told, clock, rows
) -> None:
    found = await keep(reject_counter(a_mediation()))
    clock.time = NOON + DAY

    made = (await seller.act(found, "", {"options": [FORTY]})).json()
    seen = (await buyer.get(f"/v1/mediations/{format_id('med', found.id)}")).json()
    listed = (await buyer.get("/v1/mediations", awaiting="buyer")).json()["data"]

    assert (made["awaiting"], made["due_at"]) == ("buyer", "2026-03-07T12:00:00Z")
    assert seen["next_automatic_action"] == {
        "at": "2026-03-07T12:00:00Z",
        "clock": "natural",
        "action": "withdraw_offer",
        "money_effect": None,
        "prevented_by": ["accept", "counter", "propose", "reject"],
        "then": None,
    }
    ends = {action["rel"]: action["available_until"] for action in seen["allowed_actions"]}
    assert ends == dict.fromkeys(("accept", "counter", "reject"), "2026-03-07T12:00:00Z") | {"propose": None}
    assert [row["due_at"] for row in listed] == ["2026-03-07T12:00:00Z"]

    clock.time = NOON + 6 * DAY
    await client._transport.app.state.service.sweeper.fire_due(tenant=TENANT, grace=DAY * 0)

    after = (await stored(found)).snapshot
    assert (after.state, after.newest_proposal.state, after.due_at) == (State.OPEN, ProposalState.EXPIRED, None)
    assert (await told())[-2:] == ["mediation.proposal-expired.v1", "mediation.turn-changed.v1"]
    assert await rows("SELECT kind, state, owed_by FROM mediation.deadlines") == [("offer_response", "fired", "buyer")]
    refused = await buyer.act(found, "3/accept", {"version": 1, "option": 0})
    assert (refused.status_code, refused.json()["code"]) == (409, "deadline_passed")
