"""What the use cases need of the world."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.contracts.envelope import Event
from common.kernel.principal import Actor
from common.kernel.timing import Timing

from .domain.escrow import Change, Deadline, Escrow
from .domain.fines import Fine
from .domain.platform import Platform
from .domain.reversals import Settlement
from .domain.standing import Standing


class Edition(NamedTuple):
    """A published policy as far as escrow needs it. `owner` is the nil id for those that come with Parley."""

    owner: UUID
    name: str
    edition: str
    hash: str
    current: bool
    published_at: datetime


class Admission(NamedTuple):
    """What decides about a new escrow, read in one go: the edition, its hash, and who may not start a deal."""

    edition: str | None
    hash: str
    barred: tuple[Standing, ...]


class Wanted(NamedTuple):
    policy: str | None
    """As the deal names it: a name or an edition. Before what its category, and the platform at large, would get."""
    category: str | None
    participants: tuple[str, ...]


class Frozen(NamedTuple):
    """How the freeze of a dispute stands."""

    state: str
    instruction: UUID | None


class Escrows(Protocol):
    async def locked(self, escrow: UUID) -> Escrow:
        """Raises NotFound."""

    async def add(self, escrow: Escrow) -> None: ...

    async def keep(self, change: Change, *, before: int, at: datetime, cause: str) -> None:
        """Store the escrow and post its money in one statement. Raises ProviderReferenceUsed."""


class Freezes(Protocol):
    async def known(self, dispute: UUID) -> Frozen | None: ...

    async def settlement(self, escrow: UUID, instruction: UUID) -> Settlement:
        """How it was posted."""

    async def note(
        self, dispute: UUID, escrow: UUID, state: str, minor: int, *, instruction: UUID | None = None
    ) -> None:
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


class Fines(Protocol):
    async def found(self, instruction: UUID) -> tuple[Fine, UUID] | None:
        """With the transaction that booked it."""

    async def posted(self, instruction: UUID) -> bool: ...

    async def cancelled(self, transaction: UUID) -> bool: ...


class Standings(Protocol):
    async def note(self, standing: Standing, *, version: int) -> None:
        """The newest word counts, in whatever order they arrive."""


class Policies(Protocol):
    async def admission(self, platform: UUID, wanted: Wanted) -> Admission:
        """Raises PlatformNotActive."""

    async def unknown(self, platform: UUID, policies: Collection[str]) -> set[str]:
        """Which of these names neither a current policy nor an edition."""

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

    @property
    def fines(self) -> Fines: ...

    @property
    def standings(self) -> Standings: ...

    async def timing(self) -> Timing: ...

    async def publish(self, events: Sequence[Event]) -> None: ...

    async def arm(self, escrow: UUID, deadline: Deadline | None) -> None:
        """From the end of this transaction on, this is the one deadline of the escrow that runs."""
