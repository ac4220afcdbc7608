"""Heartbeat of a background worker: when its loop last got round."""

from __future__ import annotations

from typing import Final

from common.kernel import seams

STUCK_SECONDS: Final = 60.0
"""Silence after which a loop counts as stuck: longer than any pass whose database and broker answer or time out."""


class WorkerHeartbeat:
    """Time at which a loop last got round. One that neither ends nor goes on is an outage nobody sees."""

    def __init__(self) -> None:
        self.record_beat()

    def record_beat(self) -> None:
        """Note that the loop got round just now."""
        self._at = seams.monotonic()

    @property
    def seconds_since_beat(self) -> float:
        """Seconds since the last beat."""
        return seams.monotonic() - self._at

    def describe_health(self) -> str:
        """Say `ok`, or for how long it has been stuck: a check of `/health/ready`."""
        quiet = self.seconds_since_beat
        return "ok" if quiet < STUCK_SECONDS else f"stuck for {quiet:.0f} s"
