"""WAL-A1: rows that change, rewritten by whoever owns the database: each column, as the log told it last (INV-V20)."""

from __future__ import annotations

from typing import Any

import pytest

from common.anchoring.logged_rows import find_altered_facts, spell_row
from common.kernel.principal import Actor, Role
from deploy.verify.rows import check_logged_rows, list_altered_columns
from evidence.proof.verifying.verify import compare_given
from evidence.storage.erasure_receipt import ErasureReceipt
from evidence.testing import NOON

ANOTHER = {
    "uuid": "gen_random_uuid()",
    "text": "coalesce({0}, '') || 'x'",
    "integer": "coalesce({0}, 0) + 1",
    "bigint": "coalesce({0}, 0) + 1",
    "boolean": "NOT {0}",
    "timestamp with time zone": "coalesce({0}, now()) - interval '3 days'",
    "bytea": "sha256(coalesce({0}, ''))",
    "ARRAY": "CASE WHEN cardinality({0}) > 0 THEN {0}[1:0] END",
    "jsonb": "coalesce({0}, '{{}}') || jsonb_build_object('forged', true)",
}
"""Another value of a column, by its type."""
ROWS = {
    "requests": {"id"},
    "video_sessions": {"id", "leased_until", "attempts"},
    "external_videos": {"item", "leased_until", "attempts"},
    "legal_holds": {"dispute"},
    "retentions": set(),
    "subject_keys": {"subject", "key"},
    "bundles": {"id", "dispute", "by_role", "by_id", "state", "requested_at", "attempts", "try_at", "expires_at"},
}
"""Columns of which the log does not tell: names of rows, and whose turn it is."""
LOOSE = """
    DO $$ DECLARE made record; BEGIN
      FOR made IN SELECT conrelid::regclass AS name, conname FROM pg_constraint
        WHERE contype IN ('f', 'c') AND connamespace = 'evidence'::regnamespace
      LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', made.name, made.conname); END LOOP;
      FOR made IN SELECT c.oid::regclass AS name FROM pg_class c
        WHERE relkind = 'r' AND relnamespace = 'evidence'::regnamespace
      LOOP EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', made.name); END LOOP;
    END $$
"""
COLUMNS = """
    SELECT column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'evidence' AND table_name = :name AND is_generated = 'NEVER' ORDER BY ordinal_position
"""


@pytest.fixture
async def played(kept: Any) -> Any:
    """A case with a row of each kind, as acts make them."""
    world, lead = kept.world, kept.world.token("operator", scope="lead")
    await world.asked("seller", ("live_video",))
    call = {
        "dispute": world.dsp, "link": "https://meet.example/abc-defg", "provider": "Example Meet",
        "started_at": "2026-03-02T11:10:00+01:00", "ended_at": "2026-03-02T11:10:30+01:00",
    }  # fmt: skip
    acts = (
        ("video-sessions", {"dispute": world.dsp}, world.token("seller")),
        ("external-videos", call, world.token("buyer")),
        ("legal-holds", {"dispute": world.dsp, "reason": "Court."}, lead),
    )
    for path, body, token in acts:
        made = await world.client.post(f"/v1/evidence/{path}", json=body, headers=token)
        assert made.is_success, made.text
        if path == "external-videos":
            attested = f"/v1/evidence/external-videos/{made.json()['id']}/attest"
            said = {"held": "as_stated", "statement": "Seen."}
            assert (await world.client.post(attested, json=said, headers=world.token("operator"))).is_success
    platform = world.token("platform")
    assert (await world.client.put("/v1/evidence/retention", json={"days": 400}, headers=platform)).is_success
    assert await kept.make_bundle() is not None
    receipt = ErasureReceipt(NOON, 1)
    async with world.app.state.service.deps.begin(world.tenant) as tx:
        await tx.keys.destroy_person_keys(Actor(Role.BUYER, "who gave nothing"), receipt)
    return kept


async def find_columns(kept: Any) -> list[str]:
    verdict = await check_logged_rows(kept.database.auditor_url.replace("+asyncpg", ""))
    return [row["column"] for row in verdict.rows]


