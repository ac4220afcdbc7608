# ruff: noqa: RUF001 (letters of other scripts are what is tried here)
"""What people paste: pages send it as people see it, and the API takes what they send (DOR-W20)."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest

import disputes.pages
from common.kernel.writing.invisible_characters import (
    find_stray_format_character,
    remove_stray_format_characters,
    shows_nothing,
)
from deploy.proof.testing.chromium import Browser

pytestmark = pytest.mark.slow
STATIC: Final = Path(disputes.pages.__file__).parent / "static"
RULE: Final = json.dumps(f"data:text/javascript,{quote((STATIC / 'invisible.js').read_text())}")
MODULE: Final = json.dumps(
    f"data:text/javascript,{quote((STATIC / 'writing.js').read_text().replace(json.dumps('./invisible.js'), RULE))}"
)
UNSEEN: Final = (
    "\u200b\u200c\u200d\u200e\u200f\u061c\u180e\u202e\u2060\ufeff\u00ad\u2066\u2069\ufff9\U000e0067\U000e007f"
)
NEIGHBOURS: Final = (
    "aZ.1 \n\t\u0915\u094d\u0937\u0643\u06f1\u0661\u060c\u05d0\u0e01\u0e3f\u1780\u1820\u1802\u1000\u1715\ua9c0\u0f40"
    "\u2764\ufe0f\u20e3\u2194\u2640\u0600\U0001f469\U0001f3fd\U0001f3f4"
)
PROBES: Final = ("\u200b", "\u180e", "\u200c", "\u200d", "\u200f")
UNBROKEN: Final = ("CJK UNIFIED", "CJK COMPAT", "HANGUL SYLLABLE", "TANGUT")
"""Beginnings of names of which thousands are alike."""
PASTED: Final = {
    "a shop's soft hyphens": ("Kaffee\u00adma\u00adschine", "Kaffeemaschine"),
    "a page's zero-width space": ("https://\u200bparley", "https://parley"),
    "a wiki's non-joiner": ("Auf\u200clage", "Auflage"),
    "a messenger's embedding and isolates": ("\u202a+49 30\u202c, \u2068Anna\u2069", "+49 30, Anna"),
    "a telephone's mark beside digits": ("+49 30\u200e 12", "+49 30 12"),
    "a file's byte order mark": ("\ufeffHello", "Hello"),
    "a word processor's line ends": ("one\u000btwo\u2028three\u2029four", "one\ntwo\nthree\nfour"),
    "a terminal's signs": ("one\u0000\u0007\ttwo\u009b", "one\ttwo"),
    "a spreadsheet's line ends": ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    "blanks behind a mark": ("\u200b carrier \u200e", "carrier"),
    "nothing but a word's end": ("\u200b", ""),
    "a filler of hangul": (" \u3164\u200d ", ""),
    "half a picture": ("cut \ud83d", "cut"),
    "tags that are no flag's": ("A\U000e0067\U000e007f", "A"),
    "an override": ("invoice \u202egpj.exe", "invoice gpj.exe"),
    "hebrew with its full stop": ("מחשב (חדש).\u200f", "מחשב (חדש).\u200f"),
    "persian": ("کتاب\u200cهای", "کتاب\u200cهای"),
    "hindi": ("क्\u200dष", "क्\u200dष"),
    "khmer": ("ភាសា\u200bខ្មែរ", "ភាសា\u200bខ្មែរ"),
    "khmer before latin": ("ខ្មែរ\u200b Parley", "ខ្មែរ\u200b Parley"),
    "persian before a full stop": ("می\u200c.", "می\u200c."),
    "mongolian": ("ᠬᠠᠨ\u180eᠠ", "ᠬᠠᠨ\u180eᠠ"),
    "scotland": ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
    "a nodding face": ("\U0001f642\u200d\u2195\ufe0f", "\U0001f642\u200d\u2195\ufe0f"),
    "rainbow": ("\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f3f3\ufe0f\u200d\U0001f308"),
    "firefighter": ("\U0001f469\U0001f3fd\u200d\U0001f692", "\U0001f469\U0001f3fd\u200d\U0001f692"),
}


async def test_dor_w20_what_people_paste_is_sent_as_they_see_it(browser: Browser) -> None:
    texts = json.dumps({name: pasted for name, (pasted, _) in PASTED.items()})
    async with browser.tab() as tab:
        written = json.loads(await tab.run(f"import({MODULE}).then(({{ writeBody }}) => writeBody({texts}))"))

    assert written == {name: seen for name, (_, seen) in PASTED.items()}
    assert [name for name, text in written.items() if find_stray_format_character(text) is not None] == []
    assert [name for name, text in written.items() if text and shows_nothing(text)] == []


async def test_dor_w20_pages_take_out_what_the_api_refuses_and_nothing_else(browser: Browser) -> None:
    texts = [*describe_neighbours(), *mix_characters(random.Random(20), 20_000)]
    async with browser.tab() as tab:
        cleaned = await tab.run(
            f"import({RULE}).then(({{ removeInvisible }}) => {json.dumps(texts)}.map(removeInvisible))"
        )

    differing = [
        (ascii(text), ascii(page), ascii(api))
        for text, page in zip(texts, cleaned, strict=True)
        if page != (api := clean_text(text))
    ]
    assert (len(differing), differing[:10]) == (0, [])
    assert [ascii(text) for text in cleaned if find_stray_format_character(text) is not None] == []


def clean_text(text: str) -> str:
    """By the API's own rule, until nothing is stray."""
    cleaned = remove_stray_format_characters(text)
    return text if cleaned == text else clean_text(cleaned)


def describe_neighbours() -> Iterator[str]:
    """Every character before and behind each that some neighbours welcome."""
    for character in map(chr, range(0x110000)):
        if unicodedata.category(character) in ("Cn", "Co", "Cs", "Cc", "Zl", "Zp"):
            continue
        if not unicodedata.name(character, "").startswith(UNBROKEN):
            yield "a".join(f"{character}{probe}a{probe}{character}" for probe in PROBES)


def mix_characters(chance: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        alphabets = chance.choices((NEIGHBOURS, UNSEEN), k=chance.randint(1, 9))
        yield "".join(chance.choice(alphabet) for alphabet in alphabets)
