"""Bundle: one archive of everything about a case, for a court or a partner. Asked for, made in the background, kept
a while."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from common.kernel.principal import Actor
from evidence.storage.model import ObjectKey

DOWNLOADABLE_FOR: Final = timedelta(days=7)
MAX_ATTEMPTS: Final = 8
ATTEMPT_TIMEOUT: Final = timedelta(minutes=10)
"""Longer than making one takes; whoever began has then been killed."""


class BundleState(StrEnum):
    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    id: UUID
    dispute: UUID
    by: Actor
    requested_at: datetime
    try_at: datetime
    """When somebody may begin to make it, on the database's own time: no test clock moves it."""
    state: BundleState = BundleState.PENDING
    attempts: int = 0
    path: str | None = None
    size: int | None = None
    sha256: bytes | None = None
    expires_at: datetime | None = None
    object_key: ObjectKey | None = None

    def start_attempt(self, database_time: datetime) -> Bundle:
        return replace(self, attempts=self.attempts + 1, try_at=database_time + ATTEMPT_TIMEOUT)

    def complete(self, *, path: str, size: int, sha256: bytes, object_key: ObjectKey, now: datetime) -> Bundle:
        return replace(
            self,
            state=BundleState.READY,
            path=path,
            size=size,
            sha256=sha256,
            object_key=object_key,
            expires_at=now + DOWNLOADABLE_FOR,
        )

    def fail_attempt(self, database_time: datetime) -> Bundle:
        """Tried again with longer and longer breaks, then given up."""
        if self.attempts >= MAX_ATTEMPTS:
            return replace(self, state=BundleState.FAILED)
        return replace(self, try_at=database_time + timedelta(seconds=2**self.attempts))

    def is_current_attempt(self, attempt: Bundle) -> bool:
        """Tell whether nobody has begun anew since: what was erased meanwhile must not be in it."""
        return self.state is BundleState.PENDING and self.attempts == attempt.attempts

    def expire(self) -> Bundle:
        return replace(self, state=BundleState.EXPIRED)


class Bundles(Protocol):
    async def get(self, bundle: UUID) -> Bundle:
        """Raises NotFound."""

    async def get_for_update(self, bundle: UUID) -> Bundle:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def read_database_time(self) -> datetime:
        """Read the time in which attempts are planned, whatever the platform's clock says."""

    async def add(self, bundle: Bundle) -> None: ...

    async def save(self, bundle: Bundle) -> None: ...
