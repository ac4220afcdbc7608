from __future__ import annotations

import asyncio
import hashlib
import json
from datetime import timedelta

import httpx
import pytest

from common.contracts.envelope import ActorRef
from common.contracts.escrow import DealsErased
from common.contracts.evidence import ParticipantErased
from common.kernel.ids import new_id, parse_id
from common.messaging.bus import Message
from deploy.proof.testing.parked_deals import WORDS, park_deal, read_parked
from evidence.testing import NOON, a_pdf, an_image

CANARY = "The lamp of Mrs. Canary was cracked."


async def erase(world, participant: str = "buyer-1", role: str = "buyer", by: str = "platform"):
    body = {"role": role, "participant": participant}
    return await world.client.post("/v1/evidence/erasures", json=body, headers=world.token(by))


async def statement(world, by: str = "buyer", text: str = CANARY) -> str:
    body = {"dispute": world.dsp, "kind": "statement", "text": text}
    response = await world.client.post("/v1/evidence/items", json=body, headers=world.token(by))
    assert response.status_code == 201
    return response.json()["id"]


async def dumped(rows) -> str:
    """All that the tables of evidence hold but the answers to Idempotency-Keys, which live for a day."""
    found = []
    for table in ("items", "files", "uploads", "custody", "outbox", "log_entries", "seals", "subject_keys"):
        [row] = await rows(f"SELECT string_agg(t::text, ' ') AS all FROM evidence.{table} t")
        found.append(row.all or "")
    return " ".join(found)


@pytest.fixture
async def given(world):
    """A statement and a file of the buyer, a statement of the seller, all sealed; the case is over."""
    theirs = await statement(world, "seller", "I packed it well.")
    said = await statement(world)
    file = (await world.upload(a_pdf(), kind="document", filename="Canary, Anna.pdf")).json()["id"]
    await world.decided()
    await world.closed()
    return said, file, theirs


async def test_sec_34_what_a_person_wrote_is_nowhere_in_the_clear(world, given, rows) -> None:
    everything = await dumped(rows)
    for canary in ("Canary", CANARY.encode().hex(), "packed"):
        assert canary not in everything


async def test_sec_34_what_is_erased_is_gone_for_everybody_and_every_chain_still_verifies(
    world, given, rows, home
) -> None:
    said, file, theirs = given

    response = await erase(world)

    assert (response.status_code, response.json()["erased_items"]) == (200, 2)
    assert [f for f in (home / "objects").rglob("*") if f.is_file()] == []
    for by in ("buyer", "seller", "operator"):
        seen = (await world.get(f"/items/{said}", by)).json()
        assert (seen["text"], seen["erased"]) == (None, True)
        gone = await world.client.post(f"/v1/evidence/items/{file}/download", headers=world.token(by))
        assert (gone.status_code, gone.json()["code"]) == (410, "evidence_erased")
        assert (await world.get(f"/items/{file}/preview", by)).status_code == 410
    assert (await world.get(f"/items/{theirs}")).json()["text"] == "I packed it well."
    broken = """SELECT 1 FROM (SELECT *, lag(hash) OVER w AS last FROM evidence.custody
        WINDOW w AS (PARTITION BY item ORDER BY seq)) x
        WHERE hash <> sha256(coalesce(prev_hash, ''::bytea) || canonical) OR prev_hash IS DISTINCT FROM last"""
    assert await rows(broken) == []
    [sealed] = await rows("SELECT manifest, manifest_sha256 FROM evidence.seals")
    assert hashlib.sha256(sealed.manifest).digest() == sealed.manifest_sha256
    assert len(json.loads(sealed.manifest)["items"]) == 3
    erased = await rows("SELECT item FROM evidence.custody WHERE action = 'erased'")
    assert len(erased) == 2


async def test_sec_34_without_the_key_what_was_written_is_noise(world, given, rows) -> None:
    await erase(world)

    [kept] = await rows("SELECT key FROM evidence.subject_keys WHERE subject = 'buyer:buyer-1'")
    assert kept.key is None


