"""What was agreed, asked, sent, found and answered in a case stands on its page, for everybody who may read it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from deploy.proof.pages.conftest import Site
from deploy.proof.pages.desk.test_desk import open_report
from deploy.proof.pages.reader import DESKTOP, PHONE, Reader, open_reader, texts_of
from deploy.proof.pages.test_extremes import ADDRESS, HOSTILE, go_back_damaged
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market, euro_amount

pytestmark = pytest.mark.slow
EN: Final = texts_of("en")
DECISION: Final = (
    "[...document.querySelectorAll('.card')].find((each) => each.querySelector('h2')?.textContent === "
    f"'{EN['ruling.title']}')"
)
WHERE_WRITTEN: Final = """(text) => {
  const line = [...document.querySelectorAll('main p')].find((each) => each.textContent === text);
  const written = document.createRange();
  written.selectNodeContents(line);
  return written.getBoundingClientRect().left;
}"""
SIDES: Final[tuple[tuple[str, str, list[str]], ...]] = (
    ("buyer", "anna", []), ("seller", "sam", []), ("operator", "olga", ["read", "decide"]),
)  # fmt: skip


async def read_by_all(site: Site, reader: Reader, case: Case, *texts: str) -> None:
    for role, person, scopes in SIDES:
        await reader.open(await site.link(role, person, language="en", dispute=case.id, scopes=scopes))
        await reader.wait_for(EN["timeline.title"])
        for text in texts:
            await reader.wait_for(text)
        await reader.require_sound(anew=True)


async def test_pag_39_goods_that_go_back_say_where_to_with_which_parcel_and_how_they_arrived(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await go_back_damaged(market)
    async with open_reader(browser, *PHONE) as reader:
        texts = (ADDRESS["recipient"], "Portugal", "JD014600000RU", EN["condition.damaged"], HOSTILE[3])
        await read_by_all(site, reader, case, *texts)
        lines = [ADDRESS["recipient"], "Portugal"]
        starts = await reader.tab.run(f"({json.dumps(lines)}).map({WHERE_WRITTEN})")
        assert starts[0] == starts[1], "an address stands at one edge, whatever script its name is in"


async def test_pag_39_what_was_agreed_is_read_by_all_with_what_the_team_has_found_of_it(
    site: Site, market: Market, browser: Browser
) -> None:
    deal = await market.deliver_deal(policy="live_video")
    stated = {"item": "A lamp of brass", "agreed_price": euro_amount(12_000), "terms": "With both bulbs."}
    case = await deal.open_dispute(transaction=stated, need="The lamp works and was handed over.")
    await market.settle_events()
    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *PHONE) as reader:
        await olga.open(await site.link("operator", "olga", scopes=["read", "decide"], language="en", dispute=case.id))
        await olga.go(f"review/{case.id}/verify")
        await olga.wait_for("With both bulbs.")  # nobody verifies what they have not read
        checks = [
            {"code": code, "finding": "yes", "note": f"{code}: seen"} for code in ("item", "agreed_price", "terms")
        ]
        await case.judge_case("verification", {"result": "verified", "checks": checks})
        texts = ("A lamp of brass", "With both bulbs.", EN["agreed.verified"], "agreed_price: seen", EN["finding.yes"])
        await read_by_all(site, reader, case, *texts)


async def test_pag_39_who_is_asked_for_evidence_reads_what_exactly_is_wanted(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)
    clock: dict[str, Any] = await market.platform.get("/v1/test-clock")
    until = (datetime.fromisoformat(clock["now"]) + timedelta(days=2)).isoformat()
    asked = {"party": "buyer", "kinds": ["photo"], "until": until, "note": "The whole screen, please."}
    await market.operator.perform_act(f"{case.path}/assign", {})
    await market.operator.perform_act(f"{case.path}/evidence-requests", asked)
    await market.settle_events()
    async with open_reader(browser, *PHONE) as reader:
        await read_by_all(site, reader, case, "The whole screen, please.")
        await reader.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await reader.follow("/provide_evidence")
        await reader.wait_for("The whole screen, please.")


async def test_pag_39_a_decision_says_who_gave_nothing_and_a_rejected_one_why(
    site: Site, market: Market, browser: Browser
) -> None:
    await market.platform.put("/v1/dispute-settings", {"approval_limits": {"EUR": 5_000}})
    case = await open_report(market)
    await case.rule_case("refund_partial", "partial_evidence", amount=euro_amount(9_000))
    lead = await market.mint_person("operator", "lea", "read", "decide", "lead")
    version = (await lead.get(case.path))["version"]
    await lead.perform_act(
        f"{case.path}/reject-approval", {"why": "Too much for half an hour."}, If_Match=f'"{version}"'
    )
    async with open_reader(browser, *DESKTOP) as reader:
        await reader.open(
            await site.link("operator", "olga", scopes=["read", "decide"], language="en", dispute=case.id)
        )
        await reader.wait_for("Too much for half an hour.")
        await reader.require_sound(anew=True)
        await market.platform.put("/v1/dispute-settings", {})
        await case.rule_case("refund_partial", "partial_evidence", amount=euro_amount(4_000))
        for who in ("buyer", "seller"):
            line = EN["story.evidence_request_lapsed"].format(party=EN[f"role.{who}"])
            await reader.tab.until(f"{DECISION}?.textContent.includes('{line}')")
        assert not await reader.reads("Too much for half an hour.")
