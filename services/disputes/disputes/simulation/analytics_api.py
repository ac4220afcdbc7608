"""Analytics over HTTP (O8)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.principal import Role
from disputes.cases.edge import CasesCall
from disputes.edge import READ_RESPONSES

from . import analytics_queries
from .analytics_schemas import AnalyticsView, Period

router = APIRouter(prefix="/v1/analytics", tags=["analytics"])


@router.get(
    "/disputes",
    response_model=AnalyticsView,
    responses=READ_RESPONSES,
    operation_id="dispute_analytics",
    summary="Read dispute analytics",
)
async def dispute_analytics(period: Annotated[Period, Query()], call: CasesCall) -> Response:
    """Measure the cases closed from `from` until before `to`: all numbers are of these, counted from the case log.

    Share resolved without an operator, acts of the support team against your baseline, interactions, time to
    resolution, missed targets and limits, and outcomes with their money by policy and reason (O8).
    """
    call.require_role(Role.PLATFORM, Role.OPERATOR)
    return await call.query(analytics_queries.read_analytics, period)
