"""Standings of participants with a platform, and what one more act means for them (K15, K16). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.money import Money, split_by_basis_points
from common.kernel.principal import Role
from common.kernel.terms import Calendar, due_at_end_of
from disputes.cases.model import CasesTx
from disputes.engine.dispute import Dispute
from disputes.engine.values import Penalty
from disputes.policy.ladder import Ladder

SUSPENSION_ENDS: Final = "suspension_ends"


class PenaltyUnknown(DomainError):
    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = sorted(allowed)
        super().__init__("The policy of this case knows no penalty for this act.")


class PenaltyNamedTwice(DomainError):
    def __init__(self) -> None:
        super().__init__("Name a penalty once for each party and act.")


class PenaltyReversed(DomainError):
    def __init__(self) -> None:
        super().__init__("This penalty has been reversed already.")


class FineNotAllowed(DomainError):
    """Fine that an operator has chosen where none is due, or out of its bounds."""

    def __init__(self, act: str, bounds: FineBounds | None) -> None:
        self.act = act
        self.least = bounds.least.minor if bounds is not None else None
        self.most = bounds.most.minor if bounds is not None else None
        self.currency = bounds.least.currency if bounds is not None else None
        what = "is due for this act yet" if bounds is None else "of this amount can be chosen"
        super().__init__(f"No fine {what}: see the preview of the ruling for what the policy allows.")


class FineBounds(NamedTuple):
    """Fine that is due for an act, and the amounts between which an operator may choose."""

    least: Money
    usual: Money
    most: Money


class StandingStatus(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PenaltyImposed:
    dispute: UUID
    penalty: Penalty


@dataclass(frozen=True, slots=True)
class PenaltyUndone:
    dispute: UUID
    act: str


@dataclass(frozen=True, slots=True)
class StandingChanged:
    status: StandingStatus
    until: datetime | None
    points: int


ParticipantEvent = PenaltyImposed | PenaltyUndone | StandingChanged
"""Event of a participant's standing, not of a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImposedPenalty:
    """Penalty that has taken effect, and the ruling that is its cause."""

    id: UUID
    standing: UUID
    dispute: UUID
    instance: int
    decided_by: str
    penalty: Penalty
    imposed_at: datetime
    fine: UUID | None = None
    """The instruction under which escrow books the fine."""
    reversed_at: datetime | None = None
    reversed_by: str | None = None
    reversal_reason: str | None = None


