"""Somebody who uses the keyboard alone: goes from one thing to the next, and sees at each where they are."""

from __future__ import annotations

import json
from typing import Final

from .reader import Reader

CODES: Final = {
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    " ": 32,
    "PageUp": 33,
    "Home": 36,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "j": 74,
}
TEXTS: Final = {"Enter": "\r", " ": " "}
SHIFT: Final = 8
MOST_STOPS: Final = 90
NAME: Final = """((at) => {
  const label = at.labels?.[0] ?? at.closest('label');
  return (at.getAttribute('aria-label') ?? label?.innerText ?? at.innerText ?? '').trim().split('\\n')[0];
})(document.activeElement)"""
"""What the thing with the focus is called."""
HIDDEN_FOCUS: Final = """(() => {
  const at = document.activeElement;
  if (at === document.body || at.matches('iframe')) return null;
  const marked = [at, at.closest('.choice')].filter(Boolean).some((each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
  if (!marked && !at.matches('h1, h2, [type=range]')) return `not marked: ${at.outerHTML.slice(0, 160)}`;
  const { left, top, width, height } = at.getBoundingClientRect();
  const inside = top + height > 0 && top < innerHeight && left + width > 0 && left < innerWidth;
  if (!inside || !width) return `not on the screen: ${at.outerHTML.slice(0, 160)}`;
  const y = Math.min(innerHeight - 1, Math.max(0, top + Math.min(height, 40) / 2));
  const over = document.elementFromPoint(left + width / 2, y);
  const own = over && (at.contains(over) || over.contains(at) || at.closest('label')?.contains(over));
  return own ? null : `behind ${over?.outerHTML.slice(0, 80)}: ${at.outerHTML.slice(0, 160)}`;
})()"""
"""Why somebody cannot see where the focus is; null where they can."""


class Keyboard:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._tab = reader.tab

    async def press(self, key: str, *, times: int = 1, shift: bool = False) -> None:
        about = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": CODES[key]}
        more = {"text": TEXTS[key]} if key in TEXTS else {}
        for _ in range(times):
            modifiers = SHIFT if shift else 0
            await self._tab.send("Input.dispatchKeyEvent", type="keyDown", modifiers=modifiers, **about, **more)
            await self._tab.send("Input.dispatchKeyEvent", type="keyUp", modifiers=modifiers, **about)

    async def type(self, text: str) -> None:
        await self._tab.send("Input.insertText", text=text)

    async def read_name(self) -> str:
        return str(await self._tab.run(NAME))

    async def go_to(self, name: str) -> None:
        """On from where the focus is, until it stands at what is called so; at each stop it can be seen."""
        await self._tab.send("Page.bringToFront")
        await self._tab.until(f"document.body.textContent.includes({json.dumps(name)})")
        await self._walk(name, shift=False)

    async def go_back_to(self, name: str) -> None:
        await self._walk(name, shift=True)

    async def _walk(self, name: str, *, shift: bool) -> None:
        stops = []
        for _ in range(MOST_STOPS):
            await self.press("Tab", shift=shift)
            hidden = await self._tab.run(HIDDEN_FOCUS)
            assert hidden is None, hidden
            stops.append(await self.read_name())
            if stops[-1] == name:
                return
        raise AssertionError(f"no way by Tab to {name!r}: {stops}")

    async def choose(self, value: str) -> None:
        """To the next group of choices, and on within it by the arrows."""
        at = "document.activeElement"
        for _ in range(MOST_STOPS):
            if await self._tab.run(f"{at}.type") == "radio":
                break
            await self.press("Tab")
        await self.press(" ")
        for _ in range(MOST_STOPS):
            if await self._tab.run(f"{at}.value") == value:
                return
            await self.press("ArrowDown")
        raise AssertionError(f"no way by the arrows to {value!r}")

    async def pick(self, value: str) -> None:
        """Down the list with the focus, as far as this."""
        for _ in range(MOST_STOPS):
            if await self._tab.run("document.activeElement.value") == value:
                return
            await self.press("ArrowDown")
        raise AssertionError(f"not in the list: {value!r}")

    async def write_anew(self, text: str) -> None:
        """Over what stands in the field with the focus."""
        await self._tab.run("document.activeElement.select()")
        await self.type(text)

    async def do(self, name: str) -> None:
        """Go to a button or link, and press it."""
        await self.go_to(name)
        await self.press("Enter")
