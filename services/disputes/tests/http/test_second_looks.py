"""What waits for a second operator: nothing is lost by the wait, and nothing gets around it (PRM-27)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from common.contracts.disputes import OptionRef
from common.contracts.evidence import ItemInvalidated, RequestLapsed, RequestReopened, RequestSatisfied
from common.kernel.money import Split
from disputes.engine.transitions import allowed_transitions
from disputes.policy.vocabulary import Act
from disputes.testing import BUYER, INR, OPERATOR, POLICIES, SELLER, SNAD, TENANT, envelope, eur, failed
from services.disputes.tests.http.test_offers import ANSWERS, HALF, tell_turn
from services.disputes.tests.http.test_on_behalf import (
    ADDRESS,
    AGREEMENT,
    FOR_BUYER,
    FOR_SELLER,
    LEAD,
    PARCEL,
    PLATFORM,
    SECOND,
    judged,
    offered,
)

SILENCE = {"owed_by": "seller", "due_at": "2026-11-29T12:00:00Z"}


@pytest.fixture
async def limit(api):
    response = await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": 7999}})
    assert response.status_code == 200, response.text


@pytest.fixture
async def returning(start):
    case = await start(AGREEMENT)
    await case.agree("return_and_refund", 8000)
    return case


async def test_prm_27_what_a_party_has_conceded_in_time_is_not_lost_to_silence_while_it_waits(returning, limit) -> None:
    await returning.do(OPERATOR, "return", {"address": ADDRESS, **FOR_SELLER})
    due_at = next(c["due_at"] for c in (await returning.see())["deadlines"] if c["deadline"] == "return_shipment")

    waiting = await returning.do(OPERATOR, "accept-claim", FOR_SELLER)
    late = await returning.pass_time(days=8)

    assert (waiting["status"], waiting["paused_at"] is not None) == ("awaiting_approval", True)
    assert waiting["next_automatic_action"]["action"] == "resume"
    assert (late["status"], late["settlement"], due_at < "2026-12-02") == ("awaiting_approval", None, True)
    assert [fact["subject"] for fact in await returning.told("disputes.paused.v1")] == [str(returning.id)]
    assert (await judged(returning)).status_code == 200
    [resumed] = await returning.told("disputes.resumed.v1")
    assert resumed["paused_at"] == waiting["paused_at"]
    done = await returning.settled()
    assert (done["outcome"], done["settlement"]["to_buyer"]["amount"]) == ("claim_accepted", 8000)


async def test_prm_27_what_is_rejected_gives_the_other_party_the_time_back(returning, limit) -> None:
    await returning.do(OPERATOR, "return", {"address": ADDRESS, **FOR_SELLER})
    before = {c["deadline"]: c["due_at"] for c in (await returning.see())["deadlines"]}
    await returning.do(OPERATOR, "accept-claim", FOR_SELLER)
    await returning.pass_time(days=8)

    rejected = (await judged(returning, "reject-approval")).json()

    assert (rejected["status"], rejected["paused_at"]) == ("waiting_for_buyer", None)
    after = {c["deadline"]: c["due_at"] for c in rejected["deadlines"]}
    assert [at[:10] for at in (before["return_shipment"], after["return_shipment"])] == ["2026-12-01", "2026-12-09"]
    assert (await returning.do(BUYER, "return", {"parcel": PARCEL}))["stage"] == "return_confirmation"


async def test_prm_27_a_pause_of_their_own_is_not_ended_by_a_second_operator(start, limit) -> None:
    case = await start(AGREEMENT)
    await case.do(OPERATOR, "pause", {"reason_code": "illness"})

    await case.do(OPERATOR, "accept-claim", FOR_SELLER)
    rejected = (await judged(case, "reject-approval")).json()

    assert rejected["paused_at"] is not None
    assert await case.told("disputes.resumed.v1") == []


async def test_prm_27_what_the_parties_agree_to_meanwhile_runs_its_own_time(start, limit) -> None:
    case = await start(AGREEMENT)
    await case.do(OPERATOR, "accept-claim", FOR_SELLER)
    case.clock.time += timedelta(days=3)
    agreed_at = case.clock.time
    case.clock.time += timedelta(minutes=5)

    await case.agree("return_and_refund", 8000, occurred_at=agreed_at)

    [entered] = [e for e in await case.told("disputes.stage-entered.v1") if e["stage"] == "return_address"]
    [clock] = (await case.see())["deadlines"]
    assert clock["due_at"] == entered["due_at"] == "2026-12-02T12:00:00Z"


async def test_prm_27_a_case_that_goes_on_by_itself_runs_on(start, limit) -> None:
    case = await start(AGREEMENT)
    waiting = await case.do(OPERATOR, "accept-claim", FOR_SELLER)

    await case.api.tell(failed(case.id, occurred_at=case.clock.time))

    seen = await case.see()
    assert (waiting["paused_at"] is not None, seen["paused_at"], seen["stage"]) == (True, None, "shipment_proof")
    assert len(await case.told("disputes.resumed.v1")) == 1


async def test_prm_8_27_where_an_act_leaves_a_waiting_one_behind_the_clocks_are_foretold_to_run(start, limit) -> None:
    case = await start("live_video-2026-12")
    points = [{"code": p.code, "finding": "yes"} for p in POLICIES["live_video-2026-12"].checklists[Act.VERIFY]]
    await case.do(OPERATOR, "verification", {"result": "verified", "checks": points})
    waiting = await case.do(OPERATOR, "withdraw", {"on_behalf_of": "buyer", "means": "phone"})
    assert waiting["status"] == "awaiting_approval"
    promised = offered(await case.see(), "request_video")["then"]

    seen = await case.do(OPERATOR, "video-request")

    came = seen["next_automatic_action"]
    assert (promised["action"], promised["at"]) == (came["action"], came["at"]) == ("enter_review", came["at"])


@pytest.mark.parametrize(
    ("opened_by", "by_operators", "why"),
    [(BUYER, False, None), (BUYER, True, "approval_needed"), (OPERATOR, False, "approval_needed")],
)
async def test_prm_27_silence_carries_out_nothing_that_an_operator_alone_has_worded(
    start, limit, opened_by, by_operators, why
) -> None:
    behalf = {"on_behalf_of": "buyer"} if opened_by == OPERATOR else {}
    case = await start(AGREEMENT, opened_by, **behalf)
    case.clock.time += timedelta(days=5)

    theirs = by_operators or opened_by == OPERATOR  # mediation says whose words silence accepts
    await case.agree("refund_full", 8000, basis="silence", silence=SILENCE, by_operators=theirs)

    [decided] = await case.told("disputes.agreement-decided.v1")
    assert (decided["accepted"], decided["why"]) == (why is None, why)
    assert ((await case.see())["settlement"] is None) == (why is not None)


@pytest.mark.parametrize("limit_of", [7_999, 8_000])
async def test_prm_27_a_refund_for_goods_that_go_back_is_money_as_well(start, api, limit_of) -> None:
    response = await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": limit_of}})
    assert response.status_code == 200, response.text
    case = await start(AGREEMENT)

    await case.agree("return_and_refund", 8000, by_operators=True)

    [decided] = await case.told("disputes.agreement-decided.v1")
    assert decided["why"] == ("approval_needed" if limit_of < 8_000 else None)


async def test_prm_27_nobody_agrees_for_a_party_while_another_decision_waits(start, limit) -> None:
    case = await start(AGREEMENT)
    await case.do(OPERATOR, "withdraw", FOR_BUYER)
    behalf = {"party": "seller", "means": "phone"}

    await case.agree("refund_partial", 4000, on_behalf_of=behalf)
    [decided] = await case.told("disputes.agreement-decided.v1")
    assert decided["why"] == "approval_needed"

    await case.agree("refund_partial", 4000)
    assert (await case.told("disputes.agreement-decided.v1"))[-1]["accepted"], "the parties themselves do (D14)"


async def test_prm_35_a_stage_that_silence_has_led_to_says_whose(start) -> None:
    case = await start(AGREEMENT)
    case.clock.time += timedelta(days=5)

    await case.agree("return_and_refund", 8000, basis="silence", silence=SILENCE)

    entered = (await case.told("disputes.stage-entered.v1"))[-1]
    assert (entered["stage"], entered["timeout"]["owed_by"]) == ("return_address", "seller")
    assert entered["timeout"]["executed"] == "execute_buyer_solution"


async def test_prm_27_what_is_put_right_is_put_right_on_somebodys_behalf_as_well(returning) -> None:
    await returning.do(OPERATOR, "return", {"address": ADDRESS, **FOR_SELLER})

    correction = offered(await returning.see(OPERATOR, scope="decide"), "correct_return_address")

    assert (correction["constraints"]["on_behalf_of"], correction["actor"]) == ("seller", "seller")


async def test_prm_27_a_colleague_writes_nothing_for_a_party_and_mediates_nothing(start) -> None:
    case = await start(AGREEMENT)
    await case.do(SECOND, "assign", {})

    refused = await case.refused(OPERATOR, "messages", {"text": "He rang.", **FOR_SELLER})

    assert refused["code"] == "assigned_to_another"
    led = await case.do(LEAD, "messages", {"text": "He rang.", **FOR_SELLER}, scope="decide lead")
    assert led["author"]["id"] == LEAD
    assert (await case.do(SELLER, "messages", {"text": "I rang."}))["author"]["id"] == SELLER


@pytest.mark.parametrize(
    ("opened_by", "worded_by_operator", "limit_of", "stops"),
    [
        (BUYER, False, 7_999, False), (OPERATOR, False, 7_999, True), (BUYER, True, 7_999, True),
        (OPERATOR, None, 7_999, False), (OPERATOR, False, 8_000, False),
    ],
)  # fmt: skip
async def test_d6_prm_27_silence_about_proof_carries_out_nothing_that_an_operator_alone_has_worded(
    start, api, opened_by, worded_by_operator, limit_of, stops
) -> None:
    """A ruling of the same amount would take two. `None`: the buyer has worded anew what an operator opened with."""
    response = await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": limit_of}})
    assert response.status_code == 200, response.text
    behalf = {"on_behalf_of": "buyer"} if opened_by == OPERATOR else {}
    case = await start(AGREEMENT, opened_by, **behalf)
    if worded_by_operator is not False:
        mine = OptionRef.from_split("refund_full", Split(eur(8_000), eur(0)), fee=0)
        theirs = {"operators_last": ("buyer",)} if worded_by_operator else {}
        told = {"standing": None, "awaiting": None, "due_at": None, "state": "negotiating", "last_of_buyer": (mine,)}
        await tell_turn(case, uuid4(), 3, **told | theirs)
    await case.api.tell(failed(case.id, occurred_at=case.clock.time))

    before = await case.see()
    foretold = before["next_automatic_action"]
    due_at = (await case.requests())["seller"]["due_at"]
    case.clock.time += timedelta(days=3)
    await case.tell(RequestLapsed, "seller", occurred_at=datetime.fromisoformat(due_at))

    after = await case.see()
    assert (foretold["action"], after["stage"], after["status"]) == (
        ("enter_review", "review", "under_review") if stops else ("execute_refund_full", "shipment_proof", "settling")
    )
    assert (foretold["money_effect"] is None) == (after["settlement"] is None) == stops
    if not stops:
        assert foretold["money_effect"]["buyer"] == after["settlement"]["to_buyer"]["amount"]


@pytest.mark.parametrize(("limit_of", "foretold"), [(7_999, "enter_shipment_proof"), (8_000, "execute_buyer_solution")])
async def test_d1_prm_8_silence_on_an_operators_wording_is_foretold_as_it_will_be(
    start, api, limit_of, foretold
) -> None:
    case = await start(AGREEMENT, OPERATOR, on_behalf_of="buyer")

    response = await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": limit_of}})

    seen = (await case.see())["next_automatic_action"]
    assert (seen["action"], seen["money_effect"] is None) == (foretold, limit_of < 8_000), response.text
    async with case.begin(TENANT) as tx:
        query = text("SELECT body FROM disputes.outbox WHERE topic = 'disputes.approval-limits-changed.v1'")
        [told] = [json.loads(bytes(row.body)) for row in await tx.execute(query)]
    assert (told["limits"], told["sequence"], told["version"]) == ({"EUR": limit_of}, 1, 1)


@pytest.mark.parametrize("result", ["verified", "not_verified"])
async def test_prm_27_who_verifies_has_the_case_and_the_others_are_told(start, result) -> None:
    """Mediation refuses a colleague's act by what it is told: what changes in silence lets him through."""
    case = await start("live_video-2026-12")
    points = POLICIES["live_video-2026-12"].checklists[Act.VERIFY]
    finding = "yes" if result == "verified" else "no"
    checks = [{"code": point.code, "finding": finding} for point in points]

    reason = {} if result == "verified" else {"reason_code": "other_price"}

    seen = await case.do(OPERATOR, "verification", {"result": result, "checks": checks, **reason})

    [told] = await case.told("disputes.assigned.v1")
    assert (seen["assignee"], told["operator"], told["earlier"]) == (OPERATOR, OPERATOR, None)
    assert told["snapshot"]["assignee"] == OPERATOR


