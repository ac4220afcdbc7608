"""Executor: carries out commands against PostgreSQL. Opening, deciding, storing and committing stand behind it.

Acts that wait at the same time share a transaction: what they load is read together, each is decided by itself, what
they have decided is written together, and one commit is everybody's. Alone, an act waits for nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from common.kernel.ids import new_id
from common.kernel.seams import IdFactory
from common.kernel.timing import Timing
from common.persistence.transaction import PostgresTransaction, Transactions

from .act_queue import ActQueue
from .acts import Act, Outcome
from .batches import BatchRunner
from .commands import Command, CommandHandlers, Context

TxT = TypeVar("TxT", bound=PostgresTransaction)
ResultT = TypeVar("ResultT")
ValueT = TypeVar("ValueT")


class Executed(NamedTuple, Generic[ResultT]):
    result: ResultT
    context: Context


@dataclass(eq=False)
class Executor(Generic[TxT]):
    """Executor of one service: its transactions and the table of its command handlers."""

    begin: Transactions[TxT]
    handlers: CommandHandlers
    new_id: IdFactory = new_id
    runner: BatchRunner[TxT] = field(init=False, repr=False)
    """Of what arrives in groups: on the connections of workers."""
    queue: ActQueue[TxT] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        database = self.begin.database
        self.runner = BatchRunner(self.begin, database.worker_engine)
        self.queue = ActQueue(BatchRunner(self.begin, database.engine))

    def limit_batches(self, size: int) -> None:
        """Let no more acts than that share a transaction that requests wait for.

        Groups of events and of deadlines keep their own size, unless nothing is to be shared at all (1).
        """
        self.queue.max_batch = size
        if size == 1:
            self.runner.max_batch = 1

    async def carry_out(self, act: Act[TxT, ValueT]) -> ValueT:
        """Carry out an act in the next batch; return its value after the commit. Raises what refuses it."""
        outcome = await self.queue.carry_out(act)
        value: ValueT = outcome.unwrap()
        await self._hand_on(outcome)
        return value

    async def carry_out_together(self, acts: Sequence[Act[TxT, ValueT]]) -> Sequence[Outcome[TxT, ValueT]]:
        """Carry out acts in one transaction of their own, in their order; what came of each, committed or refused.

        For what arrives in groups: events, deadlines. What cannot be carried out together is carried out alone.
        """
        outcomes = await self.runner.run(acts, is_patient=True) if acts else []
        for outcome in outcomes:
            await self._hand_on(outcome)
        return outcomes

    async def _hand_on(self, outcome: Outcome[TxT, Any]) -> None:
        if outcome.tx is not None and outcome.failure is None:
            await self.begin.hand_on_published(outcome.tx)

    async def execute(
        self,
        tx: TxT,
        command: Command[ResultT],
        *,
        effective_at: datetime | None = None,
        expected_version: frozenset[int] | None = None,
    ) -> Executed[ResultT]:
        """Load, decide and save within an open transaction, as its origin.

        `effective_at` judges a deadline's command by the instant it was due, however late the worker came.
        `expected_version` is the version that the caller decided on (If-Match), None if it names none.
        Raises whatever refusal the handler raises; the caller's transaction is then rolled back.
        """
        handler = self.handlers[type(command)]
        subject = await handler.load(tx, command, tx.origin)
        timing = await (tx.timing_of_beginning() if subject is None else tx.timing())
        if effective_at is not None:
            timing = Timing(effective_at, timing.now, effective_at)
        origin = tx.origin
        context = Context(origin.principal, timing, self.new_id, origin.cause, expected_version)
        change = handler.decide(subject, command, context)
        return Executed(await handler.save(tx, subject, change, context), context)