@pytest.mark.parametrize("table", ROWS)
async def test_inv_v20_each_column_of_a_row_is_compared_with_what_the_log_told(played, table: str) -> None:
    await played.rows(LOOSE)
    assert await find_columns(played) == []
    columns = [row for row in await played.rows(COLUMNS, name=table) if row.column_name not in ROWS[table]]
    assert columns

    for name, kind in columns:
        await played.rows(f"CREATE TEMP TABLE IF NOT EXISTS kept_{table} AS SELECT * FROM evidence.{table}")
        await played.rows(
            f"ALTER TABLE evidence.{table} ALTER COLUMN {name} DROP NOT NULL"
        ) if kind == "ARRAY" else None
        await played.rows(f"UPDATE evidence.{table} SET {name} = {ANOTHER[kind].format(name)}")
        found = set(await find_columns(played))
        named = {one.partition(".")[0] for one in found} - {"added"}  # of a person who gave something, erased by nobody
        assert named in ({name}, {"gone"}), (name, found)
        await played.rows(f"DELETE FROM evidence.{table}")
        await played.rows(f"INSERT INTO evidence.{table} SELECT * FROM kept_{table}")


@pytest.mark.parametrize("table", ROWS)
async def test_inv_v20_a_row_that_is_gone_is_found(played, table: str) -> None:
    await played.rows(LOOSE)
    await played.rows(f"DELETE FROM evidence.{table}")

    assert "gone" in await find_columns(played)


@pytest.mark.parametrize("table", ROWS)
async def test_inv_v20_a_row_that_somebody_adds_is_found(played, table: str) -> None:
    """A copy under another name, which the log was never told of."""
    await played.rows(LOOSE)
    named = {"retentions": "tenant_id", "external_videos": "item", "legal_holds": "dispute", "subject_keys": "subject"}
    name = named.get(table, "id")
    await played.rows(f"CREATE TEMP TABLE added AS SELECT * FROM evidence.{table}")
    await played.rows(f"UPDATE added SET {name} = gen_random_uuid()")
    if table == "bundles":
        await played.rows("UPDATE added SET path = path || '0'")
    await played.rows(f"INSERT INTO evidence.{table} SELECT * FROM added")

    assert await find_columns(played) == ["added"]


async def test_wal_a1_words_that_were_erased_are_no_tampering(played) -> None:
    world, lead = played.world, played.world.token("operator", scope="lead")
    released = await world.client.post("/v1/evidence/legal-holds/release", json={"dispute": world.dsp}, headers=lead)
    assert released.is_success
    await world.closed()
    person = {"role": "buyer", "participant": "buyer-1"}
    erased = await world.client.post("/v1/evidence/erasures", json=person, headers=world.token("platform"))
    assert erased.is_success, erased.text

    assert (await played.rows("SELECT reason FROM evidence.legal_holds"))[0].reason == ""
    assert await find_columns(played) == []


def test_wal_a1_words_that_say_something_else_are_found() -> None:
    told = spell_row({"reason": "Court.", "overruling": {"by": "olga", "reason": "Blurred."}})

    other = spell_row({"reason": "Court!", "overruling": {"by": "olga", "reason": "Sharp."}})
    assert find_altered_facts(told, other) == ["reason", "overruling.reason"]
    assert find_altered_facts(told, spell_row({"reason": "", "overruling": {"by": "olga", "reason": ""}})) == []
    assert find_altered_facts(told, spell_row({"reason": "Court.", "overruling": None})) == ["overruling"]


@pytest.mark.parametrize(("state", "altered"), [("recording", []), ("finished", ["expires_at"])])
def test_inv_v20_a_recording_under_way_may_get_more_time(state: str, altered: list[str]) -> None:
    """Each chunk lets it last until its request does; the log hears of that when it ends."""
    told, row = {"state": state, "expires_at": "2026-11-01"}, {"state": state, "expires_at": "2026-11-03"}

    assert list(list_altered_columns(told, row)) == altered


def test_wal_a1_a_receipt_of_an_earlier_release_is_not_asked_for_what_it_does_not_tell() -> None:
    stored = {"added_at": "2026-11-24T12:00:00Z", "text_sha256": None, "filename_sha256": None}
    piece = {"request": "r", "party": "buyer", "covers": ["label"], "stored": stored}
    attached = {"action": "attached", "details": {"request": "r"}}

    compared = compare_given(piece, {"dispute": "d", "side": "buyer"}, [attached], erased=False)

    assert all(told == shown for told, shown in compared.values()), compared
