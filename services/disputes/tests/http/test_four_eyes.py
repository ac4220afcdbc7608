"""A decision above a platform's limit, or one that closes an account for good, is seen by two (D11)."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from common.contracts.evidence import RequestLapsed
from common.kernel.ids import parse_id
from common.persistence.database import Database
from deploy.verify.invariants import read_invariants
from disputes.testing import BUYER, OPERATOR, POLICIES, SELLER, about_request, agreed

LEAD, LEAD_2, PLATFORM = "operator-lead", "operator-lead2", "platform-1"
REPORT = "report_review-2026-11"


@pytest.fixture
async def limit(api):
    response = await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": 7999}})
    assert response.status_code == 200


@pytest.fixture
async def waiting(limit, cases) -> str:
    _, path = await cases.reviewed()
    answer = await cases.decide(path)
    assert answer.json()["status"] == "awaiting_approval"
    return path


async def judge(api, who: str, path: str, act: str = "approve", version=None, **differently):
    if version is None:
        version = (await api.get(OPERATOR, f"/{path}")).json()["version"]
    body = None if act == "approve" else {"why": "Look again."}
    headers = {"If-Match": f'"{version}"'} if version else {}
    return await api.post(who, f"/{path}/{act}", body, headers=headers, **{"scope": "decide lead"} | differently)


async def see_as_lead(api, who: str, path: str) -> dict:
    return (await api.get(who, f"/{path}", role="operator")).json()


async def broken(database, rule: str = "INV-D11") -> list:
    """What the invariant of the suite finds, as the auditor runs it."""
    [query] = [each.query for each in read_invariants() if each.id == rule]
    auditor = Database(database.auditor_url, pool_size=1)
    async with auditor.engine.connect() as connection:
        found = (await connection.execute(text(query))).all()
    await auditor.close()
    return found


async def tampered(database, change: str) -> None:
    admin = Database(database.admin_url, pool_size=1)
    async with admin.engine.begin() as connection:
        await connection.execute(text("SELECT set_config('row_security', 'off', true)"))
        await connection.execute(text("UPDATE disputes.disputes SET outcome = 'decision'"))
        await connection.execute(text(f"UPDATE disputes.decisions SET {change}"))
    await admin.close()


async def test_inv_d11_above_the_limit_nothing_follows_until_another_approves(api, waiting, told, database) -> None:
    assert await told("disputes.decided.v1") == []
    assert await told("disputes.settlement-ordered.v1") == []
    [asked] = await told("disputes.approval-requested.v1")
    assert asked["weighs"] == ["amount_above_limit"]
    case = await see_as_lead(api, LEAD, waiting)
    offered = {(action["rel"], action["actor"]) for action in case["allowed_actions"]}
    assert {("approve", "operator"), ("reject-approval", "operator")} <= offered
    assert ("decide", "operator") not in offered
    assert case["ruling"] is None
    [approve] = [action for action in case["allowed_actions"] if action["rel"] == "approve"]
    assert (approve["money_effect"]["buyer"], approve["leads_to"]) == (8000, "settling"), "what it would pay (PRM-9)"

    approved = await judge(api, LEAD, waiting)

    assert approved.status_code == 200, approved.text
    assert (approved.json()["status"], approved.json()["settlement"]["to_buyer"]["amount"]) == ("settling", 8000)
    assert len(await told("disputes.decided.v1")) == 1
    [decision] = (await api.get(PLATFORM, f"/{waiting}/decisions")).json()["data"]
    assert (decision["state"], decision["decided_by"], decision["judged_by"]) == ("approved", OPERATOR, LEAD)
    assert await broken(database) == []
    await tampered(database, f"judged_by = '{OPERATOR}'")
    assert len(await broken(database)) == 1
    await tampered(database, "state = 'lapsed', judged_by = NULL")
    assert len(await broken(database)) == 1


async def test_at_the_limit_one_operator_is_enough(api, limit, cases, database) -> None:
    _, path = await cases.reviewed(claimed={"amount": 7999, "currency": "EUR"})

    assert (await cases.decide(path)).json()["status"] == "settling"
    [decision] = (await api.get(OPERATOR, f"/{path}/decisions")).json()["data"]
    assert (decision["state"], decision["limit"]["amount"]) == ("effective", 7999)
    assert await broken(database) == []


async def test_inv_d11_whoever_decided_opened_or_is_a_party_cannot_approve(api, waiting) -> None:
    for who in (OPERATOR, BUYER, SELLER):
        refused = await judge(api, who, waiting, role="operator")
        assert (refused.status_code, refused.json()["code"]) == (403, "not_independent"), who
        assert (await judge(api, who, waiting, "reject-approval", role="operator")).status_code == 403
        offered = {action["rel"] for action in (await see_as_lead(api, who, waiting))["allowed_actions"]}
        assert not {"approve", "reject-approval"} & offered, "nor is it offered to them (PRM-31)"
    assert (await judge(api, LEAD, waiting, scope="decide")).status_code == 403
    assert (await judge(api, BUYER, waiting)).status_code == 403
    assert (await api.get(OPERATOR, f"/{waiting}")).json()["status"] == "awaiting_approval"


async def test_inv_d11_an_operator_who_opened_the_case_for_somebody_cannot_approve(api, limit, cases, clock) -> None:
    edition = "live_video-2026-11"
    opener = "operator-opener"
    _, path = await cases.opened(
        edition,
        opened_by=opener,
        on_behalf_of="buyer",
        transaction={"item": "A bicycle", "agreed_price": {"amount": 10_000, "currency": "EUR"}},
        need="It was never handed over.",
    )
    case = (await api.get(OPERATOR, f"/{path}")).json()
    tag = {"If-Match": f'"{case["version"]}"'}
    points = [{"code": p.code, "finding": "yes"} for p in POLICIES[edition].checklists["verify"]]
    verified = await api.post(
        OPERATOR, f"/{path}/verification", {"result": "verified", "checks": points}, headers=tag
    )  # fmt: skip
    assert verified.status_code == 200, verified.text
    await api.post(OPERATOR, f"/{path}/video-request")
    for asked in (await api.get(OPERATOR, f"/{path}")).json()["evidence_requests"]:
        late = about_request(RequestLapsed, parse_id("req", asked["id"]), parse_id("dsp", path), due_at=asked["due_at"])
        await api.tell(late)
    looked = [{"code": p.code, "finding": "yes"} for p in POLICIES[edition].checklists["decide"]]
    decided = await cases.decide(path, checks=looked)
    assert decided.json()["status"] == "awaiting_approval", decided.text

    refused = await judge(api, opener, path)

    assert (refused.status_code, refused.json()["code"]) == (403, "not_independent")
    offered = {
        who: [a["rel"] for a in (await see_as_lead(api, who, path))["allowed_actions"]] for who in (opener, LEAD)
    }
    assert ("approve" in offered[opener], "approve" in offered[LEAD]) == (False, True), "as it can be done (PRM-31)"
    assert (await judge(api, LEAD, path)).json()["status"] == "settling"


async def test_approving_needs_what_was_read(api, waiting) -> None:
    assert (await judge(api, LEAD, waiting, version="")).status_code == 428
    assert (await judge(api, LEAD, waiting, version=1)).status_code == 412
    assert (await judge(api, LEAD, waiting, "reject-approval", version=1)).status_code == 412


async def test_inv_d11_of_two_approvals_at_once_one_wins_and_money_moves_once(api, waiting, told) -> None:
    version = (await api.get(OPERATOR, f"/{waiting}")).json()["version"]

    both = await asyncio.gather(*(judge(api, who, waiting, version=version) for who in (LEAD, LEAD_2)))

    assert sorted(answer.status_code for answer in both) == [200, 412]
    assert len(await told("disputes.settlement-ordered.v1")) == 1
    again = await judge(api, LEAD_2, waiting)
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_approve")


async def test_a_rejected_decision_is_decided_anew(api, waiting, cases, told) -> None:
    back = await judge(api, LEAD, waiting, "reject-approval")
    assert (back.json()["status"], back.json()["ruling"]) == ("under_review", None)
    assert len(await told("disputes.approval-rejected.v1")) == 1
    assert (await judge(api, LEAD, waiting)).json()["code"] == "nothing_to_approve"

    again = await cases.decide(waiting, outcome="release")

    assert again.json()["status"] == "awaiting_approval"
    states = [d["state"] for d in (await api.get(OPERATOR, f"/{waiting}/decisions")).json()["data"]]
    assert states == ["rejected", "awaiting_approval"]


async def test_while_a_decision_waits_none_can_be_given(api, waiting, cases) -> None:
    refused = await cases.decide(waiting)

    assert (refused.status_code, refused.json()["code"]) == (409, "action_not_allowed_in_state")


async def test_d14_parties_who_agree_meanwhile_end_the_case_and_the_decision_lapses(api, waiting) -> None:
    await api.tell(agreed(parse_id("dsp", waiting)))

    assert (await api.get(OPERATOR, f"/{waiting}")).json()["status"] == "settling"
    [decision] = (await api.get(OPERATOR, f"/{waiting}/decisions")).json()["data"]
    assert decision["state"] == "lapsed"
    assert (await judge(api, LEAD, waiting)).json()["code"] == "nothing_to_approve"


async def test_parties_never_see_a_decision_that_waits(api, waiting) -> None:
    assert (await api.get(BUYER, f"/{waiting}/decisions")).status_code == 403
    seen = (await api.get(SELLER, f"/{waiting}")).json()
    assert seen["ruling"] is None
    assert not {action["rel"] for action in seen["allowed_actions"]} & {"approve", "reject-approval"}


async def test_k16_a_permanent_closure_waits_for_a_second_operator(api, cases, told, database) -> None:
    _, path = await cases.reviewed(REPORT)
    answer = await cases.decide(path, penalties=[{"party": "seller", "act": "extreme_content"}])
    assert answer.json()["status"] == "awaiting_approval", answer.text
    [asked] = await told("disputes.approval-requested.v1")
    assert asked["weighs"] == ["permanent_closure"]
    assert (await api.get(PLATFORM, f"/{SELLER}/standing", root="/v1/participants")).json()["status"] == "active"

    approved = (await judge(api, LEAD, path)).json()

    assert (approved["status"], approved["ruling"]["penalties"][0]["closed"]) == ("decided", True)
    assert await broken(database) == []
