"""Platform aggregate: the tenant to whom escrows belong."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from .errors import LastSecret, TooManySecrets

MAX_SECRETS: Final = 5
"""Secrets of a platform that work at the same time."""


class PlatformEvent(StrEnum):
    OPENED = "opened"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    RENAMED = "renamed"
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

    def rename(self, name: str) -> PlatformChange:
        """Give it another name, for the pages on which its people read on whose behalf they are asked."""
        if name == self.name:
            return PlatformChange(self)
        return PlatformChange(self._evolve(PlatformEvent.RENAMED, name=name), (PlatformEvent.RENAMED,))

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


class PolicyChoice(NamedTuple):
    """A platform that chooses its policies, and those of them that nobody knows."""

    platform: Platform
    unknown_policies: Collection[str]


class ClientSecret(NamedTuple):
    """Hash of a secret with which a platform proves itself; the secret itself is kept nowhere."""

    id: UUID
    platform: UUID
    digest: bytes


class SecretRecord(NamedTuple):
    """What is kept of a secret beside its hash, by the database's clock: secrets are good for real time."""

    id: UUID
    created_at: datetime
    expires_at: datetime | None
    """Set when another one takes its place."""
    revoked_at: datetime | None

    def is_valid(self, at: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)


class PlatformSecrets(NamedTuple):
    """A platform and those of its secrets that get a token."""

    platform: Platform
    valid: Sequence[SecretRecord]
    read_at: datetime

    def require_room(self) -> None:
        """Raises TooManySecrets."""
        if len(self.valid) >= MAX_SECRETS:
            raise TooManySecrets(MAX_SECRETS)

    def require_another(self, secret_id: UUID) -> None:
        """Keep a platform from locking itself out, now or when what ends by itself has ended. Raises LastSecret."""
        lasting = [secret.id for secret in self.valid if secret.expires_at is None]
        if secret_id in (ids := lasting or [secret.id for secret in self.valid]) and len(ids) == 1:
            raise LastSecret

    def expire_all(self, overlap: timedelta) -> list[SecretRecord]:
        """Let every valid secret end after the overlap, or before if it would anyway."""
        end = self.read_at + overlap
        return [
            secret._replace(expires_at=end)
            for secret in self.valid
            if secret.expires_at is None or end < secret.expires_at
        ]


class NewSecret(NamedTuple):
    """A new secret, and those in whose place it is put, with their end."""

    secret: ClientSecret
    replaced: Sequence[SecretRecord] = ()
    expire_at: datetime | None = None


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

    async def add_secret(self, secret: ClientSecret) -> None: ...

    async def list_valid_secrets(self, platform: UUID) -> tuple[Sequence[SecretRecord], datetime]:
        """List the secrets that get a token, with the time of the database at which they do."""

    async def revoke_secret(self, platform: UUID, secret_id: UUID) -> None:
        """Raises NotFound."""

    async def expire_secrets(self, platform: UUID, secrets: Sequence[SecretRecord]) -> None: ...
