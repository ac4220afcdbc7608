"""Parts of a request for evidence: states, windows, grace, checklists, and the events of its life. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

GRACE_DEADLINE: Final = "evidence_grace"
"""Kind of the deadline at which a grace is decided about."""


class RequestState(StrEnum):
    OPEN = "open"
    SATISFIED = "satisfied"
    LAPSED = "lapsed"
    CLOSED = "closed"
    """The case ended before it mattered."""


class Level(StrEnum):
    REQUIRED = "required"
    ONE_OF = "one_of"
    OPTIONAL = "optional"


class Disclosure(StrEnum):
    """Disclosure of what is given: whether the other side may know of it."""

    OPEN = "open"
    SEALED = "sealed"
    """Not before everybody of the group has given, or can no longer give (T8)."""
    REVEALED = "revealed"


class Act(StrEnum):
    SUBMIT = "submit_evidence"
    ATTACH = "attach_evidence"
    """Give what is in the case already for a request."""


class Window(NamedTuple):
    """Window from the event that started it to the first instant that is too late."""

    anchor_at: datetime
    due_at: datetime
    clock: str


class Grace(NamedTuple):
    """Grace for a whole group: where nobody has given anything at `at`, everybody has until `until`, once (K10)."""

    at: datetime
    until: datetime

    def moved_by(self, by: timedelta) -> Grace:
        return Grace(self.at + by, self.until + by)


class ChecklistPoint(NamedTuple):
    """Point of a checklist: one thing that good evidence shows (K8, T6, T7)."""

    code: str
    text: str
    required: bool
    texts: Mapping[str, str] = MappingProxyType({})
    """What it says in each language, where that is known."""


@dataclass(frozen=True, slots=True)
class Opened: ...


@dataclass(frozen=True, slots=True)
class Satisfied:
    item: UUID


@dataclass(frozen=True, slots=True)
class Reopened: ...


class LapseCause(StrEnum):
    SILENCE = "silence"
    INVALID = "invalid"
    """What was given was found invalid, and nothing may follow it."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    cause: LapseCause = field(default=LapseCause.SILENCE, compare=False)


@dataclass(frozen=True, slots=True)
class GraceGranted: ...


@dataclass(frozen=True, slots=True)
class Extended: ...


@dataclass(frozen=True, slots=True)
class Revealed: ...


@dataclass(frozen=True, slots=True)
class Updated:
    """It has changed in something of which no other event tells."""


RequestEvent = Opened | Satisfied | Reopened | Lapsed | GraceGranted | Extended | Revealed | Updated


def required_codes(checklist: Iterable[ChecklistPoint]) -> frozenset[str]:
    return frozenset(point.code for point in checklist if point.required)


def point_codes(checklist: Iterable[ChecklistPoint]) -> frozenset[str]:
    return frozenset(point.code for point in checklist)
