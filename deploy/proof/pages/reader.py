"""Somebody before the pages: looks, types and presses, and does nothing a person could not."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Final

from deploy.local.place import REPO
from deploy.proof.testing.chromium import Browser, Tab

from .screenreader import find_obstacles

AXE: Final = Path(__file__).parent / "vendor" / "axe.js"
TEXTS: Final = REPO / "services/disputes/disputes/pages/static/texts"
TEXT: Final = re.compile(r'(?:^|[{,]\s*)"?([a-z_]+(?:\.[a-z_]+)*)"?: "((?:[^"\\]|\\.)*)"', re.MULTILINE)
PATIENCE: Final = 40.0
AXE_SECONDS: Final = 240.0
"""A case of hundreds of messages has thousands of elements, and each rule looks at all."""
DRAWN: Final = "!!document.querySelector('main h1') && !document.querySelector('.skeleton')"
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIND_VIOLATIONS: Final = (
    f"axe.run(document, {{runOnly: {RULES}}}).then((found) => found.violations.map("
    "(each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`))"
)
SETTLED: Final = "new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done, 50)), 50))"
"""Once a page has drawn what changed: a marketplace's colours are shaded anew for another ground."""
IN_ORDER: Final = """(() => {
  const parts = [...document.querySelectorAll('.top, .desk-nav, main, .foot')];
  const names = parts.map((each) => (each.matches('main') ? 'main' : each.className)).join(' ');
  return !names.includes('foot') || /^top( desk-nav)? main foot$/.test(names);
})()"""
"""Head, navigation, screen and foot follow each other; the recorder's page, and a marketplace's own, have no foot."""
EVERY_STATE: Final = os.environ.get("PAGES") == "whole"
"""Examine every state that a story comes by, and as it is heard, too, not each screen once at each width:
`PAGES=whole`."""
PICTURES: Final = os.environ.get("PICTURES")
"""Folder for pictures, at two widths, of every state that a story looks at, and of where it broke off."""
_examined: set[str] = set()
_numbers = itertools.count(1)
PHONE, DESKTOP, NARROW = (390, 844), (1280, 900), (320, 640)


