"""WAL-A1, WAL-F10: whoever owns the database rewrites a chain of custody, and every verifier names where."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from common.anchoring.statements import HeadKey, LogRewritten
from common.jobs.audit_chain import AuditLogChainer
from common.kernel.seams import current_world, install_world
from evidence.proof import bundler as bundling
from evidence.proof import verifying
from evidence.schema import infrastructure

# Every link hashed anew, so that the chain itself is sound.
REHASH = """
    WITH RECURSIVE anew AS (
      SELECT c.seq, sha256(c.canonical) AS hash, NULL::bytea AS prev FROM evidence.custody c
      WHERE c.seq = 1 AND c.item = '{item}'
      UNION ALL
      SELECT c.seq, sha256(a.hash || c.canonical), a.hash FROM anew a
      JOIN evidence.custody c ON c.seq = a.seq + 1 AND c.item = '{item}'
    )
    UPDATE evidence.custody c SET hash = anew.hash, prev_hash = anew.prev FROM anew
    WHERE c.seq = anew.seq AND c.item = '{item}'
"""
OTHER_SCAN = """
    UPDATE evidence.custody
    SET canonical = convert_to(replace(convert_from(canonical, 'UTF8'), 'photo', 'paper'), 'UTF8')
    WHERE item = '{item}' AND seq = 1
"""
# What whoever owns the database does, and which rule of `make verify` finds it from inside.
OTHER_LOG = """
    UPDATE evidence.log_entries SET canonical = '{{}}' WHERE position('"custody.'::bytea in canonical) > 0
