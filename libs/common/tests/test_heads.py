"""WAL-F10: what was signed outside of the database shows that a log was cut or written anew, as its owner could."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.ext.asyncio import AsyncConnection

from common.anchoring import log_heads
from common.anchoring.log_heads import LogHeadKeeper, log_series
from common.anchoring.statements import Head, HeadKey, LogRewritten, StatementForged, open_series, open_statement
from common.anchoring.store import HeadStore
from common.jobs.audit_chain import AuditLogChainer
from common.kernel.origin import Origin
from common.kernel.seams import current_world, install_world
from common.persistence.database import Database
from common.persistence.database_clock import read_time

from .conftest import OTHER_PLATFORM, PLATFORM, Toy, ToyTx

AT = datetime(2026, 11, 28, 21, tzinfo=UTC)
SERIES = log_series("escrow")
# What whoever owns the database can do to a log; the last one makes every hash right again.
REHASH = """
    WITH RECURSIVE anew AS (
      SELECT c.seq, sha256(e.canonical) AS hash, NULL::bytea AS prev FROM escrow.log_chain c
      JOIN escrow.log_entries e ON e.id = c.entry_id WHERE c.seq = 1 AND c.tenant_id = '{platform}'
      UNION ALL
      SELECT c.seq, sha256(a.hash || e.canonical), a.hash FROM anew a
      JOIN escrow.log_chain c ON c.seq = a.seq + 1 AND c.tenant_id = '{platform}'
      JOIN escrow.log_entries e ON e.id = c.entry_id
    )
    UPDATE escrow.log_chain c SET hash = anew.hash, prev_hash = anew.prev FROM anew
    WHERE c.seq = anew.seq AND c.tenant_id = '{platform}'
