"""A real recording, made on the spot: the recorder page of a session in a headless Chromium, whose camera shows a
moving test picture and whose microphone beeps."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from deploy.local import place
from deploy.local.place import CannotRun
from deploy.proof.testing import chromium
from deploy.proof.testing.chromium import Tab

USUAL_SECONDS: Final = 20
PATIENCE_SECONDS: Final = 300.0
TOLD_EVERY: Final = 5
RECORDED: Final = "(([m, s]) => m * 60 + (s || 0))(document.querySelector('#badge').textContent.split(':').map(Number))"
NOTICE: Final = "(n => n.hidden ? '' : n.textContent)(document.querySelector('#notice'))"
Told = Callable[[str], None]


def why_not() -> str | None:
    """Why nothing can be recorded on this machine; None where it can."""
    try:
        chromium.find_program(place.state())
    except CannotRun as reason:
        return str(reason)
    return None


def record(
    address: str,
    recorder_url: str,
    *,
    seconds: int = USUAL_SECONDS,
    told: Told = lambda _: None,
    screenshot: Path | None = None,
) -> None:
    """Open the page as a phone would, tick its list, record and finish. `recorder_url` is what the session says;
    `told` hears how far it is.

    Returns when the suite has the video; the session says later what the checks found. Raises CannotRun where there
    is no browser, and TimeoutError with what the page said if it does not get on.
    """
    asyncio.run(_record(address.rstrip("/") + recorder_url, seconds, told, screenshot))


async def _record(url: str, seconds: int, told: Told, screenshot: Path | None) -> None:
    program = await asyncio.to_thread(chromium.find_program, place.state())
    async with chromium.browsing(program) as browser, browser.tab() as tab:
        await tab.phone(scale=1)
        await tab.open(url)
        await begin(tab)
        for until in [*range(TOLD_EVERY, seconds, TOLD_EVERY), seconds]:
            await reach(tab, until)
            told(f"{until} of {seconds} s recorded {await tab.run(NOTICE)}".rstrip())
        await tab.run("document.querySelectorAll('#checklist input').forEach((box) => box.click())")
        if screenshot is not None:
            await tab.screenshot(screenshot)
        await finish(tab)


async def begin(tab: Tab) -> None:
    """From the open page to a running recording."""
    await press(tab, "asking for the camera", "!document.querySelector('#bar').hidden")
    await press(tab, "ready", "!document.querySelector('#stage').hidden")


async def reach(tab: Tab, seconds: int) -> None:
    """Until so much is recorded, or something ended it."""
    await tab.until(f"{RECORDED} >= {seconds}", PATIENCE_SECONDS)


async def finish(tab: Tab) -> None:
    await tab.click("#main")
    await tab.until("!document.querySelector('#done').hidden", PATIENCE_SECONDS)


async def press(tab: Tab, when: str, ready: str) -> None:
    """The page's one button, once it is what it should be."""
    try:
        await tab.until(f"{ready} && !document.querySelector('#main').disabled", PATIENCE_SECONDS)
    except TimeoutError as stuck:
        raise TimeoutError(f"The recorder page was never {when}: {stuck}") from None
    await tab.click("#main")
