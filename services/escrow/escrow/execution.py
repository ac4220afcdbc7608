"""Stand-in for common.execution until it is in main."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from common.kernel.errors import require_version
from common.kernel.ids import new_id
from common.kernel.timing import Timing
from common.web.authentication import Principal

ResultT = TypeVar("ResultT")


class Command(Generic[ResultT]):
    __slots__ = ()


class Context(NamedTuple):
    principal: Principal
    timing: Timing
    new_id: Callable[[], UUID]
    expected_version: int | None
    cause: str


@dataclass(frozen=True)
class Handler:
    load: Callable[..., Awaitable[Any]]
    decide: Callable[..., Any]
    save: Callable[..., Awaitable[Any]]


async def execute(tx: Any, command: Any, principal: Principal, expected_version: int | None = None) -> Any:
    from .commands import COMMAND_HANDLERS

    handler = COMMAND_HANDLERS[type(command)]
    subject = await handler.load(tx, command, principal)
    context = Context(principal, await tx.timing(), new_id, expected_version, tx.cause)
    return await handler.save(tx, subject, handler.decide(subject, command, context), context), context


__all__ = ["require_version"]


from fastapi import Request, Response  # noqa: E402
from pydantic import BaseModel  # noqa: E402

from common.web.http import ApiCall, api_call  # noqa: E402


class ExecutingCall(ApiCall[Any, Any]):
    async def execute(self, command: Any, view: Any, *, status: int = 200, location: Any = None) -> Response:
        return await self.run_idempotent(self._act(command, view), status=status, location=location)

    async def execute_money(self, command: Any, view: Any, *, status: int = 200, location: Any = None) -> Response:
        return await self.run_money_command(self._act(command, view), status=status, location=location)

    async def read(self, reader: Any, *args: Any) -> Response:
        async def act(tx: Any) -> BaseModel:
            model: BaseModel = await reader(tx, self.principal, *args)
            return model

        return await super().read(act)

    def _act(self, command: Any, view: Any) -> Any:
        async def act(tx: Any) -> BaseModel:
            result, context = await execute(tx, command, self.principal, self.expected_version)
            model: BaseModel = view(result, context)
            return model

        return act


def executing_call(request: Request) -> ExecutingCall:
    return ExecutingCall(api_call(request)._request)


from common.messaging import inbox  # noqa: E402
from common.messaging.inbox import HandlerRegistration as HandlerRegistration  # noqa: E402


def consumes(event: Any, to_command: Any) -> inbox.HandlerRegistration[Any]:
    async def handle(tx: Any, fact: Any) -> None:
        command = to_command(fact)
        if command is not None:
            await execute(tx, command, Principal(fact.tenant, tx.actor.role, tx.actor.id))

    return inbox.consumes(event, handle)


def fires(to_command: Any) -> Any:
    async def fire(tx: Any, due: Any) -> None:
        await execute(tx, to_command(due), Principal(tx.tenant, tx.actor.role, tx.actor.id))

    return fire
