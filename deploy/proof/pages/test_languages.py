"""What each language writes otherwise: spans of time, lists, colons and decimals; and what is longer in it than in
English is neither cut off nor broken."""

from __future__ import annotations

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market, euro_amount

from .conftest import Site
from .desk.test_desk import SCOPES, close_by_agreement, open_report
from .reader import DESKTOP, NARROW, PHONE, open_reader, texts_of

pytestmark = pytest.mark.slow
LANGUAGES = ["fr", "pt", "zh"]
ENGLISH_SPAN = r"/\b[0-9]+ (business )?(second|minute|hour|day)s?\b/"
BROKEN_WORDS = """[...document.querySelectorAll('.figure strong')].flatMap((each) => {
  const text = each.firstChild;
  return [...text.data.matchAll(/\\S+/g)].filter(({0: word, index}) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return new Set([...range.getClientRects()].map((place) => Math.round(place.top))).size > 1;
  }).map(([word]) => word);
})"""
"""Words of the figures that go on in the next line."""
OWN = "import([...document.querySelectorAll('link')].find((each) => each.href.endsWith('language.js')).href)"
"""The module that the page itself has loaded, in the language that it is in."""
TYPED = OWN.replace(".href)", ".href.replace('language.js', 'typed.js'))")
CUT_BOXES = """[...document.querySelectorAll('.box')].filter((each) => each.scrollHeight > each.clientHeight + 1)
  .map((each) => each.innerText)"""
CUT_OFF = """[...document.querySelectorAll('.whose strong, .desk-nav ul')].filter((each) =>
  each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1).map((each) => each.innerText)"""


@pytest.mark.parametrize("language", LANGUAGES)
async def test_pag_13_a_programmes_clocks_are_told_in_the_readers_language(
    site: Site, market: Market, browser: Browser, language: str
) -> None:
    async with open_reader(browser, *DESKTOP) as lea:
        await lea.open(await site.link("operator", "lea", scopes=SCOPES, language=language))
        for edition in ("agreement_first-2026-12", "live_video-2026-12", "report_review-2026-12"):
            await lea.go(f"policies/{edition}")
            await lea.wait_for(texts_of(language)["policy.stages"])
            assert not await lea.tab.run(f"{ENGLISH_SPAN}.test(document.querySelector('main').innerText)"), edition
            await lea.tab.until("document.querySelectorAll('.box').length >= 4")
            assert await lea.tab.run(CUT_BOXES) == [], edition


@pytest.mark.parametrize("language", LANGUAGES)
async def test_pag_26_figures_and_names_are_neither_broken_nor_cut_off(
    site: Site, market: Market, browser: Browser, language: str
) -> None:
    await close_by_agreement(market, 4_000)
    async with open_reader(browser, *DESKTOP) as lea:
        await lea.open(await site.link("operator", "lea", scopes=SCOPES, language=language))
        for place in ("desk", "analytics"):
            await lea.go(place)
            await lea.tab.until("document.querySelectorAll('.figure').length > 4")
            for size in (DESKTOP, NARROW):
                await lea.size(*size)
                assert await lea.tab.run(BROKEN_WORDS) == [], (place, size)
                assert await lea.tab.run(CUT_OFF) == [], (place, size)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_pag_13_nobody_reads_codes_or_another_language(
    site: Site, market: Market, browser: Browser, language: str
) -> None:
    case = await open_report(market)
    texts = texts_of(language)
    async with open_reader(browser, *PHONE) as seller, open_reader(browser, *DESKTOP) as olga:
        await seller.open(await site.link("seller", "sam", language=language, dispute=case.id))
        await seller.wait_for(texts["story.office_changed"].format(name=texts["office.dispute_desk"]))
        assert not await seller.reads("Dispute desk")
        titles = await seller.tab.run("[...document.querySelectorAll('.offer strong')].map((each) => each.textContent)")
        assert sorted(titles) == sorted([texts["role.buyer"], texts["you"]])
        await seller.require_sound()
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language=language, dispute=case.id))
        await olga.go(f"review/{case.id}/decide")
        await olga.wait_for(texts["ruling.rule"])
        rule = await olga.tab.run("document.querySelector('main input[maxlength=\"200\"]').value")
        assert rule.endswith(", 2026-12")
        assert "_" not in rule


