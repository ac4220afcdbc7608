from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import event

from common.execution.commands import Context
from common.jobs.audit_chain import AuditLogChainer
from common.jobs.deadlines import FAILED_SHARE, PARKED_AFTER, DeadlineSweeper, DueDeadline
from common.persistence.transaction import ScheduledDeadline

from .conftest import OTHER_PLATFORM, PLATFORM, Toy, ToyCommand, ToyTx
from .test_outbox import a_fact

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
NOT_YET = datetime(2100, 1, 1, tzinfo=UTC)


async def arm(toy: Toy, *timers: ScheduledDeadline, subject: UUID | None = None) -> UUID:
    subject = subject or uuid4()
    async with toy.begin(PLATFORM) as tx:
        await tx.schedule_deadlines(subject, timers)
    return subject


def change_nothing(due: DueDeadline) -> None: ...


async def states(toy: Toy) -> object:
    return await toy.scalar("SELECT string_agg(kind || ':' || state, ' ' ORDER BY due_at, id) FROM escrow.deadlines")


async def test_the_armed_deadlines_of_a_subject_are_exactly_the_wanted_ones(toy: Toy) -> None:
    first = ScheduledDeadline("answer", LONG_AGO, NOT_YET)
    subject = await arm(toy, first)
    await arm(toy, first, subject=subject)
    assert await states(toy) == "answer:armed"

    await arm(toy, ScheduledDeadline("answer", LONG_AGO, NOT_YET + timedelta(1)), subject=subject)

    assert await states(toy) == "answer:cancelled answer:armed"


async def test_a_paused_deadline_is_kept_and_never_fires(toy: Toy) -> None:
    running = ScheduledDeadline("answer", LONG_AGO, LONG_AGO)
    paused = ScheduledDeadline("answer", LONG_AGO, LONG_AGO, state="paused")
    subject = await arm(toy, running)
    for _ in range(2):
        await arm(toy, paused, subject=subject)
    assert await states(toy) == "answer:cancelled answer:paused"

    assert await DeadlineSweeper(toy.executor, change_nothing).fire_due() == 0
    await arm(toy, running, subject=subject)
    assert await states(toy) == "answer:cancelled answer:cancelled answer:armed"


async def test_what_is_due_fires_once_however_many_workers_look(toy: Toy) -> None:
    await arm(toy, ScheduledDeadline("answer", LONG_AGO, LONG_AGO), ScheduledDeadline("cap", LONG_AGO, NOT_YET))
    fired: list[DueDeadline] = []

    def note(due: DueDeadline) -> ToyCommand:
        async def effect(tx: ToyTx, context: Context) -> None:
            fired.append(due)
            await asyncio.sleep(0.02)

        return ToyCommand(effect)

    sweeper = DeadlineSweeper(toy.executor, note)
    await asyncio.gather(*(sweeper.fire_due() for _ in range(4)))

    assert [due.kind for due in fired] == ["answer"]
    assert await states(toy) == "answer:fired cap:armed"


async def test_what_was_called_off_while_it_was_firing_is_not_said_to_have_fired(toy: Toy) -> None:
    await arm(toy, ScheduledDeadline("answer", LONG_AGO, LONG_AGO))

    async def be_called_off(tx: ToyTx, context: Context) -> None:
        await tx.publish([a_fact()])
        await tx.append_audit_entry("silence", "escrow")
        await toy.scalar("UPDATE escrow.deadlines SET state = 'cancelled' RETURNING 1")  # by somebody else

    await DeadlineSweeper(toy.executor, lambda due: ToyCommand(be_called_off)).fire_due()

    assert await states(toy) == "answer:cancelled"
    assert await toy.scalar("SELECT count(*) FROM escrow.log_entries") == 0
    assert await toy.scalar("SELECT count(*) FROM escrow.outbox") == 0, "what it would have brought about is undone"
    assert await toy.scalar("SELECT sum(attempts) FROM escrow.deadlines") == 0, "and that is no failure"


async def test_a_deadline_that_fails_moves_back_and_starves_nobody(toy: Toy) -> None:
    await arm(toy, ScheduledDeadline("bad", LONG_AGO, LONG_AGO))
    await arm(toy, ScheduledDeadline("good", LONG_AGO, LONG_AGO + timedelta(1)))

    async def fail(tx: ToyTx, context: Context) -> None:
        raise RuntimeError

    sweeper = DeadlineSweeper(toy.executor, lambda due: ToyCommand(fail) if due.kind == "bad" else None)
    assert (await sweeper.fire_due(), await sweeper.fire_due()) == (2, 0)

    assert await states(toy) == "bad:armed good:fired"


