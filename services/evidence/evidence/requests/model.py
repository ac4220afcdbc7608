"""A request for evidence: who owes what until when, and what came of it (D6, D8, D12, K10, T8). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import DeadlinePassed, Forbidden
from evidence.cases.model import Side
from evidence.items.model import Item, ItemState

from .errors import CoversUnknown, KindNotAsked, RequestNotOpen
from .parts import (
    Act,
    Disclosure,
    Extended,
    Fact,
    Grace,
    GraceGranted,
    Lapsed,
    Level,
    Opened,
    Point,
    Reopened,
    RequestState,
    Revealed,
    Satisfied,
    Window,
    codes,
)

TAKING: Final = frozenset({RequestState.OPEN, RequestState.SATISFIED})


class Change(NamedTuple):
    request: EvidenceRequest
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRequest:
    id: UUID
    dispute: UUID
    side: Side
    kinds: tuple[str, ...]
    level: Level
    window: Window
    opened_at: datetime
    group: UUID
    """Requests that are sealed and revealed, and given grace, together; its own id if it is alone."""
    disclosure: Disclosure = Disclosure.OPEN
    grace: Grace | None = None
    """Still to be decided."""
    max_resubmissions: int | None = None
    """How often evidence found invalid may be replaced; None: until the cut-off."""
    checklist: tuple[Point, ...] = ()
    resubmissions: int = 0
    paused_at: datetime | None = None
    state: RequestState = RequestState.OPEN
    satisfied_by: UUID | None = None
    version: int = 0
    facts: int = 0

    def __post_init__(self) -> None:
        if (self.state is RequestState.SATISFIED) and self.satisfied_by is None:
            raise ValueError("a satisfied request knows by what")

    def opened(self, given: Iterable[Item] = ()) -> Change:
        """The first change. `given`: evidence that was faster than the news of this request."""
        early = self._first_valid(given)
        if early is None:
            return self._become(Opened())
        return self._satisfied_by(early.id, Opened(), Satisfied(early.id))

    @property
    def due_at(self) -> datetime:
        return self.window.due_at

    @property
    def waits(self) -> bool:
        """Evidence is owed."""
        return self.state is RequestState.OPEN

    @property
    def takes(self) -> bool:
        return self.state in TAKING

    def in_time(self, at: datetime) -> bool:
        """A paused clock stands still: everything is in time that comes meanwhile."""
        return self.paused_at is not None or at < self.due_at

    def allowed(self, side: Side | None, now: datetime) -> frozenset[Act]:
        """What this side may do: the guard and the list that offers it are one function."""
        may = self.takes and side is self.side and self.in_time(now)
        return frozenset({Act.SUBMIT}) if may else frozenset()

    def admit(self, side: Side | None, kind: str, received_at: datetime, covers: Iterable[str] = ()) -> None:
        """Raises Forbidden, KindNotAsked, CoversUnknown, RequestNotOpen or DeadlinePassed."""
        if side is not self.side:
            raise Forbidden("The other party was asked for this.")
        if kind not in self.kinds:
            raise KindNotAsked(self.kinds)
        if not codes(self.checklist).issuperset(covers):
            raise CoversUnknown(tuple(point.code for point in self.checklist))
        if self.state is RequestState.CLOSED:
            raise RequestNotOpen(self.state)
        if Act.SUBMIT not in self.allowed(side, received_at):
            raise DeadlinePassed(self.due_at)

    def take(self, item: Item) -> Change:
        """Evidence for this request. The first valid one satisfies it; later ones stand by to replace it."""
        self.admit(item.side, item.kind, item.received_at, item.covers)
        if not self.waits:
            return Change(self)
        return self._satisfied_by(item.id, Satisfied(item.id))

    def note_invalid(self, item: UUID, others: Iterable[Item], at: datetime) -> Change:
        """An operator found `item` invalid at `at`. Other valid evidence keeps it satisfied; else it is as if nothing
        had come: open again before the cut-off while it may be replaced (T8), lapsed from then on (D12)."""
        if self.state is not RequestState.SATISFIED or self.satisfied_by != item:
            return Change(self)
        if (next_best := self._first_valid(other for other in others if other.id != item)) is not None:
            return self._satisfied_by(next_best.id)
        may_follow = self.max_resubmissions is None or self.resubmissions < self.max_resubmissions
        if self.in_time(at) and may_follow:
            return self._become(
                Reopened(), state=RequestState.OPEN, satisfied_by=None, resubmissions=self.resubmissions + 1
            )
        # Where nothing may follow any more the window ends here.
        over = self.window._replace(due_at=min(at, self.due_at))
        return self._become(Lapsed(), state=RequestState.LAPSED, satisfied_by=None, window=over)

    def lapse(self, due_at: datetime) -> Change:
        """The deadline fires. It counts only while evidence is owed and only if it is still this deadline."""
        if not self.waits or self.paused_at is not None or due_at != self.due_at:
            return Change(self)
        return self._become(Lapsed(), state=RequestState.LAPSED)

    def give_grace(self) -> Change:
        """Nobody had given anything: the cut-off moves (K10)."""
        if self.grace is None:
            return Change(self)
        if not self.takes:
            return self._become(grace=None)
        later = self.window._replace(due_at=max(self.grace.until, self.due_at))
        return self._become(GraceGranted(), window=later, grace=None)

    def deny_grace(self) -> Change:
        """Somebody has given something: the cut-off stays."""
        return Change(self) if self.grace is None else self._become(grace=None)

    def extend(self, due_at: datetime, at: datetime) -> Change:
        """An operator gave more time at `at`. Too late, or not more, changes nothing."""
        if not self.takes or not self.in_time(at) or due_at <= self.due_at:
            return Change(self)
        return self._become(Extended(), window=self.window._replace(due_at=due_at))

    def pause(self, since: datetime) -> Change:
        """The case's clocks stand still from `since` on."""
        if not self.takes or self.paused_at is not None or since >= self.due_at:
            return Change(self)
        return self._become(paused_at=max(since, self.window.anchor_at))

    def resume(self, paused_at: datetime, resumed_at: datetime) -> Change:
        """What was due at `d` is due as much later as the pause was long."""
        since = max(paused_at, self.window.anchor_at)
        if not self.takes or since >= self.due_at or resumed_at <= since:
            return Change(self)
        by = resumed_at - since
        later = self.window._replace(due_at=self.due_at + by)
        grace = self.grace.later(by) if self.grace is not None and self.grace.at > since else self.grace
        return self._become(Extended(), window=later, grace=grace, paused_at=None)

    def reveal(self) -> Change:
        if self.disclosure is not Disclosure.SEALED:
            return Change(self)
        return self._become(Revealed(), disclosure=Disclosure.REVEALED)

    def note_case_closed(self) -> Change:
        if not self.takes:
            return Change(self)
        return self._become(state=RequestState.CLOSED)

    def _first_valid(self, items: Iterable[Item]) -> Item | None:
        counting = [
            item
            for item in items
            if item.state is ItemState.VALID
            and item.side is self.side
            and item.kind in self.kinds
            and item.request in (None, self.id)
            and self.window.anchor_at <= item.received_at
            and self.in_time(item.received_at)
        ]
        return min(counting, key=lambda item: (item.received_at, item.id), default=None)

    def _satisfied_by(self, item: UUID, *facts: Fact) -> Change:
        return self._become(*facts, state=RequestState.SATISFIED, satisfied_by=item)

    def _become(self, *facts: Fact, **changes: Any) -> Change:
        after = replace(self, version=self.version + 1, facts=self.facts + len(facts), **changes)
        return Change(after, facts)


