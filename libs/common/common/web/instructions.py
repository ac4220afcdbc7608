"""Instructions: several acts in one request, each carried out and answered as the request that it would be alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from fastapi import Request, Response

from common.execution.commands import Command
from common.kernel.errors import DomainError

from . import problems
from .api_call import ApiCall, View
from .claims import claim_act
from .request_body import fingerprint_value

DepsT = TypeVar("DepsT")
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class Instruction(Generic[ResultT]):
    """Act of one request among several: its command, and the request that it would be alone."""

    key: str
    operation: str
    """Id of the operation: names the audit entry and the crash points."""
    route: str
    address: str
    body: Any
    """As it was sent, or ABSENT: what the key stands for."""
    make_command: Callable[[], Command[ResultT]]
    """Raises what refuses the instruction before it is carried out."""
    view: View[ResultT]
    status: int = 200
    expected_version: frozenset[int] | None = None


class InstructionCall(ApiCall[DepsT]):
    """Call of one instruction, by the same principal, received at the same time."""

    def __init__(self, request: Request, instruction: Instruction[Any]) -> None:
        super().__init__(request)
        self._instruction = instruction

    @property
    def operation(self) -> str:
        return self._instruction.operation

    @property
    def address(self) -> str:
        return self._instruction.address

    @property
    def expected_version(self) -> frozenset[int] | None:
        return self._instruction.expected_version

    async def carry_out(self) -> Response:
        """Carry it out in the next batch. Whatever goes wrong is its own answer, and no other's."""
        asked = self._instruction
        fingerprint = fingerprint_value(asked.body)
        claim = claim_act(self.principal, asked.key, "POST", f"{asked.address}?", fingerprint)
        try:
            work = self._prepare_work(asked.make_command(), asked.view, asked.status, None)
            return await self._run_with_retries(work, claim)
        except DomainError as refusal:
            return self._render_refusal(refusal)
        except Exception as failure:
            return await problems.render_failure(self._request, failure)


async def carry_out_in_order(request: Request, instructions: Sequence[Instruction[Any]]) -> list[Response]:
    """Carry out instructions on one subject, one after the other: each decides on what the one before it left."""
    return [await InstructionCall[Any](request, instruction).carry_out() for instruction in instructions]
