"""Several things fall due at one instant: what ends the case is foretold, and what else ends then has come first."""

from __future__ import annotations

from datetime import datetime

from disputes.testing import OPERATOR

VERIFIED = [{"code": code, "finding": "yes"} for code in ("item", "agreed_price", "terms")]
GIVEN = {"reason_code": "illness"}


async def ask_until_the_cap(case) -> dict:
    [offered] = [a for a in (await case.see())["allowed_actions"] if a["rel"] == "ask_for_evidence"]
    asking = {"party": "buyer", "kinds": ["photo"], "until": offered["constraints"]["until_at_latest"]}
    return await case.do(OPERATOR, "evidence-requests", asking)


def asked_in(case: dict) -> dict:
    [request] = [request for request in case["evidence_requests"] if request["requested_by"] == "operator"]
    return request


async def test_prm_8_35_what_ends_the_case_is_foretold_before_what_lapses_with_it(start) -> None:
    case = await start("live_video-2026-12")
    request = asked_in(await ask_until_the_cap(case))
    due_at = datetime.fromisoformat(request["due_at"])

    seen = await case.pass_time(seconds=(due_at - case.clock.time).total_seconds() - 60)

    assert (seen["next_automatic_action"]["action"], seen["next_automatic_action"]["at"]) == (
        "enter_closed",
        request["due_at"],
    )
    assert [s["action"] for s in seen["forecast"] if s["at"] == request["due_at"]] == ["lapse_request", "enter_closed"]
    assert (asked_in(seen)["on_silence"]["action"], asked_in(seen)["due_at"]) == ("enter_closed", request["due_at"])
    over = await case.pass_time(minutes=1)
    assert (over["outcome"], asked_in(over)["state"]) == ("inconclusive", "lapsed")


async def test_t4_prm_35_what_leads_on_is_foretold_before_what_alone_would_change_nothing(start) -> None:
    """Both sides are asked until one instant: the first that lapses leads nowhere, the second to the review."""
    case = await start("live_video-2026-12")
    await case.do(OPERATOR, "verification", {"result": "verified", "checks": VERIFIED})
    seen = await case.do(OPERATOR, "video-request")

    until = {request["due_at"] for request in seen["evidence_requests"]}
    step = seen["next_automatic_action"]

    assert (step["action"], {step["at"]}, step["prevented_by"]) == ("enter_review", until, ["provide_evidence"])
    assert [s["action"] for s in seen["forecast"] if s["at"] in until] == ["none", "enter_review"]


async def test_prm_25_more_time_for_all_is_for_those_that_end_before(start) -> None:
    """Offered is the clock that ends first: another one that ends as late as can be was refused for it."""
    case = await start("report_review-2026-12")
    asked = (await case.see())["evidence_requests"]
    by_party = {request["party"]: request["id"] for request in asked}
    [extend] = [a for a in (await case.see())["allowed_actions"] if a["rel"] == "extend"]
    latest = extend["constraints"]["latest"]["evidence"]
    await case.do(OPERATOR, "extend", {"deadline": "evidence", "request": by_party["buyer"], "due_at": latest, **GIVEN})
    [extend] = [a for a in (await case.see())["allowed_actions"] if a["rel"] == "extend"]
    assert extend["constraints"]["latest"]["evidence"] == latest

    after = await case.do(OPERATOR, "extend", {"deadline": "evidence", "due_at": latest, **GIVEN})

    assert {request["due_at"] for request in after["evidence_requests"]} == {latest}
    refused = await case.refused(OPERATOR, "extend", {"deadline": "evidence", "due_at": latest, **GIVEN})
    assert (refused["code"], refused["due_at"]) == ("deadline_not_later", latest)
