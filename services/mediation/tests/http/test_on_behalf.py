"""An operator negotiates for a party who has rung, written or mailed; it is recorded as what it is (PRM-27)."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from common.contracts.disputes import ApprovalLimitsChanged, DisputeAssigned, DisputeEscalated, ReductionOrdered
from common.kernel.ids import format_id
from mediation.consumers import EVENT_HANDLERS, on_assignment
from mediation.domain.proposal import ProposalState
from mediation.domain.states import State
from mediation.event_commands import RecordAssignment
from mediation.ports import Assignment
from mediation.testing import DAY, NOON, TENANT, a_mediation, counter, guided_mediation, reject_counter
from services.mediation.tests.http.test_ends import about
from services.mediation.tests.owner import decision_on

FORTY = {"kind": "refund_partial", "amount": {"amount": 40, "currency": "EUR"}}
FIFTY = {"kind": "refund_partial", "amount": {"amount": 50, "currency": "EUR"}}
FOR_SELLER = {"on_behalf_of": "seller", "means": "phone"}
FOR_BUYER = {"on_behalf_of": "buyer", "means": "letter"}
SELLER_TOLD = {"party": "seller", "means": "phone"}
ACCEPTANCE = {"version": 1, "option": 1}
ABOVE_LIMIT = {"why": "approval_needed", "state": "agreement"}


@pytest.fixture
def operator(caller):
    return caller("operator", "olga", scope="read decide")


@pytest.fixture
def published(rows):
    async def published(topic: str) -> list[dict]:
        query = f"SELECT convert_from(body, 'UTF8') FROM mediation.outbox WHERE topic = 'mediation.{topic}.v1'"
        return [json.loads(str(body)) for (body,) in await rows(query)]

    return published


async def read(who, found) -> dict:
    return (await who.get(f"/v1/mediations/{format_id('med', found.id)}")).json()


async def test_prm_27_an_acceptance_by_phone_is_the_partys_and_says_who_took_it(
    keep, operator, disputes, published, rows, stored
) -> None:
    found = await keep(a_mediation())
    offered = {(a["rel"], a["actor"]): a["constraints"] for a in (await read(operator, found))["allowed_actions"]}
    assert offered["accept", "seller"]["on_behalf_of"] == "seller"
    assert "phone" in offered["accept", "seller"]["means"]

    agreed = await operator.act(found, "1/accept", ACCEPTANCE | FOR_SELLER)

    assert (agreed.status_code, agreed.json()["state"]) == (200, "agreed"), agreed.text
    assert agreed.json()["proposals"][0]["answered_on_behalf_of"] == SELLER_TOLD
    [submission] = disputes.submissions
    assert submission.by_operators
    [accepted] = await published("proposal-accepted")
    assert accepted["on_behalf_of"] == SELLER_TOLD
    audit = [str(line) for (line,) in await rows("SELECT convert_from(canonical, 'UTF8') FROM mediation.log_entries")]
    [line] = [line for line in audit if "acted_on_behalf" in line]
    assert all(word in line for word in ("phone", "seller", "olga"))
    assert (await stored(found)).snapshot.agreed_proposal.answered_for.means == "phone"


async def test_prm_27_a_counter_offer_and_a_refusal_are_the_partys(keep, operator, buyer, published) -> None:
    found = await keep(a_mediation())

    made = await operator.act(found, "1/counter", {"version": 1, "options": [FORTY], "note": "He rang."} | FOR_SELLER)
    refused = await operator.act(found, "2/reject", {"version": 1, "reason": "Too little."} | FOR_BUYER)

    assert (made.status_code, made.json()["proposals"][1]["by"]) == (201, "seller"), made.text
    assert made.json()["proposals"][1]["worded_on_behalf_of"] == SELLER_TOLD
    assert (refused.status_code, refused.json()["state"]) == (200, "open")
    assert refused.json()["proposals"][1]["answered_on_behalf_of"] == {"party": "buyer", "means": "letter"}
    told = [event["on_behalf_of"]["party"] for event in await published("turn-changed")]
    assert told == ["seller", "buyer"]
    assert (await read(buyer, found))["proposals"][1]["worded_on_behalf_of"] == SELLER_TOLD


async def test_prm_27_what_a_party_words_anew_is_its_own_again(keep, operator, buyer) -> None:
    found = await keep(a_mediation())
    amended = await operator.act(found, "1/amend", {"version": 1, "options": [FIFTY]} | FOR_BUYER)
    assert amended.json()["proposals"][0]["worded_on_behalf_of"] == {"party": "buyer", "means": "letter"}

    own = await buyer.act(found, "1/amend", {"version": 2, "options": [FORTY]})

    assert own.json()["proposals"][0]["worded_on_behalf_of"] is None


async def test_prm_27_a_walk_is_taken_by_phone_and_ends_in_the_claimants_proposal(keep, operator) -> None:
    found = await keep(guided_mediation())
    path = f"/v1/mediations/{format_id('med', found.id)}/answers"

    answered = await operator.post(path, {"question": "damage", "value": "partly"} | FOR_BUYER, Idempotency_Key="1")

    assert (answered.status_code, answered.json()["walk"]["trace"][0]["value"]) == (200, "partly"), answered.text


async def test_prm_27_an_operator_proposes_for_a_party_or_as_a_mediator(keep, operator) -> None:
    found = await keep(reject_counter(a_mediation()))

    for_party = await operator.act(found, "", {"options": [FORTY]} | FOR_SELLER)
    as_mediator = await operator.act(found, "", {"options": [FIFTY]})

    newest = [answer.json()["proposals"][-1] for answer in (for_party, as_mediator)]
    assert [proposal["by"] for proposal in newest] == ["seller", "operator"]
    assert [proposal["worded_on_behalf_of"] for proposal in newest] == [SELLER_TOLD, None]


@pytest.mark.parametrize(
    ("who", "body", "status"),
    [
        ("operator", {}, 403),
        ("seller", FOR_SELLER, 403),
        ("buyer", FOR_SELLER, 403),
        ("reader", FOR_SELLER, 403),
        ("elsewhere", FOR_SELLER, 404),
        ("operator", {"on_behalf_of": "seller"}, 422),
        ("operator", {"means": "phone"}, 422),
        ("operator", FOR_BUYER, 409),
    ],
)
async def test_prm_27_operators_alone_do_so_and_say_for_whom_and_how(
    keep, operator, seller, buyer, caller, who, body, status
) -> None:
    found = await keep(a_mediation())
    reader = caller("operator", "rita", scope="read")
    elsewhere = caller("operator", "otto", scope="decide", dispute=format_id("dsp", found.case.escrow))
    callers = {"operator": operator, "seller": seller, "buyer": buyer, "reader": reader, "elsewhere": elsewhere}

    refused = await callers[who].act(found, "1/accept", ACCEPTANCE | body)

    assert refused.status_code == status, refused.text


async def test_prm_27_above_the_limit_an_operator_agrees_to_nothing_for_a_party_and_it_stands_as_it_stood(
    keep, operator, seller, disputes, stored, clock
) -> None:
    found, disputes.refusal = await keep(a_mediation()), ABOVE_LIMIT
    clock.time = NOON + DAY

    refused, again = [
        await operator.act(found, "1/accept", ACCEPTANCE | FOR_SELLER, Idempotency_Key="once") for _ in range(2)
    ]

    assert (refused.status_code, refused.json()["code"]) == (409, "approval_needed"), refused.text
    assert refused.json()["allowed_actions"] == ["accept", "counter"]
    assert (again.json(), again.headers["Idempotent-Replayed"]) == (refused.json(), "true")
    after = (await stored(found)).snapshot
    assert (after.state, after.due_at, after.awaiting) == (State.NEGOTIATING, NOON + 5 * DAY, found.snapshot.awaiting)
    assert (after.current_proposal.state, after.current_proposal.answered_for) == (ProposalState.STANDING, None)
    disputes.refusal = None
    assert (await seller.act(found, "1/accept", ACCEPTANCE)).json()["state"] == "agreed"
    assert not disputes.submissions[-1].by_operators


async def test_prm_27_what_an_operator_has_worded_for_a_party_is_not_accepted_above_the_limit_either(
    keep, operator, buyer, disputes, stored
) -> None:
    found, disputes.refusal = await keep(a_mediation()), ABOVE_LIMIT
    await operator.act(found, "1/counter", {"version": 1, "options": [FORTY]} | FOR_SELLER)

    refused = await buyer.act(found, "2/accept", {"version": 1, "option": 0})

    assert (refused.status_code, refused.json()["code"]) == (409, "approval_needed")
    assert disputes.submissions[-1].by_operators
    standing = (await stored(found)).snapshot.current_proposal
    assert (standing.number, standing.worded_for.party) == (2, "seller")


async def test_prm_27_a_consent_by_phone_that_needed_approval_needs_it_again(
    keep, operator, buyer, seller, disputes, stored
) -> None:
    found, disputes.refusal = await keep(reject_counter(a_mediation())), ABOVE_LIMIT
    await operator.act(found, "", {"options": [FIFTY]})
    body = {"version": 1, "option": 0}
    await operator.act(found, "3/accept", body | FOR_SELLER)
    refused = await buyer.act(found, "3/accept", body)
    disputes.refusal = None

    again = await buyer.act(found, "3/accept", body)

    assert refused.json()["code"] == "approval_needed"
    assert (again.status_code, again.json()["proposals"][-1]["consents"]) == (200, ["buyer"]), again.text
    assert len(disputes.submissions) == 1, "the seller has consented to nothing"
    agreed = await operator.act(found, "3/accept", body | FOR_SELLER)
    assert (agreed.json()["state"], disputes.submissions[-1].by_operators) == ("agreed", True)


@pytest.fixture
def assigned(hear):
    """Disputes tells who has the case now."""

    async def assigned(found, operator: str | None, sequence: int) -> None:
        about = {"tenant": TENANT, "subject": found.case.dispute, "sequence": sequence, "version": sequence}
        snapshot = {"status": "waiting_for_seller", "stage": "negotiation", "outcome": None, "assignee": operator}
        snapshot["disputed"] = {"amount": 100, "currency": "EUR"}
        told = about | {"occurred_at": NOON, "actor": {"role": "operator", "id": "lena"}, "cause": "request"}
        told |= {"escrow": found.case.escrow, "operator": operator, "snapshot": snapshot}
        await hear(DisputeAssigned.model_validate(told))

    return assigned


def test_prm_27_who_has_the_case_is_heard_where_it_is_told_and_inferred_from_nothing_else() -> None:
    [assigned] = [one for one in EVENT_HANDLERS if one.translate is on_assignment]
    event = DisputeAssigned.model_construct(subject=UUID(int=1), sequence=7, operator="carla")

    assert assigned.event is DisputeAssigned
    assert assigned.translate(event) == RecordAssignment(Assignment(UUID(int=1), "carla", 7))


async def test_prm_27_a_colleagues_case_is_negotiated_by_nobody_else(
    keep, operator, caller, disputes, assigned
) -> None:
    found = await keep(reject_counter(a_mediation()))
    await assigned(found, "carla", 5)
    await assigned(found, "olga", 4)

    for what, body in (
        ("", {"options": [FIFTY]}),
        ("", {"options": [FIFTY]} | FOR_SELLER),
        ("2/accept", {"version": 1, "option": 0} | FOR_BUYER),
        ("2/reject", {"version": 1} | FOR_BUYER),
    ):
        refused = await operator.act(found, what, body)
        assert (refused.status_code, refused.json()["code"]) == (409, "assigned_to_another"), refused.text
    shown = (await read(operator, found))["allowed_actions"]
    assert not any("on_behalf_of" in action["constraints"] or action["actor"] == "operator" for action in shown)
    lead, carla = caller("operator", "lena", scope="decide lead"), caller("operator", "carla", scope="decide")
    assert (await lead.act(found, "", {"options": [FIFTY]})).status_code == 201
    assert (await carla.act(found, "", {"options": [FORTY]} | FOR_SELLER)).status_code == 201
    disputes.asked = 0
    await assigned(found, None, 6)
    assert (await operator.act(found, "", {"options": [FIFTY]})).status_code == 201
    assert disputes.asked == 0, "nobody has to be asked who has it"


async def test_prm_27_silence_does_not_carry_out_what_an_operator_alone_has_worded(
    keep, operator, client, disputes, stored, clock, published, hear
) -> None:
    found = await keep(a_mediation())
    await operator.act(found, "1/amend", {"version": 1, "options": [FIFTY]} | FOR_BUYER)
    clock.time = NOON + 5 * DAY

    await client._transport.app.state.service.sweeper.fire_due(tenant=TENANT, grace=DAY * 0)
    [submitted] = await published("agreement-submitted")
    refusal = {"accepted": False, "why": "approval_needed", "state": "negotiation"}
    await hear(decision_on(await stored(found), **refusal))

    assert (submitted["basis"], submitted["by_operators"]) == ("silence", True)
    after = (await stored(found)).snapshot
    assert (after.state, after.due_at, after.newest_proposal.state) == (State.OPEN, None, ProposalState.EXPIRED)
    [failed] = await published("failed")
    assert (failed["why"], failed["silence"]["owed_by"]) == ("silence", "seller")


async def test_prm_1_an_escalation_heard_while_an_agreement_is_pending_counts_after_the_decision(
    keep, operator, seller, disputes, stored, hear, clock
) -> None:
    found, disputes.undecided = await keep(a_mediation()), True
    clock.time = NOON + DAY
    pending = await operator.act(found, "1/accept", ACCEPTANCE | FOR_SELLER)

    await hear(about(DisputeEscalated, found, NOON + DAY, stage="shipment_proof"))
    clock.time += DAY / 24  # it is heard of late, and takes effect when it was decided (PRM-5)
    refusal = {"accepted": False, "why": "approval_needed", "state": "shipment_proof", "occurred_at": NOON + DAY}
    await hear(decision_on(await stored(found), **refusal))

    assert pending.status_code == 202
    after = (await stored(found)).snapshot
    assert (after.state, after.current_proposal.state) == (State.OPEN, ProposalState.STANDING)
    assert after.due_at == NOON + 6 * DAY, "an offer of the later phases stands for its time (D14)"
    assert after.awaiting == "seller"


@pytest.mark.parametrize("first", ["buyer", "seller"])
async def test_prm_27_a_consent_by_phone_counts_for_the_limit_whoever_consents_last(
    keep, operator, buyer, seller, disputes, first
) -> None:
    found, party = await keep(reject_counter(a_mediation())), {"buyer": buyer, "seller": seller}
    await operator.act(found, "", {"options": [FIFTY]})
    body = {"version": 1, "option": 0}

    consented = await operator.act(found, "3/accept", body | {"on_behalf_of": first, "means": "chat"})
    assert consented.json()["proposals"][-1]["consents"] == [first]
    await party["seller" if first == "buyer" else "buyer"].act(found, "3/accept", body)

    assert disputes.submissions[-1].by_operators


async def test_prm_27_an_unmarked_acceptance_of_a_partys_own_proposal_is_theirs(keep, seller, disputes) -> None:
    found = await keep(counter(a_mediation()))
    assert found.snapshot.current_proposal is not None
    assert not found.snapshot.current_proposal.is_by_operators
    await seller.act(found, "2/amend", {"version": 1, "options": [FIFTY]})
    assert disputes.submissions == []


@pytest.mark.parametrize(
    ("opened_by_operator", "limit", "foretold"),
    [(True, 99, "escalate"), (True, 100, "execute_buyer_solution"), (False, 99, "execute_buyer_solution")],
)
async def test_prm_8_silence_on_an_operators_wording_is_foretold_as_disputes_will_decide(
    keep, hear, operator, buyer, opened_by_operator, limit, foretold
) -> None:
    found = await keep(a_mediation(by_operator=opened_by_operator))
    envelope = {"tenant": TENANT, "subject": TENANT, "occurred_at": NOON, "actor": {"role": "platform", "id": "shop"}}
    for version, amount in ((2, limit), (1, 1)):  # an older one that comes later changes nothing
        told = {"sequence": version, "version": version, "cause": "platform", "limits": {"EUR": amount}}
        await hear(ApprovalLimitsChanged.model_validate(envelope | told))

    seen = (await read(buyer, found))["next_automatic_action"]
    assert (seen["action"], seen["money_effect"] is None) == (foretold, foretold == "escalate")

    reworded = await operator.act(found, "1/amend", {"version": 1, "options": [FORTY], **FOR_BUYER})
    next_step = reworded.json()["next_automatic_action"]["action"]
    assert next_step == ("escalate" if limit < 100 else "execute_buyer_solution"), reworded.text
    own = await buyer.act(found, "1/amend", {"version": 2, "options": [FIFTY]})
    assert own.json()["next_automatic_action"]["action"] == "execute_buyer_solution"


async def test_d6_prm_27_disputes_hears_whose_last_proposal_an_operator_has_worded(
    keep, operator, buyer, seller, published
) -> None:
    found = await keep(reject_counter(a_mediation(by_operator=True)))

    await operator.act(found, "", {"options": [FORTY], **FOR_SELLER})
    await buyer.act(found, "", {"options": [FIFTY]})

    turns = [(turn["worded_by_operators"], turn["operators_last"]) for turn in await published("turn-changed")]
    assert turns == [(True, ["buyer", "seller"]), (False, ["seller"])]


@pytest.mark.parametrize("limit", [99, 100])
async def test_prm_9_accepting_what_disputes_would_refuse_is_not_offered(keep, hear, operator, seller, limit) -> None:
    """Above the platform's limit no operator alone agrees for a party, by wording it or by accepting."""
    envelope = {"tenant": TENANT, "subject": TENANT, "occurred_at": NOON, "actor": {"role": "platform", "id": "shop"}}
    told = {"sequence": 1, "version": 1, "cause": "platform", "limits": {"EUR": limit}}
    await hear(ApprovalLimitsChanged.model_validate(envelope | told))
    found = await keep(a_mediation())

    by_phone = {(a["rel"], a["actor"]): a for a in (await read(operator, found))["allowed_actions"]}
    assert ("on_behalf_of" in by_phone["accept", "seller"]["constraints"]) == (limit == 100)
    assert "on_behalf_of" in by_phone["counter", "seller"]["constraints"]
    assert "accept" in {action["rel"] for action in (await read(seller, found))["allowed_actions"]}

    await operator.act(found, "1/amend", {"version": 1, "options": [FORTY], **FOR_BUYER})

    assert ("accept" in {action["rel"] for action in (await read(seller, found))["allowed_actions"]}) == (limit == 100)


