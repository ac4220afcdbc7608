"""What parties ask of the support team by phone or letter is done at the desk, in their own forms, in their name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market, euro_amount

from .conftest import Site
from .desk.test_desk import open_report
from .reader import DESKTOP, PHONE, Reader, open_reader, texts_of
from .test_extremes import ADDRESS, HOSTILE

pytestmark = pytest.mark.slow
EN, FR, PT, ZH = texts_of("en"), texts_of("fr"), texts_of("pt"), texts_of("zh")
SCOPES = ["read", "decide"]


async def open_form(operator: Reader, market: Market, case: Case, act: str, means: str | None = "phone") -> None:
    """Open the form of an act that a party has asked for, once nothing is under way any more."""
    await market.settle_events()
    await operator.go("desk")
    await operator.go(f"review/{case.id}")
    await operator.press(EN["behalf.title"])
    await operator.follow(f"/{act}")
    if means is not None:
        await operator.select(EN["behalf.means"], means)


async def finish(operator: Reader, case: Case) -> None:
    """Send, and come back to the case."""
    await operator.send()
    await operator.tab.until(f"location.pathname.endsWith('/review/{case.id}')")


async def test_pag_32_a_whole_case_is_played_by_phone_for_both_sides(
    site: Site, market: Market, browser: Browser
) -> None:
    deal = await market.deliver_deal(policy="guided_solutions")
    case = await deal.open_dispute(reason="damaged_in_transport")
    await case.await_mediation_path()
    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *PHONE) as buyer:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await open_form(olga, market, case, "answer@buyer", means=None)
        await olga.choose("unusable")
        await olga.require_sound(anew=True)
        assert await olga.tab.run("document.querySelector('main .actions .primary').disabled"), "how was it asked for?"
        await olga.select(EN["behalf.means"], "phone")
        await olga.press(EN["continue"])
        await olga.choose("false")
        await olga.press(EN["continue"])
        await olga.wait_for(EN["guide.suggested"])
        await olga.tick(await olga.suggestion("return_and_refund"))
        await olga.select(EN["behalf.means"], "phone")
        await olga.require_sound(anew=True)
        await finish(olga, case)

        await open_form(olga, market, case, "accept@seller", "email")
        await finish(olga, case)
        await case.wait_for(stage="return_address")
        await open_form(olga, market, case, "give_return_address@seller", "letter")
        for field, value in ADDRESS.items():
            await olga.write(EN[f"address.{field}"], value)
        await finish(olga, case)
        await open_form(olga, market, case, "ship_return@buyer", "chat")
        await olga.write(EN["parcel.carrier"], "Bike Couriers")
        await olga.write(EN["parcel.tracking"], "B-1001")
        await finish(olga, case)
        await open_form(olga, market, case, "message@buyer", "in_person")
        await olga.write(EN["messages.write"], HOSTILE[0])
        await finish(olga, case)
        await open_form(olga, market, case, "acknowledge_return@seller", "other")
        await olga.choose("received")
        await olga.wait_for("€120.00")
        await olga.require_sound(anew=True)
        await finish(olga, case)
        await olga.wait_for(EN["turn.closed"])

        await buyer.open(await site.link("buyer", "anna", language="zh", dispute=case.id))
        await buyer.wait_for(ZH["turn.closed"])
        await buyer.wait_for(HOSTILE[0])
        await buyer.wait_for(ZH["messages.for"].format(who=ZH["you"]))
        accepted = ZH["story.proposal_accepted"].format(who=ZH["role.operator"])
        await buyer.wait_for(f"{accepted} ({ZH['messages.for'].format(who=ZH['role.seller'])})")
        await buyer.require_sound(anew=True)
    story = (await market.operator.get(f"{case.path}/story?limit=100"))["data"]
    acted = {entry["kind"]: entry["params"]["on_behalf_of"] for entry in story if entry["params"].get("on_behalf_of")}
    assert {party["party"] for party in acted.values()} == {"buyer", "seller"}
    assert (await deal.read_funds())["refunded"] == 12_000


async def test_pag_32_where_one_option_can_be_accepted_alone_it_is_chosen(
    site: Site, market: Market, browser: Browser
) -> None:
    """The other moves more money than the platform leaves to one operator (0084)."""
    assert (await market.platform.put("/v1/dispute-settings", {"approval_limits": {"EUR": 1}})).is_success
    asked: list[dict[str, Any]] = [{"kind": "refund_partial", "amount": euro_amount(6_000)}, {"kind": "replacement"}]
    case = await (await market.deliver_deal()).open_negotiated(options=asked)
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await open_form(olga, market, case, "accept@seller")
        await olga.wait_for(EN["option.replacement"])
        assert await olga.tab.run("document.querySelectorAll('main input[type=radio][name=option]').length") == 0
        await finish(olga, case)
    await market.settle_events()
    negotiation = await market.operator.get(await case.await_mediation_path())
    assert negotiation["proposals"][0]["chosen"] == 1


async def test_pag_32_what_was_mailed_completes_a_contest_that_support_registers(
    site: Site, market: Market, browser: Browser, photo: Path
) -> None:
    case = await open_report(market)
    await case.rule_case("refund_partial", "partial_evidence", amount=euro_amount(3_000))
    async with open_reader(browser, *DESKTOP) as oscar, open_reader(browser, *PHONE) as buyer:
        await oscar.open(await site.link("operator", "olga", scopes=[*SCOPES, "lead"], language="en"))
        await open_form(oscar, market, case, "appeal@buyer", "letter")
        await oscar.wait_for(EN["appeal.lacks"])
        await oscar.follow("/provide_evidence@buyer")
        await oscar.wait_for(EN["behalf.mailed"])
        await oscar.choose("1")  # a screenshot
        await oscar.pick_file(photo)
        for box in range(await oscar.tab.run("document.querySelectorAll('.tick input').length")):
            await oscar.tab.run(f"document.querySelectorAll('.tick input')[{box}].click()")
            await oscar.tab.until(f"document.querySelectorAll('.tick input')[{box}].checked")
        await oscar.require_sound(anew=True)
        await oscar.press(EN["files.send"])
        await oscar.wait_for(EN["provenance.mailed"])
        await open_form(oscar, market, case, "appeal@buyer", "letter")
        await oscar.wait_for(EN["appeal.complete"])
        await oscar.write(EN["appeal.explanation"], f"The screenshots show the whole call. {HOSTILE[0]} " * 2)
        await oscar.require_sound(anew=True)
        await finish(oscar, case)
        assert await oscar.tab.run("Object.keys(sessionStorage).filter((key) => key.includes('draft.'))") == []
        await buyer.open(await site.link("buyer", "anna", language="pt", dispute=case.id))
        await buyer.wait_for(PT["turn.theirs"].format(who=PT["role.operator"]))
        await buyer.require_sound(anew=True)
    contested = await market.operator.get(case.path)
    assert contested["appeal"] is not None
    [item] = [each for each in (await market.operator.get(f"/v1/evidence?dispute={case.id}"))["data"] if each["file"]]
    assert (item["party"], item["provenance"], item["entered_by"]["id"]) == ("buyer", "mailed", "olga")


async def test_pag_33_a_fine_is_chosen_between_the_programmes_bounds_before_a_ruling_is_given(
    site: Site, market: Market, browser: Browser
) -> None:
    penalty = {"party": "seller", "act": "external_payment"}
    first = await open_report(market, "The first call")
    await first.rule_case("refund_partial", "partial_evidence", amount=euro_amount(3_000), penalties=[penalty])
    await market.advance_clock(by="4 days")
    await first.wait_for(status="closed")
    await market.renew_tokens()
    case = await open_report(market, "The second call")
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await olga.go(f"review/{case.id}/decide")
        await olga.choose("refund_full")
        await olga.choose("seller")
        await olga.select(EN["ruling.reason"], "conduct_proven")
        await olga.write(EN["ruling.explanation"], "It was paid elsewhere, again.")
        await olga.press(EN["ruling.penalties"])
        await olga.tab.run(
            "[...document.querySelectorAll('details fieldset')][1].querySelectorAll('label.tick').forEach((label) =>"
            " { if (label.innerText.startsWith('Payment outside')) label.querySelector('input').click(); })"
        )
        await olga.press(EN["ruling.look"])
        await olga.wait_for("€12.00")  # a tenth of what is disputed
        await olga.write(EN["ruling.fine"], "24.01")
        await olga.wait_for(EN["amount.between"].format(least="€6.00", most="€24.00"))
        assert await olga.tab.run("[...document.querySelectorAll('main .primary')].at(-1).disabled")
        await olga.require_sound(anew=True)
        await olga.write(EN["ruling.fine"], "20")
        await olga.press(EN["ruling.look"])
        await olga.wait_for("€20.00")
        await olga.require_sound(anew=True)
        await olga.press(EN["ruling.give"])
        await olga.wait_for("Decided")
    ruled = await case.read_case()
    assert ruled["ruling"]["penalties"][0]["fine"] == euro_amount(2_000)


async def test_pag_34_the_queue_is_filtered_searched_and_walked_by_keys_and_notes_are_kept(
    site: Site, market: Market, browser: Browser
) -> None:
    report = await open_report(market, HOSTILE[0])
    other = await (await market.deliver_deal(policy="agreement_first")).open_negotiated()
    rows = "document.querySelectorAll('tbody tr').length"
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await olga.tab.until(f"{rows} === 2")
        press = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true}))"
        for key, place in (("j", 0), ("j", 1), ("j", 1), ("k", 0)):
            await olga.tab.run(press % key)
            assert await olga.tab.run(f"document.activeElement === document.querySelectorAll('tbody th a')[{place}]"), (
                key,
                place,
            )
        await olga.press(EN["filter.title"])
        await olga.select(EN["analytics.programme"], "report_review")
        await olga.tab.until(f"{rows} === 1")
        await olga.select(EN["analytics.reason"], "service_not_as_described")
        await olga.wait_for(HOSTILE[0])
        for size in (PHONE, DESKTOP):
            await olga.size(*size)
            await olga.require_sound(anew=True)
        await olga.select(EN["column.turn"], "buyer")
        await olga.wait_for(EN["desk.empty_title"])
        await olga.press(EN["filter.clear"])
        await olga.tab.until(f"{rows} === 2")
        await olga.write(EN["facts.number"], f" {other.id} ")
        await olga.press(EN["filter.open"])
        await olga.tab.until(f"location.pathname.endsWith('/review/{other.id}')")

        await olga.go(f"review/{report.id}")
        await olga.write(EN["notes.write"], HOSTILE[1])
        await olga.press(EN["notes.keep"])
        await olga.wait_for(HOSTILE[1])
        await olga.require_sound(anew=True)
        await olga.wear("dark", "print")  # an operator's file: black on white, without what can only be pressed
        await olga.require_sound(anew=True)
        assert await olga.tab.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        pressed = "[...document.querySelectorAll('.desk-nav, main :is(.no-print, .actions, .button, .turn details)')]"
        assert await olga.tab.run(f"{pressed}.every((each) => !each.offsetParent)")
        assert await olga.reads(HOSTILE[1])
        assert await olga.tab.run("!document.title.includes('taken') && !document.querySelector('main script')")
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=report.id))
        await buyer.wait_for(EN["timeline.title"])
        assert not await buyer.reads(HOSTILE[1]), "notes are the team's"
