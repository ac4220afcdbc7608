"""Story of a case over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.ids import DisputeId
from common.web.schemas import Page
from disputes.cases.edge import CasesCall
from disputes.edge import READ_RESPONSES, READER_ROLES

from . import queries
from .schemas import StoryEntryView, StoryFilters

router = APIRouter(prefix="/v1/disputes", tags=["disputes"])


@router.get(
    "/{dispute}/story",
    response_model=Page[StoryEntryView],
    responses=READ_RESPONSES,
    operation_id="get_story",
    summary="Read the story of a case",
)
async def get_story(dispute: DisputeId, filters: Annotated[StoryFilters, Query()], call: CasesCall) -> Response:
    """Everything that has happened to the case, in order, the first first: stages, offers, evidence, messages,
    rulings, penalties, deadlines that passed and money that moved.

    You see what you may see: parties neither how operators share their work nor the other's evidence while it is
    sealed. What another service tells a moment late stands where it happened.
    """
    call.require_role(*READER_ROLES)
    return await call.query(queries.read_story, dispute, filters, call.deps.pager)
