"""First views of the pages: how many bytes they take, and how long until somebody can act on them."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import urljoin

from rich.console import Console
from rich.table import Table

from deploy.local import place, sandbox, showcase
from deploy.proof.demo.suite import use_running_suite
from deploy.proof.testing import chromium
from deploy.proof.testing.chromium import Browser

ROUNDS: Final = 3
SLOWER: Final = 4
"""A phone of some years is about so much slower than a desk's processor."""
BUDGET_BYTES: Final = 60 * 1024
PATIENCE: Final = 60.0
WATCH: Final = """
new MutationObserver(() => {
  if (window.drawnAt || !document.querySelector('main h1') || document.querySelector('.skeleton')) return;
  window.drawnAt = performance.now();
}).observe(document, { childList: true, subtree: true });
"""
READ_BYTES: Final = (
    "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
    ".filter((each) => each.name.includes('/pages')).reduce((sum, each) => sum + each.encodedBodySize, 0)"
)


class FirstView(NamedTuple):
    screen: str
    bytes: int
    """Of the page and all it loads, compressed; what it asks the API for is not among them."""
    interactive_ms: float


class Door(NamedTuple):
    """Way to a screen: the link, and where on its pages somebody goes; without a place, where the link leads."""

    link: str
    place: str = ""


async def measure_first_views(browser: Browser, doors: Mapping[str, Door], rounds: int = ROUNDS) -> list[FirstView]:
    """Open each screen in a window that has nothing of it yet, on a slow processor; the median counts."""
    return [await _measure_screen(browser, screen, door, rounds) for screen, door in doors.items()]


async def _measure_screen(browser: Browser, screen: str, door: Door, rounds: int) -> FirstView:
    views = [await _open_once(browser, screen, door) for _ in range(rounds)]
    return FirstView(screen, views[0].bytes, statistics.median(view.interactive_ms for view in views))


async def _open_once(browser: Browser, screen: str, door: Door) -> FirstView:
    async with browser.tab() as tab:
        await tab.phone()
        await tab.send("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        await tab.send("Emulation.setCPUThrottlingRate", rate=SLOWER)
        if door.place:
            await tab.open(door.link)
            await tab.until("window.drawnAt ?? 0", PATIENCE)
        await tab.send("Network.clearBrowserCache")
        await tab.open(urljoin(door.link, f"/pages/{door.place}") if door.place else door.link)
        interactive = await tab.until("window.drawnAt ?? 0", PATIENCE)
        return FirstView(screen, int(await tab.run(READ_BYTES)), float(interactive))


def main() -> int:
    """Whether each first view is within its budget."""
    with use_running_suite() as suite:
        views = asyncio.run(print_first_views(Console(), suite.url))
    return int(any(view.bytes > BUDGET_BYTES for view in views))


def name_doors(links: showcase.Links, shown: showcase.ShownCase) -> dict[str, Door]:
    """Name each screen, with the way to it."""
    review = f"review/{shown.dispute}"
    return {
        "deals": Door(links.buyer),
        "report a problem": Door(links.buyer, f"report/{shown.escrow}"),
        "case": Door(links.seller),
        "counter-offer": Door(links.seller, f"case/{shown.dispute}/counter"),
        "ledger": Door(links.buyer, f"ledger/{shown.escrow}"),
        "operators' desk": Door(links.desk),
        "case at the desk": Door(links.desk, review),
        "operator's act": Door(links.desk, f"{review}/ask_for_evidence"),
        "standing": Door(links.desk, f"standing/{showcase.SELLER}"),
        "analytics": Door(links.desk, "analytics"),
        "programmes": Door(links.desk, "policies"),
        "programme": Door(links.desk, "policies/agreement_first-2026-12"),
        "webhooks": Door(links.desk, "webhooks"),
    }


async def print_first_views(console: Console, url: str) -> list[FirstView]:
    """Measure the pages of the running suite, with links to its case under way."""
    state = place.state_folder()
    platform = sandbox.Platform(**json.loads((state / sandbox.FILE).read_text()))
    links = await asyncio.to_thread(showcase.ensure_links, url, platform, state)
    if links is None:
        raise place.CannotRun("The running suite gave no links to its pages.")
    shown = showcase.ShownCase(**json.loads((state / showcase.FILE).read_text()))
    program = await asyncio.to_thread(chromium.find_program, state)
    async with chromium.open_browser(program) as browser:
        views = await measure_first_views(browser, name_doors(links, shown))
    table = Table(title=f"First views, nothing cached, a processor {SLOWER} times slower, median of {ROUNDS}")
    for heading in ("screen", "bytes", f"of {BUDGET_BYTES}", "interactive after"):
        table.add_column(heading, justify="left" if heading == "screen" else "right")
    for view in views:
        share = f"{view.bytes / BUDGET_BYTES:.0%}"
        table.add_row(view.screen, f"{view.bytes:,}", share, f"{view.interactive_ms:,.0f} ms")
    console.print(table)
    return views


if __name__ == "__main__":
    sys.exit(main())