@pytest.mark.parametrize(
    ("language", "until", "wording"),
    [
        ("fr", "2026-12-01T21:00:00Z", "demain"),
        ("fr", "2026-12-02T01:00:00Z", "après-demain"),
        ("en", "2026-12-02T01:00:00Z", "in 2 days"),
        ("en", "2026-12-03T19:00:00Z", "in 3 days"),
        ("en", "2026-12-01T19:59:00Z", "in 23 hours"),
        ("pt", "2026-11-30T21:59:00Z", "dentro de 1 hora"),
        ("en", "2026-11-28T23:00:00Z", "2 days ago"),
    ],
)
async def test_pag_13_what_is_left_is_counted_by_the_calendar_and_never_as_more_than_it_is(
    site: Site, browser: Browser, language: str, until: str, wording: str
) -> None:
    async with open_reader(browser) as reader:
        await reader.open(f"{site.address}/pages/open")
        await reader.speak(language)
        now = "Date.parse('2026-11-30T20:00:00Z')"
        assert await reader.tab.run(f"{OWN}.then(({{relative}}) => relative('{until}', {now}))") == wording


async def test_pag_13_a_case_is_punctuated_as_its_reader_writes(site: Site, market: Market, browser: Browser) -> None:
    case = await open_report(market)
    kinds = "document.querySelector('.timeline').innerText"
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="zh", dispute=case.id))
        await olga.tab.until(f"/、/.test({kinds})")
        assert not await olga.tab.run(f"/[^0-9], /.test({kinds})")
        await olga.speak("fr")
        await olga.wait_for("Acheteur\u00a0: anna")
        assert not await olga.tab.run("/[^0-9] [:;?!]( |$)/m.test(document.querySelector('main').innerText)")


async def test_pag_13_amounts_are_typed_as_the_language_writes_them(
    site: Site, market: Market, browser: Browser
) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="fr", dispute=case.id))
        await seller.go(f"case/{case.id}/counter")
        await seller.choose("refund_partial")
        await seller.tab.until("!!document.querySelector('.amount-field input')")
        assert "," in await seller.tab.run("document.querySelector('.amount-field input').value")
        await seller.speak("zh")
        await seller.choose("refund_partial")
        assert "." in await seller.tab.run("document.querySelector('.amount-field input').value")


@pytest.mark.parametrize(
    ("language", "typed", "currency", "minor"),
    [
        ("en", "1,234.50", "EUR", 123_450),
        ("en", "€1,234", "EUR", 123_400),
        ("en", "1.234", "EUR", None),
        ("fr", "1.234,50", "EUR", 123_450),
        ("fr", "1,234", "EUR", None),
        ("pt", "40,", "EUR", 4_000),
        ("en", "60,000", "JPY", 60_000),
        ("zh", "\uff16\uff10\uff0c\uff10\uff10\uff10", "JPY", 60_000),
        ("en", "1.5", "JPY", None),
        ("fr", "1,234", "KWD", 1_234),
        ("en", "\u0664\u0660\u066b\u0665", "EUR", 4_050),
        ("en", "1,2,3", "EUR", None),
        ("en", "-5", "EUR", None),
        ("fr", "12€50", "EUR", None),
        ("fr", "12 50", "EUR", None),
        ("en", "12'50", "EUR", None),
        ("en", "$40", "EUR", None),
        ("en", "0,500", "EUR", None),
        ("fr", "1.005", "EUR", 100_500),
        ("en", "1,234", "KWD", None),
        ("en", "0,450", "KWD", 450),
        ("en", "JP¥1,000", "JPY", 1_000),
    ],
)
async def test_pag_13_amounts_are_read_as_people_type_and_paste_them(
    site: Site, browser: Browser, language: str, typed: str, currency: str, minor: int | None
) -> None:
    async with open_reader(browser) as reader:
        await reader.open(f"{site.address}/pages/open")
        await reader.speak(language)
        assert await reader.tab.run(f"{TYPED}.then(({{parseAmount}}) => parseAmount({typed!r}, '{currency}'))") == minor


