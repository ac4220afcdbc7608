"""Acts that share a transaction, on a real database: together as if each were alone."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from common.execution.act_queue import LANES, MAX_IMPEDED_OF_ONE, PATIENT_ACTS
from common.execution.acts import Act, Outcome
from common.execution.batches import OWN_TURN, BatchRunner, Turn
from common.kernel.errors import DomainError, IdempotencyMismatch, NotFound
from common.kernel.origin import Origin
from common.persistence import idempotency
from common.persistence.database import is_unavailable
from common.persistence.idempotency import IdempotencyClaim, ReplayedAnswer
from common.persistence.row_locks import LockedRowQuery
from common.persistence.transaction import ScheduledDeadline

from .conftest import OTHER_PLATFORM, PLATFORM, Toy, ToyTx

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
NOT_YET = datetime(2100, 1, 1, tzinfo=UTC)
COUNTER = LockedRowQuery(ToyTx.infrastructure.deadlines)
"""Rows of the only table here with an id: `attempts` is what acts count up."""

Work = Callable[[ToyTx], Awaitable[Any]]


class TooMany(DomainError):
    """The counter has reached its limit."""


def act(work: Work, tenant: UUID = PLATFORM, **more: Any) -> Act[ToyTx, Any]:
    return Act(tenant, Origin.system(tenant, "test", "test"), work, **more)


async def a_counter(toy: Toy, tenant: UUID = PLATFORM) -> UUID:
    async with toy.begin(tenant) as tx:
        await tx.schedule_deadlines(uuid4(), [ScheduledDeadline("count", LONG_AGO, NOT_YET)])
        await tx.flush()
        id: UUID = (await tx.execute(text("SELECT id FROM escrow.deadlines ORDER BY id DESC LIMIT 1"))).scalar_one()
    return id


async def count_up(counter: UUID, limit: int, tx: ToyTx) -> int:
    """Load, decide, save: as every handler does."""
    row = await tx.lock_row(COUNTER, counter)
    if row is None:
        raise NotFound("counter")
    if row.attempts >= limit:
        raise TooMany
    await tx.append_audit_entry("count", str(counter), to=row.attempts + 1)
    await tx.execute(
        text("UPDATE escrow.deadlines SET attempts = :n WHERE id = :id"), {"n": row.attempts + 1, "id": counter}
    )
    return int(row.attempts) + 1


async def counted(toy: Toy, *counters: UUID) -> list[object]:
    return [await toy.scalar("SELECT attempts FROM escrow.deadlines WHERE id = :id", id=id) for id in counters]


async def audited(toy: Toy) -> object:
    return await toy.scalar("SELECT count(*) FROM escrow.log_entries")


def values(outcomes: Sequence[Outcome[ToyTx, Any]]) -> list[object]:
    return [type(one.failure) if one.failure is not None else one.value for one in outcomes]


class Statements:
    """Counts transactions and remembers statements, as the driver sends them."""

    def __init__(self, toy: Toy) -> None:
        from sqlalchemy import event

        self.sent: list[str] = []
        self.commits = 0
        database = toy.begin.database
        for engine in (database.engine.sync_engine, database.worker_engine.sync_engine):
            event.listen(engine, "before_cursor_execute", lambda *given: self.sent.append(given[2]))
            event.listen(engine, "commit", self._count)

    def _count(self, *_: object) -> None:
        self.commits += 1


async def test_acts_on_their_own_subjects_share_one_transaction_and_its_statements(toy: Toy) -> None:
    counters = [await a_counter(toy) for _ in range(5)]
    sent = Statements(toy)

    outcomes = await toy.executor.carry_out_together([act(partial(count_up, id, 9)) for id in counters])

    assert values(outcomes) == [1] * 5
    assert sent.commits == 1
    assert len([one for one in sent.sent if "SKIP LOCKED" in one]) == 1
    assert len([one for one in sent.sent if "FROM aggregate_write" in one]) == 1
    assert await counted(toy, *counters) == [1] * 5
    assert await audited(toy) == 5


async def test_the_second_act_on_a_subject_decides_on_what_the_first_left(toy: Toy) -> None:
    counter, other = await a_counter(toy), await a_counter(toy)

    outcomes = await toy.executor.carry_out_together(
        [act(partial(count_up, id, 3)) for id in (counter, other, counter, counter, counter)]
    )

    assert values(outcomes) == [1, 1, 2, 3, TooMany]
    assert await counted(toy, counter, other) == [3, 1]
    assert await audited(toy) == 4


async def test_a_refusal_leaves_its_neighbours_in_their_transaction(toy: Toy) -> None:
    counters = [await a_counter(toy) for _ in range(3)]
    sent = Statements(toy)

    outcomes = await toy.executor.carry_out_together(
        [act(partial(count_up, id, limit)) for id, limit in zip(counters, (1, 0, 1), strict=True)]
    )

    assert values(outcomes) == [1, TooMany, 1]
    assert sent.commits == 1
    assert await counted(toy, *counters) == [1, 0, 1]
    assert await audited(toy) == 2


async def test_what_was_refused_after_it_had_written_is_undone_and_the_others_stay(toy: Toy) -> None:
    counters = [await a_counter(toy) for _ in range(3)]

    async def think_again(counter: UUID, tx: ToyTx) -> object:
        await count_up(counter, 9, tx)
        raise TooMany

    works: list[Work] = [
        partial(count_up, counters[0], 9),
        partial(think_again, counters[1]),
        partial(count_up, counters[2], 9),
    ]
    outcomes = await toy.executor.carry_out_together([act(work) for work in works])

    assert values(outcomes) == [1, TooMany, 1]
    assert await counted(toy, *counters) == [1, 0, 1]
    assert await audited(toy) == 2


async def test_what_the_database_refuses_is_run_one_by_one(toy: Toy) -> None:
    counters = [await a_counter(toy) for _ in range(3)]

    async def break_a_rule(tx: ToyTx) -> None:
        await tx.execute(text("UPDATE escrow.deadlines SET state = 'nonsense' WHERE id = :id"), {"id": counters[1]})

    works: list[Work] = [partial(count_up, counters[0], 9), break_a_rule, partial(count_up, counters[2], 9)]
    outcomes = await toy.executor.carry_out_together([act(work) for work in works])

    assert values(outcomes) == [1, IntegrityError, 1]
    assert await counted(toy, *counters) == [1, 0, 1]


async def test_acts_of_one_order_begin_after_one_another(toy: Toy) -> None:
    began: list[str] = []

    async def note(name: str, statements: int, tx: ToyTx) -> None:
        for _ in range(statements):
            await tx.execute(text("SELECT 1"))
        began.append(name)

    await toy.executor.carry_out_together(
        [
            act(partial(note, "first", 3), in_order_of="a"),
            act(partial(note, "second", 0), in_order_of="a"),
            act(partial(note, "other", 1), in_order_of="b"),
        ]
    )

    assert began == ["other", "first", "second"]


@pytest.mark.parametrize("plan", ["nestloop", "hashjoin", "mergejoin", "seqscan"])
async def test_nobody_reaches_another_platforms_rows_whatever_the_plan(toy: Toy, plan: str) -> None:
    """Acts of two platforms in one transaction, each with the other's ids, under forced plans."""
    mine, theirs = await a_counter(toy), await a_counter(toy, OTHER_PLATFORM)

    async def count_and_look(wanted: UUID, tx: ToyTx) -> object:
        for name in {"nestloop", "hashjoin", "mergejoin", "seqscan", "indexscan", "bitmapscan"} - {plan}:
            await tx.execute(text(f"SELECT set_config('enable_{name}', 'off', true)"))
        seen = (await tx.execute(text("SELECT id FROM escrow.deadlines"))).scalars().all()
        try:
            return seen, await count_up(wanted, 9, tx)
        except NotFound:
            return seen, None

    outcomes = await toy.executor.carry_out_together(
        [
            act(partial(count_and_look, mine)),
            act(partial(count_and_look, theirs)),
            act(partial(count_and_look, theirs), OTHER_PLATFORM),
            act(partial(count_and_look, mine), OTHER_PLATFORM),
        ]
    )

    assert values(outcomes) == [([mine], 1), ([mine], None), ([theirs], 1), ([theirs], None)]
    assert await counted(toy, mine, theirs) == [1, 1]
    logs = "SELECT string_agg(tenant_id::text, ' ' ORDER BY id) FROM escrow.log_entries"
    assert await toy.scalar(logs) == f"{PLATFORM} {OTHER_PLATFORM}"


