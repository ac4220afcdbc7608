"""Stories of the other programmes through the pages alone, from the report to the money: goods that go back, guided
questions, a contest, live videos. With those of `test_pages.py` each programme is played, in each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market, euro_amount

from .conftest import Site
from .reader import DESKTOP, PHONE, Reader, open_reader, texts_of
from .test_looks import LINKS, dress
from .test_pages import HOSTILE, deliver

pytestmark = pytest.mark.slow
NAME = "سارة <b>Ω</b>"
ADDRESS = {
    "recipient": NAME,
    "street": "Rua da Ponte 5",
    "postal_code": "1100-001",
    "city": "Lisboa",
    "country": "portugal",
}


@pytest.mark.usefixtures("pages_alone")
async def test_pag_20_guided_questions_lead_to_goods_that_go_back_and_to_the_money(
    site: Site, market: Market, browser: Browser, photo: Path
) -> None:
    escrow = await deliver(market, policy="guided_solutions")
    zh, pt = texts_of("zh"), texts_of("pt")
    async with open_reader(browser, *PHONE) as buyer, open_reader(browser, *DESKTOP) as seller:
        await buyer.open(await site.link("buyer", "anna", language="zh", escrow=escrow))
        await buyer.choose("damaged_in_transport")
        await buyer.press(zh["continue"])
        await buyer.write(zh["report.explanation"], "灯罩\u200b碎了。")
        await buyer.press(zh["continue"])
        await buyer.press(zh["continue"])
        await buyer.press(zh["continue"])
        await buyer.press(zh["report.send"])
        await buyer.wait_for(zh["turn.yours"])
        await buyer.require_sound()
        await answer_the_guide(buyer, zh)
        await buyer.press(zh["act.propose"])
        await buyer.wait_for(zh["turn.theirs"].format(who=zh["role.seller"]))

        dispute = await buyer.tab.run("location.pathname.split('/')[3]")
        await seller.open(await site.link("seller", "shop", language="pt", dispute=dispute))
        await seller.press(pt["act.accept"])
        await seller.press(pt["accept.do"])
        await seller.follow("/give_return_address")
        for field, value in ADDRESS.items():
            await seller.write(pt[f"address.{field}"], value)
        await seller.require_sound()
        await seller.send()
        await seller.wait_for(pt["turn.theirs"].format(who=pt["role.buyer"]))

        await buyer.wait_for(zh["turn.yours"])
        await buyer.follow("/ship_return")
        assert await buyer.reads(NAME)
        assert await buyer.reads("葡萄牙"), "a country that was typed by its name is named in the reader's language"
        await buyer.write(zh["parcel.carrier"], "DHL")
        await buyer.write(zh["parcel.tracking"], "JD014600000RU")
        await buyer.require_sound()
        await buyer.send()
        await buyer.wait_for(zh["turn.theirs"].format(who=zh["role.seller"]))

        await seller.wait_for(pt["turn.yours"])
        await seller.follow("/acknowledge_return")
        await seller.choose("received")
        await seller.wait_for("120,00")
        await seller.require_sound()
        await seller.send()
        await seller.wait_for(pt["turn.closed"])
        await buyer.wait_for(zh["turn.closed"])
        await buyer.require_sound()
    await market.renew_tokens()
    settled = await market.platform.get(f"/v1/escrows/{escrow}")
    assert settled["funds"]["refunded"]["amount"] == 12_000


async def answer_the_guide(buyer: Reader, zh: dict[str, str]) -> None:
    """Answer, go back and answer otherwise, and take what is then suggested."""
    await buyer.press(zh["act.answer"])
    await buyer.choose("cosmetic")
    await buyer.require_sound()
    await buyer.press(zh["continue"])
    await buyer.choose("true")
    await buyer.change_answer(0)
    await buyer.choose("unusable")
    await buyer.press(zh["continue"])
    await buyer.choose("false")
    await buyer.press(zh["continue"])
    await buyer.wait_for(zh["guide.suggested"])
    await buyer.require_sound()
    await buyer.tick(await buyer.suggestion("return_and_refund"))
    await buyer.require_sound()


@pytest.mark.usefixtures("pages_alone")
async def test_pag_20_both_sides_film_and_the_money_follows_the_ruling(
    site: Site, market: Market, browser: Browser
) -> None:
    escrow = await deliver(market, policy="live_video")
    await dress(market, primary="#b45309", accent="#fde047", links=LINKS)
    en, zh, fr = texts_of("en"), texts_of("zh"), texts_of("fr")
    async with (
        open_reader(browser, *PHONE) as buyer,
        open_reader(browser, *DESKTOP) as seller,
        open_reader(browser, *DESKTOP) as operator,
    ):
        await buyer.open(await site.link("buyer", "anna", language="en", escrow=escrow))
        await buyer.choose("significantly_not_as_described")
        await buyer.press(en["continue"])
        await buyer.write(en["report.explanation"], HOSTILE)
        await buyer.write_below("textarea", 1, "It says brass, it is plastic.")
        await buyer.write_below("textarea", 2, "Solid brass.")
        await buyer.require_sound()
        for _ in range(3):
            await buyer.press(en["continue"])
        await buyer.press(en["report.send"])
        await buyer.wait_for(en["timeline.title"])
        await buyer.require_sound()
        dispute = await buyer.tab.run("location.pathname.split('/')[3]")

        await operator.open(
            await site.link("operator", "olga", scopes=["read", "decide"], language="fr", dispute=dispute)
        )
        await operator.follow("/assign")
        await operator.send()
        await operator.follow("/verify")
        await operator.find_all("yes")
        await operator.require_sound()
        await operator.send()
        await operator.follow("/request_video")
        await operator.send()

        await seller.open(await site.link("seller", "shop", language="zh", dispute=dispute))
        await film(seller, zh)
        await film(buyer, en)
        await market.advance_clock(by="4 days")  # where the machine was too busy for films to count as live
        await look_at_film(operator, fr, dispute)
        await operator.follow("/decide")
        await operator.choose("refund_full")
        await operator.choose("seller")
        await operator.find_all("yes")
        await operator.select(fr["ruling.reason"], "condition_not_as_agreed")
        await operator.write(fr["ruling.explanation"], HOSTILE)
        await operator.press(fr["ruling.look"])
        await operator.wait_for("120,00")
        await operator.require_sound()
        await operator.press(fr["ruling.give"])
        await buyer.wait_for(en["turn.closed"])
        await seller.wait_for(zh["turn.closed"])
        await seller.require_sound()
        assert await buyer.reads("<img src=x onerror=")
    await market.renew_tokens()
    settled = await market.platform.get(f"/v1/escrows/{escrow}")
    assert settled["funds"]["refunded"]["amount"] == 12_000


async def look_at_film(operator: Reader, texts: dict[str, str], dispute: str) -> None:
    """See a live video beside what the checks have found, decide otherwise, and go back to the case."""
    await operator.go("desk")
    await operator.go(f"review/{dispute}")
    film = (
        "[...document.querySelectorAll(`a[href*='/piece/']`)].find("
        f"(each) => each.innerText.startsWith('{texts['kind.live_video']}'))"
    )
    await operator.tab.until(f"!!{film}")
    await operator.tab.run(f"{film}.click()")
    await operator.wait_for(texts["piece.findings"])
    await operator.wait_for(texts["check.words_spoken"])
    await operator.wait_for(texts["found.tokens_follow"])
    assert not await operator.tab.run("!!document.querySelector('.findings [lang]')"), "told in English to everybody"
    await operator.tab.until("document.querySelector('video')?.readyState >= 1")
    await operator.press(texts["piece.frame_on"])
    await operator.require_sound(anew=True)
    await operator.press(texts["piece.overrule"])
    await operator.choose("live")
    await operator.write(texts["standing.why"], HOSTILE)
    await operator.send()
    await operator.wait_for(texts["piece.overruled"].format(result=texts["result.live"]))
    await operator.require_sound(anew=True)
    await operator.press(texts["act.back"])


RECORDER_TITLES = {texts_of("en")["title"]: "Live video", texts_of("zh")["title"]: "实时视频"}
"""Whose list and words are in the reader's language: by what the resolution centre is called in it."""


