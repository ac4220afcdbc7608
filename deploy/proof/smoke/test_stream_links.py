"""DOR-W1, W3: the EventSource of a real browser, from another origin, by the code that the guide shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from deploy.local import place
from deploy.proof.testing import chromium
from deploy.proof.testing.broken_line import open_line
from deploy.proof.testing.market import Market
from deploy.proof.testing.shop_server import serve_shop

GUIDE: Final = place.REPO / "docs/guides/webhooks.md"
SHOWN: Final = re.compile(r"^```js\n(function follow\(.*?)^```$", re.MULTILINE | re.DOTALL)
FOLLOW: Final = """
window.seen = []; window.links = [];
const link = async () => { const one = await getLink("%s", "%s", "%s"); links.push(one); return one; };
window.stop = follow(link, (event) => seen.push(event));
"""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[str]:
    shown = SHOWN.search(GUIDE.read_text())
    assert shown is not None
    (tmp_path / "shop.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>Shop</title><script>{shown[1]}</script>"
    )
    with serve_shop(tmp_path) as address:
        yield f"{address}/shop.html"


@pytest.fixture
def program() -> chromium.Program:
    try:
        return chromium.find_program(place.state_folder())
    except place.CannotRun as reason:
        pytest.skip(f"NO BROWSER IS TESTED: {reason}")


async def test_dor_w3_a_browsers_own_event_source_follows_a_case_from_another_origin(
    served: str, market: Market, shop: str, program: chromium.Program
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with chromium.open_browser(program) as browser, browser.tab() as tab:
        await tab.open(shop)
        await tab.until("typeof follow === 'function'")
        await tab.run(FOLLOW % (served, f"{case.path}/stream", market.seller.token))
        await tab.until("links.length === 1")
        await market.buyer.perform_act(f"{case.path}/messages", {"text": "Heard?"})
        await tab.until("seen.some((event) => event.text === 'Heard?')")

        await tab.run("stop()")
        await market.buyer.perform_act(f"{case.path}/messages", {"text": "Missed"})
        await tab.run("void (window.again = [], follow(async () => links[0], (event) => again.push(event)))")
        await tab.until("again.some((event) => event.text === 'Missed')")

        wrong = f"new Promise((done) => {{ const source = new EventSource('{served}{case.path}/stream?token=x'); "
        state = await tab.run(wrong + "source.onerror = () => done(source.readyState); })")
        texts = await tab.run("[seen, again].map((all) => all.map((event) => event.text).filter((text) => text))")

    assert (state, texts) == (2, [["Heard?"], ["Heard?", "Missed"]])


async def test_dor_w3_a_line_that_breaks_within_an_event_costs_a_browser_none_and_shows_none_twice(
    served: str, market: Market, shop: str, program: chromium.Program
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_line(served) as line, chromium.open_browser(program) as browser, browser.tab() as tab:
        await tab.open(shop)
        await tab.until("typeof follow === 'function'")
        await tab.run(FOLLOW % (line.url, f"{case.path}/stream", market.seller.token))
        await tab.until("links.length === 1")
        await market.buyer.perform_act(f"{case.path}/messages", {"text": "Before"})
        await tab.until("seen.some((event) => event.text === 'Before')")
        line.breaks_at = b"Halved"
        await market.buyer.perform_act(f"{case.path}/messages", {"text": "Halved"})
        await tab.until("seen.some((event) => event.text === 'Halved')")

        await market.buyer.perform_act(f"{case.path}/messages", {"text": "After"})
        await tab.until("seen.some((event) => event.text === 'After')")
        texts, links = await tab.run("[seen.map((event) => event.text).filter((text) => text), links.length]")

    again = [head for head in line.asked if "last-event-id:" in head.lower()]
    assert (texts, links, line.breaks) == (["Before", "Halved", "After"], 1, 1)
    assert len(again) == 1, "it came back by itself, with the id of what it had whole"
