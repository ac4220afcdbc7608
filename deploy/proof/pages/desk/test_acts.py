"""Acts of operators that move no money by themselves: a proposal of the team's own, a verification refused."""

from __future__ import annotations

import pytest

from deploy.proof.pages.conftest import Site
from deploy.proof.pages.reader import DESKTOP, PHONE, open_reader, texts_of
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market, euro_amount

pytestmark = pytest.mark.slow
EN, PT = texts_of("en"), texts_of("pt")


async def test_pag_17_an_operator_proposes_and_a_party_accepts(site: Site, market: Market, browser: Browser) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    # They have not agreed: the team may put something to both.
    path, version = await case.read_newest_proposal()
    less = [{"kind": "refund_partial", "amount": euro_amount(1_000)}]
    await market.seller.perform_act(f"{path}/counter", {"options": less, "version": version})
    path, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{path}/reject", {"version": version})
    await market.settle_events()
    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *PHONE) as buyer:
        await olga.open(await site.link("operator", "olga", scopes=["read", "decide"], language="en", dispute=case.id))
        await olga.follow("/propose")
        await olga.choose("refund_partial")
        await olga.write(EN["offer.amount"], "70")
        await olga.wait_for("€70.00")
        await olga.require_sound()
        await olga.send()
        await olga.wait_for(EN["offers.title"])
        await olga.wait_for("€70.00")
        await buyer.open(await site.link("buyer", "anna", language="pt", dispute=case.id))
        await buyer.wait_for("70,00")
        await buyer.wait_for(PT["role.operator"])
        await buyer.require_sound(anew=True)


async def test_pag_17_an_operator_refuses_to_verify_and_says_what_differs(
    site: Site, market: Market, browser: Browser
) -> None:
    deal = await market.deliver_deal(policy="live_video")
    stated = {"item": "A lamp", "agreed_price": euro_amount(12_000)}
    case = await deal.open_dispute(transaction=stated, need="The lamp works and was handed over.")
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=["read", "decide"], language="en", dispute=case.id))
        await olga.follow("/assign")
        await olga.send()
        await olga.follow("/refuse_verification")
        await olga.find_all("yes")
        assert await olga.tab.run("document.querySelector('main .actions .primary').disabled"), "nothing differs"
        await olga.tab.run("document.querySelector(`input[name='check-terms'][value='no']`).click()")
        await olga.require_sound()
        await olga.send()
        await olga.wait_for(EN["turn.closed"])
    closed = await case.wait_for(status="closed")
    assert (closed["outcome"], closed["why"]) == ("not_verified", "terms")
