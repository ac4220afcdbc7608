"""Lists of cases over HTTP: the rows of a desk or of a party's own page, and how many there are of each sort."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.errors import Forbidden
from common.kernel.principal import Role
from common.web.schemas import Page
from disputes.cases.edge import CasesCall
from disputes.edge import READ_RESPONSES, READER_ROLES, STAFF_ROLES

from . import queries
from .schemas import DisputeCounts, DisputeFilters, DisputeSummary

router = APIRouter(prefix="/v1/disputes", tags=["disputes"])


@router.get(
    "",
    response_model=Page[DisputeSummary],
    responses=READ_RESPONSES,
    operation_id="list_disputes",
    summary="List disputes",
)
async def list_disputes(filters: Annotated[DisputeFilters, Query()], call: CasesCall) -> Response:
    """Parties see their own, the platform and its operators see all. Each row is enough to draw a list.

    Newest first; a desk asks for `sort=due`, which begins with what is overdue. Parties cannot ask who has a case, or
    how the operators stand with it.
    """
    call.require_role(*READER_ROLES)
    if filters.for_staff and call.principal.role not in STAFF_ROLES:
        raise Forbidden("Assignments and service levels are the operators' business.")
    if filters.mine is not None and call.principal.role is not Role.OPERATOR:
        raise Forbidden("Cases are assigned to operators: ask with a token of one, or for an `assignee`.")
    return await call.query(queries.list_disputes, filters, call.deps.pager)


@router.get(
    "/counts",
    response_model=DisputeCounts,
    responses=READ_RESPONSES,
    operation_id="count_disputes",
    summary="Count open disputes",
)
async def count_disputes(call: CasesCall) -> Response:
    """Count the open cases that you can see, by status, by stage, by whose turn it is, and by what needs attention."""
    call.require_role(*READER_ROLES)
    return await call.query(queries.count_disputes)
