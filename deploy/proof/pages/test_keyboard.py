"""A whole case with the keyboard alone, from the report to the money, and what is said of what goes wrong."""

from __future__ import annotations

import json

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market

from .conftest import Site
from .keyboard import Keyboard
from .reader import DESKTOP, PHONE, Reader, open_reader, texts_of
from .screenreader import find_obstacles
from .test_pages import deliver

pytestmark = pytest.mark.slow
EN, PT = texts_of("en"), texts_of("pt")
WORDS = "It came broken."
DESCRIBED = "document.getElementById((document.activeElement.closest('fieldset') ?? document.activeElement)\
.getAttribute('aria-describedby')?.split(' ').at(-1))?.innerText"
"""The last of the texts that describe what has the focus: what is wrong with it."""


@pytest.mark.usefixtures("pages_alone")
async def test_pag_29_a_case_is_played_with_the_keyboard_alone(site: Site, market: Market, browser: Browser) -> None:
    escrow = await deliver(market, title="Lamp")
    async with open_reader(browser, *DESKTOP) as buyer, open_reader(browser, *PHONE) as seller:
        keys = Keyboard(buyer)
        await buyer.open(await site.link("buyer", "anna", language="en", escrow=escrow))
        await buyer.tab.until("document.activeElement.matches('main h1')")
        await keys.go_back_to(EN["skip"])
        await keys.press("Enter")
        assert await buyer.tab.run("document.activeElement.matches('main h1')")

        await _report_by_keys(buyer, keys)
        dispute = await buyer.tab.run("location.pathname.split('/')[3]")
        await keys.go_to(EN["messages.write"])
        await keys.type("Hello?")
        await keys.go_to(EN["messages.send"])
        await keys.press("Enter")
        await buyer.tab.until(f"document.querySelector('.message p')?.innerText === {json.dumps('Hello?')}")
        await buyer.tab.until("document.activeElement.tagName === 'TEXTAREA'")
        await keys.type("And what")

        hands = Keyboard(seller)
        await seller.open(await site.link("seller", "shop", language="pt", dispute=dispute))
        await hands.do(PT["act.counter"])
        await seller.tab.until("document.activeElement.matches('main h1')")
        await hands.choose("refund_partial")
        await hands.go_to(PT["offer.amount"])
        await hands.write_anew("10,00")
        await hands.do(PT["act.counter"])
        await seller.wait_for(PT["turn.theirs"].format(who=PT["role.buyer"]))

        # What the other side does comes while somebody writes: the focus and the words stay where they are.
        await buyer.wait_for(EN["turn.yours"])
        assert await buyer.tab.run("document.activeElement.value") == "And what"
        await keys.type(" now?")
        assert await buyer.tab.run("document.activeElement.value") == "And what now?"
        await buyer.go(f"case/{dispute}")  # from the heading on, as whoever comes back
        await buyer.tab.run("document.querySelector('main h1').focus()")
        await keys.do(EN["act.accept"])
        await keys.do(EN["accept.do"])
        await buyer.wait_for(EN["turn.closed"])
        await buyer.require_sound()
    await market.renew_tokens()
    settled = await market.platform.get(f"/v1/escrows/{escrow}")
    assert settled["funds"]["refunded"]["amount"] == 1_000


async def test_pag_29_what_has_the_focus_and_goes_gives_it_to_the_heading(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *DESKTOP) as seller:
        keys = Keyboard(seller)
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await keys.go_to(EN["act.counter"])
        await market.buyer.perform_act(f"{case.path}/withdraw")
        await seller.wait_for(EN["turn.closed"])
        await seller.tab.until("document.activeElement.matches('main h1')")


BREAKS = {
    "button without a name": "main.append(document.createElement('button'))",
    "id 'turn' twice": "main.append(Object.assign(document.createElement('p'), { id: 'turn' }))",
    "heading 'Deep' of level 5": "main.append(Object.assign(document.createElement('h5'), { textContent: 'Deep' }))",
    "2 headings of level 1": "main.append(Object.assign(document.createElement('h1'), { textContent: 'Second' }))",
    "can have the focus and is nothing": "main.append(Object.assign(document.createElement('div'), { tabIndex: 0 }))",
    "textbox without a name": "main.append(document.createElement('input'))",
    "2 of main": "document.body.append(document.createElement('main'))",
    "0 of banner": "document.querySelector('header.top').setAttribute('role', 'none')",
}


async def test_pag_29_what_nobody_could_make_sense_of_by_ear_is_found(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.wait_for(EN["timeline.title"])
        assert await find_obstacles(seller.tab) == []
        for change in BREAKS.values():
            await seller.tab.run(f"((main) => {{ {change}; }})(document.querySelector('main'))")
        obstacles = await find_obstacles(seller.tab)
        assert [obstacle for obstacle in BREAKS if not any(obstacle in each for each in obstacles)] == [], obstacles


async def _report_by_keys(buyer: Reader, keys: Keyboard) -> None:
    # Nothing chosen: what is wrong is said where the focus then is.
    await keys.do(EN["continue"])
    await buyer.tab.until("document.activeElement.type === 'radio'")
    assert await buyer.tab.run(DESCRIBED) == EN["report.choose_reason"]
    await buyer.require_sound(anew=True)
    await keys.choose("significantly_not_as_described")
    await keys.do(EN["continue"])
    await keys.do(EN["continue"])
    await buyer.tab.until("document.activeElement.tagName === 'TEXTAREA'")
    assert await buyer.tab.run(DESCRIBED) == EN["field.missing"]
    await keys.type(WORDS)
    await keys.do(EN["continue"])
    await keys.go_to(EN["report.amount_label"])
    await keys.write_anew("900")
    await keys.do(EN["continue"])
    await buyer.tab.until("document.activeElement.getAttribute('aria-invalid') === 'true'")
    await buyer.require_sound(anew=True)
    await keys.press("Tab")  # the slider
    await keys.press("Home")
    await keys.press("PageUp")
    await keys.do(EN["continue"])
    await keys.choose("refund_full")
    await keys.do(EN["continue"])
    await keys.do(EN["continue"])
    await keys.do(EN["report.send"])
    await buyer.wait_for(EN["turn.theirs"].format(who=EN["role.seller"]))