async def film(person: Reader, texts: dict[str, str]) -> None:
    """From the case to the recorder and back, as long as a film must be."""
    await person.wait_for(texts["turn.yours"])
    await person.follow("/provide_evidence")
    await person.choose("0")
    await person.press(texts["evidence.start_video"])
    link = "document.querySelector('main a[target=_blank]')"
    await person.tab.until(f"!!{link}")
    address, case = await person.tab.run(f"{link}.href"), await person.tab.run("location.href")
    await person.require_sound()
    await person.tab.open(address.replace("http://parley.test", await person.tab.run("location.origin")))
    await person.tab.until("document.querySelector('#bar')?.hidden === false", 40)
    await person.tab.until("!!document.documentElement.style.getPropertyValue('--brand')")
    await person.tab.until("document.querySelectorAll('#legal a').length === 4")
    assert await person.reads(RECORDER_TITLES[texts["title"]])
    await person.require_sound()
    await person.tab.click("#main")
    await person.tab.until(
        "!document.querySelector('#stage').hidden && document.querySelector('#main').ariaDisabled !== 'true'"
    )
    await person.tab.click("#main")
    await person.tab.until("Number(document.querySelector('#badge').textContent.split(':')[1]) >= 12", 90)
    await person.tab.run("document.querySelectorAll('#checklist input').forEach((box) => box.click())")
    await person.take_picture(f"recorder filming {person.width}")
    await person.tab.click("#main")
    await person.tab.until("!document.querySelector('#done').hidden", 60)
    await person.take_picture(f"recorder done {person.width}")
    await person.open(case.rpartition("/")[0])


