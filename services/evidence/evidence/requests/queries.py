"""Reads requests for evidence straight from their table: changes nothing and decides nothing."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from common.kernel.errors import NotFound
from common.kernel.principal import Principal
from common.persistence.paging import Pager
from common.web.schemas import Page
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Side
from evidence.cases.queries import QueryTransaction, find_page
from evidence.cases.schemas import EvidenceFilters

from . import groups
from .model import EvidenceRequest
from .parts import Disclosure
from .rows import request_from_row
from .schemas import RequestView
from .tables import requests
from .transaction import RequestsTransaction
from .views import request_view


class RequestReading(RequestsTransaction, QueryTransaction, Protocol):
    """Transaction in which requests are read."""


async def list_requests(
    tx: RequestReading, principal: Principal, filters: EvidenceFilters, pager: Pager
) -> Page[RequestView]:
    """List one page of what the principal may know of, the newest first."""
    side = (await tx.cases.get(filters.dispute)).side_of(principal)
    query = select(requests).where(requests.c.dispute == filters.dispute)
    if side is not None:
        query = query.where(~sealed_from(side))
    rows, cursor = await find_page(tx, pager, filters, "requests", query, requests.c.id)
    data = [await _view_request(tx, request_from_row(row), side) for row in rows]
    return Page(data=data, has_more=cursor is not None, next_cursor=cursor)


async def read_request(tx: RequestsTransaction, principal: Principal, request_id: UUID) -> RequestView:
    """Raises NotFound."""
    request = await tx.requests.get(request_id)
    side = (await tx.cases.get(request.dispute)).side_of(principal)
    if groups.hides_request(request, side):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    return await _view_request(tx, request, side)


async def _view_request(tx: RequestsTransaction, request: EvidenceRequest, side: Side | None) -> RequestView:
    grace_is_open = False
    if request.grace is not None:
        members = [r for r in await tx.requests.of_case(request.dispute) if r.group == request.group]
        items = await tx.items.of_case(request.dispute)
        grace_is_open = not groups.has_given_evidence(members, items, before=request.grace.at)
    return request_view(request, side, (await tx.timing()).now, grace_is_open=grace_is_open)


def sealed_from(viewer: Side) -> ColumnElement[bool]:
    """Condition for requests that this side must not know the outcome of yet."""
    return and_(requests.c.disclosure == Disclosure.SEALED, requests.c.side != viewer)
