from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import text

from common.contracts.escrow import EscrowFunded, FreezeRefused
from common.contracts.evidence import RequestLapsed, RequestSatisfied
from common.kernel.ids import parse_id
from common.persistence.database import Database
from disputes.testing import (
    BUYER,
    NOON,
    OPERATOR,
    POLICIES,
    SELLER,
    STRANGER,
    about_request,
    agreed,
    escrow_told,
    failed,
    settled,
)
from disputes.testing import frozen as frozen_fact


@pytest.fixture
async def opened(api, body):
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow))
    response = await api.post(BUYER, "", body(escrow))
    assert response.status_code == 201, response.text
    return escrow, response.json()


@pytest.fixture
async def running(api, opened):
    escrow, case = opened
    await api.tell(frozen_fact(parse_id("dsp", case["id"]), escrow))
    return escrow, parse_id("dsp", case["id"]), case["id"]


async def told(begin, topic: str) -> int:
    async with begin.database.worker_transaction() as connection:
        return await connection.scalar(text("SELECT count(*) FROM disputes.outbox WHERE topic = :t"), {"t": topic})


async def test_a_dispute_is_pending_until_escrow_has_frozen_the_money(api, opened) -> None:
    escrow, case = opened
    assert (case["status"], case["pending"]) == ("opening", {"what": "freeze", "of": "escrow"})

    await api.tell(frozen_fact(parse_id("dsp", case["id"]), escrow))

    seen = (await api.get(SELLER, f"/{case['id']}")).json()
    assert (seen["status"], seen["viewer_state"]) == ("waiting_for_seller", "required_action")
    assert seen["pending"] == {"what": "negotiation", "of": "mediation"}
    assert seen["next_automatic_action"]["at"] == "2026-11-29T12:00:00Z"
    assert seen["next_automatic_action"]["action"] == "execute_buyer_solution"
    assert seen["next_automatic_action"]["money_effect"]["buyer"] == 8000


async def test_d2_an_agreement_is_executed_and_the_case_closes_once_escrow_confirms(api, running, begin) -> None:
    escrow, dispute, path = running

    await api.tell(agreed(dispute))

    case = (await api.get(BUYER, f"/{path}")).json()
    assert (case["status"], case["pending"]["what"], case["outcome"]) == ("settling", "settlement", None)
    instruction = parse_id("ins", case["settlement"]["instruction"])
    await api.tell(settled(dispute, escrow, instruction, 8000, 0))
    closed = (await api.get(BUYER, f"/{path}")).json()
    assert (closed["status"], closed["outcome"], closed["allowed_actions"]) == ("closed", "agreement", [])
    assert await told(begin, "disputes.closed.v1") == 1


async def test_d5_d6_after_a_refusal_silence_of_the_seller_executes_the_buyers_proposal(api, running) -> None:
    _, dispute, path = running
    await api.tell(failed(dispute))
    case = (await api.get(SELLER, f"/{path}")).json()
    assert (case["stage"], case["phase"], case["viewer_state"]) == ("shipment_proof", "escalated", "required_action")
    [request] = case["evidence_requests"]
    assert request["due_at"] == "2026-11-27T12:00:00Z"

    await api.tell(about_request(RequestLapsed, parse_id("req", request["id"]), dispute, due_at=request["due_at"]))

    after = (await api.get(BUYER, f"/{path}")).json()
    assert (after["status"], after["settlement"]["to_buyer"]["amount"]) == ("settling", 8000)


async def test_d7_an_operator_rules_after_the_proof(api, running, begin) -> None:
    _, dispute, path = running
    await api.tell(failed(dispute))
    case = (await api.get(SELLER, f"/{path}")).json()
    await api.tell(about_request(RequestSatisfied, parse_id("req", case["evidence_requests"][0]["id"]), dispute))
    case = (await api.get(OPERATOR, f"/{path}")).json()
    ruling = {
        "outcome": "refund_partial", "amount": {"amount": 5000, "currency": "EUR"}, "responsible": "seller",
        "reason_code": "damaged", "policy_reference": "goods-receipt 4.2", "explanation": "One of two is broken.",
    }  # fmt: skip
    for nothing_read in ({}, {"If-Match": "*"}):
        without = await api.post(OPERATOR, f"/{path}/decision", ruling, headers=nothing_read)
        assert without.status_code == 428
    stale = await api.post(OPERATOR, f"/{path}/decision", ruling, headers={"If-Match": '"1"'})
    assert stale.status_code == 412

    response = await api.post(OPERATOR, f"/{path}/decision", ruling, headers={"If-Match": f'"{case["version"]}"'})

    assert response.status_code == 200, response.text
    after = response.json()
    assert (after["status"], after["settlement"]["to_seller"]["amount"]) == ("settling", 3000)
    assert await told(begin, "disputes.settlement-ordered.v1") == 1