async def test_row_90_twice_is_one_receipt(world, given, clock) -> None:
    first = await erase(world)
    clock.time += timedelta(days=3)
    again = await erase(world)

    assert (again.status_code, again.json()) == (200, first.json())
    assert first.json()["erased_items"] == 2


async def test_row_90_somebody_unheard_of(world, given) -> None:
    response = await erase(world, "buyer-9")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


async def test_who_was_erased_can_come_back_with_a_new_key(world, given) -> None:
    await erase(world)
    world.dispute, world.escrow = new_id(), new_id()
    await world.opened()
    said = await statement(world, text="Another lamp.")
    await world.closed()

    assert (await world.get(f"/items/{said}", "seller")).json()["text"] == "Another lamp."
    assert (await erase(world)).json()["erased_items"] == 1


async def test_sec_34_a_name_from_before_there_were_keys_is_forgotten(world, given, rows) -> None:
    await rows("UPDATE evidence.files SET filename = 'Canary, Anna.pdf'")

    await erase(world)

    assert [row.filename for row in await rows("SELECT filename FROM evidence.files")] == [""]


async def test_an_open_case_forbids_erasing(world, rows) -> None:
    await statement(world)

    response = await erase(world)

    assert (response.status_code, response.json()["code"]) == (409, "case_open")
    assert await rows("SELECT 1 FROM evidence.erasures") == []


async def test_a_legal_hold_forbids_erasing_until_it_is_released(world, given) -> None:
    def about(**more):
        return {"dispute": world.dsp, **more}

    lead = world.token("operator", scope="lead")
    held = await world.client.post("/v1/evidence/legal-holds", json=about(reason="Court."), headers=lead)
    refused = await erase(world)
    released = await world.client.post("/v1/evidence/legal-holds/release", json=about(), headers=lead)
    again = await world.client.post("/v1/evidence/legal-holds/release", json=about(), headers=lead)

    assert [r.status_code for r in (held, refused, released, again)] == [201, 409, 200, 409]
    assert (refused.json()["code"], again.json()["code"]) == ("legal_hold", "no_legal_hold")
    assert (await erase(world)).status_code == 200


@pytest.mark.parametrize(("by", "status"), [("buyer", 403), ("seller", 403), ("operator", 403), ("platform", 200)])
async def test_who_may_erase(world, by: str, status: int) -> None:
    await world.closed()

    assert (await erase(world, by=by)).status_code == status


async def test_what_a_crash_left_of_an_erased_file_is_collected(world, rows, home, database) -> None:
    from common.persistence.database import Database
    from evidence.retention.collector import FileCollector
    from evidence.storage.blobs import open_blob_store

    await world.upload(an_image())
    [file] = [f for f in (home / "objects").rglob("*") if f.is_file()]
    content = file.read_bytes()
    await world.closed()
    await erase(world)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    pool = Database(database.url("evidence"))

    assert (
        await FileCollector(pool, *open_blob_store(home.as_uri(), None)).collect_garbage(untouched_for=timedelta()) == 1
    )

    await pool.close()
    assert not file.exists()


@pytest.fixture
async def erased_participants(rows):
    async def erased_participants() -> list[tuple[str, str]]:
        query = "SELECT convert_from(body, 'UTF8') FROM evidence.outbox WHERE topic = :topic ORDER BY position"
        bodies = [body for (body,) in await rows(query, topic=ParticipantErased.topic)]
        events = [ParticipantErased.model_validate_json(body) for body in bodies]
        return [(event.role, event.participant) for event in events]

    return erased_participants


async def test_wal_a6_whom_escrow_alone_knows_is_erased_and_whom_nobody_knows_is_not_found(
    world, serving, erased_participants
) -> None:
    async with (
        serving(records_secret="for the records of these tests") as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as world.client,
    ):
        unheard, away = await erase(world, "buyer-9"), await erase(world, "buyer-away")
        first, again = await erase(world, "buyer-of-deals"), await erase(world, "buyer-of-deals")
        dots = await erase(world, "..")

    assert (unheard.status_code, away.status_code) == (404, 503)
    assert (first.status_code, first.json()["erased_items"], again.json()) == (200, 0, first.json())
    assert (dots.status_code, dots.json()["erased_items"]) == (200, 0), "an id is not a path"
    told = [("buyer", "buyer-of-deals")] * 2 + [("buyer", "..")]
    assert await erased_participants() == told, "asked again, what has ended since goes"


