"""Pages that do not come whole, and cases that another page names: whoever waits reads why, and is where they should
be."""

from __future__ import annotations

import pytest
from starlette.responses import HTMLResponse

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market

from .conftest import Site, serve
from .reader import DESKTOP, NARROW, PATIENCE, PHONE, open_reader, texts_of
from .test_programmes import open_shop

pytestmark = pytest.mark.slow
NOT_WHOLE = {"en": "This page did not load completely", "zh-Hans": "请重新加载"}
NEVER = 1_000
EN = texts_of("en")
NO_STORAGE = """for (const name of ['sessionStorage', 'localStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
}"""
"""As where a browser lets no frame of another origin keep anything."""
RECORDER = "/v1/evidence/video-sessions/vid_01j00000000000000000000000/record"


@pytest.mark.parametrize(
    ("module", "page"), [("/pages/assets/.*/session.js", "/pages/open"), ("/v1/evidence/recorder/link.js", RECORDER)]
)
async def test_pag_21_a_page_whose_modules_do_not_come_says_so(
    site: Site, browser: Browser, module: str, page: str
) -> None:
    site.refuse(f"GET {module}", 503, "unavailable", times=NEVER)
    async with open_reader(browser, *NARROW) as reader:
        features = [{"name": "prefers-reduced-motion", "value": "reduce"}]
        await reader.tab.send("Emulation.setEmulatedMedia", features=features)
        await reader.tab.open(site.address + page)
        for text in NOT_WHOLE.values():
            await reader.wait_for(text)
        assert await reader.tab.run("document.documentElement.scrollWidth <= innerWidth")
        site.door.refusals.clear()
        await reader.tab.send("Page.reload")
        await reader.tab.until("!!document.querySelector('main h1')?.innerText", PATIENCE)
        assert not await reader.tab.run(f"document.body.textContent.includes('{NOT_WHOLE['en']}')")
        reader.tab.log.clear()


async def test_pag_10_a_frame_that_may_keep_nothing_works_as_long_as_it_is_open(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    link = await site.link("seller", "sam", framed=True, language="en", dispute=case.id)
    async with open_reader(browser, *DESKTOP) as window:
        await window.tab.send("Page.addScriptToEvaluateOnNewDocument", source=NO_STORAGE)
        async with open_shop(site, window, link) as seller:
            await seller.wait_for(EN["turn.yours"])
            await seller.speak("fr")
            await seller.speak("en")
            await seller.write(EN["messages.write"], "It was packed well.")
            site.refuse("POST /v1/disputes/[^/]+/messages", 401, "token_expired")
            await seller.press(EN["messages.send"])
            await seller.wait_for(EN["messages.sent"])
            await seller.press(EN["act.counter"])
            await seller.choose("refund_partial")
            await seller.write(EN["offer.amount"], "40")
            await seller.send()
            await seller.wait_for(EN["turn.theirs"].format(who=EN["role.buyer"]))
            await seller.require_sound(anew=True)


async def test_pag_10_a_marketplaces_page_names_one_of_the_cases_of_a_link(
    site: Site, market: Market, browser: Browser
) -> None:
    one, other = [await (await market.deliver_deal()).open_negotiated() for _ in range(2)]
    link = await site.link("buyer", "anna", framed=True, language="en")
    async with open_reader(browser, *DESKTOP) as window, open_shop(site, window, link) as buyer:
        await buyer.tab.until("location.pathname.endsWith('/deals')")
    opened = [line for line in site.door.seen if line.startswith("POST /v1/page-sessions")]
    assert opened == ["POST /v1/page-sessions"], "a frame is made once"
    async with open_reader(browser, *DESKTOP) as window, open_shop(site, window, link, dispute=one.id) as buyer:
        await buyer.tab.until(f"location.pathname.endsWith('/case/{one.id}')")
        await buyer.require_sound(anew=True)
        await window.tab.run(f"document.querySelector('parley-case').setAttribute('dispute', '{other.id}')")
        frame = "document.querySelector('parley-case iframe')"
        await window.tab.until(f"{frame}.src.includes('/open/{other.id}#')")
    nowhere = HTMLResponse(
        f'<!doctype html><title>Shop</title><script type="module" src="{site.address}/pages/embed.js"></script>'
        '<parley-case link="http://"></parley-case><parley-case></parley-case>'
    )
    async with serve(nowhere) as address, open_reader(browser) as reader:
        await reader.tab.open(address)
        await reader.tab.until("!!customElements.get('parley-case')")
        assert await reader.tab.run("document.querySelectorAll('iframe').length") == 0


async def test_pag_13_whoever_has_no_deal_yet_is_told_so(site: Site, browser: Browser) -> None:
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "nadia"))
        for language in ("en", "fr", "pt", "zh"):
            await buyer.speak(language)
            await buyer.wait_for(texts_of(language)["deals.empty"])
            await buyer.require_sound(anew=True)
