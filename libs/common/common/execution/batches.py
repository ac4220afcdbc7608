"""Batches: carries out acts in one transaction, and alone whatever cannot be carried out together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from common.persistence.database import AsyncEngine, is_unavailable
from common.persistence.row_locks import RowBusy
from common.persistence.shared_transaction import Member, SharedTransaction
from common.persistence.statements import begin_together
from common.persistence.tenant_connection import TenantConnection, is_connection_lost, is_lock_timeout
from common.persistence.transaction import PostgresTransaction, Transactions

from .acts import Act, Outcome

log = logging.getLogger(__name__)

TxT = TypeVar("TxT", bound=PostgresTransaction)

AnyAct = Act[TxT, Any]
AnyOutcome = Outcome[TxT, Any]


MAX_TOGETHER: Final = 100


class Turn(Protocol):
    """Turn to decide, of whoever shares a processor with others."""

    def pass_on(self) -> None:
        """Let others decide: what was decided here is on its way to the disk. Has no effect when called again."""


class _OwnTurn:
    """Turn of who has nobody to pass it on to."""

    def pass_on(self) -> None:
        pass


OWN_TURN: Final = _OwnTurn()


class CommitUncertain(Exception):
    """The connection was lost in the commit: whether it happened is not known, so nothing may be run again."""


class _NotBegun(Exception):
    """No connection could be had: none of the acts has begun, and none would fare better alone."""


@dataclass(eq=False)
class BatchRunner(Generic[TxT]):
    begin: Transactions[TxT]
    engine: AsyncEngine
    """Whose connections it takes: those of requests, or those of workers."""
    max_batch: int = MAX_TOGETHER

    async def run(
        self, acts: Sequence[AnyAct[TxT]], *, is_patient: bool, turn: Turn = OWN_TURN
    ) -> Sequence[AnyOutcome[TxT]]:
        """Carry out acts: together, if they can be, else each alone. The outcomes stand in the order of the acts.

        Who is not patient is told RowBusy where another transaction holds the row: the act is to be run again. The turn
        is passed on before the commit.
        """
        if len(acts) > self.max_batch:
            starts = range(0, len(acts), self.max_batch)
            parts = [await self.run(acts[n : n + self.max_batch], is_patient=is_patient, turn=turn) for n in starts]
            return [outcome for part in parts for outcome in part]
        if len(acts) == 1:
            return [await self.run_alone(acts[0], is_patient=is_patient, turn=turn)]
        try:
            outcomes = await self._run_shared(acts, turn)
        except (_NotBegun, CommitUncertain) as failure:
            return [Outcome(failure=_cause_of(failure)) for _ in acts]
        except Exception as failure:
            log.info("%d acts are run one by one: %r", len(acts), getattr(failure, "orig", failure))
            turn.pass_on()  # each of them may wait for others: no batch does so for them
            return [await self.run_alone(act, is_patient=is_patient) for act in acts]
        return [
            await self.run_alone(act, is_patient=True) if is_patient and _is_busy(outcome) else outcome
            for act, outcome in zip(acts, outcomes, strict=True)
        ]

    async def run_alone(self, act: AnyAct[TxT], *, is_patient: bool, turn: Turn = OWN_TURN) -> AnyOutcome[TxT]:
        """Carry out an act in a transaction of its own."""
        running = self._run_one(act, is_patient, turn)
        return await asyncio.get_running_loop().create_task(running, context=act.context.copy())

    async def _run_one(self, act: AnyAct[TxT], is_patient: bool, turn: Turn) -> AnyOutcome[TxT]:
        try:
            async with self.begin.open(act.tenant, act.origin, engine=self.engine, is_patient=is_patient) as tx:
                value = await self._do(act, tx)
                await tx.flush()
                turn.pass_on()
        except Exception as failure:
            is_busy = not is_patient and is_lock_timeout(failure)
            return Outcome(failure=RowBusy("a lock took too long") if is_busy else failure)
        return Outcome(value, tx=tx)

    @staticmethod
    async def _do(act: AnyAct[TxT], tx: TxT) -> Any:
        if act.claim is None and not act.begins_itself:
            await tx.together(begin_together, None)
        return await act.work(tx)

    async def _run_shared(self, acts: Sequence[AnyAct[TxT]], turn: Turn) -> Sequence[AnyOutcome[TxT]]:
        has_begun = is_committing = False
        try:
            async with self.engine.begin() as connection:
                has_begun = True
                members = self._make_members(connection, acts)
                await SharedTransaction(TenantConnection(connection, is_patient=False), members).run()
                done = [member.tx for member in members if member.failure is None]
                self.begin.pass_crash_points(done, "before_commit")
                is_committing = True
                turn.pass_on()
        except Exception as failure:
            if not has_begun and is_unavailable(failure):
                raise _NotBegun from failure
            if is_committing and is_connection_lost(failure):
                raise CommitUncertain from failure
            raise
        self.begin.pass_crash_points(done, "after_commit")
        self.begin.note_committed(done)
        return [Outcome(member.value, member.failure, member.tx) for member in members]

    def _make_members(self, connection: Any, acts: Sequence[AnyAct[TxT]]) -> list[Member[TxT]]:
        members: list[Member[TxT]] = []
        latest: dict[Any, Member[TxT]] = {}
        for act in acts:
            context = act.context.copy()
            tx = context.run(self.begin.make_transaction, connection, act.tenant, act.origin)
            member = Member(tx, _Work(self, act, tx), context)
            if act.in_order_of is not None:
                member.after, latest[act.in_order_of] = latest.get(act.in_order_of), member
            members.append(member)
        return members


@dataclass(frozen=True)
class _Work(Generic[TxT]):
    runner: BatchRunner[TxT]
    act: AnyAct[TxT]
    tx: TxT

    async def __call__(self) -> Any:
        return await self.runner._do(self.act, self.tx)


def _is_busy(outcome: AnyOutcome[TxT]) -> bool:
    return isinstance(outcome.failure, RowBusy)


def _cause_of(failure: _NotBegun | CommitUncertain) -> Exception:
    cause = failure.__cause__
    return cause if isinstance(cause, Exception) else failure
