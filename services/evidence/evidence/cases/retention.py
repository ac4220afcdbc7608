"""Retention of evidence after its case: how long it stays, and what forbids erasing it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID

from .model import Case

USUAL_DAYS: Final = 1_095
"""Three years, for platforms that have said nothing: as long as claims out of a sale can usually be brought."""
LEAST_DAYS: Final = 30
MOST_DAYS: Final = 3_650


def retained_until(case: Case, *, days: int, has_legal_hold: bool) -> datetime | None:
    """Return when its evidence is due to be erased. None: not at all, while the case goes on or a legal hold forbids
    it."""
    if case.closed_at is None or has_legal_hold:
        return None
    return case.closed_at + timedelta(days=days)


class RetentionTerms(Protocol):
    async def retention_days(self) -> int:
        """Return the platform's own retention period, else the usual one."""

    async def has_legal_hold(self, dispute: UUID) -> bool:
        """Tell whether a legal hold forbids erasing."""
