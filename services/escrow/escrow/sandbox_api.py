"""Test clock over HTTP. These routes exist in a sandbox only."""

from __future__ import annotations

from typing import Final, Self

from fastapi import APIRouter, Response
from pydantic import Field, model_validator

from common.execution.commands import Context
from common.kernel.errors import Forbidden, NotFound
from common.kernel.principal import Principal, Role
from common.kernel.terms import Term
from common.persistence.paging import Instant
from common.web.problems import problem_responses
from common.web.schemas import Body, TermText, UtcTime, View

from .commands import ClockPlan, PlanAdvance
from .domain.page_link import CLOCK_SCOPE
from .edge import EscrowCall
from .sandbox_clock import SandboxClock
from .transaction import EscrowTransaction

router = APIRouter(prefix="/v1/test-clock", tags=["sandbox"])

PLANNED: Final = 202
"""Kept under the key while the clock is on its way."""


class AdvanceBody(Body):
    """Instant or length of time, one of the two."""

    to: Instant | None = Field(
        None, description="Where time is to stand. An instant that has passed means now: what is due by now is done."
    )
    by: TermText | None = None
    hold: bool = Field(
        False,
        description="Whether time then stands still, at exactly that instant and in every service, until the clock is "
        "advanced or released. Else it runs on from there.",
    )

    @model_validator(mode="after")
    def _require_one_of_two(self) -> Self:
        if (self.to is None) == (self.by is None):
            raise ValueError('say either "to" or "by"')
        return self

    def to_command(self) -> PlanAdvance:
        return PlanAdvance(self.to, None if self.by is None else Term.parse(self.by))


class StepView(View):
    at: UtcTime
    service: str


class ClockView(View):
    now: UtcTime
    held: bool = Field(False, description="Time stands still until the clock is advanced or released.")
    steps: list[StepView] = Field([])
    """What was due on the way, in order: when, and whose."""


class PlanView(View):
    """First answer kept under a key: whoever repeats the request while it is carried out goes on to the same target."""

    now: UtcTime
    target: UtcTime


@router.get(
    "",
    response_model=ClockView,
    operation_id="get_test_clock",
    summary="Read the test clock",
    responses=problem_responses(401, 403, 404, 429, 503),
)
async def get_test_clock(call: EscrowCall) -> Response:
    """Tell what time it is for this platform, and whether time stands still."""
    _require_clock_scope(call)
    return await call.query(read_time)


@router.post(
    "/advance",
    response_model=ClockView,
    operation_id="advance_test_clock",
    summary="Advance the test clock",
    responses=problem_responses(400, 401, 403, 404, 409, 415, 422, 429, 503),
)
async def advance_test_clock(body: AdvanceBody, call: EscrowCall) -> Response:
    """Move this platform's time forward and do all that falls due on the way, in order and in every service: one leap
    brings about the same as many steps. What takes longer than two minutes is answered 503 `clock_too_slow` with how
    far it got; time stands still there, and the same request with the same Idempotency-Key goes on to the same
    instant."""
    _require_clock_scope(call)
    clock = _require_clock(call)
    planned = await call.execute(body.to_command(), plan_view, status=PLANNED)
    if planned.status_code != PLANNED:
        return planned
    plan = PlanView.model_validate_json(bytes(planned.body))
    now, steps = await clock.advance(call.tenant, since=plan.now, target=plan.target, hold=body.hold)
    views = [StepView(at=step.at, service=step.service) for step in steps]
    return await call.replace_answer(ClockView(now=now, held=body.hold, steps=views))


@router.post(
    "/release",
    response_model=ClockView,
    operation_id="release_test_clock",
    summary="Release the test clock",
    responses=problem_responses(400, 401, 403, 404, 415, 422, 429, 503),
)
async def release_test_clock(call: EscrowCall) -> Response:
    """Let a held time run on from where it stands. One that runs, runs on."""
    _require_clock_scope(call)
    clock = _require_clock(call)
    async with call.deps.begin.read(call.tenant) as tx:
        held_at = await tx.read_held_time()
    if held_at is not None:
        await clock.release(call.tenant, held_at)
    return await call.query(read_time)


def plan_view(plan: ClockPlan, context: Context) -> PlanView:
    return PlanView(now=plan.now, target=plan.target)


async def read_time(tx: EscrowTransaction, principal: Principal) -> ClockView:
    held_at = await tx.read_held_time()
    return ClockView(now=(await tx.timing()).now, held=held_at is not None)


def _require_clock_scope(call: EscrowCall) -> None:
    """Raises Forbidden. It is the clock of all the platform's cases: a token for one of them needs the scope itself."""
    if CLOCK_SCOPE in call.principal.scopes:
        return
    call.require_role(Role.PLATFORM)
    if call.principal.is_bound:
        raise Forbidden(f"This needs a token with the scope {CLOCK_SCOPE}.", CLOCK_SCOPE)


def _require_clock(call: EscrowCall) -> SandboxClock:
    if call.deps.clock is None:
        raise NotFound("test clock")
    return call.deps.clock