class Reader:
    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.width = self.height = 0
        self.scheme = ""
        """In which it was asked to be; without one it is examined in both."""

    async def open(self, address: str) -> None:
        await self.tab.open(address)
        await self.tab.until(DRAWN, PATIENCE)

    async def go(self, place: str) -> None:
        """Goes to an address of the pages, as from a bookmark, without loading the page anew."""
        await self.tab.run(
            f"history.pushState(null, '', '/pages/{place}'); dispatchEvent(new PopStateEvent('popstate'))"
        )
        await self.tab.until(DRAWN, PATIENCE)

    async def stop_looking(self) -> None:
        """The page hears nothing from now on: its stream is cut, and its polling falls behind what happens."""
        await self.tab.send("Network.setBlockedURLs", urls=["*/stream"])
        await self.tab.run("window.setInterval = () => 0")
        await self.tab.run("Object.defineProperty(document, 'hidden', {get: () => true})")

    async def size(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        await self.tab.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    async def wait_for(self, text: str) -> None:
        """Until the page says it, to somebody who looks at it."""
        await self.tab.send("Page.bringToFront")
        await self.tab.until(f"document.body.innerText.includes({json.dumps(text)})", PATIENCE)

    async def reads(self, text: str) -> bool:
        return bool(await self.tab.run(f"document.body.innerText.includes({json.dumps(text)})"))

    async def press(self, text: str) -> None:
        """Presses the button or link that says this, once it can be pressed."""
        element = (
            "[...document.querySelectorAll('button, a, summary')].find((each) => each.innerText.trim() === "
            f"{json.dumps(text)} && !each.disabled && each.getClientRects().length > 0)"
        )
        await self.tab.until(f"!!({element})", PATIENCE)
        await self.tab.run(f"({element}).click()")

    async def follow(self, part: str) -> None:
        """Follows the first link whose address has this part."""
        await self.tab.send("Page.bringToFront")  # a window that nobody sees does not look again by itself
        selector = json.dumps(f"a[href*='{part}']")
        await self.tab.until(f"!!document.querySelector({selector})", PATIENCE)
        await self.tab.run(f"document.querySelector({selector}).click()")
        await self.tab.until(DRAWN, PATIENCE)

    async def tick(self, label: str) -> None:
        """Ticks the box whose label begins so."""
        box = (
            "[...document.querySelectorAll('label')].find((each) => each.innerText.trim().startsWith("
            f"{json.dumps(label)}) && each.querySelector('input[type=checkbox]'))?.querySelector('input')"
        )
        await self.tab.until(f"!!({box})", PATIENCE)
        await self.tab.run(f"({box}).click()")

    async def send(self) -> None:
        """Presses the one button of a form that sends it."""
        button = "document.querySelector('main .actions button.primary:enabled')"
        await self.tab.until(f"!!{button}", PATIENCE)
        await self.tab.run(f"{button}.click()")
        await self.tab.until("!document.querySelector('[aria-busy=true]')", PATIENCE)

    async def change_answer(self, place: int) -> None:
        """Presses the button beside a line that was answered, to answer it anew."""
        button = f"document.querySelectorAll('.summary button')[{place}]"
        await self.tab.until(f"!!{button}", PATIENCE)
        await self.tab.run(f"{button}.click()")

    async def suggestion(self, kind: str) -> str:
        """Text of a suggested solution of this kind."""
        return str(await self.tab.run(f"document.querySelector(`[data-kind='{kind}'] strong`).innerText"))

    async def choose(self, value: str) -> None:
        """Chooses a radio button by its value."""
        selector = json.dumps(f"input[type=radio][value='{value}']")
        await self.tab.until(f"!!document.querySelector({selector})", PATIENCE)
        await self.tab.run(f"document.querySelector({selector}).click()")

    async def write(self, label: str, text: str, event: str = "input") -> None:
        """Writes into the field with this label. In one run: meanwhile a page that stands behind may move the focus."""
        field = (
            "((label) => document.getElementById(label.htmlFor))([...document.querySelectorAll('label')].find("
            f"(each) => each.innerText.trim() === {json.dumps(label)}))"
        )
        await self.tab.until(f"!!{field}", PATIENCE)
        await self.tab.run(
            f"((field) => {{ field.focus(); field.value = {json.dumps(text)}; "
            f"field.dispatchEvent(new Event('{event}', {{bubbles: true}})); }})({field})"
        )

    async def write_below(self, selector: str, place: int, text: str) -> None:
        """Writes into a field whose label is the programme's and not ours."""
        field = f"document.querySelectorAll({json.dumps('main ' + selector)})[{place}]"
        await self.tab.until(f"!!{field}", PATIENCE)
        await self.tab.run(
            f"((field) => {{ field.value = {json.dumps(text)}; "
            f"field.dispatchEvent(new Event('input', {{bubbles: true}})); }})({field})"
        )

    async def find_all(self, finding: str) -> None:
        """Finds the same of every point of a list of checks."""
        await self.tab.until("!!document.querySelector('[role=radiogroup]')", PATIENCE)
        boxes = f"document.querySelectorAll(`[role=radiogroup] input[value='{finding}']`)"
        for place in range(await self.tab.run(f"{boxes}.length")):
            await self.tab.run(f"{boxes}[{place}].click()")
            await self.tab.until(f"{boxes}[{place}].checked", PATIENCE)

    async def select(self, label: str, value: str) -> None:
        """Chooses from the list with this label."""
        await self.write(label, value, "change")

    async def pick_file(self, file: Path) -> None:
        await self.tab.until("!!document.querySelector('input[type=file]')", PATIENCE)
        document = await self.tab.send("DOM.getDocument")
        node = await self.tab.send("DOM.querySelector", nodeId=document["root"]["nodeId"], selector="input[type=file]")
        await self.tab.send("DOM.setFileInputFiles", nodeId=node["nodeId"], files=[str(file)])
        await self.tab.until("!!document.querySelector('.file')", PATIENCE)

    async def speak(self, language: str) -> None:
        await self.tab.run(
            f"((s) => {{ s.value = '{language}'; s.dispatchEvent(new Event('change', {{bubbles: true}})); }})"
            "(document.querySelector('.top select'))"
        )
        await self.tab.until(f"document.documentElement.lang.startsWith('{language}')", PATIENCE)

    async def require_sound(self, *, anew: bool = False) -> None:
        """Nothing that hinders anybody, seen or heard, nothing wider than the screen, no text without words."""
        await self.tab.send("Page.bringToFront")
        await self.tab.until(DRAWN, PATIENCE)
        screen = re.sub(r"(dsp|esc)_\w+", "", await self.tab.run("location.pathname + ' ' + innerWidth"))
        await self.take_picture(screen)
        if EVERY_STATE or anew or screen not in _examined:
            _examined.add(screen)
            await self._examine_by_day_and_night()
            if EVERY_STATE:
                obstacles = await find_obstacles(self.tab)
                assert obstacles == [], obstacles
        # A phone widens what it shows to what is too wide, so the screen's own width counts.
        screen_width = await self.tab.run("[document.documentElement.scrollWidth, innerWidth]")
        assert max(screen_width) <= (self.width or screen_width[1]), f"wider than the screen: {screen_width}"
        assert await self.tab.run(IN_ORDER), "not from head to foot"
        keys = await self.keys_without_words()
        assert keys == [], keys

    async def wear(self, scheme: str, medium: str = "") -> None:
        """Light or dark, as the reader's machine is set; on a screen, or as `print`."""
        self.scheme = scheme
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        await self.tab.send("Emulation.setEmulatedMedia", media=medium, features=features)

    async def _examine_by_day_and_night(self) -> None:
        await self.tab.send("Runtime.evaluate", expression=_axe_source())
        for scheme in ("dark", "light") if EVERY_STATE and not self.scheme else ("",):
            if scheme:
                features = [{"name": "prefers-color-scheme", "value": scheme}]
                await self.tab.send("Emulation.setEmulatedMedia", features=features)
                await self.tab.run(SETTLED)
            violations = await self.tab.run(FIND_VIOLATIONS, AXE_SECONDS)
            assert violations == [], (scheme, violations)

    async def take_picture(self, name: str) -> None:
        if PICTURES is None:
            return
        await self.tab.send("Page.bringToFront")
        await asyncio.to_thread(Path(PICTURES).mkdir, parents=True, exist_ok=True)
        own, number = (self.width, self.height), next(_numbers)
        for width, size in {"phone": PHONE, "desktop": DESKTOP}.items() if self.width else {"as-it-is": own}.items():
            if self.width:
                await self.size(*size)
                await self.tab.run(SETTLED)
            shot = await self.tab.send("Page.captureScreenshot", format="png", captureBeyondViewport=True)
            file = f"{number:03}-{re.sub(r'[^a-z0-9_]+', '-', name).strip('-')}-{width}.png"
            await asyncio.to_thread((Path(PICTURES) / file).write_bytes, base64.b64decode(shot["data"]))
        if self.width:
            await self.size(*own)

    async def keys_without_words(self) -> list[str]:
        """Keys and placeholders that stand in the page where a text should."""
        text = str(await self.tab.run("document.body.innerText"))
        return [
            *re.findall(r"\{\w+\}|undefined|\[object", text),
            *(key for key in text_keys() if _stands_in(key, text)),
        ]

    def complaints(self) -> list[str]:
        """Lines of the browser's log about what was forbidden or went wrong."""
        return [line for line in self.tab.log if "Content Security" in line or "exception" in line.lower()]


@asynccontextmanager
async def open_reader(browser: Browser, width: int = 390, height: int = 844) -> AsyncIterator[Reader]:
    """A person with a window, and a profile, of their own."""
    async with browser.tab() as tab:
        reader = Reader(tab)
        await reader.size(width, height)
        try:
            yield reader
        except BaseException:
            with contextlib.suppress(TimeoutError):
                await reader.take_picture("broken off")
            raise
        assert reader.complaints() == []


@cache
def text_keys() -> tuple[str, ...]:
    """Keys of the texts; those that are ordinary words cannot be told from their texts."""
    return tuple(key for key in texts_of("en") if "." in key or "_" in key)


@cache
def texts_of(language: str) -> dict[str, str]:
    """Texts of the pages by key, for stories that people of different languages play."""
    files = sorted(TEXTS.rglob(f"{language}.js"))
    listed = {key: text for file in files for key, text in TEXT.findall(file.read_text())}
    return {key: text.replace('\\"', '"') for key, text in listed.items()}


def _stands_in(key: str, text: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(key)}(?![\w.])", text) is not None


@cache
def _axe_source() -> str:
    return AXE.read_text()
