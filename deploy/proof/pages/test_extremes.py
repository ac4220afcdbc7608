"""Cases that are larger, narrower, or written otherwise than most: everything can be read, and nothing that somebody
wrote runs or breaks the page."""

from __future__ import annotations

import asyncio
import json

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market, euro_amount

from .conftest import Site
from .reader import DESKTOP, NARROW, PHONE, open_reader, texts_of

pytestmark = pytest.mark.slow
EN = texts_of("en")
HOSTILE = [
    "<img src=x onerror=\"document.title='taken'\">",
    "</textarea><script>document.title='taken'</script>",
    "javascript:document.title='taken'//",
    "${1 + 1} %s \\u0000 {{1 + 1}}",
    "مرحبا عليكم שלום 👨‍👩‍👧 z̵̢a̴l̸g̷o",
    "W" * 400,
]
READ_CODE = """(async () => {
  const app = document.querySelector('script[type=module]').src;
  const { generate } = await import(app.replace('app.js', 'vendor/qr.js'));
  const shown = document.querySelector('.qr path').getAttribute('d');
  const drawn = (text) => {
    const code = generate(text);
    let path = '';
    for (let y = 0; y < code.size; y += 1) {
      for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
    }
    return path;
  };
  return drawn(window.handed) === shown ? window.handed : 'another code';
})()"""
"""Draws the address that the page was given, as its library does, and compares: the machine has no camera."""
KEEP_ADDRESS = """(() => {
  const send = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await send(...asked);
    if (!String(asked[0]).endsWith('/hand-over')) return answer;
    const [front, secret] = (await answer.clone().json()).url.split('#');
    window.handed = `${front}#${location.pathname.replace('/pages/', '')}~${secret}~${document.documentElement.lang}`;
    return answer;
  };
})()"""
TITLE = "لمبة <img src=x onerror=\"document.title='taken'\"> " + "W" * 60
AT_TWICE = (640, 450)
"""What is left of a desk's screen at 200 %."""


async def crowd(market: Market) -> Case:
    """A case with 200 messages and 100 pieces of evidence."""
    deal = await market.deliver_deal(policy="agreement_first", agreement={"title": TITLE})
    case = await deal.open_negotiated()
    for number in range(200):
        who = (market.buyer, market.seller)[number % 2]
        text = HOSTILE[number % len(HOSTILE)] if number < 12 else f"Message {number}"
        await who.perform_act(f"{case.path}/messages", {"text": text})
        await asyncio.sleep(0)
    for number in range(99):  # fifty of each side, with what was reported in the deal
        text = HOSTILE[number % len(HOSTILE)] if number < 6 else f"Statement {number}"
        who = (market.buyer, market.seller)[number % 2]
        await who.perform_act("/v1/evidence/items", {"dispute": case.id, "kind": "statement", "text": text})
    await market.settle_events()
    return case


