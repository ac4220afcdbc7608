"""An operator acts for a party who has rung, written or mailed; it is recorded as what it is (PRM-27)."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from common.contracts.evidence import RequestSatisfied
from common.persistence.database import Database
from disputes.testing import BUYER, OPERATOR, SELLER
from services.disputes.tests.http.test_report_review import WHY

AGREEMENT, REPORT, LIVE = "agreement_first-2026-12", "report_review-2026-12", "live_video-2026-12"
POINTS = ("conversation", "call_start_and_end", "contact_id")
FOR_SELLER = {"on_behalf_of": "seller", "means": "phone"}
FOR_BUYER = {"on_behalf_of": "buyer", "means": "letter"}
ADDRESS = {"recipient": "Sam", "street": "1 Way", "postal_code": "10115", "city": "Berlin", "country": "DE"}
PARCEL = {"carrier": "DHL", "tracking_number": "JD0123456789"}
SECOND, LEAD, PLATFORM = "operator-2", "operator-lead", "platform-1"


@pytest.fixture
async def ruled(start, ruling, clock):
    case = await start(REPORT)
    for party in ("buyer", "seller"):
        await case.item(party, *POINTS)
        await case.tell(RequestSatisfied, party)
    await case.pass_time(hours=48)
    await case.do(OPERATOR, "decision", ruling(REPORT, "refund_full"))
    return case


@pytest.fixture
async def returning(start, api, clock, ruling):
    case = await start(AGREEMENT)
    await case.agree("return_and_refund", 8000)
    assert (await case.see())["stage"] == "return_address"
    return case


@pytest.fixture
def recorded(database):
    """What the audit log and the journal say of acts on behalf."""

    async def recorded(case) -> tuple[list[str], list[tuple]]:
        auditor = Database(database.admin_url, pool_size=1)
        audit = "SELECT convert_from(canonical, 'UTF8') FROM disputes.log_entries"
        journal = "SELECT what, role, actor, behalf FROM disputes.journal WHERE dispute = :d AND behalf IS NOT NULL"
        async with auditor.engine.begin() as connection:
            lines = (await connection.execute(text(audit))).scalars()
            entries = [line for line in lines if "acted_on_behalf" in line and str(case.id) in line]
            acts = (await connection.execute(text(journal), {"d": case.id})).all()
        await auditor.close()
        return entries, [tuple(row) for row in acts]

    return recorded


async def test_prm_27_k4_a_contest_that_came_by_phone_is_registered_for_the_party(ruled, recorded, ruling) -> None:
    offered = next(a for a in (await ruled.see())["allowed_actions"] if (a["rel"], a["actor"]) == ("appeal", "seller"))
    assert (offered["constraints"]["on_behalf_of"], "phone" in offered["constraints"]["means"]) == ("seller", True)

    seen = await ruled.do(OPERATOR, "appeals", {"explanation": WHY, **FOR_SELLER})

    assert (seen["stage"], seen["appeal"]["by"]) == ("second_review", "seller")
    [filed] = await ruled.told("disputes.appeal-filed.v1")
    assert (filed["by"], filed["actor"]) == ("seller", {"role": "operator", "id": OPERATOR})
    assert filed["on_behalf_of"] == {"party": "seller", "means": "phone"}
    moves = (await ruled.api.get(BUYER, f"{ruled.path}/timeline")).json()["data"]
    assert (moves[-1]["cause"], moves[-1]["on_behalf_of"]) == ("operator", {"party": "seller", "means": "phone"})
    assert all(move["on_behalf_of"] is None for move in moves[:-1])
    audit, journal = await recorded(ruled)
    assert [(what, role, actor, behalf) for what, role, actor, behalf in journal] == [
        ("appeal", "operator", OPERATOR, {"party": "seller", "means": "phone"})
    ]
    [line] = audit
    assert all(word in line for word in ("phone", "seller", OPERATOR))

    again = await ruled.do(SECOND, "decision", ruling(REPORT, "inconclusive"))
    assert again["outcome"] == "inconclusive", "and played again it goes the same way (replay_check)"


@pytest.mark.parametrize("edition", [LIVE, REPORT, AGREEMENT, "guided_solutions-2026-12"])
@pytest.mark.parametrize("who", [SELLER, OPERATOR])
async def test_prm_27_the_seller_can_pay_up_in_every_programme(start, edition, who, may) -> None:
    case = await start(edition)
    assert "accept_claim" in may(await case.see(SELLER))

    await case.do(who, "accept-claim", FOR_SELLER if who == OPERATOR else None)
    seen = await case.settled()

    assert (seen["status"], seen["outcome"]) == ("closed", "claim_accepted")
    assert seen["settlement"]["to_buyer"]["amount"] == 8000
    [ordered] = await case.told("disputes.settlement-ordered.v1")
    assert (ordered["on_behalf_of"] is not None) == (who == OPERATOR)


async def test_prm_27_goods_are_sent_back_on_behalf_of_both(returning, recorded) -> None:
    await returning.do(OPERATOR, "return", {"address": ADDRESS, **FOR_SELLER})
    await returning.do(OPERATOR, "return", {"parcel": PARCEL, **FOR_BUYER})
    await returning.do(OPERATOR, "return/acknowledge", {"condition": "received", **FOR_SELLER})

    seen = await returning.settled()

    assert seen["outcome"] == "agreement"
    _, journal = await recorded(returning)
    assert sorted((what, behalf["party"]) for what, _, _, behalf in journal) == [
        ("acknowledge", "seller"), ("address", "seller"), ("ship", "buyer"),
    ]  # fmt: skip


async def test_prm_27_an_operator_withdraws_for_a_claimant_who_has_written(start) -> None:
    case = await start(AGREEMENT)

    seen = await case.do(OPERATOR, "withdraw", FOR_BUYER)

    assert seen["outcome"] == "withdrawn"
    [closed] = await case.told("disputes.closed.v1")
    assert closed["on_behalf_of"] == {"party": "buyer", "means": "letter"}


@pytest.mark.parametrize(
    ("who", "body", "given", "status", "code"),
    [
        (OPERATOR, None, {}, 403, "forbidden"),
        (OPERATOR, {"on_behalf_of": "seller"}, {}, 422, "validation_failed"),
        (OPERATOR, {"means": "phone"}, {}, 422, "validation_failed"),
        (OPERATOR, {"on_behalf_of": "operator", "means": "phone"}, {}, 422, "validation_failed"),
        (OPERATOR, FOR_SELLER, {"scope": "read"}, 403, "forbidden"),
        (BUYER, FOR_SELLER, {}, 403, "forbidden"),
        (SELLER, FOR_SELLER, {}, 403, "forbidden"),
        ("platform-1", FOR_SELLER, {}, 403, "forbidden"),
        (OPERATOR, FOR_BUYER, {}, 409, "action_not_allowed_in_state"),
    ],
)
async def test_prm_27_nobody_else_acts_for_a_party_nor_an_operator_for_nobody(
    start, who, body, given, status, code
) -> None:
    case = await start(AGREEMENT)

    refused = await case.refused(who, "accept-claim", body, **given)

    assert (refused["status"], refused["code"]) == (status, code), refused


# Four eyes: what an operator does for a party moves no more money than the operator may move alone


@pytest.fixture
async def limit(api):
    response = await api.put("platform-1", "/dispute-settings", {"approval_limits": {"EUR": 7999}})
    assert response.status_code == 200, response.text


async def judged(case, act: str = "approve", who: str = LEAD):
    headers = {"If-Match": f'"{(await case.see())["version"]}"'}
    body = None if act == "approve" else {"why": "The caller did not know the order number."}
    return await case.try_(who, act, body, headers=headers, scope="decide lead")


def offered(case: dict, rel: str) -> dict:
    return next(action for action in case["allowed_actions"] if action["rel"] == rel)


@pytest.mark.parametrize("edition", [LIVE, AGREEMENT])
async def test_prm_27_inv_d11_nobody_pays_up_for_a_party_above_their_own_limit(start, limit, edition) -> None:
    case = await start(edition)
    shown = offered(await case.see(), "accept_claim")["money_effect"]

    waiting = await case.do(OPERATOR, "accept-claim", FOR_SELLER)

    assert (waiting["status"], waiting["settlement"]) == ("awaiting_approval", None)
    assert await case.told("disputes.settlement-ordered.v1") == []
    [asked] = await case.told("disputes.approval-requested.v1")
    assert (asked["weighs"], asked["on_behalf_of"]) == (["amount_above_limit"], {"party": "seller", "means": "phone"})
    seen = await case.see(LEAD)
    approval = offered(seen, "approve")
    assert (approval["money_effect"], approval["leads_to"]) == (shown, "settling"), "what approving pays (PRM-9)"
    assert (shown["buyer"], offered(seen, "reject-approval")["money_effect"]) == (8000, None)
    assert "on_behalf_of" not in offered(seen, "accept_claim")["constraints"], "one at a time"
    assert (await case.refused(OPERATOR, "accept-claim", FOR_SELLER))["code"] == "awaits_approval"
    assert (await judged(case, who=OPERATOR)).json()["code"] == "not_independent"
    [decision] = (await case.api.get(LEAD, f"{case.path}/decisions")).json()["data"]
    assert (decision["act"], decision["on_behalf_of"]["party"], decision["outcome"]) == ("accept_claim", "seller", None)

    approved = await judged(case)

    assert approved.status_code == 200, approved.text
    done = await case.settled()
    assert (done["outcome"], done["settlement"]["to_buyer"]["amount"]) == ("claim_accepted", 8000)
    [ordered] = await case.told("disputes.settlement-ordered.v1")
    assert (ordered["actor"]["id"], ordered["on_behalf_of"]["party"]) == (LEAD, "seller")
    [decision] = (await case.api.get(LEAD, f"{case.path}/decisions")).json()["data"]
    assert (decision["state"], decision["decided_by"], decision["judged_by"]) == ("approved", OPERATOR, LEAD)


async def test_prm_27_inv_d11_every_act_for_a_party_that_moves_the_money_or_ends_the_case_is_seen_by_two(
    returning, start, limit
) -> None:
    await returning.do(OPERATOR, "return", {"address": ADDRESS, **FOR_SELLER})
    shipped = await returning.do(OPERATOR, "return", {"parcel": PARCEL, **FOR_BUYER})
    assert shipped["stage"] == "return_confirmation", "what moves no money waits for nobody"

    waiting = await returning.do(OPERATOR, "return/acknowledge", {"condition": "received", **FOR_SELLER})

    assert (waiting["status"], waiting["obligation"]["condition"]) == ("awaiting_approval", None)
    assert offered(await returning.see(LEAD), "approve")["money_effect"]["buyer"] == 8000
    assert (await judged(returning)).status_code == 200
    assert (await returning.settled())["outcome"] == "agreement"
    other = await start(AGREEMENT)
    assert (await other.do(OPERATOR, "withdraw", FOR_BUYER))["status"] == "awaiting_approval"
    assert (await judged(other, "reject-approval")).json()["status"] == "waiting_for_seller"
    assert (await other.do(BUYER, "withdraw"))["outcome"] == "withdrawn", "the party itself needs nobody"


async def test_prm_27_at_the_limit_an_operator_acts_for_a_party_alone(start, api) -> None:
    await api.put("platform-1", "/dispute-settings", {"approval_limits": {"EUR": 8000}})

    paid = await (await start(AGREEMENT)).do(OPERATOR, "accept-claim", FOR_SELLER)

    assert paid["status"] == "settling"


async def test_prm_27_a_party_that_acts_itself_overtakes_what_waits_for_it(start, limit) -> None:
    case = await start(AGREEMENT)
    await case.do(OPERATOR, "withdraw", FOR_BUYER)

    await case.do(SELLER, "accept-claim")

    [decision] = (await case.api.get(LEAD, f"{case.path}/decisions")).json()["data"]
    assert decision["state"] == "lapsed"
    assert (await judged(case)).json()["code"] == "nothing_to_approve"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("withdraw", FOR_BUYER),
        ("accept-claim", FOR_SELLER),
        ("return", {"address": ADDRESS, **FOR_SELLER}),
        ("return", {"parcel": PARCEL, **FOR_BUYER}),
        ("return/acknowledge", {"condition": "received", **FOR_SELLER}),
        ("return/correct-address", {"address": ADDRESS, **FOR_SELLER}),
        ("correct-parcel", {**PARCEL, **FOR_BUYER}),
        ("obligation/fulfil", {**PARCEL, **FOR_SELLER}),
        ("obligation/confirm", {"condition": "received", **FOR_BUYER}),
        ("appeals", {"explanation": WHY, **FOR_SELLER}),
        ("escalate", FOR_BUYER),
    ],
)
async def test_prm_27_only_whose_case_it_is_acts_for_its_parties(start, path, body) -> None:
    case = await start(AGREEMENT)
    await case.do(SECOND, "assign", {})

    refused = await case.refused(OPERATOR, path, body)

    assert refused["code"] == "assigned_to_another"
    assert "on_behalf_of" not in offered(await case.see(OPERATOR, scope="decide"), "accept_claim")["constraints"]
    assert "on_behalf_of" in offered(await case.see(SECOND, scope="decide"), "accept_claim")["constraints"]


async def test_prm_27_what_a_party_tells_by_phone_is_written_down_as_theirs(start, recorded) -> None:
    case = await start(REPORT)
    said = {"text": "I was there from ten to twelve.", "kind": "explanation", **FOR_SELLER}

    written = await case.do(OPERATOR, "messages", said)

    assert written["author"]["role"] == "operator"
    assert written["on_behalf_of"] == {"party": "seller", "means": "phone"}
    listed = (await case.api.get(BUYER, f"{case.path}/messages")).json()["data"]
    assert [message["on_behalf_of"] for message in listed][-1:] == [{"party": "seller", "means": "phone"}]
    story = (await case.api.get(BUYER, f"{case.path}/story")).json()["data"]
    [line] = [entry for entry in story if entry["kind"] == "message_posted" and entry["params"]]
    assert line["params"]["on_behalf_of"] == {"party": "seller", "means": "phone"}
    [posted] = await case.told("disputes.message-posted.v1")
    assert posted["on_behalf_of"] == {"party": "seller", "means": "phone"}
    audit, [entry] = await recorded(case)
    assert entry[-1] == {"party": "seller", "means": "phone"}
    assert len(audit) == 1
    for who in (SELLER, BUYER):
        assert (await case.refused(who, "messages", said))["status"] == 403


@pytest.mark.parametrize(
    ("limit", "by_operators", "option", "why"),
    [
        (7_999, True, ("refund_partial", 4_000), "approval_needed"),
        (7_999, False, ("refund_partial", 4_000), None),
        (8_000, True, ("refund_partial", 4_000), None),
        (7_999, True, ("replacement", None), None),
    ],
)
async def test_prm_27_above_the_limit_no_operator_alone_agrees_for_a_party(
    start, api, limit, by_operators, option, why
) -> None:
    response = await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": limit}})
    assert response.status_code == 200, response.text
    case = await start(AGREEMENT)

    await case.agree(*option, by_operators=by_operators)

    [decided] = await case.told("disputes.agreement-decided.v1")
    assert (decided["accepted"], decided["why"]) == (why is None, why)
    seen = await case.see()
    assert (seen["settlement"] is None) == (why is not None or option[0] == "replacement")
