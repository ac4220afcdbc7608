"""The recorder page in a real browser, with a camera and a microphone that are not real."""

from __future__ import annotations

import asyncio
import json

import pytest

from deploy.proof.film.ways import CHEATING_WAYS, install_cheat

SECONDS = "Number(document.querySelector('#badge').textContent.split(':')[1])"


async def recording(tab, site, opened, *, seconds: int = 8) -> None:
    await tab.phone(scale=1)
    await tab.open(site.address + opened["recorder_url"])
    await tab.until("!document.querySelector('#bar').hidden")
    await tab.click("#main")
    await tab.until(
        "!document.querySelector('#stage').hidden && document.querySelector('#main').ariaDisabled !== 'true'"
    )
    await tab.click("#main")
    await tab.until(f"{SECONDS} >= {seconds}")


async def finished(tab) -> None:
    await tab.click("#main")
    await tab.until("!document.querySelector('#done').hidden")


async def filmed(site, browser) -> dict[str, object]:
    """Record, cut the network, resume, finish, verified."""
    opened = await site.opened()
    async with browser.tab() as tab:
        await recording(tab, site, opened, seconds=12)
        await tab.offline(True)
        await tab.until("document.querySelector('#badge').classList.contains('paused')")
        await asyncio.sleep(2)
        assert "No connection" in await tab.run("document.querySelector('#notice').textContent")
        await tab.offline(False)
        await tab.until("!document.querySelector('#badge').classList.contains('paused')")
        before = await tab.run(SECONDS)
        await tab.until(f"{SECONDS} >= {before + 12}")
        await tab.run("document.querySelector('#checklist input').click()")
        await finished(tab)
        found = await site.verified(opened["id"])
        await tab.until("document.querySelector('#verdict').textContent.startsWith('Checked')")
        assert not [line for line in tab.log if "Content Security Policy" in line or "exceptionDetails" in line]
    return found


async def test_t6_a_recording_with_the_network_cut_is_live_and_a_replay_of_it_is_not(site, browser) -> None:
    """Then somebody sends the same film into another session."""
    found = await filmed(site, browser)
    if starved(found):  # a machine too busy to film in time proves nothing about the recorder
        found = await filmed(site, browser)

    assert found["result"] == "live", json.dumps(found["verification"])
    assert "paused" in {gap["kind"] for gap in found["gaps"]}
    item = (await site.world.get(f"/items/{found['item']}")).json()
    assert (item["kind"], item["file"]["media_type"]) == ("live_video", "video/webm")
    newest, *_ = (await site.world.get("/requests", params={"dispute": site.world.dsp})).json()["data"]
    assert newest["satisfied_by"] == found["item"]
    assert await replayed(site, await site.file(found)) == ("not_shown_live", ["tokens_genuine"])


def starved(found) -> bool:
    seen = found["verification"]
    return seen["result"] != "live" and seen["frames"] < 6 * seen["seconds"]


async def replayed(site, film: bytes) -> tuple[str, list[str]]:
    opened = await site.opened()
    secret = {"X-Session-Secret": opened["recorder_url"].partition("#")[2]}
    home = f"/v1/evidence/video-sessions/{opened['id']}/record"
    start = {"code": opened["challenge"]["code"], "media_type": "video/webm"}
    await site.world.client.post(f"{home}/segments", json=start, headers=secret)
    for n, at in enumerate(range(0, len(film), 200_000)):
        about = {"n": n, "segment": 0}
        await site.world.client.post(f"{home}/chunks", params=about, content=film[at : at + 200_000], headers=secret)
    await site.world.client.post(f"{home}/finish", json={"chunks": n + 1}, headers=secret)
    found = await site.verified(opened["id"])
    return found["result"], [c["check"] for c in found["verification"]["checks"] if c["outcome"] == "fail"]


