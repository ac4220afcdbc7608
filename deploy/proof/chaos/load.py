"""People who use the suite while it is being killed, and do not give up: every request is repeated, with its key."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import httpx

from deploy.proof.testing.market import PRICE, Case, Deal, Market, euro_amount, open_market, wait_until

from . import files
from .receiver import Receiver
from .renewal import RenewingTransport

RETRY_STATUSES: Final = frozenset({429, 502, 503, 504})
CODES_TO_RETRY: Final = (b'"idempotency_in_flight"', b'"not_known_yet"')
"""Answers 409 that say to come again: the other one is at it, or the service that would know is dead for now."""
RETRY_SECONDS: Final = 0.2
GIVE_UP_SECONDS: Final = 600.0
"""While one service after the other dies, an act that needs all of them may have to wait long."""
ANSWER_SECONDS: Final = 30.0
STORIES_PER_PLATFORM: Final = 4


@dataclass
class Tally:
    stories: int = 0
    requests: int = 0
    lost: int = 0
    """Requests whose outcome nobody knew."""
    refused: int = 0
    """Answers that said to come again: the gateway's, where a service was gone."""
    replayed: int = 0
    """Acts that had been done already when they were repeated, and were not done twice."""
    acknowledged: files.Acknowledged = field(default_factory=dict)


Story = Callable[[Market, files.Acknowledged], Awaitable[None]]
Giving = Callable[[Market, Case, files.Acknowledged], Awaitable[None]]


class PatientTransport(httpx.AsyncBaseTransport):
    """Sends the same request until there is an answer: what was lost on the way may have happened or not."""

    def __init__(self, tally: Tally) -> None:
        self._tally, self._inner = tally, httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        async with asyncio.timeout(GIVE_UP_SECONDS):
            while True:
                self._tally.requests += 1
                answer = await self._try_once(request)
                if answer is not None:
                    return answer
                await asyncio.sleep(RETRY_SECONDS)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def _try_once(self, request: httpx.Request) -> httpx.Response | None:
        try:
            answer = await self._inner.handle_async_request(request)
            body = await answer.aread()
            await answer.aclose()
        except httpx.TransportError:
            self._tally.lost += 1
            return None
        if answer.status_code in RETRY_STATUSES or any(code in body for code in CODES_TO_RETRY):
            self._tally.refused += 1
            return None
        assert answer.status_code != 500, (request.url, body)
        self._tally.replayed += "idempotent-replayed" in answer.headers
        return answer


async def play_customer(
    url: str, admin_secret: str, first: int, over: asyncio.Event, tally: Tally, webhooks: Receiver
) -> None:
    """Plays one story after the other, each with its own end that has to come true."""
    number = first
    transport = RenewingTransport(PatientTransport(tally))
    async with httpx.AsyncClient(transport=transport, base_url=url, timeout=ANSWER_SECONDS) as client:
        while not over.is_set():
            market = await open_market(client, admin_secret)
            for receiver in (webhooks.accepting_url, webhooks.refusing_url):
                await market.platform.perform_act("/v1/webhook-endpoints", {"url": receiver, "event_types": ["*"]})
            for _ in range(STORIES_PER_PLATFORM):
                await STORIES[number % len(STORIES)](market, tally.acknowledged)
                number, tally.stories = number + 1, tally.stories + 1
                if over.is_set():
                    break


async def release_deal(market: Market, _: files.Acknowledged) -> None:
    deal = await market.deliver_deal()
    await market.platform.perform_act(f"{deal.path}/release")
    await expect_end(deal, "released", to_seller=PRICE)


async def divide_deal(market: Market, _: files.Acknowledged) -> None:
    deal = await market.deliver_deal()
    await market.platform.perform_act(f"{deal.path}/release", {"amount": euro_amount(5_000)})
    await market.platform.perform_act(f"{deal.path}/refund", {"amount": euro_amount(7_000)})
    await expect_end(deal, None, to_seller=5_000, to_buyer=7_000)


