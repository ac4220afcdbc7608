from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Told:
    """A public event. `body` is the very text every receiver and every reader of the feed gets."""

    id: UUID
    type: str
    subject: str
    sequence: int
    occurred_at: datetime
    body: str
