"""Whether a participant may start a new deal (K16). Deals under way go on whatever happens to it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from .errors import ParticipantClosed, ParticipantSuspended


class Status(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Standing(NamedTuple):
    participant: str
    status: Status
    until: datetime | None

    def admit(self, party: str, at: datetime) -> None:
        """Raises ParticipantSuspended or ParticipantClosed. A suspension is over at the very instant it ends."""
        if self.status is Status.CLOSED:
            raise ParticipantClosed(party)
        if self.status is Status.SUSPENDED and (self.until is None or at < self.until):
            raise ParticipantSuspended(party, self.until)
