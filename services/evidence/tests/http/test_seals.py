from __future__ import annotations

import base64
import hashlib
import json
from datetime import timedelta

from cryptography.hazmat.primitives.serialization import load_pem_public_key

from evidence.testing import INSTANT, an_image


async def seals(world, by: str = "operator") -> list[dict]:
    return (await world.get("/seals", by, params={"dispute": world.dsp})).json()["data"]


async def test_what_a_ruling_was_made_on_is_listed_and_signed(world, rows) -> None:
    photo = (await world.upload(an_image())).json()
    await world.submit()

    await world.decided()

    [seal] = await seals(world)
    manifest = json.loads(seal["manifest"])
    assert (manifest["format"], manifest["instance"], len(manifest["items"])) == ("parley-evidence-manifest/1", 1, 2)
    assert manifest["ruling"]["reason_code"] == "item_damaged"
    assert manifest["items"][0]["content"]["sha256"] == photo["file"]["sha256"]
    assert seal["sha256"] == hashlib.sha256(seal["manifest"].encode()).hexdigest()
    key = load_pem_public_key((await world.client.get("/v1/evidence/verification/key")).content)
    key.verify(base64.b64decode(seal["signature"]), seal["manifest"].encode())
    entries = await rows("SELECT convert_from(canonical, 'UTF8') AS said FROM evidence.custody WHERE action = 'sealed'")
    assert [json.loads(entry.said)["details"]["manifest"] for entry in entries] == [seal["sha256"]] * 2


async def test_each_instance_gets_its_own_seal_once(world, clock, rows) -> None:
    await world.submit()
    clock.time += INSTANT
    await world.decided()
    await world.decided()
    clock.time += timedelta(days=1)
    await world.submit()
    clock.time += INSTANT

    await world.decided(2)

    assert [len(json.loads(seal["manifest"])["items"]) for seal in await seals(world)] == [1, 2]
    broken = """SELECT o.id FROM evidence.items o JOIN evidence.audit_seals s ON s.dispute_id = o.dispute
        WHERE (o.added_at < s.sealed_at AND o.id <> ALL (s.items))
           OR (o.added_at > s.sealed_at AND o.id = ANY (s.items))"""
    assert await rows(broken) == []


async def test_sec_14_a_manifest_cannot_be_changed_even_by_the_service(begin, world, rows) -> None:
    import pytest
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    await world.decided()

    for change in ("UPDATE evidence.seals SET manifest = 'x'", "DELETE FROM evidence.seals"):
        with pytest.raises(DBAPIError, match="permission denied"):
            async with begin(world.tenant) as tx:
                await tx.execute(text(change))


async def test_t8_a_seal_tells_no_party_what_is_still_hidden_from_it(world) -> None:
    await world.asked("seller", ("photo",), sealed=True)
    await world.upload(an_image(), by="seller")
    await world.decided()

    refused = await world.get("/seals", "buyer", params={"dispute": world.dsp})

    assert (refused.status_code, refused.json()["code"]) == (409, "evidence_sealed")
    assert len(await seals(world, "seller")) == len(await seals(world)) == 1


async def test_strangers_see_no_seals(world) -> None:
    await world.decided()
    stranger = world.token("buyer", sub="stranger")

    response = await world.client.get(f"/v1/evidence/seals?dispute={world.dsp}", headers=stranger)

    assert response.status_code == 404
