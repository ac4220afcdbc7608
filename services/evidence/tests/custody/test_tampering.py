"""WAL-A1: each column that says the same as something hashed or signed, rewritten by whoever owns the database."""

from __future__ import annotations

import pytest

from common.kernel.ids import format_id
from evidence.proof import bundler as bundling
from evidence.proof import verifying
from evidence.testing import an_image

# Columns of links, of seals and of pieces of evidence, and the rule of `make verify` that compares them.
CUSTODY_COLUMNS = {
    "who": "UPDATE evidence.custody SET actor_id = 'mallory' WHERE item = '{item}' AND seq = 1",
    "as what": "UPDATE evidence.custody SET actor_role = 'seller' WHERE item = '{item}' AND seq = 1",
    "when": "UPDATE evidence.custody SET at = at - interval '3 days' WHERE item = '{item}' AND seq = 1",
    "what was done": "UPDATE evidence.custody SET action = 'viewed' WHERE item = '{item}' AND seq = 2",
}


WITHOUT_REFERENCES = """
    DO $$ DECLARE made record; BEGIN
      FOR made IN SELECT conrelid::regclass AS name, conname FROM pg_constraint
        WHERE contype = 'f' AND connamespace = 'evidence'::regnamespace
      LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', made.name, made.conname); END LOOP;
    END $$
"""
# Whoever owns the database owns its constraints too.
SEAL_COLUMNS = {
    "signature": ("sha256(signature) || sha256('')", "INV-V8"),
    "key_id": ("'0123456789abcdef'", "INV-V8"),
    "instance": ("2", "INV-V16"),
    "dispute": ("gen_random_uuid()", "INV-V16"),
    "sealed_at": ("sealed_at - interval '3 days'", "INV-V16"),
    "items": ("'{{}}'", "INV-V16"),
    "timestamp": ("'another'", "INV-V16"),
}
# Table, value, and what a chain of custody calls it.
ITEM_COLUMNS = {
    "kind": ("items", "'screenshot'", "kind"),
    "by_role": ("items", "'seller'", "by"),
    "by_id": ("items", "'mallory'", "by"),
    "received_at": ("items", "received_at - interval '3 days'", "received_at"),
    "provenance": ("items", "'deal'", "provenance"),
    "entered_by_id": ("items", "'mallory', entered_by_role = 'operator', provenance = 'mailed'", "entered_by"),
    "sufficiency": ("items", "'not_shown_live'", "sufficiency"),
    "invalidated_at": (
        "items",
        "now(), invalidated_by_role = 'operator', invalidated_by_id = 'olga', reason_code = 'forged', reason = 'x'",
        "invalidated",
    ),
    "covers": ("items", "'{{condition}}'", "covers"),
    "added_at": ("items", "added_at - interval '3 days'", "added_at"),
    "filename": ("files", "'another.jpg'", "filename_sha256"),
    "finished_at": ("files", "finished_at - interval '3 days'", "finished_at"),
    "sha256": ("files", "sha256('another')", "sha256"),
    "size": ("files", "size + 1", "size"),
    "media_type": ("files", "'image/png'", "media_type"),
    "scan_state": ("files", "'clean'", "scan"),
}
GIVEN_FOR = {"side": "'seller'", "request": "gen_random_uuid()", "dispute": "gen_random_uuid()"}
OF_A_PLATFORM = ("known_cases", "items", "files", "custody", "object_keys", "seals")
# What of it a bundle shows, under which name; a file whose sum or length is another is in no bundle at all.
SHOWN_COLUMNS = {
    "kind": "kind",
    "by_role": "by",
    "by_id": "by",
    "received_at": "received_at",
    "invalidated_at": "invalidation",
    "media_type": "media_type",
    "covers": "covers",
    "added_at": "added_at",
    "provenance": "provenance",
    "sufficiency": "sufficiency",
    "filename": "filename_sha256",
}
SHOWN_SEAL_COLUMNS = {
    "all of it": ("DELETE FROM evidence.seals", "seals/1/manifest.json is missing, or not the one of which evidence/"),
    "instance": ("UPDATE evidence.seals SET instance = 2", "seals/2/manifest.json is the seal of another instance"),
    "timestamp": ("UPDATE evidence.seals SET timestamp = 'another'", "seals/1/manifest.tsr is for something else"),
    "signature": (
        "UPDATE evidence.seals SET signature = sha256(signature) || sha256('')",
        "seals/1/manifest.json or its signature",
    ),
}
LOG_COLUMNS = {
    "at": ("UPDATE evidence.log_entries SET at = at - interval '3 days' WHERE id > 3", "INV-H5"),
    "at, later": ("UPDATE evidence.log_entries SET at = at + interval '3 days'", "INV-H5"),
    "tenant_id": ("UPDATE evidence.log_entries SET tenant_id = gen_random_uuid()", "INV-H5"),
    "canonical": ("UPDATE evidence.log_entries SET canonical = canonical || ' '", "INV-X8"),
    "hash": ("UPDATE evidence.log_chain SET hash = sha256(hash)", "INV-X8"),
    "prev_hash": ("UPDATE evidence.log_chain SET prev_hash = sha256(prev_hash)", "INV-X8"),
    "entry_id": ("UPDATE evidence.log_chain SET entry_id = -entry_id", "INV-H2"),
    "a last entry that is gone": (
        "DELETE FROM evidence.log_entries WHERE id = (SELECT max(id) FROM evidence.log_entries)",
        "INV-H2",
    ),
}


