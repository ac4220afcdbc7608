"""A case over HTTP, with what one screen shows beside it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.ids import DisputeId
from disputes.cases.edge import CasesCall
from disputes.edge import READ_RESPONSES, READER_ROLES

from . import queries
from .schemas import ExpandedDisputeView, ExpandQuery

router = APIRouter(prefix="/v1/disputes", tags=["disputes"])


@router.get(
    "/{dispute}",
    response_model=ExpandedDisputeView,
    responses=READ_RESPONSES,
    operation_id="get_dispute",
    summary="Read a dispute",
)
async def get_dispute(dispute: DisputeId, query: Annotated[ExpandQuery, Query()], call: CasesCall) -> Response:
    """Read the case as you may see it, with what you may do and what follows if nobody does anything.

    `expand` adds what a screen shows beside it: the deal, offers, evidence, messages, the story, standings. One request
    instead of many; of each list the latest 50 are shown, with the address of the rest.
    """
    call.require_role(*READER_ROLES)
    return await call.query(queries.read_expanded_dispute, dispute, query.expand)