async def test_a_foreign_row_is_not_taken_over_by_its_id_in_what_is_written_together(toy: Toy) -> None:
    async with toy.begin(OTHER_PLATFORM) as tx:
        await tx.schedule_deadlines(subject := uuid4(), [ScheduledDeadline("theirs", LONG_AGO, NOT_YET)])

    async def cancel_all_of(tx: ToyTx) -> None:
        await tx.schedule_deadlines(subject, [])

    async def do_nothing(tx: ToyTx) -> None:
        await tx.append_audit_entry("nothing", "nobody")

    await toy.executor.carry_out_together([act(cancel_all_of), act(do_nothing, OTHER_PLATFORM)])

    assert await toy.scalar("SELECT state FROM escrow.deadlines") == "armed"


# Keys


def a_claim(key: str, body: bytes = b"x") -> IdempotencyClaim:
    return IdempotencyClaim("platform:1", "POST /v1/things", key, body)


async def count_under(claim: IdempotencyClaim, counter: UUID, limit: int, tx: ToyTx) -> object:
    if (stored := await idempotency.claim_key(tx, claim)) is not None:
        return stored
    value = await count_up(counter, limit, tx)
    tx.store_answer(claim.answer_with(200, str(value).encode()))
    return value


async def test_rivals_for_a_key_are_one_act_and_its_repeats(toy: Toy) -> None:
    counter, claim = await a_counter(toy), a_claim("k")
    other = a_claim("k", b"another body")

    rivals = [act(partial(count_under, claim, counter, 9), claim=claim) for _ in range(10)]
    answers = await asyncio.gather(
        *(toy.executor.carry_out(one) for one in rivals),
        toy.executor.carry_out(act(partial(count_under, other, counter, 9), claim=other)),
        return_exceptions=True,
    )

    assert answers[:10] == [1, *[ReplayedAnswer(200, b"1")] * 9]
    assert isinstance(answers[10], IdempotencyMismatch)
    assert await counted(toy, counter) == [1]


