"""What acts that share a transaction owe one another: order, rows that name rows, connections, and places."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, bindparam, event, insert, select, update
from sqlalchemy.exc import TimeoutError as PoolTimeout

from common.execution.act_queue import PATIENT_ACTS
from common.execution.acts import Act
from common.kernel.origin import Origin
from common.persistence.pending_writes import write_rows_together
from common.persistence.statements import may_read_from
from common.turns.turn_queue import TurnQueue

from .conftest import OTHER_PLATFORM, PLATFORM, Toy, ToyTx
from .test_executor import Statements, TooMany, a_counter, act, count_up, counted, values

CLOCKS = ToyTx.infrastructure.clocks
ADD_CLOCK = insert(CLOCKS)


def a_clock(tx: ToyTx) -> dict[str, Any]:
    return {"tenant_id": tx.tenant, "shift": timedelta(), "held_at": None}


async def test_wal_f4_what_follows_an_act_whose_row_is_busy_waits_for_it(toy: Toy) -> None:
    """Two deadlines of one subject: the later one never takes effect before the earlier."""
    busy, free = await a_counter(toy), await a_counter(toy)
    order: list[str] = []

    async def count(name: str, counter: UUID, tx: ToyTx) -> int:
        value = await count_up(counter, 9, tx)
        order.append(name)
        return value

    works = [("earlier", busy), ("later", free), ("last", free)]
    async with toy.begin(PLATFORM) as tx:
        await count_up(busy, 9, tx)
        acts = [act(partial(count, name, counter), in_order_of="subject") for name, counter in works]
        running = asyncio.create_task(toy.executor.carry_out_together(acts))
        await asyncio.sleep(0.3)
    outcomes = await running

    assert order == ["earlier", "later", "last"]
    assert values(outcomes) == [2, 1, 2]


async def test_b6_a_hundred_acts_that_go_on_at_once_leave_others_their_turns(toy: Toy) -> None:
    order: list[str] = []

    async def ask_the_time(tx: ToyTx) -> None:
        await tx.timing()
        order.append("act")

    async def look() -> None:
        while True:
            order.append("other")
            await asyncio.sleep(0)

    other = asyncio.create_task(look())
    await toy.executor.carry_out_together([act(ask_the_time) for _ in range(100)])
    other.cancel()

    at_once = [len(list(group)) for kind, group in groupby(order) if kind == "act"]
    assert sum(at_once) == 100
    assert max(at_once) < 10


async def test_rows_are_written_behind_those_that_they_name_whatever_the_order_of_the_acts(toy: Toy) -> None:
    metadata = MetaData()
    parents = Table("parents", metadata, Column("id", Integer, primary_key=True))
    child_columns = Column("id", Integer, primary_key=True), Column("of", ForeignKey(parents.c.id))
    children = Table("children", metadata, *child_columns)
    add_parent, add_child = insert(parents), insert(children)
    move_parent = update(parents).where(parents.c.id == bindparam("at"))
    sent: list[object] = []

    class Connection:
        async def execute(self, statement: object, rows: Sequence[object]) -> None:
            sent.append((statement, len(rows)))

    class Lane:
        connection = Connection()

        async def name_at_least(self, tenants: object) -> None:
            list(tenants)  # type: ignore[call-overload]

    mover = [(move_parent, {"at": 1}), (add_child, {"id": 1, "of": 1})]
    opener = [(add_parent, {"id": 2}), (add_child, {"id": 2, "of": 2})]
    tx = ToyTx(None, PLATFORM)  # type: ignore[arg-type]
    await write_rows_together(Lane(), [(tx, mover), (tx, opener)])  # type: ignore[arg-type]

    assert sent == [(add_parent, 1), (add_child, 2), (move_parent, 1)]


async def test_a_row_that_waits_is_written_only_before_what_may_see_it(toy: Toy) -> None:
    """So that a refusal behind it leaves the neighbours in their transaction."""
    counters = [await a_counter(toy) for _ in range(3)]

    async def note_and_count(counter: UUID, limit: int, tx: ToyTx) -> int:
        if limit == 0:
            tx.defer_row(ADD_CLOCK, a_clock(tx))
            await tx.execute(select(ToyTx.infrastructure.inbox.c.state))
            await tx.lock_name("anything")
        return await count_up(counter, limit, tx)

    sent = Statements(toy)
    outcomes = await toy.executor.carry_out_together(
        [act(partial(note_and_count, id, limit)) for id, limit in zip(counters, (1, 0, 1), strict=True)]
    )

    assert values(outcomes) == [1, TooMany, 1]
    assert sent.commits == 1
    assert await toy.scalar("SELECT count(*) FROM escrow.clocks") == 0


async def test_an_act_sees_the_rows_that_it_has_deferred(toy: Toy) -> None:
    async def note_and_look(tx: ToyTx) -> int:
        tx.defer_row(ADD_CLOCK, a_clock(tx))
        return len((await tx.execute(select(CLOCKS.c.tenant_id))).all())

    [outcome] = await toy.executor.carry_out_together([act(note_and_look)])

    assert outcome.unwrap() == 1


def test_which_tables_a_statement_may_see_is_found_wherever_they_stand_in_it() -> None:
    inbox, outbox = ToyTx.infrastructure.inbox, ToyTx.infrastructure.outbox
    inner = select(outbox.c.id).where(outbox.c.tenant_id == PLATFORM)
    for query in (
        select(inbox).where(inbox.c.event_id.in_(inner)),
        select(inbox, inner.limit(1).scalar_subquery()),
        select(inbox).join(outbox, outbox.c.id == inbox.c.event_id),
        select(inbox.c.state).where(inner.exists()),
        select(inner.cte("those")),
    ):
        assert may_read_from(query, outbox)
    assert not may_read_from(select(inbox.c.state), outbox)


# Connections


async def test_wal_f6_where_no_connection_is_to_be_had_it_is_asked_for_once(toy: Toy) -> None:
    class Exhausted:
        asked = 0

        def begin(self) -> object:
            self.asked += 1
            raise PoolTimeout("every connection is held")

    counters = [await a_counter(toy) for _ in range(5)]
    runner = toy.executor.runner
    runner.engine = exhausted = Exhausted()  # type: ignore[assignment]

    outcomes = await toy.executor.carry_out_together([act(partial(count_up, id, 9)) for id in counters])

    assert values(outcomes) == [PoolTimeout] * 5
    assert exhausted.asked == 1


async def test_wal_f6_requests_and_workers_take_no_connection_of_one_another(toy: Toy) -> None:
    connected = toy.begin.database
    commits = {"requests": 0, "workers": 0}

    def count(pool: str, *_: object) -> None:
        commits[pool] += 1

    event.listen(connected.engine.sync_engine, "commit", partial(count, "requests"))
    event.listen(connected.worker_engine.sync_engine, "commit", partial(count, "workers"))

    async def do_nothing(tx: ToyTx) -> None:
        await tx.append_audit_entry("nothing", "nobody")

    await toy.executor.carry_out(act(do_nothing))
    await asyncio.gather(*(toy.executor.carry_out(act(do_nothing)) for _ in range(3)))
    assert commits["workers"] == 0
    asked = dict(commits)
    as_asked = [Act(PLATFORM, Origin.system(PLATFORM, "request", "x"), do_nothing) for _ in range(3)]
    await toy.executor.carry_out_together(as_asked)
    async with toy.begin(PLATFORM):
        pass

    assert commits == {"requests": asked["requests"], "workers": 2}


async def test_a_worker_goes_on_though_its_connection_has_died_meanwhile(toy: Toy) -> None:
    async with toy.begin(PLATFORM):
        pass
    killed = (
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE application_name = 'parley' AND datname = current_database()"
    )
    assert await toy.scalar(killed) == 1
    async with toy.begin(PLATFORM) as tx:
        await tx.append_audit_entry("still", "here")


async def test_a_commit_of_which_nobody_knows_is_run_by_nobody_again(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    counters = [await a_counter(toy) for _ in range(3)]
    runs: list[UUID] = []

    async def count(counter: UUID, tx: ToyTx) -> int:
        runs.append(counter)
        return await count_up(counter, 9, tx)

    dialect = toy.begin.database.worker_engine.sync_engine.dialect
    commit = dialect.do_commit

    def lose_the_answer(connection: Any) -> None:
        commit(connection)
        raise ConnectionResetError

    with monkeypatch.context() as during:
        during.setattr(dialect, "do_commit", lose_the_answer)
        outcomes = await toy.executor.carry_out_together([act(partial(count, id)) for id in counters])

    assert values(outcomes) == [ConnectionResetError] * 3
    assert runs == counters
    assert await counted(toy, *counters) == [1] * 3


# Places


def test_wal_f6_a_turn_is_everybodys_and_whoever_has_enough_is_passed_over() -> None:
    queue: TurnQueue[str] = TurnQueue()
    one, other = uuid4(), uuid4()
    for name in ("a", "b", "c"):
        queue.add(one, name)
    queue.add(other, "x")

    assert (len(queue), queue.count_of(one), queue.count_of(uuid4())) == (4, 3, 0)
    assert [queue.take(), queue.take(), queue.take()] == ["a", "x", "b"]
    assert queue.take(lambda tenant, caller: tenant != one) is None
    assert (queue.take(), queue.take(), bool(queue)) == ("c", None, False)


def test_wal_f6_within_a_platform_a_turn_is_everybodys() -> None:
    queue: TurnQueue[str] = TurnQueue()
    platform = uuid4()
    for name in ("a", "b", "c"):
        queue.add(platform, name, "anna")
    queue.add(platform, "x", "sam")
    queue.add(platform, "own")

    assert (queue.count_of(platform), queue.count_of_caller(platform, "anna")) == (5, 3)
    assert [queue.take() for _ in range(4)] == ["a", "x", "own", "b"]
    assert queue.take(lambda tenant, caller: caller != "anna") is None
    assert (queue.take(), bool(queue)) == ("c", False)


@pytest.mark.parametrize("waiting", [PATIENT_ACTS * 2, 40])
async def test_wal_f6_a_platforms_hot_row_leaves_the_others_a_place_to_wait_for_theirs(toy: Toy, waiting: int) -> None:
    hot, other = await a_counter(toy), await a_counter(toy, OTHER_PLATFORM)

    async with toy.begin(PLATFORM) as holding:
        await count_up(hot, 99, holding)
        flood = [asyncio.create_task(toy.executor.carry_out(act(partial(count_up, hot, 99)))) for _ in range(waiting)]
        while not toy.executor.queue.impeded:  # noqa: ASYNC110 (it tells nobody)
            await asyncio.sleep(0.01)
        async with toy.begin(OTHER_PLATFORM) as tx:
            await count_up(other, 9, tx)
            behind = asyncio.create_task(toy.executor.carry_out(act(partial(count_up, other, 9), OTHER_PLATFORM)))
            await asyncio.sleep(0.1)
        assert await asyncio.wait_for(behind, 1) == 2
    await asyncio.gather(*flood, return_exceptions=True)