async def test_pag_13_a_slider_stands_at_round_amounts_and_reaches_both_ends(
    site: Site, market: Market, browser: Browser
) -> None:
    deal = await market.deliver_deal(price=12_950)
    case = await deal.open_negotiated(claimed=12_950)
    slider = "document.querySelector('input[type=range]')"
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.go(f"case/{case.id}/counter")
        await seller.choose("refund_partial")
        for slid, typed in (("4000", "40.00"), ("0", "0.01"), ("999999", "129.49")):
            await seller.tab.until(f"!!{slider}")
            await seller.tab.run(
                f"{slider}.value = '{slid}'; {slider}.dispatchEvent(new Event('input', {{bubbles: true}}))"
            )
            await seller.tab.until(f"document.querySelector('.amount-field input').value === '{typed}'", 5)


async def test_pag_13_the_drawing_of_the_ledger_fits_on_a_phone(site: Site, market: Market, browser: Browser) -> None:
    deal = await market.deliver_deal(fee={"basis_points": 250})
    half = [{"kind": "refund_partial", "amount": euro_amount(6_000)}]
    case = await deal.open_negotiated(options=half)
    path, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{path}/accept", {"version": version, "option": 0})
    escrow = (await case.wait_for(status="closed"))["escrow"]
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="pt"))
        await buyer.go(f"ledger/{escrow}")
        await buyer.tab.until("document.querySelectorAll('.flow .arrow').length === 4")
        assert await buyer.tab.run(
            "[document.querySelector('.flow')].every((each) => each.scrollWidth <= each.clientWidth)"
        )
        await buyer.require_sound(anew=True)


async def test_pag_26_nothing_is_wider_than_the_screen_at_twice_and_four_times_the_size(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)
    escrow = (await case.read_case())["escrow"]
    review = f"review/{case.id}"
    places = ["desk", review, f"{review}/decide", f"{review}/extend", f"ledger/{escrow}", "analytics", "webhooks"]
    async with open_reader(browser, *DESKTOP) as lea:
        await lea.open(await site.link("operator", "lea", scopes=SCOPES, language="en"))
        for place in [*places, "policies", "policies/agreement_first-2026-12", "standing/anna"]:
            await lea.go(place)
            for size in ((640, 450), (320, 256)):
                await lea.size(*size)
                widths = await lea.tab.run("[document.documentElement.scrollWidth, innerWidth]")
                assert max(widths) <= size[0], (place, size, widths)


async def test_pag_13_what_is_chosen_can_be_told_in_a_readers_own_few_colours(
    site: Site, market: Market, browser: Browser
) -> None:
    await close_by_agreement(market, 4_000)
    grounds = "[...document.querySelectorAll('.tab')].map((each) => getComputedStyle(each).backgroundColor)"
    bars = "getComputedStyle(document.querySelector('.bar-room i')).backgroundColor"
    async with open_reader(browser, *DESKTOP) as lea:
        features = [{"name": "forced-colors", "value": "active"}]
        await lea.tab.send("Emulation.setEmulatedMedia", media="", features=features)
        await lea.open(await site.link("operator", "lea", scopes=SCOPES, language="en"))
        await lea.go("analytics")
        await lea.tab.until("document.querySelectorAll('.bar-room i').length > 0")
        assert len(set(await lea.tab.run(grounds))) == 2, "one tab is pressed"
        assert await lea.tab.run(bars) != await lea.tab.run("getComputedStyle(document.body).backgroundColor")
