"""Shared transaction: several acts in one PostgreSQL transaction, side by side, each as if it were alone.

Every act runs in a task of its own until it asks for something. When all of them wait, what waits for the same
operation is asked together, and they go on. An act that has ended is written when nobody can go on before that.
A refused act has written nothing; if it has, or if the database refuses a statement, none of them can stay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextvars import Context
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, Generic, NamedTuple, TypeVar

from common.kernel import seams

from . import idempotency
from .acting import Operation
from .pending_writes import flush_together
from .row_locks import POSTPONED, RowBusy
from .tenant_connection import TenantConnection
from .transaction import PostgresTransaction

TxT = TypeVar("TxT", bound=PostgresTransaction)

IN_A_TURN: Final = 4
"""Acts that go on in one turn of the loop, some milliseconds of it: a hundred of them would keep requests waiting."""


class NotTogether(Exception):
    """These acts cannot be carried out in one transaction. Nothing of it is committed: each is to be run alone."""


class _Request(NamedTuple):
    tx: PostgresTransaction
    operation: Operation
    item: Any
    future: asyncio.Future[Any]


@dataclass(eq=False)
class Member(Generic[TxT]):
    """One act of a shared transaction."""

    tx: TxT
    run: Callable[[], Coroutine[Any, Any, Any]]
    context: Context
    after: Member[TxT] | None = None
    """Act whose outcome must be written before this one begins. If that one finds its row busy, so does this: both are
    run again, in their order."""
    value: Any = None
    failure: Exception | None = None
    has_ended: bool = False
    is_settled: bool = False
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def has_begun(self) -> bool:
        return self.task is not None or self.has_ended


class SharedTransaction(Generic[TxT]):
    """Runs its members to their ends and writes what they have decided. Its caller commits."""

    def __init__(self, lane: TenantConnection, members: Sequence[Member[TxT]]) -> None:
        self._lane = lane
        self._members = members
        self._order: dict[PostgresTransaction, int] = {}
        for number, member in enumerate(members):
            member.tx.shared, member.tx.lane = self, lane
            self._order[member.tx] = number
        self._waiting: list[_Request] = []
        self._postponed: list[_Request] = []
        self._free: list[Callable[[], None]] = []
        """What lets an act go on that waits for nothing any more."""
        self._running = 0
        self._all_wait = asyncio.Event()

    async def request(self, tx: PostgresTransaction, operation: Operation, item: Any) -> Any:
        """Wait until all others wait, too, and ask together."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Request(tx, operation, item, future))
        self._note_waiting()
        return await future

    async def run(self) -> None:
        """Run to the end, everything written but not committed. Raises NotTogether, or what the database says."""
        try:
            self._start_members()
            await self._let_go_on()
            while any(not member.is_settled for member in self._members):
                await self._all_wait.wait()
                if self._waiting:
                    await self._answer_waiting()
                else:
                    await self._settle_ended()
                await self._let_go_on()
            refused = [member.tx for member in self._members if member.failure is not None]
            await idempotency.release_claims(self._lane, refused)
        finally:
            await self._end_tasks()

    def _start_members(self) -> None:
        for member in self._members:
            if member.has_begun or (member.after is not None and not member.after.is_settled):
                continue
            if member.after is not None and isinstance(member.after.failure, RowBusy):
                member.failure, member.has_ended, member.is_settled = member.after.failure, True, True
                continue
            self._free.append(partial(self._begin_member, member))

    def _begin_member(self, member: Member[TxT]) -> None:
        member.task = asyncio.get_running_loop().create_task(self._run_member(member), context=member.context)

    async def _let_go_on(self) -> None:
        """Let those go on that wait for nothing any more, a few in each turn of the loop: others have work, too."""
        free, self._free = self._free, []
        self._running += len(free)
        self._update_all_wait()
        for number, go_on in enumerate(free, 1):
            go_on()
            if number % IN_A_TURN == 0:
                await seams.sleep(0)

    async def _run_member(self, member: Member[TxT]) -> None:
        try:
            member.value = await member.run()
        except Exception as failure:
            member.failure = failure
        except asyncio.CancelledError:
            member.failure, member.tx.has_written = NotTogether(), True  # who knows how far it came
            raise
        finally:
            member.has_ended = True
            self._note_waiting()

    def _note_waiting(self) -> None:
        self._running -= 1
        self._update_all_wait()

    def _update_all_wait(self) -> None:
        if self._running == 0:
            self._all_wait.set()
        else:
            self._all_wait.clear()

    async def _answer_waiting(self) -> None:
        """Ask what is waited for, operation by operation, in the order of the acts."""
        requests = sorted(self._waiting, key=lambda request: self._order[request.tx])
        self._waiting = []
        by_operation: dict[Operation, list[_Request]] = {}
        for request in requests:
            by_operation.setdefault(request.operation, []).append(request)
        answers: list[tuple[_Request, Any]] = []
        for operation, group in by_operation.items():
            outcomes = await operation(self._lane, [(request.tx, request.item) for request in group])
            answers += zip(group, outcomes, strict=True)
        for request, outcome in answers:
            if outcome is POSTPONED:
                self._postponed.append(request)
            else:
                self._free.append(partial(_answer, request.future, outcome))

    async def _settle_ended(self) -> None:
        """Write what ended acts have decided, and let go on who has waited for that."""
        ended = [member for member in self._members if member.has_ended and not member.is_settled]
        if not ended or any(member.failure is not None and member.tx.has_written for member in ended):
            raise NotTogether
        pending = [(member.tx, member.tx.take_pending()) for member in ended if self._has_pending(member)]
        if pending:
            await flush_together(self._lane, pending)
        for member in ended:
            member.is_settled = True
        settled = {member.tx for member in ended}
        owners = self._lane.row_owners
        for row in [row for row, owner in owners.items() if owner in settled]:
            del owners[row]
        self._waiting, self._postponed = self._postponed, []
        self._start_members()

    @staticmethod
    def _has_pending(member: Member[TxT]) -> bool:
        return member.failure is None and bool(member.tx.pending_writes)

    async def _end_tasks(self) -> None:
        """End what still runs where the transaction cannot stay."""
        tasks = [member.task for member in self._members if member.task is not None and not member.task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _answer(future: asyncio.Future[Any], outcome: Any) -> None:
    if future.done():  # its act was given up meanwhile
        return
    if isinstance(outcome, Exception):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
