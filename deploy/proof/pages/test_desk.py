"""What a lead operator does at the desk beside cases: figures, programmes, webhooks, how people stand."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market, euro_amount

from .conftest import Site
from .reader import DESKTOP, Reader, open_reader

SCOPES = ["read", "decide", "lead"]
HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
NOWHERE = "http://127.0.0.1:47998/hooks"
PENALTY = {"party": "seller", "act": "off_platform_payment"}


@pytest.fixture
async def lead(site: Site, browser: Browser) -> AsyncIterator[Reader]:
    async with open_reader(browser, *DESKTOP) as reader:
        await reader.open(await site.link("operator", "lea", scopes=SCOPES, language="en"))
        yield reader


async def close_by_agreement(market: Market, to_buyer: int) -> Case:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated(options=[{"kind": "refund_partial", "amount": euro_amount(to_buyer)}])
    await market.seller.perform_act(f"{case.path}/accept-claim")
    await case.wait_for(status="closed")
    return case


async def go(reader: Reader, place: str) -> None:
    await reader.tab.run(f"history.pushState(null, '', '/pages/{place}'); dispatchEvent(new PopStateEvent('popstate'))")
    await reader.tab.until("!!document.querySelector('main h1') && !document.querySelector('.skeleton')")


async def test_pag_12_a_lead_reads_figures_compares_editions_and_sends_an_event_again(
    site: Site, market: Market, lead: Reader
) -> None:
    await market.platform.perform_act(
        "/v1/webhook-endpoints", {"url": NOWHERE, "event_types": ["dispute.*"], "description": "Shop"}
    )
    await close_by_agreement(market, 4_000)
    await lead.press("Analytics")
    await lead.wait_for("Where the money went")
    await lead.wait_for("The claim was granted")
    assert await lead.tab.run("document.querySelectorAll('.chart rect').length") >= 2
    await lead.require_sound()

    await lead.press("Programmes")
    await lead.follow("/policies/agreement_first-2026-12")
    await lead.wait_for("Stage by stage")
    assert await lead.tab.run("document.querySelectorAll('.box').length") >= 4
    await lead.select("Earlier edition", "agreement_first-2026-11")
    await lead.wait_for("places differ")
    await lead.press("Play the cases again")
    await lead.wait_for("1 cases, 0 would have ended otherwise")
    await lead.require_sound()

    await lead.press("Webhooks")
    await lead.wait_for("dispute.closed")
    assert await lead.reads(NOWHERE)
    await lead.press("Send again")
    await lead.wait_for("It is on its way")
    await lead.require_sound()
