"""Parties learn which office has their case and since when, and never who sits in it."""

from __future__ import annotations

import pytest

from disputes.testing import BUYER, OPERATOR, SELLER, failed

OTHER, PLATFORM, STUDIO = "operator-2", "platform-1", "representative-1"
DEAL, REPORTS = "agreement_first-2026-12", "report_review-2026-12"
OFFICES = [
    {"code": "mediation_centre", "name": "Mediation centre", "policies": ["agreement_first"]},
    {"code": "fraud_team", "name": "Trust and safety", "operators": [OTHER], "policies": ["live_video"]},
    {"code": "support", "name": "Support"},
]


@pytest.fixture
async def offices(api) -> None:
    response = await api.put(PLATFORM, "/dispute-settings", {"offices": OFFICES})
    assert response.status_code == 200, response.text


async def seen_by(case, who: str) -> tuple[str, str] | None:
    office = (await case.see(who))["office"]
    return office and (office["name"], office["since"])


async def test_prm_40_parties_learn_which_office_has_their_case_and_since_when(start, offices) -> None:
    case = await start(DEAL)
    assert [await seen_by(case, who) for who in (BUYER, SELLER, OPERATOR)] == [None] * 3
    case.clock.time = case.clock.time.replace(hour=15)
    await case.api.tell(failed(case.id, occurred_at=case.clock.time))
    centre = ("Mediation centre", "2026-11-24T15:00:00Z")
    assert [await seen_by(case, who) for who in (BUYER, SELLER, OPERATOR, PLATFORM)] == [centre] * 4
    case.clock.time = case.clock.time.replace(hour=17)
    await case.do(OTHER, "assign", {})
    safety = ("Trust and safety", "2026-11-24T17:00:00Z")
    assert [await seen_by(case, who) for who in (BUYER, SELLER)] == [safety] * 2
    row = (await case.api.get(SELLER, "?office=fraud_team")).json()["data"][0]
    assert row["office"] == {"code": "fraud_team", "name": safety[0], "since": safety[1]}
    told = (await case.api.get(BUYER, f"{case.path}/story")).json()["data"]
    assert [entry["params"]["name"] for entry in told if entry["kind"] == "office_changed"] == [centre[0], safety[0]]
    assert (await case.api.get(OPERATOR, "/counts")).json()["by_office"] == [{"office": "fraud_team", "count": 1}]


async def test_prm_40_a_report_is_with_an_office_from_the_start_and_keeps_it_to_the_end(start, offices) -> None:
    case = await start(REPORTS)
    assert await seen_by(case, BUYER) == ("Support", "2026-11-24T12:00:00Z")
    case.clock.time = case.clock.time.replace(hour=18)
    await case.do(OPERATOR, "assign", {})
    await case.do(BUYER, "withdraw")
    assert await seen_by(case, SELLER) == ("Support", "2026-11-24T12:00:00Z")


async def test_prm_40_a_platform_that_has_named_no_office_has_one(start) -> None:
    assert await seen_by(await start(REPORTS), BUYER) == ("Dispute desk", "2026-11-24T12:00:00Z")


async def test_prm_40_parties_never_learn_who_sits_in_the_office(start, offices) -> None:
    case = await start(REPORTS)
    await case.do(OTHER, "assign", {})
    await case.do(OTHER, "messages", {"text": "We look into it."})
    await case.do(OTHER, "pause", {"reason_code": "holidays"})
    await case.do(OTHER, "resume")
    for who in (BUYER, SELLER):
        for part in ("", "/messages", "/timeline", "/story", "/forecast"):
            answer = await case.api.get(who, f"{case.path}{part}")
            assert answer.status_code == 200
            assert OTHER not in answer.text, part
        assert OTHER not in (await case.api.get(who, "")).text
        assert (await case.api.get(who, "/dispute-settings", root="/v1")).status_code == 403
    authors = [one["author"] for one in (await case.api.get(BUYER, f"{case.path}/messages")).json()["data"]]
    assert authors == [{"role": "operator", "id": None}]
    staff = (await case.api.get(OPERATOR, f"{case.path}/messages")).json()["data"][0]
    assert staff["author"] == {"role": "operator", "id": OTHER}


async def test_prm_40_an_office_is_named_once(api) -> None:
    refused = await api.put(PLATFORM, "/dispute-settings", {"offices": [OFFICES[0], OFFICES[0]]})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "named_twice")
