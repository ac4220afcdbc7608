"""Runs one command in a transaction of its own, for workers and for use cases that take several transactions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from common.execution.commands import Command
from common.execution.executor import Executor
from common.kernel.origin import Origin

ResultT = TypeVar("ResultT")


@dataclass(frozen=True)
class CommandRunner:
    executor: Executor[Any]

    async def run_command(self, command: Command[ResultT], origin: Origin) -> ResultT:
        """Carry out and commit. Raises whatever its handler refuses, and has then changed nothing."""
        async with self.executor.begin(origin.principal.tenant, origin) as tx:
            return (await self.executor.execute(tx, command)).result
