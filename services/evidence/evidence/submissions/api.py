"""Evidence over HTTP: listed, read, handed in, found invalid. The bytes of files are in `uploads` and `downloads`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from common.kernel.ids import EvidenceId
from common.kernel.principal import Role
from common.web.schemas import Page
from evidence.cases.access import require_reader, require_submitter
from evidence.cases.schemas import EvidenceFilters
from evidence.edge import ACT_RESPONSES, READ_RESPONSES
from evidence.inspection.model import CardNumberNotAllowed
from evidence.items.schemas import ItemSummary, ItemView
from evidence.items.views import item_location

from . import queries
from .commands import InvalidateEvidence, SubmitEvidence
from .edge import SubmissionCall
from .model import Submission
from .schemas import Invalidate, Submit
from .views import changed_item_view

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])


@router.get(
    "",
    operation_id="list_evidence",
    summary="List the evidence of a dispute",
    response_model=Page[ItemSummary],
    responses=READ_RESPONSES,
)
async def list_evidence(filters: Annotated[EvidenceFilters, Query()], call: SubmissionCall) -> Response:
    """Newest first, both parties' and what operators added; what is still sealed is not there for the other party.
    What an item says is read one by one."""
    require_reader(call)
    return await call.query(queries.list_evidence, filters, call.deps.pager)


@router.post(
    "/items",
    operation_id="submit_evidence",
    summary="Submit a shipment record or a statement",
    status_code=201,
    response_model=ItemView,
    responses=ACT_RESPONSES,
)
async def submit_evidence(body: Annotated[Submit, Body()], call: SubmissionCall) -> Response:
    """Submit it in time: a shipment record satisfies a request for one if it comes before the cut-off (D6); at that
    instant it is late. An operator enters what a party has mailed to support with `on_behalf_of`."""
    require_submitter(call)
    if body.holds_card_number():
        raise CardNumberNotAllowed
    submission = Submission(body.dispute, body.kind, body.request, covers=body.covers, on_behalf_of=body.on_behalf_of)
    command = SubmitEvidence(submission, body.to_content(), call.deps.limits)
    return await call.execute(command, changed_item_view, status=201, locate=item_location)


@router.get(
    "/items/{item}",
    operation_id="get_evidence",
    summary="Read a piece of evidence",
    response_model=ItemView,
    responses=READ_RESPONSES,
)
async def get_evidence(item: EvidenceId, call: SubmissionCall) -> Response:
    """Read it with what it says. Whoever reads the other side's statement or shipment record is entered in its
    custody."""
    await call.deps.viewings.record_reading(item, require_reader(call), is_head=call.is_head)
    return await call.query(queries.read_evidence, item)


@router.post(
    "/items/{item}/invalidate",
    operation_id="invalidate_evidence",
    summary="Invalidate a piece of evidence",
    response_model=ItemView,
    responses=ACT_RESPONSES,
)
async def invalidate_evidence(item: EvidenceId, body: Invalidate, call: SubmissionCall) -> Response:
    """Find it invalid: it counts as none from now on (D12). Before the cut-off its party may replace it, afterwards
    the request has lapsed as of the cut-off, unless other valid evidence of the kind was in time. Needs the scope
    `decide`."""
    call.require_role(Role.OPERATOR, scope="decide")
    command = InvalidateEvidence(item, body.reason_code, body.reason)
    return await call.execute(command, changed_item_view)