@pytest.mark.parametrize("limit_of", [7_999, 8_000])
async def test_prm_9_accepting_what_would_be_refused_is_not_offered(start, api, limit_of) -> None:
    response = await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": limit_of}})
    assert response.status_code == 200, response.text
    case = await start(AGREEMENT)
    await case.api.tell(failed(case.id))

    await tell_turn(case, uuid4(), 3, by_operators=True)
    worded = {action["rel"] for action in (await case.see(BUYER))["allowed_actions"]}
    await tell_turn(case, (mediation := uuid4()), 4)
    theirs = (await case.see(BUYER))["allowed_actions"]
    by_phone = offered(await case.see(OPERATOR, scope="decide"), "accept")

    assert ("accept" in worded, "accept" in {action["rel"] for action in theirs}) == (limit_of == 8_000, True), (
        mediation
    )
    assert ("on_behalf_of" in by_phone["constraints"]) == (limit_of == 8_000)
    assert "reject" in worded


@pytest.mark.parametrize("limit_of", [7_999, 8_000])
async def test_prm_9_a_guided_case_is_opened_with_no_proposal_so_the_first_is_an_operators_wording(
    start, api, limit_of
) -> None:
    await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": limit_of}})
    case = await start("guided_solutions-2026-12", OPERATOR, on_behalf_of="buyer")
    first = {"id": uuid4(), "number": 1, "version": 1, "by": "buyer", "round": 1, "options": [HALF]}
    may = {"seller": ANSWERS, "buyer": ()}

    await tell_turn(case, uuid4(), 2, by_operators=True, standing=first, awaiting="seller", may=may)

    offers = {action["rel"] for action in (await case.see(SELLER))["allowed_actions"]}
    assert ("accept" in offers, "reject" in offers) == (limit_of == 8_000, True)