async def test_prm_1_a_held_deadline_holds_the_later_ones_of_its_subject_and_nobody_elses(toy: Toy) -> None:
    day = timedelta(1)
    await arm(
        toy, ScheduledDeadline("first", LONG_AGO, LONG_AGO), ScheduledDeadline("second", LONG_AGO, LONG_AGO + day)
    )
    await arm(toy, ScheduledDeadline("other", LONG_AGO, LONG_AGO + 2 * day))
    uncertain = {"first"}

    async def select_certain(deadlines: Sequence[DueDeadline]) -> set[UUID]:
        return {due.id for due in deadlines if due.kind not in uncertain}

    sweeper = DeadlineSweeper(toy.executor, change_nothing, select_certain=select_certain)
    assert (await sweeper.fire_due(), await sweeper.fire_due()) == (1, 0)
    assert await states(toy) == "first:armed second:armed other:fired"
    assert await toy.scalar("SELECT sum(attempts) || ' ' || sum(holds) FROM escrow.deadlines") == "0 1"

    uncertain.clear()
    await toy.scalar("UPDATE escrow.deadlines SET retry_at = NULL RETURNING 1")
    assert await sweeper.fire_due() == 2
    assert await states(toy) == "first:fired second:fired other:fired"


async def test_a_failure_and_an_uncertainty_are_counted_apart(toy: Toy) -> None:
    await arm(toy, ScheduledDeadline("bad", LONG_AGO, LONG_AGO))
    certain = False

    async def select_certain(deadlines: Sequence[DueDeadline]) -> set[UUID]:
        return {due.id for due in deadlines if certain}

    async def fail(tx: ToyTx, context: Context) -> None:
        raise RuntimeError

    sweeper = DeadlineSweeper(toy.executor, lambda due: ToyCommand(fail), select_certain=select_certain)
    await sweeper.fire_due()
    assert await toy.scalar("SELECT attempts || ' ' || holds FROM escrow.deadlines") == "0 1"
    certain = True
    await toy.scalar("UPDATE escrow.deadlines SET retry_at = NULL RETURNING 1")
    await sweeper.fire_due()
    assert await toy.scalar("SELECT attempts || ' ' || holds FROM escrow.deadlines") == "1 0"


async def test_wal_f4_what_the_database_has_broken_off_is_no_failure_and_comes_again_in_a_moment(toy: Toy) -> None:
    await arm(toy, ScheduledDeadline("answer", LONG_AGO, LONG_AGO))
    await toy.scalar("UPDATE escrow.deadlines SET attempts = :n RETURNING 1", n=PARKED_AFTER - 1)

    async def be_broken_off(tx: ToyTx, context: Context) -> None:
        await toy.scalar(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE application_name = 'parley' AND datname = current_database()"
        )
        await tx.publish([a_fact()])

    await DeadlineSweeper(toy.executor, lambda due: ToyCommand(be_broken_off)).fire_due()

    assert await toy.scalar("SELECT attempts || ' ' || holds FROM escrow.deadlines") == f"{PARKED_AFTER - 1} 1"
    assert await toy.scalar("SELECT retry_at <= clock_timestamp() + interval '1 second' FROM escrow.deadlines")
    await toy.scalar("UPDATE escrow.deadlines SET retry_at = clock_timestamp() RETURNING 1")
    await DeadlineSweeper(toy.executor, change_nothing).fire_due()
    assert await states(toy) == "answer:fired"


async def test_a_deadline_waits_out_the_grace_that_a_request_may_take(toy: Toy) -> None:
    await arm(toy, ScheduledDeadline("answer", LONG_AGO, datetime.now(UTC) - timedelta(seconds=1)))

    sweeper = DeadlineSweeper(toy.executor, change_nothing)
    assert await sweeper.fire_due() == 0
    assert await sweeper.fire_due(grace=timedelta(), tenant=PLATFORM) == 1


async def test_a_timer_rearmed_by_its_own_firing_survives_it(toy: Toy) -> None:
    subject = await arm(toy, ScheduledDeadline("target", LONG_AGO, LONG_AGO))

    def rearm(due: DueDeadline) -> ToyCommand:
        async def effect(tx: ToyTx, context: Context) -> None:
            await tx.schedule_deadlines(due.subject, [ScheduledDeadline("limit", LONG_AGO, NOT_YET)])

        return ToyCommand(effect)

    await DeadlineSweeper(toy.executor, rearm).fire_due()

    assert await states(toy) == "target:fired limit:armed"
    assert subject


