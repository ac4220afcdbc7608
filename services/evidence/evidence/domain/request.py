"""A request for evidence: who owes what until when, and what came of it (D6, D8, D12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from common.kernel import DeadlinePassed, Forbidden

from .case import Side
from .errors import KindNotAsked, RequestNotOpen
from .item import Item, ItemState


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


class Act(StrEnum):
    SUBMIT = "submit_evidence"


@dataclass(frozen=True, slots=True)
class Opened: ...


@dataclass(frozen=True, slots=True)
class Satisfied:
    item: UUID


@dataclass(frozen=True, slots=True)
class Reopened: ...


@dataclass(frozen=True, slots=True)
class Lapsed: ...


Fact = Opened | Satisfied | Reopened | Lapsed


class Change(NamedTuple):
    request: EvidenceRequest
    facts: tuple[Fact, ...] = ()


class Window(NamedTuple):
    """From the event that started it to the first instant that is too late."""

    anchor_at: datetime
    due_at: datetime
    clock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRequest:
    id: UUID
    dispute: UUID
    side: Side
    kinds: tuple[str, ...]
    level: Level
    window: Window
    opened_at: datetime
    state: RequestState = RequestState.OPEN
    satisfied_by: UUID | None = None
    version: int = 0
    facts: int = 0

    def __post_init__(self) -> None:
        if (self.state is RequestState.SATISFIED) and self.satisfied_by is None:
            raise ValueError("a satisfied request knows by what")

    @classmethod
    def open(
        cls,
        *,
        id: UUID,
        dispute: UUID,
        side: Side,
        kinds: tuple[str, ...],
        level: Level,
        window: Window,
        at: datetime,
        given: Iterable[Item] = (),
    ) -> Change:
        """`given`: evidence that was faster than the news of this request."""
        fresh = cls(id=id, dispute=dispute, side=side, kinds=kinds, level=level, window=window, opened_at=at)
        early = fresh._first_valid(given)
        if early is None:
            return fresh._become(RequestState.OPEN, Opened())
        return fresh._become(RequestState.SATISFIED, Opened(), Satisfied(early.id), satisfied_by=early.id)

    @property
    def due_at(self) -> datetime:
        return self.window.due_at

    @property
    def waits(self) -> bool:
        """Evidence is owed."""
        return self.state is RequestState.OPEN

    def allowed(self, side: Side | None, now: datetime) -> frozenset[Act]:
        """What this side may do: the guard and the list that offers it are one function."""
        takes = self.state in (RequestState.OPEN, RequestState.SATISFIED)
        return frozenset({Act.SUBMIT}) if takes and side is self.side and now < self.due_at else frozenset()

    def admit(self, side: Side | None, kind: str, received_at: datetime) -> None:
        """Raises Forbidden, KindNotAsked, RequestNotOpen or DeadlinePassed."""
        if side is not self.side:
            raise Forbidden("The other party was asked for this.")
        if kind not in self.kinds:
            raise KindNotAsked(self.kinds)
        if self.state is RequestState.CLOSED:
            raise RequestNotOpen(self.state)
        if Act.SUBMIT not in self.allowed(side, received_at):
            raise DeadlinePassed(self.due_at)

    def take(self, item: Item) -> Change:
        """Evidence for this request. The first valid one satisfies it; later ones stand by to replace it."""
        self.admit(item.side, item.kind, item.received_at)
        if not self.waits:
            return Change(self)
        return self._become(RequestState.SATISFIED, Satisfied(item.id), satisfied_by=item.id)

    def note_invalid(self, item: UUID, others: Iterable[Item], at: datetime) -> Change:
        """An operator found `item` invalid at `at`. Other valid evidence keeps it satisfied; else it is as if
        nothing had come: open again before the cut-off, lapsed (as of the cut-off) from then on (D12)."""
        if self.state is not RequestState.SATISFIED or self.satisfied_by != item:
            return Change(self)
        if (next_best := self._first_valid(other for other in others if other.id != item)) is not None:
            return self._become(RequestState.SATISFIED, satisfied_by=next_best.id)
        if at < self.due_at:
            return self._become(RequestState.OPEN, Reopened())
        return self._become(RequestState.LAPSED, Lapsed())

    def lapse(self, due_at: datetime) -> Change:
        """The deadline fires. It counts only while evidence is owed and only if it is still this deadline."""
        if not self.waits or due_at != self.due_at:
            return Change(self)
        return self._become(RequestState.LAPSED, Lapsed())

    def note_case_closed(self) -> Change:
        if self.state not in (RequestState.OPEN, RequestState.SATISFIED):
            return Change(self)
        return self._become(RequestState.CLOSED, satisfied_by=self.satisfied_by)

    def _first_valid(self, items: Iterable[Item]) -> Item | None:
        counting = [
            item
            for item in items
            if item.state is ItemState.VALID
            and item.side is self.side
            and item.kind in self.kinds
            and self.window.anchor_at <= item.received_at < self.due_at
        ]
        return min(counting, key=lambda item: (item.received_at, item.id), default=None)

    def _become(self, state: RequestState, *facts: Fact, satisfied_by: UUID | None = None) -> Change:
        after = replace(
            self, state=state, satisfied_by=satisfied_by, version=self.version + 1, facts=self.facts + len(facts)
        )
        return Change(after, facts)


def meant(requests: Sequence[EvidenceRequest], side: Side | None, kind: str) -> EvidenceRequest | None:
    """The request that evidence without a named one is for: this side's latest that asked for its kind."""
    asked = [r for r in requests if r.side is side and kind in r.kinds and r.state is not RequestState.CLOSED]
    return max(asked, key=lambda request: (request.window.anchor_at, request.id), default=None)
