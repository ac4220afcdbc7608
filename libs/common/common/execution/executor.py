"""Executor: carries out commands against PostgreSQL. Opening, deciding, storing and committing stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from common.kernel.ids import new_id
from common.kernel.seams import IdFactory
from common.kernel.timing import Timing
from common.persistence.transaction import PostgresTransaction, Transactions

from .commands import Command, CommandHandlers, Context

TxT = TypeVar("TxT", bound=PostgresTransaction)
ResultT = TypeVar("ResultT")


class Executed(NamedTuple, Generic[ResultT]):
    result: ResultT
    context: Context


@dataclass(frozen=True)
class Executor(Generic[TxT]):
    """Executor of one service: its transactions and the table of its command handlers."""

    begin: Transactions[TxT]
    handlers: CommandHandlers
    new_id: IdFactory = new_id

    async def execute(
        self,
        tx: TxT,
        command: Command[ResultT],
        *,
        effective_at: datetime | None = None,
        expected_version: int | None = None,
    ) -> Executed[ResultT]:
        """Load, decide and save within an open transaction, as its origin.

        `effective_at` judges a deadline's command by the instant it was due, however late the worker came.
        `expected_version` is the version that the caller decided on (If-Match), None if it names none.
        Raises whatever refusal the handler raises; the caller's transaction is then rolled back.
        """
        handler = self.handlers[type(command)]
        subject = await handler.load(tx, command, tx.origin)
        timing = await tx.timing()
        if effective_at is not None:
            timing = Timing(effective_at, timing.now, effective_at)
        origin = tx.origin
        context = Context(origin.principal, timing, self.new_id, origin.cause, expected_version)
        change = handler.decide(subject, command, context)
        return Executed(await handler.save(tx, subject, change, context), context)
