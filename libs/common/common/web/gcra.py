"""GCRA: so many uses at once, and as many again, evenly, in a period. Counted in the memory of this process."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final, NamedTuple

from common.kernel import seams

MAX_REMEMBERED_KEYS: Final = 20_000
"""Keys remembered by one limit; the one that was quiet longest is forgotten first."""


class LimitState(NamedTuple):
    """What is left of a limit. `reset_after` and `retry_after` are seconds."""

    remaining: int
    reset_after: float
    retry_after: float = 0.0

    @property
    def limited(self) -> bool:
        return self.retry_after > 0


class GcraCounter:
    """Counter of one limit: of each key it remembers only when it would be unused again."""

    def __init__(self, amount: int, seconds: float) -> None:
        self._amount, self._interval = amount, seconds / amount
        self._unused_at: OrderedDict[str, float] = OrderedDict()

    def count_use(self, key: str) -> LimitState:
        """Count one use, unless there is none left."""
        now = seams.monotonic()
        used_until = max(now, self._unused_at.get(key, now))
        ahead = used_until - now
        remaining = self._amount - 1 - self._count_used(ahead)
        if remaining < 0:
            return self._exhausted_state(ahead)
        self._unused_at[key] = used_until + self._interval
        self._unused_at.move_to_end(key)
        if len(self._unused_at) > MAX_REMEMBERED_KEYS:
            self._unused_at.popitem(last=False)
        return LimitState(remaining, ahead + self._interval)

    def peek_state(self, key: str) -> LimitState:
        """Look what is left without using any."""
        now = seams.monotonic()
        ahead = max(0.0, self._unused_at.get(key, now) - now)
        remaining = self._amount - self._count_used(ahead)
        if remaining < 1:
            return self._exhausted_state(ahead)
        return LimitState(remaining, ahead)

    def _count_used(self, ahead: float) -> int:
        """Round up, but for what adding fractions loses."""
        return int(ahead / self._interval + 1 - 1e-9)

    def _exhausted_state(self, ahead: float) -> LimitState:
        return LimitState(0, ahead, max(ahead - (self._amount - 1) * self._interval, 1e-9))
