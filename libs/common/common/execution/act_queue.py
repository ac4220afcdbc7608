"""Act queue: acts that wait while every lane is busy are the next batch. Nothing waits for a timer.

A lane is one transaction at a time. Every platform has a place in every batch, in turn, and within it every
participant, so that one who asks a lot waits behind himself. An act whose row another transaction holds leaves its
batch and is run alone, where it may wait.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Hashable, Sequence
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from common.kernel import seams
from common.persistence.row_locks import RowBusy
from common.persistence.transaction import PostgresTransaction
from common.turns.turn_queue import TurnQueue

from .acts import Act, Outcome
from .batches import OWN_TURN, BatchRunner, Turn

log = logging.getLogger(__name__)

TxT = TypeVar("TxT", bound=PostgresTransaction)

LANES: Final = 2
"""Transactions at once: while one is on its way to the disk, the other is the processor's. Only one decides: what comes
meanwhile is the next batch, and what a batch costs hardly depends on its size."""
MAX_BATCH: Final = 32
PATIENT_ACTS: Final = 4
"""Acts at once that wait for rows which others hold: a hot row does not take all the connections."""
PATIENT_ACTS_OF_ONE: Final = 3
"""Of one platform, so that its hot rows keep no other's act from waiting for its own."""
PATIENT_ACTS_OF_CALLER: Final = 2
"""Of one participant, so that the hot row of his case leaves the others of his platform a place for theirs."""
MOST_PATIENT_ACTS: Final = 8
"""With those of platforms that have none yet: each has its first place beside what the others hold, up to half of the
connections."""
MAX_IMPEDED: Final = 64
MAX_IMPEDED_OF_ONE: Final = 32
"""Of one platform; of several each has its share of all, and room for one in any case. One participant has half of
it."""
IMPEDED_SECONDS: Final = 2.0
"""As long as a lock is waited for: then, or where more than those wait already, an act is told to come again."""


@dataclass(eq=False)
class _Waiting(Generic[TxT]):
    act: Act[TxT, Any]
    future: asyncio.Future[Outcome[TxT, Any]]
    impeded_at: float = 0.0

    @property
    def key(self) -> object | None:
        claim = self.act.claim
        return None if claim is None else (self.act.tenant, claim.principal, claim.route, claim.key)


@dataclass(eq=False)
class _LaneTurn:
    """Turn to decide, of one batch."""

    queue: ActQueue[Any]
    is_over: bool = False

    def pass_on(self) -> None:
        if not self.is_over:
            self.is_over = True
            self.queue.open_next_lane()


