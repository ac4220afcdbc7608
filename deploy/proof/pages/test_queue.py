"""What an operator asks the queue for: an amount in a currency, and choices that are made again by their name."""

from __future__ import annotations

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market

from .conftest import Site
from .reader import DESKTOP, NARROW, open_reader, texts_of

EN = texts_of("en")
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
