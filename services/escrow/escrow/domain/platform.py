"""A platform: the tenant to whom escrows belong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class PlatformFact(StrEnum):
    OPENED = "opened"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    id: UUID
    name: str
    default_policy: str
    suspended: bool = False
    version: int = 1
    facts: int = 1

    def suspend(self) -> PlatformChange:
        """Suspending twice is suspending once."""
        if self.suspended:
            return PlatformChange(self)
        return PlatformChange(self._become(suspended=True), PlatformFact.SUSPENDED)

    def reinstate(self) -> PlatformChange:
        if not self.suspended:
            return PlatformChange(self)
        return PlatformChange(self._become(suspended=False), PlatformFact.REINSTATED)

    def _become(self, *, suspended: bool) -> Platform:
        return replace(self, suspended=suspended, version=self.version + 1, facts=self.facts + 1)


class PlatformChange(NamedTuple):
    platform: Platform
    fact: PlatformFact | None = None
