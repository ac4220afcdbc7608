"""Schema of the penalties in an edition file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from common.kernel.principal import Role
from disputes.policy.ladder import Ladder, Offence

from .forms import CodeText, StrictForm, TermText

Nth = Annotated[int, Field(ge=1, le=100)]


class _Offence(StrictForm):
    points: int = Field(0, ge=-1_000_000, le=0)
    fine: int | None = Field(None, ge=1, le=10_000)
    fine_bounds: tuple[int, int] | None = None
    close_at: Nth | None = None

    def to_offence(self) -> Offence:
        return Offence(self.points, self.fine, self.fine_bounds, self.close_at)


class PenaltiesForm(StrictForm):
    points_for: frozenset[Role]
    suspend_at: Nth
    suspension: TermText
    fine_at: Nth
    close_at: Nth
    acts: dict[CodeText, _Offence] = Field(min_length=1)

    def to_ladder(self) -> Ladder:
        return Ladder(
            acts={name: act.to_offence() for name, act in self.acts.items()},
            points_for=self.points_for,
            suspend_at=self.suspend_at,
            suspension=self.suspension,
            fine_at=self.fine_at,
            close_at=self.close_at,
        )
