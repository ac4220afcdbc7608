"""Simulation over HTTP: what another edition would have made of the same cases."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.principal import Role
from disputes.edge import ACT_RESPONSES
from disputes.editions.schemas import EditionName

from . import queries
from .edge import SimulationCall
from .schemas import SimulationBody, SimulationView

router = APIRouter(prefix="/v1/policies", tags=["policies"])


@router.post(
    "/{edition}/simulate",
    response_model=SimulationView,
    responses=ACT_RESPONSES,
    operation_id="simulate_policy",
    summary="Simulate a policy on past cases",
)
async def simulate_policy(edition: EditionName, body: SimulationBody, call: SimulationCall) -> Response:
    """Play closed cases again, act by act, with the engine that ran them and this edition. Changes nothing.

    People are taken to do what they did, when they did it; where a stage begins at another time, operators and givers
    of evidence act as long after its beginning as they did. Through the edition in force, history comes out as it was.
    At most 500 cases at once: narrow the period. One simulation of a platform runs at a time. Of operators those with
    the scope `lead`.
    """
    call.require_role(Role.PLATFORM, Role.OPERATOR, scope="lead")
    call.require_no_version()
    with call.deps.simulations.hold_place(call.tenant) as replay_cases:
        return await call.query(queries.simulate_policy, edition, body, replay_cases)
