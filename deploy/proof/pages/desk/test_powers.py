"""What an operator is shown by what they may do, and how they go on from case to case."""

from __future__ import annotations

from typing import Any

import pytest

from deploy.proof.pages.conftest import Site
from deploy.proof.pages.desk.test_desk import EN, FR, NOWHERE, SCOPES, close_by_agreement, open_report
from deploy.proof.pages.keyboard import Keyboard
from deploy.proof.pages.reader import DESKTOP, Reader, open_reader
from deploy.proof.pages.test_pieces import give_statement
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market, euro_amount

ACTS = "[...document.querySelectorAll('main a[href*=\"/review/dsp_\"]')].map((each) => each.href.split('/').at(-1))"
PLACES = "[...document.querySelectorAll('.desk-nav a')].map((each) => each.innerText)"
OWN_PLACES = ["desk.title", "analytics.title", "policies.title"]


async def read_powers(reader: Reader, case: str) -> dict[str, Any]:
    """What can be done on a case, on somebody's standing and with an edition, and where one can go."""
    await reader.go(f"review/{case}")
    await reader.wait_for(EN["timeline.title"])
    acts = set(await reader.tab.run(ACTS))
    can_write = await reader.reads(EN["notes.write"])
    await reader.go("standing/sam")
    await reader.wait_for("Payment outside the platform")
    can_undo = await reader.reads(EN["standing.reverse"])
    await reader.go("policies/report_review-2026-11")
    await reader.wait_for(EN["policy.stages"])
    return {
        "acts": acts,
        "notes": can_write,
        "undoes": can_undo,
        "puts into force": await reader.reads(EN["current.make"]),
        "places": await reader.tab.run(PLACES),
    }


@pytest.mark.slow
async def test_pag_51_an_operator_is_offered_what_they_may_do_and_nothing_else(
    site: Site, market: Market, browser: Browser
) -> None:
    ruled = await open_report(market)
    penalty = {"party": "seller", "act": "external_payment"}
    await ruled.rule_case("refund_partial", "partial_evidence", amount=euro_amount(3_000), penalties=[penalty])
    await market.advance_clock(by="4 days")
    case = await open_report(market)
    powers = {}
    for name, scopes in (("oscar", ["read"]), ("olga", ["read", "decide"]), ("lea", SCOPES)):
        async with open_reader(browser, *DESKTOP) as reader:
            await reader.open(await site.link("operator", name, scopes=scopes, language="en"))
            powers[name] = await read_powers(reader, case.id)
    own = [EN[place] for place in OWN_PLACES]
    nothing = {"acts": set(), "notes": False, "undoes": False, "puts into force": False, "places": own}
    assert powers["oscar"] == nothing
    assert {"decide", "assign", "ask_for_evidence"} <= powers["olga"].pop("acts")
    assert powers["olga"] == {"notes": True, "undoes": False, "puts into force": False, "places": own}
    assert powers["lea"]["undoes"]
    assert powers["lea"]["puts into force"]
    assert powers["lea"]["places"] == [*own, EN["webhooks.title"]]


async def test_pag_51_an_operator_goes_on_to_the_next_case_of_the_queue_without_going_back(
    site: Site, market: Market, browser: Browser
) -> None:
    for _ in range(3):
        await (await market.deliver_deal(policy="agreement_first")).open_negotiated()
    async with open_reader(browser, *DESKTOP) as olga:
        keys = Keyboard(olga)
        await olga.open(await site.link("operator", "olga", scopes=["read", "decide"], language="en"))
        await olga.tab.until("document.querySelectorAll('tbody tr').length === 3")
        listed = await olga.tab.run("[...document.querySelectorAll('tbody th a')].map((each) => each.pathname)")
        await keys.press("j")
        await keys.press("Enter")
        for address in listed[1:]:
            await olga.wait_for(EN["timeline.title"])
            await keys.do(EN["desk.next_case"])
            await olga.tab.until(f"location.pathname === {address!r}")
        await olga.wait_for(EN["timeline.title"])
        assert not await olga.reads(EN["desk.next_case"]), "it is the last"
        await olga.require_sound(anew=True)


@pytest.mark.slow
async def test_pag_51_a_case_is_passed_on_to_a_colleague_and_back_to_the_queue(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await open_report(market)

    async def read_assignee() -> object:
        return (await market.operator.get(case.path))["assignee"]

    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *DESKTOP) as otto:
        await olga.open(await site.link("operator", "olga", scopes=["read", "decide"], language="en"))
        await olga.go(f"review/{case.id}/assign")
        await olga.send()
        await olga.wait_for(named_assignee(EN["you"]))
        await olga.press(EN["acts.others"])
        await olga.press(EN["act.pass_on"])
        await olga.choose("colleague")
        assert await olga.tab.run("document.querySelector('main .actions .primary').disabled"), "to whom?"
        await olga.write(EN["handing.name"], " otto ")
        await olga.require_sound(anew=True)
        await olga.send()
        await olga.wait_for(named_assignee("otto"))
        assert await read_assignee() == "otto"
        assert "assign" not in await olga.tab.run(ACTS), "it is otto's now"

        await otto.open(await site.link("operator", "otto", scopes=["read", "decide"], language="fr"))
        await otto.press(FR["desk.mine"])
        await otto.follow(f"/review/{case.id}")
        await otto.press(FR["acts.others"])
        await otto.press(FR["act.pass_on"])
        await otto.choose("queue")
        await otto.require_sound(anew=True)
        await otto.send()
        await otto.wait_for(FR["desk.nobody"])
        assert await read_assignee() is None
        await olga.wait_for(EN["act.assign"])


