"""On the narrowest phone, and where a browser speaks otherwise than its reader: nothing is pushed aside, cells say what
they are, hours say of which zone, what cannot be done leads back, and what has not changed is not sent again."""

from __future__ import annotations

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market, euro_amount

from .conftest import Site
from .desk.test_desk import SCOPES, open_report
from .reader import DESKTOP, NARROW, PHONE, Reader, open_reader, texts_of

EN = texts_of("en")
PUSHED_ASIDE = (
    "[...document.querySelectorAll('.scroller')].filter((each) => each.scrollWidth > each.clientWidth).length"
)
UNNAMED = """[...document.querySelectorAll('tbody td')].filter((each) => each.getClientRects().length
  && /^(none|normal|""|)$/.test(getComputedStyle(each, '::before').content)).length"""
CUT_NAMES = """(() => {
  const drawing = document.querySelector('.flow svg').getBoundingClientRect();
  return [...document.querySelectorAll('.flow text')].filter((each) => {
    const { left, right } = each.getBoundingClientRect();
    return left < drawing.left - 1 || right > drawing.right + 1;
  }).map((each) => each.textContent);
})()"""
"""What is written beyond the edge of the picture of the money."""
ROWS = "document.querySelectorAll('tbody tr').length"
OF_FIELD = "document.querySelector('input[type={kind}]').closest('.field').querySelector('.help{part}').innerText"
SMALL_TARGETS = """[...document.querySelectorAll('a[href], button, input, select, textarea, summary')].map((each) => {
  const target = each.matches('[type=checkbox], [type=radio]') ? each.closest('label') ?? each : each;
  const { width, height } = target.getBoundingClientRect();
  const line = target.matches('a') && target.parentElement;
  const isInSentence = line && line.textContent.trim().length > target.textContent.trim().length + 12;
  const isUnseen = !target.getClientRects().length || target.closest('.unseen, .skip');
  const isSmall = !isUnseen && !isInSentence && Math.min(width, height) < 43.5;
  return isSmall ? `${Math.round(width)}x${Math.round(height)} ${target.outerHTML.slice(0, 110)}` : null;
}).filter(Boolean)"""
"""Things to press that a thumb may miss; links within a sentence are as high as it."""
LOOK_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
UNCHANGED = (
    "performance.getEntriesByType('resource').filter((each) => each.responseStatus === 304).map((each) => each.name)"
)


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_pag_26_rows_stand_one_below_the_other_on_a_phone_and_each_cell_says_what_it_is(
    site: Site, market: Market, browser: Browser, language: str
) -> None:
    case = await open_report(market)
    async with open_reader(browser, *NARROW) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language=language))
        for place in ("desk", f"ledger/{(await case.read_case())['escrow']}"):
            await olga.go(place)
            await olga.tab.until(f"{ROWS} >= 1")
            assert await olga.tab.run(f"[{PUSHED_ASIDE}, {UNNAMED}]") == [0, 0], place
            await olga.require_sound(anew=True)
        names = await olga.tab.run("[...document.querySelectorAll('tbody td')].map((each) => each.dataset.label)")
        assert texts_of(language)["ledger.amount"] in names


@pytest.mark.parametrize(("language", "year"), [("en", "2026"), ("zh", "2026年")])
async def test_pag_13_a_day_and_hour_are_read_back_in_the_pages_language_with_their_zone(
    site: Site, market: Market, browser: Browser, language: str, year: str
) -> None:
    case = await open_report(market)
    async with open_reader(browser, *PHONE) as olga:
        await olga.tab.send("Emulation.setTimezoneOverride", timezoneId="Asia/Tokyo")
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language=language))
        await olga.go(f"review/{case.id}/extend")
        still = OF_FIELD.format(kind="datetime-local", part=":not([aria-live])")
        assert texts_of(language)["typed.moment"] in await olga.tab.run(still), "not read anew with every change"
        await olga.write(texts_of(language)["turn.until"], "2026-12-03T14:00")
        heard = OF_FIELD.format(kind="datetime-local", part="[aria-live=polite]")
        await olga.tab.until(f"{heard}.includes({year!r}) && /GMT\\+9|JST/.test({heard})")
        assert (await olga.tab.run(heard)).startswith("= "), "whoever hears the page hears it, and no more"
        await olga.go("analytics")
        await olga.write(texts_of(language)["analytics.from"], "2026-12-03")
        await olga.tab.until(f"{OF_FIELD.format(kind='date', part='[aria-live]')}.endsWith('(UTC)')")


