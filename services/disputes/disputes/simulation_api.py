"""Simulation over HTTP: what another edition would have made of the same cases."""

from __future__ import annotations

import asyncio
from typing import Annotated, Self

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.ids import DisputeId
from common.kernel.principal import Role
from common.persistence.paging import Instant
from common.web.schemas import Body, MoneyView, UtcTime, View

from . import simulation
from .api import ACT
from .caseload import MAX_CASES, SuppliedCase
from .deps import Calling
from .domain.simulation import Course
from .domain.vocabulary import Outcome
from .editions_api import Edition
from .simulation import Compared, Side
from .store import DisputeTx

router = APIRouter(prefix="/v1/policies", tags=["policies"])


class Simulate(Body):
    """Closed cases of a period, or a caseload of your own: one of the two."""

    model_config = ConfigDict(
        populate_by_name=True,
        json_schema_extra={"examples": [{"from": "2026-10-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}]},
    )

    since: Annotated[Instant | None, Field(alias="from")] = None
    until: Annotated[Instant | None, Field(alias="to")] = None
    cases: Annotated[tuple[SuppliedCase, ...], Field(max_length=MAX_CASES)] = ()

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        period = (self.since is not None) + (self.until is not None)
        if (period == 2) == bool(self.cases) or period == 1:
            raise PydanticCustomError("one_of", "Name a period (`from`, `to`), or send `cases`.")
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise PydanticCustomError("period", "A period ends after it begins.")
        return self


class CourseView(View):
    outcome: Outcome | None
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    places: list[str]
    touches: int
    ended_at: UtcTime | None

    @classmethod
    def of(cls, course: Course) -> Self:
        return cls(
            outcome=course.outcome,
            to_buyer=MoneyView.from_money(course.split.to_buyer) if course.split else None,
            to_seller=MoneyView.from_money(course.split.to_seller) if course.split else None,
            places=list(course.places),
            touches=course.touches,
            ended_at=course.ended_at,
        )


class FlipView(View):
    """A case that would have ended otherwise. `after` is null where the edition does not take such a case."""

    dispute: DisputeId | None
    reference: str | None
    before: CourseView | None
    after: CourseView | None

    @classmethod
    def of(cls, one: Compared) -> Self:
        return cls(
            dispute=one.dispute,
            reference=one.reference,
            before=CourseView.of(one.before) if one.before else None,
            after=CourseView.of(one.after) if one.after else None,
        )


class SideView(View):
    """All cases together, as they went or as they would have gone."""

    cases: int
    resolved_without_operator: int
    undecided: int
    """Where an operator would have had to act, and nothing in the record says how."""
    operator_touches: int
    operator_minutes: int
    to_buyers: list[MoneyView]
    to_sellers: list[MoneyView]

    @classmethod
    def of(cls, side: Side, minutes: int) -> Self:
        return cls(
            cases=side.cases,
            resolved_without_operator=side.without_operator,
            undecided=side.undecided,
            operator_touches=side.touches,
            operator_minutes=side.touches * minutes,
            to_buyers=[MoneyView.from_money(money) for money in side.to_buyers],
            to_sellers=[MoneyView.from_money(money) for money in side.to_sellers],
        )


class SimulationView(View):
    edition: str
    cases: int
    not_admitted: int
    """Cases the edition would not take: its reasons are others."""
    flips: int
    flipped: list[FlipView]
    before: SideView | None
    """Null for a supplied caseload: it has no history."""
    after: SideView


@router.post("/{edition}/simulate", response_model=SimulationView, responses=ACT, operation_id="simulate_policy",
             summary="Replay cases through a policy")  # fmt: skip
async def simulate_policy(edition: Edition, body: Simulate, call: Calling) -> Response:
    """Play closed cases again, act by act, with the engine that ran them and this edition. Changes nothing.

    People are taken to do what they did, when they did it; where a stage begins at another time, operators and givers
    of evidence act as long after its beginning as they did. Through the edition in force, history comes out as it was.
    At most 500 cases at once: narrow the period.
    """
    call.require_role(Role.PLATFORM)
    call.require_no_version()

    async def act(tx: DisputeTx) -> SimulationView:
        shelf = call.deps.policies
        if body.cases:
            plays = await simulation.supplied(tx, shelf, edition, list(body.cases))
        else:
            assert body.since is not None, "the form says so"
            assert body.until is not None, "the form says so"
            plays = await simulation.recorded(tx, shelf, edition, body.since, body.until)
        compared = await asyncio.to_thread(simulation.compare, plays)
        settings = await tx.desk.settings()
        return _view(edition, compared, settings.minutes_per_touch)

    return await call.read(act)


def _view(edition: str, compared: list[Compared], minutes: int) -> SimulationView:
    flipped = [one for one in compared if one.flips]
    history = [one.before for one in compared if one.before is not None]
    return SimulationView(
        edition=edition,
        cases=len(compared),
        not_admitted=sum(1 for one in compared if one.after is None),
        flips=len(flipped),
        flipped=[FlipView.of(one) for one in flipped],
        before=SideView.of(simulation.side(history), minutes) if history else None,
        after=SideView.of(simulation.side([one.after for one in compared if one.after is not None]), minutes),
    )
