"""Timing of an act: when it was received and what time it is now."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Timing(NamedTuple):
    """`received_at` judges whether an act was in time; `now`, read after the lock, stamps what happened."""

    received_at: datetime
    now: datetime
