"""A participant's standing with a platform, and what one more act means for it (K15, K16). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from common.kernel.money import Money, split_by_basis_points
from common.kernel.principal import Role
from common.kernel.terms import Calendar, due_at_end_of

from .ladder import Ladder
from .records import Penalty
from .refusals import PenaltyNamedTwice, PenaltyReversed, PenaltyUnknown

SUSPENSION_ENDS: Final = "suspension_ends"
PEOPLE: Final = UUID("6f7b64b2-5a3e-5d0c-9f9e-0f3f3c3f8a11")


def id_of(tenant: UUID, participant: str) -> UUID:
    """People are known by the platform's own ids; the ids of their standings follow from them."""
    return uuid5(PEOPLE, f"{tenant}:{participant}")


class Status(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposed:
    """A penalty that has taken effect, and the ruling that is its cause."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`facts` counts what has been told of this person, as a case counts its own."""

    id: UUID
    tenant: UUID
    participant: str
    imposed: tuple[Imposed, ...] = ()
    version: int = 0
    facts: int = 0

    @property
    def counting(self) -> tuple[Penalty, ...]:
        return tuple(one.penalty for one in self.imposed if one.reversed_at is None)

    @property
    def points(self) -> int:
        return sum(penalty.points for penalty in self.counting)

    @property
    def warnings(self) -> Counter[str]:
        return Counter(penalty.act for penalty in self.counting)

    @property
    def fines(self) -> tuple[Money, ...]:
        """The sum by currency."""
        found: dict[str, Money] = {}
        for fine in (penalty.fine for penalty in self.counting if penalty.fine is not None):
            found[fine.currency] = found.get(fine.currency, fine.zero()) + fine
        return tuple(found[currency] for currency in sorted(found))

    @property
    def suspended_until(self) -> datetime | None:
        return max((p.suspended_until for p in self.counting if p.suspended_until is not None), default=None)

    def of_case(self, dispute: UUID) -> tuple[Imposed, ...]:
        """What one case has brought and what still counts."""
        return tuple(one for one in self.imposed if one.dispute == dispute and one.reversed_at is None)

    def status(self, now: datetime) -> Status:
        if any(penalty.closed for penalty in self.counting):
            return Status.CLOSED
        until = self.suspended_until
        return Status.SUSPENDED if until is not None and now < until else Status.ACTIVE

    def impose(self, imposed: Iterable[Imposed]) -> Standing:
        return replace(self, imposed=(*self.imposed, *imposed), version=self.version + 1)

    def reverse(self, id: UUID, *, by: str, reason: str, at: datetime) -> tuple[Standing, Imposed]:
        """As if it had never been. Raises KeyError or PenaltyReversed."""
        found = {one.id: one for one in self.imposed}[id]
        if found.reversed_at is not None:
            raise PenaltyReversed
        undone = replace(found, reversed_at=at, reversed_by=by, reversal_reason=reason)
        kept = tuple(undone if one.id == id else one for one in self.imposed)
        return replace(self, imposed=kept, version=self.version + 1), undone


@dataclass(frozen=True, slots=True)
class Named:
    """A penalty as an operator names it: who, and for what. What follows, the ladder says."""

    party: Role
    act: str

    def found_in(self, penalties: Iterable[Penalty]) -> Penalty | None:
        return next((p for p in penalties if (p.party, p.act) == (self.party.value, self.act)), None)


@dataclass(frozen=True, slots=True)
class Stated:
    """A penalty in a ruling of another case that has not taken effect yet, and when it was given."""

    dispute: UUID
    at: datetime
    penalty: Penalty


def require_known(named: Iterable[Named], ladder: Ladder | None) -> None:
    """Raises PenaltyUnknown or PenaltyNamedTwice."""
    seen: set[Named] = set()
    for one in named:
        if ladder is None or one.act not in ladder.acts:
            raise PenaltyUnknown(ladder.acts if ladder else ())
        if one in seen:
            raise PenaltyNamedTwice
        seen.add(one)


def next_penalty(
    standing: Standing, named: Named, *, ladder: Ladder, disputed: Money, at: datetime, calendar: Calendar,
    stated: Iterable[Stated] = (),
) -> Penalty:  # fmt: skip
    """What one more of this act means for somebody of this standing, from `at` on. What is stated counts as given."""
    ahead = sum(1 for other in stated if other.penalty.act == named.act)
    return penalty_of(
        named, standing.warnings[named.act] + ahead + 1, ladder=ladder, disputed=disputed, at=at, calendar=calendar
    )


def penalty_of(
    named: Named, warning: int, *, ladder: Ladder, disputed: Money, at: datetime, calendar: Calendar
) -> Penalty:
    """What the `warning`-th for this act brings."""
    offence = ladder.acts[named.act]
    closed = warning >= (offence.close_at or ladder.close_at)
    suspended = warning >= ladder.suspend_at and not closed
    fined = offence.fine is not None and warning >= ladder.fine_at
    return Penalty(
        party="buyer" if named.party is Role.BUYER else "seller",
        act=named.act,
        points=offence.points if named.party in ladder.points_for else 0,
        warning=warning,
        fine=_fine(disputed, offence.fine) if fined and offence.fine is not None else None,
        suspended_until=due_at_end_of(at, ladder.suspension, calendar) if suspended else None,
        closed=closed,
    )


def _fine(disputed: Money, basis_points: int) -> Money:
    """At least the smallest amount there is."""
    return Money(max(split_by_basis_points(disputed, basis_points).to_buyer.minor, 1), disputed.currency)
