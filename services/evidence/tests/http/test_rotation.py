"""WAL-A8: one EVIDENCE_SECRET replaces another, and everything of before goes on."""

from __future__ import annotations

import httpx
import pytest
from cryptography.exceptions import InvalidTag

from common.jobs.audit_chain import AuditLogChainer
from common.kernel.secret_lists import is_one_of, newest_secret
from common.persistence.database import Database as Pool
from evidence.schema import infrastructure
from evidence.storage.key_wrapping import KeyWrapper
from evidence.storage.worker import KeyRewrapper
from evidence.testing import an_image
from evidence.transaction import begin_transactions

OLD, NEW = "s" * 40, "n" * 40


async def test_wal_a8_what_was_given_is_read_under_the_new_secret_and_keys_are_wrapped_anew(
    world, serving, database, rows
) -> None:
    photo = an_image("JPEG", (60, 40))
    item = (await world.upload(photo)).json()
    sealed_before = (await world.client.get("/v1/evidence/verification/key")).text
    link = (await world.client.post(f"/v1/evidence/items/{item['id']}/download", headers=world.token("buyer"))).json()[
        "url"
    ]
    async with serving(secret=f"{NEW},{OLD}") as app:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")
        followed = await client.get(link, headers=world.token("buyer"))
        world.client, world.app = client, app
        listed = await world.get("", "buyer", params={"dispute": world.dsp})
        given = await world.upload(an_image("JPEG", (70, 40)), by="seller")

        assert (followed.status_code, followed.content) == (200, photo)
        assert listed.json()["data"][0]["file"]["filename"] == item["file"]["filename"]
        assert given.status_code == 201
        assert (await client.get("/v1/evidence/verification/key")).text == sealed_before, "old seals go on to verify"
        await client.aclose()

    pool = Pool(database.url("evidence"))
    wrapper = KeyWrapper(f"{NEW},{OLD}")
    await AuditLogChainer(pool, infrastructure).chain_batch()
    rewrapper = KeyRewrapper(pool, begin_transactions(pool, wrapper), wrapper)
    counts = [await rewrapper.rewrap_all(), await rewrapper.rewrap_all()]
    await pool.close()
    assert counts == [1, 0]
    for (key,) in await rows("SELECT key FROM evidence.subject_keys"):
        KeyWrapper(NEW).encrypt_value(bytes(key), "opens")
        with pytest.raises(InvalidTag):
            KeyWrapper(OLD).encrypt_value(bytes(key), "opens")
    async with serving(secret=NEW) as app:
        world.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")
        assert len((await world.get("", "buyer", params={"dispute": world.dsp})).json()["data"]) == 2
        refused = await world.client.get(link, headers=world.token("buyer"))
        assert (refused.status_code, refused.json()["code"]) == (403, "link_refused")
        await world.client.aclose()


def test_wal_a8_a_list_of_secrets_opens_with_each_and_makes_with_the_first() -> None:
    assert newest_secret("new, old") == "new"
    assert [is_one_of(given, "new, old") for given in ("new", "old", "new, old", "", "é")] == [
        True, True, False, False, False,
    ]  # fmt: skip