def named_assignee(who: str) -> str:
    return f"{EN['desk.with']}: {who}"


async def test_pag_34_a_case_that_is_over_is_found_among_the_closed_with_how_it_ended(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await close_by_agreement(market, 4_000)
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=["read"], language="en"))
        await olga.wait_for(EN["desk.empty_title"])
        await olga.press(EN["desk.closed"])
        await olga.tab.until(f"!!document.querySelector('tbody a[href$=\"{case.id}\"]')")
        await olga.wait_for("The claim was granted")
        await olga.require_sound(anew=True)


async def test_pag_12_why_an_event_is_not_sent_again_is_told(site: Site, market: Market, browser: Browser) -> None:
    hook = {"url": NOWHERE, "event_types": ["dispute.*"], "description": "Shop"}
    made = await market.platform.perform_act("/v1/webhook-endpoints", hook)
    await (await market.deliver_deal(policy="agreement_first")).open_negotiated()
    async with open_reader(browser, *DESKTOP) as lea:
        await lea.open(await site.link("operator", "lea", scopes=SCOPES, language="en"))
        await lea.press(EN["webhooks.title"])
        await lea.wait_for("dispute.opened")
        await lea.tab.until("!!document.querySelector('.endpoint .chip.warn')")  # nobody answers there
        site.refuse("POST /v1/webhook-endpoints/deliveries/", 503, "unavailable", times=9, retry_after=1)
        await lea.press(EN["webhooks.redeliver"])
        await lea.wait_for(EN["trouble.busy"])
        assert not await lea.reads(EN["webhooks.refused"])
        site.door.refusals.clear()
        headers = {"Authorization": f"Bearer {market.platform.token}", "Idempotency-Key": made["id"]}
        turned_off = await market.platform.client.patch(
            f"/v1/webhook-endpoints/{made['id']}", json={"enabled": False}, headers=headers
        )
        assert turned_off.is_success, turned_off.text
        await lea.wait_for(EN["endpoint.disabled"])
        await lea.press(EN["webhooks.redeliver"])
        await lea.wait_for(EN["webhooks.refused"])


@pytest.mark.slow
async def test_pag_14_of_two_who_judge_evidence_or_a_penalty_the_later_reads_what_the_other_found(
    site: Site, market: Market, browser: Browser
) -> None:
    ruled = await open_report(market)
    penalties = [{"party": "seller", "act": act} for act in ("external_payment", "offensive_behaviour")]
    await ruled.rule_case("refund_partial", "partial_evidence", amount=euro_amount(3_000), penalties=penalties)
    await market.advance_clock(by="4 days")
    await market.renew_tokens()
    talks = await (await market.deliver_deal()).open_negotiated()
    statement = await give_statement(talks, "The shade is cracked.")
    await market.settle_events()
    chief = await market.mint_person("operator", "chief", *SCOPES)
    async with open_reader(browser, *DESKTOP) as lea:
        await lea.open(await site.link("operator", "lea", scopes=SCOPES, language="en"))
        await lea.go(f"piece/{statement}")
        await lea.press(EN["piece.invalidate"])
        await lea.choose("unreadable")
        await lea.write(EN["standing.why"], "Nothing can be made out.")
        finding = {"reason_code": "not_of_this_deal", "reason": "It is about another lamp."}
        await chief.perform_act(f"/v1/evidence/items/{statement}/invalidate", finding)
        await lea.send()
        await lea.wait_for(EN["trouble.changed_title"])
        await lea.press(EN["look_again"])
        await lea.wait_for("It is about another lamp.")

        await lea.go("standing/sam")
        await lea.press(EN["standing.reverse"])
        await lea.write(EN["standing.why"], "It was his brother.")
        first, second = (await chief.get("/v1/participants/sam/standing"))["penalties"]
        home = "/v1/participants/sam/penalties"
        await chief.perform_act(f"{home}/{second['id']}/reverse", {"reason": "It was nobody."})
        await lea.press(EN["standing.reverse"])
        await lea.wait_for(EN["trouble.changed_title"])
        await lea.press(EN["look_again"])
        await lea.wait_for("It was nobody.")
        assert await lea.tab.run("document.querySelector('main textarea').value") == "It was his brother."
        await lea.press(EN["standing.reverse"])
        await lea.wait_for("It was his brother.")
        assert first["reversed_at"] is None