@pytest.mark.parametrize(("limit_of", "how"), [(8_000, None), (7_999, "approve"), (7_999, "reject-approval")])
async def test_t2_prm_27_a_refused_verification_lets_go_as_much_as_a_ruling_and_waits_like_one(
    start, api, limit_of, how
) -> None:
    response = await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": limit_of}})
    assert response.status_code == 200, response.text
    case = await start("live_video-2026-12")
    points = POLICIES["live_video-2026-12"].checklists[Act.VERIFY]
    checks = [{"code": point.code, "finding": "no"} for point in points]

    seen = await case.do(
        OPERATOR, "verification", {"result": "not_verified", "checks": checks, "reason_code": "other_price"}
    )

    if how is None:
        assert (seen["status"], seen["outcome"]) == ("closed", "not_verified")
        return
    assert (seen["status"], seen["outcome"], seen["assignee"]) == ("awaiting_approval", None, OPERATOR)
    assert seen["paused_at"] is not None, "no cap ends it meanwhile (ADR 0045)"
    assert not {"verify", "refuse_verification"} & {action["rel"] for action in seen["allowed_actions"]}
    assert await case.told("disputes.closed.v1") == []
    [decision] = (await api.get(SECOND, f"{case.path}/decisions")).json()["data"]
    assert (decision["act"], decision["on_behalf_of"]) == ("refuse_verification", None)
    approve = offered(await case.see(SECOND, scope="decide lead"), "approve")
    assert (approve["leads_to"], approve["money_effect"]) == ("closed", None)
    reject = offered(await case.see(SECOND, scope="decide lead"), "reject-approval")
    assert (await judged(case, how)).status_code == 200
    after = await case.see()
    if how == "approve":
        assert (after["status"], after["outcome"], after["why"]) == ("closed", "not_verified", "other_price")
        assert after["verification"]["result"] == "not_verified"
    else:
        assert (after["status"], after["outcome"], after["verification"]) == ("under_review", None, None)
        came = after["next_automatic_action"]
        assert (reject["then"]["action"], reject["then"]["at"]) == (came["action"], came["at"]), "as foretold (PRM-8)"