@pytest.fixture
def limited(hear):
    """The platform wants two operators above so much."""

    async def limited(limit: int) -> None:
        envelope = {"tenant": TENANT, "subject": TENANT, "occurred_at": NOON}
        told = {"sequence": 1, "version": 1, "cause": "platform", "limits": {"EUR": limit}}
        by = {"actor": {"role": "platform", "id": "shop"}}
        await hear(ApprovalLimitsChanged.model_validate(envelope | told | by))

    return limited


async def test_prm_27_disputes_hears_who_has_spoken_and_who_has_worded_what_stands(
    keep, operator, disputes, published
) -> None:
    found = await keep(reject_counter(a_mediation()))
    await operator.act(found, "", {"options": [FIFTY]})

    await operator.act(found, "3/accept", {"version": 1, "option": 0} | FOR_SELLER)

    turns = [(turn["by_operators"], turn["worded_by_operators"]) for turn in await published("turn-changed")]
    assert turns == [(False, False), (True, False)], "a mediator's words are nobody's; the consent is an operator's"


@pytest.mark.parametrize("limit", [99, 100])
async def test_prm_27_above_the_limit_an_operator_consents_to_nothing_that_the_other_could_not_follow(
    keep, operator, buyer, seller, disputes, limited, limit
) -> None:
    await limited(limit)
    found = await keep(reject_counter(a_mediation()))
    await operator.act(found, "", {"options": [FIFTY]})
    body = {"version": 1, "option": 0}

    by_phone = await operator.act(found, "3/accept", body | FOR_SELLER)

    if limit == 100:
        assert by_phone.json()["proposals"][-1]["consents"] == ["seller"]
        return
    assert (by_phone.status_code, by_phone.json()["code"]) == (409, "approval_needed"), by_phone.text
    offered = {a["rel"]: a["constraints"] for a in (await read(operator, found))["allowed_actions"]}
    assert "on_behalf_of" not in offered["accept"], "as it was offered"
    assert (await seller.act(found, "3/accept", body)).status_code == 200
    assert (await buyer.act(found, "3/accept", body)).json()["state"] == "agreed"
    assert not disputes.submissions[-1].by_operators