@pytest.mark.slow
async def test_t6_a_page_that_was_closed_goes_on_and_says_what_it_has(site, browser) -> None:
    opened = await site.opened()
    async with browser.tab() as tab:
        await recording(tab, site, opened, seconds=6)
        await tab.click("#main")  # a slip of the thumb
        await tab.until("document.querySelector('#notice').textContent.includes('ten seconds')")
        await tab.open("about:blank")
        await recording(tab, site, opened, seconds=10)
        await finished(tab)
    found = await site.verified(opened["id"])

    assert "restarted" in {gap["kind"] for gap in found["gaps"]}
    assert not [c for c in found["verification"]["checks"] if c["outcome"] == "fail"], found["verification"]


@pytest.mark.slow
@pytest.mark.parametrize("way", [way for way in CHEATING_WAYS if way.name == "stolen"], ids=lambda way: way.name)
async def test_who_has_the_page_in_his_hands_cannot_cheat_so(site, browser, way) -> None:
    """A slice of `make film`."""
    opened, other = await site.opened(), await site.opened()
    async with browser.tab() as tab:
        await install_cheat(tab, way.cheat, other)
        await recording(tab, site, opened, seconds=18)
        await finished(tab)

    assert (await site.verified(opened["id"]))["result"] in way.expected


async def test_the_page_speaks_four_languages_and_needs_nothing_from_elsewhere(site, browser) -> None:
    opened = await site.opened(by="buyer")
    async with browser.tab() as tab:
        await tab.open(site.address + opened["recorder_url"])
        await tab.until("!document.querySelector('#bar').hidden")
        titles = {}
        for language in ("en", "fr", "pt", "zh"):
            await tab.run(
                f"(s => {{ s.value = '{language}'; s.dispatchEvent(new Event('change')) }})"
                "(document.querySelector('#language'))"
            )
            titles[language] = await tab.run("document.querySelector('h1').textContent")
            words = await tab.run("document.querySelector('#words').textContent")
            assert words == " · ".join(opened["challenge"]["words"][language])
            assert "undefined" not in await tab.run("document.body.innerText")
        loaded = await tab.run("performance.getEntriesByType('resource').map(r => new URL(r.name).origin)")

    assert titles == {"en": "Live video", "fr": "Vidéo en direct", "pt": "Vídeo ao vivo", "zh": "实时视频"}
    assert set(loaded) == {site.address}


async def test_prm_40_the_page_says_for_which_marketplace_and_deal_it_films(site, browser) -> None:
    title = "Une lampe de bureau « Tizio », noire, avec transformateur et ampoule de rechange"
    await site.world.named("Lampes & Cie <b>", title)
    opened = await site.opened(by="buyer")
    async with browser.tab() as tab:
        await tab.phone(scale=1)
        await tab.open(site.address + opened["recorder_url"])
        await tab.until("!document.querySelector('#bar').hidden")
        for language, word in (("en", "Live video"), ("fr", "Vidéo"), ("pt", "Vídeo"), ("zh", "实时视频")):
            await tab.run(
                f"(s => {{ s.value = '{language}'; s.dispatchEvent(new Event('change')) }})"
                "(document.querySelector('#language'))"
            )
            assert "Lampes & Cie <b>" in await tab.run("document.querySelector('header').innerText")
            assert title in await tab.run("document.querySelector('#deal').innerText")
            name_of_the_page = await tab.run("document.title")
            assert word in name_of_the_page
            assert "Lampes & Cie <b>" in name_of_the_page
        assert await tab.run("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out on a phone"


async def test_prm_40_of_what_is_not_known_yet_the_page_says_nothing(site, browser) -> None:
    opened = await site.opened(by="buyer")
    async with browser.tab() as tab:
        await tab.open(site.address + opened["recorder_url"])
        await tab.until("!document.querySelector('#bar').hidden")
        hidden = "['marketplace', 'deal'].every(id => document.getElementById(id).hidden)"
        assert await tab.run(hidden)


async def test_a_wrong_link_says_so_and_asks_for_nothing(site, browser) -> None:
    opened = await site.opened()
    async with browser.tab() as tab:
        await tab.open(site.address + opened["recorder_url"][:-4] + "AAAA")
        await tab.until("document.querySelector('#notice').textContent.includes('not valid')")
        assert await tab.run("document.querySelector('#bar').hidden")
