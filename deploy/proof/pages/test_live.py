"""What happens to a case is seen as it happens, also behind lines that break and places that are taken no more."""

from __future__ import annotations

import json
import re
from typing import Final

import pytest

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market, euro_amount

from .conftest import Site
from .desk.test_desk import open_report
from .reader import DESKTOP, PHONE, open_reader, texts_of

pytestmark = pytest.mark.slow
EN: Final = texts_of("en")
NEVER: Final = 1_000
KEEP_ANNOUNCED: Final = """(() => {
  window.announced = [];
  const place = document.getElementById("announcements");
  new MutationObserver(() => window.announced.push(place.textContent)).observe(place, { childList: true });
})()"""
FOLLOW: Final = """(async (answers) => {
  const { follow } = await import(new URL("live.js", document.querySelector("script[type=module]").src));
  const [asked, seen, fetchOthers] = [[], [], window.fetch];
  const cut = (pieces) => new ReadableStream({ pull(body) {
    if (pieces.length) body.enqueue(new TextEncoder().encode(pieces.shift()));
    else body.error(new TypeError("terminated"));
  } }, { highWaterMark: 0 });
  const wait = window.setTimeout;
  window.setTimeout = (act) => wait(act, 0);
  await new Promise((done) => {
    const stop = follow("/answered-here", (type) => seen.push(type));
    window.fetch = (path, options) => {
      if (path !== "/answered-here") return fetchOthers(path, options);
      asked.push(options.headers["Last-Event-ID"] ?? null);
      const next = answers.shift();
      const answer = () => (Array.isArray(next) ? new Response(cut(next)) : new Response("{}", { status: next }));
      if (next) return Promise.resolve(answer());
      stop();
      done();
      return Promise.reject(new TypeError("closed"));
    };
  });
  return JSON.stringify([asked, seen]);
})"""
EVENT: Final = "id: evt_1\nevent: case.x\ndata: {}\n\n"


async def test_dor_w3_a_page_goes_on_where_its_stream_broke(site: Site, market: Market, browser: Browser) -> None:
    case = await open_report(market)
    answers = [
        ["retry: 2000\nid: at_he", "re\n: ping\n"],  # cut before the first event
        ["id: at_half"],  # a line that is not whole is no place
        [": ping\n", EVENT, "id: evt_2\nevent: case.x\n"],  # the second event never came whole
        400,
        503,
    ]
    async with open_reader(browser, *DESKTOP) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        asked, seen = json.loads(await buyer.tab.run(f"{FOLLOW}({json.dumps(answers)})"))

    assert asked == [None, "at_here", "at_here", "evt_1", None, None]
    assert seen == ["case.x"]


async def test_pag_21_without_a_stream_a_page_looks_again_and_says_what_has_changed(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    site.refuse("GET /v1/disputes/[^/]+/stream", 503, "unavailable", times=NEVER)
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await buyer.wait_for(EN["turn.theirs"].format(who=EN["role.seller"]))
        await buyer.tab.run(KEEP_ANNOUNCED)
        await market.seller.perform_act(f"{case.path}/messages", {"text": "It was packed well."})
        await buyer.wait_for("It was packed well.")
        await market.seller.perform_act(f"{case.path}/accept-claim")
        await buyer.wait_for(EN["turn.closed"])
        assert EN["turn.closed"] in await buyer.tab.run("window.announced"), "also to whoever does not see it"
    assert [line for line in site.door.seen if line.endswith("/stream")], "it has asked for one"


DUE_AT: Final = """(async (found) => {
  const { dueAt } = await import(new URL("overview.js", document.querySelector("script[type=module]").src));
  return dueAt(found);
})"""
REMINDS, ENDS = "2026-12-06T09:00:00Z", "2026-12-07T09:00:00Z"
DUE: Final = {
    "their clock is over first": ({"seller": ["2026-12-09T09:00:00Z", "2026-12-05T09:00:00Z"]}, "2026-12-05T09:00:00Z"),
    "the case is over first": ({"seller": ["2026-12-09T09:00:00Z"], "operator": [REMINDS]}, ENDS),
    "only others have clocks": ({"buyer": ["2026-12-05T09:00:00Z"]}, ENDS),
}


async def test_prm_8_a_turn_does_not_last_longer_than_the_case(site: Site, market: Market, browser: Browser) -> None:
    """A case whose party has a longer clock than its cap takes sixty days to come about: the page is given one."""
    case = await (await market.deliver_deal()).open_negotiated()
    dispute = await market.seller.get(case.path)
    steps = [("alert", "review", REMINDS), ("close", "closed", ENDS)]
    dispute["forecast"] = [{"action": action, "leads_to": to, "at": at} for action, to, at in steps]
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.wait_for(EN["turn.yours"])
        for name, (clocks, due) in DUE.items():
            dispute["deadlines"] = [{"owed_by": role, "due_at": at} for role, ats in clocks.items() for at in ats]
            assert await seller.tab.run(f"{DUE_AT}({json.dumps(dispute)})") == due, name


NEXT_STEP: Final = """(async (found) => {
  const { nextStep } = await import(new URL("reading.js", document.querySelector("script[type=module]").src));
  return nextStep(found).action;
})"""
LAPSES, LEADS_ON, CLOSES = ("lapse_request", "dispute"), ("enter_review", "review"), ("enter_closed", "closed")
AT_ONE_INSTANT: Final = {
    "the end, before what lapses with it": ([LAPSES, CLOSES], "enter_closed", "enter_closed"),
    "what leads on, before what changes nothing": ([LAPSES, LEADS_ON], "enter_review", "enter_review"),
    "no reminder": ([("alert", "review"), CLOSES], "alert", "enter_closed"),
}


async def test_prm_8_35_of_one_instant_the_end_is_told(site: Site, market: Market, browser: Browser) -> None:
    """As the service names it: a page that told the first step of the forecast told an end without its money."""
    case = await (await market.deliver_deal()).open_negotiated()
    async with open_reader(browser, *PHONE) as seller:
        await seller.open(await site.link("seller", "sam", language="en", dispute=case.id))
        await seller.wait_for(EN["turn.yours"])
        for name, (steps, named, expected) in AT_ONE_INSTANT.items():
            forecast = [{"action": action, "leads_to": to, "at": ENDS} for action, to in steps]
            dispute = {"forecast": forecast, "next_automatic_action": {"action": named, "at": ENDS}}
            assert await seller.tab.run(f"{NEXT_STEP}({json.dumps(dispute)})") == expected, name


async def test_pag_40_what_becomes_of_the_money_is_told_where_the_next_step_moves_none(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal(fee={"basis_points": 250})).open_negotiated()
    path, version = await case.read_newest_proposal()
    less = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(4_000)}]}
    await market.seller.perform_act(f"{path}/counter", less)
    await market.settle_events()
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await buyer.wait_for(EN["turn.yours"])
        foretold = await buyer.tab.run("document.querySelector('.silence').innerText")
        [first, *_, last] = (await case.read_case())["forecast"]
        assert first["money_effect"] is None
        for part in ("buyer", "seller", "fee"):
            amount = rf"(?<![\d.,]){last['money_effect'][part] / 100:.2f}"
            assert re.search(amount, foretold), (part, foretold)
        await buyer.require_sound(anew=True)
