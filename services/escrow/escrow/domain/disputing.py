"""Disputing of an escrow: who may report a problem with it, for which reasons, and from when until when. Pure.

Disputes judges an opening; this is what escrow can tell beforehand, by the very edition that it has pinned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from common.kernel.deal_money import FilingHoldTerms
from common.kernel.principal import Role
from common.kernel.terms import Calendar, Term, due_at_end_of

from .transitions import DeadlineKind

ENDING_DEADLINES: Final = frozenset(
    {DeadlineKind.AUTO_REFUND_UNSHIPPED, DeadlineKind.AUTO_REFUND_UNDELIVERED, DeadlineKind.AUTO_RELEASE}
)
"""Deadlines that pay everything out: at their instant nothing is left to dispute."""


class FilingAnchor(StrEnum):
    FUNDED = "funded"
    DELIVERED = "delivered"


class DisputeWindow(NamedTuple):
    opens_at: datetime
    closes_at: datetime | None
    """None: as long as money is held."""

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at and (self.closes_at is None or at < self.closes_at)


class FilingHold(NamedTuple):
    """Time for which a filing window holds the money."""

    until: datetime | None
    """None: its end is not known before the delivery."""

    def lasts_at(self, at: datetime) -> bool:
        return self.until is None or at < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeTerms:
    """Terms of opening a case, as the pinned edition has them."""

    openers: Mapping[str, frozenset[Role]]
    """By reason."""
    represented: Role | None = None
    """For whom a third party may act (K7)."""
    since: tuple[FilingAnchor, ...] = ()
    term: Term | None = None
    earliest: Term | None = None
    calendar: Calendar = Calendar()
    holds_money: bool = False
    """Whether nothing is released by itself while a case can still be opened (K1)."""

    def reasons_for(self, role: Role, barred: frozenset[Role] = frozenset()) -> tuple[str, ...]:
        """List the reasons for which a case may be opened in this role; an operator opens it for either side."""
        side = self.represented if role is Role.REPRESENTATIVE else role
        able = self.openers_beside(barred) if role is Role.OPERATOR else {side} - barred
        return tuple(reason for reason, openers in self.openers.items() if openers & able)

    def openers_beside(self, barred: frozenset[Role]) -> frozenset[Role]:
        """Find who may open a case for any reason, beside those who no longer can."""
        return frozenset[Role]().union(*self.openers.values()) - barred

    def _is_held_for(self, barred: frozenset[Role]) -> bool:
        """Tell whether the filing window holds the money: not where nobody can open a case any more (K1)."""
        return self.holds_money and bool(self.openers_beside(barred))

    def foretell_hold(
        self, funded_at: datetime, delivered_at: datetime, barred: frozenset[Role]
    ) -> FilingHoldTerms | None:
        """Tell others how the filing window will hold the money after a delivery, and for whom."""
        hold = self.find_hold(funded_at, delivered_at, barred)
        if hold is None or hold.until is None:
            return None
        term = self.term if FilingAnchor.DELIVERED in self.since else None
        return FilingHoldTerms(self.openers_beside(barred), hold.until, term, self.calendar)

    def find_hold(
        self, funded_at: datetime, delivered_at: datetime | None, barred: frozenset[Role]
    ) -> FilingHold | None:
        """Find for how long the filing window holds the money (K1); one that counts from the delivery has not begun
        before that."""
        if self.term is None or not self._is_held_for(barred):
            return None
        if delivered_at is None and FilingAnchor.DELIVERED in self.since:
            return FilingHold(None)
        closes_at = self.window(funded_at, delivered_at).closes_at
        return None if closes_at is None else FilingHold(closes_at)

    def window(self, funded_at: datetime, delivered_at: datetime | None) -> DisputeWindow:
        """Compute it from the latest of what the edition counts from (K1)."""
        happened = {FilingAnchor.FUNDED: funded_at, FilingAnchor.DELIVERED: delivered_at}
        since = max((at for anchor in self.since if (at := happened[anchor]) is not None), default=None)
        if since is None or self.term is None:
            return DisputeWindow(funded_at, None)
        opens_at = funded_at if self.earliest is None else due_at_end_of(since, self.earliest, self.calendar)
        return DisputeWindow(opens_at, due_at_end_of(since, self.term, self.calendar))
