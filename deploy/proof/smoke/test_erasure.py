"""WAL-A6: what somebody said in a case is nowhere any more once it is erased, in no table of any service, while every
chain, seal and ledger verifies as before (`market` looks at the end)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import asyncpg

from deploy.local.suite import SERVICES
from deploy.proof.smoke.suite import Suite
from deploy.proof.smoke.test_flows import prove
from deploy.proof.testing.market import PRICE, Case, Deal, Market, wait_until

BUYER, SELLER, OFFICE, DEAL = "Annacanary", "Samcanary", "Olgacanary", "Dealcanary"
EVERYTHING: Final = (BUYER, SELLER, OFFICE, DEAL)
PLACE: Final = {"street": SELLER, "postal_code": "20095", "city": SELLER, "country": "DE"}


async def find_words(suite: Suite) -> set[str]:
    """Look for each word in every row of every table of every service, as text and as bytes."""
    auditor = await asyncpg.connect(suite.auditor_dsn)
    try:
        tables = await auditor.fetch(
            "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables"
            " WHERE table_schema = ANY ($1) AND table_type = 'BASE TABLE'",
            list(SERVICES),
        )
        assert len(tables) > 60
        found = {word: await _tables_with(auditor, word, [table["name"] for table in tables]) for word in EVERYTHING}
    finally:
        await auditor.close()
    return {f"{word} in {table}" for word, where in found.items() for table in where}


async def _tables_with(auditor: asyncpg.Connection, word: str, tables: list[str]) -> list[str]:
    pattern = f"{word}|{word.encode().hex()}|{word.upper().encode().hex()}"
    return [name for name in tables if await auditor.fetchval(f"SELECT 1 FROM {name} t WHERE t::text ~* $1", pattern)]


async def quarrel(market: Market) -> tuple[Deal, Case]:
    """Everybody says something wherever something can be said; goods go back, and the case is over."""
    deal = await market.fund_deal(agreement={"title": DEAL, "terms": DEAL}, metadata={"note": DEAL})
    shipped = {"carrier": "DHL", "tracking_number": f"{DEAL.upper()}1"}
    await market.platform.perform_act(f"{deal.path}/ship", shipped)
    await market.platform.perform_act(f"{deal.path}/deliver")
    options = [{"kind": "return_and_refund"}]
    case = await deal.open_dispute(options=options, explanation=f"{BUYER} opened the parcel.")
    await market.buyer.perform_act(f"{case.path}/messages", {"text": f"{BUYER} writes."})
    await market.seller.perform_act(f"{case.path}/messages", {"text": f"{SELLER} writes."})
    await case.await_mediation_path()
    proposal, version = await case.read_newest_proposal()
    half = {"version": version, "options": [{"kind": "refund_partial", "basis_points": 5000}], "note": SELLER}
    await market.seller.perform_act(f"{proposal}/counter", half)
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/reject", {"version": version, "reason": BUYER})
    await case.wait_for(stage="defect_proof")
    await prove(market, case)
    said = {"dispute": case.id, "kind": "statement", "text": BUYER}
    statement = await market.buyer.perform_act("/v1/evidence/items", said)
    await market.operator.perform_act(f"{case.path}/notes", {"text": OFFICE})
    await market.operator.perform_act(f"{case.path}/messages", {"text": OFFICE})
    await market.settle_events()
    why = {"reason_code": "not_relevant", "reason": OFFICE}
    await market.operator.perform_act(f"/v1/evidence/items/{statement['id']}/invalidate", why)
    await case.rule_case("return_and_refund", "not_as_described", explanation=OFFICE)
    await market.seller.perform_act(f"{case.path}/return", {"address": {"recipient": SELLER, **PLACE}})
    parcel = {"carrier": "DHL", "tracking_number": f"{BUYER.upper()}1"}
    await market.buyer.perform_act(f"{case.path}/return", {"parcel": parcel})
    done = {"condition": "received", "note": SELLER}
    await market.seller.perform_act(f"{case.path}/return/acknowledge", done)
    await case.wait_for(status="closed")
    await market.settle_events()
    return deal, case


async def erase(market: Market, role: str, participant: str) -> dict[str, Any]:
    body = {"role": role, "participant": participant}
    receipt = await market.platform.perform_act("/v1/evidence/erasures", body)
    await market.settle_events()
    return receipt


async def test_wal_a6_what_was_said_is_erased_in_every_service_and_everything_verifies(
    market: Market, suite: Suite
) -> None:
    _, case = await quarrel(market)
    said = {row.partition(" ")[0] for row in await find_words(suite)}
    assert said == {*EVERYTHING}, "the search finds each before"

    receipt = await erase(market, "buyer", "anna")

    left = await find_words(suite)
    assert {row.partition(" ")[0] for row in left} == {SELLER, DEAL}, "the other party's words stay, and the deal's"
    seen = await market.seller.get(case.path)
    assert (seen["explanation"], seen["rulings"][0]["explanation"]) == ("", "")
    assert seen["obligation"]["return_address"]["recipient"] == SELLER
    story = (await market.seller.get(f"{case.path}/story"))["data"]
    assert [line["params"]["why"] for line in story if line["kind"] == "words_erased"] == ["request"]
    assert await erase(market, "buyer", "anna") == receipt, "asked again, it is the same receipt"

    await erase(market, "seller", "sam")

    assert {row.partition(" ")[0] for row in await find_words(suite)} == {DEAL}
    assert await case.read_settlement_split() == (PRICE, 0)


async def test_wal_a6_when_its_time_is_over_a_case_says_nothing_any_more(market: Market, suite: Suite) -> None:
    deal, case = await quarrel(market)
    assert (await market.platform.put("/v1/evidence/retention", {"days": 30})).is_success
    held = await market.platform.post("/v1/evidence/legal-holds", {"dispute": case.id, "reason": "A court asks."})
    assert held.is_success

    await market.advance_clock(by="31 days")
    assert {row.partition(" ")[0] for row in await find_words(suite)} == {*EVERYTHING}, "it is under a legal hold"
    await market.renew_tokens()
    released = await market.platform.post("/v1/evidence/legal-holds/release", {"dispute": case.id})
    assert released.is_success

    async def is_erased() -> set[str]:
        await market.settle_events()
        return await find_words(suite)

    assert await wait_until("everything is erased", is_erased, lambda found: not found) == set()
    escrow = await deal.read_escrow()
    assert (escrow["status"], escrow["agreement"]["title"], escrow["metadata"]) == ("refunded", "", {})
    assert datetime.fromisoformat(escrow["closed_at"]).astimezone(UTC) < datetime.now(UTC)
