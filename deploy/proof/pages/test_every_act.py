"""Acts that no story comes by: each is done by its form, by whom a case offers it, and the case goes on."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market, euro_amount

from .conftest import Site
from .desk.test_desk import open_report
from .reader import DESKTOP, PHONE, Reader, open_reader, texts_of
from .test_extremes import ADDRESS

pytestmark = pytest.mark.slow
EN, FR, PT, ZH = texts_of("en"), texts_of("fr"), texts_of("pt"), texts_of("zh")
SCOPES = ["read", "decide"]


async def counter(case: Case) -> None:
    path, version = await case.read_newest_proposal()
    less = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
    await case.market.seller.perform_act(f"{path}/counter", less)
    await case.market.settle_events()


async def send_from(reader: Reader, act: str) -> None:
    """Follow the link of an act and send its form as it is."""
    await reader.follow(f"/{act}")
    await reader.require_sound(anew=True)
    await reader.send()


async def test_pag_35_a_buyer_declines_hands_the_case_on_and_withdraws_another(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    other = await (await market.deliver_deal()).open_negotiated()
    for each in (case, other):
        await counter(each)
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="fr"))
        await buyer.go(f"case/{case.id}")
        await buyer.follow("/reject")
        await buyer.write(FR["reject.why"], "Ce n’est pas assez.")  # noqa: RUF001
        await buyer.require_sound(anew=True)
        await buyer.send()
        await buyer.wait_for(FR["offer.rejected"])
        await buyer.wait_for("Ce n’est pas assez.")  # noqa: RUF001

        await buyer.go(f"case/{other.id}")
        await send_from(buyer, "escalate")
        await other.wait_for(phase="escalated")
        await market.settle_events()
        await buyer.go("deals")
        await buyer.go(f"case/{other.id}")
        await send_from(buyer, "withdraw")
        await buyer.wait_for(FR["turn.closed"])
    assert (await other.read_case())["outcome"] == "withdrawn"


async def agree_on_return(market: Market, site: Site, browser: Browser) -> Case:
    """The buyer words the proposal anew on the page; the seller accepts a return."""
    deal = await market.deliver_deal(policy="guided_solutions")
    case = await deal.open_dispute(reason="damaged_in_transport")
    talks = await case.await_mediation_path()
    for question, value in (("damage", "unusable"), ("replaceable", False)):
        await market.buyer.perform_act(f"{talks}/answers", {"question": question, "value": value})
    await market.buyer.perform_act(f"{talks}/proposals", {"options": [{"kind": "refund_full"}]})
    await market.settle_events()
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="pt", dispute=case.id))
        await buyer.follow("/amend")
        await buyer.choose("return_and_refund")
        await buyer.require_sound(anew=True)
        await buyer.send()
        await buyer.wait_for(PT["offer.standing"])
    path, version = await case.read_newest_proposal()
    await market.seller.perform_act(f"{path}/accept", {"version": version, "option": 0})
    await case.wait_for(stage="return_address")
    await market.seller.perform_act(f"{case.path}/return", {"address": {**ADDRESS, "street": "Rua Errada 1"}})
    await market.settle_events()
    return case


async def test_pag_35_a_proposal_an_address_and_a_parcel_are_corrected(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await agree_on_return(market, site, browser)
    async with open_reader(browser, *PHONE) as seller, open_reader(browser, *PHONE) as buyer:
        await seller.open(await site.link("seller", "sam", language="zh", dispute=case.id))
        await seller.follow("/correct_return_address")
        assert await seller.tab.run("document.querySelector('main input').value") == ADDRESS["recipient"]
        await seller.write(ZH["address.street"], "Rua Certa 2")  # the rest stands there already
        await seller.require_sound(anew=True)
        await seller.send()
        await seller.wait_for(ZH["story.return_address_corrected"])

        await buyer.open(await site.link("buyer", "anna", language="pt", dispute=case.id))
        await buyer.follow("/ship_return")
        await buyer.wait_for("Rua Certa 2")
        await buyer.write(PT["parcel.carrier"], "DHL")
        await buyer.write(PT["parcel.tracking"], "JD014600000RU")
        await buyer.send()
        await buyer.follow("/correct_parcel")
        await buyer.write(PT["parcel.carrier"], "Bike Couriers")
        await buyer.write(PT["parcel.tracking"], "B-1002")
        await buyer.require_sound(anew=True)
        await buyer.send()
        await buyer.wait_for(PT["story.parcel_corrected"])
    parcel = (await case.read_case())["obligation"]["parcel"]
    assert (parcel["carrier"], parcel["tracking_number"]) == ("Bike Couriers", "B-1002")


async def test_pag_35_an_operator_asks_extends_stops_the_clocks_and_a_colleague_takes_over(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)
    now = datetime.fromisoformat((await market.platform.get("/v1/test-clock"))["now"])
    until = f"{now + timedelta(days=2):%Y-%m-%dT%H:%M}"
    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *DESKTOP) as lea:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en", dispute=case.id))
        await send_from(olga, "assign")
        await olga.follow("/ask_for_evidence")
        await olga.choose("buyer")
        await olga.tick(EN["kind.photo"])
        await olga.write(EN["turn.until"], until)
        await olga.write(EN["asking.note"], "The whole screen, please.")
        await olga.require_sound(anew=True)
        await olga.send()
        await olga.wait_for(EN["request.open"])
        await market.settle_events()
        await olga.go(f"review/{case.id}/pause")
        await olga.select(EN["ruling.reason"], "technical")
        await olga.send()
        await olga.wait_for(EN["story.paused"])
        await olga.require_sound(anew=True)
        await send_from(olga, "resume")
        await olga.wait_for(EN["story.resumed"])
        await olga.write(EN["messages.write"], "We look at it today.")
        await olga.press(EN["messages.send"])
        await olga.wait_for("We look at it today.")

        await lea.open(await site.link("operator", "lea", scopes=SCOPES, language="fr", dispute=case.id))
        await send_from(lea, "take_over")
        await lea.wait_for(FR["desk.with"] + FR["colon"] + FR["you"])
        await market.settle_events()
        await lea.go(f"review/{case.id}/extend")
        await lea.tab.until("document.querySelector('input[name=deadline]:checked')?.value === 'evidence'")
        await lea.write(FR["turn.until"], f"{now + timedelta(days=3):%Y-%m-%dT%H:%M}")
        await lea.require_sound(anew=True)
        await lea.send()
        await lea.tab.until(f"location.pathname.endsWith('/review/{case.id}')")
    story = {entry["kind"] for entry in (await market.operator.get(f"{case.path}/story?limit=100"))["data"]}
    assert {"evidence_requested", "paused", "resumed", "message_posted", "assigned"} <= story
    assert story & {"deadline_extended", "evidence_request_extended"}


async def test_prm_8_who_withdraws_before_the_delivery_reads_who_gets_the_money_in_the_end(
    site: Site, market: Market, browser: Browser
) -> None:
    deal = await market.fund_deal(fee={"basis_points": 250, "paid_by": "seller"})
    await market.seller.perform_act(f"{deal.path}/ship", {"carrier": "DHL", "tracking_number": "JD014600000RU"})
    case = await deal.open_negotiated()
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await buyer.follow("/withdraw")
        await buyer.wait_for(EN["auto.presume_delivery"])
        assert await buyer.reads("117.00"), "the release behind it, net of the fee"
        await buyer.require_sound(anew=True)
        await buyer.send()
        await buyer.wait_for(EN["turn.closed"])
