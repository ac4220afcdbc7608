"""The end of a case has one owner: of two acts that end it one is answered yes, the other is refused with the state."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from deploy.proof.testing.market import Case, Market, euro_amount

from .test_flows import prove

OFFERED, OFFER = 1_500, {"options": [{"kind": "refund_partial", "amount": euro_amount(1_500)}]}
Act = Callable[[], Awaitable[httpx.Response]]


class Talks:
    """Case in which the seller has offered a part, and the buyer, the seller or an operator may end it."""

    def __init__(self, case: Case, proposal: str, version: int, case_version: int) -> None:
        self.case, self.market = case, case.market
        self.proposal, self.version, self.case_version = proposal, version, case_version

    async def accept(self) -> httpx.Response:
        return await self.market.buyer.post(f"{self.proposal}/accept", {"version": self.version, "option": 0})

    async def withdraw(self) -> httpx.Response:
        return await self.market.buyer.post(f"{self.case.path}/withdraw")

    async def accept_claim(self) -> httpx.Response:
        return await self.market.seller.post(f"{self.case.path}/accept-claim")

    async def rule(self) -> httpx.Response:
        ruling = {
            "outcome": "release", "responsible": "buyer", "reason_code": "as_described",
            "policy_reference": "goods 4.2", "explanation": "It is as it was described.",
        }  # fmt: skip
        version = f'"{self.case_version}"'
        return await self.market.operator.post(f"{self.case.path}/decision", ruling, If_Match=version)

    async def see(self) -> tuple[dict[str, Any], dict[str, Any]]:
        home = self.proposal.partition("/proposals")[0]
        return await self.case.read_case(), await self.market.buyer.get(home)


async def talk_in_review(market: Market) -> Talks:
    case = await (await market.deliver_deal()).open_negotiated()
    proposal, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{proposal}/counter", {"version": version, **OFFER})
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/reject", {"version": version})
    await case.wait_for(stage="defect_proof")
    await prove(market, case)
    await market.seller.perform_act(f"{proposal.partition('/proposals')[0]}/proposals", OFFER)
    await market.settle_events()
    await market.operator.perform_act(f"{case.path}/assign", {})
    await market.settle_events()
    return Talks(case, *await case.read_newest_proposal(), (await market.operator.get(case.path))["version"])


async def talk_to_the_seller(market: Market) -> Talks:
    """In the first stage, the seller has countered."""
    case = await (await market.deliver_deal()).open_negotiated()
    proposal, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{proposal}/counter", {"version": version, **OFFER})
    return Talks(case, *await case.read_newest_proposal(), (await market.operator.get(case.path))["version"])


async def assert_one_truth(talks: Talks, accepted: httpx.Response, other: httpx.Response) -> None:
    """One was told yes, the other why not; and case and negotiation tell the same for ever."""
    await talks.market.settle_events()
    case, negotiation = await talks.see()
    agreed = accepted.status_code == 200
    assert sorted([accepted.is_success, other.is_success]) == [False, True], (accepted.text, other.text)
    assert case["outcome"] == ("agreement" if agreed else case["outcome"])
    assert (case["outcome"] == "agreement") is agreed, (accepted.text, case)
    assert negotiation["state"] == "closed"
    assert negotiation["pending"] is case["pending"] is None
    states = [proposal["state"] for proposal in negotiation["proposals"]]
    assert ("accepted" in states) is agreed, states
    if agreed:
        assert await talks.case.read_settlement_split() == (OFFERED, 12_000 - OFFERED)
        assert other.status_code in (409, 412), other.text
    else:
        problem = accepted.json()
        assert accepted.status_code == 409, accepted.text
        assert problem["code"] in ("agreement_overtaken", "case_closed"), problem


OTHERS = {
    "ruling": (talk_in_review, Talks.rule),
    "withdrawal": (talk_to_the_seller, Talks.withdraw),
    "claim accepted": (talk_to_the_seller, Talks.accept_claim),
}


@pytest.mark.parametrize("name", OTHERS)
async def test_prm_1_after_an_agreement_nothing_else_ends_the_case(market: Market, name: str) -> None:
    begin, act = OTHERS[name]
    talks = await begin(market)

    accepted = await talks.accept()
    other = await act(talks)

    assert (accepted.status_code, accepted.json()["state"]) == (200, "agreed")
    await assert_one_truth(talks, accepted, other)


@pytest.mark.parametrize("name", OTHERS)
async def test_prm_1_after_another_end_an_acceptance_is_refused_with_the_state(market: Market, name: str) -> None:
    begin, act = OTHERS[name]
    talks = await begin(market)

    other = await act(talks)
    accepted = await talks.accept()

    assert other.status_code == 200, other.text
    await assert_one_truth(talks, accepted, other)


@pytest.mark.parametrize(("name", "rounds"), [("ruling", 4), ("withdrawal", 8), ("claim accepted", 8)])
async def test_prm_1_two_ends_at_the_same_instant_are_one_yes_and_one_refusal(
    market: Market, name: str, rounds: int
) -> None:
    begin, act = OTHERS[name]
    for round in range(rounds):
        talks = await begin(market)

        first, second = (talks.accept(), act(talks)) if round % 2 else (act(talks), talks.accept())
        answers = await asyncio.gather(first, second)

        accepted, other = answers if round % 2 else reversed(answers)
        await assert_one_truth(talks, accepted, other)
