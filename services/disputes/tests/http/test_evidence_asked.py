"""An operator asks a party for evidence, in every programme and every stage before the end (PRM-25)."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from common.contracts.evidence import (
    GraceGranted,
    ItemAttached,
    ItemReceived,
    RequestLapsed,
    RequestSatisfied,
    VideoVerified,
)
from common.kernel.ids import format_id, parse_id
from common.kernel.languages import Language
from disputes import testing as facts
from disputes.engine.actions import MAX_ASKED
from disputes.testing import BUYER, NOON, OPERATOR, POLICIES, SELLER

CURRENT = [name for name in POLICIES if name.endswith("2026-12")]
UNTIL = NOON + timedelta(days=2)
ASKING = {"party": "buyer", "kinds": ["photo", "video"], "until": "2026-11-26T12:00:00Z", "note": "Show the box."}
AGREEMENT, REPORT, VIDEO = "agreement_first-2026-12", "report_review-2026-12", "live_video-2026-12"


def asked_in(case: dict) -> dict:
    [request] = [request for request in case["evidence_requests"] if request["requested_by"] == "operator"]
    return request


async def tell(case, kind, request: dict, **more) -> None:
    about = {"party": request["party"], "due_at": request["due_at"], "occurred_at": case.clock.time, **more}
    await case.api.tell(facts.about_request(kind, parse_id("req", request["id"]), case.id, **about))


@pytest.mark.parametrize("edition", sorted(POLICIES))
async def test_prm_25_an_operator_asks_in_every_programme(start, edition) -> None:
    case = await start(edition)
    [offered] = [action for action in (await case.see())["allowed_actions"] if action["rel"] == "ask_for_evidence"]
    before = await case.see()

    after = await case.do(OPERATOR, offered["href"].removeprefix(f"/v1/disputes{case.path}/"), ASKING)

    request = asked_in(after)
    assert (request["party"], request["kinds"], request["due_at"]) == ("buyer", ["photo", "video"], ASKING["until"])
    assert (request["satisfied"], request["note"]) == (False, "Show the box.")
    assert (request["on_silence"]["action"], request["on_silence"]["leads_to"]) == ("lapse_request", before["stage"])
    assert request["on_silence"]["money_effect"] is None
    assert "buyer" in after["awaiting"]
    assert (after["stage"], after["status"]) == (before["stage"], before["status"])
    [told] = [
        event
        for event in await case.told("disputes.evidence-requested.v1")
        if event["request"] == str(parse_id("req", request["id"]))
    ]
    assert (told["party"], told["kinds"], told["due_at"]) == ("buyer", ["photo", "video"], ASKING["until"])
    assert (told["since_asked"], request["since_asked"]) == (True, True), "what is there, the operator has seen"
    assert (await case.told("disputes.action-required.v1"))[-1]["acts"] == ["provide_evidence"]


@pytest.mark.parametrize("who", [BUYER, SELLER])
async def test_prm_25_parties_do_not_ask_and_are_not_offered_it(start, may, who) -> None:
    case = await start(AGREEMENT)

    refused = await case.refused(who, "evidence-requests", ASKING)

    assert (refused["status"], "ask_for_evidence" in may(await case.see(who))) == (403, False)


async def test_prm_25_a_reading_operator_asks_nothing(start) -> None:
    assert (await (await start(AGREEMENT)).try_(OPERATOR, "evidence-requests", ASKING, scope="read")).status_code == 403


@pytest.mark.parametrize(
    ("differently", "code"),
    [
        ({"until": "2026-11-24T12:00:00Z"}, "deadline_not_later"),
        ({"kinds": []}, "validation_failed"),
        ({"kinds": ["horoscope"]}, "validation_failed"),
        ({"party": "operator"}, "validation_failed"),
        ({"note": "4111 1111 1111 1111"}, "card_number_not_allowed"),
        ({"more": 1}, "validation_failed"),
    ],
)
async def test_prm_25_what_cannot_be_asked_is_refused(start, differently, code) -> None:
    case = await start(AGREEMENT)

    assert (await case.refused(OPERATOR, "evidence-requests", ASKING | differently))["code"] == code
    assert (await case.see())["evidence_requests"] == []


async def test_prm_11_operators_ask_so_often_that_every_event_still_tells_of_all_clocks(start, may) -> None:
    case = await start(VIDEO)
    for _ in range(MAX_ASKED):
        await case.do(OPERATOR, "evidence-requests", ASKING)

    refused = await case.refused(OPERATOR, "evidence-requests", ASKING)

    assert (refused["status"], refused["code"], refused["limit"]) == (409, "too_many_evidence_requests", MAX_ASKED)
    assert "ask_for_evidence" not in may(await case.see())
    await case.do(BUYER, "messages", {"text": "So much?"})
    [told] = await case.told("disputes.message-posted.v1")
    assert len([clock for clock in told["snapshot"]["deadlines"] if clock["deadline"] == "evidence"]) == MAX_ASKED
    assert len(json.dumps(told)) < 15_000, "an event has less than 20,000 bytes"


async def test_prm_36_what_nobody_has_answered_closes_with_the_case(start) -> None:
    case = await start(AGREEMENT)
    assert asked_in(await case.do(OPERATOR, "evidence-requests", ASKING))["state"] == "open"

    over = await case.do(SELLER, "accept-claim")

    assert (over["status"], asked_in(over)["state"], asked_in(over)["satisfied"]) == ("settling", "closed", False)


async def test_prm_25_nothing_is_asked_of_a_case_that_is_over(start) -> None:
    case = await start(AGREEMENT)
    await case.do(BUYER, "withdraw")

    refused = await case.refused(OPERATOR, "evidence-requests", ASKING)

    assert (refused["status"], refused["code"]) == (409, "case_closed")


@pytest.mark.parametrize("kind", [RequestSatisfied, RequestLapsed])
async def test_prm_25_the_answer_moves_nothing_and_the_operator_goes_on(start, ruling, kind) -> None:
    case = await start(AGREEMENT)
    before = await case.see()
    request = asked_in(await case.do(OPERATOR, "evidence-requests", ASKING))
    item = uuid4()
    case.clock.time = UNTIL

    await tell(case, kind, request, **({"item": item} if kind is RequestSatisfied else {}))

    after = await case.see()
    answered = asked_in(after)
    assert (after["stage"], answered["satisfied"]) == (before["stage"], kind is RequestSatisfied)
    assert answered["satisfied_by"] == (format_id("evd", item) if kind is RequestSatisfied else None)
    assert answered["on_silence"] is None
    assert "buyer" not in after["awaiting"] or before["awaiting"] == ["buyer"]


async def test_prm_25_what_is_asked_stays_open_through_the_stages(start) -> None:
    case = await start(VIDEO)
    await case.do(OPERATOR, "evidence-requests", ASKING)
    checks = [{"code": code, "finding": "yes"} for code in ("item", "agreed_price", "terms")]

    after = await case.do(OPERATOR, "verification", {"result": "verified", "checks": checks})

    assert (after["stage"], asked_in(after)["state"], "buyer" in after["awaiting"]) == ("video_request", "open", True)
    assert "provide_evidence" in {action["rel"] for action in (await case.see(BUYER))["allowed_actions"]}


async def test_prm_25_what_was_asked_beside_holds_up_no_stage(start) -> None:
    """The stage asks of the seller, and goes on when he has answered, whatever else is open."""
    case = await start(AGREEMENT)
    await case.api.tell(facts.failed(case.id, occurred_at=case.clock.time))
    await case.do(OPERATOR, "evidence-requests", ASKING)
    [shipment] = [r for r in (await case.see())["evidence_requests"] if r["requested_by"] == "policy"]

    await tell(case, RequestSatisfied, shipment, item=uuid4())

    after = await case.see()
    assert (after["stage"], asked_in(after)["state"]) == ("review", "open")


async def test_prm_25_a_window_that_has_lapsed_is_opened_again(start) -> None:
    """In `live_video` the case goes back to the videos: the edition revisits what is reopened."""
    case = await start(VIDEO)
    checks = [{"code": code, "finding": "yes"} for code in ("item", "agreed_price", "terms")]
    await case.do(OPERATOR, "verification", {"result": "verified", "checks": checks})
    videos = (await case.do(OPERATOR, "video-request"))["evidence_requests"]
    case.clock.time = NOON + timedelta(hours=72)
    for request in videos:
        await tell(case, RequestLapsed, request)
    lapsed = await case.see()
    buyers = next(request for request in videos if request["party"] == "buyer")
    [extend] = [action for action in lapsed["allowed_actions"] if action["rel"] == "extend"]
    body = {"deadline": "evidence", "request": buyers["id"], "due_at": "2026-11-29T12:00:00Z", "reason_code": "illness"}

    refused = await case.refused(OPERATOR, "extend", body | {"due_at": "2028-11-29T12:00:00Z"})
    assert refused["code"] == "deadline_too_far", "nor does what is opened again hold the money for years (PRM-15)"
    after = await case.do(OPERATOR, "extend", body)

    states = {request["party"]: (request["state"], request["due_at"]) for request in after["evidence_requests"]}
    assert buyers["id"] in extend["constraints"]["lapsed_requests"]
    assert (lapsed["stage"], after["stage"]) == ("review", "video")
    assert states["buyer"] == ("open", "2026-11-29T12:00:00Z")
    assert states["seller"][0] == "lapsed"
    told = (await case.told("disputes.deadline-extended.v1"))[-1]
    assert (told["request"], told["due_at"]) == (str(parse_id("req", buyers["id"])), "2026-11-29T12:00:00Z")
    await tell(case, RequestSatisfied, buyers, item=uuid4())
    assert (await case.see())["stage"] == "review"


async def test_prm_25_a_window_is_opened_again_only_for_longer(start) -> None:
    case = await start(AGREEMENT)
    request = asked_in(await case.do(OPERATOR, "evidence-requests", ASKING))
    case.clock.time = UNTIL
    await tell(case, RequestLapsed, request)
    body = {"deadline": "evidence", "request": request["id"], "due_at": ASKING["until"], "reason_code": "illness"}

    assert (await case.refused(OPERATOR, "extend", body))["code"] == "deadline_not_later"


async def test_prm_25_more_time_answered_yes_is_not_undone_by_a_lapse_on_its_way(start) -> None:
    """The operator was told yes before the cut-off; evidence hears of it after the lapse, and opens it again."""
    case = await start(AGREEMENT)
    await case.api.tell(facts.failed(case.id, occurred_at=case.clock.time))
    [request] = (await case.see())["evidence_requests"]
    body = {
        "deadline": "evidence",
        "request": request["id"],
        "due_at": "2026-12-04T12:00:00Z",
        "reason_code": "illness",
    }
    await case.do(OPERATOR, "extend", body)
    case.clock.time = NOON + timedelta(days=3)

    await tell(case, RequestLapsed, request)

    after = await case.see()
    assert (after["stage"], after["evidence_requests"][0]["state"]) == ("shipment_proof", "open")


async def test_prm_25_proof_found_to_suffice_after_the_cut_off_counts_and_moves_nothing(start) -> None:
    case = await start(VIDEO)
    checks = [{"code": code, "finding": "yes"} for code in ("item", "agreed_price", "terms")]
    await case.do(OPERATOR, "verification", {"result": "verified", "checks": checks})
    videos = (await case.do(OPERATOR, "video-request"))["evidence_requests"]
    case.clock.time = NOON + timedelta(hours=72)
    for request in videos:
        await tell(case, RequestLapsed, request, version=10_002)

    await tell(case, RequestSatisfied, videos[0], item=uuid4(), version=10_003)
    await tell(case, RequestLapsed, videos[0], version=10_002)  # told again, and old by now

    after = await case.see()
    assert (after["stage"], [request["satisfied"] for request in after["evidence_requests"]]) == (
        "review",
        [True, False],
    )


@pytest.mark.parametrize("edition", [AGREEMENT, "guided_solutions-2026-12"])
async def test_prm_25_d13_a_contested_return_asks_the_buyer_by_itself(start, edition) -> None:
    case = await start(edition)
    await case.agree("return_and_refund", 8000)
    address = {"recipient": "S", "street": "A 1", "postal_code": "1", "city": "B", "country": "DE"}
    await case.do(SELLER, "return", {"address": address})
    await case.do(BUYER, "return", {"parcel": {"carrier": "DHL", "tracking_number": "JD014600003RU"}})

    after = await case.do(SELLER, "return/acknowledge", {"condition": "wrong_or_empty"})

    requests = {request["party"]: request for request in after["evidence_requests"] if request["state"] == "open"}
    assert (after["stage"], after["awaiting"]) == ("return_contested", ["buyer"])
    assert (requests["buyer"]["level"], requests["seller"]["level"]) == ("required", "optional")
    assert (requests["buyer"]["since_asked"], requests["seller"]["since_asked"]) == (True, True)
    assert requests["buyer"]["on_silence"]["leads_to"] == "review"
    assert requests["buyer"]["on_silence"]["money_effect"] is None
    await tell(case, RequestSatisfied, requests["buyer"], item=uuid4())
    assert (await case.see())["stage"] == "review"


async def test_prm_25_an_operator_need_not_wait_for_it(start, ruling) -> None:
    case = await start(AGREEMENT)
    await case.agree("return_and_refund", 8000)
    address = {"recipient": "S", "street": "A 1", "postal_code": "1", "city": "B", "country": "DE"}
    await case.do(SELLER, "return", {"address": address})
    await case.do(BUYER, "return", {"parcel": {"carrier": "DHL", "tracking_number": "JD014600003RU"}})
    await case.do(SELLER, "return/acknowledge", {"condition": "damaged"})

    ruled = await case.do(OPERATOR, "decision", ruling(AGREEMENT, "release"))

    assert ruled["status"] == "settling"


async def test_prm_23_k10_the_grace_is_foretold_and_adds_its_time_once(start) -> None:
    case = await start(REPORT)

    steps = [(step["at"], step["action"]) for step in (await case.see())["forecast"]]
    requests = (await case.see())["evidence_requests"]
    case.clock.time = NOON + timedelta(hours=48)
    for request in requests:
        await tell(case, GraceGranted, request, due_at="2026-11-28T12:00:00Z")
    granted = await case.see()

    assert ("2026-11-26T12:00:00Z", "grant_grace") in steps
    assert ("2026-11-28T12:00:00Z", "enter_review") in steps
    assert [request["due_at"] for request in granted["evidence_requests"]] == ["2026-11-28T12:00:00Z"] * 2
    assert "grant_grace" not in {step["action"] for step in granted["forecast"]}
    asked = await case.told("disputes.evidence-requested.v1")
    assert [event["grace"] for event in asked] == [{"at": "2026-11-26T12:00:00Z", "until": "2026-11-28T12:00:00Z"}] * 2


async def test_prm_23_k10_whoever_gives_something_prevents_the_grace(start) -> None:
    case = await start(REPORT)
    await case.item("buyer")

    steps = [(step["at"], step["action"]) for step in (await case.see())["forecast"]]

    assert "grant_grace" not in {action for _, action in steps}
    assert ("2026-11-27T12:00:00Z", "enter_review") in steps


async def test_k10_k11_what_the_deal_says_is_nothing_that_the_seller_has_handed_in(start) -> None:
    """A shipment is no answer to what a report asks for: evidence grants the grace, and a refund is presumed."""
    case = await start(REPORT)
    await case.item("seller", kind="shipment_record", provenance="deal")
    silent = await case.see()
    await case.item("buyer")

    assert ("2026-11-26T12:00:00Z", "grant_grace") in [(step["at"], step["action"]) for step in silent["forecast"]]
    assert (await case.see(OPERATOR))["presumption"] == "refund_full"
    await case.item("seller", kind="shipment_record")
    assert (await case.see(OPERATOR))["presumption"] is None, "handed in here it is the seller's evidence"


async def test_prm_30_k3_evidence_stays_open_while_the_report_is(start, ruling) -> None:
    case = await start(REPORT)
    asked = await case.told("disputes.evidence-requested.v1")
    requests = (await case.see())["evidence_requests"]
    case.clock.time = NOON + timedelta(hours=96)
    for request in requests:
        await tell(case, RequestLapsed, request, due_at="2026-11-28T12:00:00Z")
    review = await case.see()

    await tell(case, RequestSatisfied, requests[1], item=uuid4())
    late = await case.see()
    decided = await case.do(OPERATOR, "decision", ruling(REPORT))

    assert [event["open_through"] for event in asked] == [["report", "review"]] * 2
    assert (review["stage"], [request["stays_open"] for request in review["evidence_requests"]]) == (
        "review",
        [True] * 2,
    )
    assert (late["stage"], late["evidence_requests"][1]["satisfied"]) == ("review", True)
    assert {request["stays_open"] for request in decided["evidence_requests"]} == {False}


async def test_prm_32_findings_of_videos_are_in_the_case_for_operators_and_their_own_side(start) -> None:
    case = await start(VIDEO)
    item, session = uuid4(), uuid4()
    received = {"dispute": case.id, "kind": "live_video", "by": "seller", "party": "seller", "size": 10}
    await case.api.tell(
        ItemReceived.model_validate(facts.envelope(item) | received | {"sha256": "0" * 64, "media_type": "video/mp4"})
    )
    about = {"dispute": case.id, "party": "seller", "item": item}

    await case.api.tell(VideoVerified.model_validate(facts.envelope(session) | about | {"result": "not_shown_live"}))
    overruled = facts.envelope(session, 2) | about | {"result": "live", "overruled": True}
    found = (await case.see())["videos"]
    await case.api.tell(VideoVerified.model_validate(overruled))
    await case.api.tell(VideoVerified.model_validate(facts.envelope(session) | about | {"result": "partly_live"}))

    [video] = (await case.see())["videos"]
    assert [(one["result"], one["overruled"]) for one in found] == [("not_shown_live", False)]
    assert (video["result"], video["overruled"], video["item"]) == ("live", True, format_id("evd", item))
    assert video["href"] == f"/v1/evidence/video-sessions/{format_id('vid', session)}"
    assert ((await case.see(SELLER))["videos"], (await case.see(BUYER))["videos"]) == ([video], [])


async def test_prm_13_what_an_attached_item_covers_counts_for_how_complete_the_case_is(start) -> None:
    case = await start(REPORT)
    item = await case.item("buyer", "conversation")
    about = {"dispute": case.id, "kind": "screenshot", "by": "buyer", "party": "buyer", "request": uuid4()}

    await case.api.tell(
        ItemAttached.model_validate(facts.envelope(item, 2) | about | {"covers": ("conversation", "contact_id")})
    )

    [buyers] = [one for one in (await case.see())["credibility"] if one["party"] == "buyer"]
    assert set(buyers["covered"]) == {"conversation", "contact_id"}


@pytest.mark.parametrize("edition", ["report_review-2026-12", "live_video-2026-12"])
async def test_prm_34_the_points_of_a_request_are_told_in_every_language(start, edition) -> None:
    case = await start(edition)
    if edition.startswith("live_video"):
        verified = {
            "result": "verified",
            "checks": [{"code": c, "finding": "yes"} for c in ("item", "agreed_price", "terms")],
        }
        await case.do(OPERATOR, "verification", verified)
        await case.do(OPERATOR, "video-request")

    points = [point for asked in await case.told("disputes.evidence-requested.v1") for point in asked["checklist"]]

    assert points
    for point in points:
        assert set(point["texts"]) == set(Language)
        assert len(set(point["texts"].values())) == len(Language), point