@pytest.mark.parametrize("limit_of", [7_999, 8_000])
async def test_prm_9_prm_27_a_consent_that_an_operator_gave_for_a_party_is_an_operators_word(
    start, api, limit_of
) -> None:
    """Accepting it would be refused above the limit, though no operator has worded it for a party."""
    await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": limit_of}})
    case = await start(AGREEMENT)
    await case.api.tell(failed(case.id))
    put = {"id": uuid4(), "number": 3, "version": 1, "by": "operator", "round": 1, "options": [HALF]}

    await tell_turn(case, uuid4(), 3, standing=put, by_operators=True)

    offers = {action["rel"] for action in (await case.see(BUYER))["allowed_actions"]}
    assert ("accept" in offers, "reject" in offers) == (limit_of == 8_000, True)
    await case.agree("refund_partial", 4000, by_operators=True)
    [decided] = await case.told("disputes.agreement-decided.v1")
    assert decided["accepted"] == ("accept" in offers), "what is offered counts, and nothing else"


@pytest.mark.parametrize(("by_operators", "worded"), [(True, False), (False, True)])
async def test_prm_8_silence_goes_by_whose_words_it_accepts_and_not_by_who_has_spoken(
    start, limit, by_operators, worded
) -> None:
    case = await start(AGREEMENT)
    mine = OptionRef.from_split("refund_full", Split(eur(8_000), eur(0)), fee=0)
    first = {"id": uuid4(), "number": 1, "version": 1, "by": "buyer", "round": 0, "options": [mine]}
    told = {"state": "negotiating", "standing": first, "awaiting": "seller", "on_silence": "execute"}

    await tell_turn(case, uuid4(), 3, **told, by_operators=by_operators, worded_by_operators=worded)

    foretold = (await case.see())["next_automatic_action"]
    assert foretold["action"] == ("enter_shipment_proof" if worded else "execute_buyer_solution")