"""
TAMPERED = {
    "the last entry is deleted": [
        "DELETE FROM escrow.log_chain WHERE tenant_id = '{platform}' AND seq = 3",
        "DELETE FROM escrow.log_entries WHERE id = 3",
    ],
    "all entries are deleted": [
        "DELETE FROM escrow.log_chain WHERE tenant_id = '{platform}'",
        "DELETE FROM escrow.log_entries WHERE tenant_id = '{platform}'",
    ],
    "the head is changed": ["UPDATE escrow.log_chain SET hash = sha256('x') WHERE seq = 3"],
    "the chain is hashed anew": ["UPDATE escrow.log_entries SET canonical = 'other' WHERE id = 1", REHASH],
}


@pytest.fixture
def key() -> HeadKey:
    return HeadKey(Ed25519PrivateKey.generate())


@pytest.fixture
def store(tmp_path: Path) -> HeadStore:
    return HeadStore(tmp_path)


async def write_log(toy: Toy, entries: int, platform: object = PLATFORM) -> None:
    async def write(tx: ToyTx) -> None:
        for number in range(entries):
            await tx.append_audit_entry("tried", str(number))

    async with toy.begin(platform, Origin.system(platform)) as tx:  # type: ignore[arg-type]
        await write(tx)


async def chain_log(database: Database) -> None:
    await AuditLogChainer(database, ToyTx.infrastructure).chain_batch()


@pytest.fixture
async def logged(toy: Toy) -> Database:
    """A log of three entries of one platform, and one of another."""
    await write_log(toy, 3)
    await write_log(toy, 1, OTHER_PLATFORM)
    await chain_log(toy.begin.database)
    return toy.begin.database


async def test_wal_f10_heads_are_signed_as_the_log_grows(toy: Toy, logged: Database, store, key) -> None:
    keeper = LogHeadKeeper(logged, ToyTx.infrastructure, store, key)

    await keeper.keep_heads()
    await keeper.keep_heads()
    await write_log(toy, 2)
    await chain_log(logged)
    await keeper.keep_heads()

    first, second = open_series(SERIES, await store.read_series(SERIES), key.public_key)
    assert {(head.subject, head.number) for head in first.heads} == {(str(PLATFORM), 3), (str(OTHER_PLATFORM), 1)}
    assert [(head.subject, head.number) for head in second.heads] == [(str(PLATFORM), 5)]


@pytest.mark.parametrize("how", TAMPERED)
async def test_wal_f10_a_log_that_is_not_the_one_that_was_signed_is_named_and_not_signed_anew(
    how: str, toy: Toy, logged: Database, store, key
) -> None:
    keeper = LogHeadKeeper(logged, ToyTx.infrastructure, store, key)
    await keeper.keep_heads()
    for statement in TAMPERED[how]:
        await toy.execute(statement.format(platform=PLATFORM))
    await write_log(toy, 1, OTHER_PLATFORM)
    await chain_log(logged)

    with pytest.raises(LogRewritten, match=f"platform {PLATFORM}, entry 3"):
        await keeper.keep_heads()

    newest = open_series(SERIES, await store.read_series(SERIES), key.public_key)[-1]
    assert [head.subject for head in newest.heads] == [str(OTHER_PLATFORM)], "others go on"


async def test_wal_f10_an_entry_that_was_changed_before_it_was_signed_is_not_signed(
    toy: Toy, logged: Database, store, key
) -> None:
    await toy.execute("UPDATE escrow.log_entries SET canonical = 'other' WHERE id = 2")

    with pytest.raises(LogRewritten, match=f"platform {PLATFORM}, entry 2"):
        await LogHeadKeeper(logged, ToyTx.infrastructure, store, key).keep_heads()


async def test_wal_f10_a_statement_is_known_by_its_signature_and_its_place(store, key, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        await store.append_statement(key, "log/toy", AT, [Head("a", number, b"h" * 32)])
    signed = list(await store.read_series("log/toy"))

    assert [one.number for one in open_series("log/toy", signed, key.public_key)] == [1, 2, 3]
    for number, forged in (
        (1, [signed[0], signed[2]]),
        (2, [*signed[:2], signed[1]]),
        (3, [*signed[:2], signed[2].replace(b"head a 3", b"head a 4")]),
        (4, [HeadKey(Ed25519PrivateKey.generate()).sign_statement(open_statement(signed[0], key.public_key))]),
    ):
        with pytest.raises(StatementForged):
            open_series("log/toy", forged, key.public_key)
        assert number
    with pytest.raises(StatementForged):
        open_series("log/other", signed, key.public_key)


async def test_wal_f10_a_statement_is_never_written_twice_and_each_day_begins_with_all_heads(
    toy: Toy, logged: Database, store, key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = LogHeadKeeper(logged, ToyTx.infrastructure, store, key)
    await keeper.keep_heads()

    async def read_tomorrow(connection: AsyncConnection) -> datetime:
        return await read_time(connection) + timedelta(days=1)

    monkeypatch.setattr(log_heads, "read_time", read_tomorrow)
    await write_log(toy, 1)
    await chain_log(logged)
    await keeper.keep_heads()

    whole = open_series(SERIES, await store.read_newest(SERIES), key.public_key)
    assert [one.number for one in whole] == [2]
    assert {(head.subject, head.number) for head in whole[0].heads} == {(str(PLATFORM), 4), (str(OTHER_PLATFORM), 1)}
    assert [file.stat().st_mode & 0o777 for file in list_files(tmp_path)] == [0o440, 0o440]


@pytest.mark.parametrize("ahead", [timedelta(days=400), timedelta(days=-400)], ids=["ahead", "behind"])
async def test_wal_f10_heads_are_signed_by_the_databases_time_whatever_the_machines(
    toy: Toy, logged: Database, store, key, ahead: timedelta
) -> None:
    """Its entries are bounded by it: by a clock that was set they would all have been written at another time."""
    set_back = install_world(replace(current_world(), utc_now=lambda: datetime.now(UTC) + ahead))
    await LogHeadKeeper(logged, ToyTx.infrastructure, store, key).keep_heads()
    set_back()

    [statement] = open_series(SERIES, await store.read_newest(SERIES), key.public_key)
    assert abs(statement.at - datetime.now(UTC)) < timedelta(hours=1)


def list_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())
