"""A case at run time: its log, messages, what is announced of it, and what the use cases need from storage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from common.kernel.errors import DomainError, RefusedInContext
from common.kernel.principal import Actor
from disputes.editions.model import EditionsTx
from disputes.engine.dispute import Change, Dispute
from disputes.engine.known_escrow import KnownEscrow
from disputes.engine.values import Kind, Viewer
from disputes.policy.model import Policy

from .journal import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One line of the case log."""

    dispute: UUID
    seq: int
    from_state: str
    to_state: str
    cause: str
    actor: Actor
    received_at: datetime
    at: datetime
    timer: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    id: UUID
    dispute: UUID
    author: Actor
    text: str
    at: datetime
    kind: Kind = Kind.COMMENT


class Disputes(Protocol):
    async def get_for_update(self, dispute: UUID) -> Dispute:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def seen(self, dispute: UUID, viewer: Viewer) -> Dispute:
        """To read, not to change. Raises NotFound, also where it is not the viewer's to know of."""

    async def opener(self, dispute: UUID) -> str:
        """Who opened it, party or operator."""

    async def blocking(self, escrow: UUID) -> bool:
        """Whether the escrow has a dispute that no other may follow (decision 22)."""

    async def active(self, escrow: UUID) -> UUID | None: ...

    async def add(self, dispute: Dispute, policy: Policy) -> None: ...

    async def save(self, dispute: Dispute, policy: Policy) -> None:
        """From now on its armed deadlines are exactly those it carries."""

    async def log(self, transition: Transition) -> None: ...

    async def post(self, message: Message) -> None: ...


class Escrows(Protocol):
    async def get_for_update(self, escrow: UUID) -> KnownEscrow:
        """Held, so that two disputes of one escrow are opened one after the other. Raises NotFound."""

    async def remember(self, escrow: KnownEscrow) -> None:
        """Unless a later version is known."""


class Journal(Protocol):
    async def add(self, entry: Entry, *, dispute: UUID, seq: int, actor: str) -> None: ...

    async def of(self, dispute: UUID) -> list[Entry]:
        """In the order in which things reached the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanged:
    """Announced inside the transaction of a change, before it is saved: other rooms act on it, the case knows none."""

    before: Dispute
    change: Change
    policy: Policy


class CasesTx(EditionsTx, Protocol):
    """One transaction. Opened and committed at the edge; use cases only act inside it."""

    @property
    def actor(self) -> Actor: ...

    @property
    def firing_deadline(self) -> UUID | None: ...

    @property
    def cause(self) -> str: ...

    @property
    def disputes(self) -> Disputes: ...

    @property
    def escrows(self) -> Escrows: ...

    @property
    def journal(self) -> Journal: ...

    async def append_audit_entry(self, action: str, subject: str, **details: object) -> None: ...

    async def announce(self, changed: CaseChanged) -> Change:
        """The change, with what those who heard of it have the case say in turn."""


class ActRefused(RefusedInContext):
    """An act that the rules of the case refuse, with how it stands and what the caller may do in it instead."""

    def __init__(self, refusal: DomainError, *, state: str, allowed_actions: Sequence[str]) -> None:
        super().__init__(refusal, state=state, allowed_actions=allowed_actions)
