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
SECOND = "operator-2"
PLATFORM = "platform-1"


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
