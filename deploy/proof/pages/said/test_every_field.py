"""Something hostile in every field that a person, an operator or a marketplace can fill: which there are, the erasure
of texts knows (`test_erasure.py` holds them against the descriptions). Every screen shows it as text."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

import pytest

from deploy.proof.pages.conftest import Site
from deploy.proof.pages.reader import DESKTOP, NARROW, PHONE, Reader, open_reader, texts_of
from deploy.proof.smoke import quarrels
from deploy.proof.smoke.quarrels import Words
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market

pytestmark = pytest.mark.slow
EN: Final = texts_of("en")
HOSTILE: Final = "<b onload=a()>"
"""No longer than a postcode. What it may do is all the same: as an element it would have run as well as a script."""
WORDS: Final = Words(HOSTILE, HOSTILE, HOSTILE, deal=HOSTILE.replace(" ", "/"))
AS_ELEMENT: Final = "document.querySelectorAll('[onload], main b, main script').length"
LINES_OF_IT: Final = f"""(() => {{
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const lines = [];
  while (walker.nextNode()) if (walker.currentNode.data.includes({json.dumps(HOSTILE)})) lines.push(walker.currentNode);
  return lines;
}})()"""
LEAKING: Final = f"""{LINES_OF_IT}.filter((line) => {{
  const element = line.parentElement;
  const {{ display, unicodeBidi }} = getComputedStyle(element);
  const standsAlone = element.textContent.trim() === line.data.trim() && display !== 'inline';
  return !standsAlone && unicodeBidi === 'normal';
}}).map((line) => line.parentElement.outerHTML.slice(0, 120))"""
"""Where words written from the right would turn round what stands beside them."""
STRETCH: Final = (
    f"{LINES_OF_IT}.forEach((line) => {{ line.data = line.data.replaceAll({json.dumps(HOSTILE)}, 'W'.repeat(300)); }})"
)
"""As if it had been one word without an end."""
SAYS_IT: Final = f"document.querySelector('main').textContent.includes({json.dumps(HOSTILE)})"


async def _quarrel(market: Market, words: Words) -> Case:
    return (await quarrels.quarrel(market, words))[1]


QUARRELS: Final[dict[str, Callable[[Market, Words], Awaitable[Case]]]] = {
    "sent back": _quarrel,
    "filmed": quarrels.quarrel_on_film,
    "replaced": quarrels.quarrel_over_replacement,
    "guided": quarrels.quarrel_by_guide,
    "conduct": quarrels.quarrel_over_conduct,
}


@pytest.mark.parametrize("kind", QUARRELS)
async def test_pag_26_whichever_field_something_hostile_is_written_into_it_is_text_on_every_screen(
    site: Site, market: Market, browser: Browser, kind: str
) -> None:
    case = await QUARRELS[kind](market, WORDS)
    await market.renew_tokens()
    dispute = await market.operator.get(case.path)
    pieces = [each["id"] for each in (await market.operator.get(f"/v1/evidence?dispute={case.id}"))["data"]]
    shared = [f"ledger/{dispute['escrow']}", *(f"piece/{each}" for each in pieces)]
    for role, person, home, more in (
        ("buyer", "anna", "case", ["deals"]),
        ("seller", "sam", "case", ["deals"]),
        ("operator", "olga", "review", ["desk", "standing/sam", "standing/anna"]),
    ):
        scopes = ["read", "decide", "lead"] if role == "operator" else []
        async with open_reader(browser, *(DESKTOP if role == "operator" else PHONE)) as reader:
            await reader.open(await site.link(role, person, language="en", scopes=scopes))
            await reader.go(f"{home}/{case.id}")
            await reader.wait_for(EN["timeline.title"])
            await reader.tab.until(SAYS_IT)
            await reader.size(*NARROW)
            await require_text(reader, f"{role} {home}")
            for place in [*shared, *more]:
                await reader.go(place)
                await require_text(reader, f"{role} {place}")


async def require_text(reader: Reader, where: str) -> None:
    """Also within what is folded."""
    await reader.tab.run("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    await reader.tab.run("new Promise((done) => setTimeout(done, 300))")
    assert await reader.tab.run(AS_ELEMENT) == 0, where
    assert await reader.tab.run(LEAKING) == [], where
    await reader.tab.run(STRETCH)
    widths: list[Any] = await reader.tab.run("[document.documentElement.scrollWidth, innerWidth]")
    assert max(widths) <= reader.width, where
