"""Platform aggregate: the tenant to whom escrows belong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol
from uuid import UUID


class PlatformEvent(StrEnum):
    OPENED = "opened"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    ORIGINS_CHANGED = "origins_changed"


class PlatformChange(NamedTuple):
    aggregate: Platform
    events: tuple[PlatformEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    id: UUID
    name: str
    default_policy: str
    policies_by_category: Mapping[str, str] = field(default_factory=dict)
    """A name stands for its current edition, an edition for itself."""
    origins: tuple[str, ...] = ()
    """From where browsers may call for it (`common.kernel.web_origins`)."""
    suspended: bool = False
    version: int = 1
    event_count: int = 1

    def suspend(self) -> PlatformChange:
        """Suspending twice is suspending once."""
        if self.suspended:
            return PlatformChange(self)
        return PlatformChange(self._evolve(PlatformEvent.SUSPENDED, suspended=True), (PlatformEvent.SUSPENDED,))

    def reinstate(self) -> PlatformChange:
        if not self.suspended:
            return PlatformChange(self)
        return PlatformChange(self._evolve(PlatformEvent.REINSTATED, suspended=False), (PlatformEvent.REINSTATED,))

    def choose_policies(self, default: str, by_category: Mapping[str, str]) -> PlatformChange:
        """Set the policies of new escrows; those there are keep theirs. Nobody else needs to know: no event."""
        if (default, by_category) == (self.default_policy, self.policies_by_category):
            return PlatformChange(self)
        return PlatformChange(self._evolve(default_policy=default, policies_by_category=dict(by_category)))

    def allow_origins(self, origins: tuple[str, ...]) -> PlatformChange:
        """Replace the origins as a whole."""
        if origins == self.origins:
            return PlatformChange(self)
        changed = PlatformEvent.ORIGINS_CHANGED
        return PlatformChange(self._evolve(changed, origins=origins), (changed,))

    def _evolve(self, *events: PlatformEvent, **changes: Any) -> Platform:
        return replace(self, version=self.version + 1, event_count=self.event_count + len(events), **changes)


class ClientSecret(NamedTuple):
    """Hash of a secret with which a platform proves itself; the secret itself is kept nowhere."""

    id: UUID
    platform: UUID
    digest: bytes


class OpenedPlatform(NamedTuple):
    platform: Platform
    secret: ClientSecret


class PlatformRepository(Protocol):
    async def widen_tenant(self, platform: UUID) -> None:
        """Widen this transaction to another platform: only administrators' acts may."""

    async def get_for_update(self, platform: UUID) -> Platform:
        """Raises NotFound."""

    async def add(self, platform: Platform, at: datetime) -> None: ...

    async def save(self, platform: Platform) -> None: ...

    async def add_secret(self, secret: ClientSecret, at: datetime) -> None: ...

    async def revoke_secret(self, platform: UUID, secret_id: UUID, at: datetime) -> None:
        """Raises NotFound."""
