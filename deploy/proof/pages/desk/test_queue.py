"""What an operator asks the queue for: an amount in a currency, and choices that are made again by their name."""

from __future__ import annotations

import pytest

from deploy.proof.pages.conftest import Site
from deploy.proof.pages.desk.test_desk import SCOPES, open_report
from deploy.proof.pages.keyboard import Keyboard
from deploy.proof.pages.reader import DESKTOP, NARROW, Reader, open_reader, texts_of
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market, wait_until

EN = texts_of("en")
CONTROL = 2
"""Of the keys held while a mouse is pressed, in the DevTools protocol."""
NAME = "العملات 🏺 <img src=x onerror=alert(1)>"
ROWS = "document.querySelectorAll('tbody tr').length"


def pressed(name: str) -> str:
    return f"[...document.querySelectorAll('.tab')].find((each) => each.innerText === {name!r})?.ariaPressed === 'true'"


async def test_pag_34_an_amount_asks_for_its_currency_and_choices_are_made_again_by_name(
    site: Site, market: Market, browser: Browser
) -> None:
    for claimed in (2_000, 9_000):
        await (await market.deliver_deal(policy="agreement_first")).open_negotiated(claimed)
    link = await site.link("operator", "olga", scopes=["decide"], language="en")
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(link)
        await olga.tab.until(f"{ROWS} === 2")
        await olga.press(EN["filter.title"])
        await olga.write(EN["filter.amount"], "50")
        await olga.wait_for(EN["filter.no_currency"])
        await olga.write(EN["filter.currency"], "jpy")
        await olga.write(EN["filter.amount"], "50.5")
        await olga.wait_for(EN["filter.no_amount"])
        await olga.write(EN["filter.currency"], "eur")
        await olga.tab.until(f"{ROWS} === 1")
        assert not await olga.reads(EN["filter.no_amount"])
        await olga.write(EN["saved.name"], NAME)
        await olga.press(EN["saved.save"])
        await olga.tab.until(pressed(NAME))
        for size in (NARROW, DESKTOP):
            await olga.size(*size)
            await olga.require_sound(anew=True)
        await olga.press(EN["desk.free"])
        await olga.press(EN["filter.clear"])
        await olga.tab.until(f"{ROWS} === 2")
        await olga.tab.send("Page.reload")
        await olga.press(NAME)
        await olga.tab.until(f"{ROWS} === 1 && {pressed(NAME)} && {pressed(EN['desk.all'])}")
        await olga.tab.run("document.querySelector('details.filters > summary').click()")
        await olga.press(EN["saved.remove"].replace("{name}", NAME))
        await olga.tab.until(f"!([...document.querySelectorAll('.tab')].some((each) => each.innerText === {NAME!r}))")


PAGE, LAST = 5, 4
SHORT = (1280, 420)
SMALL_PAGES = (
    "const ask = window.fetch;"
    "window.fetch = (path, ...more) =>"
    f" ask(String(path).replace('sort=due&limit=50', 'sort=due&limit={PAGE}'), ...more);"
)
"""A queue of many pages without making a hundred cases."""
HERE = "document.activeElement.matches('tbody th a') && document.activeElement.getAttribute('href')"
REFUSED_PAGE = """
for (const key of Object.keys(sessionStorage).filter((each) => each.startsWith('parley.desk.place'))) {
  sessionStorage[key] = JSON.stringify({ ...JSON.parse(sessionStorage[key]), cursors: [null, 'nonsense'] });
}
"""


async def open_many(market: Market, number: int) -> list[Case]:
    deals = [await market.deliver_deal(policy="agreement_first") for _ in range(number)]
    return [await deal.open_dispute(options=[{"kind": "refund_full"}]) for deal in deals]