async def wait_for_silent_buyer(market: Market, _: files.Acknowledged) -> None:
    deal = await market.deliver_deal()
    await market.advance_clock(by="4 days")
    await expect_end(deal, "released", to_seller=PRICE)


async def agree_on_discount(market: Market, _: files.Acknowledged) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated(
        options=[{"kind": "refund_full"}, {"kind": "refund_partial", "amount": euro_amount(3_000)}]
    )
    proposal, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{proposal}/accept", {"version": version, "option": 1})
    await case.wait_for(status="closed", outcome="agreement")
    await expect_end(deal, "split_settled", to_buyer=3_000, to_seller=9_000)


async def wait_for_silent_seller(market: Market, _: files.Acknowledged) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    await market.advance_clock(by="5 days")
    await case.wait_for(status="closed", outcome="timeout")
    await expect_end(deal, "refunded", to_buyer=PRICE)


async def withdraw_dispute(market: Market, _: files.Acknowledged) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    await market.buyer.perform_act(f"{case.path}/withdraw")
    await case.wait_for(status="closed", outcome="withdrawn")
    await wait_until("the money is free", deal.read_funds, lambda funds: funds["frozen"] == 0)
    await market.buyer.perform_act(f"{deal.path}/accept")
    await expect_end(deal, "released", to_seller=PRICE)


async def film_and_withdraw(market: Market, acknowledged: files.Acknowledged) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    await files.film_session(market, case, acknowledged)
    await files.upload_in_parts(market, case, acknowledged)
    await market.buyer.perform_act(f"{case.path}/withdraw")
    await case.wait_for(status="closed", outcome="withdrawn")
    await wait_until("the money is free", deal.read_funds, lambda funds: funds["frozen"] == 0)
    await market.buyer.perform_act(f"{deal.path}/accept")
    await expect_end(deal, "released", to_seller=PRICE)


async def rule_on_evidence(market: Market, acknowledged: files.Acknowledged, *, give: Giving) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    proposal, version = await case.read_newest_proposal()
    offer = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
    await market.seller.perform_act(f"{proposal}/counter", offer)
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/reject", {"version": version})
    await case.wait_for(stage="defect_proof")
    await prove_case(market, case, lambda market, case: give(market, case, acknowledged))
    ruling = {
        "outcome": "refund_partial", "amount": euro_amount(5_000), "responsible": "seller", "reason_code": "damaged",
        "policy_reference": "goods 4.2", "explanation": "The photo shows the crack.",
    }  # fmt: skip
    await market.operator.perform_act(f"{case.path}/assign", {})
    version = (await market.operator.get(case.path))["version"]
    await market.operator.perform_act(f"{case.path}/decision", ruling, If_Match=f'"{version}"')
    await case.wait_for(status="closed", outcome="decision")
    await expect_end(deal, "split_settled", to_buyer=5_000, to_seller=7_000)


async def prove_case(market: Market, case: Case, give: Callable[[Market, Case], Awaitable[None]]) -> None:
    requests = f"/v1/evidence/requests?dispute={case.id}"
    await wait_until("the request", lambda: market.buyer.list_items(requests), bool)
    await give(market, case)
    await case.wait_for(stage="review")


async def expect_end(deal: Deal, status: str | None, *, to_buyer: int = 0, to_seller: int = 0) -> None:
    """Expects all of the money paid, to whom the story says, and once."""
    expected = {"held": 0, "released": to_seller, "refunded": to_buyer}
    funds = await wait_until("the money is paid", deal.read_funds, lambda funds: funds["held"] == 0)
    assert {name: funds[name] for name in expected} == expected
    assert status is None or (await deal.read_escrow())["status"] == status


STORIES: Final[tuple[Story, ...]] = (
    release_deal,
    partial(rule_on_evidence, give=files.upload_in_parts),
    film_and_withdraw,
    agree_on_discount,
    wait_for_silent_seller,
    divide_deal,
    partial(rule_on_evidence, give=files.upload_at_once),
    wait_for_silent_buyer,
    withdraw_dispute,
)
