"""Programmes at the desk, and the one end of a case that neither pays nor sends back: a replacement, in a marketplace's
own page and colours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from starlette.responses import HTMLResponse

from deploy.proof.testing.chromium import Browser, Tab
from deploy.proof.testing.market import Market

from .conftest import Site, serve
from .keyboard import Keyboard
from .reader import DESKTOP, PHONE, Reader, open_reader, texts_of
from .test_looks import LINKS, dress
from .test_pages import HOSTILE, deliver

pytestmark = pytest.mark.slow
EN, FR, PT = texts_of("en"), texts_of("fr"), texts_of("pt")
OLDER = "agreement_first-2026-11"


async def test_pag_28_a_lead_puts_an_edition_into_force_and_new_deals_get_it(
    site: Site, market: Market, browser: Browser
) -> None:
    there = await (await market.deliver_deal(policy="agreement_first")).read_escrow()
    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *DESKTOP) as lea:
        await olga.open(await site.link("operator", "olga", scopes=["read", "decide"], language="en"))
        await olga.go(f"policies/{OLDER}")
        await olga.wait_for(EN["policy.stages"])
        assert not await olga.reads(EN["current.make"])
        assert not await olga.reads(EN["simulation.title"])
        await olga.require_sound(anew=True)

        keys = Keyboard(lea)
        await lea.open(await site.link("operator", "lea", scopes=["read", "decide", "lead"], language="en"))
        await lea.go(f"policies/{OLDER}")
        await keys.do(EN["current.make"])
        await lea.wait_for(EN["current.before"].format(edition="agreement_first-2026-12"))
        await lea.require_sound(anew=True)
        for _ in range(6):  # the focus stays in the question
            await keys.press("Tab")
            assert await lea.tab.run(
                "!document.querySelector('main').contains(document.activeElement) || "
                "!!document.activeElement.closest('dialog')"
            )
        await keys.press("Escape")
        await lea.tab.until("!document.querySelector('dialog')")
        assert await keys.read_name() == EN["current.make"], "and goes back to where it was asked from"
        await keys.press("Enter")
        site.refuse("POST /v1/policies/", 503, "unavailable", times=4, retry_after=1)
        await lea.tab.until("!!document.querySelector('dialog .primary')")
        await lea.tab.click("dialog .primary")
        await lea.wait_for(EN["trouble.busy"])
        await lea.tab.click("dialog .primary")
        await lea.wait_for(EN["current.done"].format(edition=OLDER))
        await lea.require_sound(anew=True)
        await lea.go("policies")
        await lea.require_sound(anew=True)
    new = await (await market.deliver_deal(policy="agreement_first")).read_escrow()
    assert new["policy"] == OLDER
    assert (await market.platform.get(f"/v1/escrows/{there['id']}"))["policy"] != OLDER


class Frame(Tab):
    """Page in the first frame of another: what is looked for and pressed, is there."""

    def __init__(self, outer: Tab, frame: str, context: int) -> None:  # speaks through the other, hears nothing itself
        self._outer = outer
        self._within: dict[str, dict[str, Any]] = {
            "Runtime.evaluate": {"contextId": context},
            "Accessibility.getFullAXTree": {"frameId": frame},
        }
        self.log = outer.log

    async def _ask(self, method: str, parameters: dict[str, Any], patience: float) -> Any:
        return await self._outer._ask(method, parameters | self._within.get(method, {}), patience)


@asynccontextmanager
async def open_shop(site: Site, reader: Reader, link: str, dispute: str = "") -> AsyncIterator[Reader]:
    """A marketplace's own page with a case in it; what the person does there goes into the frame."""
    shop = HTMLResponse(
        '<!doctype html><meta name="viewport" content="width=device-width"><title>Shop</title>'
        f'<script type="module" src="{site.address}/pages/embed.js"></script>'
        f'<h1>My orders</h1><parley-case link="{link}" dispute="{dispute}"></parley-case>'
    )
    async with serve(shop) as address:
        await reader.tab.open(address)
        await reader.tab.until("parseInt(document.querySelector('parley-case iframe')?.style.height ?? '640') !== 640")
        tree = await reader.tab.send("Page.getFrameTree")
        frame = tree["frameTree"]["childFrames"][0]["frame"]["id"]
        world = await reader.tab.send("Page.createIsolatedWorld", frameId=frame)
        inner = Reader(Frame(reader.tab, frame, world["executionContextId"]))
        inner.width, inner.height = reader.width, reader.height
        yield inner


