"""Runs one command in a transaction of its own, for workers and for use cases that take several transactions."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast
from uuid import UUID

from common.execution.commands import Command
from common.kernel.origin import Origin

ResultT = TypeVar("ResultT")


class BeginTransaction(Protocol):
    def __call__(self, tenant: UUID, origin: Origin, /) -> AbstractAsyncContextManager[Any]: ...


class CommandExecutor(Protocol):
    """Executor as far as use cases need it: they know no database."""

    @property
    def begin(self) -> BeginTransaction: ...

    async def execute(self, tx: Any, command: Command[Any], /) -> Any:
        """Load, decide and save within an open transaction."""


@dataclass(frozen=True)
class CommandRunner:
    executor: CommandExecutor

    async def run_command(self, command: Command[ResultT], origin: Origin) -> ResultT:
        """Carry out and commit. Raises whatever its handler refuses, and has then changed nothing."""
        async with self.executor.begin(origin.principal.tenant, origin) as tx:
            return cast("ResultT", (await self.executor.execute(tx, command)).result)