@pytest.mark.usefixtures("pages_alone")
async def test_pag_20_a_contest_says_what_it_lacks_and_another_operator_decides_again(
    site: Site, market: Market, browser: Browser, photo: Path
) -> None:
    escrow = await deliver(market, policy="report_review")
    fr = texts_of("fr")
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="fr", escrow=escrow))
        await buyer.choose("service_not_as_described")
        await buyer.press(fr["continue"])
        await buyer.write(fr["report.explanation"], HOSTILE)
        for _ in range(3):
            await buyer.press(fr["continue"])
        await buyer.press(fr["report.send"])
        await buyer.wait_for(fr["timeline.title"])
        dispute = await buyer.tab.run("location.pathname.split('/')[3]")
        await market.advance_clock(by="4 days")
        await decide(site, browser, dispute, "olga", amount="50")

        await buyer.wait_for(fr["ruling.contest_until"])
        await buyer.follow("/appeal")
        await buyer.wait_for(fr["appeal.lacks"])
        await buyer.write(fr["appeal.explanation"], "Non.")
        await buyer.wait_for(fr["appeal.short.other"].format(number=96))
        await buyer.require_sound()
        assert await buyer.tab.run("document.querySelector('main .actions .primary').disabled")
        await buyer.follow("/provide_evidence")
        await buyer.choose("1")  # a screenshot
        await buyer.pick_file(photo)
        for box in range(await buyer.tab.run("document.querySelectorAll('.tick input').length")):
            await buyer.tab.run(f"document.querySelectorAll('.tick input')[{box}].click()")
            await buyer.tab.until(f"document.querySelectorAll('.tick input')[{box}].checked")
        await buyer.require_sound()
        await buyer.press(fr["files.send"])
        await buyer.wait_for(fr["timeline.title"])
        await buyer.follow("/appeal")
        await buyer.wait_for(fr["appeal.complete"])
        assert await buyer.tab.run("document.querySelector('main textarea').value") == "Non."
        await buyer.write(fr["appeal.explanation"], "Les captures montrent toute la conversation. " * 4)
        await buyer.send()
        await buyer.wait_for(fr["turn.theirs"].format(who=fr["role.operator"]))
        await buyer.wait_for("Les captures montrent toute la conversation.")
        assert await buyer.tab.run("Object.keys(sessionStorage).filter((key) => key.includes('draft.'))") == []
        await decide(site, browser, dispute, "oscar", amount="90")
        await buyer.wait_for(fr["turn.closed"])
        await buyer.require_sound()
    await market.renew_tokens()
    settled = await market.platform.get(f"/v1/escrows/{escrow}")
    assert settled["funds"]["refunded"]["amount"] == 9_000


async def decide(site: Site, browser: Browser, dispute: str, who: str, *, amount: str) -> None:
    """A ruling by somebody of the support team, at the desk."""
    en = texts_of("en")
    async with open_reader(browser, *DESKTOP) as operator:
        scopes = ["read", "decide", "lead"]
        await operator.open(await site.link("operator", who, scopes=scopes, language="en", dispute=dispute))
        await operator.press("Decide")
        await operator.choose("refund_partial")
        await operator.write("Amount for the buyer", amount)
        await operator.choose("seller")
        await operator.select("Reason", "partial_evidence")
        await operator.write("Explanation to both sides", HOSTILE)
        await operator.press(en["ruling.look"])
        await operator.wait_for("Nothing has been sent yet")
        await operator.press(en["ruling.give"])
        await operator.wait_for("Decided")


async def test_prm_31_a_seller_proves_on_the_page_by_whom_the_goods_were_sent(
    site: Site, market: Market, browser: Browser
) -> None:
    """Names a carrier that nobody knows as another, so that proof in time is proof (D6)."""
    en = texts_of("en")
    case = await (await market.fund_deal()).open_dispute(reason="item_not_received", options=[{"kind": "refund_full"}])
    await market.settle_events()
    proposal, version = await case.read_newest_proposal()
    offer = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
    await market.seller.perform_act(f"{proposal}/counter", offer)
    await market.buyer.perform_act(f"{case.path}/escalate")
    await market.settle_events()
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.follow("/provide_evidence")
        await seller.write(en["parcel.carrier"], "Bike Couriers")
        await seller.write(en["parcel.tracking"], "B-1001")
        await seller.press(en["files.send"])
        await seller.wait_for(en["timeline.title"])

    await case.wait_for(stage="review")
    [item] = (await market.operator.get(f"/v1/evidence?dispute={case.id}"))["data"]
    shown = (await market.operator.get(f"/v1/evidence/items/{item['id']}"))["shipment_record"]
    assert (shown["carrier"], shown["carrier_name"], shown["doubts"]) == ("other", "Bike Couriers", ["carrier_unknown"])