async def test_claims_in_one_statement_and_a_refused_act_gives_its_key_back(toy: Toy) -> None:
    counters = [await a_counter(toy) for _ in range(3)]
    claims = [a_claim(f"k{n}") for n in range(3)]
    sent = Statements(toy)

    outcomes = await toy.executor.carry_out_together(
        [
            act(partial(count_under, claim, counter, limit), claim=claim)
            for claim, counter, limit in zip(claims, counters, (1, 0, 1), strict=True)
        ]
    )

    assert values(outcomes) == [1, TooMany, 1]
    assert len([one for one in sent.sent if "INSERT INTO escrow.idempotency" in one]) == 1
    keys = "SELECT string_agg(key || ' ' || convert_from(body, 'UTF8'), ', ' ORDER BY key) FROM escrow.idempotency"
    assert await toy.scalar(keys) == "k0 1, k2 1"


# What others hold


async def test_a_row_that_another_transaction_holds_is_waited_for_outside_of_the_batch(toy: Toy) -> None:
    held, free = await a_counter(toy), await a_counter(toy)
    free_is_done = asyncio.Event()

    async def count_free() -> object:
        value = await toy.executor.carry_out(act(partial(count_up, free, 9)))
        free_is_done.set()
        return value

    async with toy.begin(PLATFORM) as tx:
        await count_up(held, 9, tx)
        waiting = asyncio.gather(toy.executor.carry_out(act(partial(count_up, held, 9))), count_free())
        await asyncio.wait_for(free_is_done.wait(), 1)

    assert list(await waiting) == [2, 1]
    assert await counted(toy, held, free) == [2, 1]


