"""Reads requests for evidence straight from their table: changes nothing and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from common.kernel.errors import NotFound
from common.kernel.principal import Principal
from common.persistence.paging import Pager
from common.web.schemas import Page
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Case, Side
from evidence.cases.queries import QueryTransaction, find_page
from evidence.cases.schemas import EvidenceFilters

from . import groups
from .parts import Disclosure
from .rows import request_from_row
from .schemas import RequestView
from .tables import requests
from .transaction import RequestsTransaction
from .views import RequestSurroundings, request_view


class RequestReading(RequestsTransaction, QueryTransaction, Protocol):
    """Transaction in which requests are read."""


async def list_requests(
    tx: RequestReading, principal: Principal, filters: EvidenceFilters, pager: Pager
) -> Page[RequestView]:
    """List one page of what the principal may know of, the newest first."""
    case = await tx.cases.get(filters.dispute)
    side = case.side_of(principal)
    query = select(requests).where(requests.c.tenant_id == tx.tenant, requests.c.dispute == filters.dispute)
    if side is not None:
        query = query.where(~sealed_from(side))
    rows, cursor = await find_page(tx, pager, filters, "requests", query, requests.c.id)
    surroundings = await read_surroundings(tx, case)
    data = [request_view(request_from_row(row), side, surroundings) for row in rows]
    return Page(data=data, has_more=cursor is not None, next_cursor=cursor)


async def read_request(tx: RequestsTransaction, principal: Principal, request_id: UUID) -> RequestView:
    """Raises NotFound."""
    request = await tx.requests.get(request_id)
    case = await tx.cases.get(request.dispute)
    side = case.side_of(principal)
    if groups.hides_request(request, side):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    return request_view(request, side, await read_surroundings(tx, case))


async def list_disputes_of(tx: QueryTransaction, request_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Find the cases of these requests, by the ids of the requests."""
    own = requests.c.tenant_id == tx.tenant
    query = select(requests.c.id, requests.c.dispute).where(own, requests.c.id.in_(request_ids))
    return {row.id: row.dispute for row in await tx.execute(query)}


async def read_surroundings(tx: RequestsTransaction, case: Case) -> RequestSurroundings:
    return RequestSurroundings(
        requests=await tx.requests.of_case(case.id),
        items=await tx.items.of_case(case.id),
        examinations=await tx.examinations.of_case(case.id),
        ends_at=case.ends_at,
        now=(await tx.timing()).now,
    )


def sealed_from(viewer: Side) -> ColumnElement[bool]:
    """Condition for requests that this side must not know the outcome of yet."""
    return and_(requests.c.disclosure == Disclosure.SEALED, requests.c.side != viewer)
