"""What the use cases need from the outside. `store.py` provides it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from common.contracts.envelope import Event
from common.kernel.principal import Actor

from .domain.delivery import Message
from .domain.endpoint import Endpoint
from .domain.event import Told


class Endpoints(Protocol):
    async def for_update(self, endpoint: UUID) -> Endpoint:
        """Load and hold until the transaction ends. Raises NotFound, also for deleted ones."""

    async def all(self) -> Sequence[Endpoint]:
        """The platform's, without deleted ones."""

    async def add(self, endpoint: Endpoint, now: datetime) -> None: ...

    async def save(self, endpoint: Endpoint, now: datetime) -> None:
        """Also keeps the history of what it is subscribed to, from `now` on."""


class Feed(Protocol):
    async def next_position(self) -> int:
        """The platform's next place in the order of its events. Held until the transaction ends, so places are
        given out without a gap and nobody ever sees a later one before an earlier one."""

    async def hold(self) -> None:
        """Let no event in until the transaction ends: who is subscribed is about to change."""

    async def add(self, event: Told, position: int | None, now: datetime) -> None: ...

    async def between(self, since: datetime, until: datetime, limit: int) -> Sequence[tuple[UUID, str]]:
        """Ids and types of what happened in the half-open range, in order."""


class Messages(Protocol):
    async def add(self, messages: Sequence[Message]) -> None:
        """Those that exist already (same event, same endpoint) stay as they are."""

    async def again(self, messages: Sequence[UUID], now: datetime) -> None:
        """Start a new round of each, whatever became of it before."""

    async def of_endpoint(self, endpoint: UUID, events: Sequence[UUID]) -> dict[UUID, UUID]:
        """Event → message, for those events that have one for this endpoint."""

    async def endpoint_of(self, message: UUID) -> UUID:
        """Raises NotFound."""

    async def get(self, message: UUID) -> Message:
        """Raises NotFound."""

    async def stop(self, endpoint: UUID) -> None:
        """Give up whatever still waits for this endpoint."""


class Gate(Protocol):
    async def check(self, url: str) -> None:
        """Raises UrlForbidden for what webhooks must not go to. Asks name servers: never inside a transaction."""


class Tx(Protocol):
    """One transaction. Opened and committed at the edge; use cases only act inside it."""

    tenant: UUID
    actor: Actor
    cause: str

    @property
    def endpoints(self) -> Endpoints: ...

    @property
    def feed(self) -> Feed: ...

    @property
    def messages(self) -> Messages: ...

    async def present(self) -> datetime:
        """Real time, never the sandbox's: webhooks travel, and secrets expire, in the world outside."""

    async def publish(self, events: Sequence[Event]) -> None: ...
