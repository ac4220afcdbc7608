"""Late turns: what was received just before an instant and is decided after it, as under load."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import cycle
from typing import Final, Protocol

import pytest

INSTANT: Final = timedelta(microseconds=1)
WAITED: Final = timedelta(seconds=7)


class MovableClock(Protocol):
    """Clock of a service's tests: receipt and decision ask it in turn."""

    time: datetime

    def __call__(self) -> datetime: ...


@contextmanager
def wait_for_turn(clock: MovableClock, due_at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Let what is sent meanwhile be received just before `due_at` and decided after it; the clock stays there."""
    received_at, decided_at = due_at - INSTANT, due_at + WAITED
    instants = cycle([received_at, decided_at])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(clock), "__call__", lambda _: next(instants))
        yield received_at, decided_at
    clock.time = decided_at
