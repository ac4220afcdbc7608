"""Bad days in the browser: links that open nothing, tokens that end, services that are busy, networks that break off,
windows that act at once. Each is told in a sentence that a person understands, and nothing is lost or done twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market

from .conftest import Site
from .desk.test_desk import SCOPES, open_report, services_apart, write_ruling
from .reader import DESKTOP, PHONE, Reader, open_reader, texts_of
from .test_pages import deliver

pytestmark = pytest.mark.slow
EN, FR = texts_of("en"), texts_of("fr")


async def report(reader: Reader, site: Site, escrow: str) -> str:
    """Reports a problem with the whole deal, and wishes half of the money back."""
    await reader.open(await site.link("buyer", "anna", language="en", escrow=escrow))
    await reader.choose("significantly_not_as_described")
    await reader.press(EN["continue"])
    await reader.write(EN["report.explanation"], "The shade is cracked.")
    await reader.press(EN["continue"])
    await reader.press(EN["continue"])
    await reader.choose("refund_full")
    await reader.press(EN["continue"])
    await reader.press(EN["continue"])
    await reader.press(EN["report.send"])
    await reader.wait_for(EN["turn.theirs"].format(who=EN["role.seller"]))
    return str(await reader.tab.run("location.pathname.split('/')[3]"))


async def test_pag_21_links_that_have_ended_or_are_somebody_elses_say_so(
    site: Site, market: Market, browser: Browser
) -> None:
    first, second = await deliver(market), await deliver(market)
    async with open_reader(browser, *PHONE) as reader, open_reader(browser, *DESKTOP) as twice:
        dispute = await report(reader, site, first)
        link = await site.link("buyer", "anna", language="en", dispute=dispute)
        await reader.open(link)
        await twice.open(link)  # a link opens as often as wished
        for window in (reader, twice):
            await window.wait_for(EN["timeline.title"])
        await reader.go(f"report/{second}")
        await reader.wait_for(EN["trouble.missing_title"])
        await reader.require_sound(anew=True)
        await reader.press(EN["back"])  # to what the link does open
        await reader.wait_for(EN["timeline.title"])

        await market.platform.perform_act(f"/v1/page-links/{site.links[-1]}/revoke")
        site.refuse("GET /v1/disputes/", 401, "token_expired", times=20)
        await reader.wait_for(EN["shut.page_link_revoked"])
        await reader.require_sound()
        await twice.open(link)
        await twice.wait_for(EN["shut.page_link_revoked"])

        brief = await site.link("buyer", "anna", language="fr", expires_in=60)
        with by_the_wall(site, datetime.now(UTC) + timedelta(seconds=61)):
            await twice.open(brief)
            await twice.wait_for(EN["shut.page_link_expired"])
        await twice.require_sound()


@contextmanager
def by_the_wall(site: Site, time: datetime) -> Iterator[None]:
    """Lets the service that opens links read another time on the wall."""
    [app] = [app for app in site.suite.apps if hasattr(app.state.service.deps, "page_keys")]
    service = app.state.service
    app.state.service = replace(service, deps=replace(service.deps, now=lambda: time))
    try:
        yield
    finally:
        app.state.service = service


async def test_pag_21_nothing_is_lost_or_done_twice_on_a_bad_day(site: Site, market: Market, browser: Browser) -> None:
    escrow = await deliver(market)
    async with open_reader(browser, *PHONE) as buyer, open_reader(browser, *DESKTOP) as seller:
        dispute = await report(buyer, site, escrow)
        # A token that ends in the middle is renewed without a word.
        site.refuse("POST /v1/disputes/[^/]+/messages", 401, "token_expired")
        await write_message(buyer, "The first one.")
        await buyer.wait_for(EN["messages.sent"])

        # Too fast, for longer than the page waits by itself.
        site.refuse("POST /v1/disputes/[^/]+/messages", 429, "rate_limited", times=4, retry_after=1)
        await write_message(buyer, "The second one.")
        await buyer.wait_for(EN["problem.rate_limited"])
        await buyer.require_sound()
        await buyer.press(EN["messages.send"])
        await buyer.wait_for("The second one.")
        await buyer.tab.until("document.querySelectorAll('.message').length === 2")

        # An answer that is lost: sent again under its key, it is one message.
        site.refuse("POST /v1/disputes/[^/]+/messages", 503, "unavailable", times=2, retry_after=1)
        await write_message(buyer, "The third one.")
        await buyer.wait_for(EN["connection.busy"])
        await buyer.tab.until("document.querySelectorAll('.message').length === 3")
        await buyer.tab.until("!document.querySelector('.connection')")

        # Offline in the middle of an act.
        await buyer.tab.offline(True)
        await buyer.wait_for(EN["connection.offline"])
        await write_message(buyer, "The fourth one.")
        await buyer.wait_for(EN["trouble.offline"])
        await buyer.require_sound()
        await buyer.tab.offline(False)
        await buyer.press(EN["messages.send"])
        await buyer.tab.until("document.querySelectorAll('.message').length === 4")

        await seller.open(await site.link("seller", "shop", language="fr", dispute=dispute))
        await seller.wait_for("The fourth one.")
        shown = await seller.tab.run("[...document.querySelectorAll('.message p')].map((each) => each.innerText)")
        assert shown == ["The first one.", "The second one.", "The third one.", "The fourth one."]


async def write_message(reader: Reader, text: str) -> None:
    await reader.write(EN["messages.write"], text)
    await reader.press(EN["messages.send"])


async def test_pag_21_windows_that_act_at_once_are_told_what_has_changed(
    site: Site, market: Market, browser: Browser
) -> None:
    escrow = await deliver(market)
    async with (
        open_reader(browser, *PHONE) as buyer,
        open_reader(browser, *PHONE) as one,
        open_reader(browser, *DESKTOP) as other,
    ):
        dispute = await report(buyer, site, escrow)
        link = await site.link("seller", "shop", language="fr", dispute=dispute)
        await one.open(link)
        await other.open(link)
        # Both windows are open at a form; neither looks again until it has sent.
        await one.go(f"case/{dispute}/accept_claim")
        await other.go(f"case/{dispute}/counter")
        await one.stop_looking()
        await other.choose("refund_partial")
        await other.write(FR["offer.amount"], "30,00")
        await other.send()
        await other.wait_for(FR["turn.theirs"].format(who=FR["role.buyer"]))

        await one.send()
        await one.wait_for(FR["trouble.changed_title"])
        await one.wait_for(FR["act.meanwhile"])
        await one.require_sound()
        assert (await market.platform.get(f"/v1/escrows/{escrow}"))["funds"]["refunded"]["amount"] == 0
        await one.press(FR["act.seen"])
        await one.send()
        await one.wait_for(FR["turn.closed"])
        await other.wait_for(FR["turn.closed"])
        # Where an act is gone, its form says so, and what came before it.
        await other.go(f"case/{dispute}/counter")
        await other.wait_for(FR["act.gone"])
        await other.require_sound()
    assert (await market.platform.get(f"/v1/escrows/{escrow}"))["funds"]["refunded"]["amount"] == 12_000


async def propose_in_guide(market: Market) -> Case:
    """A case whose buyer has answered the guide and proposed a full refund; it may still be worded anew."""
    deal = await market.deliver_deal(policy="guided_solutions")
    case = await deal.open_dispute(reason="damaged_in_transport")
    talks = await case.await_mediation_path()
    for question, value in (("damage", "cosmetic"), ("replaceable", False)):
        await market.buyer.perform_act(f"{talks}/answers", {"question": question, "value": value})
    await market.buyer.perform_act(f"{talks}/proposals", {"options": [{"kind": "refund_full"}]})
    await case.wait_for(status="waiting_for_seller")
    return case


async def test_pag_30_what_is_agreed_to_is_what_was_read(site: Site, market: Market, browser: Browser) -> None:
    case = await propose_in_guide(market)
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.go(f"case/{case.id}/accept")
        await seller.wait_for("€120.00")
        assert await seller.reads(EN["option_help.refund_full"]), "what is agreed to is told in words, too"
        # Before the seller presses, the buyer words the proposal anew; the page hears of it.
        path, version = await case.read_newest_proposal()
        less = {"kind": "refund_partial", "amount": {"amount": 2_400, "currency": "EUR"}}
        await market.buyer.perform_act(f"{path}/amend", {"options": [less], "version": version})
        await seller.wait_for(EN["act.changed"])
        await seller.wait_for("€24.00")
        await seller.require_sound(anew=True)
        await seller.tab.run("[...document.querySelectorAll('main .actions .primary')].at(-1).click()")
        assert (await case.read_case())["status"] == "waiting_for_seller", "nothing is sent before it was read"
        await seller.press(EN["act.seen"])
        await seller.send()
        await seller.wait_for(EN["turn.closed"])
        await seller.wait_for("€24.00")


async def test_pag_21_parties_are_told_what_is_under_way_while_the_services_hear_nothing_of_each_other(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *PHONE) as buyer, open_reader(browser, *DESKTOP) as seller:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await seller.open(await site.link("seller", "sam", language="fr", dispute=case.id))
        await seller.go(f"case/{case.id}/accept_claim")
        with services_apart():
            await seller.send()
            for reader, texts in ((seller, FR), (buyer, EN)):
                await reader.wait_for(texts["pending.settlement"])
                await reader.require_sound(anew=True)
                assert not await reader.reads(texts["turn.closed"])
                shares = await reader.tab.run("document.querySelector('.turn .shares')?.innerText")
                assert "120" in (shares or ""), "what is on its way, and to whom"
        for reader, texts in ((seller, FR), (buyer, EN)):
            await reader.wait_for(texts["turn.closed"])
            await reader.wait_for("120")
            assert not await reader.reads(texts["pending.settlement"])


async def test_pag_21_a_case_that_waits_for_its_money_to_be_held_says_so(
    site: Site, market: Market, browser: Browser
) -> None:
    escrow = await deliver(market)
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en", escrow=escrow))
        await buyer.choose("significantly_not_as_described")
        await buyer.press(EN["continue"])
        await buyer.write(EN["report.explanation"], "The shade is cracked.")
        await buyer.press(EN["continue"])
        await buyer.press(EN["continue"])
        await buyer.choose("refund_full")
        await buyer.press(EN["continue"])
        await buyer.press(EN["continue"])
        with services_apart():
            await buyer.press(EN["report.send"])
            await buyer.wait_for(EN["pending.freeze"])
            await buyer.require_sound(anew=True)
        await buyer.wait_for(EN["turn.theirs"].format(who=EN["role.seller"]))
        assert not await buyer.reads(EN["pending.freeze"])


async def test_pag_21_at_the_desk_nothing_is_lost_when_the_token_or_the_network_ends(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await olga.go(f"review/{case.id}/decide")
        await write_ruling(olga, amount="50", words="As the evidence shows.")
        site.refuse("POST /v1/disputes/[^/]+/rulings/preview", 401, "token_expired")
        await olga.press(EN["ruling.look"])
        await olga.wait_for("€70.00")
        await olga.tab.offline(True)
        await olga.wait_for(EN["connection.offline"])
        await olga.press(EN["ruling.give"])
        await olga.wait_for(EN["trouble.offline"])
        await olga.require_sound(anew=True)
        await olga.tab.offline(False)
        site.refuse("POST /v1/disputes/[^/]+/decision", 401, "token_expired")
        await olga.press(EN["ruling.give"])
        await olga.wait_for(EN["ruling.title"])
        assert [each["kind"] for each in (await market.operator.get(f"{case.path}/story"))["data"]].count("ruled") == 1

        # The queue behind a network that is away keeps what it has shown, says so, and goes on by itself.
        await olga.go("desk")
        await olga.tab.offline(True)
        await olga.wait_for(EN["connection.offline"])
        await olga.require_sound(anew=True)
        await olga.tab.offline(False)
        await olga.tab.until("!document.querySelector('.connection')")


async def test_pag_21_a_file_goes_on_where_the_token_has_ended(
    site: Site, market: Market, browser: Browser, photo: Path
) -> None:
    case = await open_report(market)
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await buyer.follow("/provide_evidence")
        await buyer.choose("1")
        await buyer.pick_file(photo)
        site.refuse("POST /v1/evidence/uploads/resumable", 401, "token_expired")
        site.refuse("PATCH /v1/evidence/uploads/resumable", 401, "token_expired")
        await buyer.press(EN["files.send"])
        await buyer.wait_for(EN["timeline.title"])
        site.refuse("GET /v1/evidence/items/[^/]+/preview", 401, "token_expired")
        given = (await market.operator.get(f"/v1/evidence?dispute={case.id}"))["data"]
        [photo_id] = [each["id"] for each in given if each["file"] is not None]
        await buyer.follow(f"/piece/{photo_id}")
        await buyer.tab.until("!!document.querySelector('.shown.whole img')")
        await buyer.require_sound(anew=True)


async def test_pag_36_what_is_refused_is_told_in_the_readers_language(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="fr", dispute=case.id))
        await buyer.write(FR["messages.write"], "Ma carte : 4111 1111 1111 1111")
        await buyer.press(FR["messages.send"])
        await buyer.wait_for(FR["problem.card_number_not_allowed"])
        for code in ("assigned_to_another", "action_not_allowed_in_state"):
            site.refuse("POST /v1/disputes/[^/]+/messages", 409, code)
            await buyer.press(FR["messages.send"])
            await buyer.wait_for(FR[f"problem.{code}"])
        await buyer.require_sound(anew=True)
