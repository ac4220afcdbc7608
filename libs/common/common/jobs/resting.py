"""Rests between groups: whoever is at work most of the time waits a moment, so that the next group is larger.

A group costs nearly the same whatever is in it, so under load a rest halves what an event costs. Alone it would only
make the next one late: who has had little to do lately does not rest.
"""

from __future__ import annotations

import math
from typing import Final

LONGEST_REST_SECONDS: Final = 0.03
WINDOW_SECONDS: Final = 1.0
"""How far back it counts; what was longer ago weighs less and less."""
BUSY_SHARE: Final = 0.25
"""From this share of the time at work on, one rests. At half of what two processors carry the readers are at 0.4."""


class Rests:
    """What share of the time somebody was at work of late, and how long to rest for it."""

    def __init__(self, longest: float = LONGEST_REST_SECONDS) -> None:
        self._longest = longest
        self._share = 0.0
        self._until: float | None = None
        """When it was last at work: from there on it is counted next."""

    def measure_rest(self, begun_at: float, ended_at: float) -> float:
        """Count a stretch of work, in seconds of a monotonic clock; return how many seconds to rest after it.

        It is as long as the work was, at most `longest`; nothing where there was little work before.
        """
        worked = ended_at - begun_at
        passed = ended_at - (begun_at if self._until is None else self._until)
        self._until = ended_at
        if passed > 0:
            decay = math.exp(-passed / WINDOW_SECONDS)
            self._share = decay * self._share + (1 - decay) * min(worked / passed, 1.0)
        return min(worked, self._longest) if self._share >= BUSY_SHARE else 0.0