def meant(requests: Sequence[EvidenceRequest], side: Side | None, kind: str) -> EvidenceRequest | None:
    """The request that evidence without a named one is for: this side's latest that asked for its kind."""
    asked = [r for r in requests if r.side is side and kind in r.kinds and r.state is not RequestState.CLOSED]
    return max(asked, key=lambda request: (request.window.anchor_at, request.id), default=None)


class Requests(Protocol):
    """Keeping a request arms its deadline, or disarms it."""

    async def get(self, request: UUID) -> EvidenceRequest:
        """Not locked: it only changes while its case is held. Raises NotFound."""

    async def find(self, request: UUID) -> EvidenceRequest | None: ...

    async def of_case(self, dispute: UUID) -> Sequence[EvidenceRequest]: ...

    async def add(self, request: EvidenceRequest) -> None: ...

    async def save(self, request: EvidenceRequest) -> None: ...


class ArrivingFile(Protocol):
    """A file whose last byte is here, while it is still found out whether it is evidence."""

    @property
    def side(self) -> Side | None: ...

    @property
    def kind(self) -> str: ...

    @property
    def finished_at(self) -> datetime | None: ...


class ArrivingFiles(Protocol):
    async def finishing(self, dispute: UUID) -> Sequence[ArrivingFile]: ...