@pytest.mark.usefixtures("pages_alone")
async def test_pag_20_a_replacement_is_agreed_in_a_marketplaces_own_page_and_ends_with_the_sellers_money(
    site: Site, market: Market, browser: Browser
) -> None:
    escrow = await deliver(market, policy="guided_solutions", title="مصباح «Tizio»")
    await dress(market, primary="#ffe600", accent="#7a1fa2", links=LINKS)
    link = await site.link("buyer", "anna", framed=True, language="pt", escrow=escrow)
    async with open_reader(browser, *PHONE) as window, open_reader(browser, *DESKTOP) as seller:
        async with open_shop(site, window, link) as buyer:
            await buyer.choose("damaged_in_transport")
            await buyer.press(PT["continue"])
            await buyer.write(PT["report.explanation"], HOSTILE)
            for _ in range(3):
                await buyer.press(PT["continue"])
            await buyer.press(PT["report.send"])
            await buyer.press(PT["act.answer"])
            await buyer.choose("unusable")
            await buyer.press(PT["continue"])
            await buyer.choose("true")
            await buyer.press(PT["continue"])
            await buyer.wait_for(PT["guide.suggested"])
            await buyer.tick(await buyer.suggestion("replacement"))
            await buyer.require_sound(anew=True)
            await buyer.press(PT["act.propose"])
            await buyer.wait_for(PT["turn.theirs"].format(who=PT["role.seller"]))
            assert await buyer.tab.run("!!document.documentElement.style.getPropertyValue('--brand')")
            dispute = await buyer.tab.run("location.pathname.split('/').at(-1)")

            await seller.open(await site.link("seller", "shop", language="fr", dispute=dispute))
            await seller.press(FR["act.accept"])
            await seller.require_sound()
            await seller.press(FR["accept.do"])
            await seller.follow("/fulfil")
            await seller.write(FR["parcel.carrier"], "DHL")
            await seller.write(FR["parcel.tracking"], "JD014600000RU")
            await seller.require_sound()
            await seller.send()
            await seller.wait_for(FR["turn.theirs"].format(who=FR["role.buyer"]))

            await buyer.wait_for(PT["turn.yours"])
            await buyer.require_sound(anew=True)
            await buyer.follow("/confirm")
            await buyer.choose("received")
            await buyer.require_sound(anew=True)
            await buyer.send()
            await buyer.wait_for(PT["turn.closed"])
            await seller.wait_for(FR["turn.closed"])
            assert await window.tab.run("document.documentElement.scrollWidth <= innerWidth")
        for scheme in ("light", "dark"):  # on paper, by day and by night, in the marketplace's colours
            await seller.wear(scheme, "print")
            await seller.require_sound(anew=True)
            assert await seller.tab.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
            edges = "['.top-in > *', 'main h1', '.foot > *'].map((each) => document.querySelector(each).offsetLeft)"
            assert len(set(await seller.tab.run(edges))) == 1, "head, record and foot begin at one edge"
            assert await seller.tab.run(
                "[...document.querySelectorAll('.actions')].every((each) => !each.offsetParent)"
            )
    await market.renew_tokens()
    settled = await market.platform.get(f"/v1/escrows/{escrow}")
    assert settled["funds"]["released"]["amount"] == 12_000
