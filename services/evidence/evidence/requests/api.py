"""Requests for evidence over HTTP: who owes what until when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.ids import RequestId
from common.web.schemas import Page
from evidence.cases.access import require_reader
from evidence.cases.schemas import EvidenceFilters
from evidence.edge import READ_RESPONSES

from . import queries
from .edge import RequestCall
from .schemas import RequestView

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])


@router.get(
    "/requests",
    operation_id="list_evidence_requests",
    summary="List evidence requests",
    response_model=Page[RequestView],
    responses=READ_RESPONSES,
)
async def list_evidence_requests(filters: Annotated[EvidenceFilters, Query()], call: RequestCall) -> Response:
    """Newest first; each party sees what the other owes, too, unless that is sealed until both have given."""
    require_reader(call)
    return await call.query(queries.list_requests, filters, call.deps.pager)


@router.get(
    "/requests/{request}",
    operation_id="get_evidence_request",
    summary="Read an evidence request",
    response_model=RequestView,
    responses=READ_RESPONSES,
)
async def get_evidence_request(request: RequestId, call: RequestCall) -> Response:
    """Read who owes what until when, how to give it, and what happens if nobody does."""
    require_reader(call)
    return await call.query(queries.read_request, request)
