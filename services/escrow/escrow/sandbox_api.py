"""Test clock over HTTP. These routes exist in a sandbox only."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from fastapi import APIRouter, Response
from pydantic import Field, model_validator

from common.kernel.errors import NotFound
from common.kernel.principal import Principal, Role
from common.kernel.terms import Calendar, Term, due_at_end_of
from common.persistence.paging import Instant
from common.persistence.transaction import PostgresTransaction
from common.web.problems import problem_responses
from common.web.schemas import Body, TermText, UtcTime, View

from .edge import EscrowCall

router = APIRouter(prefix="/v1/test-clock", tags=["sandbox"])


class AdvanceBody(Body):
    """Instant or length of time, one of the two."""

    to: Instant | None = None
    by: TermText | None = None

    @model_validator(mode="after")
    def _require_one_of_two(self) -> Self:
        if (self.to is None) == (self.by is None):
            raise ValueError('say either "to" or "by"')
        return self

    def target_time(self, now: datetime) -> datetime:
        if self.by is None:
            return self.to or now
        return due_at_end_of(now, Term.parse(self.by), Calendar())


class StepView(View):
    at: UtcTime
    service: str


class ClockView(View):
    now: UtcTime
    steps: list[StepView] = Field([])
    """Deadlines that were due on the way, in order: when, and whose."""


@router.get(
    "",
    response_model=ClockView,
    operation_id="get_test_clock",
    summary="Read the test clock",
    responses=problem_responses(401, 403, 404, 429, 503),
)
async def get_test_clock(call: EscrowCall) -> Response:
    """Tell what time it is for this platform."""
    call.require_role(Role.PLATFORM)
    return await call.query(read_time)


@router.post(
    "/advance",
    response_model=ClockView,
    operation_id="advance_test_clock",
    summary="Advance the test clock",
    responses=problem_responses(400, 401, 403, 404, 415, 422, 429, 503),
)
async def advance_test_clock(body: AdvanceBody, call: EscrowCall) -> ClockView:
    """Move this platform's time forward and do all that falls due on the way, in order and in every service."""
    call.require_role(Role.PLATFORM)
    clock = call.deps.clock
    if clock is None:
        raise NotFound("test clock")
    async with call.deps.begin.read(call.tenant) as tx:
        database_time, offset = await tx.read_clocks()
    target = body.target_time(database_time + offset)
    steps = await clock.advance(call.tenant, database_time=database_time, offset=offset, target=target)
    return ClockView(now=target, steps=[StepView(at=step.at, service=step.service) for step in steps])


async def read_time(tx: PostgresTransaction, principal: Principal) -> ClockView:
    return ClockView(now=(await tx.timing()).now)
