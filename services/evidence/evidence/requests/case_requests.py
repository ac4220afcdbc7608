"""Requests of one case together, and what happens to them in one act: each change, and the reveals that follow from
it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.kernel.errors import DeadlinePassed, NotFound, Predecessor
from common.kernel.timing import Timing
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Case, Side
from evidence.items.model import Item

from . import groups
from .model import ArrivingFile, Change, EvidenceRequest, find_cut_off


@dataclass(frozen=True, slots=True)
class CaseRequests:
    requests: tuple[EvidenceRequest, ...]
    changes: tuple[Change, ...] = ()
    """In the order they happened; a request can be in several."""

    def date_act(self, side: Side | None, timing: Timing, received_at: datetime | None = None) -> Timing:
        """Date what a side gives: what was here before a cut-off of its own is not dated behind that. `received_at`: of
        a file, when its last byte was here."""
        at = received_at or timing.received_at
        own = [r for r in self.requests if r.side is side and r.takes_evidence_at(at) and r.paused_at is None]
        due_at = min((request.due_at for request in own if request.due_at > at), default=None)
        return timing.date_act(due_at, received_at=received_at)

    def find_checkpoint(self, group: UUID) -> datetime | None:
        """Find when the grace of a group is decided about; None: it has none, or has been."""
        return min((r.grace.at for r in self.requests if r.group == group and r.grace is not None), default=None)

    def find_named(self, case: Case, request: UUID) -> EvidenceRequest:
        """Find the request that evidence names. Raises NotFound, of a young one only after disputes was asked."""
        try:
            return self.get(request)
        except NotFound as unknown:
            raise unknown.resting_on(Predecessor("disputes", case.id, part=request)) from None

    def get(self, request: UUID) -> EvidenceRequest:
        """Raises NotFound."""
        for member in self.requests:
            if member.id == request:
                return member
        raise NotFound(DISPUTE_OR_EVIDENCE)

    def apply_changes(self, changes: Iterable[Change], now: datetime) -> CaseRequests:
        """Apply them, and reveal what no longer waits for anybody."""
        applied = list(changes)
        after = self._with_changes(applied)
        for group in {change.request.group: None for change in applied}:
            after = after.reveal_group(group, now)
        return after

    def settle_graces(self, side: Side | None, items: Sequence[Item], by: datetime, now: datetime) -> CaseRequests:
        """Decide about every grace that could make good what this side gives at `by`, after its cut-off (K10)."""
        after = self
        for request in self.requests:
            if request.side is side and request.grace is not None and not request.is_in_time(by):
                after = after.settle_grace(request.id, items, by, now)
        return after

    def require_takes(self, case: Case, side: Side | None, at: datetime) -> None:
        """Raise DeadlinePassed after the cut-off of a side, which hits whatever it gives; whoever must answer something
        in the case may prove it all the same (D12, D13). It rests on disputes, which says what must be answered."""
        cut_off = find_cut_off(self.requests, side, at)
        if cut_off is not None and not case.must_answer(side, at):
            raise DeadlinePassed(cut_off).resting_on(Predecessor("disputes", case.id))

    def change_each(self, change: Callable[[EvidenceRequest], Change], now: datetime) -> CaseRequests:
        return self.apply_changes([change(request) for request in self.requests], now)

    def open_request(
        self, request: EvidenceRequest, items: Sequence[Item], paused_since: datetime | None, now: datetime
    ) -> CaseRequests:
        """Open it among the others; where the clocks of the case stand still, its own does, too. What is asked in a
        group that is revealed already hides nothing any more."""
        opened = groups.join_group(request, self.requests).open_with_items(items)
        after = self._with_changes([opened])
        if paused_since is not None:
            after = after.apply_changes([opened.request.pause_clock(paused_since)], now)
        return after.reveal_group(request.group, now)

    def reveal_group(self, group: UUID, now: datetime) -> CaseRequests:
        return self._with_changes(groups.reveal_group(self.requests, group, now))

    def grace_is_due(self, request: UUID, by: datetime) -> bool:
        """Tell whether the checkpoint of its group has passed `by` then, and nobody has decided yet (K10)."""
        owed = self.get(request)
        return owed.grace is not None and owed.paused_at is None and owed.grace.at <= by

    def settle_grace(self, request: UUID, items: Iterable[Item], by: datetime, now: datetime) -> CaseRequests:
        """Decide about the grace of its group if the checkpoint has passed `by` then (K10)."""
        if not self.grace_is_due(request, by):
            return self
        return self.apply_changes(groups.decide_grace(self.requests, items, self.get(request).group), now)

    def _with_changes(self, changes: Sequence[Change]) -> CaseRequests:
        latest = {member.id: member for member in self.requests}
        latest |= {change.request.id: change.request for change in changes}
        return CaseRequests(tuple(latest.values()), (*self.changes, *changes))


def is_arriving(request: EvidenceRequest, files: Iterable[ArrivingFile]) -> bool:
    """Tell whether the last byte of an upload for it was here in time, while it is still found out if it is
    evidence."""
    return any(
        file.side is request.side and file.kind in request.kinds and request.is_in_time(file.finished_at)
        for file in files
        if file.finished_at is not None
    )
