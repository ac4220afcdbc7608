"""Makes a real recording on the spot: the recorder page of a session in a headless Chromium, whose camera shows a
moving test picture and whose microphone beeps.
"""

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
REPORT_EVERY_SECONDS: Final = 5
RECORDED_SECONDS: Final = (
    "(([m, s]) => m * 60 + (s || 0))(document.querySelector('#badge').textContent.split(':').map(Number))"
)
NOTICE_TEXT: Final = "(n => n.hidden ? '' : n.textContent)(document.querySelector('#notice'))"
ProgressCallback = Callable[[str], None]


def missing_browser_reason() -> str | None:
    """Says why nothing can be recorded on this machine; None where it can."""
    try:
        chromium.find_program(place.state_folder())
    except CannotRun as reason:
        return str(reason)
    return None


def record_session(
    address: str,
    recorder_url: str,
    *,
    seconds: int = USUAL_SECONDS,
    on_progress: ProgressCallback = lambda _: None,
    screenshot: Path | None = None,
) -> None:
    """Open the page as a phone would, tick its list, record and finish. `recorder_url` is what the session says;
    `told` hears how far it is.

    Returns when the suite has the video; the session says later what the checks found. Raises CannotRun where there
    is no browser, and TimeoutError with what the page said if it does not get on.
    """
    asyncio.run(_record_page(address.rstrip("/") + recorder_url, seconds, on_progress, screenshot))


async def _record_page(url: str, seconds: int, on_progress: ProgressCallback, screenshot: Path | None) -> None:
    program = await asyncio.to_thread(chromium.find_program, place.state_folder())
    async with chromium.open_browser(program) as browser, browser.tab() as tab:
        await tab.phone(scale=1)
        await tab.open(url)
        await begin_recording(tab)
        for until in [*range(REPORT_EVERY_SECONDS, seconds, REPORT_EVERY_SECONDS), seconds]:
            await wait_for_seconds(tab, until)
            on_progress(f"{until} of {seconds} s recorded {await tab.run(NOTICE_TEXT)}".rstrip())
        await tab.run("document.querySelectorAll('#checklist input').forEach((box) => box.click())")
        if screenshot is not None:
            await tab.screenshot(screenshot)
        await finish_recording(tab)


async def begin_recording(tab: Tab) -> None:
    """Leads from the open page to a running recording."""
    await press_button(tab, "asking for the camera", "!document.querySelector('#bar').hidden")
    await press_button(tab, "ready", "!document.querySelector('#stage').hidden")


async def wait_for_seconds(tab: Tab, seconds: int) -> None:
    """Until so much is recorded, or something ended it."""
    await tab.until(f"{RECORDED_SECONDS} >= {seconds}", PATIENCE_SECONDS)


async def finish_recording(tab: Tab) -> None:
    await tab.click("#main")
    await tab.until("!document.querySelector('#done').hidden", PATIENCE_SECONDS)


async def press_button(tab: Tab, when: str, ready: str) -> None:
    """Presses the page's one button, once it is what it should be."""
    try:
        await tab.until(f"{ready} && document.querySelector('#main').ariaDisabled !== 'true'", PATIENCE_SECONDS)
    except TimeoutError as stuck:
        raise TimeoutError(f"The recorder page was never {when}: {stuck}") from None
    await tab.click("#main")
