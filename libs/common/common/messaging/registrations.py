"""Registrations: which events a service reads, what each asks for, and what it waits for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from common.contracts.envelope import Event
from common.execution.commands import Command
from common.kernel.errors import DomainError

EventT = TypeVar("EventT", bound=Event)


class PredecessorMissing(Exception):
    """Event that this one builds on has not arrived. Not a failure: tried again soon, for minutes."""


class DecisionOutstanding(PredecessorMissing):
    """What this waits for always comes in the end: tried again for as long as that takes."""


@dataclass(frozen=True)
class HandlerRegistration:
    """Translation of one type of event into the command that it asks for, or into None."""

    event: type[Event]
    translate: Callable[[Any], Command[Any] | None]
    waits_for: tuple[type[DomainError], ...] = ()
    """Refusals that only say that an earlier event has not arrived: tried again soon."""
    waits_long_for: tuple[type[DomainError], ...] = ()
    """Refusals to decide before something else is known: tried again without an end."""
    in_order: bool = False
    """Events of a subject take effect in the order of their sequence, which the handler itself sees to: one that has,
    calls the one that waits for it."""


def consumes(
    event: type[EventT],
    translate: Callable[[EventT], Command[Any] | None],
    *,
    waits_for: tuple[type[DomainError], ...] = (),
    waits_long_for: tuple[type[DomainError], ...] = (),
    in_order: bool = False,
) -> HandlerRegistration:
    """Register a translation: a line of a service's table EVENT_HANDLERS."""
    return HandlerRegistration(event, translate, waits_for, waits_long_for, in_order)