@pytest.mark.parametrize("column", CUSTODY_COLUMNS)
async def test_wal_a1_a_column_beside_what_was_hashed_is_found_and_not_signed(kept, column: str) -> None:
    await kept.tamper([CUSTODY_COLUMNS[column]])

    assert "INV-V16" in await kept.broken_rules()
    assert await kept.make_bundle() is None


@pytest.mark.parametrize("column", SEAL_COLUMNS)
async def test_wal_a1_a_column_of_a_seal_is_found_and_not_signed(kept, column: str, caplog) -> None:
    value, rule = SEAL_COLUMNS[column]
    await kept.tamper([WITHOUT_REFERENCES, f"UPDATE evidence.seals SET {column} = {value}"])

    assert rule in await kept.broken_rules()
    assert ("seal 1: it is gone" if column == "dispute" else f"its {column} is not") in await kept.find_reasons(caplog)


@pytest.mark.parametrize("column", ITEM_COLUMNS)
async def test_wal_a1_a_column_of_a_piece_of_evidence_is_found_and_not_signed(kept, column: str, caplog) -> None:
    table, value, name = ITEM_COLUMNS[column]
    await kept.tamper([f"UPDATE evidence.{table} SET {column} = {value} WHERE id = '{{item}}'"])

    assert await kept.broken_rules() == {"INV-V17"}
    assert f"its {name} is not what its chain of custody tells" in await kept.find_reasons(caplog)


async def test_wal_a1_what_was_written_is_found_and_not_signed_before_there_is_a_seal(kept, caplog) -> None:
    """Both statements are under one key: whoever owns the database can exchange them."""
    for text in ("It came whole.", "It came broken."):
        statement = {"dispute": kept.world.dsp, "kind": "statement", "text": text}
        said = await kept.world.client.post("/v1/evidence/items", json=statement, headers=kept.world.token("seller"))
        assert said.status_code == 201
    assert await kept.broken_rules() - {"INV-H4"} == set()

    await kept.tamper(
        [
            "ALTER TABLE evidence.items DISABLE TRIGGER USER",
            """UPDATE evidence.items i SET content = o.content FROM evidence.items o
            WHERE i.id < o.id AND i.kind = o.kind""",
        ]
    )

    assert "INV-V17" in await kept.broken_rules()
    assert "its text_sha256 is not what its chain of custody tells" in await kept.find_reasons(caplog)


@pytest.mark.parametrize("column", GIVEN_FOR)
async def test_wal_a1_for_what_a_piece_was_given_is_found_and_not_signed(kept, column: str, caplog) -> None:
    await kept.tamper([WITHOUT_REFERENCES, f"UPDATE evidence.items SET {column} = {GIVEN_FOR[column]}"])

    assert "INV-V17" in await kept.broken_rules()
    if column != "dispute":  # of which a bundle is: there is nothing left in it
        assert f"its {column} is not what its chain of custody tells" in await kept.find_reasons(caplog)


@pytest.mark.parametrize("table", OF_A_PLATFORM)
async def test_wal_a1_what_is_given_to_another_platform_is_found(kept, table: str) -> None:
    await kept.tamper([WITHOUT_REFERENCES, f"UPDATE evidence.{table} SET tenant_id = gen_random_uuid()"])

    assert "INV-V19" in await kept.broken_rules()


async def test_wal_a1_whose_side_a_sealed_piece_speaks_for_is_found_and_not_signed(kept, caplog) -> None:
    await kept.tamper(["UPDATE evidence.items SET side = 'seller' WHERE id = '{item}'"])

    assert await kept.broken_rules() == {"INV-V17"}
    assert "its party is not what was sealed (seal 1)" in await kept.find_reasons(caplog)


async def test_wal_a1_a_sealed_statement_that_says_what_another_said_is_not_signed(kept, caplog) -> None:
    for text in ("It came whole.", "It came broken."):
        statement = {"dispute": kept.world.dsp, "kind": "statement", "text": text}
        await kept.world.client.post("/v1/evidence/items", json=statement, headers=kept.world.token("buyer"))
    await kept.world.decided(2)

    await kept.tamper(
        [
            "ALTER TABLE evidence.items DISABLE TRIGGER USER",
            """UPDATE evidence.items i SET content = o.content FROM evidence.items o
            WHERE i.id < o.id AND i.kind = o.kind""",
        ]
    )

    assert "its content is not what was sealed (seal 2)" in await kept.find_reasons(caplog)


async def test_wal_a1_a_seal_that_is_gone_is_found_and_nothing_is_signed(kept, caplog) -> None:
    await kept.tamper(["DELETE FROM evidence.seals"])

    assert await kept.broken_rules() == {"INV-V18"}
    assert await kept.find_reasons(caplog) == "seal 1: it is gone, or another"