async def test_wal_a6_escrow_is_not_asked_again_for_whom_evidence_knows_by_now(world, serving) -> None:
    async with (
        serving(records_secret="for the records of these tests") as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as world.client,
    ):
        first = await erase(world, "buyer-of-deals")
        object.__setattr__(app.state.service.deps.deal_parties, "addresses", {"escrow": "http://away"})
        again, unheard = await erase(world, "buyer-of-deals"), await erase(world, "buyer-9")

    assert (again.status_code, again.json()) == (200, first.json())
    assert unheard.status_code == 503


LOCK_WAITS = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


async def test_sec_34_erasing_a_person_locks_pieces_in_the_order_in_which_a_bundle_does(world, begin, rows) -> None:
    """Whoever waits for a piece has none behind it, also where only an operator's reason goes: no deadlock."""
    sent = [await statement(world, by) for by in ("seller", "buyer", "seller")]
    for id in (sent[0], sent[2]):
        assert (await world.invalidate(id)).status_code == 200
    await world.closed()
    first, *behind = sorted(parse_id("evd", id) for id in sent)

    async with begin(world.tenant) as bundler:
        await bundler.custody.lock_head(first)
        erasing = asyncio.create_task(erase(world))
        while not await rows(LOCK_WAITS):
            assert not erasing.done()
        for id in behind:
            assert await rows("SELECT id FROM evidence.items WHERE id = :id FOR UPDATE NOWAIT", id=id)

    assert (await erasing).status_code == 200


@pytest.mark.parametrize("has_more", [False, True])
async def test_wal_a6_what_escrow_has_erased_of_deals_is_forgotten_and_more_is_asked_for(
    world, rows, erased_participants, has_more
) -> None:
    await world.named("Lamps and more", "The lamp of Mrs. Canary")
    fact = DealsErased(
        tenant=world.tenant, subject=new_id(), sequence=1, version=1, occurred_at=NOON,
        actor=ActorRef(role="system", id="parley"), cause="test", role="buyer", participant="buyer-1",
        escrows=(world.escrow, new_id()), has_more=has_more,
    )  # fmt: skip
    message = Message(fact.id, fact.topic, fact.model_dump_json().encode())
    await world.app.state.service.consumer.consume_message(message)

    assert [row.title for row in await rows("SELECT title FROM evidence.known_deals")] == [None]
    assert await erased_participants() == ([("buyer", "buyer-1")] if has_more else [])


async def test_wal_a6_an_erased_partys_parcel_leaves_the_deals_title_in_what_is_parked(world, given, database) -> None:
    """What a deal is about is the other party's as well; its parcel goes with either."""
    await park_deal(database, "evidence", world.tenant, world.escrow)

    assert (await erase(world)).status_code == 200

    [parked] = await read_parked(database, "evidence")
    assert (parked["title"], parked["shipment"]) == (WORDS["title"], {"carrier": "other", "tracking_number": ""})


async def test_wal_a6_answers_to_a_token_for_one_case_are_forgotten_as_well(world, rows) -> None:
    """Its answers are kept apart from those to the same person's other tokens."""
    bound = world.token("buyer", dispute=world.dsp) | {"Idempotency-Key": "k-1"}
    opened = await world.client.post("/v1/evidence/video-sessions", json={"dispute": world.dsp}, headers=bound)
    assert opened.status_code == 201, opened.text
    await world.closed()

    await erase(world)

    kept = await rows("SELECT principal, status FROM evidence.idempotency WHERE principal LIKE 'buyer:buyer-1%'")
    assert [(row.principal.partition(" ")[0], row.status) for row in kept] == [("buyer:buyer-1", 410)]
