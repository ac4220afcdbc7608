"""Heartbeat of a background worker: when its loop last got round."""

from __future__ import annotations

import time
from typing import Final

STUCK_SECONDS: Final = 60.0
"""Longer than the slowest pass of a loop whose database and broker answer, or time out, as they should."""


class WorkerHeartbeat:
    """When a loop last got round. One that neither ends nor goes on is an outage nobody sees."""

    def __init__(self) -> None:
        self.record_beat()

    def record_beat(self) -> None:
        self._at = time.monotonic()

    @property
    def seconds_since_beat(self) -> float:
        """Seconds since."""
        return time.monotonic() - self._at

    def describe_health(self) -> str:
        quiet = self.seconds_since_beat
        return "ok" if quiet < STUCK_SECONDS else f"stuck for {quiet:.0f} s"
