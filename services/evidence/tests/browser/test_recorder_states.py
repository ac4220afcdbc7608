"""Every state of the recorder: what is said in it, who can use it, and that what was filmed arrives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Final

import pytest

from deploy.proof.demo.recorder import NOTICE_TEXT, wait_for_seconds
from deploy.proof.pages.keyboard import Keyboard
from deploy.proof.pages.reader import NARROW, PHONE, Reader
from deploy.proof.testing.chromium import Browser, Tab

LANGUAGES: Final = ("fr", "pt", "zh", "en")
AT_TWICE: Final = (640, 450)
RECORDING: Final = "document.querySelector('#badge').hidden === false"
DONE: Final = "!document.querySelector('#done').hidden"
NO_CAMERA: Final = """
navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('not allowed', 'NotAllowedError'); };
"""
NO_MICROPHONE: Final = """
const devices = navigator.mediaDevices;
const ask = devices.getUserMedia.bind(devices);
devices.getUserMedia = async (wanted) => {
  if (wanted.audio) throw new DOMException('no microphone', 'NotFoundError');
  return ask(wanted);
};
"""
COUNTED: Final = """
window.asked = 0;
const devices = navigator.mediaDevices;
const ask = devices.getUserMedia.bind(devices);
devices.getUserMedia = (wanted) => { window.asked += 1; return ask(wanted); };
"""
WORDS_AND_BAR: Final = """new Promise((done) => requestAnimationFrame(() => done([
  document.querySelector('#words').getBoundingClientRect().bottom,
  document.querySelector('#bar').getBoundingClientRect().top,
])))"""
LEAVING: Final = "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
"""Whether somebody is asked before the page is closed."""


@asynccontextmanager
async def open_recorder(site: Any, browser: Browser, *scripts: str, by: str = "seller") -> AsyncIterator[Reader]:
    """A person with a phone before the recorder's page, whose browser is as these scripts make it."""
    opened = await site.opened(by)
    async with browser.tab() as tab:
        for script in scripts:
            await tab.send("Page.addScriptToEvaluateOnNewDocument", source=script)
        reader = Reader(tab)
        await reader.size(*PHONE)
        await reader.open(site.address + opened["recorder_url"])
        await tab.until("!document.querySelector('#bar').hidden")
        yield reader


async def speak(tab: Tab, language: str) -> None:
    await tab.run(
        f"((s) => {{ s.value = '{language}'; s.dispatchEvent(new Event('change')); }})"
        "(document.querySelector('#language'))"
    )


async def require_sound_everywhere(reader: Reader) -> None:
    """In each language, on the narrowest phone, at twice the size, by day and by night."""
    for language, size in zip(LANGUAGES, (NARROW, AT_TWICE, PHONE, PHONE), strict=True):
        await speak(reader.tab, language)
        await reader.size(*size)
        await reader.require_sound(anew=language in ("fr", "en"))


async def start(tab: Tab) -> None:
    await tab.click("#main")
    await tab.until("!document.querySelector('#stage').hidden")
    await tab.click("#main")
    await tab.until(RECORDING)


@pytest.mark.slow
async def test_pag_50_every_state_of_the_recorder_can_be_read_and_used_by_everybody(site, browser) -> None:
    async with open_recorder(site, browser, NO_CAMERA) as reader:
        await require_sound_everywhere(reader)
        await reader.tab.click("#main")
        await reader.wait_for("may not use the camera")
        await require_sound_everywhere(reader)
        assert await reader.tab.run("document.querySelector('#main').ariaDisabled") == "false", "it can be tried again"
    async with open_recorder(site, browser) as reader:
        await start(reader.tab)
        await require_sound_everywhere(reader)
        await reader.tab.offline(True)
        await reader.wait_for("No connection")
        await require_sound_everywhere(reader)
        await reader.tab.offline(False)
        await reader.tab.until(f"{NOTICE_TEXT} === ''")
        await wait_for_seconds(reader.tab, 11)
        await reader.tab.click("#main")
        await reader.tab.until(DONE)
        await require_sound_everywhere(reader)


@pytest.mark.slow
async def test_pag_50_who_films_with_the_keyboard_alone_is_told_what_has_come_of_it(site, browser) -> None:
    async with open_recorder(site, browser) as reader:
        keys = Keyboard(reader)
        await keys.do("Turn on camera and microphone")
        await reader.wait_for("Start recording")
        assert await keys.read_name() == "Start recording", "the button keeps the focus"
        await keys.press("Enter")
        await wait_for_seconds(reader.tab, 11)
        assert await reader.tab.run(LEAVING), "what was not sent yet would be lost"
        await keys.go_back_to("Receipts or the tracking number")
        await keys.press(" ")
        await keys.do("Finish")
        await reader.tab.until("document.activeElement.id === 'received'")
        assert not await reader.tab.run(LEAVING)
        assert await reader.tab.run("document.querySelector('#verdict').role") == "status"


async def test_pag_50_who_has_no_microphone_reads_it_as_long_as_they_film(site, browser) -> None:
    async with open_recorder(site, browser, NO_MICROPHONE) as reader:
        await start(reader.tab)
        await wait_for_seconds(reader.tab, 3)
        assert "No microphone" in await reader.tab.run(NOTICE_TEXT)


async def test_pag_50_the_words_to_say_are_on_the_screen_while_it_is_filmed(site, browser) -> None:
    async with open_recorder(site, browser) as reader:
        await start(reader.tab)
        for size in (PHONE, NARROW, AT_TWICE):
            await reader.size(*size)
            await speak(reader.tab, "fr")
            below, bar = await reader.tab.run(WORDS_AND_BAR)
            assert below <= bar, (size, below, bar)


async def test_pag_50_a_camera_is_asked_for_once_however_often_the_button_is_pressed(site, browser) -> None:
    async with open_recorder(site, browser, COUNTED) as reader:
        await reader.tab.run("[1, 2, 3].forEach(() => document.querySelector('#main').click())")
        await reader.tab.until("!document.querySelector('#stage').hidden")
        assert await reader.tab.run("window.asked") == 1


async def test_pag_50_a_page_that_is_loaded_anew_speaks_the_language_that_was_chosen(site, browser) -> None:
    async with open_recorder(site, browser) as reader:
        await speak(reader.tab, "zh")
        await reader.tab.run("window.isOld = true")
        await reader.tab.send("Page.reload")
        await reader.tab.until("!window.isOld && document.querySelector('#bar')?.hidden === false")
        assert await reader.tab.run("document.querySelector('h1').textContent") == "实时视频"


@pytest.mark.slow
@pytest.mark.parametrize("longest_film", [timedelta(seconds=20)])
async def test_pag_50_a_film_that_is_as_long_as_it_may_be_is_sent_by_itself(site, browser) -> None:
    async with open_recorder(site, browser) as reader:
        await start(reader.tab)
        await reader.wait_for("Less than a minute is left")
        await reader.tab.until(DONE, 60)


@pytest.mark.slow
@pytest.mark.parametrize("longest_film", [timedelta(seconds=20)])
async def test_pag_50_of_a_film_that_becomes_too_long_what_has_come_is_used(site, browser) -> None:
    """It was begun in a page that was closed, and goes on when it may go on no more."""
    async with open_recorder(site, browser) as reader:
        address = await reader.tab.run("location.href")
        await start(reader.tab)
        await wait_for_seconds(reader.tab, 8)
        await reader.tab.open("about:blank")
        await asyncio.sleep(13)
        await reader.open(address)
        await reader.wait_for("Part of your video is here already")
        await start(reader.tab)
        await reader.tab.until(DONE, 60)
