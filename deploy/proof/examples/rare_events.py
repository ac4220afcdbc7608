"""Rare events: what partners are told of so seldom that no demonstration and no scene comes to it.

Played for the samples of the public contract (`deploy.development.docs.samples`), each in a way that people come to it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from uuid import uuid4

import httpx

from deploy.local.ports import HOST
from deploy.proof.testing.market import PRICE, Case, Market, euro_amount, wait_until

from .book import Book
from .scenes.endings import open_report
from .stage import POINTS, REPORT, Stage, open_stage

MOST_RACES: Final = 40


async def play_rare_events(client: httpx.AsyncClient, admin_secret: str) -> None:
    """Play each on a platform of its own, until it has been told of."""
    for type, play in PLAYED.items():
        stage = await open_stage(client, admin_secret, Book({"paths": {}}))
        await play(stage)
        await wait_until(f"{type} is told of", partial(list_events, stage.market, type), bool)


async def list_events(market: Market, type: str) -> list[dict[str, Any]]:
    return await market.platform.list_items(f"/v1/events?type={type}")


async def pay_twice(stage: Stage) -> None:
    deal = await stage.market.fund_deal()
    payment = {"amount": euro_amount(PRICE), "provider_reference": uuid4().hex}
    await stage.market.platform.perform_act(f"{deal.path}/fund", payment)


async def open_as_it_is_released(stage: Stage) -> None:
    """Both at the same time, until the money was quicker."""
    market = stage.market
    for _ in range(MOST_RACES):
        deal = await market.deliver_deal()
        await market.settle_events()
        claim = {**deal.build_claim_body(PRICE)}
        await asyncio.gather(market.buyer.post("/v1/disputes", claim), market.platform.post(f"{deal.path}/release"))
        await market.settle_events()
        if await list_events(market, "escrow.freeze_refused"):
            return


async def agree_on_goods_and_money(stage: Stage) -> None:
    market = stage.market
    deal = await market.deliver_deal(policy="agreement_first-2026-12")
    case = await deal.open_negotiated()
    proposal, version = await case.read_newest_proposal()
    both = {"kind": "replacement", "amount": euro_amount(3_000)}
    await market.seller.perform_act(f"{proposal}/counter", {"version": version, "options": [both]})
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/accept", {"version": version, "option": 0})


async def show_more_by_what_is_there(stage: Stage) -> None:
    """What shows one point of a check list shows the others too."""
    market = stage.market
    deal = await market.deliver_deal(8_000, policy="report_review", windows={"inspection": "30 days"})
    case = await deal.open_dispute(reason="conduct", claimed=euro_amount(8_000), explanation=REPORT)
    own = next(request for request in await await_requests(market, case) if request["party"] == "buyer")
    shown = {"kind": "statement", "dispute": case.id, "covers": POINTS[:1], "text": "Here is what was said."}
    given = await market.buyer.perform_act("/v1/evidence/items", shown)
    all_of_it = {"item": given["id"], "covers": POINTS}
    await market.buyer.perform_act(f"/v1/evidence/requests/{own['id']}/items", all_of_it)


async def show_nothing(stage: Stage) -> None:
    _, case = await stage.open_case()
    await stage.escalate_case(case)
    await await_requests(stage.market, case)
    await case.wait_out_silence()


async def show_what_is_found_invalid(stage: Stage) -> None:
    market = stage.market
    case = await open_report(stage)
    [given, *_] = await market.buyer.list_items(f"/v1/evidence?dispute={case.id}")
    reason = {"reason_code": "unreadable", "reason": "Nothing can be read on the screenshots."}
    await market.operator.perform_act(f"/v1/evidence/items/{given['id']}/invalidate", reason)


async def leave_it_at_the_desk(stage: Stage) -> None:
    _, case = await stage.open_case()
    await stage.bring_to_review(case)
    await stage.market.advance_clock(by="20 days")


async def consent_to_a_mediator(stage: Stage) -> None:
    market = stage.market
    _, case = await stage.open_case()
    await stage.escalate_case(case)
    home = await case.await_mediation_path()
    middle = {"options": [{"kind": "refund_partial", "amount": euro_amount(6_000)}]}
    await market.operator.perform_act(f"{case.path}/assign", {})
    await market.operator.perform_act(f"{home}/proposals", middle)
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/accept", {"version": version, "option": 0})


async def take_down_an_endpoint(stage: Stage) -> None:
    platform = stage.market.platform
    with serve_missing_receiver() as url:
        made = await platform.perform_act("/v1/webhook-endpoints", {"url": url, "event_types": ["*"]})
        await platform.perform_act(f"/v1/webhook-endpoints/{made['id']}/test", {})
        await wait_until("it is disabled", lambda: list_events(stage.market, "webhook_endpoint.disabled"), bool)


async def await_requests(market: Market, case: Case) -> list[dict[str, Any]]:
    home = f"/v1/evidence/requests?dispute={case.id}"
    return await wait_until("a request", lambda: market.buyer.list_items(home), bool)


@contextmanager
def serve_missing_receiver() -> Iterator[str]:
    """Serve an address where there is nothing any more."""

    class MissingReceiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(410)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((HOST, 0), MissingReceiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/webhooks"
    finally:
        server.shutdown()
        server.server_close()


PLAYED: Final[dict[str, Callable[[Stage], Awaitable[None]]]] = {
    "funds.parked": pay_twice,
    "escrow.freeze_refused": open_as_it_is_released,
    "dispute.reduction_ordered": agree_on_goods_and_money,
    "evidence.attached": show_more_by_what_is_there,
    "evidence.request_lapsed": show_nothing,
    "evidence.request_reopened": show_what_is_found_invalid,
    "sla.breached": leave_it_at_the_desk,
    "proposal.consented": consent_to_a_mediator,
    "webhook_endpoint.disabled": take_down_an_endpoint,
}
"""By the type of event that it is played for."""
