"""A platform: the tenant to whom escrows belong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    policies_by_category: Mapping[str, str] = field(default_factory=dict)
    """A name stands for its current edition, an edition for itself."""
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

    def choose(self, default: str, by_category: Mapping[str, str]) -> Platform:
        """Which policies new escrows get; those there are keep theirs. Nobody else needs to know: no fact."""
        if (default, by_category) == (self.default_policy, self.policies_by_category):
            return self
        return replace(self, default_policy=default, policies_by_category=dict(by_category), version=self.version + 1)

    def _become(self, *, suspended: bool) -> Platform:
        return replace(self, suspended=suspended, version=self.version + 1, facts=self.facts + 1)


class PlatformChange(NamedTuple):
    platform: Platform
    fact: PlatformFact | None = None
