"""Ladder of penalties of an edition (K15, K16): which acts it punishes, and what each further one brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from common.kernel.money import BASIS_POINTS
from common.kernel.principal import Role
from common.kernel.terms import Term


@dataclass(frozen=True, slots=True)
class Offence:
    """Consequences of one act, beside the warning that every act brings."""

    points: int = 0
    fine: int | None = None
    """In basis points of the disputed amount, from the ladder's `fine_at`-th warning on, if nobody chooses another."""
    fine_bounds: tuple[int, int] | None = None
    """Between which the operator may choose; None: there is no choice."""
    close_at: int | None = None
    """1: at once. None: when the ladder says."""

    @property
    def least_fine(self) -> int | None:
        return self.fine if self.fine_bounds is None else self.fine_bounds[0]

    @property
    def most_fine(self) -> int | None:
        return self.fine if self.fine_bounds is None else self.fine_bounds[1]

    def has_sound_fine(self) -> bool:
        """Tell whether the bounds enclose the fine, all of them 1 to 10,000 basis points."""
        if self.fine is None:
            return self.fine_bounds is None
        least, most = self.fine_bounds or (self.fine, self.fine)
        return 1 <= least <= self.fine <= most <= BASIS_POINTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Thresholds of warnings and points. Warnings are counted for each act by itself."""

    acts: Mapping[str, Offence]
    points_for: frozenset[Role]
    suspend_at: int
    suspension: Term
    fine_at: int
    close_at: int

    def __post_init__(self) -> None:
        if not self.points_for <= {Role.BUYER, Role.SELLER}:
            raise ValueError("'points_for' names parties")
        if not 1 <= self.suspend_at <= self.close_at or not self.fine_at >= 1:
            raise ValueError("'penalties' must warn, then suspend ('suspend_at'), then close ('close_at')")
        for name, act in self.acts.items():
            if act.points > 0 or not act.has_sound_fine():
                raise ValueError(f"'{name}' takes points, and fines 1 to 10,000 basis points, within its bounds")
