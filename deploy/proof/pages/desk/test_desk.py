"""The desk in the browser: figures, programmes and webhooks; two operators before one case; bad days of an operator."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from common.internal.service_peers import HttpPeers, PeerAway
from common.messaging.bus import InMemoryBus, Message
from deploy.proof.pages.conftest import Site
from deploy.proof.pages.reader import DESKTOP, PHONE, Reader, open_reader, texts_of
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market, euro_amount, wait_until

SCOPES = ["read", "decide", "lead"]
HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
NOWHERE = "http://127.0.0.1:47998/hooks"
EN, FR = texts_of("en"), texts_of("fr")
GAPS = """(() => {
  const parts = [...document.querySelectorAll('main [aria-live] > *')].map((each) => each.getBoundingClientRect());
  return parts.slice(1).map(({top}, n) => top - parts[n].bottom);
})()"""
"""Between the parts of what a simulation has found, in pixels."""
STORY = "It ended after ten minutes, and what was agreed was an hour. " * 6


@pytest.fixture
async def lead(site: Site, browser: Browser) -> AsyncIterator[Reader]:
    async with open_reader(browser, *DESKTOP) as reader:
        await reader.open(await site.link("operator", "lea", scopes=SCOPES, language="en"))
        yield reader


async def close_by_agreement(market: Market, to_buyer: int) -> Case:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated(options=[{"kind": "refund_partial", "amount": euro_amount(to_buyer)}])
    await market.seller.perform_act(f"{case.path}/accept-claim")
    await case.wait_for(status="closed")
    return case


async def test_pag_12_a_lead_reads_figures_compares_editions_and_sends_an_event_again(
    site: Site, market: Market, lead: Reader
) -> None:
    await market.platform.perform_act(
        "/v1/webhook-endpoints", {"url": NOWHERE, "event_types": ["dispute.*"], "description": "Shop"}
    )
    await close_by_agreement(market, 4_000)
    await lead.press("Analytics")
    await lead.wait_for("Where the money went")
    await lead.wait_for("The claim was granted")
    await lead.tab.until("document.querySelectorAll('.chart rect').length >= 2")  # drawn once their room is known
    await lead.require_sound()

    await lead.press("Programmes")
    await lead.follow("/policies/agreement_first-2026-12")
    await lead.wait_for("Stage by stage")
    await lead.tab.until("document.querySelectorAll('.box').length >= 4")
    await lead.select("Earlier edition", "agreement_first-2026-11")
    await lead.wait_for("places differ")
    await lead.press("Play the cases again")
    await lead.wait_for("1 case, 0 would have ended otherwise")
    assert min(await lead.tab.run(GAPS)) >= 8, "what was found stands apart from its table"
    await lead.require_sound()

    await lead.press("Webhooks")
    await lead.wait_for("dispute.closed")
    assert await lead.reads(NOWHERE)
    await lead.press("Send again")
    await lead.wait_for("It is on its way")
    await lead.require_sound()


async def open_report(market: Market, title: str = "A call of an hour") -> Case:
    """A case of `report_review` that waits for the operators."""
    deal = await market.deliver_deal(policy="report_review", agreement={"title": title})
    case = await deal.open_dispute(reason="service_not_as_described", explanation=STORY)
    await market.advance_clock(by="4 days")
    await market.renew_tokens()
    await case.wait_for(status="under_review")
    return case


async def write_ruling(operator: Reader, *, amount: str, words: str = HOSTILE) -> None:
    await operator.choose("refund_partial")
    await operator.write("Amount for the buyer", amount)
    await operator.choose("seller")
    await operator.select("Reason", "partial_evidence")
    await operator.write("Explanation to both sides", words)


@pytest.mark.slow
async def test_pag_16_a_decision_of_weight_waits_for_somebody_else_who_sends_it_back_or_approves(
    site: Site, market: Market, browser: Browser
) -> None:
    await market.platform.put("/v1/dispute-settings", {"approval_limits": {"EUR": 5_000}})
    case = await open_report(market, HOSTILE[:80])
    place = f"review/{case.id}"
    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *DESKTOP) as lea:
        await olga.open(await site.link("operator", "olga", scopes=["read", "decide"], language="en"))
        await olga.go(f"{place}/decide")
        await write_ruling(olga, amount="90")
        await olga.press(EN["ruling.look"])
        await olga.wait_for(EN["approval.needed"])
        await olga.press(EN["ruling.give"])
        await olga.wait_for(EN["waiting.yours"])
        await olga.require_sound()
        assert not await olga.reads(EN["act.approve"])

        await lea.open(await site.link("operator", "lea", scopes=SCOPES, language="fr"))
        await lea.press(FR["desk.judging"])
        await lea.wait_for(FR["approval.waits"])
        await lea.follow(f"/{place}")
        await lea.wait_for("olga")
        await lea.wait_for("90,00")  # what the buyer would get: nobody approves what they have not seen
        await lea.wait_for("30,00")
        await lea.require_sound()
        await lea.follow("/reject-approval")
        await lea.write(FR["approval.why"], HOSTILE)
        await lea.require_sound()
        await lea.send()
        await lea.wait_for(FR["story.approval_rejected"])

        await olga.go(f"{place}/decide")
        await write_ruling(olga, amount="60", words="Only half of it was as agreed.")
        await olga.press(EN["ruling.look"])
        await olga.press(EN["ruling.give"])
        await olga.wait_for(EN["waiting.yours"])
        await lea.go(f"{place}/approve")
        await lea.wait_for("60,00")
        await lea.require_sound(anew=True)
        await lea.send()
        await lea.wait_for(FR["ruling.title"])
        await olga.wait_for(EN["ruling.title"])
        await olga.require_sound()
    ruled = await case.read_case()
    assert ruled["ruling"]["to_buyer"]["amount"] == 6_000


@pytest.mark.slow
async def test_pag_14_what_came_meanwhile_is_read_before_an_act_is_sent(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await olga.go(f"review/{case.id}/decide")
        await write_ruling(olga, amount="50", words="As the evidence shows.")
        await market.buyer.perform_act(f"{case.path}/messages", {"text": HOSTILE})
        await olga.wait_for(EN["changed.title"])
        await olga.wait_for("<img src=x onerror")
        await olga.require_sound()
        await olga.press(EN["act.seen"])
        await olga.press(EN["ruling.look"])
        await olga.wait_for("€70.00")

        # The window hears nothing, and somebody acts: it is told, what was written stays, and it can go on.
        await olga.stop_looking()
        await market.seller.perform_act(f"{case.path}/messages", {"text": "There is one thing more."})
        site.door.seen.clear()
        await olga.press(EN["ruling.give"])
        await olga.wait_for(EN["changed.title"])
        await olga.wait_for("There is one thing more.")
        await olga.require_sound()
        assert (await case.read_case())["ruling"] is None
        await olga.press(EN["act.seen"])
        await olga.press(EN["ruling.look"])  # what was foretold before it was read holds no more
        await olga.press(EN["ruling.give"])
        await olga.wait_for("Decided")
    assert (await case.read_case())["ruling"]["explanation"] == "As the evidence shows."


@pytest.mark.slow
async def test_pag_15_two_operators_before_one_case_know_of_each_other(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)
    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *PHONE) as lea:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en", dispute=case.id))
        await lea.open(await site.link("operator", "lea", scopes=SCOPES, language="fr", dispute=case.id))
        # Two windows of one screen: that behind is not being read, but what is written in it goes on.
        await olga.go(f"review/{case.id}/decide")
        await lea.wait_for(FR["presence.deciding"].format(who="olga"))
        await lea.require_sound()
        await lea.go(f"review/{case.id}/pause")
        await olga.wait_for(EN["presence.deciding"].format(who="lea"))
        await olga.require_sound()
        await lea.go(f"review/{case.id}")
        await lea.wait_for(FR["presence.deciding"].format(who="olga"))
        oscar = await market.mint_person("operator", "oscar", "read")
        seen = (await oscar.put(f"{case.path}/presence", {"doing": "reading"})).json()["others"]
        assert {other["operator"]: other["doing"] for other in seen} == {"olga": "deciding", "lea": "reading"}
        await lea.tab.open("about:blank")  # a window that is closed says so at once

        async def read_others() -> set[str]:
            others = (await oscar.put(f"{case.path}/presence", {"doing": "reading"})).json()["others"]
            return {other["operator"] for other in others}

        await wait_until("the window is gone", read_others, lambda others: others == {"olga"})

        site.refuse(f"PUT {case.path}/presence", 503, "unavailable", times=1_000)
        unknown = json.dumps(EN["presence.unknown"])
        await olga.tab.send("Page.bringToFront")
        await olga.tab.until(f"document.body.innerText.includes({unknown})", 90)
        site.door.refusals.clear()
        await olga.tab.until(f"!document.body.innerText.includes({unknown})", 60)
    async with open_reader(browser, *DESKTOP) as anna:
        await anna.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await anna.wait_for(EN["timeline.title"])
        assert not await anna.reads("lea")


@pytest.mark.slow
async def test_pag_17_an_operators_act_is_done_once_on_a_bad_day_and_the_page_says_what_is_under_way(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await olga.go(f"review/{case.id}/ask_for_evidence")
        await olga.require_sound()
        await olga.go(f"review/{case.id}/extend")
        await olga.require_sound()
        await olga.go(f"review/{case.id}/decide")
        await write_ruling(olga, amount="50", words="As the evidence shows.")
        site.refuse("POST /v1/disputes/[^/]+/rulings/preview", 429, "rate_limited", times=1, retry_after=1)
        await olga.press(EN["ruling.look"])
        await olga.wait_for(EN["problem.rate_limited"])
        await olga.press(EN["ruling.look"])
        await olga.wait_for("€70.00")

        site.refuse("POST /v1/disputes/[^/]+/decision", 503, "unavailable", times=4, retry_after=1)
        await olga.press(EN["ruling.give"])
        await olga.wait_for(EN["trouble.busy"])
        await olga.require_sound()
        assert (await case.read_case())["ruling"] is None
        await olga.press(EN["ruling.give"])
        await olga.wait_for("Decided")
        assert [each["kind"] for each in (await market.operator.get(f"{case.path}/story"))["data"]].count("ruled") == 1

    other = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *DESKTOP) as lea:
        await lea.open(await site.link("operator", "lea", scopes=SCOPES, language="en", dispute=other.id))
        with services_apart():
            await market.seller.perform_act(f"{other.path}/accept-claim")
            await lea.wait_for(EN["pending.settlement"])
            await lea.require_sound()
        await lea.wait_for(EN["turn.closed"])
        await lea.wait_for("€120.00")


@contextmanager
def services_apart() -> Iterator[None]:
    """The broker stands still, and the services cannot ask each other either: nothing reaches another until the end."""
    carry, thawed = InMemoryBus.publish, asyncio.Event()

    async def hold_back(self: InMemoryBus, message: Message) -> None:
        await thawed.wait()
        await carry(self, message)

    async def be_away(self: HttpPeers, service: str, path: str, body: dict[str, Any]) -> bytes:
        raise PeerAway(service)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(InMemoryBus, "publish", hold_back)
        patch.setattr(HttpPeers, "_post", be_away)
        try:
            yield
        finally:
            thawed.set()


@pytest.mark.slow
async def test_pag_12_a_case_that_is_over_says_how_it_ended_with_its_money_and_what_was_imposed(
    site: Site, market: Market, lead: Reader
) -> None:
    case = await open_report(market)
    penalty = {"party": "seller", "act": "external_payment"}
    await case.rule_case("refund_partial", "partial_evidence", amount=euro_amount(3_000), penalties=[penalty])
    await market.advance_clock(by="4 days")
    await case.wait_for(status="closed")
    await lead.go(f"review/{case.id}")
    await lead.wait_for("Payment outside the platform")
    turn = await lead.tab.run("document.querySelector('.turn').innerText")
    assert all(part in turn for part in (EN["turn.closed"], "The support team decided", "€30.00", "€90.00")), turn
    await lead.require_sound()


@pytest.mark.slow
async def test_pag_18_a_lead_undoes_a_penalty_and_every_screen_is_sound_in_every_language(
    site: Site, market: Market, lead: Reader
) -> None:
    hook = {"url": NOWHERE, "event_types": ["dispute.*"], "description": HOSTILE[:100]}
    await market.platform.perform_act("/v1/webhook-endpoints", hook)
    case = await open_report(market, HOSTILE[:80])
    penalty = {"party": "seller", "act": "external_payment"}
    await case.rule_case("refund_partial", "partial_evidence", amount=euro_amount(3_000), penalties=[penalty])
    await market.advance_clock(by="4 days")
    await case.wait_for(status="closed")
    await lead.go(f"review/{case.id}")
    await lead.press("sam")
    await lead.wait_for("Payment outside the platform")
    await lead.require_sound()
    await lead.press(EN["standing.reverse"])
    await lead.write(EN["standing.why"], HOSTILE)
    await lead.require_sound()
    await lead.press(EN["standing.reverse"])
    await lead.wait_for(EN["standing.reversed"])
    assert await lead.reads("<img src=x onerror")

    edition = "report_review-2026-12"
    screens = ("desk", f"review/{case.id}", "standing/sam", "analytics", "policies", "webhooks")
    for language in ("fr", "pt", "zh", "en"):
        await lead.speak(language)
        for place in (*screens, f"policies/{edition}/report_review-2026-11"):
            await lead.go(place)
            for size in (PHONE, DESKTOP):
                await lead.size(*size)
                await lead.require_sound()
    assert await lead.tab.run("!document.title.includes('taken')")
