"""Hearing: before something is done by itself, its owner is asked for what could prevent it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Final, Protocol, TypeVar
from uuid import UUID

from .service_peers import Heard

PER_QUESTION: Final = 20
"""Few enough to be told in one answer."""
AWAY_PLATFORMS: Final = 2
"""So many in a row of whom a peer tells nothing, and it is away for all of them. One alone may be its own trouble."""


class Identified(Protocol):
    @property
    def id(self) -> UUID: ...


IdentifiedT = TypeVar("IdentifiedT", bound=Identified)
Hear = Callable[[UUID, Sequence[IdentifiedT]], Awaitable[Heard]]
"""Question about what waits on one platform."""


async def select_heard(by_tenant: Mapping[UUID, Sequence[IdentifiedT]], hear: Hear[IdentifiedT]) -> set[UUID]:
    """Select those of which all that could prevent them has taken effect here.

    Where one event cannot take effect its own subject is held, and no other. Whoever is away is away for the rest, too,
    on whatever platform: each question to it would last as long as its patience.
    """
    heard: set[UUID] = set()
    away_in_a_row = 0
    for tenant, waiting in by_tenant.items():
        of_tenant, is_away = await _select_heard_of_one(waiting, partial(hear, tenant))
        heard |= of_tenant
        away_in_a_row = away_in_a_row + 1 if is_away else 0
        if away_in_a_row == AWAY_PLATFORMS:
            break
    return heard


async def _select_heard_of_one(
    waiting: Sequence[IdentifiedT], hear: Callable[[Sequence[IdentifiedT]], Awaitable[Heard]]
) -> tuple[set[UUID], bool]:
    """Select those of one platform; True beside them if its owner is away."""
    heard: set[UUID] = set()
    for start in range(0, len(waiting), PER_QUESTION):
        asked = waiting[start : start + PER_QUESTION]
        outcome = await hear(asked)
        if outcome is Heard.AWAY:
            return heard, True
        if outcome is Heard.ALL:
            heard |= {one.id for one in asked}
        elif len(asked) > 1:
            heard |= {one.id for one in asked if await hear([one]) is Heard.ALL}
    return heard, False
