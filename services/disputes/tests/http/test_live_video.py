"""live_video, rule by rule: T1 to T10, the case's side."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from common.contracts.escrow import EscrowFunded
from common.contracts.evidence import RequestLapsed, RequestReopened, RequestSatisfied
from common.kernel.ids import format_id
from disputes.testing import BUYER, NOON, OPERATOR, SELLER, STRANGER, escrow_told

EDITION = "live_video-2026-11"
VERIFIED = {"result": "verified", "checks": [{"code": c, "finding": "yes"} for c in ("item", "agreed_price", "terms")]}


@pytest.fixture
async def case(start):
    return await start(EDITION)


@pytest.fixture
async def asked(case):
    """Verified, and both are asked for their videos."""
    await case.do(OPERATOR, "verification", VERIFIED)
    await case.do(OPERATOR, "video-request")
    return case


@pytest.mark.parametrize("who", [BUYER, SELLER])
async def test_t1_either_side_opens_with_the_transaction_and_the_need(start, who) -> None:
    seen = await (await start(EDITION, who)).see()

    assert (seen["claimant"], seen["stage"], seen["status"]) == (who.partition("-")[0], "verification", "under_review")
    assert seen["transaction"] == {
        "item": "One bicycle", "agreed_price": {"amount": 10_000, "currency": "EUR"}, "terms": "Collected in person.",
    }  # fmt: skip
    assert seen["need"] == "The seller says it was handed over."


async def test_t1_an_operator_opens_on_somebodys_behalf_and_nobody_else_does(start, api, body) -> None:
    case = await start(EDITION, OPERATOR, on_behalf_of="seller")
    assert (await case.see())["claimant"] == "seller"
    assert (await case.log())[0] == ("opening", "operator")

    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow, policy=EDITION))
    given = body(escrow) | {"transaction": {"item": "x", "agreed_price": {"amount": 1, "currency": "EUR"}}, "need": "y"}
    del given["options"]
    assert (await api.post(OPERATOR, "", given)).json()["code"] == "forbidden"
    assert (await api.post(BUYER, "", given | {"on_behalf_of": "seller"})).json()["code"] == "forbidden"
    assert (await api.post(STRANGER, "", given)).status_code == 404


@pytest.mark.parametrize(
    ("left_out", "given"), [("transaction", {}), ("need", {}), (None, {"options": [{"kind": "release"}]})]
)
async def test_t1_an_opening_without_all_that_is_needed_is_refused(api, body, left_out, given) -> None:
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow, policy=EDITION))
    said = body(escrow) | {"transaction": {"item": "x", "agreed_price": {"amount": 1, "currency": "EUR"}}, "need": "y"}
    del said["options"]
    said = {name: value for name, value in said.items() if name != left_out} | given

    response = await api.post(BUYER, "", said)

    assert (response.status_code, response.json()["code"]) == (422, "opening_incomplete")
    assert response.json()["missing"] == ([left_out] if left_out else [])


async def test_t2_facts_that_do_not_match_close_the_case_and_lift_the_freeze(case) -> None:
    seen = await case.do(
        OPERATOR, "verification",
        {**VERIFIED, "result": "not_verified", "reason_code": "other_price"} | {"checks": []},
    )  # fmt: skip

    assert (seen["status"], seen["outcome"], seen["why"]) == ("closed", "not_verified", "other_price")
    assert seen["funds"]["state"] == "unfrozen"
    [closed] = await case.told("disputes.closed.v1")
    assert (closed["instruction"], closed["outcome"]) == (None, "not_verified")


@pytest.mark.parametrize("edition", [EDITION, "live_video-2026-12"])
async def test_prm_23_t2_a_refused_verification_records_which_fact_differs(start, may, edition) -> None:
    case = await start(edition)
    price = {"code": "agreed_price", "finding": "no", "note": "The escrow says 100, the chat 80."}
    checks = [{"code": "item", "finding": "yes"}, price, {"code": "terms", "finding": "unclear"}]
    refusal = {"result": "not_verified", "reason_code": "other_price", "checks": checks}
    offered = {action["rel"]: action["constraints"] for action in (await case.see())["allowed_actions"]}
    assert offered["refuse_verification"]["checks"] == ["item", "agreed_price", "terms"]

    alike = [{**check, "finding": "yes"} for check in checks]
    nothing = await case.refused(OPERATOR, "verification", {**refusal, "checks": alike})
    strange = await case.refused(
        OPERATOR, "verification", {**refusal, "checks": [*checks, {"code": "mood", "finding": "no"}]}
    )
    seen = await case.do(OPERATOR, "verification", refusal)

    assert (nothing["status"], nothing["code"]) == (422, "nothing_differs")
    assert (strange["status"], strange["unknown"]) == (422, ["mood"])
    assert (seen["outcome"], seen["verification"]["result"]) == ("not_verified", "not_verified")
    assert [(c["code"], c["finding"]) for c in seen["verification"]["checks"]] == [
        ("item", "yes"), ("agreed_price", "no"), ("terms", "unclear"),
    ]  # fmt: skip


@pytest.mark.parametrize("edition", [EDITION, "live_video-2026-12"])
async def test_prm_23_t2_what_does_not_match_is_not_verified(start, edition) -> None:
    case = await start(edition)
    before = await case.see()
    checks = [{"code": "item", "finding": "yes"}, {"code": "agreed_price", "finding": "no"}]
    doubted = {"code": "terms", "finding": "unclear"}

    refused = await case.refused(OPERATOR, "verification", {"result": "verified", "checks": [*checks, doubted]})

    assert (refused["status"], refused["code"], refused["points"]) == (422, "something_differs", ["agreed_price"])
    assert (await case.see())["version"] == before["version"]
    checks[1]["finding"] = "yes"
    verified = await case.do(OPERATOR, "verification", {"result": "verified", "checks": [*checks, doubted]})
    assert (verified["stage"], verified["verification"]["result"]) == ("video_request", "verified")


async def test_prm_23_t2_the_new_edition_wants_every_fact_looked_at(start) -> None:
    case = await start("live_video-2026-12")
    refusal = {"result": "not_verified", "reason_code": "other_price"}

    refused = await case.refused(OPERATOR, "verification", {**refusal, "checks": []})

    assert (refused["code"], refused["missing"]) == ("checklist_incomplete", ["agreed_price", "item", "terms"])


async def test_t2_verifying_means_looking_at_every_point(case) -> None:
    halfway = await case.refused(OPERATOR, "verification", {**VERIFIED, "checks": VERIFIED["checks"][:1]})
    strange = await case.refused(
        OPERATOR, "verification", {**VERIFIED, "checks": [*VERIFIED["checks"], {"code": "mood", "finding": "no"}]}
    )

    assert (halfway["status"], halfway["code"], halfway["missing"]) == (
        422,
        "checklist_incomplete",
        ["agreed_price", "terms"],
    )
    assert strange["unknown"] == ["mood"]
    assert (await case.refused(BUYER, "verification", VERIFIED))["code"] == "forbidden"


async def test_t2_a_late_verification_alerts_and_moves_nothing(case) -> None:
    before = await case.pass_time(hours=24, microseconds=-13_000_001)
    assert (before["stage"], await case.told("disputes.sla-breached.v1")) == ("verification", [])

    after = await case.pass_time(seconds=14)

    assert (after["stage"], after["settlement"]) == ("verification", None)
    [breach] = await case.told("disputes.sla-breached.v1")
    assert (breach["deadline"], breach["level"], breach["due_at"]) == ("verification", "target", "2026-11-25T12:00:00Z")


async def test_t3_an_operator_requests_the_videos_of_both(case, may) -> None:
    assert (await case.refused(OPERATOR, "video-request"))["code"] == "action_not_allowed_in_state"
    seen = await case.do(OPERATOR, "verification", VERIFIED)
    assert (seen["stage"], seen["verification"]["result"]) == ("video_request", "verified")
    assert "request_video" in may(seen)

    seen = await case.do(OPERATOR, "video-request")

    assert (seen["stage"], seen["status"], sorted(seen["awaiting"])) == (
        "video",
        "waiting_for_both",
        ["buyer", "seller"],
    )
    assert {r["party"] for r in seen["evidence_requests"]} == {"buyer", "seller"}


async def test_t4_both_have_72_hours_and_the_clock_itself_moves_no_money(asked) -> None:
    seen = await asked.see(SELLER)
    assert {request["due_at"] for request in seen["evidence_requests"]} == {"2026-11-27T12:00:00Z"}
    assert seen["viewer_state"] == "required_action"
    assert all(step["money_effect"] is None for step in seen["forecast"])

    asked.clock.time += timedelta(hours=72)
    await asked.tell(RequestLapsed, "buyer")
    await asked.tell(RequestLapsed, "seller")

    after = await asked.see()
    assert (after["stage"], after["settlement"]) == ("review", None)


async def test_t4_one_absent_may_be_ruled_by_default(asked, ruling) -> None:
    await asked.tell(RequestSatisfied, "buyer")
    asked.clock.time += timedelta(hours=72)
    await asked.tell(RequestLapsed, "seller")
    offered = next(a for a in (await asked.see())["allowed_actions"] if a["rel"] == "decide")
    assert offered["constraints"]["outcomes"] == ["refund_full", "release"]
    assert (await asked.refused(OPERATOR, "decision", ruling(EDITION, "inconclusive")))["code"] == "ruling_not_founded"

    seen = await asked.do(OPERATOR, "decision", ruling(EDITION, reason_code="default_judgment"))

    assert (seen["ruling"]["heard"], seen["ruling"]["absent"]) == ("default_judgment", ["seller"])
    assert seen["settlement"]["to_buyer"]["amount"] == 8000


async def test_t4_both_absent_may_be_closed_inconclusive_which_lifts_the_freeze(asked, ruling) -> None:
    asked.clock.time += timedelta(hours=72)
    await asked.tell(RequestLapsed, "buyer")
    await asked.tell(RequestLapsed, "seller")

    seen = await asked.do(OPERATOR, "decision", ruling(EDITION, "inconclusive", reason_code="nobody_appeared"))

    assert (seen["status"], seen["outcome"], seen["funds"]["state"]) == ("closed", "inconclusive", "unfrozen")
    assert seen["ruling"]["heard"] == "nobody"
    [closed] = await asked.told("disputes.closed.v1")
    assert closed["instruction"] is None


async def test_t5_a_recording_or_a_call_on_another_platform_will_do(asked) -> None:
    for request in (await asked.requests()).values():
        assert request["kinds"] == ["live_video", "external_video"]


async def test_t6_t7_each_side_is_asked_to_show_its_own(asked) -> None:
    requests = await asked.requests()

    seller = {point["code"] for point in requests["seller"]["checklist"] if point["required"]}
    buyer = {point["code"] for point in requests["buyer"]["checklist"] if point["required"]}
    assert seller == {"transaction_evidence", "condition", "timestamp"}
    assert buyer == {"transaction_evidence", "condition", "discrepancies", "timestamp"}
    said = await asked.told("disputes.evidence-requested.v1")
    assert {s["party"]: len(s["checklist"]) for s in said} == {"seller": 4, "buyer": 5}


async def test_t8_videos_are_sealed_together_and_may_be_replaced_once(asked) -> None:
    one, other = await asked.told("disputes.evidence-requested.v1")

    assert one["group"] == other["group"]
    assert (one["sealed"], one["max_resubmissions"], other["sealed"]) == (True, 1, True)


async def test_t8_lists_say_whose_turn_it_is_as_the_case_does_where_the_sides_have_different_times(asked) -> None:
    [buyers] = [r for r in (await asked.see())["evidence_requests"] if r["party"] == "buyer"]
    more = {"request": buyers["id"], "due_at": "2026-12-01T12:00:00Z"}
    await asked.do(OPERATOR, "extend", {"deadline": "evidence", "reason_code": "illness", **more})
    await asked.tell(RequestSatisfied, "seller")

    for hours, awaited in ((1, ["buyer", "seller"]), (72, ["buyer"])):
        asked.clock.time += timedelta(hours=hours)
        [row] = (await asked.api.get(BUYER)).json()["data"]
        assert row["awaiting"] == (await asked.see(BUYER))["awaiting"] == awaited
        for role in ("buyer", "seller"):
            found = (await asked.api.get(BUYER, f"?awaiting={role}")).json()["data"]
            assert len(found) == (role in awaited)
        counted = (await asked.api.get(BUYER, "/counts")).json()
        assert [one["awaiting"] for one in counted["by_awaiting"]] == awaited


async def test_t8_an_invalid_video_reopens_the_window_that_remains(asked) -> None:
    await asked.tell(RequestSatisfied, "buyer")
    await asked.tell(RequestSatisfied, "seller")
    assert (await asked.see())["stage"] == "review"

    await asked.tell(RequestReopened, "seller")

    again = await asked.see()
    assert (again["stage"], again["awaiting"]) == ("video", ["seller"])
    assert len(again["evidence_requests"]) == 2
    await asked.tell(RequestSatisfied, "seller")
    assert (await asked.see())["stage"] == "review"


async def test_t8_t9_the_review_is_structured_and_recorded_with_the_ruling(asked, ruling) -> None:
    await asked.tell(RequestSatisfied, "buyer")
    await asked.tell(RequestSatisfied, "seller")
    refused = await asked.refused(OPERATOR, "decision", ruling(EDITION, checks=[]))
    assert (refused["status"], refused["code"], len(refused["missing"])) == (422, "checklist_incomplete", 6)

    seen = await asked.do(OPERATOR, "decision", ruling(EDITION))

    assert {check["code"] for check in seen["ruling"]["checks"]} == {
        "seller_timestamp", "buyer_timestamp", "visual_cues", "item_condition", "agreed_terms",
        "supplementary_evidence",
    }  # fmt: skip
    assert (await asked.see(BUYER))["ruling"]["checks"] == seen["ruling"]["checks"]


@pytest.mark.parametrize(("outcome", "to_buyer"), [("refund_full", 8000), ("release", 0)])
async def test_t10_the_ruling_is_carried_out_at_once(asked, ruling, outcome, to_buyer) -> None:
    await asked.tell(RequestSatisfied, "buyer")
    await asked.tell(RequestSatisfied, "seller")

    await asked.do(OPERATOR, "decision", ruling(EDITION, outcome))

    [order] = await asked.told("disputes.settlement-ordered.v1")
    assert (order["to_buyer"]["amount"], order["basis"]) == (to_buyer, "decision")
    closed = await asked.settled()
    assert (closed["status"], closed["outcome"]) == ("closed", "decision")
    for kind in ("refund_partial", "return_and_refund", "replacement"):
        assert (await asked.refused(OPERATOR, "decision", ruling(EDITION, kind)))["code"] == "case_closed"


async def test_the_escrow_of_another_edition_keeps_its_own_rules(api, body) -> None:
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow, funded_at=NOON))

    response = await api.post(SELLER, "", body(escrow) | {"reason": "item_not_received"})

    assert response.json()["code"] == "reason_not_allowed"
    assert format_id("esc", escrow)
