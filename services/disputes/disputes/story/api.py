"""Story of a case over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.ids import DisputeId
from common.web.schemas import Page
from disputes.cases.edge import CasesCall
from disputes.edge import ACT_RESPONSES, READ_RESPONSES, READER_ROLES

from . import queries
from .commands import MarkRead
from .model import LineRef, SubjectKind
from .schemas import ReadBody, ReadMarkView, StoryEntryView, StoryFilters
from .views import read_mark_view

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


@router.post(
    "/{dispute}/read",
    response_model=ReadMarkView,
    responses=ACT_RESPONSES,
    operation_id="mark_read",
    summary="Mark a case as read",
)
async def mark_read(dispute: DisputeId, call: CasesCall, body: ReadBody | None = None) -> Response:
    """Say how far you have read: up to a message, up to an entry of the story, or everything. Lists and `expand` then
    count as `unread` what others have done since. It never goes back, changes nothing in the case, and is told nobody.
    """
    call.require_role(*READER_ROLES)
    return await call.execute(MarkRead(dispute, _line_of(body or ReadBody())), read_mark_view)


def _line_of(body: ReadBody) -> LineRef | None:
    if body.message is not None:
        return LineRef(SubjectKind.MESSAGE, body.message)
    return None if body.entry is None else LineRef(None, body.entry)
