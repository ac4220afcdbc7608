"""How an edition writes its penalties down."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from common.kernel.principal import Role
from common.kernel.terms import Term
from disputes.domain.ladder import Ladder, Offence

TermText = Annotated[Term, BeforeValidator(lambda text: Term.parse(text) if isinstance(text, str) else text)]
Nth = Annotated[int, Field(ge=1, le=100)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class _Offence(_Strict):
    points: int = Field(0, ge=-1_000_000, le=0)
    fine: int | None = Field(None, ge=1, le=10_000)
    close_at: Nth | None = None


class Penalties(_Strict):
    points_for: frozenset[Role]
    suspend_at: Nth
    suspension: TermText
    fine_at: Nth
    close_at: Nth
    acts: dict[Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$")], _Offence] = Field(min_length=1)

    def ladder(self) -> Ladder:
        return Ladder(
            acts={name: Offence(act.points, act.fine, act.close_at) for name, act in self.acts.items()},
            points_for=self.points_for,
            suspend_at=self.suspend_at,
            suspension=self.suspension,
            fine_at=self.fine_at,
            close_at=self.close_at,
        )
