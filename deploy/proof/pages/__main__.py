"""`make pictures`: every screen of a running suite's pages, as PNG files: at the width of a phone and of a desk, by day
and by night; of everybody, or of those named in ARGS (`buyer seller nobody desk`)."""

from __future__ import annotations

import asyncio
import base64
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from deploy.local import place, sandbox, showcase
from deploy.local.place import REPO, CannotRun
from deploy.proof.testing import chromium
from deploy.proof.testing.chromium import Browser

from .reader import DESKTOP, DRAWN, PHONE, Reader

README_PICTURES: Final = REPO / "docs" / "pictures"
IN_README: Final = {"seller-case-phone": "case-on-a-phone", "desk-case-desktop": "case-at-the-desk"}
SETTLE_SECONDS: Final = 0.6
SCREENS: Final[dict[str, tuple[str, ...]]] = {
    "buyer": (
        "deals",
        "/report/",
        "deals",
        "/case/",
        "/piece/",
        "deals",
        "/case/",
        "/ledger/",
        "deals",
        "/case/",
        "/case/{case}/withdraw",
    ),
    "seller": (
        "case",
        "/case/{case}/counter",
        "/case/{case}/accept",
        "/case/{case}/reject",
        "/case/{case}/accept_claim",
        "/case/{case}/provide_evidence",
    ),
    "nobody": ("shut",),
    "desk": (
        "desk",
        "/review/",
        "/review/{case}/ask_for_evidence",
        "/review/{case}/extend",
        "/review/{case}/accept@seller",
        "desk",
        "/review/",
        "/piece/",
        "desk",
        "/review/",
        "/standing/",
        "/analytics",
        "/policies",
        "/policies/agreement_first-2026-12",
        "/webhooks",
    ),
}
"""By whose link: the screen that it opens, then where to go one after the other: to a link of the screen by a part of
its address, or, without a stroke before it, to a screen."""
NAMES: Final = {
    "/case/": "case", "/ledger/": "ledger", "/report/": "report", "/review/": "case", "/standing/": "standing",
    "/piece/": "piece",
}  # fmt: skip
SCHEMES: Final = {"light": "", "dark": "-dark"}


def main() -> int:
    state = place.state_folder()
    stack = state / "stack.json"
    people = sys.argv[1:] or list(SCREENS)
    try:
        if unknown := set(people) - set(SCREENS):
            raise CannotRun(f"There are no screens of {', '.join(unknown)}: name some of {', '.join(SCREENS)}.")
        if not stack.exists():
            raise CannotRun("Nothing runs from this folder. Start it with `make run`, then try again beside it.")
        url = json.loads(stack.read_text())["url"]
        platform = sandbox.Platform(**json.loads((state / sandbox.FILE).read_text()))
        links = showcase.ensure_links(url, platform, state)
        if links is None:
            raise CannotRun("The running suite gave no links to its pages.")
        for folder in (state / "pictures", README_PICTURES):
            folder.mkdir(exist_ok=True)
        asyncio.run(take_pictures(links, people, state / "pictures"))
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


async def take_pictures(links: showcase.Links, people: Sequence[str], folder: Path) -> None:
    program = await asyncio.to_thread(chromium.find_program, place.state_folder())
    async with chromium.open_browser(program) as browser:
        for who in people:
            await _picture_screens(browser, link_of(links, who), who, SCREENS[who], folder)


def link_of(links: showcase.Links, who: str) -> str:
    """The link of one of its people; nobody's opens nothing, as one that a message has cut off."""
    return links.buyer[:-6] if who == "nobody" else str(getattr(links, who))


async def _picture_screens(browser: Browser, link: str, who: str, screens: Sequence[str], folder: Path) -> None:
    async with browser.tab() as tab:
        reader = Reader(tab)
        await reader.size(*PHONE)
        await reader.open(link)
        first, *others = screens
        await _picture(reader, f"{who}-{first}", folder)
        for part in others:
            await _go(reader, part)
            await _picture(reader, f"{who}-{NAMES.get(part, part.rpartition('/')[2])}", folder)


async def _go(reader: Reader, part: str) -> None:
    """Follow a link where the screen has one, else go to the address of the same case."""
    if not part.startswith("/"):
        return await reader.go(part)
    if "{case}" not in part:
        return await reader.follow(part)
    case = await reader.tab.run("location.pathname.split('/')[3]")
    address = "/pages" + part.replace("{case}", case)
    await reader.tab.run(f"history.pushState(null, '', '{address}'); dispatchEvent(new PopStateEvent('popstate'))")
    await reader.tab.until(DRAWN)


async def _picture(reader: Reader, name: str, folder: Path) -> None:
    for width, size in (("phone", PHONE), ("desktop", DESKTOP)):
        await reader.size(*size)
        for scheme, suffix in SCHEMES.items():
            await reader.wear(scheme)
            await asyncio.sleep(SETTLE_SECONDS)
            shot = await reader.tab.send("Page.captureScreenshot", format="png", captureBeyondViewport=True)
            file = folder / f"{name}-{width}{suffix}.png"
            await asyncio.to_thread(file.write_bytes, base64.b64decode(shot["data"]))
            print(f"Wrote {file}")
            if picture := IN_README.get(f"{name}-{width}{suffix}"):
                await asyncio.to_thread((README_PICTURES / f"{picture}.png").write_bytes, file.read_bytes())
    await reader.size(*PHONE)


if __name__ == "__main__":
    sys.exit(main())
