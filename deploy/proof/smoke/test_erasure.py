"""WAL-A6: what somebody said in a case is nowhere any more once it is erased, in no table of any service, while every
chain, seal and ledger verifies as before (`market` looks at the end)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest

from deploy.local.suite import SERVICES
from deploy.proof.smoke.free_text import erased_fields, kept_fields, list_text_fields, watch_requests
from deploy.proof.smoke.quarrels import (
    Words,
    quarrel,
    quarrel_by_guide,
    quarrel_on_film,
    quarrel_over_conduct,
    quarrel_over_replacement,
    words_of,
)
from deploy.proof.smoke.suite import Suite
from deploy.proof.testing.market import PRICE, Market, wait_until


def test_wal_a6_of_every_text_that_can_be_sent_it_is_said_what_becomes_of_it() -> None:
    erased, kept = {*erased_fields()}, kept_fields()

    assert list_text_fields() - erased - kept == set(), "new: plant it in a test, or say in free_text.toml why it stays"
    assert (erased | kept) - list_text_fields() == set(), "gone"
    assert erased & kept == set()


def planted_in(*places: str) -> set[str]:
    return {field for field, place in erased_fields().items() if place in places}


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


async def erase(market: Market, role: str, participant: str) -> dict[str, Any]:
    body = {"role": role, "participant": participant}
    receipt = await market.platform.perform_act("/v1/evidence/erasures", body)
    await market.settle_events()
    return receipt


async def test_wal_a6_what_was_said_is_erased_in_every_service_and_everything_verifies(
    market: Market, suite: Suite
) -> None:
    words = words_of(market)
    with watch_requests(suite.client, words) as planted:
        _, case = await quarrel(market, words)
    assert planted == planted_in("quarrel")
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
    assert seen["obligation"]["return_address"]["recipient"] == f"{words.seller} 2"
    story = (await market.seller.get(f"{case.path}/story?limit=100"))["data"]
    assert [line["params"]["why"] for line in story if line["kind"] == "words_erased"] == ["request"]
    assert await erase(market, "buyer", "anna") == receipt, "asked again, it is the same receipt"

    await erase(market, "seller", "sam")

    assert {row for row in await find_words(suite, words) if not row.startswith(words.deal)} == set()
    assert await case.read_settlement_split() == (PRICE, 0)


async def quarrel_in_other_programmes(market: Market, words: Words) -> None:
    await quarrel_on_film(market, words)
    await market.renew_tokens()
    await quarrel_over_replacement(market, words)
    await quarrel_by_guide(market, words)
    await quarrel_over_conduct(market, words)
    await market.settle_events()


@pytest.mark.slow
async def test_wal_a6_what_was_said_in_other_programmes_is_erased_as_well(market: Market, suite: Suite) -> None:
    words = words_of(market)
    with watch_requests(suite.client, words) as planted:
        await quarrel_in_other_programmes(market, words)
    assert planted >= planted_in("other_programmes")
    assert {row.partition(" ")[0] for row in await find_words(suite, words)} == {*words}

    await erase(market, "buyer", "anna")
    await erase(market, "seller", "sam")

    assert {row for row in await find_words(suite, words) if not row.startswith(words.deal)} == set()


@pytest.mark.slow
async def test_wal_a6_when_its_time_is_over_a_case_says_nothing_any_more(market: Market, suite: Suite) -> None:
    words = words_of(market)
    deal, case = await quarrel(market, words)
    await quarrel_in_other_programmes(market, words)
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


async def test_wal_a6_who_is_erased_takes_the_words_of_deals_that_nobody_disputed(market: Market, suite: Suite) -> None:
    """Also of people whom no case knows. What has a case goes with it; what still runs, when it is asked for again."""
    words = words_of(market)
    over = await market.deliver_deal(
        agreement={"title": words.deal, "terms": words.deal}, metadata={"note": words.deal}
    )
    await market.buyer.perform_act(f"{over.path}/accept")
    await market.settle_events()
    assert {row.rpartition(" ")[2].partition(".")[0] for row in await find_words(suite, words)} >= {
        "escrow", "disputes", "evidence",
    }  # fmt: skip

    unheard = await market.platform.post("/v1/evidence/erasures", {"role": "seller", "participant": "nobody"})
    receipt = await erase(market, "buyer", "anna")

    assert (unheard.status_code, receipt["erased_items"]) == (404, 0)

    async def is_erased() -> set[str]:
        await market.settle_events()
        return await find_words(suite, words)

    assert await wait_until("everything is erased", is_erased, lambda left: not left) == set()
    assert (await over.read_escrow())["status"] == "released"