@pytest.mark.parametrize(("reduction", "alone"), [(None, True), (1_000, False)])
async def test_prm_27_goods_that_move_no_money_are_accepted_by_phone_whatever_the_amount(
    start, limit, reduction, alone
) -> None:
    case = await start(AGREEMENT)
    await case.api.tell(failed(case.id))
    goods = OptionRef.from_split("replacement", None, fee=0, reduction=None if reduction is None else eur(reduction))
    put = {"id": uuid4(), "number": 3, "version": 1, "by": "seller", "round": 1, "options": [goods]}

    await tell_turn(case, uuid4(), 3, standing=put)

    by_phone = offered(await case.see(OPERATOR, scope="decide"), "accept")
    assert ("on_behalf_of" in by_phone["constraints"]) == alone
    await case.agree(
        "replacement", reduction=reduction, on_behalf_of={"party": "buyer", "means": "phone"}, by_operators=True
    )
    [decided] = await case.told("disputes.agreement-decided.v1")
    assert decided["accepted"] == alone


@pytest.mark.parametrize(("limit_of", "reason"), [(7_999, SNAD), (8_000, SNAD), (7_999, INR)])
@pytest.mark.parametrize("late", [True, False])
async def test_d12_prm_27_what_an_operator_alone_finds_invalid_moves_no_more_than_an_operator_alone_may(
    start, api, limit_of, reason, late
) -> None:
    """D12 by D6 and D8: what is invalid counts as none. Above the limit one operator alone releases nothing by it."""
    await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": limit_of}})
    case = await start(AGREEMENT, reason=reason)
    await case.api.tell(failed(case.id, occurred_at=case.clock.time))
    party, kind = ("buyer", "photo") if reason == SNAD else ("seller", "shipment_record")
    item = await case.item(party, kind=kind)
    await case.tell(RequestSatisfied, party)
    by_operator = {"actor": {"role": "operator", "id": OPERATOR}, "occurred_at": case.clock.time}
    struck = envelope(item, 2) | by_operator | {"dispute": case.id, "kind": kind, "by": f"{party}-1"}
    await case.api.tell(ItemInvalidated.model_validate(struck))
    if late:
        await case.tell(RequestLapsed, party, why="invalid", **by_operator)
    else:
        await case.tell(RequestReopened, party, **by_operator)
        foretold = (await case.see())["next_automatic_action"]
        case.clock.time += timedelta(days=3)
        await case.tell(RequestLapsed, party)

    after = await case.see()
    assert (after["stage"], after["settlement"] is None) == (
        ("review", True) if limit_of < 8_000 else ("review" if late else "defect_proof", False)
    )
    if not late:
        assert (foretold["action"] == "enter_review") == (limit_of < 8_000), "and says so beforehand"
    assert not await broken(api, case)


