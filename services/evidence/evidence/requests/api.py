"""Requests for evidence over HTTP: who owes what until when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.errors import NotFound
from common.kernel.ids import RequestId
from common.web.schemas import Page
from evidence.cases.access import require_reader
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Side
from evidence.cases.schemas import EvidenceFilters
from evidence.edge import READ_RESPONSES

from . import groups
from .edge import RequestCall, RequestReading
from .model import EvidenceRequest
from .queries import find_requests
from .schemas import RequestView
from .transaction import RequestsTransaction
from .views import request_view

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])


@router.get(
    "/requests",
    operation_id="list_evidence_requests",
    summary="List what evidence is asked for",
    response_model=Page[RequestView],
    responses=READ_RESPONSES,
)
async def list_evidence_requests(filters: Annotated[EvidenceFilters, Query()], call: RequestCall) -> Response:
    """Newest first; each party sees what the other owes, too, unless that is sealed until both have given."""
    who = require_reader(call)

    async def act(tx: RequestReading) -> Page[RequestView]:
        side = (await tx.cases.get(filters.dispute)).side_of(who)
        found, cursor = await find_requests(tx, filters.dispute, call.deps.pager, filters, side)
        data = [await _view_request(tx, request, side) for request in found]
        return Page(data=data, has_more=cursor is not None, next_cursor=cursor)

    return await call.read(act)


@router.get(
    "/requests/{request}",
    operation_id="get_evidence_request",
    summary="Read a request for evidence",
    response_model=RequestView,
    responses=READ_RESPONSES,
)
async def get_evidence_request(request: RequestId, call: RequestCall) -> Response:
    """Who owes what until when, how to give it, and what happens if nobody does."""
    who = require_reader(call)

    async def act(tx: RequestsTransaction) -> RequestView:
        found = await tx.requests.get(request)
        side = (await tx.cases.get(found.dispute)).side_of(who)
        if groups.hides_request(found, side):
            raise NotFound(DISPUTE_OR_EVIDENCE)
        return await _view_request(tx, found, side)

    return await call.read(act)


async def _view_request(tx: RequestsTransaction, request: EvidenceRequest, side: Side | None) -> RequestView:
    grace_is_open = False
    if request.grace is not None:
        members = [r for r in await tx.requests.of_case(request.dispute) if r.group == request.group]
        items = await tx.items.of_case(request.dispute)
        grace_is_open = not groups.has_given_evidence(members, items, before=request.grace.at)
    return request_view(request, side, (await tx.timing()).now, grace_is_open=grace_is_open)
