"""Whole disputes through the pages alone, in a real browser: nothing is asked of the API but by the pages."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market

from .conftest import Site, serve
from .reader import DESKTOP, NARROW, PHONE, open_reader, texts_of

HOSTILE = "It came broken. <img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
TITLE = "Lampe « Tizio » & <b>ampoule</b>"


async def deliver(market: Market, *, title: str = TITLE, policy: str = "agreement_first") -> str:
    """A deal that was paid, sent and delivered."""
    deal = await market.platform.perform_act(
        "/v1/escrows",
        {
            "buyer": "anna",
            "seller": "shop",
            "amount": {"amount": 12_000, "currency": "EUR"},
            "fee": {"basis_points": 250},
            "agreement": {"title": title},
            "policy": policy,
        },
    )
    path = f"/v1/escrows/{deal['id']}"
    paid = {"amount": {"amount": 12_000, "currency": "EUR"}, "provider_reference": deal["id"]}
    await market.platform.perform_act(f"{path}/fund", paid)
    await market.platform.perform_act(f"{path}/ship", {"carrier": "DHL", "tracking_number": "JD014600000RU"})
    await market.platform.perform_act(f"{path}/deliver")
    return str(deal["id"])


@pytest.mark.usefixtures("pages_alone")
async def test_pag_1_a_dispute_from_the_report_to_the_money_through_the_pages_alone(
    site: Site, market: Market, browser: Browser, photo: Path
) -> None:
    escrow = await deliver(market)
    async with open_reader(browser, *PHONE) as buyer, open_reader(browser, *DESKTOP) as seller:
        await buyer.open(await site.link("buyer", "anna", language="en"))
        await buyer.require_sound()
        await buyer.follow("/report/")
        await buyer.choose("significantly_not_as_described")
        await buyer.press("Continue")
        await buyer.write("In your own words", HOSTILE)
        await buyer.press("Continue")
        await buyer.write("Amount in dispute", "100")
        await buyer.press("Continue")
        await buyer.choose("refund_partial")
        await buyer.write("How much back?", "60.00")
        await buyer.press("Continue")
        await buyer.pick_file(photo)
        await buyer.press("Continue")
        await buyer.require_sound()
        await buyer.press("Send the report")
        await buyer.wait_for("Waiting for: Seller")
        await buyer.wait_for("Photo")
        assert await buyer.reads("<img src=x onerror=")
        assert await buyer.tab.run("!document.title.includes('taken') && document.images.length <= 1")
        await buyer.require_sound()

        dispute = await buyer.tab.run("location.pathname.split('/')[3]")
        await seller.open(await site.link("seller", "shop", language="fr", dispute=dispute))
        await seller.wait_for("C’est à vous")  # noqa: RUF001
        await seller.require_sound()
        await seller.press("Proposer autre chose")
        await seller.choose("refund_partial")
        await seller.write("Montant pour l’acheteur", "40,00")  # noqa: RUF001
        await seller.wait_for("58,50")  # of the 100.00: 60.00 less the fee of 2.5 %
        await seller.require_sound()
        await seller.press("Proposer autre chose")
        await seller.wait_for(texts_of("fr")["turn.theirs"].format(who="Acheteur"))

        await buyer.wait_for("It is your turn")
        await buyer.press("Accept the proposal")
        await buyer.wait_for("You agree to exactly this")
        await buyer.require_sound()
        await buyer.press("Accept this solution")
        await buyer.wait_for("This case is closed")
        await buyer.wait_for("€40.00")
        await buyer.follow("/ledger/")
        await buyer.wait_for("Refunded to the buyer")
        await buyer.size(*NARROW)
        await buyer.require_sound()
        await seller.wait_for("Ce dossier est clos")
        loaded = await buyer.tab.run(
            "performance.getEntriesByType('resource').map((each) => new URL(each.name).origin)"
        )
        assert set(loaded) == {site.address}

    await market.renew_tokens()
    settled = await market.platform.get(f"/v1/escrows/{escrow}")
    assert settled["funds"]["refunded"]["amount"] == 4_000
    assert settled["funds"]["frozen"]["amount"] == 0


async def test_pag_2_links_that_open_nothing_say_so_and_what_to_do(
    site: Site, market: Market, browser: Browser
) -> None:
    link = await site.link("buyer", "anna")
    async with open_reader(browser) as reader:
        for address, words in (
            (link[:-6], "not complete"),
            (link[:-6] + "AAAAAA", "not complete"),
            (f"{site.address}/pages/deals", "Part of the link is missing"),
        ):
            await reader.tab.open("about:blank")
            await reader.open(address)
            await reader.wait_for(words)
            await reader.require_sound()


async def test_pag_3_the_page_goes_on_when_the_network_is_back_and_after_a_reload(
    site: Site, market: Market, browser: Browser
) -> None:
    await deliver(market)
    async with open_reader(browser) as reader:
        await reader.open(await site.link("buyer", "anna", language="zh"))
        assert await reader.tab.run("location.hash === '' && !location.href.includes('#')")
        await reader.tab.offline(True)
        await reader.tab.until("!!document.querySelector('.connection')")
        await reader.tab.offline(False)
        await reader.tab.until("!document.querySelector('.connection')")
        await reader.tab.send("Page.reload")
        await asyncio.sleep(0.2)
        await reader.wait_for("交易与案件")
        for language in ("pt", "fr", "en", "zh"):
            await reader.speak(language)
            await reader.require_sound()


@pytest.mark.usefixtures("pages_alone")
async def test_pag_9_an_operator_sees_the_money_before_a_ruling_and_the_parties_after_it(
    site: Site, market: Market, browser: Browser
) -> None:
    await deliver(market, title="Portrait session", policy="report_review")
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="pt"))
        await buyer.follow("/report/")
        await buyer.choose("service_not_as_described")
        await buyer.press("Continuar")
        await buyer.write("Pelas suas palavras", "Só metade do tempo.")
        for _ in range(3):
            await buyer.press("Continuar")
        await buyer.press("Enviar a comunicação")
        await buyer.wait_for("Cronologia")
        await buyer.require_sound()
        await market.advance_clock(by="4 days")

        async with open_reader(browser, *DESKTOP) as operator:
            await operator.open(await site.link("operator", "olga", scopes=["read", "decide", "lead"], language="en"))
            await operator.require_sound()
            await operator.follow("/review/")
            await operator.wait_for("The support team must act")
            await operator.require_sound()
            await operator.press("Decide")
            await operator.choose("refund_partial")
            await operator.write("Amount for the buyer", "50")
            await operator.choose("seller")
            await operator.select("Reason", "partial_evidence")
            await operator.write("Explanation to both sides", HOSTILE)
            await operator.press("See what it does")
            await operator.wait_for("Nothing has been sent yet")
            await operator.wait_for("€68.25")  # 120.00 less 50.00, less the fee of 2.5 %
            await operator.require_sound()
            await operator.press("Give this decision")
            await operator.wait_for("Decided")
            await operator.require_sound()

        await buyer.wait_for("A equipa de apoio decidiu")
        assert await buyer.reads("<img src=x onerror=")
        await buyer.require_sound()
        await market.advance_clock(by="8 days")
        await buyer.wait_for("Este caso está encerrado")
        await buyer.wait_for("50,00")


async def test_pag_10_a_marketplaces_own_page_shows_a_case_in_a_frame_as_high_as_it_is(
    site: Site, market: Market, browser: Browser
) -> None:
    await deliver(market)
    link = await site.link("buyer", "anna", framed=True)
    shop = HTMLResponse(
        f'<!doctype html><title>Shop</title><script type="module" src="{site.address}/pages/embed.js"></script>'
        f'<h1>My orders</h1><parley-case link="{link}"></parley-case>'
    )
    async with serve(shop) as address, open_reader(browser) as reader:
        await reader.tab.open(address)
        height = "parseInt(document.querySelector('parley-case iframe')?.style.height ?? '640')"
        await reader.tab.until(f"{height} > 200 && {height} !== 640")
        assert await reader.tab.run("document.documentElement.scrollWidth <= innerWidth")
        refused = link.replace("/pages/in/", "/pages/x/")
        await reader.tab.run(f"document.querySelector('parley-case').setAttribute('link', '{refused}')")
        async with asyncio.timeout(20):
            while not any("frame-ancestors" in line for line in reader.tab.log):
                await asyncio.sleep(0.1)
        assert await reader.tab.run(height) == 640, "pages outside of a platform's frame let nobody show them"
        reader.tab.log.clear()
