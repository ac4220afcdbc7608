"""Words that do not come, and places on a screen that somebody comes back to: neither keeps anybody from their case."""

from __future__ import annotations

import re

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market, euro_amount

from .conftest import Site
from .reader import PHONE, open_reader, texts_of

pytestmark = pytest.mark.slow
EN = texts_of("en")
HEADING = "document.activeElement.matches('main h1')"
TAKEN_BACK = "The offer was changed meanwhile, the service says."
NEVER = 1_000
MESSAGE = "document.querySelector('textarea').value"


async def test_pag_21_words_that_were_lost_are_asked_for_anew_and_a_form_opens_without_those_of_refusals(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    site.refuse("GET /pages/.*/texts/acts/en.js", 503, "unavailable")
    site.refuse("GET /pages/.*/texts/problems/en.js", 503, "unavailable", times=NEVER)
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.press(EN["act.counter"])
        await seller.wait_for(EN["offer.which"])
        await seller.require_sound(anew=True)
        asked = [line.rpartition("/texts/")[2] for line in site.door.seen if "/texts/acts/" in line]
        first, second = asked
        assert first == "acts/en.js"
        assert re.fullmatch(r"acts/en\.js\?attempt=\d+", second), "a browser may remember what it could not have"

        # What is refused then is told as the API tells it.
        await seller.choose("refund_partial")
        await seller.write(EN["offer.amount"], "40")
        site.refuse("POST /v1/mediations/", 422, TAKEN_BACK)
        await seller.send()
        await seller.wait_for(TAKEN_BACK)
        await seller.require_sound(anew=True)
        await seller.send()
        await seller.wait_for(EN["turn.theirs"].format(who=EN["role.buyer"]))


async def test_pag_34_only_who_comes_from_where_a_link_led_goes_on_where_they_followed_it(
    site: Site, market: Market, browser: Browser
) -> None:
    half = [{"kind": "refund_partial", "amount": euro_amount(6_000)}]
    case = await (await market.deliver_deal()).open_negotiated(options=half)
    place = f"case/{case.id}"
    async with open_reader(browser, 390, 500) as seller:
        await seller.open(await site.link("seller", "sam", language="en"))
        for comes_from, goes_on in ((f"{place}/counter", True), ("deals", False)):
            await seller.go("deals")
            await seller.go(place)
            await seller.wait_for(EN["timeline.title"])
            await seller.tab.until(HEADING)
            await seller.tab.run("document.querySelector(\"main .offers ~ .actions a[href$='/counter']\").focus()")
            left = await seller.tab.run("scrollY")
            assert left > 0, "what is followed stands further down than the screen"
            await seller.tab.run("document.activeElement.click()")
            await seller.tab.until(f"location.pathname.endsWith('/counter') && {HEADING}")
            await seller.go(comes_from)
            await seller.tab.until(HEADING)
            await seller.go(place)
            await seller.wait_for(EN["timeline.title"])
            if goes_on:
                await seller.tab.until("document.activeElement.getAttribute('href')?.endsWith('/counter')")
                assert abs(await seller.tab.run("scrollY") - left) < 2
            else:
                await seller.tab.until(HEADING)
                assert await seller.tab.run("scrollY") == 0


async def test_pag_21_what_is_written_while_a_message_is_on_its_way_stays(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.write(EN["messages.write"], "It left on Monday.")
        await seller.tab.slow(latency_ms=2_000, upload_bytes=60_000)
        await seller.press(EN["messages.send"])
        await seller.tab.until("!!document.querySelector('[aria-busy=true]')")
        await seller.write(EN["messages.write"], "It left on Monday. Here is the number")
        await seller.wait_for(EN["messages.sent"])
        assert await seller.tab.run(MESSAGE) == "Here is the number"

        await seller.tab.slow(latency_ms=0, upload_bytes=-1)
        await seller.go(f"case/{case.id}")
        await seller.tab.send("Page.reload")
        await seller.tab.until(f"{MESSAGE} === 'Here is the number'")
