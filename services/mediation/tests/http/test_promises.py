"""What an answer said is what happens: an acceptance is agreed once disputes, which owns the end, has said so."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from common.contracts.disputes import DisputeClosed, SettlementOrdered
from common.contracts.envelope import ActorRef, MoneyRef
from common.kernel.ids import format_id
from mediation.domain.proposal import ProposalState
from mediation.domain.states import State
from mediation.testing import DAY, NOON, TENANT, a_mediation
from services.mediation.tests.owner import decision_on

ACCEPTANCE = {"version": 1, "option": 1}
OFFER = {"version": 1, "options": [{"kind": "refund_partial", "amount": {"amount": 40, "currency": "EUR"}}]}
ENDED = {"why": "case_ended", "state": "closed", "outcome": "decision"}
PASSED = {"why": "deadline_passed", "state": "review", "due_at": NOON + DAY}


@pytest.fixture
def accept(seller):
    async def accept(mediation, **headers):
        return await seller.act(mediation, "1/accept", ACCEPTANCE, **headers)

    return accept


@pytest.fixture
def see(seller):
    async def see(mediation) -> dict:
        return (await seller.get(f"/v1/mediations/{format_id('med', mediation.id)}")).json()

    return see


def about(event, dispute, **given):
    envelope = {"tenant": TENANT, "subject": dispute, "sequence": 8, "version": 8, "occurred_at": NOON}
    return event(**envelope, actor=ActorRef(role="system", id="parley"), cause="test", escrow=UUID(int=5), **given)


def closed(dispute):
    return about(DisputeClosed, dispute, outcome="agreement")


def ordered(dispute):
    money = {"to_buyer": MoneyRef(amount=70, currency="EUR"), "to_seller": MoneyRef(amount=30, currency="EUR")}
    return about(SettlementOrdered, dispute, instruction=uuid4(), basis="agreement", **money)


async def test_prm_1_agreed_means_that_disputes_has_said_so(keep, accept, disputes, stored, clock) -> None:
    found = await keep(a_mediation())
    clock.time = NOON + DAY

    answer = await accept(found)

    assert (answer.status_code, answer.json()["state"], answer.json()["pending"]) == (200, "agreed", None)
    (submission,) = disputes.submissions
    assert (submission.dispute, submission.basis, submission.received_at) == (
        found.case.dispute,
        "acceptance",
        clock.time,
    )
    agreed = (await stored(found)).snapshot.agreed_proposal
    assert (agreed.state, agreed.chosen, agreed.accepted_at) == (ProposalState.ACCEPTED, 1, clock.time)


@pytest.mark.parametrize(("refusal", "state"), [(ENDED, "closed"), (PASSED, "open")])
async def test_prm_1_what_came_first_is_told_now_and_later(keep, accept, see, disputes, stored, refusal, state) -> None:
    found, disputes.refusal = await keep(a_mediation()), refusal

    first, again = [await accept(found, Idempotency_Key="once") for _ in range(2)]

    problem = first.json()
    assert (first.status_code, problem["code"], problem["state"]) == (409, "agreement_overtaken", state)
    assert (problem["why"], problem["case_state"], problem["outcome"]) == (
        refusal["why"],
        refusal["state"],
        refusal.get("outcome"),
    )
    assert (again.status_code, again.json(), again.headers["Idempotent-Replayed"]) == (409, problem, "true")
    seen = await see(found)
    assert (seen["state"], seen["pending"], seen["follows"]) == (state, None, None)
    assert seen["proposals"][0]["overtaken"]["why"] == refusal["why"]
    after = await stored(found)
    assert (after.snapshot.agreed_proposal, after.snapshot.proposals[0].state) == (None, ProposalState.OVERTAKEN)


async def test_prm_1_with_disputes_away_an_acceptance_is_pending_and_never_a_wrong_yes(
    keep, accept, seller, buyer, see, hear, disputes, stored
) -> None:
    found, disputes.away = await keep(a_mediation()), True

    first = await accept(found, Idempotency_Key="once")

    assert (first.status_code, first.json()["state"]) == (202, "pending")
    assert first.json()["href"] == f"/v1/mediations/{format_id('med', found.id)}"
    assert first.headers["Retry-After"] == "1"
    seen = await see(found)
    assert (seen["state"], seen["allowed_actions"], seen["next_automatic_action"]) == ("pending", [], None)
    assert (seen["pending"]["of"], seen["pending"]["proposal"], seen["pending"]["option"]) == ("disputes", 1, 1)

    again = await accept(found, Idempotency_Key="once")
    assert (again.status_code, again.json(), again.headers["Idempotent-Replayed"]) == (202, first.json(), "true")
    for answer in (await seller.act(found, "1/counter", OFFER), await buyer.act(found, "1/amend", OFFER)):
        assert (answer.status_code, answer.json()["code"]) == (409, "not_known_yet")

    await hear(decision_on(await stored(found)))
    assert ((await see(found))["state"], (await stored(found)).snapshot.state) == ("agreed", State.AGREED)


async def test_prm_1_while_disputes_decides_no_other_act_is_possible(keep, accept, seller, disputes) -> None:
    found, disputes.undecided = await keep(a_mediation()), True

    pending = await accept(found)
    other = await seller.act(found, "1/counter", OFFER)

    assert (pending.status_code, other.status_code, other.json()["code"]) == (202, 409, "agreement_pending")
    shown = (await seller.get(pending.json()["href"])).json()
    assert (shown["state"], shown["asked"], shown["viewer_state"]) == ("pending", [], "waiting"), "who has agreed has"


async def test_prm_1_an_act_that_meets_a_pending_agreement_asks_for_the_decision_first(
    keep, accept, seller, disputes, stored
) -> None:
    found, disputes.undecided = await keep(a_mediation()), True
    await accept(found)
    disputes.told.append(decision_on(await stored(found)))

    other = await seller.act(found, "1/counter", OFFER)

    assert (other.status_code, other.json()["code"], other.json()["state"]) == (409, "case_closed", "agreed")


@pytest.mark.parametrize("refusal", [None, ENDED], ids=["yes", "no"])
async def test_prm_1_a_decision_told_twice_or_by_both_ways_is_one(
    keep, accept, hear, disputes, stored, rows, refusal
) -> None:
    found, disputes.refusal = await keep(a_mediation()), refusal
    await accept(found)
    once = await stored(found)

    (decision,) = disputes.told
    await hear(decision, decision)
    await asyncio.gather(hear(decision), hear(decision))

    assert await stored(found) == once
    agreed = await rows("SELECT count(*) FROM mediation.outbox WHERE topic = 'mediation.agreed.v1'")
    assert agreed == [(0 if refusal else 1,)]


@pytest.mark.parametrize("accepted", [True, False])
async def test_prm_1_the_end_of_the_case_may_be_heard_before_the_decision(
    keep, accept, hear, disputes, stored, accepted
) -> None:
    found, disputes.away = await keep(a_mediation()), True
    await accept(found)

    await hear(ordered(found.case.dispute), closed(found.case.dispute))
    assert (await stored(found)).snapshot.state is State.PENDING
    await hear(decision_on(await stored(found), accepted=accepted, **({} if accepted else ENDED)))

    after = (await stored(found)).snapshot
    assert (after.state, after.agreed_proposal is not None) == (State.CLOSED, accepted)


async def test_prm_1_after_a_refusal_they_may_agree_again_where_the_negotiation_goes_on(
    keep, accept, buyer, seller, disputes, stored
) -> None:
    found, disputes.refusal = await keep(a_mediation()), {"why": "stage_left", "state": "contest"}
    await accept(found)
    disputes.refusal = None

    offered = await buyer.act(found, "", {"options": OFFER["options"]})
    agreed = await seller.act(found, "2/accept", {"version": 1, "option": 0})

    assert (offered.status_code, agreed.status_code, agreed.json()["state"]) == (201, 200, "agreed")
    assert [p.state for p in (await stored(found)).snapshot.proposals] == ["overtaken", "accepted"]


async def test_prm_1_at_the_same_instant_two_acceptances_are_one_agreement(keep, accept, disputes) -> None:
    for _ in range(10):
        found = await keep(a_mediation())
        answers = await asyncio.gather(*(accept(found) for _ in range(3)))

        codes = sorted(answer.status_code for answer in answers)
        assert codes == [200, 409, 409]
    assert len(disputes.submissions) == 10


async def test_prm_5_what_was_received_in_time_is_recorded_as_received(
    keep, accept, hear, disputes, stored, clock
) -> None:
    found, disputes.away = await keep(a_mediation()), True
    clock.time = received_at = found.snapshot.due_at - timedelta(microseconds=1)
    await accept(found)

    clock.time += DAY
    await hear(decision_on(await stored(found)))

    agreed = (await stored(found)).snapshot.agreed_proposal
    assert agreed.accepted_at == received_at < agreed.expires_at