@pytest.mark.parametrize("column", LOG_COLUMNS)
async def test_wal_a1_a_column_of_the_log_is_found(kept, column: str) -> None:
    statement, rule = LOG_COLUMNS[column]
    await kept.tamper([statement])

    assert rule in await kept.broken_rules()


@pytest.mark.parametrize("column", SHOWN_COLUMNS)
async def test_wal_a1_both_verifiers_compare_a_piece_with_what_was_hashed_and_sealed(
    kept, column: str, tmp_path, monkeypatch
) -> None:
    table, value, _ = ITEM_COLUMNS[column]
    await kept.tamper([f"UPDATE evidence.{table} SET {column} = {value} WHERE id = '{{item}}'"])
    monkeypatch.setattr(bundling, "find_altered_custody", lambda *_: [])
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())

    for program in verifying.PROGRAMS:
        status, said = kept.check(program, bundle)
        assert status == 1
        assert f"its {SHOWN_COLUMNS[column]} is not what its chain of custody tells" in said, said
        sealed = {"kind": "kind", "by_role": "by", "by_id": "by", "received_at": "received_at", "media_type": "content"}
        assert column not in sealed or f"item.json: its {sealed[column]} is not what was sealed" in said, said


@pytest.mark.parametrize("column", ["side", "request"])
async def test_wal_a1_both_verifiers_compare_for_what_a_piece_was_given(
    kept, column: str, tmp_path, monkeypatch
) -> None:
    await kept.tamper([WITHOUT_REFERENCES, f"UPDATE evidence.items SET {column} = {GIVEN_FOR[column]}"])
    monkeypatch.setattr(bundling, "find_altered_custody", lambda *_: [])
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())

    shown = {"side": "party"}.get(column, column)
    for program in verifying.PROGRAMS:
        status, said = kept.check(program, bundle)
        assert status == 1
        assert f"its {shown} is not what its chain of custody tells" in said, said


async def test_wal_a1_words_by_which_a_piece_was_found_invalid_are_compared(
    kept, tmp_path, monkeypatch, caplog
) -> None:
    await kept.world.invalidate(format_id("evd", kept.item))
    await kept.sign_heads()
    assert await kept.broken_rules() == set()

    await kept.tamper(["UPDATE evidence.items SET reason = 'It was \"forged\".' WHERE reason IS NOT NULL"])

    assert await kept.broken_rules() == {"INV-V17"}
    assert "its reason_sha256 is not what its chain of custody tells" in await kept.find_reasons(caplog)
    monkeypatch.setattr(bundling, "find_altered_custody", lambda *_: [])
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())
    for program in verifying.PROGRAMS:
        status, said = kept.check(program, bundle)
        assert (status, "its reason is not what its chain of custody tells" in said) == (1, True), said


@pytest.mark.parametrize("column", SHOWN_SEAL_COLUMNS)
async def test_wal_a1_both_verifiers_compare_a_seal_with_what_tells_of_it(
    kept, column: str, tmp_path, monkeypatch
) -> None:
    statement, problem = SHOWN_SEAL_COLUMNS[column]
    await kept.tamper([statement])
    monkeypatch.setattr(bundling, "find_altered_custody", lambda *_: [])
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())

    for program in verifying.PROGRAMS:
        status, said = kept.check(program, bundle)
        assert status == 1
        assert problem in said, said


async def test_wal_a1_what_people_write_and_what_becomes_of_it_is_no_tampering(kept, tmp_path) -> None:
    world, bundle = kept.world, tmp_path / "bundle.zip"
    hostile = '", "kind": "x", "by": ["a"], {"content":{"erased":true}} \\" ],"at":" },{"by":["\n  "state": "invalid",'
    statement = {"dispute": world.dsp, "kind": "statement", "text": hostile}
    mailed = statement | {"on_behalf_of": "buyer"}
    judged = await world.client.post("/v1/evidence/items", json=statement, headers=world.token("seller"))
    assert (await world.client.post("/v1/evidence/items", json=mailed, headers=world.token("operator"))).is_success
    assert (await world.upload(an_image(), filename=hostile.replace("\n", ""))).is_success
    reason = {"reason_code": "other", "reason": hostile}
    path = f"/v1/evidence/items/{judged.json()['id']}/invalidate"
    assert (await world.client.post(path, json=reason, headers=world.token("operator"))).is_success
    await world.decided(2)
    await world.closed()
    bundle.write_bytes(await kept.make_bundle())
    person = {"role": "buyer", "participant": "buyer-1"}
    assert (await world.client.post("/v1/evidence/erasures", json=person, headers=world.token("platform"))).is_success
    after = tmp_path / "after.zip"
    after.write_bytes(await kept.make_bundle())

    await kept.sign_heads()

    assert await kept.broken_rules() == set()
    for program in verifying.PROGRAMS:
        assert kept.check(program, bundle) == kept.check(program, after) == (0, "All of it is as it was signed.\n")
