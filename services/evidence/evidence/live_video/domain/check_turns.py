"""Turns of checks: one recording may take many minutes, and whoever gives many of them keeps nobody else waiting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple
from uuid import UUID

CHECKS_AT_ONCE: Final = 2
"""Of different platforms: the long one of one is not waited for by another."""


class WaitingRecording(NamedTuple):
    tenant: UUID
    id: UUID


class CheckTurns:
    """Gives the next turn to the platform that was served longest ago, and to none that has one."""

    def __init__(self) -> None:
        self._at_work: set[UUID] = set()
        self._served: dict[UUID, int] = {}
        self._count = 0

    @contextmanager
    def take_turn(self, waiting: Sequence[WaitingRecording]) -> Iterator[WaitingRecording | None]:
        """Choose from what waits, the oldest first, and hold its platform's turn inside the block."""
        free = [one for one in waiting if one.tenant not in self._at_work]
        chosen = min(free, key=lambda one: self._served.get(one.tenant, 0), default=None)
        if chosen is None:
            yield None
            return
        self._begin(chosen.tenant, {one.tenant for one in waiting})
        try:
            yield chosen
        finally:
            self._at_work.discard(chosen.tenant)

    def _begin(self, tenant: UUID, waiting: set[UUID]) -> None:
        self._count += 1
        self._at_work.add(tenant)
        self._served = {one: at for one, at in self._served.items() if one in waiting} | {tenant: self._count}
