"""Queries of standings, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from common.kernel.principal import Principal

from .model import PenaltiesTx
from .schemas import StandingView
from .views import standing_view


async def read_standing(tx: PenaltiesTx, principal: Principal, participant: str) -> StandingView:
    """Clean where nothing has been ruled on the participant."""
    return standing_view(await tx.standings.get(participant), (await tx.timing()).now)