class StandingChange(NamedTuple):
    """Standing as it is afterwards, its events, and the penalties that were imposed or reversed."""

    standing: ParticipantStanding
    events: tuple[ParticipantEvent, ...] = ()
    imposed: tuple[ImposedPenalty, ...] = ()
    reversed: tuple[ImposedPenalty, ...] = ()

    def followed_by(self, other: StandingChange) -> StandingChange:
        """Both as one. `other` goes on from the standing of this."""
        return StandingChange(
            other.standing,
            self.events + other.events,
            self.imposed + other.imposed,
            self.reversed + other.reversed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantStanding:
    """Standing of a participant with one platform: every penalty there ever was, and what still counts."""

    id: UUID
    tenant: UUID
    participant: str
    imposed: tuple[ImposedPenalty, ...] = ()
    version: int = 0
    event_count: int = 0
    """How many events there have been of this person, as a case counts its own."""

    @property
    def active_penalties(self) -> tuple[Penalty, ...]:
        return tuple(imposed.penalty for imposed in self.imposed if imposed.reversed_at is None)

    @property
    def points(self) -> int:
        return sum(penalty.points for penalty in self.active_penalties)

    @property
    def warnings(self) -> Counter[str]:
        return Counter(penalty.act for penalty in self.active_penalties)

    @property
    def fines(self) -> tuple[Money, ...]:
        """Sum of the fines by currency."""
        sums: dict[str, Money] = {}
        for fine in (penalty.fine for penalty in self.active_penalties if penalty.fine is not None):
            sums[fine.currency] = sums.get(fine.currency, fine.zero()) + fine
        return tuple(sums[currency] for currency in sorted(sums))

    @property
    def suspended_until(self) -> datetime | None:
        return max((p.suspended_until for p in self.active_penalties if p.suspended_until is not None), default=None)

    def penalties_of_case(self, dispute: UUID) -> tuple[ImposedPenalty, ...]:
        """Penalties that one case has brought and that still count."""
        return tuple(one for one in self.imposed if one.dispute == dispute and one.reversed_at is None)

    def status(self, now: datetime) -> StandingStatus:
        if any(penalty.closed for penalty in self.active_penalties):
            return StandingStatus.CLOSED
        until = self.suspended_until
        return StandingStatus.SUSPENDED if until is not None and now < until else StandingStatus.ACTIVE

    def suspension_end(self, now: datetime) -> datetime | None:
        """Return when the suspension that runs now ends, if one does."""
        return self.suspended_until if self.status(now) is StandingStatus.SUSPENDED else None

    def impose(self, penalties: Iterable[ImposedPenalty]) -> StandingChange:
        added = tuple(penalties)
        events = (PenaltyImposed(imposed.dispute, imposed.penalty) for imposed in added)
        return self._evolve(*events, imposed=(*self.imposed, *added))._replace(imposed=added)

    def reverse(self, penalty_id: UUID, *, by: str, reason: str, at: datetime) -> StandingChange:
        """Undo a penalty, as if it had never been. Raises KeyError or PenaltyReversed."""
        penalty = {imposed.id: imposed for imposed in self.imposed}[penalty_id]
        if penalty.reversed_at is not None:
            raise PenaltyReversed
        undone = replace(penalty, reversed_at=at, reversed_by=by, reversal_reason=reason)
        imposed = tuple(undone if one.id == penalty_id else one for one in self.imposed)
        event = PenaltyUndone(undone.dispute, undone.penalty.act)
        return self._evolve(event, imposed=imposed)._replace(reversed=(undone,))

    def end_suspension(self, now: datetime) -> StandingChange:
        """Tell that a suspension has ended by itself."""
        return self._evolve(self._status_event(now))

    def announce_status(self, before: ParticipantStanding, now: datetime) -> StandingChange:
        """Tell how the participant stands now, if that is otherwise than before."""
        if (self.status(now), self.suspended_until, self.points) == (
            before.status(now),
            before.suspended_until,
            before.points,
        ):
            return StandingChange(self)
        return self._record(self._status_event(now))

    def _status_event(self, now: datetime) -> StandingChanged:
        return StandingChanged(self.status(now), self.suspension_end(now), self.points)

    def _evolve(self, *events: ParticipantEvent, **changes: Any) -> StandingChange:
        """Make a new version: the only way to one."""
        return replace(self, version=self.version + 1, **changes)._record(*events)

    def _record(self, *events: ParticipantEvent) -> StandingChange:
        return StandingChange(replace(self, event_count=self.event_count + len(events)), events)


@dataclass(frozen=True, slots=True)
class PenaltyRequest:
    """Penalty as an operator names it: who, and for what. What follows, the ladder says."""

    party: Role
    act: str
    fine: Money | None = None
    """Chosen within the bounds of the edition; None: what it is if nobody chooses."""

    def find_in(self, penalties: Iterable[Penalty]) -> Penalty | None:
        return next((p for p in penalties if (p.party, p.act) == (self.party.value, self.act)), None)

    @classmethod
    def from_penalty(cls, penalty: Penalty) -> PenaltyRequest:
        return cls(Role(penalty.party), penalty.act, penalty.fine)


@dataclass(frozen=True, slots=True)
class PendingPenalty:
    """Penalty in a ruling of another case that has not taken effect yet, and when it was given."""

    dispute: UUID
    at: datetime
    penalty: Penalty

    def was_stated_before(self, stated: Penalty, at: datetime) -> bool:
        """Tell whether a ruling of that instant has counted this as given. Of two at one instant the warning says so.

        Both can bear the same time: acts that share a transaction, or a test clock that stands still.
        """
        is_counted = self.penalty.act == stated.act and self.penalty.warning < stated.warning
        return self.at < at or (self.at == at and is_counted)


def participant_of(dispute: Dispute, party: Role) -> str:
    return dispute.buyer if party is Role.BUYER else dispute.seller


def require_known(requests: Iterable[PenaltyRequest], ladder: Ladder | None) -> None:
    """Raises PenaltyUnknown or PenaltyNamedTwice."""
    seen: set[tuple[Role, str]] = set()
    for request in requests:
        if ladder is None or request.act not in ladder.acts:
            raise PenaltyUnknown(ladder.acts if ladder else ())
        if (request.party, request.act) in seen:
            raise PenaltyNamedTwice
        seen.add((request.party, request.act))


class PenaltyTerms(NamedTuple):
    """Measure of a penalty, beside who has done what how often."""

    ladder: Ladder
    disputed: Money
    at: datetime
    """From when it counts."""
    calendar: Calendar


def next_penalty(
    standing: ParticipantStanding,
    request: PenaltyRequest,
    terms: PenaltyTerms,
    pending: Iterable[PendingPenalty] = (),
) -> Penalty:
    """Compute what one more of this act means for somebody of this standing. What is pending counts as given."""
    ahead = sum(1 for other in pending if other.penalty.act == request.act)
    return nth_penalty(request, standing.warnings[request.act] + ahead + 1, terms)


def nth_penalty(request: PenaltyRequest, warning: int, terms: PenaltyTerms) -> Penalty:
    """Compute what the `warning`-th for this act brings."""
    ladder = terms.ladder
    offence = ladder.acts[request.act]
    closed = warning >= (offence.close_at or ladder.close_at)
    suspended = warning >= ladder.suspend_at and not closed
    bounds = fine_bounds(request.act, warning, terms)
    return Penalty(
        party="buyer" if request.party is Role.BUYER else "seller",
        act=request.act,
        points=offence.points if request.party in ladder.points_for else 0,
        warning=warning,
        fine=_choose_fine(request.fine, bounds) if bounds is not None else None,
        suspended_until=due_at_end_of(terms.at, ladder.suspension, terms.calendar) if suspended else None,
        closed=closed,
    )


def fine_bounds(act: str, warning: int, terms: PenaltyTerms) -> FineBounds | None:
    """Find the fine that the `warning`-th for this act brings; None: it brings none."""
    offence = terms.ladder.acts[act]
    least, usual, most = offence.least_fine, offence.fine, offence.most_fine
    if least is None or usual is None or most is None or warning < terms.ladder.fine_at:
        return None
    return FineBounds(*(_compute_fine(terms.disputed, basis_points) for basis_points in (least, usual, most)))


def _choose_fine(chosen: Money | None, bounds: FineBounds) -> Money:
    """Take what was chosen as far as the bounds let it."""
    if chosen is None:
        return bounds.usual
    return min(max(chosen, bounds.least), bounds.most)


def _compute_fine(disputed: Money, basis_points: int) -> Money:
    """At least the smallest amount there is."""
    return Money(max(split_by_basis_points(disputed, basis_points).to_buyer.minor, 1), disputed.currency)


class Standings(Protocol):
    async def get(self, participant: str) -> ParticipantStanding:
        """Clean where nothing is known."""

    async def get_for_update(self, participant: str) -> ParticipantStanding:
        """Locked, also where nothing has been known of this person until now."""

    async def find_for_update(self, standing_id: UUID) -> ParticipantStanding | None: ...

    async def find_pending(self, standing: ParticipantStanding, *, except_dispute: UUID) -> list[PendingPenalty]:
        """Find this person's penalties in the rulings that other cases still wait for. The standing is locked."""

    async def save(self, change: StandingChange) -> None: ...

    async def schedule_suspension_end(self, standing_id: UUID, *, since: datetime, at: datetime | None) -> None:
        """Schedule the one deadline of the standing, in place of the one there was."""


class PenaltiesTx(CasesTx, Protocol):
    """Transaction as far as standings need it."""

    @property
    def standings(self) -> Standings: ...
