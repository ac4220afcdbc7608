"""Evidence over HTTP: listed, read, handed in, found invalid. The bytes of files are in `uploads` and `downloads`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from common.kernel.ids import EvidenceId, new_id
from common.kernel.principal import Role
from common.web.schemas import Page
from evidence.cases import retention
from evidence.cases.access import require_reader, require_submitter, viewer_of
from evidence.cases.schemas import EvidenceFilters
from evidence.edge import ACT_RESPONSES, READ_RESPONSES
from evidence.inspection.model import CardNumberNotAllowed
from evidence.items.schemas import ItemSummary, ItemView
from evidence.items.views import item_location, item_summary, item_view

from . import commands
from .commands import Submission
from .edge import ItemReading, SubmissionCall
from .queries import find_items
from .schemas import Invalidate, Submit
from .transaction import SubmissionsTransaction

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
    who = require_reader(call)

    async def act(tx: ItemReading) -> Page[ItemSummary]:
        side = (await tx.cases.get(filters.dispute)).side_of(who)
        found, cursor = await find_items(tx, filters.dispute, call.deps.pager, filters, side)
        data = [item_summary(item) for item in found]
        return Page(data=data, has_more=cursor is not None, next_cursor=cursor)

    return await call.read(act)


@router.post(
    "/items",
    operation_id="submit_evidence",
    summary="Submit a shipment record or a statement",
    status_code=201,
    response_model=ItemView,
    responses=ACT_RESPONSES,
)
async def submit_evidence(body: Annotated[Submit, Body()], call: SubmissionCall) -> Response:
    """A shipment record satisfies a request for one if it comes before the cut-off (D6); at that instant it is late."""
    who = require_submitter(call)
    if body.holds_card_number():
        raise CardNumberNotAllowed
    wanted, id = Submission(body.dispute, body.kind, body.request, covers=body.covers), new_id()

    async def act(tx: SubmissionsTransaction) -> ItemView:
        item = await commands.submit_evidence(tx, wanted, body.to_content(), id=id, viewer=who, limits=call.deps.limits)
        return item_view(item, await tx.cases.get(item.dispute), who, call.principal.scopes)

    return await call.run_idempotent(act, status=201, location=item_location)


@router.get(
    "/items/{item}",
    operation_id="get_evidence",
    summary="Read a piece of evidence",
    response_model=ItemView,
    responses=READ_RESPONSES,
)
async def get_evidence(item: EvidenceId, call: SubmissionCall) -> Response:
    """With what it says. Whoever reads the other side's statement or shipment record is entered in its custody."""
    who = require_reader(call)

    async def act(tx: SubmissionsTransaction) -> ItemView:
        found = await commands.get_visible(tx, item, viewer=who)
        case, held = await tx.cases.get(found.dispute), await tx.retention.has_legal_hold(found.dispute)
        until = retention.retained_until(case, days=await tx.retention.retention_days(), has_legal_hold=held)
        return item_view(found, case, who, call.principal.scopes, until)

    async with call.deps.begin.read(call.tenant) as tx:
        unseen = await commands.is_new_to_viewer(tx, item, viewer=who)
    if unseen:
        async with call.deps.begin(call.tenant) as writing:
            writing.actor, writing.cause = call.actor, "request"
            await commands.record_viewing(writing, item, viewer=who)
    return await call.read(act)


@router.post(
    "/items/{item}/invalidate",
    operation_id="invalidate_evidence",
    summary="Find a piece of evidence invalid",
    response_model=ItemView,
    responses=ACT_RESPONSES,
)
async def invalidate_evidence(item: EvidenceId, body: Invalidate, call: SubmissionCall) -> Response:
    """It counts as none from now on (D12): before the cut-off its party may replace it, afterwards the request has
    lapsed as of the cut-off, unless other valid evidence of the kind was in time. Needs the scope `decide`."""
    call.require_role(Role.OPERATOR, scope="decide")
    who = viewer_of(call)

    async def act(tx: SubmissionsTransaction) -> ItemView:
        found = await commands.invalidate_evidence(
            tx,
            item,
            viewer=who,
            reason_code=body.reason_code,
            reason=body.reason,
            expected_version=call.expected_version,
        )
        return item_view(found, await tx.cases.get(found.dispute), who, call.principal.scopes)

    return await call.run_idempotent(act)
