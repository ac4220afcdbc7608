"""WAL-A1, WAL-F10: whoever owns the database rewrites a chain of custody, and every verifier names where."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from common.anchoring.log_heads import LogHeadKeeper
from common.anchoring.statements import HeadKey, LogRewritten
from common.anchoring.store import HeadStore
from common.jobs.audit_chain import AuditLogChainer
from common.kernel.ids import parse_id
from common.persistence.database import Database
from deploy.local.suite import SERVICES
from deploy.verify.files import check_seals
from deploy.verify.heads import check_heads
from deploy.verify.invariants import check_invariant, read_invariants
from deploy.verify.overviews import Context
from evidence.proof import bundler as bundling
from evidence.proof import verifying
from evidence.proof.bundler import Bundler
from evidence.proof.custody_heads import CustodyHeads
from evidence.proof.worker import BundleWorker
from evidence.schema import infrastructure
from evidence.testing import an_image

PROGRAMS = Path(verifying.__file__).parent
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


# Columns that say the same as something hashed or signed, and the rule of `make verify` that compares them.
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
    "sha256": ("files", "sha256('another')", "sha256"),
    "size": ("files", "size + 1", "size"),
    "media_type": ("files", "'image/png'", "media_type"),
    "scan_state": ("files", "'clean'", "scan"),
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
INSIDE = ("INV-V4", "INV-V14", "INV-V15", "INV-V16", "INV-V17", "INV-V18", "INV-X8")


class Kept:
    """A sealed case with one photo, whose heads are signed, and what is compared with them."""

    def __init__(self, world: Any, database: Any, home: Path, records: Any, rows: Any) -> None:
        self.world, self.database, self.rows, self.home = world, database, rows, home / "heads"
        deps = world.app.state.service.deps
        self.pool = Database(database.url("evidence"))
        self.key = HeadKey(Ed25519PrivateKey.generate())
        self.heads = CustodyHeads(deps.begin, HeadStore(self.home), self.key)
        addresses, peers = world.app.state.service.settings.peers, httpx.AsyncClient(transport=records)
        incoming = home / "incoming"
        self.bundler = BundleWorker(
            self.pool, Bundler(deps.begin, deps.encrypted_blobs, incoming, deps.seal_key, peers, addresses, self.heads)
        )

    async def sign_heads(self) -> None:
        await AuditLogChainer(self.pool, infrastructure).chain_batch()
        store = HeadStore(self.home)
        keeper = LogHeadKeeper(self.pool, infrastructure, store, self.key, on_entries=self.heads.sign_new_heads)
        await keeper.keep_heads()

    def forget_heads(self, which: str = "**/*.txt") -> None:
        for file in list(self.home.glob(which)):
            file.unlink()

    async def tamper(self, statements: list[str]) -> None:
        for statement in statements:
            await self.rows(statement.format(item=self.item))

    async def make_bundle(self) -> bytes | None:
        asked = {"dispute": self.world.dsp}
        bundle = (
            await self.world.client.post("/v1/evidence/bundles", json=asked, headers=self.world.token("buyer"))
        ).json()
        await self.bundler.make_pending()
        ready = (await self.world.get(f"/bundles/{bundle['id']}", "buyer")).json()
        if ready["state"] != "ready":
            return None
        return (await self.world.client.get(ready["download"], headers=self.world.token("buyer"))).content

    async def find_reasons(self, caplog: Any) -> str:
        """Ask for a bundle, and tell why none is signed."""
        assert await self.make_bundle() is None
        return "; ".join(str(record.exc_info[1]) for record in caplog.records if record.exc_info)

    async def broken_rules(self) -> set[str]:
        dsn = self.database.auditor_url.replace("+asyncpg", "")
        verdicts = await check_heads(dsn, self.home, self.key.public_key, ["evidence"])
        verdicts.append(await check_seals(dsn, self.world.app.state.service.deps.seal_key.public_pem))
        connection = await asyncpg.connect(dsn)
        inside = [one for one in read_invariants() if one.id in INSIDE]
        verdicts += [await check_invariant(connection, one, Context({})) for one in inside]
        await connection.close()
        assert not [verdict.problem for verdict in verdicts if verdict.problem]
        return {verdict.invariant.id for verdict in verdicts if not verdict.holds}


@pytest.fixture
async def kept(world, database, home, records, rows):
    for other in set(SERVICES) - {"evidence"}:  # whose logs INV-X8 reads too
        await rows(f"CREATE SCHEMA IF NOT EXISTS {other}")
        await rows(f"CREATE TABLE IF NOT EXISTS {other}.audit_log (LIKE evidence.audit_log)")
        await rows(f"GRANT USAGE ON SCHEMA {other} TO auditor")
        await rows(f"GRANT SELECT ON {other}.audit_log TO auditor")
    kept = Kept(world, database, home, records, rows)
    kept.item = parse_id("evd", (await world.upload(an_image("JPEG", (60, 40)))).json()["id"])
    await kept.sign_heads()
    await world.decided()
    await kept.sign_heads()
    yield kept
    await kept.pool.close()


def check(program: str, bundle: Path, *keys: Path) -> tuple[int, str]:
    interpreter = ["sh"] if program.endswith(".sh") else [sys.executable, "-I"]
    run = subprocess.run([*interpreter, PROGRAMS / program, bundle, *keys], capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


async def test_wal_a1_what_nobody_touched_holds_everywhere(kept, tmp_path) -> None:
    bundle, seal_key, heads_key = tmp_path / "bundle.zip", tmp_path / "key.pem", tmp_path / "heads.pem"
    bundle.write_bytes(await kept.make_bundle())
    seal_key.write_bytes(kept.world.app.state.service.deps.seal_key.public_pem)
    heads_key.write_bytes(kept.key.public_pem)

    assert await kept.broken_rules() == set()
    for program in verifying.PROGRAMS:
        assert check(program, bundle, seal_key, heads_key) == (0, "All of it is as it was signed.\n")
        assert check(program, bundle)[0] == 0
        heads_key.write_bytes(HeadKey(Ed25519PrivateKey.generate()).public_pem)
        assert "CHANGED: heads/1.txt or its signature" in check(program, bundle, seal_key, heads_key)[1]
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
        status, said = check(program, bundle)
        assert status == 1
        assert "is not the one whose head was signed (heads/" in said, said


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


async def test_wal_a1_a_seal_that_is_gone_is_found_and_nothing_is_signed(kept, caplog) -> None:
    await kept.tamper(["DELETE FROM evidence.seals"])

    assert await kept.broken_rules() == {"INV-V18"}
    assert await kept.find_reasons(caplog) == "seal 1: it is gone, or another"


@pytest.mark.parametrize("column", LOG_COLUMNS)
async def test_wal_a1_a_column_of_the_log_is_found(kept, column: str) -> None:
    statement, rule = LOG_COLUMNS[column]
    await kept.tamper([statement])

    assert rule in await kept.broken_rules()


@pytest.mark.parametrize("program", verifying.PROGRAMS)
async def test_wal_a1_both_verifiers_compare_every_chain_with_its_seal(
    kept, program: str, tmp_path, monkeypatch
) -> None:
    await kept.tamper([OTHER_SCAN, REHASH])
    kept.forget_heads()
    monkeypatch.setattr(bundling, "find_altered_custody", lambda *_: [])
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())

    status, said = check(program, bundle)

    assert status == 1
    assert "custody.jsonl: link 2 is not the one that was sealed (seals/1/manifest.json)" in said


@pytest.mark.parametrize("program", verifying.PROGRAMS)
async def test_wal_a1_both_verifiers_follow_a_chain_link_by_link(kept, program: str, tmp_path, monkeypatch) -> None:
    await kept.tamper([OTHER_SCAN])
    monkeypatch.setattr(bundling, "find_altered_custody", lambda *_: [])
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())

    assert "custody.jsonl: link 1\n" in check(program, bundle)[1]


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