async def test_an_operators_limit_alerts_and_never_moves_money(api, running, clock, begin) -> None:
    _, dispute, path = running
    await api.tell(failed(dispute))
    case = (await api.get(SELLER, f"/{path}")).json()
    await api.tell(about_request(RequestSatisfied, parse_id("req", case["evidence_requests"][0]["id"]), dispute))

    clock.time = NOON.replace(month=12, day=20)
    assert await api.sweep() == 2

    after = (await api.get(OPERATOR, f"/{path}")).json()
    assert after["status"] == "under_review"
    assert await told(begin, "disputes.sla-breached.v1") == 2


async def test_strangers_do_not_learn_that_a_case_exists(api, running) -> None:
    _, _, path = running

    assert (await api.get(STRANGER, f"/{path}")).status_code == 404
    assert (await api.get(BUYER, f"/{path}", tenant=uuid4())).status_code == 404
    assert (await api.get(STRANGER)).json()["data"] == []
    assert (await api.post(STRANGER, f"/{path}/withdraw")).status_code == 404


async def test_withdrawing_ends_the_case_without_a_settlement_and_another_may_follow(api, running, body) -> None:
    escrow, _, path = running
    second = await api.post(BUYER, "", body(escrow))
    assert (second.status_code, second.json()["code"]) == (409, "already_disputed")

    response = await api.post(BUYER, f"/{path}/withdraw")

    assert response.json()["outcome"] == "withdrawn"
    await api.tell(escrow_told(EscrowFunded, escrow, version=9))
    assert (await api.post(BUYER, "", body(escrow))).status_code == 201


async def test_the_seller_pays_what_is_claimed(api, running) -> None:
    _, _, path = running

    response = await api.post(SELLER, f"/{path}/accept-claim")

    assert response.json()["settlement"]["to_buyer"] == {"amount": 8000, "currency": "EUR"}
    assert (await api.post(BUYER, f"/{path}/accept-claim")).json()["code"] == "action_not_allowed_in_state"


@pytest.mark.parametrize(
    ("who", "differently", "status", "code"),
    [
        (BUYER, {"claimed": {"amount": 10_001, "currency": "EUR"}}, 409, "insufficient_hold"),
        (BUYER, {"reason": "conduct"}, 422, "reason_not_allowed"),
        (SELLER, {}, 422, "reason_not_allowed"),
        (STRANGER, {}, 404, "not_found"),
        (BUYER, {"options": []}, 422, "opening_incomplete"),
        (BUYER, {"options": [{"kind": "refund_partial"}]}, 422, "amount_needed"),
        (BUYER, {"claimed": {"amount": 8000, "currency": "USD"}}, 422, "currency_mismatch"),
        (BUYER, {"claimed": {"amount": 0, "currency": "EUR"}}, 422, "amount_out_of_range"),
        (BUYER, {"surprise": 1}, 422, "validation_failed"),
    ],
)
async def test_openings_that_are_refused(api, body, who, differently, status, code) -> None:
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow))

    response = await api.post(who, "", body(escrow, **differently))

    assert (response.status_code, response.json()["code"]) == (status, code)


async def test_a_dispute_after_the_filing_window_is_refused(api, body, clock) -> None:
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow))
    clock.time = NOON.replace(year=2027)

    response = await api.post(BUYER, "", body(escrow))

    assert (response.status_code, response.json()["code"]) == (409, "filing_window_closed")


async def test_the_list_is_filtered_and_refuses_what_it_does_not_know(api, running) -> None:
    _, _, path = running

    async def ids(query: str) -> list[str]:
        return [row["id"] for row in (await api.get(OPERATOR, f"?{query}")).json()["data"]]

    assert await ids("status=waiting_for_seller,under_review&awaiting=seller&policy=agreement_first") == [path]
    assert await ids("awaiting=buyer") == []
    assert await ids("due_before=2026-11-30T00:00:00Z&reason=item_not_received") == [path]
    assert (await api.get(OPERATOR, "?colour=red")).status_code == 422


async def test_the_timeline_and_the_messages_tell_the_story(api, running) -> None:
    _, _, path = running

    posted = await api.post(SELLER, f"/{path}/messages", {"text": "It is on its way."})

    assert posted.status_code == 201
    assert [m["text"] for m in (await api.get(BUYER, f"/{path}/messages")).json()["data"]] == ["It is on its way."]
    moves = (await api.get(BUYER, f"/{path}/timeline")).json()["data"]
    assert [(m["seq"], m["to_state"], m["cause"]) for m in moves] == [
        (1, "opening", "buyer"),
        (2, "negotiation", "frozen"),
    ]


