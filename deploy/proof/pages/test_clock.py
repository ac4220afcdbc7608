"""The clock of a sandbox on the page of a case: it moves the real thing, for whom the platform lets move it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Final

import pytest

from deploy.local import sandbox, showcase
from deploy.local.place import REPO
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market

from .conftest import Site
from .reader import DESKTOP, PHONE, Reader, open_reader, texts_of

pytestmark = pytest.mark.slow
EN, ZH = texts_of("en"), texts_of("zh")
FIRST_DISPUTE: Final = "## A first dispute in the browser in five minutes"
REVIEW: Final = "The case goes on: Review."
SLIDER = "document.querySelector('.clock input[type=range]')"


async def slide(reader: Reader, to: int, slider: str = SLIDER) -> None:
    await reader.tab.until(f"!!{slider}")
    await reader.tab.run(
        f"((range) => {{ range.value = {to}; range.dispatchEvent(new Event('input', {{bubbles: true}})); }})({slider})"
    )


async def test_pag_27_the_clock_of_a_sandbox_moves_by_the_slider_and_to_what_is_due(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *PHONE) as buyer, open_reader(browser, *DESKTOP) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await buyer.open(await site.link("buyer", "anna", language="zh", dispute=case.id, scopes=["clock"]))
        await buyer.tab.until("!!document.querySelector('.clock')")
        assert await seller.tab.run("!document.querySelector('.clock')"), "who has no scope has no clock"
        await buyer.tab.click(".clock summary")
        await buyer.tab.until(f"!!{SLIDER}")
        before = (await market.platform.get("/v1/test-clock"))["now"]
        await slide(buyer, 6)
        await buyer.require_sound(anew=True)
        await buyer.press(ZH["clock.move"])
        await buyer.wait_for(ZH["clock.held"])
        clock = await market.platform.get("/v1/test-clock")
        assert clock["held"]
        assert clock["now"] > before
        await buyer.require_sound(anew=True)

        await press_due(buyer, ZH["clock.before"])
        await buyer.tab.until("!document.querySelector('.clock [aria-busy=true]')")
        assert (await case.read_case())["status"] != "closed", "a minute before nothing has happened yet"
        await press_due(buyer, ZH["clock.then"])
        await buyer.wait_for(ZH["turn.closed"])
        assert (await case.read_case())["closed_at"] == (await market.platform.get("/v1/test-clock"))["now"]
        await seller.wait_for(EN["turn.closed"])
        await buyer.press(ZH["clock.release"])
        await buyer.wait_for(ZH["clock.runs"])
        assert not (await market.platform.get("/v1/test-clock"))["held"]


async def test_pag_27_what_time_has_reached_is_not_due_next(site: Site, market: Market, browser: Browser) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    moments = "[...document.querySelectorAll('.due strong')].map((each) => each.innerText)"
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id, scopes=["clock"]))
        await buyer.tab.until("!!document.querySelector('.clock')")
        await buyer.tab.click(".clock summary")
        await buyer.tab.until(f"{moments}.length > 0")
        [reached, *_] = await buyer.tab.run(moments)
        await press_due(buyer, EN["clock.before"])
        await buyer.tab.until("document.querySelector('.due li').querySelectorAll('button').length === 1")
        site.refuse(f"GET {case.path}$", 503, "unavailable", times=1_000)  # it is not read anew
        await press_due(buyer, EN["clock.then"])
        await buyer.tab.until("!!document.querySelector('.clock .notice.good')")
        assert reached not in await buyer.tab.run(moments)
        site.door.refusals.clear()
        await buyer.wait_for(EN["turn.closed"])
        buyer.tab.log.clear()


async def press_due(reader: Reader, text: str) -> None:
    """Press the button of what is due next that begins so; the instant behind it is for readers of the screen."""
    button = (
        "[...document.querySelectorAll('.due button:not([aria-disabled])')]"
        f".find((each) => each.innerText.startsWith('{text}'))"
    )
    await reader.tab.until(f"!!{button}")
    await reader.tab.run(f"{button}.click()")


async def test_pag_38_the_links_that_a_start_prints_are_to_a_case_that_is_under_way(
    site: Site, market: Market, browser: Browser, tmp_path: Path
) -> None:
    platform = sandbox.Platform(market.id, *market.client_credentials)

    async def start() -> str:
        links = await asyncio.to_thread(showcase.ensure_links, site.address, platform, tmp_path)
        assert links is not None
        return links.seller.replace("http://parley.test", site.address)

    async with open_reader(browser, *PHONE) as seller:
        for begins_anew in (False, True):
            for _ in range(2):
                await seller.open(await start())
                await seller.wait_for(EN["turn.yours"])
            place = await seller.tab.run("location.pathname")
            if begins_anew:
                break
            lamps = await market.mint_person("seller", "lamp-shop")
            await lamps.perform_act(f"/v1/disputes/{place.rpartition('/')[2]}/accept-claim")
            await seller.wait_for(EN["turn.closed"])


def named_in_the_readme() -> set[str]:
    """What a reader is told to look for and to press."""
    section = (REPO / "README.md").read_text().split(FIRST_DISPUTE)[1].split("\n## ")[0]
    return {" ".join(text.split()) for text in re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", section)}


async def test_pag_38_a_first_dispute_in_the_browser_goes_as_the_readme_tells_it(
    site: Site, market: Market, browser: Browser, tmp_path: Path
) -> None:
    platform = sandbox.Platform(market.id, *market.client_credentials)
    links = await asyncio.to_thread(showcase.ensure_links, site.address, platform, tmp_path)
    assert links is not None
    counter, part, turn, accept, money, clock, then, decide, look = (
        EN[key]
        for key in (
            "act.counter", "option.refund_partial", "turn.yours_short", "act.accept", "ledger.open", "clock.title",
            "clock.then", "act.decide", "ruling.look",
        )
    )  # fmt: skip
    assert named_in_the_readme() == {counter, part, turn, accept, money, clock, then, decide, look}
    async with open_reader(browser, *PHONE) as reader:
        await reader.open(links.seller.replace("http://parley.test", site.address))
        for text in (EN["turn.yours"], EN["silence.title"], "€60.00", "€129.00", "€67.28", "€1.72"):
            await reader.wait_for(text)
        await reader.press(counter)
        await reader.choose("refund_partial")
        await slide(reader, 4_000, "document.querySelector('main input[type=range]')")
        for text in (part, "€40.00", "€86.78"):
            await reader.wait_for(text)
        await reader.send()
        await reader.wait_for(EN["turn.theirs"].format(who=EN["role.buyer"]))

        await reader.open(links.buyer.replace("http://parley.test", site.address))
        await reader.wait_for(turn)
        await reader.follow("/case/")
        await reader.press(accept)
        await reader.send()
        await reader.wait_for(EN["turn.closed"])
        await reader.press(money)
        await reader.wait_for("€86.78")
        await reader.go("deals")
        await report_the_other(reader)
        await reader.tab.until("!!document.querySelector('.clock summary')")
        await reader.tab.click(".clock summary")
        review = f"[...document.querySelectorAll('.due li')].find((each) => each.innerText.includes({REVIEW!r}))"
        await reader.tab.until(f"!!{review}")
        await reader.tab.run(f"[...{review}.querySelectorAll('button')].at(-1).click()")
        await reader.wait_for(EN["turn.theirs"].format(who=EN["role.operator"]))

        await reader.size(*DESKTOP)
        await reader.open(links.desk.replace("http://parley.test", site.address))
        await reader.follow("/review/")
        await reader.wait_for(clock)
        await reader.press(decide)
        await reader.choose("refund_full")
        await reader.choose("seller")
        await reader.tab.run(
            "((reasons) => { reasons.selectedIndex = 1; reasons.dispatchEvent(new Event('change', {bubbles: true})); })"
            "(document.querySelector('main select'))"
        )
        await reader.write(EN["ruling.explanation"], "The seller has shown nothing.")
        await reader.press(look)
        await reader.wait_for("€129.00")
        await reader.require_sound()


async def report_the_other(reader: Reader) -> None:
    await reader.follow("/report/")
    await reader.choose("service_not_as_described")
    await reader.press(EN["continue"])
    await reader.write(EN["report.explanation"], "It flickers still.")
    for _ in range(3):
        await reader.press(EN["continue"])
    await reader.press(EN["report.send"])
    await reader.wait_for(EN["timeline.title"])
