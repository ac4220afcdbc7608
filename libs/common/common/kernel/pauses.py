"""Pauses of a case: what its clocks get back for the time in which they stood still."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Pause(NamedTuple):
    """Pause that is over."""

    began_at: datetime
    ended_at: datetime

    def delay(self, due_at: datetime, since: datetime) -> datetime:
        """Delay the end of a clock that began at `since` by its part of the pause: by none where it began after it,
        heard of late, and by none where it was over before."""
        if due_at <= self.began_at or self.ended_at <= since:
            return due_at
        return due_at + (self.ended_at - max(self.began_at, since))


def delay_end(due_at: datetime, since: datetime, pauses: Iterable[Pause]) -> datetime:
    """Delay the end of a clock by one pause after the other."""
    for pause in pauses:
        due_at = pause.delay(due_at, since)
    return due_at
