"""What the use cases need from the outside. `store.py` provides it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.contracts.envelope import Event
from common.kernel.principal import Actor
from common.kernel.timing import Timing

from .domain.mediation import Mediation
from .domain.tree import Tree


class Course(NamedTuple):
    """How far a case has gone, as far as this service has heard."""

    escalated: bool
    closed: bool
    paused_at: datetime | None = None
    """It stood still already when its negotiation began."""
    pause_heard: int = 0


class PublishedTree(NamedTuple):
    """A platform's own edition, as it was published."""

    edition: str
    source: str
    """Canonical JSON: what the hash is of."""
    hash: str
    published_at: datetime


class Mediations(Protocol):
    async def locked(self, mediation: UUID) -> Mediation:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def of_dispute(self, dispute: UUID) -> Mediation | None:
        """Load and hold the negotiation of a case, if it has one."""

    async def add(self, mediation: Mediation) -> None: ...

    async def save(self, mediation: Mediation, *, was: Mediation) -> None:
        """Write what has changed, and arm exactly the deadline that now runs."""


class Cases(Protocol):
    async def remember(self, dispute: UUID, *, escalated: bool = False, closed: bool = False) -> Course:
        """Add to what is known of a case and hold it, so that facts about one case wait for one another."""

    async def paused(self, dispute: UUID, at: datetime | None, *, heard: int) -> None:
        """Remember whether a case stands still, if this is the newest word on it."""


class TreeEditions(Protocol):
    async def published(self, edition: str) -> PublishedTree:
        """Raises NotFound."""

    async def listed(self, name: str | None = None) -> Sequence[PublishedTree]: ...

    async def add(self, tree: PublishedTree, *, name: str) -> None:
        """Raises EditionExists or TooManyEditions."""


class Trees(Protocol):
    """All trees there are for a platform: those that come with Parley and its own."""

    async def find(self, tx: Tx, edition: str) -> Tree:
        """Raises NotFound."""


class Tx(Protocol):
    """One transaction. Opened and committed at the edge; use cases only act inside it."""

    @property
    def mediations(self) -> Mediations: ...

    @property
    def cases(self) -> Cases: ...

    @property
    def trees(self) -> TreeEditions: ...

    @property
    def tenant(self) -> UUID: ...

    @property
    def actor(self) -> Actor: ...

    @property
    def cause(self) -> str: ...

    async def timing(self) -> Timing:
        """Ask after taking the lock, or a long wait can outlive the deadline you check."""

    async def publish(self, events: Sequence[Event]) -> None: ...
