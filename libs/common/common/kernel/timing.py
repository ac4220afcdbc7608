"""Timing of an act: when it was received and what time it is now. Pauses: time in which clocks stood still."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Timing(NamedTuple):
    """`received_at` judges whether an act was in time; `now`, read after the lock, stamps what happened."""

    received_at: datetime
    now: datetime
    due_at: datetime | None = None
    """Of an act that happens by itself: the deadline whose effect it is."""
    acted_at: datetime | None = None
    """Of what somebody did in time, and what was decided late: when it was received."""

    @property
    def effective_at(self) -> datetime:
        """Instant at which it takes effect: a deadline's own, however late the worker came to it, or the receipt of an
        act that had met its deadline."""
        return self.due_at or self.acted_at or self.now

    def date_act(self, due_at: datetime | None, *, received_at: datetime | None = None) -> Timing:
        """Date an act that had until `due_at`: what was received before that is not dated behind it, however long it
        waited for its turn. `received_at`: of a file, when its last byte was here. What happens by itself has its own
        instant."""
        received_at = received_at or self.received_at
        if self.due_at is not None or due_at is None or not received_at < due_at <= self.now:
            return self
        return self._replace(acted_at=received_at)

    @property
    def recorded_at(self) -> datetime | None:
        """Instant at which it was carried out, where it took effect before."""
        return None if self.due_at is None and self.acted_at is None else self.now


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