async def test_pag_34_who_comes_back_from_a_case_is_where_they_left_the_queue(
    site: Site, market: Market, browser: Browser
) -> None:
    await open_many(market, PAGE + LAST)
    await market.settle_events()
    async with open_reader(browser, *SHORT) as olga:
        keys = Keyboard(olga)
        await olga.tab.send("Page.addScriptToEvaluateOnNewDocument", source=SMALL_PAGES)
        await olga.open(await site.link("operator", "olga", scopes=["read", "decide"], language="en"))
        await olga.press(EN["filter.title"])
        await olga.select(EN["filter.unusual"], "offer")
        await olga.press(EN["desk.free"])
        await olga.tab.until(f"{ROWS} === {PAGE}")
        await keys.go_to(EN["desk.more"])
        await keys.press("Enter")
        await olga.tab.until(f"{ROWS} === {LAST}")
        await olga.tab.until("document.activeElement.ariaLabel?.endsWith(', Page 2')")
        await olga.require_sound(anew=True)
        await keys.press("j", times=LAST)
        left = await olga.tab.run(HERE)
        place = await olga.tab.run("scrollY")
        assert left
        assert place > 0, "the last case is further down than the screen"
        await keys.press("Enter")
        await olga.wait_for(EN["timeline.title"])
        assert await olga.tab.run("scrollY") == 0
        await keys.go_back_to(EN["desk.title"])
        await keys.press("Enter")
        await olga.tab.until(f"{HERE} === {left!r}")
        assert await olga.tab.run(f"{ROWS} === {LAST} && Math.abs(scrollY - {place}) < 2")
        assert await olga.tab.run(pressed(EN["desk.free"]))
        assert await olga.tab.run("document.querySelector('.filters .chip').innerText === '1'")

        # The browser's own way back, and the page loaded anew.
        await keys.press("Enter")
        await olga.wait_for(EN["timeline.title"])
        await olga.tab.run("history.back()")
        await olga.tab.until(f"{HERE} === {left!r}")
        await olga.tab.send("Page.reload")
        await olga.tab.until(f"{ROWS} === {LAST}")

        # All of the last page are closed meanwhile: the one before is shown, not that nothing waits.
        for address in await olga.tab.run("[...document.querySelectorAll('tbody th a')].map((each) => each.href)"):
            await market.seller.perform_act(f"/v1/disputes/{address.rpartition('/')[2]}/accept-claim")
        await olga.tab.send("Page.reload")
        await olga.tab.until(f"{ROWS} === {PAGE}")

        # A page that is refused, as it may be after a release: the first, and no end.
        await olga.tab.run(REFUSED_PAGE)
        await olga.tab.send("Page.reload")
        await olga.tab.until(f"{ROWS} === {PAGE}")

        # Another operator in the same tab begins at the queue's beginning.
        await olga.open(await site.link("operator", "otto", scopes=["read", "decide"], language="en"))
        await olga.tab.until(pressed(EN["desk.all"]))


async def press_link(reader: Reader, part: str, button: str, modifiers: int = 0) -> None:
    """With a mouse, where it is on the screen."""
    link = f"document.querySelector('a[href*=\"{part}\"]').getBoundingClientRect()"
    at = await reader.tab.run(f"(({{left, top}}) => ({{x: left + 4, y: top + 4}}))({link})")
    for kind in ("mousePressed", "mouseReleased"):
        await reader.tab.send(
            "Input.dispatchMouseEvent", type=kind, **at, button=button, clickCount=1, modifiers=modifiers
        )


@pytest.mark.parametrize(("button", "modifiers"), [("left", CONTROL), ("middle", 0)])
async def test_pag_34_a_case_of_the_queue_is_read_in_a_tab_beside_it(
    site: Site, market: Market, browser: Browser, button: str, modifiers: int
) -> None:
    case = await open_report(market)
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await olga.tab.until(f"!!document.querySelector('a[href*=\"{case.id}\"]')")
        await olga.speak("pt")
        await olga.tab.until(f"!!document.querySelector('a[href*=\"{case.id}\"]')")
        await press_link(olga, case.id, button, modifiers)
        own, olga.tab.session = olga.tab.session, None

        async def find_beside() -> list[str]:
            targets = (await olga.tab.send("Target.getTargets"))["targetInfos"]
            return [each["targetId"] for each in targets if each["url"].endswith(f"/pages/review/{case.id}")]

        [beside] = await wait_until("the tab beside", find_beside, bool)
        attached = await olga.tab.send("Target.attachToTarget", targetId=beside, flatten=True)
        olga.tab.session = attached["sessionId"]
        await olga.wait_for(texts_of("pt")["facts.title"])
        assert "#" not in await olga.tab.run("location.href")
        olga.tab.session = None
        await olga.tab.send("Target.closeTarget", targetId=beside)
        olga.tab.session = own
        assert await olga.reads(texts_of("pt")["desk.keys"]), "the queue stands where it was"


async def test_pag_34_a_case_is_opened_beside_from_the_menu_of_its_link_and_from_nowhere_else(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)
    address = f"{site.address}/pages/review/{case.id}"
    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *DESKTOP) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en"))
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await olga.tab.until(f"!!document.querySelector('a[href*=\"{case.id}\"]')")
        async with open_reader(browser, *DESKTOP) as stranger:
            await stranger.open(address)
            await stranger.wait_for(EN["shut.page_link_missing"])
        await olga.speak("fr")
        await olga.tab.until(f"!!document.querySelector('a[href*=\"{case.id}\"]')")
        await press_link(olga, case.id, "right")
        async with open_reader(browser, *DESKTOP) as beside:
            await beside.open(address)
            await beside.wait_for(texts_of("fr")["facts.title"])
            await beside.require_sound()
        async with open_reader(browser, *DESKTOP) as again:
            await again.open(address)
            await again.wait_for(EN["shut.page_link_missing"])