async def test_d6_prm_27_what_was_disputed_weighs_whatever_has_gone_back_since(
    keep, operator, seller, hear, limited
) -> None:
    """Disputes weighs a decision by what was disputed; were it less here, what is offered would be refused there."""
    await limited(99)
    found = await keep(a_mediation(by_operator=True))
    reduced = {"instruction": UUID(int=9), "amount": {"amount": 60, "currency": "EUR"}}
    await hear(about(ReductionOrdered, found, NOON, **reduced, left={"amount": 40, "currency": "EUR"}))
    thirty = {"kind": "refund_partial", "amount": {"amount": 30, "currency": "EUR"}}

    await operator.act(found, "", {"options": [thirty], **FOR_BUYER})

    seen = await read(seller, found)
    assert seen["amount"]["amount"] == 40
    assert "accept" not in {action["rel"] for action in seen["allowed_actions"]}
    assert (await read(operator, found))["proposals"][-1]["worded_on_behalf_of"] is not None


async def test_prm_27_silence_on_what_an_operator_has_opened_with_is_told_as_an_operators_word(
    keep, client, clock, published
) -> None:
    await keep(a_mediation(by_operator=True))
    clock.time = NOON + 5 * DAY

    await client._transport.app.state.service.sweeper.fire_due(tenant=TENANT, grace=DAY * 0)

    [submitted] = await published("agreement-submitted")
    assert (submitted["basis"], submitted["by_operators"]) == ("silence", True)
