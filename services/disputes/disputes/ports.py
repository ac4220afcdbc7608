"""What the use cases need from the outside. `store.py` provides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from common.contracts.envelope import Event
from common.kernel.principal import Actor
from common.kernel.timing import Timing

from .domain.decisions import Decision
from .domain.dispute import Dispute
from .domain.escrows import KnownEscrow
from .domain.journal import Entry
from .domain.policy import Policy
from .domain.records import Kind, Viewer
from .domain.settings import PlatformSettings
from .domain.standing import Imposed, Standing, Stated

BuiltIn = Mapping[str, Policy]
"""The editions that come with Parley."""


class Policies(Protocol):
    """The editions cases are judged by, each in the calendar that holds for it."""

    async def pinned(self, tx: Tx, edition: str) -> Policy:
        """For a new case: built in or the platform's own, in the platform's calendar as it is now."""

    async def of(self, tx: Tx, dispute: Dispute) -> Policy:
        """As pinned in the case, calendar and all."""


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
    async def locked(self, dispute: UUID) -> Dispute:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def seen(self, dispute: UUID, viewer: Viewer) -> Dispute:
        """To read, not to change. Raises NotFound, also where it is not the viewer's to know of."""

    async def opener(self, dispute: UUID) -> str:
        """Who opened it, party or operator."""

    async def blocking(self, escrow: UUID) -> bool:
        """Whether the escrow has a dispute that no other may follow."""

    async def active(self, escrow: UUID) -> UUID | None: ...

    async def add(self, dispute: Dispute, policy: Policy) -> None: ...

    async def save(self, dispute: Dispute, policy: Policy) -> None:
        """From now on its armed deadlines are exactly those it carries."""

    async def log(self, transition: Transition) -> None: ...

    async def post(self, message: Message) -> None: ...


class Escrows(Protocol):
    async def locked(self, escrow: UUID) -> KnownEscrow:
        """Held, so that two disputes of one escrow are opened one after the other. Raises NotFound."""

    async def remember(self, escrow: KnownEscrow) -> None:
        """Unless a later version is known."""


class Editions(Protocol):
    async def body(self, edition: str) -> str:
        """The platform's own edition, or a built-in one. Raises NotFound."""

    async def publish(self, policy: Policy, body: str, transitions: Sequence[tuple[str, str, str]]) -> bool:
        """Keep an edition; whether it was new. Raises EditionChanged if it is known with other content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What operators tell one another. Never shown to parties."""

    id: UUID
    dispute: UUID
    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonText:
    """A text a platform keeps ready for rulings."""

    id: UUID
    reason_code: str
    title: str
    text: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCalendar:
    """A platform's calendar: `said` as it wrote it, holidays by country still to be looked up."""

    name: str
    said: Mapping[str, Any]
    version: int = 1


class Desk(Protocol):
    async def calendar(self, name: str) -> NamedCalendar | None: ...

    async def calendar_locked(self, name: str) -> NamedCalendar | None: ...

    async def save_calendar(self, calendar: NamedCalendar) -> None: ...

    async def add_note(self, note: Note) -> None: ...

    async def add_text(self, text: ReasonText) -> None:
        """Raises TitleTaken."""

    async def text_locked(self, id: UUID) -> ReasonText:
        """Raises NotFound."""

    async def save_text(self, text: ReasonText) -> None:
        """Raises TitleTaken."""

    async def drop_text(self, id: UUID) -> None: ...

    async def settings(self) -> PlatformSettings: ...

    async def settings_locked(self) -> PlatformSettings: ...

    async def save_settings(self, settings: PlatformSettings) -> None: ...


class Journal(Protocol):
    async def add(self, entry: Entry, *, dispute: UUID, seq: int, actor: str) -> None: ...

    async def of(self, dispute: UUID) -> list[Entry]:
        """In the order in which things reached the case."""


class Decisions(Protocol):
    async def add(self, decision: Decision) -> None: ...

    async def waiting(self, dispute: UUID) -> Decision | None: ...

    async def judge(self, decision: Decision) -> None:
        """Keep what became of it."""

    async def lapse(self, decision: UUID) -> None:
        """Unless it has been judged."""


class Standings(Protocol):
    async def get(self, participant: str) -> Standing: ...

    async def locked(self, participant: str) -> Standing:
        """Held, also where nothing has been known of this person until now."""

    async def locked_by(self, id: UUID) -> Standing | None: ...

    async def stated(self, standing: Standing, *, but: UUID) -> list[Stated]:
        """Of this person, in the rulings that other cases still wait for. The standing is held."""

    async def add(self, imposed: Sequence[Imposed]) -> None: ...

    async def undo(self, imposed: Imposed) -> None: ...

    async def save(self, standing: Standing) -> None: ...

    async def wake(self, id: UUID, *, since: datetime, at: datetime | None) -> None:
        """When a suspension ends. Only this one is waited for."""


class Tx(Protocol):
    """One transaction. Opened and committed at the edge; use cases only act inside it."""

    @property
    def tenant(self) -> UUID: ...

    @property
    def actor(self) -> Actor: ...

    @property
    def firing_deadline(self) -> UUID | None: ...

    @property
    def disputes(self) -> Disputes: ...

    @property
    def escrows(self) -> Escrows: ...

    @property
    def editions(self) -> Editions: ...

    @property
    def desk(self) -> Desk: ...

    @property
    def journal(self) -> Journal: ...

    @property
    def decisions(self) -> Decisions: ...

    @property
    def standings(self) -> Standings: ...

    @property
    def cause(self) -> str: ...

    def holds(self, dispute: Dispute, policy: Policy) -> None:
        """Somebody acts on this case: what is refused them is answered with how it stands."""

    def part(self) -> AbstractAsyncContextManager[None]:
        """A part of the transaction that is undone as a whole if it is refused."""

    async def timing(self) -> Timing: ...

    async def publish(self, events: Sequence[Event]) -> None: ...
