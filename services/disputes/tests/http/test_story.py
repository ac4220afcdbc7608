"""The story of a case: everything that has happened to it, in one list, as each reader may see it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from common.contracts import escrow, evidence, mediation
from common.contracts.evidence import RequestSatisfied
from common.kernel.ids import format_id, parse_id
from disputes import testing as facts
from disputes.story.contract_mapping import ENTRY_RULES
from disputes.testing import BUYER, OPERATOR, SELLER, failed

PLATFORM, STRANGER, STUDIO = "platform-1", "buyer-other", "representative-1"
EDITION, VIDEO, REPORTS = "agreement_first-2026-11", "live_video-2026-11", "report_review-2026-11"


async def story(case, who: str = OPERATOR, **claims) -> list[dict]:
    response = await case.api.get(who, f"{case.path}/story?limit=100", **claims)
    assert response.status_code == 200, response.text
    return response.json()["data"]


async def kinds(case, who: str = OPERATOR) -> list[str]:
    return [entry["kind"] for entry in await story(case, who)]


def one_of(entries: list[dict], kind: str) -> dict:
    return next(entry for entry in entries if entry["kind"] == kind)


def proposal(kind, case, by: str = "buyer", **differently) -> mediation.MediationEvent:
    ref = {"id": uuid4(), "number": 1, "version": 1, "by": by, "round": 1, "options": ()}
    actor = {"role": by, "id": f"{by}-1"}
    stands = {"state": "negotiating", "round": 1}
    given = {
        "dispute": case.id,
        "proposal": ref,
        "negotiation": stands,
        "occurred_at": case.clock.time,
        "actor": actor,
    }
    return kind.model_validate(facts.envelope(uuid4()) | given | differently)


async def test_prm_39_the_whole_story_of_a_case_is_one_list_in_order(start, ruling) -> None:
    case = await start(EDITION)
    await case.api.tell(proposal(mediation.ProposalMade, case))
    case.clock.time += timedelta(hours=1)
    await case.do(SELLER, "messages", {"text": "It was sent on Monday."})
    await case.api.tell(proposal(mediation.ProposalRejected, case), failed(case.id, occurred_at=case.clock.time))
    case.clock.time += timedelta(hours=1)
    await case.item("seller")
    await case.tell(RequestSatisfied, "seller")
    case.clock.time += timedelta(hours=1)
    await case.do(OPERATOR, "decision", ruling(EDITION, "refund_full"))
    instruction = parse_id("ins", (await case.see())["settlement"]["instruction"])
    paid = facts.settled(case.id, case.escrow, instruction, 8000, 0)
    await case.api.tell(paid.model_copy(update={"occurred_at": case.clock.time}))
    told = await story(case, BUYER)

    assert [entry["kind"] for entry in told] == [
        "opened", "money_frozen", "stage_entered", "proposal_made", "message_posted", "proposal_rejected",
        "negotiation_failed", "office_changed", "stage_entered", "escalated", "evidence_requested", "evidence_received",
        "evidence_request_satisfied", "stage_entered", "ruled", "settlement_ordered", "money_paid", "closed",
    ]  # fmt: skip
    assert [entry["at"] for entry in told] == sorted(entry["at"] for entry in told)
    assert told[0] | {"id": ""} == {
        "id": "", "at": "2026-11-24T12:00:00Z", "kind": "opened", "who": {"role": "buyer", "id": BUYER}, "text": None,
        "params": {"reason": "item_not_received", "amount": {"amount": 8000, "currency": "EUR"}, "opened_by": "buyer"},
        "href": None,
    }  # fmt: skip
    message = one_of(told, "message_posted")
    assert (message["who"], message["text"]) == ({"role": "seller", "id": SELLER}, "It was sent on Monday.")
    paid = one_of(told, "money_paid")
    assert paid["params"]["to_buyer"] == {"amount": 8000, "currency": "EUR"}
    assert paid["href"] == f"/v1/escrows/{format_id('esc', case.escrow)}"


async def test_prm_39_pages_of_a_story_lose_and_repeat_nothing_though_it_grows(start) -> None:
    case = await start(EDITION)
    for number in range(5):
        await case.do(BUYER, "messages", {"text": f"Number {number}"})
    seen, cursor, pages = [], "", 0
    while cursor is not None:
        page = (await case.api.get(SELLER, f"{case.path}/story?limit=3{cursor and '&cursor=' + cursor}")).json()
        seen += [entry["text"] or entry["kind"] for entry in page["data"]]
        cursor, pages = page["next_cursor"], pages + 1
        if pages == 2:
            await case.do(SELLER, "messages", {"text": "Later"})

    assert seen == ["opened", "money_frozen", "stage_entered", *(f"Number {n}" for n in range(5)), "Later"]


async def test_prm_39_parties_see_neither_the_work_of_operators_nor_who_they_are(start) -> None:
    case = await start(EDITION)
    await case.api.tell(failed(case.id, occurred_at=case.clock.time))
    await case.do(OPERATOR, "assign", {})
    await case.do(OPERATOR, "notes", {"text": "The seller has called twice."})
    await case.do(OPERATOR, "pause", {"reason_code": "holidays"})
    await case.do(OPERATOR, "resume")
    await case.do(OPERATOR, "messages", {"text": "Please send the tracking number."})
    staff = {"assigned", "note_written"}

    for who in (OPERATOR, PLATFORM):
        told = await story(case, who)
        assert staff <= {entry["kind"] for entry in told}
        assert one_of(told, "note_written")["text"] == "The seller has called twice."
        assert one_of(told, "paused")["who"] == {"role": "operator", "id": OPERATOR}
    for who in (BUYER, SELLER):
        told = await story(case, who)
        assert not staff & {entry["kind"] for entry in told}
        assert one_of(told, "paused")["who"] == {"role": "operator", "id": None}
        assert one_of(told, "message_posted")["who"] == {"role": "operator", "id": None}
        assert OPERATOR not in str(told)
        assert "called twice" not in str(told)
    assert (await case.api.get(STRANGER, f"{case.path}/story")).status_code == 404


@pytest.fixture
async def filmed(start):
    case = await start(VIDEO)
    points = [{"code": code, "finding": "yes"} for code in ("item", "agreed_price", "terms")]
    await case.do(OPERATOR, "verification", {"result": "verified", "checks": points})
    await case.do(OPERATOR, "video-request")
    return case


async def test_prm_39_sealed_evidence_is_nobody_elses_until_it_is_revealed(filmed) -> None:
    case, item = filmed, uuid4()
    requests = await case.requests()
    request = parse_id("req", requests["seller"]["id"])
    at = {"dispute": case.id, "occurred_at": case.clock.time, "party": "seller"}
    of_item = {"kind": "video", "by": SELLER, "sha256": "0" * 64, "media_type": "video/webm", "size": 10}
    received = {"request": request, "sealed": True} | of_item | at
    about_video = {"request": request, "item": item, "result": "live"} | at
    await case.api.tell(
        evidence.VideoVerified.model_validate(facts.envelope(uuid4()) | about_video),
        evidence.ItemReceived.model_validate(facts.envelope(item) | received),
        evidence.ItemInvalidated.model_validate(facts.envelope(item, 2) | at | {"kind": "video", "by": OPERATOR}),
    )
    sealed = ["video_verified", "evidence_received", "evidence_invalidated"]
    before = {who: [kind for kind in await kinds(case, who) if kind in sealed] for who in (BUYER, SELLER, OPERATOR)}
    await case.api.tell(facts.about_request(evidence.RequestRevealed, request, case.id, party="seller"))

    assert before == {BUYER: [], SELLER: sealed, OPERATOR: sealed}
    assert [kind for kind in await kinds(case, BUYER) if kind in sealed] == sealed


async def test_t8_what_became_of_a_sealed_request_is_nobody_elses_until_it_is_revealed(filmed) -> None:
    case, requests = filmed, await filmed.requests()
    request = parse_id("req", requests["seller"]["id"])
    told = ["evidence_request_satisfied", "evidence_request_reopened", "evidence_request_lapsed"]
    for event in (RequestSatisfied, evidence.RequestReopened, evidence.RequestLapsed):
        due_at = requests["seller"]["due_at"]
        await case.tell(event, "seller", due_at=due_at)
    before = {who: [kind for kind in await kinds(case, who) if kind in told] for who in (BUYER, SELLER, OPERATOR)}
    await case.api.tell(facts.about_request(evidence.RequestRevealed, request, case.id, party="seller"))

    assert before == {BUYER: [], SELLER: told, OPERATOR: told}
    assert [kind for kind in await kinds(case, BUYER) if kind in told] == told


async def test_t8_whether_a_sealed_request_is_answered_is_nobody_elses_to_see(filmed) -> None:
    def answers(case: dict) -> dict[str, tuple]:
        return {r["party"]: (r["state"], r["satisfied"], r["on_silence"]) for r in case["evidence_requests"]}

    await filmed.tell(RequestSatisfied, "seller")

    seen = {who: answers(await filmed.see(who)) for who in (BUYER, SELLER, OPERATOR)}
    assert [answer["seller"] for answer in seen.values()] == [(None,) * 3, *[("satisfied", True, None)] * 2]
    assert [answer["buyer"][:2] for answer in seen.values()] == [("open", False), (None, None), ("open", False)]


async def test_t8_prm_36_what_became_of_a_sealed_request_is_everybodys_once_the_case_is_over(filmed) -> None:
    await filmed.do(BUYER, "withdraw")

    for who in (BUYER, SELLER, OPERATOR):
        requests = (await filmed.see(who))["evidence_requests"]
        assert [(r["state"], r["satisfied"]) for r in requests] == [("closed", False)] * 2


async def test_t8_what_an_operator_asks_for_in_a_sealed_stage_is_sealed_with_the_rest(filmed) -> None:
    asking = {"party": "seller", "kinds": ["live_video"], "until": "2026-11-26T12:00:00Z"}
    await filmed.do(OPERATOR, "evidence-requests", asking)
    *own, extra = await filmed.told("disputes.evidence-requested.v1")

    assert (extra["sealed"], {asked["group"] for asked in (*own, extra)}) == (True, {own[0]["group"]})
    id = parse_id("req", (await filmed.see())["evidence_requests"][-1]["id"])
    item = await filmed.item("seller", kind="live_video")
    satisfied = facts.about_request(RequestSatisfied, id, filmed.id, party="seller", item=item)
    await filmed.api.tell(satisfied)
    assert "evidence_request_satisfied" not in await kinds(filmed, BUYER)
    assert "evidence_request_satisfied" in await kinds(filmed, SELLER)
    shown = {who: (await filmed.see(who))["evidence_requests"][-1]["satisfied_by"] for who in (BUYER, SELLER)}
    assert shown == {BUYER: None, SELLER: format_id("evd", item)}
    refused = await filmed.refused(SELLER, "messages", {"text": "See.", "attachments": [format_id("evd", item)]})
    assert refused["code"] == "attachment_unknown"


async def test_t8_what_an_operator_asks_for_where_nothing_is_sealed_is_not(start) -> None:
    case = await start(EDITION)
    asking = {"party": "seller", "kinds": ["photo"], "until": "2026-11-26T12:00:00Z"}
    await case.do(OPERATOR, "evidence-requests", asking)
    [asked] = await case.told("disputes.evidence-requested.v1")

    assert (asked["sealed"], asked["group"]) == (False, None)
    await case.tell(RequestSatisfied, "seller")
    assert "evidence_request_satisfied" in await kinds(case, BUYER)


async def test_prm_39_a_studio_reads_as_whom_it_represents(start) -> None:
    case = await start(REPORTS)
    item, request = uuid4(), parse_id("req", (await case.requests())["seller"]["id"])
    given = {"dispute": case.id, "party": "seller", "request": request, "sealed": True, "kind": "screenshot",
             "by": STUDIO, "sha256": None, "media_type": None, "size": 1}  # fmt: skip
    await case.api.tell(evidence.ItemReceived.model_validate(facts.envelope(item) | given))

    bound = {"dispute": format_id("dsp", case.id)}
    assert "evidence_received" in [entry["kind"] for entry in await story(case, STUDIO, **bound)]
    assert "evidence_received" not in await kinds(case, BUYER)


async def test_prm_31_no_entry_links_to_an_escrow_that_its_reader_may_not_open(start) -> None:
    case = await start(REPORTS)
    bound = {"dispute": format_id("dsp", case.id)}

    assert one_of(await story(case, BUYER), "money_frozen")["href"] == f"/v1/escrows/{format_id('esc', case.escrow)}"
    for who in (STUDIO, BUYER):
        assert one_of(await story(case, who, **bound), "money_frozen")["href"] is None


async def test_prm_31_what_the_other_is_asked_opens_once_it_is_revealed(filmed) -> None:
    request = (await filmed.requests())["seller"]["id"]

    async def opens(who: str) -> bool:
        links = [entry["href"] for entry in await story(filmed, who) if entry["kind"] == "evidence_requested"]
        assert len(links) == 2
        return f"/v1/evidence/requests/{request}" in links

    before = [await opens(who) for who in (SELLER, BUYER, OPERATOR)]
    revealed = facts.about_request(evidence.RequestRevealed, parse_id("req", request), filmed.id, party="seller")
    await filmed.api.tell(revealed)
    assert (before, await opens(BUYER)) == ([True, False, True], True)


async def test_prm_39_penalties_deadlines_and_late_operators_stand_in_the_story(start, ruling) -> None:
    case = await start(REPORTS)
    await case.pass_time(hours=72)
    for party in ("buyer", "seller"):
        await case.tell(RequestSatisfied, party)
    penalties = [{"party": "seller", "act": "offensive_behaviour"}]
    await case.do(OPERATOR, "decision", ruling(REPORTS, penalties=penalties))
    await case.pass_time(hours=73)
    told = await story(case, SELLER)

    assert "service_level_missed" in await kinds(case)
    assert "service_level_missed" not in [entry["kind"] for entry in told]
    assert one_of(told, "ruled")["params"]["penalties"][0]["act"] == "offensive_behaviour"
    assert one_of(told, "penalty_imposed")["params"]["penalty"]["points"] == -50
    passed = one_of(told, "deadline_passed")
    assert (passed["params"]["deadline"], passed["who"]) == ("appeal_window", {"role": "system", "id": "parley"})


async def test_prm_39_one_event_is_told_once(start) -> None:
    case = await start(EDITION)
    made = proposal(mediation.ProposalMade, case)
    await case.api.tell(made, made)

    assert (await kinds(case)).count("proposal_made") == 1


def test_prm_39_every_rule_names_members_that_its_event_has() -> None:
    later = {"fee", "timeout"}  # told by some editions of the events only
    for event, rule in ENTRY_RULES.items():
        assert set(rule.members) - later <= set(event.model_fields), event
        assert rule.subject is None or rule.subject in event.model_fields, event
    assert issubclass(escrow.EscrowSettled, escrow.EscrowEvent)
