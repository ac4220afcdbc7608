"""What the use cases need from the outside. `store.py` provides it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from common.contracts.envelope import Event
from common.kernel import Actor, Moment

from .domain.mediation import Mediation


class Course(NamedTuple):
    """How far a case has gone, as far as this service has heard."""

    escalated: bool
    closed: bool


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


class Tx(Protocol):
    """One transaction. Opened and committed at the edge; use cases only act inside it."""

    @property
    def mediations(self) -> Mediations: ...

    @property
    def cases(self) -> Cases: ...

    @property
    def tenant(self) -> UUID: ...

    @property
    def actor(self) -> Actor: ...

    @property
    def cause(self) -> str: ...

    async def moment(self) -> Moment:
        """Ask after taking the lock, or a long wait can outlive the deadline you check."""

    async def publish(self, events: Sequence[Event]) -> None: ...
