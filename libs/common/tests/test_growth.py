"""What a pass of a worker and a write read, with a long past behind them."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.jobs import past_deadlines
from common.jobs.audit_chain import LONGEST_STATEMENT_SECONDS, AuditLogChainer, ChainFloor, SeenEntries
from common.jobs.deadlines import DeadlineSweeper
from common.kernel import seams
from common.persistence import idempotency
from common.persistence.transaction import ScheduledDeadline
from deploy.proof.testing.plans import SentStatement, count_rows_of, note_statements
from deploy.proof.testing.statements import collect_statements

from .conftest import OTHER_PLATFORM, PLATFORM, Toy, ToyTx
from .test_deadlines import LONG_AGO, NOT_YET, arm, arm_many, change_nothing, states

PAST = 20_000
SOME = 500
"""So few that nobody has gathered figures of the table yet."""
FEW = 100.0

MANY_DEADLINES = """
WITH made AS (
  INSERT INTO escrow.deadlines (id, tenant_id, subject, kind, anchor_at, due_at, clock, state, fired_at)
  SELECT gen_random_uuid(), :tenant, gen_random_uuid(), 'answer', now(), :due_at + n * interval '1 second', 'natural',
         :state, CASE WHEN :state = 'fired' THEN now() END
  FROM generate_series(1, :count) n RETURNING 1)
