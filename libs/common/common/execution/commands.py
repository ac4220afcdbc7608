"""Commands, their context and the table that names their handlers.

A command is a frozen value. Its handler has three parts, so that an executor can later load, decide and store many:
`load` reads the subject under its lock, `decide` is a pure function of subject, command and context, `save` stores the
change and publishes its events.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from common.kernel.origin import Origin
from common.kernel.principal import Principal
from common.kernel.seams import IdFactory
from common.kernel.timing import Timing

TxT = TypeVar("TxT")
ResultT = TypeVar("ResultT")
CommandT = TypeVar("CommandT")
SubjectT = TypeVar("SubjectT")
ChangeT = TypeVar("ChangeT")


class Command(Generic[ResultT]):
    """Base of all commands. `ResultT` is what carrying one out returns."""

    __slots__ = ()


class UnversionedCommand(Command[ResultT]):
    """Command on no subject whose version a caller could have read: If-Match is ignored."""

    __slots__ = ()


class UnloggedCommand(UnversionedCommand[ResultT]):
    """Command that changes nothing anybody could ask about later: it leaves no entry in the audit log."""

    __slots__ = ()


class Context(NamedTuple):
    """Everything a handler may know besides its subject and its command."""

    principal: Principal
    timing: Timing
    """Read after the lock. For a deadline, `received_at` is the instant it was due."""
    new_id: IdFactory
    cause: str
    """`request`, the topic of an event, or `timeout:<kind>`."""
    expected_version: frozenset[int] | None = None
    """Version of the subject that the caller decided on (If-Match); of several that it names any will do."""


@dataclass(frozen=True, slots=True)
class CommandHandler(Generic[TxT, CommandT, SubjectT, ChangeT, ResultT]):
    """Handler of one type of command. Only `decide` holds rules, and it touches nothing."""

    load: Callable[[TxT, CommandT, Origin], Awaitable[SubjectT]]
    decide: Callable[[SubjectT, CommandT, Context], ChangeT]
    save: Callable[[TxT, SubjectT, ChangeT, Context], Awaitable[ResultT]]


CommandHandlers = Mapping[type[Command[Any]], CommandHandler[Any, Any, Any, Any, Any]]


async def load_nothing(tx: object, command: object, origin: Origin) -> None:
    """Loader of commands that create their subject, or only note a fact."""
