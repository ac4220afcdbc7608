"""WAL-A6: what somebody said in a case is nowhere any more once it is erased, in no table of any service, while every
chain, seal and ledger verifies as before (`market` looks at the end)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import asyncpg
import pytest

from deploy.local.suite import SERVICES
from deploy.proof.smoke.suite import Suite
from deploy.proof.smoke.test_flows import prove
from deploy.proof.testing.market import PRICE, Case, Deal, Market, wait_until

PLACE: Final = {"postal_code": "20095", "city": "Hamburg", "country": "DE"}


class Words(NamedTuple):
    """What each says wherever something can be said; of one market alone."""

    buyer: str
    seller: str
    office: str
    deal: str


def words_of(market: Market) -> Words:
    return Words(*(f"{who}{market.id[-8:]}" for who in ("anna", "sam", "olga", "deal")))


async def find_words(suite: Suite, words: Words) -> set[str]:
    """Look for each word in every row of every table of every service, as text and as bytes."""
    auditor = await asyncpg.connect(suite.auditor_dsn)
    try:
        tables = await auditor.fetch(
            "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables"
            " WHERE table_schema = ANY ($1) AND table_type = 'BASE TABLE'",
            list(SERVICES),
        )
        assert len(tables) > 60
        found = {word: await _tables_with(auditor, word, [table["name"] for table in tables]) for word in words}
    finally:
        await auditor.close()
    return {f"{word} in {table}" for word, where in found.items() for table in where}


async def _tables_with(auditor: asyncpg.Connection, word: str, tables: list[str]) -> list[str]:
    pattern = f"{word}|{word.encode().hex()}|{word.upper().encode().hex()}"
    return [name for name in tables if await auditor.fetchval(f"SELECT 1 FROM {name} t WHERE t::text ~* $1", pattern)]


async def quarrel(market: Market, words: Words) -> tuple[Deal, Case]:
    """Everybody says something wherever something can be said; goods go back, and the case is over."""
    deal = await market.fund_deal(agreement={"title": words.deal, "terms": words.deal}, metadata={"note": words.deal})
    shipped = {"carrier": "DHL", "tracking_number": f"{words.deal.upper()}1"}
    await market.platform.perform_act(f"{deal.path}/ship", shipped)
    await market.platform.perform_act(f"{deal.path}/deliver")
    options = [{"kind": "return_and_refund"}]
    case = await deal.open_dispute(options=options, explanation=f"{words.buyer} opened the parcel.")
    await market.buyer.perform_act(f"{case.path}/messages", {"text": f"{words.buyer} writes."})
    await market.seller.perform_act(f"{case.path}/messages", {"text": f"{words.seller} writes."})
    await case.await_mediation_path()
    proposal, version = await case.read_newest_proposal()
    half = {"version": version, "options": [{"kind": "refund_partial", "basis_points": 5000}], "note": words.seller}
    await market.seller.perform_act(f"{proposal}/counter", half)
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/reject", {"version": version, "reason": words.buyer})
    await case.wait_for(stage="defect_proof")
    await prove(market, case)
    said = {"dispute": case.id, "kind": "statement", "text": words.buyer}
    statement = await market.buyer.perform_act("/v1/evidence/items", said)
    await market.operator.perform_act(f"{case.path}/notes", {"text": words.office})
    await market.operator.perform_act(f"{case.path}/messages", {"text": words.office})
    await market.settle_events()
    why = {"reason_code": "not_relevant", "reason": words.office}
    await market.operator.perform_act(f"/v1/evidence/items/{statement['id']}/invalidate", why)
    await case.rule_case("return_and_refund", "not_as_described", explanation=words.office)
    await market.seller.perform_act(
        f"{case.path}/return", {"address": {"recipient": words.seller, "street": words.seller, **PLACE}}
    )
    parcel = {"carrier": "DHL", "tracking_number": f"{words.buyer.upper()}1"}
    await market.buyer.perform_act(f"{case.path}/return", {"parcel": parcel})
    done = {"condition": "received", "note": words.seller}
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
    words = words_of(market)
    _, case = await quarrel(market, words)
    said = {row.partition(" ")[0] for row in await find_words(suite, words)}
    assert said == {*words}, "the search finds each before"

    receipt = await erase(market, "buyer", "anna")

    left = await find_words(suite, words)
    assert {row for row in left if not row.startswith((words.seller, words.deal))} == set()
    assert {row.partition(" ")[0] for row in left} == {words.seller, words.deal}, (
        "the other party's words stay, and the deal's"
    )
    seen = await market.seller.get(case.path)
    assert (seen["explanation"], seen["ruling"]["explanation"]) == ("", "")
    assert seen["obligation"]["return_address"]["recipient"] == words.seller
    story = (await market.seller.get(f"{case.path}/story?limit=100"))["data"]
    assert [line["params"]["why"] for line in story if line["kind"] == "words_erased"] == ["request"]
    assert await erase(market, "buyer", "anna") == receipt, "asked again, it is the same receipt"

    await erase(market, "seller", "sam")

    assert {row for row in await find_words(suite, words) if not row.startswith(words.deal)} == set()
    assert await case.read_settlement_split() == (PRICE, 0)


@pytest.mark.slow
async def test_wal_a6_when_its_time_is_over_a_case_says_nothing_any_more(market: Market, suite: Suite) -> None:
    words = words_of(market)
    deal, case = await quarrel(market, words)
    assert (await market.platform.put("/v1/evidence/retention", {"days": 30})).is_success
    held = await market.platform.post("/v1/evidence/legal-holds", {"dispute": case.id, "reason": "A court asks."})
    assert held.is_success

    await market.advance_clock(by="31 days")
    assert {row.partition(" ")[0] for row in await find_words(suite, words)} == {*words}, "it is under a legal hold"
    await market.renew_tokens()
    released = await market.platform.post("/v1/evidence/legal-holds/release", {"dispute": case.id})
    assert released.is_success

    async def is_erased() -> set[str]:
        await market.settle_events()
        return await find_words(suite, words)

    assert await wait_until("everything is erased", is_erased, lambda found: not found) == set()
    escrow = await deal.read_escrow()
    assert (escrow["status"], escrow["agreement"]["title"], escrow["metadata"]) == ("refunded", "", {})
    assert datetime.fromisoformat(escrow["closed_at"]).astimezone(UTC) < datetime.now(UTC)
