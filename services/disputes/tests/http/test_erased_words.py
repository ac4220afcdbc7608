"""WAL-A6: what was said in a case is erased here as evidence says, and the case can still be read and played again."""

from __future__ import annotations

import json
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import text

from common.contracts.evidence import CaseErased, RequestSatisfied
from deploy.proof.testing.parked_deals import park_deal, read_parked
from disputes import testing as facts
from disputes.testing import BUYER, OPERATOR, SELLER, TENANT, failed

EDITION = "agreement_first-2026-12"
PARCEL_WORDS = ("Ali, 0171", "BUYER0123456789")
PLACE = {"recipient": SELLER.upper(), "street": "Kai 1", "postal_code": "24103", "city": "Kiel", "country": "DE"}
PARCEL = {"carrier": "other", "carrier_name": "My cousin Ali, 0171 234", "tracking_number": "BUYER0123456789"}
WORDS = {who: f"Said by {who}." for who in (BUYER, SELLER, OPERATOR)}


@pytest.fixture
async def closed(start, ruling):
    case = await start(EDITION, reason="significantly_not_as_described", explanation=WORDS[BUYER])
    for who, words in WORDS.items():
        await case.do(who, "messages", {"text": words})
    await case.api.tell(failed(case.id))
    await case.tell(RequestSatisfied, "buyer")
    await case.do(OPERATOR, "notes", {"text": WORDS[OPERATOR]})
    await case.do(OPERATOR, "decision", ruling(EDITION, "return_and_refund", explanation=WORDS[OPERATOR]))
    await case.do(SELLER, "return", {"address": PLACE})
    await case.do(BUYER, "return", {"parcel": PARCEL})
    await case.do(SELLER, "return/acknowledge", {"condition": "received", "note": WORDS[SELLER]})
    await case.settled()
    return case


async def erase(case, *of: str, participant: str | None) -> None:
    told = {"dispute": case.id, "escrow": case.escrow, "of": of, "participant": participant, "why": "request"}
    await case.api.tell(CaseErased.model_validate(facts.envelope(uuid4()) | told))


@pytest.fixture
async def rows_that_say(database):
    """Find which tables say a word, as text or as bytes. As the superuser: row security hides nothing."""
    connection = await asyncpg.connect(database.admin_url.replace("+asyncpg", ""))

    async def find(*words: str) -> set[str]:
        tables = await connection.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'disputes'::regnamespace AND relkind = 'r'"
        )
        found = set()
        for table in [row["relname"] for row in tables]:
            for row in await connection.fetch(f"SELECT t::text AS said FROM disputes.{table} t"):
                found |= {f"{w} in {table}" for w in words if w in row["said"] or w.encode().hex() in row["said"]}
        return found

    yield find
    await connection.close()


async def test_wal_a6_a_party_takes_its_own_words_and_the_offices(closed, rows_that_say) -> None:
    before = (await closed.see())["version"]
    await erase(closed, "buyer", participant=BUYER)

    assert await rows_that_say(WORDS[BUYER], WORDS[OPERATOR], *PARCEL_WORDS) == set()
    assert await rows_that_say(WORDS[SELLER], PLACE["recipient"]) != set()
    seen = await closed.see(SELLER)
    assert (seen["explanation"], seen["ruling"]["explanation"], seen["version"]) == ("", "", before + 1)
    assert seen["obligation"]["return_address"] == PLACE
    said = (await closed.api.get(SELLER, f"{closed.path}/messages")).json()["data"]
    assert [message["text"] for message in said] == ["", WORDS[SELLER], ""]


async def test_wal_a6_both_leave_nothing_and_a_repeat_changes_nothing(closed, rows_that_say) -> None:
    await erase(closed, "buyer", participant=BUYER)
    await erase(closed, "seller", participant=SELLER)
    once = await closed.see()
    await erase(closed, "seller", participant=SELLER)

    assert await rows_that_say(*WORDS.values(), *PARCEL_WORDS, PLACE["recipient"]) == set()
    assert await closed.see() == once
    assert once["obligation"]["return_address"] is None
    events = [json.dumps(event) for event in await closed.told("disputes.updated.v1")]
    assert all(word not in event for event in events for word in WORDS.values())


async def test_wal_a6_a_repeated_request_is_told_the_same_without_the_words(closed) -> None:
    [message] = [
        m for m in (await closed.api.get(BUYER, f"{closed.path}/messages")).json()["data"] if m["text"] == WORDS[BUYER]
    ]
    await erase(closed, "buyer", participant=BUYER)
    async with closed.begin(TENANT) as tx:
        [stored] = (
            await tx.execute(
                text("SELECT convert_from(body, 'UTF8') AS body FROM disputes.idempotency WHERE tenant_id = :tenant"
                     " AND route LIKE '%/messages' AND principal = :who"),
                {"who": f"buyer:{BUYER}", "tenant": TENANT},
            )
        ).all()  # fmt: skip

    assert json.loads(stored.body) == {**message, "text": ""}


async def test_wal_a6_a_carrier_that_somebody_typed_is_only_another(closed, rows_that_say) -> None:
    assert await rows_that_say("Ali, 0171") == {
        f"Ali, 0171 in {table}" for table in ("disputes", "journal", "idempotency")
    }

    await erase(closed, "buyer", participant=BUYER)

    assert await rows_that_say("Ali, 0171") == set()
    parcel = (await closed.see())["obligation"]["parcel"]
    assert (parcel["carrier"], parcel["tracking_number"]) == ("other", "")


async def test_wal_a6_of_a_running_case_nothing_is_erased(start, rows_that_say) -> None:
    case = await start(EDITION, explanation=WORDS[BUYER])
    await case.do(BUYER, "messages", {"text": WORDS[BUYER]})

    await erase(case, "buyer", participant=BUYER)

    assert (await case.see())["explanation"] == WORDS[BUYER]
    assert {row.rpartition(" ")[2] for row in await rows_that_say(WORDS[BUYER])} >= {"disputes", "messages"}


@pytest.mark.parametrize(("participant", "title"), [(None, ""), (BUYER, "The lamp of Mrs. Canary")])
async def test_wal_a6_what_is_parked_of_a_deal_loses_what_its_case_loses(closed, database, participant, title) -> None:
    await park_deal(database, "disputes", TENANT, closed.escrow)

    await erase(closed, "buyer", participant=participant)

    [left] = await read_parked(database, "disputes")
    assert (left["title"], left["shipment"]) == (title, {"carrier": "other", "tracking_number": ""})
