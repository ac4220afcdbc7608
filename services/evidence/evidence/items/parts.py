"""Parts of what is known of a piece of evidence beside what it says: the findings about a recording. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol
from uuid import UUID

from evidence.reasons import Reason


class CheckFinding(NamedTuple):
    check: str
    outcome: str
    reason: Reason
    at_seconds: float | None = None


class Examination(NamedTuple):
    """Examination of a live recording: its session, what the checks found, and an operator's word against them."""

    session: UUID
    result: str | None
    """None while it is being checked."""
    is_overruled: bool
    findings: tuple[CheckFinding, ...] = ()


class Examinations(Protocol):
    async def of_case(self, dispute: UUID) -> Mapping[UUID, Examination]:
        """Map the pieces of evidence of a case that are live recordings to what is known of them."""

    async def find(self, item: UUID) -> Examination | None: ...