async def test_a_deadline_is_judged_by_the_instant_it_was_due_and_acts_as_the_system(toy: Toy) -> None:
    await arm(toy, ScheduledDeadline("answer", LONG_AGO, LONG_AGO))
    seen: list[Context] = []

    async def effect(tx: ToyTx, context: Context) -> None:
        seen.append(context)

    await DeadlineSweeper(toy.executor, lambda due: ToyCommand(effect)).fire_due()

    assert [context.timing.received_at for context in seen] == [LONG_AGO]
    assert seen[0].timing.now > LONG_AGO
    assert [(context.principal.role, context.cause) for context in seen] == [("system", "timeout:answer")]


async def test_the_audit_log_is_chained_and_a_changed_entry_shows(toy: Toy) -> None:
    for number in range(3):
        async with toy.begin(PLATFORM) as tx:
            await tx.append_audit_entry("test", str(number))
    sealer = AuditLogChainer(toy.begin.database, ToyTx.infrastructure)
    assert (await sealer.chain_batch(), await sealer.chain_batch()) == (3, 0)
    broken = "SELECT count(*) FROM escrow.audit_log WHERE hash <> sha256(coalesce(prev_hash, ''::bytea) || canonical)"
    assert await toy.scalar(broken) == 0

    await toy.scalar("UPDATE escrow.log_entries SET canonical = 'forged' WHERE id = 2 RETURNING 1")

    assert await toy.scalar(broken) == 1


# Failing deadlines


async def fail(tx: ToyTx, context: Context) -> None:
    raise RuntimeError


async def arm_many(toy: Toy, count: int, kind: str, tenant: UUID, due_at: datetime) -> None:
    async with toy.begin(tenant) as tx:
        for _ in range(count):
            await tx.schedule_deadlines(uuid4(), [ScheduledDeadline(kind, LONG_AGO, due_at)])


async def test_wal_f4_however_many_of_one_platform_fail_every_platform_has_its_share(toy: Toy) -> None:
    await arm_many(toy, 150, "bad", PLATFORM, LONG_AGO)
    await arm_many(toy, 3, "good", OTHER_PLATFORM, LONG_AGO + timedelta(1))

    await DeadlineSweeper(toy.executor, lambda due: ToyCommand(fail) if due.kind == "bad" else None).fire_due()

    assert await toy.scalar("SELECT count(*) FROM escrow.deadlines WHERE state = 'fired'") == 3


async def test_wal_f4_what_has_failed_takes_no_place_of_what_has_not(toy: Toy) -> None:
    await arm_many(toy, 60, "bad", PLATFORM, LONG_AGO)
    sweeper = DeadlineSweeper(toy.executor, lambda due: ToyCommand(fail) if due.kind == "bad" else None)
    await sweeper.fire_due()
    await toy.scalar("UPDATE escrow.deadlines SET retry_at = clock_timestamp() RETURNING 1")
    await arm_many(toy, 90, "good", PLATFORM, LONG_AGO + timedelta(1))

    assert await sweeper.fire_due() == 90 + FAILED_SHARE
    assert await toy.scalar("SELECT count(*) FROM escrow.deadlines WHERE state = 'fired'") == 90


async def test_wal_f4_what_fails_again_and_again_is_parked(toy: Toy) -> None:
    await arm_many(toy, 1, "bad", PLATFORM, LONG_AGO)
    await toy.scalar("UPDATE escrow.deadlines SET attempts = :n RETURNING 1", n=PARKED_AFTER - 1)

    await DeadlineSweeper(toy.executor, lambda due: ToyCommand(fail)).fire_due()

    assert await toy.scalar("SELECT retry_at > clock_timestamp() + interval '59 minutes' FROM escrow.deadlines")
    assert await states(toy) == "bad:armed"


async def test_many_deadlines_are_one_transaction_and_their_refusals_their_own(toy: Toy) -> None:
    await arm_many(toy, 20, "good", PLATFORM, LONG_AGO)
    await arm_many(toy, 20, "good", OTHER_PLATFORM, LONG_AGO)
    await arm_many(toy, 1, "bad", PLATFORM, LONG_AGO)
    commits: list[object] = []
    event.listen(toy.begin.database.worker_engine.sync_engine, "commit", commits.append)

    await DeadlineSweeper(toy.executor, lambda due: ToyCommand(fail) if due.kind == "bad" else None).fire_due()

    assert await toy.scalar("SELECT count(*) FROM escrow.deadlines WHERE state = 'fired'") == 40
    logged = "SELECT count(*) FROM escrow.log_entries WHERE convert_from(canonical, 'UTF8') LIKE '%deadline.good%'"
    assert await toy.scalar(logged) == 40
    assert len(commits) <= 4  # what is due, both lanes of it, and the one that failed
