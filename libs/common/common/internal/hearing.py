"""Hearing: before something is done by itself, its owner is asked for what could prevent it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Protocol, TypeVar
from uuid import UUID

from .service_peers import Heard

PER_QUESTION: Final = 20
"""Few enough that all events of these subjects fit into one answer; more are told from all by the peer."""


class Identified(Protocol):
    @property
    def id(self) -> UUID: ...


IdentifiedT = TypeVar("IdentifiedT", bound=Identified)
Hear = Callable[[Sequence[IdentifiedT]], Awaitable[Heard]]


async def select_heard(waiting: Sequence[IdentifiedT], hear: Hear[IdentifiedT]) -> set[UUID]:
    """Select those of which all that could prevent them has taken effect here.

    Where one event cannot take effect its own subject is held, and no other. Whoever is away is away for the rest, too.
    """
    heard: set[UUID] = set()
    for start in range(0, len(waiting), PER_QUESTION):
        asked = waiting[start : start + PER_QUESTION]
        outcome = await hear(asked)
        if outcome is Heard.AWAY:
            break
        if outcome is Heard.ALL:
            heard |= {one.id for one in asked}
        elif len(asked) > 1:
            heard |= {one.id for one in asked if await hear([one]) is Heard.ALL}
    return heard
