"""Forms that stand beside each other, are pressed twice, or say what an offer pays before it is made."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from deploy.proof.pages.conftest import Site
from deploy.proof.pages.desk.test_desk import SCOPES
from deploy.proof.pages.reader import DESKTOP, DRAWN, PHONE, Reader, open_reader, texts_of
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market, euro_amount

pytestmark = pytest.mark.slow
EN: Final = texts_of("en")
SHARES: Final = """[...document.querySelectorAll('.agreed .share-list dd')].map((each) => each.innerText).join(' ')"""
SLIDER: Final = "document.querySelector('main input[type=range]')"
DRAFTS: Final = "Object.keys(sessionStorage).filter((key) => key.startsWith('parley.draft.'))"
WORDS: Final = "[...document.querySelectorAll('main textarea')].map((each) => each.value)"


async def slide(reader: Reader, minor: int) -> None:
    move = f"range.value = {minor}; range.dispatchEvent(new Event('input', {{bubbles: true}}));"
    await reader.tab.run(f"((range) => {{ {move} }})({SLIDER})")


@pytest.mark.parametrize(
    "fee", [{"basis_points": 250, "fixed": euro_amount(35)}, {"fixed": euro_amount(300)}, {"basis_points": 333}]
)
async def test_pag_37_both_shares_are_to_the_cent_what_the_offer_then_pays(
    site: Site, market: Market, browser: Browser, fee: dict[str, Any]
) -> None:
    deal = await market.deliver_deal(price=12_900, fee=fee)
    case = await deal.open_negotiated(claimed=12_900)
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.go(f"case/{case.id}/counter")
        await seller.choose("refund_partial")
        await seller.tab.until(f"!!{SLIDER}")
        for minor in (1_000, 12_000, 12_700, 4_300):
            await slide(seller, minor)
        await seller.tab.until(f"{SHARES}.startsWith('€43.00') && !document.querySelector('.agreed [aria-busy]')", 20)
        shown = await seller.tab.run(SHARES)
        await seller.require_sound(anew=True)
        await seller.send()
        await seller.wait_for(EN["turn.theirs"].format(who=EN["role.buyer"]))
    mediation = (await case.read_case())["negotiation"]["mediation"]
    [option] = (await market.seller.get(f"/v1/mediations/{mediation}"))["proposals"][-1]["options"]
    paid = [option[name]["amount"] for name in ("to_buyer", "to_seller", "fee")]
    assert shown == " ".join(f"€{minor // 100}.{minor % 100:02}" for minor in paid)


async def test_pag_37_whoever_makes_an_offer_reads_that_its_shares_are_not_known_and_asks_again(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.go(f"case/{case.id}/counter")
        site.refuse("GET /v1/mediations/[^/]+/option", 500, "internal_error")
        await seller.choose("refund_partial")
        await seller.wait_for(EN["offer.untold"])
        await seller.require_sound(anew=True)
        assert await seller.tab.run(SHARES) == ""
        assert not await seller.tab.run("document.querySelector('main .actions .primary').disabled")
        await seller.press(EN["try_again"])
        await seller.tab.until(f"{SHARES}.startsWith('€')")
        assert not await seller.reads(EN["offer.untold"])
        # Of another amount the answer is another one: a failure does not outlast it.
        site.refuse("GET /v1/mediations/[^/]+/option", 500, "internal_error")
        await slide(seller, 3_000)
        await seller.wait_for(EN["offer.untold"])
        await slide(seller, 4_000)
        await seller.tab.until(f"{SHARES}.startsWith('€40.00') && !document.querySelector('.agreed .notice')")


async def test_pag_21_two_presses_are_one_act(site: Site, market: Market, browser: Browser) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    press_twice = "((each) => { each.click(); each.click(); })(document.querySelector('form .button'))"
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.write(EN["messages.write"], "It was packed well.")
        await seller.tab.until("!document.querySelector('form .button').disabled")
        await seller.tab.run(press_twice)
        await seller.wait_for(EN["messages.sent"])
        await seller.go(f"case/{case.id}/accept_claim")
        button = "document.querySelector('main .actions button.primary:enabled')"
        await seller.tab.until(f"!!{button}")
        await seller.tab.run(f"((each) => {{ each.click(); each.click(); }})({button})")
        await seller.wait_for(EN["turn.closed"])
        assert not await seller.reads(EN["trouble.changed_title"])
    messages = (await market.operator.get(f"{case.path}/messages"))["data"]
    assert [each["text"] for each in messages] == ["It was packed well."]


async def test_pag_21_no_two_forms_share_a_draft(site: Site, market: Market, browser: Browser) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    await market.settle_events()
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await market.operator.perform_act(f"{case.path}/assign", {})
        dispute = await market.operator.get(case.path)
        own = {action["rel"] for action in dispute["allowed_actions"] if action["actor"] == "operator"} - {"message"}
        for_parties = {
            f"{action['rel']}@{action['actor']}"
            for action in dispute["allowed_actions"]
            if action["constraints"].get("on_behalf_of")
        }
        written = {}
        for place in ["", *sorted(own | for_parties)]:
            await olga.go("desk")
            await olga.go(f"review/{case.id}/{place}".rstrip("/"))
            await choose_first(olga)
            fields = len(await olga.tab.run(WORDS))
            if fields == 0:
                continue
            written[place] = [f"Words {number} of {place}" for number in range(fields)]
            await write_all(olga, written[place])
        assert len(written) >= 5, written
        for place, words in written.items():
            await olga.go("desk")
            await olga.go(f"review/{case.id}/{place}".rstrip("/"))
            await choose_first(olga)
            await olga.tab.until(f"JSON.stringify({WORDS}) === {json.dumps(json.dumps(words, separators=(',', ':')))}")
        names = await olga.tab.run(DRAFTS)
        assert len(names) == len(written) + 1, "the screen of the case has a message and a note"


async def choose_first(reader: Reader) -> None:
    """Chooses the first of a form's ways, where there are several: what can be written comes with it."""
    await reader.tab.until(DRAWN)
    await reader.tab.run("document.querySelector('main input[type=radio][name=way]')?.click()")
    await reader.tab.run("new Promise((done) => setTimeout(done, 300))")


async def write_all(reader: Reader, words: list[str]) -> None:
    await reader.tab.run(
        f"{json.dumps(words)}.forEach((text, n) => {{ const field = document.querySelectorAll('main textarea')[n];"
        " field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})); })"
    )
