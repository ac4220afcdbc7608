"""Edge of simulation: what the routes of this room are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.web.api_call import ApiCall, api_call
from disputes.cases.edge import CaseDeps

from .runner import SimulationRunner


@dataclass(frozen=True, kw_only=True)
class SimulationDeps(CaseDeps):
    simulations: SimulationRunner


SimulationCall = Annotated[ApiCall[SimulationDeps], Depends(api_call)]
