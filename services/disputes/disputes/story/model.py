"""Story of a case: everything that has happened to it, in one list, whoever did it and wherever. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from common.kernel.principal import Actor, Role
from disputes.cases.model import CasesTx


class Audience(StrEnum):
    """Readers of an entry."""

    EVERYBODY = "everybody"
    STAFF = "staff"
    """How operators divide and check their work."""
    ASKED = "asked"
    """Operators and the party that was asked; the other at once, or once it is revealed where it is sealed (T8)."""
    GIVER = "giver"
    """Operators and whoever gave it; the other party once what it answers is revealed (T8)."""


class SubjectKind(StrEnum):
    """Thing that an entry is about, where it can be looked at by itself."""

    MESSAGE = "message"
    NOTE = "note"
    REQUEST = "request"
    ITEM = "item"
    MEDIATION = "mediation"
    ESCROW = "escrow"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry:
    """Line of the story. `id` is that of the event which told it, so that none is told twice."""

    id: UUID
    dispute: UUID
    at: datetime
    """When it took effect; of what happens by itself, the instant at which it was due."""
    kind: str
    actor: Actor
    audience: Audience = Audience.EVERYBODY
    params: Mapping[str, Any] = field(default_factory=dict)
    """What a sentence about it needs, as events spell it: codes, amounts, instants."""
    about: SubjectKind | None = None
    subject: UUID | None = None
    giver: Role | None = None
    """Whose evidence it is, where the other party is not to see it yet."""
    request: UUID | None = None
    """Request for evidence whose answer it belongs to."""


class Story(Protocol):
    async def add(self, entry: StoryEntry) -> None: ...


class LineRef(NamedTuple):
    """Line of a story that somebody names: by its own id, or by that of the message which it tells of."""

    kind: SubjectKind | None
    """None: the line itself."""
    id: UUID


class Place(NamedTuple):
    """Place in the order in which this service heard of what has happened to a case."""

    position: int
    entry: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMark:
    """How far somebody has read a case: what was heard of later, and is not their own, is unread."""

    dispute: UUID
    reader: Actor
    place: Place
    at: datetime


class ReadMarks(Protocol):
    async def find_place(self, dispute: UUID, line: LineRef | None) -> Place | None:
        """Find a line of a case; None for the line: the newest."""

    async def move(self, mark: ReadMark) -> None:
        """Keep it, unless the reader has read further already."""


class StoryTx(CasesTx, Protocol):
    """Transaction as far as the story needs it."""

    @property
    def story(self) -> Story: ...

    @property
    def read_marks(self) -> ReadMarks: ...
