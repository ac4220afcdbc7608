"""Acts whose rows others hold: whatever hot rows a platform has, each of the others has its own place (B14)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from common.execution.act_queue import (
    MAX_IMPEDED,
    MAX_IMPEDED_OF_ONE,
    MOST_PATIENT_ACTS,
    PATIENT_ACTS,
    PATIENT_ACTS_OF_CALLER,
    PATIENT_ACTS_OF_ONE,
    ActQueue,
)
from common.execution.acts import Act, Outcome
from common.execution.batches import OWN_TURN, Turn
from common.kernel.origin import Origin
from common.kernel.principal import Principal, Role
from common.persistence.row_locks import RowBusy

GREEDY, AS_GREEDY, MODEST, OTHER = uuid4(), uuid4(), uuid4(), uuid4()


class HotRows:
    """Runner of acts whose rows are all held elsewhere: a batch finds them busy, and who is patient waits."""

    def __init__(self) -> None:
        self.waiting: Counter[UUID] = Counter()
        self.is_free = asyncio.Event()

    async def run(
        self, acts: Sequence[Act[Any, Any]], *, is_patient: bool, turn: Turn = OWN_TURN
    ) -> Sequence[Outcome[Any, Any]]:
        if not is_patient:
            return [Outcome(failure=RowBusy("held elsewhere")) for _ in acts]
        self.waiting += Counter(act.tenant for act in acts)
        await self.is_free.wait()
        return [Outcome(value="done") for _ in acts]


class Queue:
    def __init__(self) -> None:
        self.rows = HotRows()
        self.acts: ActQueue[Any] = ActQueue(self.rows)  # type: ignore[arg-type]
        self.tasks: list[asyncio.Task[Outcome[Any, Any]]] = []

    async def bring(self, tenant: UUID, count: int = 1, by: str | None = None) -> list[asyncio.Task[Outcome[Any, Any]]]:
        brought = [asyncio.create_task(self.acts.carry_out(an_act(tenant, by))) for _ in range(count)]
        self.tasks += brought
        for _ in range(40):
            await asyncio.sleep(0)
        return brought

    async def end(self) -> None:
        self.rows.is_free.set()
        await asyncio.gather(*self.tasks)


def an_act(tenant: UUID, by: str | None = None) -> Act[Any, Any]:
    async def work(tx: object) -> None:
        raise AssertionError("nobody runs it")

    person = Principal.system(tenant) if by is None else Principal(tenant, Role.BUYER, by)
    return Act(tenant, Origin(person, "request", "test"), work)


async def test_b14_hot_rows_of_two_platforms_leave_every_other_one_a_connection_for_its_own() -> None:
    queue = Queue()
    await queue.bring(GREEDY, 10)
    await queue.bring(AS_GREEDY, 10)
    assert queue.rows.waiting == {GREEDY: PATIENT_ACTS_OF_ONE, AS_GREEDY: PATIENT_ACTS - PATIENT_ACTS_OF_ONE}

    for newcomer in (MODEST, OTHER):
        await queue.bring(newcomer, 3)

    assert (queue.rows.waiting[MODEST], queue.rows.waiting[OTHER]) == (1, 1)
    assert queue.rows.waiting.total() <= MOST_PATIENT_ACTS
    await queue.end()


async def test_b14_whatever_others_have_waiting_an_act_may_wait_as_well_and_nobody_waits_without_end() -> None:
    queue = Queue()
    floods = [await queue.bring(tenant, 100) for tenant in (GREEDY, AS_GREEDY)]
    assert all(sum(not task.done() for task in flood) <= MAX_IMPEDED for flood in floods), "the rest is refused"
    refused = [task.result().failure for flood in floods for task in flood if task.done()]
    assert {type(failure) for failure in refused} == {TimeoutError}

    many = [uuid4() for _ in range(MOST_PATIENT_ACTS)]  # take what connections there are
    own = [task for tenant in (*many, MODEST, OTHER) for task in await queue.bring(tenant)]

    assert not any(task.done() for task in own), "each of them waits for its own row"
    await queue.end()
    assert {task.result().value for task in own} == {"done"}


async def test_wal_f6_the_hot_row_of_one_participant_leaves_the_others_of_his_platform_a_place() -> None:
    queue = Queue()
    flood = await queue.bring(GREEDY, 100, by="mallory")
    assert queue.rows.waiting == {GREEDY: PATIENT_ACTS_OF_CALLER}
    assert sum(not task.done() for task in flood) <= MAX_IMPEDED_OF_ONE // 2 + PATIENT_ACTS_OF_CALLER

    [own] = await queue.bring(GREEDY, by="anna")

    assert queue.rows.waiting == {GREEDY: PATIENT_ACTS_OF_CALLER + 1}, "hers is waited for"
    assert not own.done()
    await queue.end()
    assert own.result().value == "done"


async def test_wal_f6_what_one_participant_floods_waits_behind_itself() -> None:
    """In the batches of their platform everybody has a turn."""
    batches = Batches()
    acts: ActQueue[Any] = ActQueue(batches, lanes=1, max_batch=4)  # type: ignore[arg-type]
    tasks = [asyncio.create_task(acts.carry_out(an_act(GREEDY, by="mallory"))) for _ in range(20)]
    tasks.append(asyncio.create_task(acts.carry_out(an_act(GREEDY, by="anna"))))
    await asyncio.gather(*tasks)

    assert "anna" in batches.ran[0]


class Batches:
    """Runner that notes whose acts it ran together."""

    def __init__(self) -> None:
        self.ran: list[list[str]] = []

    async def run(
        self, acts: Sequence[Act[Any, Any]], *, is_patient: bool, turn: Turn = OWN_TURN
    ) -> Sequence[Outcome[Any, Any]]:
        self.ran.append([act.origin.principal.id for act in acts])
        return [Outcome(value="done") for _ in acts]