async def test_wal_f6_a_hot_row_takes_few_connections_and_who_would_wait_too_long_is_told_so(toy: Toy) -> None:
    held, free = await a_counter(toy), await a_counter(toy)

    async with toy.begin(PLATFORM) as tx:
        await count_up(held, 99, tx)
        waiting = [asyncio.create_task(toy.executor.carry_out(act(partial(count_up, held, 99)))) for _ in range(60)]
        while toy.executor.queue.impeded < MAX_IMPEDED_OF_ONE:  # noqa: ASYNC110 (it tells nobody)
            await asyncio.sleep(0.01)
        assert toy.begin.database.connections_in_use <= 1 + LANES + PATIENT_ACTS
        assert await toy.executor.carry_out(act(partial(count_up, free, 9))) == 1
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)

    failures = [outcome for outcome in outcomes if not isinstance(outcome, int)]
    assert {type(failure) for failure in failures} == {TimeoutError}
    assert all(is_unavailable(failure) for failure in failures if isinstance(failure, BaseException))
    assert await counted(toy, held) == [1 + len(outcomes) - len(failures)]


class HeldRunner(BatchRunner[ToyTx]):
    """Notes whose acts share a batch and whose turn it is, and carries none of them out before it is let go."""

    def __init__(self, toy: Toy) -> None:
        super().__init__(toy.begin, toy.begin.database.engine)
        self.batches: list[list[UUID]] = []
        self.turns: list[Turn] = []
        self.is_free = asyncio.Event()

    async def run(
        self, acts: Sequence[Act[ToyTx, Any]], *, is_patient: bool, turn: Turn = OWN_TURN
    ) -> Sequence[Outcome[ToyTx, Any]]:
        self.batches.append([one.tenant for one in acts])
        self.turns.append(turn)
        await self.is_free.wait()
        return await super().run(acts, is_patient=is_patient, turn=turn)


async def test_wal_f6_one_platforms_flood_leaves_a_place_in_the_next_batch_to_the_others(toy: Toy) -> None:
    async def do_nothing(tx: ToyTx) -> None:
        await tx.execute(text("SELECT 1"))

    queue = toy.executor.queue
    queue.runner = runner = HeldRunner(toy)
    flood = [asyncio.create_task(toy.executor.carry_out(act(do_nothing))) for _ in range(200)]
    while not runner.batches:  # noqa: ASYNC110 (it tells nobody)
        await asyncio.sleep(0)
    other = asyncio.create_task(toy.executor.carry_out(act(do_nothing, OTHER_PLATFORM)))
    await asyncio.sleep(0)
    runner.is_free.set()
    await asyncio.gather(*flood, other)

    assert [PLATFORM] * queue.max_batch == runner.batches[0]
    assert OTHER_PLATFORM in runner.batches[1]


async def test_one_batch_decides_while_another_is_on_its_way_to_the_disk(toy: Toy) -> None:
    queue = toy.executor.queue
    queue.runner = runner = HeldRunner(toy)
    acts = [asyncio.create_task(toy.executor.carry_out(act(partial(count_up, uuid4(), 1)))) for _ in range(100)]

    async def count_batches() -> int:
        for _ in range(10):
            await asyncio.sleep(0)
        return len(runner.batches)

    assert await count_batches() == 1  # what else waits is gathered
    runner.turns[0].pass_on()
    runner.turns[0].pass_on()
    assert await count_batches() == queue.lanes == 2
    runner.turns[1].pass_on()
    assert await count_batches() == 2  # both are on their way
    runner.is_free.set()
    await asyncio.gather(*acts, return_exceptions=True)

    assert sum(map(len, runner.batches)) == 100


