"""report_review, rule by rule: K1 to K13 and K17 to K20, the case's side. Penalties are tested with standing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from common.contracts.escrow import EscrowFunded
from common.contracts.evidence import GraceGranted, ItemInvalidated, RequestLapsed, RequestReopened, RequestSatisfied
from common.kernel.ids import format_id
from disputes.testing import BUYER, NOON, OPERATOR, SELLER, envelope, escrow_told

EDITION = "report_review-2026-11"
SECOND = "operator-2"
ALL = ("conversation", "call_start_and_end", "contact_id")
WHY = "I disagree because the whole conversation shows another course of things. " * 3


@pytest.fixture
async def case(start):
    return await start(EDITION)


@pytest.fixture
async def reviewed(case):
    """Both have given evidence; 48 hours are over."""
    await case.tell(RequestSatisfied, "buyer")
    await case.tell(RequestSatisfied, "seller")
    await case.pass_time(hours=48)
    return case


@pytest.fixture
async def ruled(reviewed, ruling):
    await reviewed.do(OPERATOR, "decision", ruling(EDITION))
    return reviewed


@pytest.fixture
async def appealed(ruled):
    await ruled.item("seller", *ALL)
    await ruled.do(SELLER, "appeals", {"explanation": WHY})
    return ruled


async def opened_after(api, clock, body, hours: float, **escrow):
    id = uuid4()
    known = {"policy": EDITION, "funded_at": NOON, **escrow}
    await api.tell(escrow_told(EscrowFunded, id, **known))
    clock.time = NOON + timedelta(hours=hours)
    given = body(id) | {"reason": "service_not_provided"}
    del given["options"]
    return await api.post(BUYER, "", given)


async def test_k1_a_report_is_filed_within_72_hours(api, clock, body) -> None:
    assert (await opened_after(api, clock, body, 72 - 1e-9)).status_code == 201
    late = await opened_after(api, clock, body, 72)
    assert (late.status_code, late.json()["code"]) == (409, "filing_window_closed")


async def test_k1_of_the_later_of_call_and_payment(api, clock, body) -> None:
    call = NOON + timedelta(hours=10)

    assert (await opened_after(api, clock, body, 81, delivered_at=call)).status_code == 201
    assert (await opened_after(api, clock, body, 82, delivered_at=call)).json()["code"] == "filing_window_closed"


async def test_k2_k6_the_sla_runs_from_filing_in_business_hours_and_moves_no_money(reviewed) -> None:
    seen = await reviewed.see()
    clocks = {d["deadline"]: d["due_at"] for d in seen["deadlines"]}
    assert clocks == {"operator_decision_limit": "2026-11-27T12:00:00Z"}, "Tuesday noon + 72 h; the target has passed"

    await reviewed.pass_time(days=9)

    breaches = [(b["deadline"], b["level"], b["due_at"]) for b in await reviewed.told("disputes.sla-breached.v1")]
    assert breaches == [
        ("operator_decision_target", "target", "2026-11-26T12:00:00Z"),
        ("operator_decision_limit", "limit", "2026-11-27T12:00:00Z"),
    ]
    assert ((await reviewed.see())["stage"], await reviewed.told("disputes.settlement-ordered.v1")) == ("review", [])


async def test_k6_a_weekend_is_no_business_time(start, clock) -> None:
    clock.time = NOON.replace(day=27)  # a Friday

    seen = await (await start(EDITION)).see()

    assert {d["deadline"]: d["due_at"] for d in seen["deadlines"] if d["owed_by"] == "operator"} == {
        "operator_decision_target": "2026-12-01T12:00:00Z",
        "operator_decision_limit": "2026-12-02T12:00:00Z",
    }


async def test_k3_review_starts_at_48_hours_at_the_earliest(case) -> None:
    await case.tell(RequestSatisfied, "buyer")
    await case.tell(RequestSatisfied, "seller")
    assert (await case.see())["stage"] == "report"
    assert (await case.pass_time(hours=47, minutes=59))["stage"] == "report"

    seen = await case.pass_time(minutes=1)

    assert (seen["stage"], (await case.log())[-1]) == ("review", ("review", "timeout:evidence_earliest"))


async def test_k3_after_48_hours_it_starts_when_both_have_given(case) -> None:
    await case.tell(RequestSatisfied, "buyer")
    assert (await case.pass_time(hours=50))["stage"] == "report"

    await case.tell(RequestSatisfied, "seller")

    assert (await case.see())["stage"] == "review"


async def test_k3_k9_at_72_hours_it_goes_on_with_what_there_is(case, ruling) -> None:
    assert {r["due_at"] for r in (await case.requests()).values()} == {"2026-11-27T12:00:00Z"}
    await case.tell(RequestSatisfied, "buyer")
    await case.pass_time(hours=72)

    await case.tell(RequestLapsed, "seller")

    assert (await case.see())["stage"] == "review"
    seen = await case.do(OPERATOR, "decision", ruling(EDITION, "inconclusive", reason_code="partial_evidence"))
    assert (seen["stage"], seen["ruling"]["outcome"]) == ("contest", "inconclusive")


async def test_k4_either_side_may_contest_within_72_hours_and_silence_is_final(ruled, may) -> None:
    for who in (BUYER, SELLER):
        seen = await ruled.see(who)
        assert (seen["status"], "appeal" in may(seen)) == ("decided", True)
    [decided] = await ruled.told("disputes.decided.v1")
    assert (decided["final"], decided["contest_until"]) == (False, "2026-11-29T12:00:00Z")
    assert await ruled.told("disputes.settlement-ordered.v1") == []

    paid = await ruled.pass_time(hours=72)

    assert (paid["status"], paid["settlement"]["to_buyer"]["amount"]) == ("settling", 8000)
    [order] = await ruled.told("disputes.settlement-ordered.v1")
    assert order["basis"] == "decision"


@pytest.mark.parametrize(("late", "code"), [(-1, None), (0, "deadline_passed"), (1, "deadline_passed")])
async def test_k4_at_72_hours_it_is_too_late(ruled, late, code) -> None:
    await ruled.item("buyer", *ALL)
    ruled.clock.time += timedelta(hours=72, microseconds=late)

    response = await ruled.try_(BUYER, "appeals", {"explanation": WHY})

    assert response.json().get("code") == code


async def test_k5_the_answer_to_a_contest_is_due_in_24_business_hours(appealed) -> None:
    [filed] = await appealed.told("disputes.appeal-filed.v1")
    assert (filed["by"], filed["decide_by"]) == ("seller", "2026-11-27T12:00:00Z")

    after = await appealed.pass_time(hours=24)

    assert (after["stage"], after["settlement"]) == ("second_review", None)
    assert (await appealed.told("disputes.sla-breached.v1"))[-1]["deadline"] == "appeal_decision"


async def test_k7_a_studio_acts_for_the_seller_of_its_case(ruled, may) -> None:
    bound = {"dispute": format_id("dsp", ruled.id)}
    seen = await ruled.see("representative-1", **bound)
    assert (seen["viewer_state"], "appeal" in may(seen), seen["assignee"]) == ("waiting", True, None)
    await ruled.item("seller", *ALL)

    await ruled.do("representative-1", "appeals", {"explanation": WHY}, **bound)

    assert (await ruled.log())[-1] == ("second_review", "representative")
    assert (await ruled.see())["appeal"]["by"] == "seller"
    assert (await ruled.api.get("representative-1", ruled.path)).status_code == 404
    assert (await ruled.api.get("representative-1")).json()["data"] == []
    listed = (await ruled.api.get("representative-1", **bound)).json()["data"]
    assert [row["id"] for row in listed] == [ruled.path[1:]]


async def test_k7_other_programmes_know_no_representative(start) -> None:
    case = await start("live_video-2026-11")
    bound = {"dispute": format_id("dsp", case.id)}

    assert (await case.see("representative-1", **bound))["allowed_actions"] == []
    refused = await case.refused("representative-1", "messages", {"text": "Hello"}, **bound)
    assert refused["code"] == "action_not_allowed_in_state"


async def test_k8_both_are_asked_for_the_same_points(case) -> None:
    one, other = await case.told("disputes.evidence-requested.v1")

    assert one["checklist"] == other["checklist"]
    assert [point["code"] for point in one["checklist"] if point["required"]] == list(ALL)
    assert [point["code"] for point in one["checklist"] if not point["required"]] == ["agreement"]


async def test_k10_both_get_24_hours_more_once_nobody_has_given_anything(case) -> None:
    asked = await case.told("disputes.evidence-requested.v1")
    for one in asked:
        assert one["grace"] == {"at": "2026-11-26T12:00:00Z", "until": "2026-11-27T12:00:00Z"}
    assert len({one["group"] for one in asked}) == 1

    later = NOON + timedelta(hours=73)
    await case.tell(GraceGranted, "buyer", due_at=later)

    assert (await case.requests())["buyer"]["due_at"] == "2026-11-27T13:00:00Z"
    await case.tell(RequestLapsed, "buyer", due_at=later)
    await case.tell(RequestLapsed, "seller")
    assert (await case.see())["stage"] == "review"


async def test_k11_a_refund_is_presumed_where_only_the_buyer_has_given_and_only_operators_see_it(case) -> None:
    assert (await case.see())["presumption"] is None
    await case.tell(RequestSatisfied, "buyer")
    await case.pass_time(hours=72)
    await case.tell(RequestLapsed, "seller")

    assert (await case.see(OPERATOR))["presumption"] == "refund_full"
    assert (await case.see(SELLER))["presumption"] is None
    after = await case.pass_time(days=60)
    assert (after["stage"], after["settlement"]) == ("review", None), "it decides nothing"


async def test_k12_an_open_report_changes_nothing_about_the_seller(case, begin) -> None:
    for topic in ("participants.penalty-imposed.v1", "participants.standing-changed.v1", "disputes.fine-ordered.v1"):
        assert await case.told(topic) == []
    listed = (await case.api.get(OPERATOR, "?policy=report_review")).json()["data"]
    assert [row["id"] for row in listed] == [case.path[1:]]


async def test_k13_inconclusive_means_no_refund_the_hold_is_unfrozen(reviewed, ruling) -> None:
    await reviewed.do(OPERATOR, "decision", ruling(EDITION, "inconclusive", reason_code="no_evidence"))

    closed = await reviewed.pass_time(hours=72)

    assert (closed["status"], closed["outcome"], closed["funds"]["state"]) == ("closed", "inconclusive", "unfrozen")
    assert await reviewed.told("disputes.settlement-ordered.v1") == []
    [told] = await reviewed.told("disputes.closed.v1")
    assert (told["outcome"], told["instruction"]) == ("inconclusive", None)


async def test_k13_only_a_refund_or_nothing_is_ruled(reviewed, ruling) -> None:
    refused = await reviewed.refused(OPERATOR, "decision", ruling(EDITION, "release"))

    assert (refused["status"], refused["code"], refused["allowed"]) == (
        422, "ruling_not_allowed", ["inconclusive", "refund_full", "refund_partial"],
    )  # fmt: skip


async def test_k17_completeness_weighs_evidence_explanation_and_comments(case) -> None:
    async def scores(who: str = OPERATOR) -> dict[str, dict]:
        return {c["party"]: c for c in (await case.see(who))["credibility"]}

    before = await scores()
    assert (before["buyer"]["score"], before["seller"]["score"]) == (20 * len("It has not arrived.") // 300, 0)
    item = await case.item("seller", "conversation", "contact_id")
    await case.do(SELLER, "messages", {"text": "y" * 300})
    assert (await scores())["seller"]["explanation_characters"] == 0, "a comment, however long, explains nothing"
    said = await case.do(SELLER, "messages", {"text": "x" * 300, "kind": "explanation"})
    assert said["kind"] == "explanation"
    await case.do(SELLER, "messages", {"text": "More."})

    after = (await scores())["seller"]

    assert (after["score"], after["missing"], after["comments"]) == (40 + 20 + 20, ["call_start_and_end"], 2)
    assert (await scores(BUYER))["seller"] == after
    given = {"dispute": case.id, "kind": "screenshot", "by": SELLER}
    await case.api.tell(ItemInvalidated.model_validate(envelope(item, 2) | given))
    assert (await scores())["seller"]["score"] == 40


async def test_prm_23_k17_a_case_without_an_initial_agreement_can_be_complete(case) -> None:
    await case.item("seller", "conversation", "contact_id", "call_start_and_end")
    for text, kind in (("x" * 300, "explanation"), ("One.", "comment"), ("Two.", "comment")):
        await case.do(SELLER, "messages", {"text": text, "kind": kind})

    async def seller() -> dict:
        return next(c for c in (await case.see())["credibility"] if c["party"] == "seller")

    assert ((await seller())["score"], (await seller())["missing"]) == (100, [])
    await case.item("seller", "agreement")
    assert ((await seller())["score"], "agreement" in (await seller())["covered"]) == (100, True)


async def test_k18_an_appeal_needs_complete_evidence_and_a_full_explanation(ruled) -> None:
    await ruled.item("seller", "conversation", "contact_id")

    incomplete = await ruled.refused(SELLER, "appeals", {"explanation": WHY})
    assert (incomplete["status"], incomplete["code"], incomplete["missing"]) == (
        422, "appeal_incomplete", ["call_start_and_end"],
    )  # fmt: skip
    await ruled.item("seller", "call_start_and_end")
    short = await ruled.refused(SELLER, "appeals", {"explanation": "No."})
    assert (short["code"], short["explanation_needed"]) == ("appeal_incomplete", 100)

    assert (await ruled.do(SELLER, "appeals", {"explanation": WHY}))["stage"] == "second_review"


async def test_k18_what_was_not_given_in_time_is_asked_for_anew_for_the_contest_and_holds_nothing_up(ruled) -> None:
    asked = [r for r in await ruled.told("disputes.evidence-requested.v1") if r["level"] == "optional"]
    assert [(r["party"], r["due_at"]) for r in asked] == [
        ("buyer", "2026-11-29T12:00:00Z"),
        ("seller", "2026-11-29T12:00:00Z"),
    ]
    seen = await ruled.see()
    assert (seen["status"], seen["next_automatic_action"]["at"]) == ("decided", "2026-11-29T12:00:00Z")

    await ruled.tell(RequestSatisfied, "seller")

    assert (await ruled.see())["stage"] == "contest"


async def test_k19_whoever_approved_a_ruling_does_not_decide_its_contest_either(api, reviewed, ruling) -> None:
    lead = "operator-lead"
    await api.put("platform-1", "/dispute-settings", {"approval_limits": {"EUR": 1}})
    await reviewed.do(OPERATOR, "decision", ruling(EDITION))
    version = (await reviewed.see())["version"]
    await reviewed.do(lead, "approve", scope="decide lead", headers={"If-Match": f'"{version}"'})
    await reviewed.item("seller", *ALL)
    await reviewed.do(SELLER, "appeals", {"explanation": WHY})

    for who in (OPERATOR, lead):
        refused = await reviewed.refused(who, "decision", ruling(EDITION, "inconclusive"), scope="decide lead")
        assert (refused["status"], refused["code"]) == (409, "same_operator")
        assert (await reviewed.refused(who, "assign", {}))["code"] == "same_operator"
    assert (await reviewed.do("operator-2", "assign", {}))["assignee"] == "operator-2"


async def test_k19_another_operator_decides_and_it_is_decisive(appealed, ruling) -> None:
    assert (await appealed.see())["assignee"] is None
    same = await appealed.refused(OPERATOR, "decision", ruling(EDITION, "inconclusive"))
    assert (same["status"], same["code"]) == (409, "same_operator")
    lead = await appealed.refused(OPERATOR, "decision", ruling(EDITION), scope="decide lead")
    assert lead["code"] == "same_operator"
    assert (await appealed.refused(OPERATOR, "assign", {}))["code"] == "same_operator"

    seen = await appealed.do(
        SECOND, "decision", ruling(EDITION, "refund_partial", amount={"amount": 1000, "currency": "EUR"})
    )

    assert (seen["status"], seen["settlement"]["to_buyer"]["amount"]) == ("settling", 1000)
    [second] = await appealed.told("disputes.appeal-decided.v1")
    assert second["upheld"] is False
    assert [d["instance"] for d in await appealed.told("disputes.decided.v1")] == [1, 2]
    assert (await appealed.told("disputes.decided.v1"))[-1]["final"] is True


async def test_k20_then_the_case_is_closed_for_good(appealed, ruling) -> None:
    assert (await appealed.refused(BUYER, "appeals", {"explanation": WHY}))["code"] == "action_not_allowed_in_state"
    await appealed.do(SECOND, "decision", ruling(EDITION))
    await appealed.settled()

    for who, act, body in [(BUYER, "appeals", {"explanation": WHY}), (SELLER, "messages", {"text": "But…"}),
                           (SECOND, "decision", ruling(EDITION))]:  # fmt: skip
        refused = await appealed.refused(who, act, body)
        assert (refused["status"], refused["code"]) == (409, "case_closed")


async def test_evidence_found_invalid_in_review_leaves_the_review_going(reviewed) -> None:
    await reviewed.tell(RequestReopened, "seller")
    assert (await reviewed.see())["stage"] == "review"

    await reviewed.tell(RequestLapsed, "seller")

    assert (await reviewed.see())["stage"] == "review"


async def test_k19_prm_27_who_rules_has_the_case_until_the_contest_goes_to_somebody_else_and_each_is_told(
    appealed,
) -> None:
    told = [(one["operator"], one["earlier"]) for one in await appealed.told("disputes.assigned.v1")]

    assert told == [(OPERATOR, None), (None, OPERATOR)]
    assert (await appealed.see())["assignee"] is None


async def test_prm_31_k19_whoever_has_ruled_is_not_offered_to_take_the_case_again(appealed, may) -> None:
    assert (await appealed.refused(OPERATOR, "assign", {}))["code"] == "same_operator"
    assert not {"assign", "decide", "take_over"} & may(await appealed.see(OPERATOR))
    assert {"assign", "decide"} <= may(await appealed.see(SECOND))
