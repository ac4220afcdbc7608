"""Lease of a check: keeps two workers off one recording, and no recording with a worker that has died. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Protocol
from uuid import UUID

LEASE: Final = timedelta(seconds=10)
"""Whoever is at it renews it; so long after a death another begins."""
RENEWAL_SECONDS: Final = 3.0
PAUSE_AFTER_FAILURE: Final = timedelta(minutes=10)
"""Before a check that could not be run is tried again: whatever its machine lacked may be there by then."""
MAX_FAILURES: Final = 3
"""Of checks that failed, or ended with the process that was at them."""


class CheckLeases(Protocol):
    async def take(self, recording: UUID, *, counted: int = 1) -> int | None:
        """Take a finished recording that nobody is checking, and that is not put off; None if it is not to be had.

        Returns how many checks of it have begun by now. `counted`: 0 where the one before was broken off.
        """

    async def renew(self, recording: UUID) -> None:
        """Keep it for another while."""

    async def give_back(self, recording: UUID) -> None:
        """Leave it to whoever comes next, at once, as if this check had not begun."""

    async def begin_anew(self, recording: UUID) -> None:
        """Forget whoever had it, and how many checks of it have begun."""

    async def put_off(self, recording: UUID) -> int:
        """Let a while pass until the next try, and return how many checks have begun by now."""
