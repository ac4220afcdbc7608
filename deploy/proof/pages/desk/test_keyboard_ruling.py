"""A ruling with the keyboard alone: from the queue, with a penalty and a second pair of eyes, to the money."""

from __future__ import annotations

import asyncio
import json

import pytest

from deploy.proof.pages.conftest import Site
from deploy.proof.pages.keyboard import Keyboard
from deploy.proof.pages.reader import DESKTOP, Reader, open_reader, texts_of
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market

from .test_desk import open_report

pytestmark = pytest.mark.slow
EN = texts_of("en")
WORDS = "Only half of the hour was given."
PENALTY = "Payment outside the platform"
FOCUSED_ROW = "document.activeElement.matches('tbody th a')"
ANNOUNCED = "document.getElementById('announcements').textContent"


async def test_pag_29_a_decision_is_given_and_approved_with_the_keyboard_alone(
    site: Site, market: Market, browser: Browser
) -> None:
    await market.platform.put("/v1/dispute-settings", {"approval_limits": {"EUR": 5_000}})
    case = await open_report(market)
    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *DESKTOP) as lea:
        keys = Keyboard(olga)
        await olga.open(await site.link("operator", "olga", scopes=["read", "decide"], language="en"))
        await open_first(olga, keys)
        await keys.do(EN["act.assign"])
        await olga.tab.until("document.activeElement.matches('main h1')")
        await keys.do(EN["act.assign"])
        await hears(olga, EN["act.assign"])
        await keys.do(EN["act.decide"])
        await olga.tab.until("document.activeElement.matches('main h1')")
        await write_ruling(keys)
        await keys.do(EN["ruling.look"])
        await olga.tab.until(f"document.activeElement.innerText === {json.dumps(EN['ruling.foretold'])}")
        await olga.require_sound(anew=True)
        await keys.do(EN["ruling.give"])
        await hears(olga, EN["act.decide"])
        await olga.tab.until("document.activeElement.matches('main h1')")
        await olga.wait_for(EN["waiting.yours"])
        assert (await case.read_case())["ruling"] is None

        hands = Keyboard(lea)
        await lea.open(await site.link("operator", "lea", scopes=["read", "decide", "lead"], language="en"))
        await hands.do(EN["desk.judging"])
        await open_first(lea, hands)
        await lea.wait_for("€90.00")
        await hands.do(EN["act.approve"])
        await lea.tab.until("document.activeElement.matches('main h1')")
        await hands.do(EN["act.approve"])
        await hears(lea, EN["act.approve"])
        await lea.wait_for(EN["ruling.title"])
    await market.advance_clock(by="4 days")
    await market.renew_tokens()
    await case.wait_for(status="closed")
    assert await case.read_settlement_split() == (9_000, 3_000)
    standing = await market.operator.get("/v1/participants/sam/standing")
    assert [each["act"] for each in standing["penalties"]] == ["external_payment"]


async def open_first(reader: Reader, keys: Keyboard) -> None:
    await reader.tab.until("!!document.querySelector('tbody th a')")
    for _ in range(50):  # a row is drawn a moment before the page listens
        await keys.press("j")
        if await reader.tab.run(FOCUSED_ROW):
            break
        await asyncio.sleep(0.1)
    assert await reader.tab.run(FOCUSED_ROW)
    await keys.press("Enter")
    await reader.wait_for(EN["timeline.title"])
    await reader.tab.until("document.activeElement.matches('main h1')")


async def write_ruling(keys: Keyboard) -> None:
    await keys.choose("refund_partial")
    await keys.go_to(EN["offer.amount"])
    await keys.write_anew("90")
    await keys.press("Tab")  # the slider
    await keys.choose("seller")
    await keys.go_to(EN["ruling.reason"])
    await keys.pick("partial_evidence")
    await keys.go_to(EN["ruling.explanation"])
    await keys.type(WORDS)
    await keys.do(EN["ruling.penalties"])
    await keys.go_to(PENALTY)  # the buyer's
    await keys.go_to(PENALTY)
    await keys.press(" ")


async def hears(reader: Reader, act: str) -> None:
    """What was done is said to whoever does not see that the screen is another one."""
    text = json.dumps(EN["act.done"].replace("{act}", act))
    await reader.tab.until(f"{ANNOUNCED} === {text}")