@pytest.mark.parametrize("count", [1, 3])
async def test_the_turn_to_decide_is_passed_on_before_the_commit(
    toy: Toy, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    steps: list[str] = []
    turn = SimpleNamespace(pass_on=lambda: steps.append("passed on"))
    monkeypatch.setattr(toy.begin, "note_committed", lambda _: steps.append("committed"))
    runner = BatchRunner(toy.begin, toy.begin.database.engine)
    counters = [await a_counter(toy) for _ in range(count)]
    steps.clear()

    await runner.run([act(partial(count_up, one, 9)) for one in counters], is_patient=False, turn=turn)

    assert steps == ["passed on", "committed"]


async def test_what_cannot_be_carried_out_together_keeps_no_other_batch_from_deciding(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(toy.begin, "note_committed", lambda _: steps.append("committed"))

    async def write_and_fail(tx: ToyTx) -> None:
        tx.has_written = True
        raise TooMany

    runner = BatchRunner(toy.begin, toy.begin.database.engine)
    counters = [await a_counter(toy) for _ in range(2)]
    steps.clear()
    turn = SimpleNamespace(pass_on=lambda: steps.append("passed on"))
    acts = [act(partial(count_up, one, 9)) for one in counters]

    await runner.run([act(write_and_fail), *acts], is_patient=False, turn=turn)

    assert steps == ["passed on", "committed", "committed"]


async def test_alone_an_act_is_a_transaction_of_its_own_that_waits_for_nobody(toy: Toy) -> None:
    counter, sent = await a_counter(toy), Statements(toy)

    assert await toy.executor.carry_out(act(partial(count_under, claim := a_claim("k"), counter, 9), claim=claim)) == 1

    assert len(sent.sent) == 4  # the claim, the row, the test's own UPDATE, everything else
    assert sent.commits == 1


# Order of all


@pytest.mark.parametrize("seed", range(6))
async def test_any_acts_in_batches_of_any_size_end_as_one_by_one(toy: Toy, seed: int) -> None:
    from random import Random

    random = Random(seed)
    counters = {tenant: [await a_counter(toy, tenant) for _ in range(3)] for tenant in (PLATFORM, OTHER_PLATFORM)}
    chosen = []
    for _ in range(60):
        tenant = random.choice(list(counters))
        chosen.append((tenant, random.choice(range(3)), random.randint(1, 8)))
    expected: list[object] = []
    standing = {(tenant, n): 0 for tenant in counters for n in range(3)}
    for tenant, n, limit in chosen:
        if standing[tenant, n] >= limit:
            expected.append(TooMany)
        else:
            standing[tenant, n] += 1
            expected.append(standing[tenant, n])

    runner: BatchRunner[ToyTx] = toy.executor.runner
    acts = [act(partial(count_up, counters[tenant][n], limit), tenant) for tenant, n, limit in chosen]
    outcomes: list[object] = []
    while acts:
        size = random.randint(1, 20)
        outcomes += values(await runner.run(acts[:size], is_patient=True))
        acts = acts[size:]

    assert outcomes == expected
    for (tenant, n), value in standing.items():
        assert await counted(toy, counters[tenant][n]) == [value]


# Crashes

CRASHING = """
import asyncio, sys
from functools import partial
from uuid import UUID
sys.path.insert(0, {root!r})
from common.execution.executor import Executor
from common.kernel import crash_points
from common.persistence.database import Database
from common.persistence.transaction import Transactions
from libs.common.tests.conftest import COMMAND_HANDLERS, ToyTx
from libs.common.tests.test_executor import a_claim, act, count_under

crash_points.arm_crash_points({point!r})
async def main():
    begin = Transactions(Database({url!r}), ToyTx, ToyTx.infrastructure)
    acts = [
        act(partial(count_under, a_claim(str(n)), UUID(id), 9), UUID({platform!r}))
        for n, id in enumerate({counters!r})
    ]
    await Executor(begin, COMMAND_HANDLERS).carry_out_together(acts)
asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("point", "value"),
    [
        ("escrow.test.after_claim:2", 0),
        ("escrow.test.after_lock:2", 0),
        ("escrow.test.before_commit:2", 0),
        ("escrow.executor.before_commit", 0),
        ("escrow.executor.after_commit", 1),
        ("escrow.test.after_commit", 1),
    ],
)
async def test_of_a_batch_that_dies_all_of_it_is_done_or_nothing(toy: Toy, point: str, value: int) -> None:
    from pathlib import Path

    counters = [await a_counter(toy) for _ in range(3)]
    root = str(Path(__file__).parents[3])
    named = {"platform": str(PLATFORM), "counters": [str(id) for id in counters]}
    program = CRASHING.format(root=root, point=point, url=toy.url, **named)
    died = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", program], capture_output=True, cwd=root)

    assert died.returncode == 137, died.stderr.decode()
    assert await counted(toy, *counters) == [value] * 3
    assert await audited(toy) == value * 3
    assert await toy.scalar("SELECT count(*) FROM escrow.idempotency") == value * 3

    claims = [a_claim(str(n)) for n in range(3)]
    again = [act(partial(count_under, claim, id, 9), claim=claim) for claim, id in zip(claims, counters, strict=True)]
    await toy.executor.carry_out_together(again)
    assert await counted(toy, *counters) == [1] * 3