"""
LAST_LINK = "item = '{item}' AND seq = 3"
# What whoever owns the database does, and which rule of `make verify` finds it from inside.
TAMPERED: dict[str, tuple[list[str], str | None]] = {
    "the last link is deleted": ([f"DELETE FROM evidence.custody WHERE {LAST_LINK}"], "INV-V15"),
    "the head is changed": (
        [f"UPDATE evidence.custody SET hash = sha256(canonical) WHERE {LAST_LINK}"],
        "INV-V15",
    ),
    "the chain is hashed anew": ([OTHER_SCAN, REHASH], "INV-V14"),
    "chain and log, and no seal": ([OTHER_SCAN, REHASH, OTHER_LOG, "DELETE FROM evidence.seals"], None),
}


async def test_wal_a1_what_nobody_touched_holds_everywhere(kept, tmp_path) -> None:
    bundle, seal_key, heads_key = tmp_path / "bundle.zip", tmp_path / "key.pem", tmp_path / "heads.pem"
    bundle.write_bytes(await kept.make_bundle())
    seal_key.write_bytes(kept.world.app.state.service.deps.seal_key.public_pem)
    heads_key.write_bytes(kept.key.public_pem)

    assert await kept.broken_rules() == set()
    for program in verifying.PROGRAMS:
        assert kept.check(program, bundle, seal_key, heads_key) == (0, "All of it is as it was signed.\n")
        assert kept.check(program, bundle)[0] == 0
        heads_key.write_bytes(HeadKey(Ed25519PrivateKey.generate()).public_pem)
        assert "CHANGED: heads/1.txt or its signature" in kept.check(program, bundle, seal_key, heads_key)[1]
        heads_key.write_bytes(kept.key.public_pem)


@pytest.mark.parametrize("how", TAMPERED)
async def test_wal_a1_tampering_as_the_databases_owner_is_found_and_named(
    kept, how: str, tmp_path, monkeypatch
) -> None:
    statements, rule = TAMPERED[how]

    await kept.tamper(statements)

    assert await kept.make_bundle() is None, "and signs nothing"
    broken = await kept.broken_rules()
    assert "INV-H3" in broken
    assert rule is None or rule in broken
    # Had it been signed all the same, whoever is given it would find out.
    monkeypatch.setattr(bundling, "find_altered_custody", lambda *_: [])
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())
    for program in verifying.PROGRAMS:
        status, said = kept.check(program, bundle)
        assert status == 1
        assert "is not the one whose head was signed (heads/" in said, said


@pytest.mark.parametrize("program", verifying.PROGRAMS)
async def test_wal_a1_both_verifiers_compare_every_chain_with_its_seal(
    kept, program: str, tmp_path, monkeypatch
) -> None:
    await kept.tamper([OTHER_SCAN, REHASH])
    kept.forget_heads()
    monkeypatch.setattr(bundling, "find_altered_custody", lambda *_: [])
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())

    status, said = kept.check(program, bundle)

    assert status == 1
    assert "custody.jsonl: link 2 is not the one that was sealed (seals/1/manifest.json)" in said


@pytest.mark.parametrize("program", verifying.PROGRAMS)
async def test_wal_a1_both_verifiers_follow_a_chain_link_by_link(kept, program: str, tmp_path, monkeypatch) -> None:
    await kept.tamper([OTHER_SCAN])
    monkeypatch.setattr(bundling, "find_altered_custody", lambda *_: [])
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())

    assert "custody.jsonl: link 1\n" in kept.check(program, bundle)[1]


async def test_wal_f10_the_last_entry_of_the_log_is_missed(kept) -> None:
    await kept.tamper(
        [
            "DELETE FROM evidence.log_chain WHERE entry_id = (SELECT max(entry_id) FROM evidence.log_chain)",
            "DELETE FROM evidence.log_entries WHERE id = (SELECT max(id) FROM evidence.log_entries)",
        ]
    )

    assert "INV-H2" in await kept.broken_rules()
    with pytest.raises(LogRewritten):
        await kept.sign_heads()


async def test_wal_f10_a_link_that_the_log_tells_of_and_that_is_gone_is_not_signed(kept) -> None:
    await kept.world.submit()
    await kept.tamper(["DELETE FROM evidence.custody WHERE item <> '{item}'"])

    with pytest.raises(LogRewritten, match="link 1 of its chain of custody"):
        await kept.sign_heads()
    assert "INV-V15" in await kept.broken_rules()


async def test_wal_f10_a_statement_that_is_gone_is_missed(kept) -> None:
    kept.forget_heads("custody/*/*/*/*/000000001.txt")

    assert "INV-H1" in await kept.broken_rules()
    assert await kept.make_bundle() is None


@pytest.mark.parametrize("which", ["log/**/*.txt", "custody/**/*.txt", "**/*.txt"])
async def test_wal_f10_statements_that_are_all_gone_are_missed(kept, which: str) -> None:
    await kept.rows("UPDATE evidence.log_entries SET at = at - interval '20 minutes'")
    assert await kept.broken_rules() == set()

    kept.forget_heads(which)

    assert await kept.broken_rules() == {"INV-H4"}


async def test_wal_f10_the_last_statements_of_a_log_that_goes_on_are_missed(kept) -> None:
    await kept.rows("UPDATE evidence.log_entries SET at = at - interval '20 minutes'")
    kept.forget_heads("log/evidence/*/000000002.txt")
    assert await kept.broken_rules() == set(), "a service that has stopped has not signed the last"

    await kept.world.submit()
    await AuditLogChainer(kept.pool, infrastructure).chain_batch()

    assert await kept.broken_rules() == {"INV-H4"}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--heads", "."], "--heads and --heads-key belong together"),
        (["--heads-key", "key.pem"], "--heads and --heads-key belong together"),
        (["--heads", "nowhere", "--heads-key", "key.pem"], "nowhere is no folder"),
    ],
)
def test_wal_f10_heads_that_cannot_be_compared_are_no_success(arguments: list[str], why: str) -> None:
    command = [sys.executable, "-m", "deploy.verify", "postgresql://nobody@127.0.0.1:1/none", *arguments]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 2
    assert why in run.stderr


async def test_wal_f10_the_key_is_published(serving, keys, tmp_path) -> None:
    from deploy.local.keys import ensure_heads_key

    file = ensure_heads_key(tmp_path)
    async with (
        serving(heads=tmp_path / "heads", heads_key=file) as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        answer = await client.get("/v1/evidence/verification/heads-key")
    assert (answer.status_code, answer.content) == (200, HeadKey.load_key(file).public_pem)


async def test_wal_f10_without_a_place_there_is_no_key(anyone) -> None:
    answer = await anyone.get("/v1/evidence/verification/heads-key")
    assert (answer.status_code, json.loads(answer.content)["code"]) == (404, "not_found")


@pytest.mark.parametrize("ahead", [timedelta(days=400), timedelta(days=-400)], ids=["ahead", "behind"])
async def test_wal_f10_custody_is_signed_by_the_databases_time_whatever_the_machines(kept, ahead: timedelta) -> None:
    kept.forget_heads()  # so that all is signed anew
    set_back = install_world(replace(current_world(), utc_now=lambda: datetime.now(UTC) + ahead))
    await kept.sign_heads()
    set_back()

    signed = await read_statements(kept)
    assert signed
    assert all(abs(each.at - datetime.now(UTC)) < timedelta(hours=1) for each in signed)


async def read_statements(kept):
    _, statements = await kept.heads.read_case(kept.world.tenant, kept.world.dispute)
    return statements
