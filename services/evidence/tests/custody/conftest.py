"""A sealed case whose heads are signed, for tests that play whoever owns the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from common.anchoring.log_heads import LogHeadKeeper
from common.anchoring.statements import HeadKey
from common.anchoring.store import HeadStore
from common.jobs.audit_chain import AuditLogChainer
from common.kernel.ids import parse_id
from common.persistence.database import Database
from deploy.local.suite import SERVICES
from deploy.verify.files import check_seals
from deploy.verify.heads import check_heads
from deploy.verify.invariants import check_invariant, read_invariants
from deploy.verify.overviews import Context
from deploy.verify.rows import check_logged_rows
from evidence.proof import verifying
from evidence.proof.bundler import Bundler
from evidence.proof.custody_heads import CustodyHeads
from evidence.proof.signing import SealKey
from evidence.proof.worker import BundleWorker
from evidence.schema import infrastructure
from evidence.testing import an_image

PROGRAMS = Path(verifying.__file__).parent
INSIDE = ("INV-V4", "INV-V14", "INV-V15", "INV-V16", "INV-V17", "INV-V18", "INV-V19", "INV-X8")


class Kept:
    """A sealed case with one photo, whose heads are signed, and what is compared with them."""

    def __init__(self, world: Any, database: Any, home: Path, records: Any, rows: Any) -> None:
        self.world, self.database, self.rows, self.home = world, database, rows, home / "heads"
        deps = world.app.state.service.deps
        self.pool = Database(database.url("evidence"))
        self.key = HeadKey(Ed25519PrivateKey.generate())
        self.heads = CustodyHeads(deps.begin, HeadStore(self.home), self.key)
        addresses, peers = world.app.state.service.settings.peers, httpx.AsyncClient(transport=records)
        self.made_from = (deps.begin, deps.encrypted_blobs, home / "incoming"), (peers, addresses, self.heads)
        self.use_key(deps.seal_key)

    def use_key(self, key: SealKey) -> None:
        """Sign bundles with a key, from now on."""
        before, after = self.made_from
        self.bundler = BundleWorker(self.pool, Bundler(*before, key, *after))

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

    @staticmethod
    def check(program: str, bundle: Path, *keys: Path) -> tuple[int, str]:
        """Run a published verifier; its exit code, and what it prints."""
        interpreter = ["sh"] if program.endswith(".sh") else [sys.executable, "-I"]
        run = subprocess.run([*interpreter, PROGRAMS / program, bundle, *keys], capture_output=True, text=True)
        return run.returncode, run.stdout + run.stderr

    async def find_reasons(self, caplog: Any) -> str:
        """Ask for a bundle, and tell why none is signed."""
        assert await self.make_bundle() is None
        return "; ".join(str(record.exc_info[1]) for record in caplog.records if record.exc_info)

    async def broken_rules(self) -> set[str]:
        dsn = self.database.auditor_url.replace("+asyncpg", "")
        verdicts = await check_heads(dsn, self.home, self.key.public_key, ["evidence"])
        verdicts.append(await check_seals(dsn, self.world.app.state.service.deps.seal_key.public_pem))
        verdicts.append(await check_logged_rows(dsn))
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
