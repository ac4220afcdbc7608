# ruff: noqa: RUF001 (letters of other scripts are what is tried here)
"""What people paste: pages send it as people see it, and the API takes what they send (DOR-W20)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest

import disputes.pages
from common.kernel.writing.invisible_characters import find_stray_format_character
from deploy.proof.testing.chromium import Browser

pytestmark = pytest.mark.slow
SCRIPT: Final = Path(disputes.pages.__file__).parent / "static" / "writing.js"
PASTED: Final = {
    "a shop's soft hyphens": ("Kaffee\u00adma\u00adschine", "Kaffeemaschine"),
    "a page's zero-width space": ("https://\u200bparley", "https://parley"),
    "a wiki's non-joiner": ("Auf\u200clage", "Auflage"),
    "a messenger's embedding and isolates": ("\u202a+49 30\u202c, \u2068Anna\u2069", "+49 30, Anna"),
    "a telephone's mark beside digits": ("+49 30\u200e 12", "+49 30 12"),
    "a file's byte order mark": ("\ufeffHello", "Hello"),
    "a word processor's line ends": ("one\u000btwo\u2028three\u2029four", "one\ntwo\nthree\nfour"),
    "an override": ("invoice \u202egpj.exe", "invoice gpj.exe"),
    "hebrew with its full stop": ("מחשב (חדש).\u200f", "מחשב (חדש).\u200f"),
    "persian": ("کتاب\u200cهای", "کتاب\u200cهای"),
    "hindi": ("क्\u200dष", "क्\u200dष"),
    "khmer": ("ភាសា\u200bខ្មែរ", "ភាសា\u200bខ្មែរ"),
    "rainbow": ("\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f3f3\ufe0f\u200d\U0001f308"),
    "firefighter": ("\U0001f469\U0001f3fd\u200d\U0001f692", "\U0001f469\U0001f3fd\u200d\U0001f692"),
}


async def test_dor_w20_what_people_paste_is_sent_as_they_see_it(browser: Browser) -> None:
    module = f"data:text/javascript,{quote(SCRIPT.read_text())}"
    texts = json.dumps({name: pasted for name, (pasted, _) in PASTED.items()})
    async with browser.tab() as tab:
        written = json.loads(
            await tab.run(f"import({json.dumps(module)}).then(({{ writeBody }}) => writeBody({texts}))")
        )

    assert written == {name: seen for name, (_, seen) in PASTED.items()}
    assert [name for name, text in written.items() if find_stray_format_character(text) is not None] == []
