"""The test clock over HTTP. These routes exist in a sandbox only."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from fastapi import APIRouter, Response
from pydantic import Field, model_validator

from common.kernel.errors import NotFound
from common.kernel.principal import Role
from common.kernel.terms import Calendar, Term, due_at_end_of
from common.persistence.paging import Instant
from common.web.problems import problem_responses
from common.web.schemas import Body, TermText, UtcTime, View

from .deps import Calling
from .store import EscrowTx

router = APIRouter(prefix="/v1/test-clock", tags=["sandbox"])


class Advance(Body):
    """Either an instant or a length of time."""

    to: Instant | None = None
    by: TermText | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.to is None) == (self.by is None):
            raise ValueError('say either "to" or "by"')
        return self

    def target(self, now: datetime) -> datetime:
        if self.to is not None:
            return self.to
        assert self.by is not None
        return due_at_end_of(now, Term.parse(self.by), Calendar())


class StepView(View):
    at: UtcTime
    service: str


class ClockView(View):
    now: UtcTime
    steps: list[StepView] = Field([])
    """What was due on the way, in order: when, and whose deadline."""


@router.get("", response_model=ClockView, operation_id="get_test_clock", summary="Read the test clock",
            responses=problem_responses(401, 403, 404, 429, 503))  # fmt: skip
async def get_test_clock(call: Calling) -> Response:
    """What time it is for this platform."""
    call.require_role(Role.PLATFORM)

    async def act(tx: EscrowTx) -> ClockView:
        return ClockView(now=(await tx.timing()).now)

    return await call.read(act)


@router.post("/advance", response_model=ClockView, operation_id="advance_test_clock", summary="Move the test clock",
             responses=problem_responses(400, 401, 403, 404, 415, 422, 429, 503))  # fmt: skip
async def advance_test_clock(body: Advance, call: Calling) -> ClockView:
    """Move this platform's time forward and do all that falls due on the way, in order and in every service."""
    call.require_role(Role.PLATFORM)
    clock = call.deps.clock
    if clock is None:
        raise NotFound("test clock")
    async with call.deps.begin.read(call.tenant) as tx:
        real, shift = await tx.clocks()
    to = body.target(real + shift)
    steps = await clock.advance(call.tenant, real=real, shift=shift, to=to)
    return ClockView(now=to, steps=[StepView(at=at, service=service) for at, service in steps])