async def test_pag_13_an_act_that_is_not_possible_leads_back(site: Site, market: Market, browser: Browser) -> None:
    case = await open_report(market)
    async with open_reader(browser, *PHONE) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        for act in ("approve", "accept@seller"):
            await olga.go(f"review/{case.id}/{act}")
            await olga.wait_for(EN["act.gone"])
            assert await olga.tab.run("document.querySelector('main .button.primary').innerText") == EN["act.back"]
            await olga.tab.run("document.querySelector('main .button.primary').click()")
            await olga.tab.until(f"location.pathname.endsWith('/review/{case.id}')")


async def test_dor_w3_what_has_not_changed_is_not_sent_again(site: Site, market: Market, browser: Browser) -> None:
    case = await open_report(market)
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await buyer.wait_for(EN["timeline.title"])
        await buyer.tab.run(LOOK_AGAIN)
        await buyer.tab.until(f"{UNCHANGED}.some((each) => each.includes('/v1/disputes/{case.id}?expand='))")
        await market.buyer.perform_act(f"{case.path}/messages", {"text": "It is new."})
        await buyer.wait_for("It is new.")


@pytest.mark.parametrize("language", ["en", "fr", "pt", "zh"])
async def test_pag_26_no_name_is_cut_off_at_the_edge_of_the_picture_of_the_money(
    site: Site, market: Market, browser: Browser, language: str
) -> None:
    deal = await market.deliver_deal(fee={"basis_points": 250, "paid_by": "seller"})
    case = await deal.open_negotiated(options=[{"kind": "refund_partial", "amount": euro_amount(4_000)}])
    path, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{path}/accept", {"version": version, "option": 0})
    await case.wait_for(status="closed")
    await market.settle_events()
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language=language))
        for size in (PHONE, NARROW, DESKTOP):
            await buyer.size(*size)
            await buyer.go("deals")
            await buyer.go(f"ledger/{(await case.read_case())['escrow']}")
            await buyer.tab.until("document.querySelectorAll('.flow .name').length >= 5")
            assert await buyer.tab.run(CUT_NAMES) == [], size


async def small_targets(reader: Reader, places: list[str]) -> dict[str, list[str]]:
    small_by_place = {}
    for place in places:
        await reader.go(place)
        await reader.require_sound()
        await reader.tab.run("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        await reader.tab.run("new Promise((done) => setTimeout(done, 400))")
        if small := await reader.tab.run(SMALL_TARGETS):
            small_by_place[place] = small
    return small_by_place


async def test_pag_26_whatever_can_be_pressed_is_as_large_as_a_thumb(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)
    talks = await (await market.deliver_deal()).open_negotiated()
    other = await market.deliver_deal()
    escrow = (await case.read_case())["escrow"]
    message = {"text": "See there."}
    await market.buyer.perform_act(f"{case.path}/messages", message)
    statement = {"dispute": talks.id, "kind": "statement", "text": "The shade is cracked."}
    piece = (await market.buyer.perform_act("/v1/evidence/items", statement))["id"]
    await market.settle_events()
    async with open_reader(browser, *PHONE) as reader:
        await reader.open(await site.link("buyer", "anna", language="fr", scopes=["clock"]))
        small_by_place = await small_targets(
            reader,
            [
                "deals",
                f"report/{other.id}",
                f"case/{talks.id}",
                f"piece/{piece}",
                f"ledger/{escrow}",
                f"case/{case.id}/provide_evidence",
            ],
        )
        await reader.open(await site.link("seller", "sam", language="fr"))
        small_by_place |= await small_targets(
            reader,
            [
                f"case/{talks.id}",
                f"case/{talks.id}/counter",
                f"case/{talks.id}/accept",
                f"case/{talks.id}/accept_claim",
            ],
        )
        await reader.open(await site.link("operator", "olga", language="fr", scopes=[*SCOPES, "clock"]))
        review = f"review/{case.id}"
        forms = [f"{review}/{act}" for act in ("decide", "extend", "ask_for_evidence", "pause", "message@buyer")]
        small_by_place |= await small_targets(
            reader,
            [
                "desk",
                review,
                *forms,
                f"review/{talks.id}",
                f"piece/{piece}",
                "standing/anna",
                "analytics",
                "policies",
                "policies/agreement_first-2026-12",
                "webhooks",
            ],
        )
    assert small_by_place == {}
