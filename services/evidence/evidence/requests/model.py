"""Request for evidence: who owes what until when, and what came of it (D6, D8, D12, K10, T8). Pure."""

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
    ChecklistPoint,
    Disclosure,
    Extended,
    Grace,
    GraceGranted,
    Lapsed,
    Level,
    Opened,
    Reopened,
    RequestEvent,
    RequestState,
    Revealed,
    Satisfied,
    Window,
    point_codes,
)

ACCEPTING_STATES: Final = frozenset({RequestState.OPEN, RequestState.SATISFIED})


class Change(NamedTuple):
    request: EvidenceRequest
    events: tuple[RequestEvent, ...] = ()


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
    checklist: tuple[ChecklistPoint, ...] = ()
    resubmissions: int = 0
    paused_at: datetime | None = None
    state: RequestState = RequestState.OPEN
    satisfied_by: UUID | None = None
    version: int = 0
    event_count: int = 0

    def __post_init__(self) -> None:
        if (self.state is RequestState.SATISFIED) and self.satisfied_by is None:
            raise ValueError("a satisfied request knows by what")

    def open_with_items(self, items: Iterable[Item] = ()) -> Change:
        """Open it: the first change. `items`: evidence that was faster than the news of this request."""
        early = self._first_valid(items)
        if early is None:
            return self._evolve(Opened())
        return self._satisfied_by(early.id, Opened(), Satisfied(early.id))

    @property
    def due_at(self) -> datetime:
        return self.window.due_at

    @property
    def is_owed(self) -> bool:
        """Evidence is owed."""
        return self.state is RequestState.OPEN

    @property
    def accepts_evidence(self) -> bool:
        return self.state in ACCEPTING_STATES

    def is_in_time(self, at: datetime) -> bool:
        """Tell whether `at` is in time. A paused clock stands still: everything is in time that comes meanwhile."""
        return self.paused_at is not None or at < self.due_at

    def allowed_actions(self, side: Side | None, now: datetime) -> frozenset[Act]:
        """List what this side may do: the guard and the list that offers it are one function."""
        may = self.accepts_evidence and side is self.side and self.is_in_time(now)
        return frozenset({Act.SUBMIT}) if may else frozenset()

    def require_admissible(
        self, side: Side | None, kind: str, received_at: datetime, covers: Iterable[str] = ()
    ) -> None:
        """Raises Forbidden, KindNotAsked, CoversUnknown, RequestNotOpen or DeadlinePassed."""
        if side is not self.side:
            raise Forbidden("The other party was asked for this.")
        if kind not in self.kinds:
            raise KindNotAsked(self.kinds)
        if not point_codes(self.checklist).issuperset(covers):
            raise CoversUnknown(tuple(point.code for point in self.checklist))
        if self.state is RequestState.CLOSED:
            raise RequestNotOpen(self.state)
        if Act.SUBMIT not in self.allowed_actions(side, received_at):
            raise DeadlinePassed(self.due_at)

    def take_item(self, item: Item) -> Change:
        """Evidence for this request. The first valid one satisfies it; later ones stand by to replace it."""
        self.require_admissible(item.side, item.kind, item.received_at, item.covers)
        if not self.is_owed:
            return Change(self)
        return self._satisfied_by(item.id, Satisfied(item.id))

    def on_item_invalidated(self, item: UUID, others: Iterable[Item], at: datetime) -> Change:
        """React to an operator who found `item` invalid at `at`. Other valid evidence keeps it satisfied; else it is
        as if nothing had come: open again before the cut-off while it may be replaced (T8), lapsed from then on
        (D12)."""
        if self.state is not RequestState.SATISFIED or self.satisfied_by != item:
            return Change(self)
        if (next_best := self._first_valid(other for other in others if other.id != item)) is not None:
            return self._satisfied_by(next_best.id)
        may_follow = self.max_resubmissions is None or self.resubmissions < self.max_resubmissions
        if self.is_in_time(at) and may_follow:
            return self._evolve(
                Reopened(), state=RequestState.OPEN, satisfied_by=None, resubmissions=self.resubmissions + 1
            )
        # Where nothing may follow any more the window ends here.
        over = self.window._replace(due_at=min(at, self.due_at))
        return self._evolve(Lapsed(), state=RequestState.LAPSED, satisfied_by=None, window=over)

    def expire_window(self, due_at: datetime) -> Change:
        """Expire the window. It counts only while evidence is owed and only if it is still this deadline."""
        if not self.is_owed or self.paused_at is not None or due_at != self.due_at:
            return Change(self)
        return self._evolve(Lapsed(), state=RequestState.LAPSED)

    def give_grace(self) -> Change:
        """Move the cut-off: nobody had given anything (K10)."""
        if self.grace is None:
            return Change(self)
        if not self.accepts_evidence:
            return self._evolve(grace=None)
        later = self.window._replace(due_at=max(self.grace.until, self.due_at))
        return self._evolve(GraceGranted(), window=later, grace=None)

    def deny_grace(self) -> Change:
        """Somebody has given something: the cut-off stays."""
        return Change(self) if self.grace is None else self._evolve(grace=None)

    def extend_window(self, due_at: datetime, at: datetime) -> Change:
        """Extend the window: an operator gave more time at `at`. Too late, or not more, changes nothing."""
        if not self.accepts_evidence or not self.is_in_time(at) or due_at <= self.due_at:
            return Change(self)
        return self._evolve(Extended(), window=self.window._replace(due_at=due_at))

    def pause_clock(self, since: datetime) -> Change:
        """Pause the clock: the case's clocks stand still from `since` on."""
        if not self.accepts_evidence or self.paused_at is not None or since >= self.due_at:
            return Change(self)
        return self._evolve(paused_at=max(since, self.window.anchor_at))

    def resume_clock(self, paused_at: datetime, resumed_at: datetime) -> Change:
        """Resume the clock: what was due at `d` is due as much later as the pause was long."""
        since = max(paused_at, self.window.anchor_at)
        if not self.accepts_evidence or since >= self.due_at or resumed_at <= since:
            return Change(self)
        by = resumed_at - since
        later = self.window._replace(due_at=self.due_at + by)
        grace = self.grace.moved_by(by) if self.grace is not None and self.grace.at > since else self.grace
        return self._evolve(Extended(), window=later, grace=grace, paused_at=None)

    def reveal_outcome(self) -> Change:
        if self.disclosure is not Disclosure.SEALED:
            return Change(self)
        return self._evolve(Revealed(), disclosure=Disclosure.REVEALED)

    def close_with_case(self) -> Change:
        if not self.accepts_evidence:
            return Change(self)
        return self._evolve(state=RequestState.CLOSED)

    def _first_valid(self, items: Iterable[Item]) -> Item | None:
        counting = [
            item
            for item in items
            if item.state is ItemState.VALID
            and item.side is self.side
            and item.kind in self.kinds
            and item.request in (None, self.id)
            and self.window.anchor_at <= item.received_at
            and self.is_in_time(item.received_at)
        ]
        return min(counting, key=lambda item: (item.received_at, item.id), default=None)

    def _satisfied_by(self, item: UUID, *events: RequestEvent) -> Change:
        return self._evolve(*events, state=RequestState.SATISFIED, satisfied_by=item)

    def _evolve(self, *events: RequestEvent, **changes: Any) -> Change:
        after = replace(self, version=self.version + 1, event_count=self.event_count + len(events), **changes)
        return Change(after, events)