async def test_pag_26_two_hundred_messages_and_a_hundred_pieces_are_all_there(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await crowd(market)
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await buyer.wait_for("Message 199")
        await buyer.tab.send("Emulation.setEmulatedMedia", media="print")
        printed = await buyer.tab.run("document.querySelector('main').innerText")
        assert EN["messages.earlier"] in printed, "paper says that there are more"
        await buyer.tab.send("Emulation.setEmulatedMedia", media="")
        await buyer.press(EN["messages.earlier"])
        await buyer.tab.until("document.querySelectorAll('.message').length === 200")
        await buyer.press(EN["evidence.earlier"])
        await buyer.tab.until("document.querySelectorAll('.files .file').length === 100")
        await buyer.press(EN["timeline.earlier"])
        await buyer.tab.until("document.querySelectorAll('.timeline li').length > 250")
        for size in (NARROW, AT_TWICE, DESKTOP):
            await buyer.size(*size)
            await buyer.require_sound(anew=size == NARROW)
        assert await buyer.tab.run(
            "!document.title.includes('taken') && !document.querySelector('main script, main img[src=x]')"
        )
        assert await buyer.tab.run(
            "[...document.querySelectorAll('main a')].every((each) => /^https?:/.test(each.href))"
        )
        for text in HOSTILE:
            shown = json.dumps(text)
            assert await buyer.tab.run(
                f"[...document.querySelectorAll('.message p')].some((each) => each.textContent === {shown})"
            ), text


async def test_pag_26_a_seller_of_two_hundred_deals_finds_each_of_them(
    site: Site, market: Market, browser: Browser
) -> None:
    oldest = await market.fund_deal(agreement={"title": "The oldest lamp"})
    waiting = await (await market.deliver_deal(agreement={"title": "A lamp in dispute"})).open_negotiated()
    for _ in range(200):
        offered = {"buyer": "bea", "seller": "sam", "amount": euro_amount(100), "agreement": {"title": "A lamp"}}
        await market.platform.perform_act("/v1/escrows", offered)
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en"))
        assert await seller.tab.run(f"!!document.querySelector('main section a[href*=\"{waiting.id}\"]')")
        assert not await seller.reads("The oldest lamp")
        await seller.press(EN["deals.all_deals"])
        await seller.wait_for("The oldest lamp")
        await seller.require_sound(anew=True)
        await seller.follow(f"/report/{oldest.id}")
        await seller.wait_for(EN["report.not_now"])
    lists = [seen for seen in site.door.seen if seen.startswith("GET /v1/disputes?")]
    assert any("open=true" in seen for seen in lists), "what is under way is read to its end, however much is over"


async def test_pag_24_a_case_goes_on_by_phone(site: Site, market: Market, browser: Browser) -> None:
    deal = await market.deliver_deal(policy="report_review")
    case = await deal.open_dispute(reason="service_not_as_described")
    async with open_reader(browser, *DESKTOP) as desk, open_reader(browser, *PHONE) as phone:
        await desk.open(await site.link("buyer", "anna", language="en"))
        await desk.go(f"case/{case.id}/provide_evidence")
        await desk.press(EN["phone.title"])
        await desk.tab.run(KEEP_ADDRESS)
        await desk.press(EN["phone.show"])
        await desk.tab.until("!!document.querySelector('.qr path')")
        await desk.require_sound(anew=True)
        address = str(await desk.tab.run(READ_CODE))
        assert address.startswith("http://parley.test/pages/go-on#case/")
        await phone.open(address.replace("http://parley.test", site.address))
        await phone.wait_for(EN["evidence.which"])
        assert await phone.tab.run("location.pathname") == f"/pages/case/{case.id}/provide_evidence"
        assert await phone.tab.run("location.hash") == ""
        await phone.require_sound()
        secret = address.partition("~")[2]
        assert not [seen for seen in site.door.seen if secret[:40] in seen]


ADDRESS = {
    "recipient": "سارة <b>Ω</b> 李",
    "street": HOSTILE[0],
    "postal_code": "1100-001",
    "city": "Łódź שלום",
    "country": "PT",
}
NOTE = HOSTILE[1]


async def go_back_damaged(market: Market) -> Case:
    """A case in which each side has written something hostile into each field that there is."""
    deal = await market.deliver_deal(policy="guided_solutions", agreement={"title": TITLE})
    case = await deal.open_dispute(reason="damaged_in_transport", explanation=HOSTILE[0])
    talks = await case.await_mediation_path()
    for question, value in (("damage", "unusable"), ("replaceable", False)):
        await market.buyer.perform_act(f"{talks}/answers", {"question": question, "value": value})
    back = {"options": [{"kind": "return_and_refund"}], "note": NOTE}
    await market.buyer.perform_act(f"{talks}/proposals", back)
    path, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{path}/accept", {"version": version, "option": 0})
    await case.wait_for(stage="return_address")
    await market.seller.perform_act(f"{case.path}/return", {"address": ADDRESS})
    parcel = {"carrier": "other", "carrier_name": "<i>Mule</i>", "tracking_number": "JD014600000RU"}
    await market.buyer.perform_act(f"{case.path}/return", {"parcel": parcel})
    await market.buyer.perform_act(f"{case.path}/messages", {"text": HOSTILE[4]})
    received = {"condition": "damaged", "note": HOSTILE[3]}
    await market.seller.perform_act(f"{case.path}/return/acknowledge", received)
    await market.settle_events()
    return case


async def test_pag_26_nothing_hostile_runs_or_breaks_a_page_whichever_field_it_was_written_into(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await go_back_damaged(market)
    looks = "!document.title.includes('taken') && !document.querySelector('main script, main img[src=x], main b')"
    async with open_reader(browser, *PHONE) as reader:
        for role, person, scopes in (("buyer", "anna", []), ("seller", "sam", []), ("operator", "olga", ["decide"])):
            await reader.open(await site.link(role, person, language="en", dispute=case.id, scopes=scopes))
            await reader.wait_for(EN["timeline.title"])
            for size in (NARROW, AT_TWICE):
                await reader.size(*size)
                await reader.require_sound(anew=size == NARROW)
            assert await reader.tab.run(looks)
            for text in (HOSTILE[0], NOTE, HOSTILE[4]):
                shown = json.dumps(text)
                assert await reader.tab.run(f"document.querySelector('main').textContent.includes({shown})"), (
                    role,
                    text,
                )


async def answer_with_words(market: Market) -> Case:
    """A case whose sides have declined one another's proposals, each with a word on it."""
    deal = await market.deliver_deal(policy="agreement_first", agreement={"title": TITLE})
    case = await deal.open_negotiated()
    path, version = await case.read_newest_proposal()
    less = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}], "note": NOTE}
    await market.seller.perform_act(f"{path}/counter", less)
    path, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{path}/reject", {"version": version, "reason": HOSTILE[0]})
    await market.settle_events()
    return case


