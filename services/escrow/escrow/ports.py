"""What the use cases need of the world."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.contracts.envelope import Event
from common.kernel import Actor, Moment

from .domain.escrow import Change, Deadline, Escrow
from .domain.platform import Platform


class Edition(NamedTuple):
    """A published policy as far as escrow needs it. `owner` is the nil id for those that come with Parley."""

    owner: UUID
    name: str
    edition: str
    hash: str
    current: bool
    published_at: datetime


class Escrows(Protocol):
    async def locked(self, escrow: UUID) -> Escrow:
        """Raises NotFound."""

    async def add(self, escrow: Escrow) -> None: ...

    async def keep(self, change: Change, *, before: int, at: datetime, cause: str) -> None:
        """Store the escrow and post its money in one statement. Raises ProviderReferenceUsed."""


class Freezes(Protocol):
    async def known(self, dispute: UUID) -> bool: ...

    async def note(self, dispute: UUID, escrow: UUID, state: str, minor: int) -> None:
        """Remember how the freeze of a dispute stands; it is the last word on it."""


class Platforms(Protocol):
    async def admit(self, platform: UUID) -> None:
        """Widen this transaction to another platform: only administrators' acts may."""

    async def locked(self, platform: UUID) -> Platform:
        """Raises NotFound."""

    async def add(self, platform: Platform, at: datetime) -> None: ...

    async def save(self, platform: Platform) -> None: ...

    async def add_secret(self, platform: UUID, id: UUID, digest: bytes, at: datetime) -> None: ...

    async def revoke_secret(self, platform: UUID, id: UUID, at: datetime) -> None:
        """Raises NotFound."""


class Policies(Protocol):
    async def edition(self, platform: UUID, wanted: str | None) -> str | None:
        """The current edition of the named policy, or of the platform's default. Raises PlatformNotActive."""

    async def note(self, edition: Edition) -> None: ...


class Tx(Protocol):
    tenant: UUID
    actor: Actor
    cause: str

    @property
    def escrows(self) -> Escrows: ...

    @property
    def freezes(self) -> Freezes: ...

    @property
    def platforms(self) -> Platforms: ...

    @property
    def policies(self) -> Policies: ...

    async def moment(self) -> Moment: ...

    async def publish(self, events: Sequence[Event]) -> None: ...

    async def arm(self, escrow: UUID, deadline: Deadline | None) -> None:
        """From the end of this transaction on, this is the one deadline of the escrow that runs."""