def find_intended_request(requests: Sequence[EvidenceRequest], side: Side | None, kind: str) -> EvidenceRequest | None:
    """Find the request that evidence without a named one is for: this side's latest that asked for its kind."""
    candidates = [r for r in requests if r.side is side and kind in r.kinds and r.state is not RequestState.CLOSED]
    return max(candidates, key=lambda request: (request.window.anchor_at, request.id), default=None)


class Requests(Protocol):
    """Keeping a request arms its deadline, or disarms it."""

    async def get(self, request: UUID) -> EvidenceRequest:
        """Not locked: it only changes while its case is held. Raises NotFound."""

    async def find(self, request: UUID) -> EvidenceRequest | None: ...

    async def of_case(self, dispute: UUID) -> Sequence[EvidenceRequest]: ...

    async def add(self, request: EvidenceRequest) -> None: ...

    async def save(self, request: EvidenceRequest) -> None: ...


class ArrivingFile(Protocol):
    """File whose last byte is here, while it is still found out whether it is evidence."""

    @property
    def side(self) -> Side | None: ...

    @property
    def kind(self) -> str: ...

    @property
    def finished_at(self) -> datetime | None: ...


class ArrivingFiles(Protocol):
    async def list_finishing(self, dispute: UUID) -> Sequence[ArrivingFile]: ...
