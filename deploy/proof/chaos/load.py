"""People who use the suite while it is being killed, and do not give up: every request is repeated, with its key."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import httpx

from deploy.proof.testing.market import PRICE, Case, Deal, Market, eur, opened, until

from . import files
from .receiver import Receiver
from .renewal import Renewing

AGAIN: Final = frozenset({429, 502, 503, 504})
AGAIN_SECONDS: Final = 0.2
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
    kept: files.Kept = field(default_factory=dict)


Story = Callable[[Market, files.Kept], Awaitable[None]]
Giving = Callable[[Market, Case, files.Kept], Awaitable[None]]


class Patient(httpx.AsyncBaseTransport):
    """What was lost on the way may have happened or not: the same request is sent until there is an answer."""

    def __init__(self, tally: Tally) -> None:
        self._tally, self._inner = tally, httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        async with asyncio.timeout(GIVE_UP_SECONDS):
            while True:
                self._tally.requests += 1
                answer = await self._once(request)
                if answer is not None:
                    return answer
                await asyncio.sleep(AGAIN_SECONDS)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def _once(self, request: httpx.Request) -> httpx.Response | None:
        try:
            answer = await self._inner.handle_async_request(request)
            body = await answer.aread()
            await answer.aclose()
        except httpx.TransportError:
            self._tally.lost += 1
            return None
        if answer.status_code in AGAIN or b'"idempotency_in_flight"' in body:
            self._tally.refused += 1
            return None
        assert answer.status_code != 500, (request.url, body)
        self._tally.replayed += "idempotent-replayed" in answer.headers
        return httpx.Response(answer.status_code, headers=answer.headers, content=body)


async def customer(
    url: str, admin_secret: str, first: int, over: asyncio.Event, tally: Tally, webhooks: Receiver
) -> None:
    """One story after the other, each with its own end that has to come true."""
    number = first
    transport = Renewing(Patient(tally))
    async with httpx.AsyncClient(transport=transport, base_url=url, timeout=ANSWER_SECONDS) as client:
        while not over.is_set():
            market = await opened(client, admin_secret)
            for receiver in (webhooks.taking, webhooks.gone):
                await market.platform.does("/v1/webhook-endpoints", {"url": receiver, "event_types": ["*"]})
            for _ in range(STORIES_PER_PLATFORM):
                await STORIES[number % len(STORIES)](market, tally.kept)
                number, tally.stories = number + 1, tally.stories + 1
                if over.is_set():
                    break


async def released(market: Market, _: files.Kept) -> None:
    deal = await market.delivered()
    await market.platform.does(f"{deal.path}/release")
    await ends(deal, "released", to_seller=PRICE)


async def divided(market: Market, _: files.Kept) -> None:
    deal = await market.delivered()
    await market.platform.does(f"{deal.path}/release", {"amount": eur(5_000)})
    await market.platform.does(f"{deal.path}/refund", {"amount": eur(7_000)})
    await ends(deal, None, to_seller=5_000, to_buyer=7_000)


async def silent_buyer(market: Market, _: files.Kept) -> None:
    deal = await market.delivered()
    await market.advance(by="4 days")
    await ends(deal, "released", to_seller=PRICE)


async def discount(market: Market, _: files.Kept) -> None:
    deal = await market.delivered()
    case = await deal.disputed(options=[{"kind": "refund_full"}, {"kind": "refund_partial", "amount": eur(3_000)}])
    proposal, version = await case.proposal()
    await market.seller.does(f"{proposal}/accept", {"version": version, "option": 1})
    await case.reaches(status="closed", outcome="agreement")
    await ends(deal, "split_settled", to_buyer=3_000, to_seller=9_000)


async def silent_seller(market: Market, _: files.Kept) -> None:
    deal = await market.delivered()
    case = await deal.disputed()
    await market.advance(by="5 days")
    await case.reaches(status="closed", outcome="timeout")
    await ends(deal, "refunded", to_buyer=PRICE)


async def withdrawn(market: Market, _: files.Kept) -> None:
    deal = await market.delivered()
    case = await deal.disputed()
    await market.buyer.does(f"{case.path}/withdraw")
    await case.reaches(status="closed", outcome="withdrawn")
    await until("the money is free", deal.funds, lambda funds: funds["frozen"] == 0)
    await market.buyer.does(f"{deal.path}/accept")
    await ends(deal, "released", to_seller=PRICE)


async def filmed(market: Market, kept: files.Kept) -> None:
    deal = await market.delivered()
    case = await deal.disputed()
    await files.filmed(market, case, kept)
    await files.in_parts(market, case, kept)
    await market.buyer.does(f"{case.path}/withdraw")
    await case.reaches(status="closed", outcome="withdrawn")
    await until("the money is free", deal.funds, lambda funds: funds["frozen"] == 0)
    await market.buyer.does(f"{deal.path}/accept")
    await ends(deal, "released", to_seller=PRICE)


async def ruled(market: Market, kept: files.Kept, *, give: Giving) -> None:
    deal = await market.delivered()
    case = await deal.disputed()
    proposal, version = await case.proposal()
    offer = {"version": version, "options": [{"kind": "refund_partial", "amount": eur(1_000)}]}
    await market.seller.does(f"{proposal}/counter", offer)
    proposal, version = await case.proposal()
    await market.buyer.does(f"{proposal}/reject", {"version": version})
    await case.reaches(stage="defect_proof")
    await prove(market, case, lambda market, case: give(market, case, kept))
    ruling = {
        "outcome": "refund_partial", "amount": eur(5_000), "responsible": "seller", "reason_code": "damaged",
        "policy_reference": "goods 4.2", "explanation": "The photo shows the crack.",
    }  # fmt: skip
    await market.operator.does(f"{case.path}/assign", {})
    version = (await market.operator.get(case.path))["version"]
    await market.operator.does(f"{case.path}/decision", ruling, If_Match=f'"{version}"')
    await case.reaches(status="closed", outcome="decision")
    await ends(deal, "split_settled", to_buyer=5_000, to_seller=7_000)


async def prove(market: Market, case: Case, give: Callable[[Market, Case], Awaitable[None]]) -> None:
    requests = f"/v1/evidence/requests?dispute={case.id}"
    await until("the request", lambda: market.buyer.found(requests), bool)
    await give(market, case)
    await case.reaches(stage="review")


async def ends(deal: Deal, status: str | None, *, to_buyer: int = 0, to_seller: int = 0) -> None:
    """All of the money, to whom the story says, and once."""
    wanted = {"held": 0, "released": to_seller, "refunded": to_buyer}
    funds = await until("the money is paid", deal.funds, lambda funds: funds["held"] == 0)
    assert {name: funds[name] for name in wanted} == wanted
    assert status is None or (await deal.seen())["status"] == status


STORIES: Final[tuple[Story, ...]] = (
    released, partial(ruled, give=files.in_parts), filmed, discount, silent_seller, divided,
    partial(ruled, give=files.at_once), silent_buyer, withdrawn,
)  # fmt: skip
