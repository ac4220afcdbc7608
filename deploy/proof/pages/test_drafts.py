"""A buyer with a cheap phone in a bad place: the narrowest screen, a slow line that breaks off, and a page that the
phone throws away while its camera is open. What was written is still there."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market, euro_amount

from .conftest import Site
from .desk.test_desk import SCOPES, open_report
from .reader import DESKTOP, NARROW, PATIENCE, Reader, open_reader, texts_of
from .test_pages import deliver
from .test_pieces import ask_for_films, make_film

pytestmark = pytest.mark.slow
EN = texts_of("en")
STORY = "The shade is cracked right across. لا يعمل"
FIELD = "document.querySelector('main textarea')?.value"
TICKS = "[...document.querySelectorAll('main .tick input')].map((each) => each.checked).join()"
DRAFTS = "Object.keys(sessionStorage).filter((key) => key.includes('draft.')).join()"
CHOSEN = "document.querySelector('main select')?.selectedOptions[0]?.value"
AGAINST_ANOTHER = """(() => {
    const name = Object.keys(sessionStorage).find((key) => key.includes('draft.'));
    sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(sessionStorage.getItem(name)), version: 0 }));
})()"""
LOADED = "performance.getEntriesByType('resource').map(({ name }) => name)"
FILES_MODULE = f"import({LOADED}.find((each) => /files[^/]*js/.test(each)))"
UNTYPED = json.dumps([{"type": "", "name": name} for name in ("IMG_0001.HEIC", "a.b.mov", "note.amr", "heic")])
KINDS = ["photo", "video", "audio", "document"]


async def load_anew(reader: Reader) -> None:
    await reader.tab.send("Page.reload")
    await reader.tab.until("!window.parleyBefore", PATIENCE)
    await reader.tab.until("!!document.querySelector('main h1') && !document.querySelector('.skeleton')", PATIENCE)


async def mark_page(reader: Reader) -> None:
    """So that one can tell when another page has come."""
    await reader.tab.run("window.parleyBefore = true")


async def test_pag_21_a_report_begun_on_a_bad_phone_goes_on_where_it_broke_off(
    site: Site, market: Market, browser: Browser, photo: Path
) -> None:
    escrow = await deliver(market)
    async with open_reader(browser, *NARROW) as buyer:
        await buyer.tab.slow(latency_ms=300, upload_bytes=60_000)
        await buyer.open(await site.link("buyer", "anna", language="en", escrow=escrow))
        await buyer.choose("significantly_not_as_described")
        await buyer.press(EN["continue"])
        await buyer.write(EN["report.explanation"], STORY)
        await buyer.require_sound(anew=True)
        await mark_page(buyer)
        await load_anew(buyer)
        await buyer.tab.until(f"{FIELD} === {STORY!r}", PATIENCE)
        await buyer.press(EN["continue"])
        await buyer.speak("fr")  # nor does another language begin anew
        await buyer.speak("en")
        await buyer.wait_for(EN["report.amount"])
        await buyer.press(EN["continue"])
        await buyer.choose("refund_full")
        await buyer.press(EN["continue"])
        await buyer.pick_file(photo)
        assert await buyer.tab.run(f"{FILES_MODULE}.then(({{ kindOfFile }}) => {UNTYPED}.map(kindOfFile))") == KINDS
        await buyer.press(EN["continue"])
        await buyer.wait_for(EN["report.summary"])
        await buyer.require_sound(anew=True)
        await buyer.tab.offline(True)
        await buyer.press(EN["report.send"])
        await buyer.wait_for(EN["trouble.offline"])
        await buyer.require_sound(anew=True)
        await buyer.tab.slow(latency_ms=300, upload_bytes=60_000)
        await buyer.press(EN["report.send"])
        await buyer.wait_for(EN["timeline.title"])
        assert await buyer.reads(STORY)
        assert await buyer.tab.run(DRAFTS) == ""
    opened = (await market.platform.get("/v1/disputes"))["data"]
    assert len(opened) == 1


async def test_pag_21_what_was_written_stays_until_it_is_sent(site: Site, market: Market, browser: Browser) -> None:
    case = await open_report(market)
    async with open_reader(browser, *NARROW) as buyer, open_reader(browser, *DESKTOP) as olga:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await buyer.write(EN["messages.write"], STORY)
        await mark_page(buyer)
        await load_anew(buyer)
        await buyer.tab.until(f"{FIELD} === {STORY!r}", PATIENCE)
        await buyer.press(EN["messages.send"])
        await buyer.wait_for(EN["messages.sent"])
        await mark_page(buyer)
        await load_anew(buyer)
        await buyer.wait_for(STORY)
        assert await buyer.tab.run(FIELD) == ""
        assert await buyer.tab.run(DRAFTS) == ""

        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en", dispute=case.id))
        await olga.go(f"review/{case.id}/decide")
        await olga.choose("refund_full")
        await olga.write(EN["ruling.explanation"], STORY)
        await mark_page(olga)
        await load_anew(olga)
        await olga.tab.until(f"{FIELD} === {STORY!r}", PATIENCE)
        assert await olga.tab.run("document.querySelector('input[value=refund_full]').checked")


async def test_pag_21_no_form_loses_what_was_typed(site: Site, market: Market, browser: Browser) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *NARROW) as seller, open_reader(browser, *DESKTOP) as olga:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.go(f"case/{case.id}/counter")
        await seller.choose("refund_partial")
        await seller.write(EN["offer.amount"], "41.50")
        await seller.write(EN["offer.note"], STORY)
        await seller.speak("fr")
        await seller.speak("en")
        await seller.tab.until(f"{FIELD} === {STORY!r}", PATIENCE)
        await market.platform.perform_act(f"/v1/page-links/{site.links[-1]}/revoke", {})
        await mark_page(seller)
        await seller.tab.send("Page.reload")
        await seller.tab.until("!window.parleyBefore", PATIENCE)
        await seller.wait_for(EN["shut.draft"])
        await seller.require_sound(anew=True)
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.go(f"case/{case.id}/counter")
        await seller.tab.until(f"{FIELD} === {STORY!r}", PATIENCE)
        assert await seller.tab.run("document.querySelector('.amount-field input').value") == "41.50"
        assert await seller.tab.run("document.querySelector('input[value=refund_partial]').checked")
        await seller.send()
        await seller.wait_for(EN["turn.theirs"].format(who=EN["role.buyer"]))
        assert await seller.tab.run(DRAFTS) == ""

        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        for form in ("ask_for_evidence", "extend"):
            await olga.go(f"review/{case.id}/{form}")
            await olga.write(EN["turn.until"], "2027-01-02T10:30")
            await olga.speak("fr")
            await olga.speak("en")
            await olga.tab.until("document.querySelector('[type=datetime-local]')?.value === '2027-01-02T10:30'")


async def test_pag_21_against_another_proposal_only_the_words_come_back(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *NARROW) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.go(f"case/{case.id}/counter")
        await seller.choose("refund_partial")
        await seller.write(EN["offer.amount"], "41.50")
        await seller.write(EN["offer.note"], STORY)
        await seller.tab.run(AGAINST_ANOTHER)
        await mark_page(seller)
        await seller.tab.send("Page.reload")
        await seller.tab.until(f"!window.parleyBefore && {FIELD} === {STORY!r}", PATIENCE)
        assert await seller.tab.run("!document.querySelector('input[type=radio]:checked')")


async def test_pag_21_a_contest_begun_at_the_desk_is_that_of_its_party(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)
    await case.rule_case("refund_partial", "partial_evidence", amount=euro_amount(3_000))
    await market.settle_events()
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=[*SCOPES, "lead"], language="en"))
        await olga.go(f"review/{case.id}/appeal@buyer")
        await olga.write(EN["appeal.explanation"], STORY)
        await olga.go(f"review/{case.id}/appeal@seller")
        await olga.wait_for(EN["appeal.explanation"])
        await olga.tab.until(f"{FIELD} !== {STORY!r}", PATIENCE)
        await olga.go(f"review/{case.id}/appeal@buyer")
        await olga.tab.until(f"{FIELD} === {STORY!r}", PATIENCE)


async def test_pag_21_what_is_chosen_in_a_form_stays_with_what_is_written(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await ask_for_films(market)
    about = urlencode({"dispute": case.id, "kind": "video", "filename": "call.webm"})
    film = str((await market.seller.perform_act(f"/v1/evidence/uploads?{about}", make_film()))["id"])
    await market.settle_events()
    async with open_reader(browser, *NARROW) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.tab.run("document.querySelector('.attach summary').click()")
        await seller.tab.run("document.querySelector('.attach input').click()")
        await seller.write(EN["messages.write"], STORY)
        await mark_page(seller)
        await load_anew(seller)
        await seller.tab.until(f"{FIELD} === {STORY!r}", PATIENCE)
        assert await seller.tab.run("document.querySelector('.attach input').checked")
        await seller.press(EN["messages.send"])
        await seller.wait_for(EN["messages.sent"])
        assert await seller.tab.run(DRAFTS) == ""

        await seller.follow("/provide_evidence")
        await seller.choose("1")
        await seller.select(EN["call.recording"], film)
        await seller.tab.run("document.querySelector('main .tick input').click()")
        before = await seller.tab.run(TICKS)
        await mark_page(seller)
        await load_anew(seller)
        await seller.choose("1")
        await seller.tab.until(f"{CHOSEN} === {film!r}", PATIENCE)
        assert "true" in before
        assert await seller.tab.run(TICKS) == before

        await seller.tab.run(
            "Object.keys(sessionStorage).filter((key) => key.includes('draft.')).forEach("
            f"(key) => sessionStorage.setItem(key, sessionStorage.getItem(key).replaceAll({film!r}, 'evd_gone')))"
        )
        await mark_page(seller)
        await load_anew(seller)
        await seller.choose("1")
        await seller.tab.until(f"{CHOSEN} === ''", PATIENCE)
        await seller.write(EN["call.provider"], "Meet\u2028\tLive")  # one line, whatever was pasted
        written = await seller.tab.run("JSON.stringify(sessionStorage)")
        assert "evd_gone" not in written
        assert "Meet Live" in written
    message = (await market.operator.get(f"{case.path}/messages"))["data"][-1]
    assert len(message["attachments"]) == 1


async def test_pag_21_nobody_is_told_of_what_somebody_else_has_written_in_the_same_tab(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *NARROW) as reader:
        await reader.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await reader.write(EN["messages.write"], STORY)
        for goes_on in (True, False):
            address = await site.link("buyer", "anna", language="en", dispute=case.id)
            if goes_on:
                await reader.open(address)
                await reader.wait_for(EN["timeline.title"])
            await market.platform.perform_act(f"/v1/page-links/{site.links[-1]}/revoke", {})
            await mark_page(reader)
            if goes_on:
                await reader.tab.send("Page.reload")
            else:
                await reader.tab.open(address)
            await reader.tab.until("!window.parleyBefore", PATIENCE)
            await reader.wait_for(EN["shut.page_link_revoked"])
            assert not await reader.reads(EN["shut.draft"])