async def test_row_82_a_card_number_in_a_message_is_refused_and_not_kept(api, running) -> None:
    _, _, path = running

    refused = await api.post(SELLER, f"/{path}/messages", {"text": "Book it on 4111 1111 1111 1111, please."})

    assert (refused.status_code, refused.json()["code"]) == (422, "card_number_not_allowed")
    assert "4111 1111" not in refused.text
    assert (await api.get(BUYER, f"/{path}/messages")).json()["data"] == []


async def test_editions_are_published_once_and_can_be_read(api, begin) -> None:
    found = (await api.get(BUYER, root="/v1/policies")).json()["data"]

    newest = {POLICIES[edition].name: edition for edition in sorted(POLICIES)}
    assert [edition["edition"] for edition in found] == sorted(POLICIES)
    assert {edition["edition"] for edition in found if edition["current"]} == set(newest.values())
    assert (
        'name = "agreement_first"'
        in (await api.get(BUYER, "/agreement_first-2026-11", root="/v1/policies")).json()["body"]
    )
    assert await told(begin, "policies.published.v1") == len(POLICIES)


async def test_the_case_log_holds_only_legal_transitions(api, running, database) -> None:
    _, dispute, _ = running
    await api.tell(failed(dispute))

    auditor = Database(database.auditor_url, pool_size=1)
    async with auditor.engine.connect() as connection:
        illegal = (await connection.execute(text(ILLEGAL))).all()
        count = await connection.scalar(text("SELECT count(*) FROM disputes.audit_transitions"))
    await auditor.close()

    assert (illegal, count) == ([], 3)


ILLEGAL = """
SELECT t.* FROM disputes.audit_transitions t LEFT JOIN disputes.legal_transitions l
USING (edition, from_state, to_state, cause) WHERE l.edition IS NULL
"""


async def test_a_deadline_that_fires_is_the_timer_of_exactly_one_transition(api, running, clock, database) -> None:
    _, _, path = running
    clock.time = NOON.replace(year=2027, month=1, day=24)

    assert (await api.sweep(), await api.sweep()) == (2, 0), "the cap, and a reminder before it"

    moves = (await api.get(BUYER, f"/{path}/timeline")).json()["data"]
    assert (moves[-1]["to_state"], moves[-1]["cause"]) == ("review", "timeout:dispute_hard_cap")
    auditor = Database(database.auditor_url, pool_size=1)
    async with auditor.engine.connect() as connection:
        timers = (await connection.execute(text(FIRED))).all()
    await auditor.close()
    assert [row.kind for row in timers] == ["dispute_hard_cap"]


FIRED = """
SELECT x.kind FROM disputes.audit_transitions t JOIN disputes.audit_timers x ON x.id = t.timer_id
WHERE x.state = 'fired'
"""


async def test_repeating_a_request_opens_one_dispute(api, body) -> None:
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow))
    headers = api.headers(BUYER)

    first, again = [await api.http.post("/v1/disputes", json=body(escrow), headers=headers) for _ in range(2)]

    assert (first.status_code, again.status_code, first.json()["id"]) == (201, 201, again.json()["id"])
    assert again.headers["Idempotent-Replayed"] == "true"


async def test_facts_that_come_twice_or_too_late_change_nothing(api, running, begin) -> None:
    escrow, dispute, path = running
    await api.tell(agreed(dispute))
    before = (await api.get(BUYER, f"/{path}")).json()

    await api.tell(failed(dispute), agreed(dispute, to_buyer=1), frozen_fact(dispute, escrow))

    after = (await api.get(BUYER, f"/{path}")).json()
    assert after.pop("version") == before.pop("version") + 1, "the second agreement is told that it does not count"
    assert after == before
    assert await told(begin, "disputes.settlement-ordered.v1") == 1


async def test_a_refused_freeze_voids_the_case_and_says_why(api, opened) -> None:
    escrow, case = opened

    await api.tell(
        escrow_told(FreezeRefused, escrow, version=2, dispute=parse_id("dsp", case["id"]), why="escrow_ended")
    )

    void = (await api.get(BUYER, f"/{case['id']}")).json()
    assert (void["status"], void["outcome"], void["why"]) == ("closed", "void", "escrow_ended")


async def test_operators_take_a_case_and_keep_it(api, running) -> None:
    _, dispute, path = running
    await api.tell(failed(dispute))

    taken = await api.post(OPERATOR, f"/{path}/assign", {})
    stolen = await api.post("operator-2", f"/{path}/assign", {})
    moved = await api.post("operator-2", f"/{path}/assign", {}, scope="decide lead")

    assert taken.json()["assignee"] == OPERATOR
    assert (stolen.status_code, stolen.json()["code"]) == (409, "assigned_to_another")
    assert moved.json()["assignee"] == "operator-2"
    assert (await api.post(OPERATOR, f"/{path}/assign", {}, scope="read")).status_code == 403
