"""Withdrawn and opened again: once, and the clocks go on (PRM-22)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.contracts import escrow as escrow_contracts
from common.contracts.evidence import RequestSatisfied
from common.kernel.ids import format_id, parse_id
from disputes.testing import BUYER, NOON, OPERATOR, SELLER, escrow_told, failed
from services.disputes.tests.conftest import Case, opening

AGREEMENT, GUIDED, REPORT = "agreement_first-2026-12", "guided_solutions-2026-12", "report_review-2026-12"
LIVE = "live_video-2026-12"
EIGHTY = {"amount": 8000, "currency": "EUR"}
PLATFORM, PERIOD = "platform-1", "?from=2026-11-01T00:00:00Z&to=2027-11-01T00:00:00Z"


@pytest.fixture
def reopen(api, clock, begin):
    """Open another dispute of the same escrow."""

    async def reopen(case: Case, who: str = BUYER, *, funded_at=NOON, **differently):
        before = await case.see(OPERATOR)
        given = {"version": 5, "dispute": case.id, "policy": before["policy"]["edition"], "amount": EIGHTY}
        given["funded_at"] = funded_at
        await api.tell(escrow_told(escrow_contracts.EscrowUnfrozen, case.escrow, **given))
        given = opening(case.escrow) | {"reason": before["reason"]}
        if not before["options"]:
            del given["options"]
        if before["need"] is not None:
            told = before["transaction"]
            given |= {"need": before["need"], "transaction": {name: told[name] for name in ("item", "agreed_price")}}
        return await api.post(who, "", given | differently)

    return reopen


@pytest.fixture
def again(reopen, api, clock, begin):
    async def again(case: Case, who: str = BUYER, **differently) -> Case:
        response = await reopen(case, who, **differently)
        assert response.status_code == 201, response.text
        return await Case(api, clock, begin, case.escrow, response.json()).frozen()

    return again


def extension(deadline: str, due_at: str) -> dict[str, str]:
    return {"deadline": deadline, "due_at": due_at, "reason_code": "illness"}


def clocks(case: dict) -> dict[str, str]:
    return {clock["deadline"]: clock["due_at"] for clock in case["deadlines"]}


async def test_prm_22_what_was_left_of_the_answer_and_the_cap_runs_on(start, again, clock) -> None:
    first = await start(AGREEMENT)
    await first.pass_time(days=2)
    await first.do(BUYER, "withdraw")
    await first.pass_time(days=1)

    second = await again(first)

    seen = await second.see(BUYER)
    assert seen["reopens"] == first.path[1:]
    assert seen["next_automatic_action"]["at"] == "2026-11-30T12:00:00Z", "three days of five are left"
    assert clocks(seen)["dispute_hard_cap"] == "2027-01-24T12:00:00Z", "58 days of sixty"
    [opened] = await second.told("disputes.opened.v1")
    assert opened["negotiation"]["respond_by"] == "2026-11-30T12:00:00Z", "and mediation is told so"


async def test_prm_22_nobody_wins_time_for_evidence_by_reopening(start, again, clock, api) -> None:
    first = await start(AGREEMENT, reason="significantly_not_as_described")
    await api.tell(failed(first.id, occurred_at=clock.time))
    await first.pass_time(hours=71)
    await first.do(BUYER, "withdraw")

    second = await again(first, reason="significantly_not_as_described")
    await api.tell(failed(second.id, occurred_at=clock.time))

    [request] = (await second.see())["evidence_requests"]
    assert request["due_at"] == (clock.time + timedelta(hours=24)).strftime("%Y-%m-%dT%H:%M:%SZ"), "not 72 hours anew"
    [asked] = await second.told("disputes.evidence-requested.v1")
    assert asked["due_at"] == request["due_at"]


async def test_prm_22_what_was_answered_in_time_begins_anew(start, again, clock, api) -> None:
    first = await start(AGREEMENT)
    await api.tell(failed(first.id, occurred_at=clock.time))
    await first.tell(RequestSatisfied, "seller")
    await first.pass_time(days=20)
    await first.do(BUYER, "withdraw")

    second = await again(first)

    assert (await second.see())["next_automatic_action"]["at"] == (clock.time + timedelta(days=5)).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )


async def test_prm_22_k2_the_operators_time_runs_on(start, again, clock) -> None:
    first = await start(REPORT)
    await first.pass_time(hours=24)
    await first.do(BUYER, "withdraw")

    second = await again(first)

    assert clocks(await second.see())["operator_decision_limit"] == "2026-11-27T12:00:00Z", "as if never withdrawn"


async def test_prm_22_it_can_be_opened_again_once(start, again, reopen, api) -> None:
    first = await start(AGREEMENT)
    await first.do(BUYER, "withdraw")
    [closed] = await first.told("disputes.closed.v1")
    second = await again(first)
    await second.do(BUYER, "withdraw")
    [closed_again] = await second.told("disputes.closed.v1")

    third = await reopen(second)

    assert (third.status_code, third.json()["code"]) == (409, "already_reopened")
    assert (closed["another_may_follow"], closed_again["another_may_follow"]) == (True, False)


async def test_prm_22_nobody_uses_up_the_first_dispute_of_the_other(start, again, reopen, api) -> None:
    sellers = await start(LIVE, SELLER)
    await sellers.do(SELLER, "withdraw")
    sellers_again = await again(sellers, SELLER)
    await sellers_again.do(SELLER, "withdraw")
    [closed] = await sellers_again.told("disputes.closed.v1")
    assert (closed["another_may_follow"], closed["bars"]) == (True, ["seller"])
    question = f"/eligibility?escrow={format_id('esc', sellers.escrow)}"

    refused = await reopen(sellers_again, SELLER)
    asked = {who: (await api.get(who, question)).json() for who in (BUYER, SELLER, OPERATOR)}
    buyers = await again(sellers_again)

    assert (refused.status_code, refused.json()["code"]) == (409, "already_reopened")
    assert {who: answer["allowed"] for who, answer in asked.items()} == {BUYER: True, SELLER: False, OPERATOR: True}
    assert asked[SELLER]["why_not"]["code"] == "already_reopened"
    seen = await buyers.see(BUYER)
    assert (seen["reopens"], clocks(seen)["dispute_hard_cap"]) == (None, "2027-01-23T12:00:00Z"), "their own first one"
    await buyers.do(BUYER, "withdraw")
    [closed] = await buyers.told("disputes.closed.v1")
    assert (closed["another_may_follow"], closed["bars"]) == (False, ["buyer", "seller"]), "the seller has reopened"
    assert (await reopen(buyers)).json()["code"] == "already_reopened"


async def test_prm_22_after_both_have_withdrawn_one_is_opened_again_and_no_other(start, again, reopen) -> None:
    buyers = await start(LIVE, BUYER)
    await buyers.do(BUYER, "withdraw")
    sellers = await again(buyers, SELLER)
    assert (await sellers.see())["reopens"] is None, "the seller's own first"
    await sellers.do(SELLER, "withdraw")
    [closed] = await sellers.told("disputes.closed.v1")
    assert (closed["another_may_follow"], closed["bars"]) == (True, []), "nobody has reopened any"

    third = await again(sellers)

    assert (await third.see())["reopens"] == buyers.path[1:], "not the seller's"
    await third.do(BUYER, "withdraw")
    [closed] = await third.told("disputes.closed.v1")
    assert (closed["another_may_follow"], closed["bars"]) == (False, ["buyer", "seller"])
    refused = [(await reopen(third, who)).json()["code"] for who in (BUYER, SELLER)]
    assert refused == ["already_reopened", "already_reopened"]


async def test_prm_22_an_operator_who_opens_for_a_party_uses_up_that_partys_right_alone(start, again, reopen) -> None:
    first = await start(LIVE, SELLER)
    await first.do(SELLER, "withdraw")
    second = await again(first, OPERATOR, on_behalf_of="seller")
    await second.do(SELLER, "withdraw")

    assert (await reopen(second, OPERATOR, on_behalf_of="seller")).json()["code"] == "already_reopened"
    assert (await reopen(second, OPERATOR, on_behalf_of="buyer")).status_code == 201


async def test_prm_22_a_pause_uses_up_no_time_and_what_was_extended_stays_so(start, again, clock) -> None:
    first = await start(AGREEMENT)
    await first.pass_time(days=2)
    await first.do(OPERATOR, "pause", {"reason_code": "holiday"})
    await first.pass_time(days=10)
    await first.do(BUYER, "withdraw")

    second = await again(first)

    assert (await second.see())["next_automatic_action"]["at"] == "2026-12-09T12:00:00Z", "three of five days are left"
    assert clocks(await second.see())["dispute_hard_cap"] == "2027-02-02T12:00:00Z", "58 of sixty"
    await second.do(OPERATOR, "extend", extension("negotiation", "2026-12-20T12:00:00Z"))
    assert (await second.see())["next_automatic_action"]["at"] == "2026-12-20T12:00:00Z"


async def test_prm_22_what_an_operator_has_extended_is_not_taken_back_by_reopening(start, again, clock) -> None:
    first = await start(AGREEMENT)
    await first.do(OPERATOR, "extend", extension("negotiation", "2026-12-04T12:00:00Z"))
    await first.do(OPERATOR, "extend", extension("dispute_hard_cap", "2027-03-01T12:00:00Z"))
    await first.pass_time(days=1)
    await first.do(BUYER, "withdraw")

    second = await again(first)

    seen = await second.see()
    assert seen["next_automatic_action"]["at"] == "2026-12-04T12:00:00Z", "ten days, nine of which are left"
    assert clocks(seen)["dispute_hard_cap"] == "2027-03-01T12:00:00Z"


async def test_prm_22_business_time_that_is_left_is_business_time(start, again, clock) -> None:
    clock.time += timedelta(days=2)
    first = await start(REPORT)  # Thursday noon: 72 business hours, until Tuesday noon
    await first.pass_time(days=1)
    await first.do(BUYER, "withdraw")
    await first.pass_time(days=1)

    second = await again(
        first, funded_at=NOON + timedelta(days=2)
    )  # on Saturday noon, when none of the 48 hours run that are left

    assert clocks(await second.see())["operator_decision_limit"] == "2026-12-02T00:00:00Z", "Monday and Tuesday"


async def test_prm_22_a_void_dispute_never_began_and_does_not_count(start, again, api) -> None:
    void = await start(AGREEMENT, freeze=False)
    refused = escrow_told(
        escrow_contracts.FreezeRefused, void.escrow, version=2, dispute=void.id, policy=AGREEMENT, why="nothing_held"
    )
    await api.tell(refused)

    seen = await (await again(void)).see()

    assert (seen["reopens"], seen["next_automatic_action"]["at"]) == (None, "2026-11-29T12:00:00Z")


async def test_prm_22_o8_a_walk_given_up_is_not_resolved_nor_what_was_opened_again(start, again, api, clock) -> None:
    walk = await start(GUIDED)
    await api.tell(failed(walk.id, why="abandoned", occurred_at=clock.time))
    first = await start(AGREEMENT)
    await first.do(BUYER, "withdraw")
    second = await again(first)
    await second.do(SELLER, "accept-claim")
    await second.settled()
    alone = await start(AGREEMENT)
    await alone.do(BUYER, "withdraw")

    found = (await api.get(PLATFORM, f"/disputes{PERIOD}", root="/v1/analytics")).json()

    assert (await walk.see())["why"] == "abandoned"
    assert (found["cases"], found["resolved_without_operator"], found["unresolved"]) == (4, 2, 2)
    assert found["resolved_without_operator_basis_points"] == 5000
    assert parse_id("dsp", (await second.see())["reopens"]) == first.id
