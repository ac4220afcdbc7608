"""What a screen weighs that is opened by its own address, as from a bookmark or a link beside: nobody waits for more
than the budget, whichever of a case's forms it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pytest

from deploy.proof.bench.pages import BUDGET_BYTES, READ_BYTES
from deploy.proof.pages.conftest import Site
from deploy.proof.pages.desk.test_desk import open_report
from deploy.proof.pages.reader import DRAWN, PATIENCE, PHONE, Reader, open_reader
from deploy.proof.pages.test_extremes import state_deal
from deploy.proof.pages.test_looks import LINKS, dress
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market

pytestmark = pytest.mark.slow
ROOM: Final = 768
"""For the next sentence: a screen that just fits does not fit tomorrow."""
COMES_LATER: Final = "'/texts/problems/'"
"""Words for what may be refused come once the screen is drawn, or with a refusal."""
FIRST_VIEW: Final = READ_BYTES.replace(
    "includes('/pages')", f"includes('/pages') && !each.name.includes({COMES_LATER})"
)
QUIET: Final = """new Promise((done) => {
  const count = () => performance.getEntriesByType('resource').length;
  let before = -1;
  const timer = setInterval(() => {
    if (count() === before) { clearInterval(timer); done(true); }
    before = count();
  }, 150);
})"""
"""Once a moment has brought nothing more."""
DESK: Final = ["read", "decide", "lead", "clock"]


async def weigh(reader: Reader, places: Iterable[str]) -> dict[str, int]:
    """Each screen in turn, loaded from nothing."""
    weights = {}
    for place in places:
        await reader.tab.send("Network.clearBrowserCache")
        await reader.tab.open(place)
        await reader.tab.until(DRAWN, PATIENCE)
        await reader.tab.run(QUIET)
        weights[place] = int(await reader.tab.run(FIRST_VIEW))
    return weights


def forms_of(case: dict[str, Any], role: str) -> set[str]:
    """Addresses of all acts that a case offers somebody, and of those that the desk does in a party's name."""
    home = f"{'review' if role == 'operator' else 'case'}/{case['id']}"
    actions = [each for each in case["allowed_actions"] if each["actor"] == role]
    on_behalf = [each for each in case["allowed_actions"] if each["constraints"].get("on_behalf_of")]
    own = {f"{home}/{each['rel']}" for each in actions if not each["constraints"].get("on_behalf_of")}
    return own | {f"{home}/{each['rel']}@{each['constraints']['on_behalf_of']}" for each in on_behalf}


DIFFERS: Final = ("propose", "answer", "decide", "counter")
"""Acts whose form is another one in another case."""


def leave_out_known(places: set[str], known: set[str]) -> set[str]:
    """Of acts whose form is the same in every case one is enough."""
    acts = {place.rpartition("/")[2] for place in known}
    return {
        place for place in places if (act := place.rpartition("/")[2]) not in acts or act.partition("@")[0] in DIFFERS
    }


async def open_cases(market: Market) -> list[Case]:
    """A case of each programme, with the forms that weigh most: a counter-offer, a guide, a ruling, a verification."""
    talks = await (await market.deliver_deal()).open_negotiated()
    guide = await (await market.deliver_deal(policy="guided_solutions")).open_dispute(reason="damaged_in_transport")
    reported = await open_report(market)
    await market.operator.perform_act(f"{reported.path}/assign", {})
    stated = await state_deal(market)
    await market.settle_events()
    return [talks, guide, reported, stated]


async def test_pag_8_every_screen_that_is_opened_by_its_own_address_is_within_the_budget(
    site: Site, market: Market, browser: Browser
) -> None:
    await dress(market, primary="#7a1fa2", accent="#ffe600", links=LINKS)
    cases = await open_cases(market)
    await market.renew_tokens()
    lea = await market.mint_person("operator", "lea", *DESK[:3])
    people = {"buyer": market.buyer, "seller": market.seller, "operator": lea}
    escrow, piece = (await cases[0].read_case())["escrow"], ""
    for item in (await market.operator.get(f"/v1/evidence?dispute={cases[0].id}"))["data"]:
        piece = item["id"]
    screens = {
        "buyer": {"deals", f"ledger/{escrow}", f"report/{(await market.deliver_deal()).id}", f"piece/{piece}"},
        "seller": {"deals"},
        "operator": {
            "desk", "analytics", "policies", "policies/agreement_first-2026-12", "policies/live_video-2026-12",
            "webhooks", "standing/sam", f"ledger/{escrow}", f"piece/{piece}",
        },
    }  # fmt: skip
    weights: dict[str, int] = {}
    for role, person in people.items():
        for case in cases:
            screens[role] |= {f"{'review' if role == 'operator' else 'case'}/{case.id}"}
            screens[role] |= leave_out_known(forms_of(await person.get(case.path), role), screens[role])
        who = {"buyer": "anna", "seller": "sam", "operator": "lea"}[role]
        scopes = DESK if role == "operator" else ["clock"]
        async with open_reader(browser, *PHONE) as reader:
            await reader.open(await site.link(role, who, scopes=scopes, language="fr"))
            addresses = [f"{site.address}/pages/{place}" for place in sorted(screens[role])]
            weighed = await weigh(reader, addresses)
            weights |= {f"{role} {address.partition('/pages/')[2]}": size for address, size in weighed.items()}
    print(*(f"{size:7} {place}" for place, size in sorted(weights.items(), key=lambda each: -each[1])), sep="\n")
    assert len(weights) > 30
    assert {place: size for place, size in weights.items() if size > BUDGET_BYTES - ROOM} == {}