SELECT count(*) FROM made
"""


async def keep_many_deadlines(toy: Toy, state: str, due_at: datetime, count: int = PAST) -> None:
    await toy.scalar(
        MANY_DEADLINES.replace(":due_at", f"timestamptz '{due_at.isoformat()}'")
        .replace(":state", f"'{state}'")
        .replace(":tenant", f"uuid '{PLATFORM}'"),
        count=count,
    )
    if count >= PAST:
        await toy.analyze()


async def count_rows(toy: Toy, statements: list[SentStatement], part: str, table: str) -> float:
    [statement] = {statement.sql: statement for statement in statements if part in statement.sql}.values()
    async with toy.begin.database.worker_engine.connect() as connection:
        return await count_rows_of(connection, statement, table)


@pytest.mark.parametrize("state", ["fired", "cancelled"])
async def test_b8_a_flush_reads_none_of_the_deadlines_that_have_passed(toy: Toy, state: str) -> None:
    await keep_many_deadlines(toy, state, LONG_AGO)
    with note_statements(toy.begin.database.worker_engine) as sent:
        subject = await arm(toy, ScheduledDeadline("answer", LONG_AGO, NOT_YET))
        await arm(toy, ScheduledDeadline("answer", LONG_AGO, NOT_YET + timedelta(1)), subject=subject)

    assert await count_rows(toy, sent, "wanted_deadlines", "deadlines") < FEW


async def test_b8_a_flush_reads_what_is_its_own_before_any_figures_are_gathered(toy: Toy) -> None:
    with note_statements(toy.begin.database.worker_engine) as sent:
        await arm_many(toy, 20, "answer", PLATFORM, NOT_YET)
    await keep_many_deadlines(toy, "armed", NOT_YET, count=SOME)
    [flush] = [statement for statement in sent if "wanted_deadlines" in statement.sql]

    async with toy.begin.database.engine.connect() as connection:
        assert await count_rows_of(connection, flush, "deadlines") < FEW


async def test_b8_a_flush_that_pauses_reads_no_paused_deadline_of_another(toy: Toy) -> None:
    await keep_many_deadlines(toy, "paused", NOT_YET)
    with note_statements(toy.begin.database.worker_engine) as sent:
        subject = await arm(toy, ScheduledDeadline("answer", LONG_AGO, NOT_YET, state="paused"))
        await arm(toy, ScheduledDeadline("answer", LONG_AGO, NOT_YET, state="paused"), subject=subject)

    assert await count_rows(toy, sent, "wanted_deadlines", "deadlines") < FEW
    assert await toy.scalar("SELECT count(*) FROM escrow.deadlines WHERE state = 'paused'") == PAST + 1


@pytest.mark.parametrize("clock", ["none moved", "one far ahead", "one held"])
async def test_b8_the_sweeper_reads_what_is_due_and_not_all_that_is_armed(toy: Toy, clock: str) -> None:
    await keep_many_deadlines(toy, "armed", NOT_YET)
    if clock != "none moved":
        held = "now() + interval '200 years'" if clock == "one held" else "NULL"
        await toy.scalar(f"INSERT INTO escrow.clocks VALUES ('{OTHER_PLATFORM}', '200 years', {held}) RETURNING 1")
    await arm(toy, ScheduledDeadline("due", LONG_AGO, LONG_AGO))

    with collect_statements() as sent:
        assert await DeadlineSweeper(toy.executor, change_nothing).fire_due() == 1

    asked = [SentStatement(one.sql, one.values) for one in sent.values()]
    assert await count_rows(toy, asked, "due_deadlines", "deadlines") < FEW


async def test_a_platform_whose_clock_was_moved_has_its_deadlines_fire_by_it(toy: Toy) -> None:
    soon = datetime.now(UTC) + timedelta(days=5)
    await arm(toy, ScheduledDeadline("answer", LONG_AGO, soon))
    sweeper = DeadlineSweeper(toy.executor, change_nothing)
    assert await sweeper.fire_due() == 0

    await toy.scalar(f"INSERT INTO escrow.clocks VALUES ('{PLATFORM}', '6 days', NULL) RETURNING 1")
    assert await sweeper.fire_due(tenant=OTHER_PLATFORM) == 0
    assert await sweeper.fire_due() == 1


async def test_a_platform_whose_clock_is_held_back_has_none_of_its_deadlines_fire(toy: Toy) -> None:
    await arm(toy, ScheduledDeadline("answer", LONG_AGO, LONG_AGO))
    sweeper = DeadlineSweeper(toy.executor, change_nothing)
    await toy.scalar(f"INSERT INTO escrow.clocks VALUES ('{PLATFORM}', '0', '2025-12-31') RETURNING 1")
    assert await sweeper.fire_due() == 0

    await toy.scalar("UPDATE escrow.clocks SET held_at = '2026-01-02' RETURNING 1")
    assert await sweeper.fire_due(tenant=PLATFORM) == 1
    assert await states(toy) == "answer:fired"


async def test_b8_expired_keys_are_purged_in_batches(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "PURGE_BATCH", 2)
    for days in (-3, -2, -1, 1):
        expires_at = f"now() + interval '{days} days'"
        row = f"'{PLATFORM}', 'p', 'r', '{days}', '', {expires_at}"
        columns = "tenant_id, principal, route, key, fingerprint, expires_at"
        await toy.scalar(f"INSERT INTO escrow.idempotency ({columns}) VALUES ({row}) RETURNING 1")

    purged = [await idempotency.purge_expired_keys(toy.begin.database, "escrow") for _ in range(3)]

    assert purged == [2, 1, 0]
    assert await toy.scalar("SELECT string_agg(key, ' ') FROM escrow.idempotency") == "1"


async def keep_deadline(toy: Toy, made_at: datetime, due_at: datetime, state: str) -> None:
    id = UUID(int=(int(made_at.timestamp() * 1_000) << 80) | secrets.randbits(62) | (7 << 76) | (2 << 62))
    fired_at = f"'{due_at.isoformat()}'" if state == "fired" else "NULL"
    row = f"'{id}', '{PLATFORM}', gen_random_uuid(), '{state}', now(), '{due_at.isoformat()}', 'natural', '{state}'"
    columns = "id, tenant_id, subject, kind, anchor_at, due_at, clock, state, fired_at"
    await toy.scalar(f"INSERT INTO escrow.deadlines ({columns}) VALUES ({row}, {fired_at}) RETURNING 1")


async def test_b8_deadlines_that_have_long_passed_are_deleted_and_none_that_stands(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_deadlines, "STRETCH", 3)
    long_ago, later = datetime.now(UTC) - timedelta(days=300), datetime.now(UTC) - timedelta(days=100)
    for state in ("fired", "cancelled", "armed", "paused"):
        await keep_deadline(toy, long_ago, long_ago + timedelta(1), state)
        await keep_deadline(toy, long_ago, later, state)
        await keep_deadline(toy, later, later + timedelta(1), state)
    purge = past_deadlines.PastDeadlinePurge(toy.begin.database, ToyTx.infrastructure)

    stretches = [await purge.purge_stretch() for _ in range(3)]

    assert [seen for seen, _ in stretches] == [3, 3, 2]
    assert sum(purged for _, purged in stretches) == 2
    kept = "SELECT count(*) FROM escrow.deadlines WHERE state IN ('fired', 'cancelled')"
    assert (await toy.scalar("SELECT count(*) FROM escrow.deadlines"), await toy.scalar(kept)) == (10, 4)


async def test_b8_a_machine_whose_clock_was_set_ahead_deletes_no_deadline_that_is_young(toy: Toy) -> None:
    fired_at = datetime.now(UTC) - timedelta(days=1)
    await keep_deadline(toy, fired_at, fired_at, "fired")
    ahead = seams.World(utc_now=lambda: datetime.now(UTC) + timedelta(days=400))
    set_back = seams.install_world(ahead)

    await past_deadlines.PastDeadlinePurge(toy.begin.database, ToyTx.infrastructure).purge_stretch()
    set_back()

    assert await toy.scalar("SELECT count(*) FROM escrow.deadlines") == 1


# The audit chain


@pytest.fixture
def passing_time(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(seams, "monotonic", lambda: now[0])
    return now


async def log_entries(toy: Toy, count: int, at: str = "now()") -> None:
    made = (
        f"INSERT INTO escrow.log_entries (tenant_id, at, canonical) SELECT '{PLATFORM}', {at}, 'x'"
        " FROM generate_series(1, :count) RETURNING 1"
    )
    await toy.scalar(f"WITH made AS ({made}) SELECT count(*) FROM made", count=count)


async def chain_everything(toy: Toy, chainer: AuditLogChainer) -> None:
    while await chainer.chain_batch():
        pass
    await toy.analyze()


async def test_b8_the_chainer_reads_no_entry_that_it_has_linked_long_ago(toy: Toy, passing_time: list[float]) -> None:
    await log_entries(toy, 3_000)
    chainer = AuditLogChainer(toy.begin.database, ToyTx.infrastructure)
    await chain_everything(toy, chainer)
    for _ in range(6):
        passing_time[0] += LONGEST_STATEMENT_SECONDS
        await toy.scalar("INSERT INTO escrow.clocks VALUES (gen_random_uuid(), '0', NULL) RETURNING 1")
        await chainer.chain_batch()
    await log_entries(toy, 5)

    with note_statements(toy.begin.database.worker_engine) as sent:
        assert await chainer.chain_batch() == 5

    assert await count_rows(toy, sent, "EXISTS", "log_entries") < FEW


async def test_b8_the_chainer_looks_once_at_an_entry_while_nothing_is_certain_yet(toy: Toy) -> None:
    await log_entries(toy, 3_000)
    chainer = AuditLogChainer(toy.begin.database, ToyTx.infrastructure)
    await chain_everything(toy, chainer)  # whose floor waits: a smaller id may still be committed
    await log_entries(toy, 5)

    with note_statements(toy.begin.database.worker_engine) as sent:
        assert await chainer.chain_batch() == 5

    assert await count_rows(toy, sent, "EXISTS", "log_entries") < FEW


async def test_b8_the_chainer_looks_into_gaps_and_not_along_the_log(toy: Toy) -> None:
    await log_entries(toy, 3_000)
    gone = "DELETE FROM escrow.log_entries WHERE id % 150 = 7 RETURNING 1"
    await toy.scalar(f"WITH gone AS ({gone}) SELECT count(*) FROM gone")
    chainer = AuditLogChainer(toy.begin.database, ToyTx.infrastructure)
    await chain_everything(toy, chainer)
    await log_entries(toy, 5)

    with note_statements(toy.begin.database.worker_engine) as sent:
        assert await chainer.chain_batch() == 5

    assert await count_rows(toy, sent, "EXISTS", "log_entries") < FEW


async def test_what_another_process_has_linked_is_seen_and_not_linked_again(toy: Toy) -> None:
    one, other = (AuditLogChainer(toy.begin.database, ToyTx.infrastructure) for _ in range(2))
    for chainer in (one, other, other, one):
        await log_entries(toy, 3)
        assert await chainer.chain_batch() == 3

    assert [await chainer.chain_batch() for chainer in (one, other)] == [0, 0]
    assert await toy.scalar("SELECT count(*) FROM escrow.log_chain") == 12


@given(st.lists(st.sets(st.integers(1, 40)), max_size=6))
def test_ids_that_have_not_appeared_are_the_gaps(appearing: list[set[int]]) -> None:
    seen, so_far = SeenEntries(0), set[int]()
    for ids in appearing:
        new = sorted(id for id in ids - so_far if id > seen.last or any(a <= id <= b for a, b in seen.gaps))
        seen, so_far = seen.with_ids(new), so_far | set(new)

    in_gaps = {id for first, last in seen.gaps for id in range(first, last + 1)}
    assert seen.last == max(so_far, default=0)
    assert in_gaps == set(range(1, seen.last + 1)) - so_far
    assert {id for a, b in seen.beyond(20).gaps for id in range(a, b + 1)} == {id for id in in_gaps if id > 20}


async def test_b8_a_chainer_that_starts_looks_back_as_far_as_a_transaction_lasts(toy: Toy) -> None:
    await log_entries(toy, 10_000, at="now() - interval '2 days'")
    await log_entries(toy, 10, at="now() - interval '50 minutes'")
    await chain_everything(toy, AuditLogChainer(toy.begin.database, ToyTx.infrastructure))

    chainer = AuditLogChainer(toy.begin.database, ToyTx.infrastructure)
    with note_statements(toy.begin.database.worker_engine) as sent:
        assert await chainer.chain_batch() == 0

    assert await count_rows(toy, sent, "AS gap(", "log_entries") < 1_000


async def test_b8_a_chainer_looks_for_links_of_its_own_entries_alone(toy: Toy) -> None:
    await log_entries(toy, PAST, at="now() - interval '2 days'")
    await chain_everything(toy, AuditLogChainer(toy.begin.database, ToyTx.infrastructure))
    await toy.analyze()
    await log_entries(toy, 10, at="now()")
    with note_statements(toy.begin.database.worker_engine) as sent:
        assert await AuditLogChainer(toy.begin.database, ToyTx.infrastructure).chain_batch() == 10

    assert await count_rows(toy, sent, "AS gap(", "log_chain") < 1_000


async def test_an_entry_that_commits_late_is_linked_however_many_were_before_it(
    toy: Toy, passing_time: list[float]
) -> None:
    chainer = AuditLogChainer(toy.begin.database, ToyTx.infrastructure)
    async with toy.begin(PLATFORM) as late:
        await late.append_audit_entry("late", "1")
        await late.flush()
        for _ in range(4):
            async with toy.begin(PLATFORM) as tx:
                await tx.append_audit_entry("soon", "1")
            passing_time[0] += 10 * LONGEST_STATEMENT_SECONDS
            assert await chainer.chain_batch() == 1

    assert await chainer.chain_batch() == 1
    assert await toy.scalar("SELECT count(*) FROM escrow.log_entries") == 5
    assert await toy.scalar("SELECT count(*) FROM escrow.log_chain") == 5


def test_the_floor_waits_for_transactions_that_have_an_entry_and_no_number_yet() -> None:
    floor = ChainFloor(0)
    floor.note_snapshot(last_id=10, oldest_running=5, next_transaction=5, now=0.0)
    floor.note_snapshot(last_id=20, oldest_running=6, next_transaction=6, now=1.0)
    assert floor.id == 0  # one that took id 9 may have become number 6 since

    floor.note_snapshot(last_id=30, oldest_running=6, next_transaction=8, now=LONGEST_STATEMENT_SECONDS)
    floor.note_snapshot(last_id=40, oldest_running=7, next_transaction=9, now=LONGEST_STATEMENT_SECONDS + 1)
    assert floor.id == 0  # number 7 still runs

    floor.note_snapshot(last_id=50, oldest_running=8, next_transaction=9, now=LONGEST_STATEMENT_SECONDS + 2)
    assert (floor.id, floor.candidate) == (10, 50)
