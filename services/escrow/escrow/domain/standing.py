"""Standing of a participant: whether they may start a new deal (K16). Deals under way go on whatever happens to it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from .errors import ParticipantClosed, ParticipantSuspended


class StandingStatus(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class ParticipantStanding(NamedTuple):
    participant: str
    status: StandingStatus
    until: datetime | None
    version: int = 0
    """Number of the word that said so; a newer one counts."""

    def require_allowed(self, party: str, at: datetime) -> None:
        """Raises ParticipantSuspended or ParticipantClosed. A suspension is over at the very instant it ends."""
        if self.status is StandingStatus.CLOSED:
            raise ParticipantClosed(party)
        if self.status is StandingStatus.SUSPENDED and (self.until is None or at < self.until):
            raise ParticipantSuspended(party, self.until)


class StandingRepository(Protocol):
    async def save_if_newer(self, standing: ParticipantStanding) -> None:
        """Keep the newest word, in whatever order they arrive."""