@dataclass(eq=False)
class ActQueue(Generic[TxT]):
    runner: BatchRunner[TxT]
    lanes: int = LANES
    max_batch: int = MAX_BATCH
    _queue: TurnQueue[_Waiting[TxT]] = field(default_factory=TurnQueue)
    _same_key: dict[object, deque[_Waiting[TxT]]] = field(default_factory=dict)
    """Of every key under way the acts that come after it with the same one."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _busy_lanes: int = 0
    _is_deciding: bool = False
    """Whether the newest of them has not come to its commit."""
    _patient: Counter[UUID] = field(default_factory=Counter)
    """Of each platform the acts that wait for rows, each in a transaction."""
    _patient_callers: Counter[tuple[UUID, Hashable]] = field(default_factory=Counter)
    """The same of each of its participants."""
    _impeded: TurnQueue[_Waiting[TxT]] = field(default_factory=TurnQueue)

    @property
    def impeded(self) -> int:
        """Acts that wait to be run alone, because another transaction holds their row."""
        return len(self._impeded)

    async def carry_out(self, act: Act[TxT, Any]) -> Outcome[TxT, Any]:
        """Have an act carried out in the next batch. It is carried out even if nobody waits for it any more."""
        waiting = _Waiting(act, asyncio.get_running_loop().create_future())
        if (key := waiting.key) is not None:
            if key in self._same_key:
                self._same_key[key].append(waiting)
                return await waiting.future
            self._same_key[key] = deque()
        self._enqueue(waiting)
        return await waiting.future

    def _enqueue(self, waiting: _Waiting[TxT]) -> None:
        self._queue.add(waiting.act.tenant, waiting, waiting.act.caller)
        asyncio.get_running_loop().call_soon(self._open_lanes)  # with all that arrives in this turn of the loop

    def _open_lanes(self) -> None:
        if self._queue and not self._is_deciding and self._busy_lanes < self.lanes:
            self._is_deciding = True
            self._busy_lanes += 1
            self._spawn(self._run_batch(self._take_batch()))
        while (waiting := self._impeded.take(self._may_be_patient)) is not None:
            self._count_patient(waiting.act, 1)
            self._spawn(self._run_patiently(waiting))

    def open_next_lane(self) -> None:
        """Let the next batch decide."""
        self._is_deciding = False
        self._open_lanes()

    def _take_batch(self) -> list[_Waiting[TxT]]:
        """Take what waits, one of every platform in turn."""
        batch: list[_Waiting[TxT]] = []
        while len(batch) < self.max_batch and (waiting := self._queue.take()) is not None:
            batch.append(waiting)
        return batch

    async def _run_batch(self, batch: Sequence[_Waiting[TxT]]) -> None:
        turn = _LaneTurn(self)
        outcomes = await self._run_guarded([waiting.act for waiting in batch], is_patient=False, turn=turn)
        self._busy_lanes -= 1
        for waiting, outcome in zip(batch, outcomes, strict=True):
            if not isinstance(outcome.failure, RowBusy):
                self._finish(waiting, outcome)
            elif self._is_full_of_impeded(waiting.act):
                self._finish(waiting, Outcome(failure=TimeoutError("too many wait for rows that others hold")))
            else:
                waiting.impeded_at = seams.monotonic()
                self._impeded.add(waiting.act.tenant, waiting, waiting.act.caller)
        turn.pass_on()
        self._open_lanes()

    def _may_be_patient(self, tenant: UUID, caller: Hashable) -> bool:
        """Tell whether another act of this caller may hold a connection and wait for its row there."""
        at_work = self._patient.total()
        if not self._patient[tenant]:
            return at_work < MOST_PATIENT_ACTS
        if caller is not None and self._patient_callers[tenant, caller] >= PATIENT_ACTS_OF_CALLER:
            return False
        return at_work < PATIENT_ACTS and self._patient[tenant] < PATIENT_ACTS_OF_ONE

    def _count_patient(self, act: Act[TxT, Any], change: int) -> None:
        self._patient[act.tenant] += change
        self._patient_callers[act.tenant, act.caller] += change
        if change < 0:  # forgets those with none
            self._patient += Counter()
            self._patient_callers += Counter()

    def _is_full_of_impeded(self, act: Act[TxT, Any]) -> bool:
        """Tell whether a platform, or one of its participants, has its share of those that wait: what others have
        waiting takes none of it."""
        share = MAX_IMPEDED // self._impeded.count_platforms_with(act.tenant)
        places = max(1, min(share, MAX_IMPEDED_OF_ONE))
        if self._impeded.count_of(act.tenant) >= places:
            return True
        of_caller = self._impeded.count_of_caller(act.tenant, act.caller)
        return act.caller is not None and of_caller >= max(1, places // 2)

    async def _run_patiently(self, waiting: _Waiting[TxT]) -> None:
        if seams.monotonic() - waiting.impeded_at > IMPEDED_SECONDS:
            outcome: Outcome[TxT, Any] = Outcome(failure=TimeoutError("others hold the row"))
        else:
            [outcome] = await self._run_guarded([waiting.act], is_patient=True)
        self._count_patient(waiting.act, -1)
        self._finish(waiting, outcome)
        self._open_lanes()

    async def _run_guarded(
        self, acts: Sequence[Act[TxT, Any]], *, is_patient: bool, turn: Turn = OWN_TURN
    ) -> Sequence[Outcome[TxT, Any]]:
        """Run acts; whatever goes wrong is told to whoever waits for them, and ends no lane."""
        try:
            return await self.runner.run(acts, is_patient=is_patient, turn=turn)
        except Exception as failure:
            log.exception("%d acts could not be run", len(acts))
            return [Outcome(failure=failure) for _ in acts]

    def _finish(self, waiting: _Waiting[TxT], outcome: Outcome[TxT, Any]) -> None:
        if not waiting.future.done():
            waiting.future.set_result(outcome)
        if (key := waiting.key) is None:
            return
        if successors := self._same_key[key]:
            self._enqueue(successors.popleft())
        else:
            del self._same_key[key]

    def _spawn(self, coroutine: Any) -> None:
        # Under no context of a request: every act has its own.
        task = asyncio.get_running_loop().create_task(coroutine, context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