async def state_deal(market: Market) -> Case:
    """A case in which what was agreed is stated by the buyer, and is for the operators of an office to verify."""
    offices = [{"code": "calls", "name": "Büro <b>Ω</b> مكتب", "operators": ["olga"], "policies": ["live_video"]}]
    await market.platform.put("/v1/dispute-settings", {"offices": offices})
    deal = await market.deliver_deal(policy="live_video", agreement={"title": TITLE})
    stated = {"item": HOSTILE[0][:60], "agreed_price": euro_amount(12_000), "terms": NOTE}
    case = await deal.open_dispute(transaction=stated, need=HOSTILE[0])
    await market.settle_events()
    return case


async def test_pag_26_words_on_proposals_and_on_what_was_agreed_are_shown_as_text(
    site: Site, market: Market, browser: Browser
) -> None:
    answered, stated = await answer_with_words(market), await state_deal(market)
    ready = {"reason_code": "terms", "title": HOSTILE[0][:60], "text": NOTE}
    lea = await market.mint_person("operator", "lea", "read", "decide", "lead")
    await lea.perform_act("/v1/reason-texts", ready)
    looks = "!document.title.includes('taken') && !document.querySelector('main script, main img[src=x], main b')"
    async with open_reader(browser, *PHONE) as reader:
        for role, person, scopes in (("buyer", "anna", []), ("seller", "sam", []), ("operator", "lea", ["decide"])):
            await reader.open(await site.link(role, person, language="en", scopes=scopes))
            home = "review" if role == "operator" else "case"
            for place, text in (
                (f"{home}/{answered.id}", HOSTILE[0]),
                (f"{home}/{answered.id}", NOTE),
                (f"{home}/{stated.id}", HOSTILE[0]),
                (f"ledger/{(await stated.read_case())['escrow']}", TITLE),
            ):
                await reader.go(place)
                shown = json.dumps(text)
                await reader.tab.until(f"document.querySelector('main').textContent.includes({shown})")
                await reader.require_sound()
                assert await reader.tab.run(looks), (role, place)


async def test_pag_34_a_long_queue_goes_on_page_by_page(site: Site, market: Market, browser: Browser) -> None:
    for _ in range(52):
        await (await market.deliver_deal()).open_dispute(options=[{"kind": "refund_full"}])
    await market.renew_tokens()
    rows = "document.querySelectorAll('tbody tr').length"
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=["decide"], language="en"))
        await olga.tab.until(f"{rows} === 50")
        await olga.require_sound(anew=True)
        await olga.press(EN["desk.more"])
        await olga.tab.until(f"{rows} === 2")
        await olga.press(EN["back"])
        await olga.tab.until(f"{rows} === 50")
        for size in (NARROW, AT_TWICE):
            await olga.size(*size)
            await olga.require_sound(anew=size == NARROW)


async def test_pag_20_a_representative_acts_for_the_seller_in_one_case(
    site: Site, market: Market, browser: Browser
) -> None:
    deal = await market.deliver_deal(policy="report_review")
    case = await deal.open_dispute(reason="service_not_as_described")
    await market.settle_events()
    async with open_reader(browser, *PHONE) as agent, open_reader(browser, *PHONE) as buyer:
        await agent.open(await site.link("representative", "kim", language="en", dispute=case.id))
        await agent.wait_for(EN["role.representative"])
        await agent.write(EN["messages.write"], HOSTILE[4])
        await agent.press(EN["messages.send"])
        await agent.wait_for(EN["messages.sent"])
        await agent.follow("/provide_evidence")
        await agent.require_sound(anew=True)
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await buyer.wait_for(HOSTILE[4])
        await buyer.require_sound()
