"""Request for evidence: who owes what until when, and what came of it (D6, D8, D12, K10, T8). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import DeadlinePassed, Forbidden, Predecessor
from evidence.cases.model import Side
from evidence.items.model import ExternalVideo, Item, Sufficiency

from .errors import CoversUnknown, KindNotAsked, RequestNotOpen
from .parts import (
    Act,
    ChecklistPoint,
    Disclosure,
    Extended,
    Grace,
    GraceGranted,
    LapseCause,
    Lapsed,
    Level,
    Opened,
    Reopened,
    RequestEvent,
    RequestState,
    Revealed,
    Satisfied,
    Updated,
    Window,
    point_codes,
    required_codes,
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
    needs_all_points: bool = False
    """It takes all required points of the checklist to satisfy it, shown by the pieces together (T6, T7)."""
    since_asked: bool = False
    """What was given before it was asked for answers it only once its giver attaches it."""
    open_through: frozenset[str] = frozenset()
    """Stages of the case through which it takes evidence beyond its cut-off, too (K3); empty once they are over."""
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
        """Open it: the first change. `items`: what was given before it was asked for can satisfy it at once."""
        early = self._find_satisfying(items)
        if early is None:
            return self._evolve(Opened())
        return self._satisfied_by(early.id, Opened(), Satisfied(early.id))

    @property
    def due_at(self) -> datetime:
        return self.window.due_at

    @property
    def is_satisfied(self) -> bool:
        """Tell whether something has satisfied it, also once the case is over and takes nothing more."""
        is_over = self.state is RequestState.CLOSED and self.satisfied_by is not None
        return is_over or self.state is RequestState.SATISFIED

    @property
    def told_state(self) -> RequestState:
        """State as people are told it: what was satisfied stays so when the case ends."""
        return RequestState.SATISFIED if self.is_satisfied else self.state

    @property
    def is_owed(self) -> bool:
        """Evidence is owed."""
        return self.state is RequestState.OPEN

    @property
    def accepts_evidence(self) -> bool:
        return self.state in ACCEPTING_STATES or (self.state is RequestState.LAPSED and bool(self.open_through))

    def is_before_cut_off(self, at: datetime) -> bool:
        """Tell whether the cut-off is ahead. A paused clock stands still: nothing passes meanwhile."""
        return self.paused_at is not None or at < self.due_at

    def is_in_time(self, at: datetime) -> bool:
        """Tell whether evidence given at `at` counts."""
        return bool(self.open_through) or self.is_before_cut_off(at)

    def takes_evidence_at(self, at: datetime) -> bool:
        return self.accepts_evidence and self.is_in_time(at)

    def allowed_actions(self, side: Side | None, now: datetime) -> frozenset[Act]:
        """List what this side may do: the guard and the list that offers it are one function."""
        may = side is self.side and self.takes_evidence_at(now)
        return frozenset({Act.SUBMIT, Act.ATTACH}) if may else frozenset()

    def require_admissible(
        self, side: Side | None, kind: str, received_at: datetime, covers: Iterable[str] = ()
    ) -> None:
        """Raises Forbidden, KindNotAsked, CoversUnknown, RequestNotOpen or DeadlinePassed.

        The last rests on disputes, which may have given more time a moment ago.
        """
        if side is not self.side:
            raise Forbidden("The other party was asked for this.")
        if kind not in self.kinds:
            raise KindNotAsked(self.kinds)
        if not point_codes(self.checklist).issuperset(covers):
            raise CoversUnknown(tuple(point.code for point in self.checklist))
        if self.state is RequestState.CLOSED:
            raise RequestNotOpen(self.state)
        if Act.SUBMIT not in self.allowed_actions(side, received_at):
            raise DeadlinePassed(self.due_at).resting_on(Predecessor("disputes", self.dispute))

    def take_item(self, item: Item, others: Iterable[Item] = ()) -> Change:
        """Evidence for this request. The first that suffices satisfies it; later ones stand by to replace it. `others`
        are of its side: points of a checklist can be shown by several pieces."""
        self.require_admissible(item.side, item.kind, item.received_at, item.covers)
        return self.count_items((*(other for other in others if other.id != item.id), item))

    def count_items(self, items: Iterable[Item]) -> Change:
        """Satisfy it by what suffices now, if it does: as long as evidence is owed, and where it has lapsed although
        proof had been given in time, which an operator or the checks found sufficient only later."""
        if self.state not in (RequestState.OPEN, RequestState.LAPSED):
            return Change(self)
        satisfying = self._find_satisfying(items)
        return Change(self) if satisfying is None else self._satisfied_by(satisfying.id, Satisfied(satisfying.id))

    def on_item_invalidated(self, item: UUID, others: Iterable[Item], at: datetime) -> Change:
        """React to `item`, which was found invalid, or not to suffice, at `at`. Other evidence keeps it satisfied; else
        it is as if nothing had come: open again before the cut-off while it may be replaced (T8), lapsed from then on
        (D12)."""
        if self.state is not RequestState.SATISFIED or not (self.satisfied_by == item or self.needs_all_points):
            return Change(self)
        next_best = self._find_satisfying(other for other in others if other.id != item)
        if next_best is not None:
            return Change(self) if next_best.id == self.satisfied_by else self._satisfied_by(next_best.id)
        may_follow = self.max_resubmissions is None or self.resubmissions < self.max_resubmissions
        if self.is_before_cut_off(at) and may_follow:
            return self._evolve(
                Reopened(), state=RequestState.OPEN, satisfied_by=None, resubmissions=self.resubmissions + 1
            )
        # Where nothing may follow any more the window ends here.
        over = self.window._replace(due_at=min(at, self.due_at))
        through = self.open_through if may_follow else frozenset()
        invalid = Lapsed(LapseCause.INVALID)
        ended = {"state": RequestState.LAPSED, "satisfied_by": None, "paused_at": None}
        return self._evolve(invalid, window=over, open_through=through, **ended)

    def expire_window(self, due_at: datetime) -> Change:
        """Expire the window. It counts only while evidence is owed and only if it is still this deadline."""
        if not self.is_owed or self.paused_at is not None or due_at != self.due_at:
            return Change(self)
        return self._evolve(Lapsed(), state=RequestState.LAPSED)

    def give_grace(self) -> Change:
        """Move the cut-off: nobody had given anything (K10)."""
        if self.grace is None:
            return Change(self)
        if self.state not in ACCEPTING_STATES:
            return self._evolve(grace=None)
        later = self.window._replace(due_at=max(self.grace.until, self.due_at))
        return self._evolve(GraceGranted(), window=later, grace=None)

    def deny_grace(self) -> Change:
        """Somebody has given something: the cut-off stays."""
        return Change(self) if self.grace is None else self._evolve(grace=None)

    def extend_window(self, due_at: datetime, at: datetime) -> Change:
        """Extend the window: an operator gave more time at `at`. Too late, or not more, changes nothing."""
        if self.state not in ACCEPTING_STATES or not self.is_before_cut_off(at) or due_at <= self.due_at:
            return Change(self)
        return self._evolve(Extended(), window=self.window._replace(due_at=due_at))

    def reopen_window(self, due_at: datetime, paused_since: datetime | None) -> Change:
        """Open a lapsed window again, until `due_at`: an operator wants the evidence all the same. Where the clocks of
        the case stand still, this one does, too."""
        if self.state is not RequestState.LAPSED or due_at <= self.due_at:
            return Change(self)
        later = self.window._replace(due_at=due_at)
        paused_at = None if paused_since is None else max(paused_since, self.window.anchor_at)
        return self._evolve(Reopened(), Extended(), state=RequestState.OPEN, window=later, paused_at=paused_at)

    def extend_after_end(self, due_at: datetime) -> Change:
        """Remember more time that was given before the case ended, and is heard of after that: what seemed to have
        lapsed has closed with the case."""
        if self.state is not RequestState.LAPSED or due_at <= self.due_at:
            return Change(self)
        return self._evolve(Extended(), state=RequestState.CLOSED, window=self.window._replace(due_at=due_at))

    def end_openness(self, stage: str) -> Change:
        """End what goes beyond the cut-off, once the case is in a stage through which it does not stay open (K3)."""
        if not self.open_through or stage in self.open_through:
            return Change(self)
        return self._evolve(open_through=frozenset())

    def pause_clock(self, since: datetime) -> Change:
        """Pause the clock: the case's clocks stand still from `since` on."""
        if self.state not in ACCEPTING_STATES or self.paused_at is not None or since >= self.due_at:
            return Change(self)
        return self._evolve(paused_at=max(since, self.window.anchor_at))

    def resume_clock(self, paused_at: datetime, resumed_at: datetime, *, given_until: datetime | None = None) -> Change:
        """Resume the clock: what was due at `d` is due as much later as the pause was long.

        What was asked for after the pause was over, though before that was heard, gets no time more, nor does what an
        operator has extended since, `given_until` then: whoever did that knew of the pause. Its checkpoint nobody has
        set anew.
        """
        since = max(paused_at, self.window.anchor_at)
        if self.state not in ACCEPTING_STATES or since >= self.due_at:
            return Change(self)
        if resumed_at <= since:
            return Change(self) if self.paused_at is None else self._evolve(paused_at=None)
        by = resumed_at - since
        grace = self.grace.moved_by(by) if self.grace is not None and self.grace.at > since else self.grace
        if given_until is not None and given_until >= self.due_at:
            return self._evolve(grace=grace, paused_at=None)
        later = self.window._replace(due_at=self.due_at + by)
        return self._evolve(Extended(), window=later, grace=grace, paused_at=None)

    def reveal_outcome(self) -> Change:
        if self.disclosure is not Disclosure.SEALED:
            return Change(self)
        return self._evolve(Revealed(), disclosure=Disclosure.REVEALED)

    def close_with_case(self, at: datetime) -> Change:
        """Take nothing more: the case has ended. Where it has by silence, at the very cut-off, this has come first."""
        if self.is_owed and self.paused_at is None and self.due_at == at:
            return self._evolve(Lapsed(), state=RequestState.LAPSED, open_through=frozenset())
        if self.state not in ACCEPTING_STATES:
            return self._evolve(open_through=frozenset()) if self.open_through else Change(self)
        return self._evolve(state=RequestState.CLOSED, open_through=frozenset())

    def awaits_finding(self, items: Iterable[Item]) -> bool:
        """Tell whether the checks of something that was given in time are still to say if it suffices."""
        return any(item.sufficiency is Sufficiency.BEING_CHECKED and self._is_answer(item) for item in items)

    def _find_satisfying(self, items: Iterable[Item]) -> Item | None:
        """Find the first piece with which the request is satisfied, whenever it was given, if in time."""
        answers = [item for item in items if item.counts and self._is_answer(item)]
        needed = required_codes(self.checklist) if self.needs_all_points else frozenset()
        covered: frozenset[str] = frozenset()
        for item in sorted(answers, key=lambda item: (item.received_at, item.id)):
            covered |= frozenset(item.covers)
            if covered >= needed:
                return item
        return None

    def _is_answer(self, item: Item) -> bool:
        """Tell whether it answers the request, if it suffices. A conversation elsewhere has to have been held for it:
        not before it was asked for (T5)."""
        is_asked = item.side is self.side and item.kind in self.kinds and self.is_in_time(item.received_at)
        if self.since_asked and item.request != self.id and item.received_at < self.window.anchor_at:
            return False
        content = item.content
        return is_asked and not (isinstance(content, ExternalVideo) and content.started_at < self.window.anchor_at)

    def _satisfied_by(self, item: UUID, *events: RequestEvent) -> Change:
        return self._evolve(*events, state=RequestState.SATISFIED, satisfied_by=item)

    def _evolve(self, *events: RequestEvent, **changes: Any) -> Change:
        """Make the next version. What none of its events tells is told by one of its own, so that the feed alone says
        how it stands."""
        events = events or (Updated(),)
        after = replace(self, version=self.version + 1, event_count=self.event_count + len(events), **changes)
        return Change(after, events)


def find_intended_request(
    requests: Iterable[EvidenceRequest], side: Side | None, kind: str, at: datetime
) -> EvidenceRequest | None:
    """Find the request that evidence without a named one is for: this side's latest that takes its kind."""
    candidates = [r for r in requests if r.side is side and kind in r.kinds and r.takes_evidence_at(at)]
    return max(candidates, key=lambda request: (request.window.anchor_at, request.id), default=None)


def find_cut_off(requests: Iterable[EvidenceRequest], side: Side | None, at: datetime) -> datetime | None:
    """Find the instant from which on a side can give nothing more, whatever it is called (D12). None: it can, for
    nothing was asked of it yet, or something is still open."""
    own = [r for r in requests if r.side is side and r.state is not RequestState.CLOSED]
    if any(request.takes_evidence_at(at) for request in own):
        return None
    return max((request.due_at for request in own), default=None)


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