@pytest.mark.parametrize(("kind", "stage"), [("screenshot", "defect_proof"), ("photo", "review")])
async def test_d8_d12_what_was_struck_beside_the_request_does_not_excuse_the_buyers_silence(
    start, limit, kind, stage
) -> None:
    """Only what could have answered the request: a screenshot proves no defect, whoever finds it invalid."""
    case = await start(AGREEMENT, reason=SNAD)
    await case.api.tell(failed(case.id, occurred_at=case.clock.time))
    item = await case.item("buyer", kind=kind)
    by_operator = {"actor": {"role": "operator", "id": OPERATOR}, "occurred_at": case.clock.time}
    struck = envelope(item, 2) | by_operator | {"dispute": case.id, "kind": kind, "by": "buyer-1"}
    await case.api.tell(ItemInvalidated.model_validate(struck))
    case.clock.time += timedelta(days=3)

    await case.tell(RequestLapsed, "buyer")

    after = await case.see()
    assert after["stage"] == stage
    if stage == "defect_proof":
        assert after["settlement"]["to_seller"]["amount"] == 8000, "D8: silence pays the seller"
    else:
        assert after["settlement"] is None


@pytest.mark.parametrize("is_answer_heard", [True, False])
async def test_d8_d12_what_an_operator_made_lapse_is_played_again_alike_whatever_is_heard_first(
    start, limit, is_answer_heard
) -> None:
    """That the request has lapsed can be heard before which piece was struck, or before it had an answer at all."""
    case = await start(AGREEMENT, reason=SNAD)
    await case.api.tell(failed(case.id, occurred_at=case.clock.time))
    item = await case.item("buyer", kind="photo")
    if is_answer_heard:
        await case.tell(RequestSatisfied, "buyer")
    case.clock.time += timedelta(days=3, hours=1)
    by_operator = {"actor": {"role": "operator", "id": OPERATOR}, "occurred_at": case.clock.time}

    await case.tell(RequestLapsed, "buyer", why="invalid", **by_operator)
    struck = envelope(item, 2) | by_operator | {"dispute": case.id, "kind": "photo", "by": "buyer-1"}
    await case.api.tell(ItemInvalidated.model_validate(struck))

    assert ((await case.see())["stage"], (await case.see())["settlement"]) == ("review", None)
    await case.agree("refund_partial", 4000)
    done = await case.settled()
    assert (done["status"], done["outcome"]) == ("closed", "agreement"), "and so it goes again (replay_check)"


async def broken(api, case) -> list:
    """Moves of the case that its edition does not allow, as the auditor sees them."""
    allowed = allowed_transitions(POLICIES[AGREEMENT])
    moves = (await api.get(OPERATOR, f"{case.path}/timeline")).json()["data"]
    return [m for m in moves if (m["from_state"], m["to_state"], m["cause"]) not in allowed]


@pytest.mark.parametrize("limit_of", [7_999, 8_000])
async def test_prm_9_an_act_that_waits_for_a_second_operator_is_offered_as_one(start, api, ruling, limit_of) -> None:
    """What it leads to follows once it is approved, and not before."""
    await api.put(PLATFORM, "/dispute-settings", {"approval_limits": {"EUR": limit_of}})
    case = await start(AGREEMENT, reason=SNAD)
    await case.api.tell(failed(case.id, occurred_at=case.clock.time))
    await case.tell(RequestSatisfied, "buyer")
    seen = await case.see(OPERATOR, scope="decide")
    waits = {(a["rel"], a["actor"]): a["constraints"].get("needs_approval") for a in seen["allowed_actions"]}

    assert waits["decide", "operator"] == waits["accept_claim", "seller"] == (limit_of < 8_000)
    assert waits["withdraw", "buyer"] == (limit_of < 8_000), "it lets go what was held"
    assert waits["message", "buyer"] is False
    ruled = await case.do(OPERATOR, "decision", ruling(AGREEMENT, "refund_full"))
    assert (ruled["status"] == "awaiting_approval") == waits["decide", "operator"]
