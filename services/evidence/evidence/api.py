"""Evidence and requests for it, over HTTP. What carries the bytes of files is in `transfer.py`."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Depends, Query, Response

from common.kernel.errors import DomainError, Forbidden, NotFound
from common.kernel.ids import EvidenceId, RequestId, new_id
from common.kernel.principal import Role
from common.web.api_call import ApiCall, api_call
from common.web.problems import problem_responses
from common.web.schemas import Page

from . import commands, queries
from .commands import Submission
from .deps import Deps
from .domain import errors, groups, retention
from .domain.case import ANYTHING, Side, Viewer
from .domain.request import EvidenceRequest
from .request_store import as_request
from .request_views import RequestView
from .schemas import (
    EvidenceFilters,
    Invalidate,
    ItemSummary,
    ItemView,
    Submit,
    item_location,
)
from .store import EvidenceTx, as_item
from .tables import items, requests

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])

STATUSES: Final[dict[type[DomainError], int]] = {
    errors.CaseClosed: 409,
    errors.RequestNotOpen: 409,
    errors.TooManyFiles: 409,
    errors.AlreadyInvalid: 409,
    errors.NotAFile: 409,
    errors.ContentAltered: 409,
    errors.KindNotAsked: 422,
    errors.KindNotAllowed: 422,
    errors.CoversUnknown: 422,
    errors.ContentNotOfKind: 422,
    errors.CardNumberNotAllowed: 422,
    errors.ContentRejected: 422,
    errors.FileTooLarge: 413,
    errors.QuotaExceeded: 413,
    errors.ChecksumUnsupported: 400,
    errors.ChecksumMismatch: 460,
    errors.UploadInterrupted: 400,
    errors.UploadTooSlow: 408,
    errors.StorageFull: 507,
    errors.DependencyUnavailable: 503,
    errors.UploadGone: 410,
    errors.UploadOffsetMismatch: 409,
    errors.UploadBusy: 409,
    errors.TusVersionUnsupported: 412,
    errors.UploadHeaderInvalid: 422,
    errors.ContentTypeNotOffset: 415,
    errors.ChecksumRequired: 400,
    errors.PlatformFull: 413,
    errors.NoPreview: 404,
    errors.Quarantined: 409,
    errors.EvidenceSealed: 409,
    errors.BundleNotReady: 409,
    errors.CaseOpen: 409,
    errors.LegalHold: 409,
    errors.NoLegalHold: 409,
    errors.EvidenceErased: 410,
    errors.LinkRefused: 403,
}
READ = problem_responses(400, 401, 403, 404, 422, 429, 503)
ACT = problem_responses(400, 401, 403, 404, 409, 413, 415, 422, 429, 503)
SCOPES: Final = frozenset({"read", "decide", "lead"})
PEOPLE: Final = (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE, Role.OPERATOR, Role.PLATFORM)

EvidenceCall = ApiCall[EvidenceTx, Deps]
Calling = Annotated[EvidenceCall, Depends(api_call)]


@router.get(
    "",
    operation_id="list_evidence",
    summary="List the evidence of a dispute",
    response_model=Page[ItemSummary],
    responses=READ,
)
async def list_evidence(filters: Annotated[EvidenceFilters, Query()], call: Calling) -> Response:
    """Newest first, both parties' and what operators added; what is still sealed is not there for the other party.
    What an item says is read one by one."""
    who = reader(call)

    async def act(tx: EvidenceTx) -> Page[ItemSummary]:
        side = (await tx.cases.get(filters.dispute)).side_of(who)
        query = queries.items_of(filters.dispute, side)
        shown, cursor = await _listed(tx, call, filters, "evidence", query, items.c.id)
        data = [ItemSummary.of(as_item(row, tx.vault)) for row in shown]
        return Page(data=data, has_more=cursor is not None, next_cursor=cursor)

    return await call.read(act)


@router.post(
    "/items",
    operation_id="submit_evidence",
    summary="Submit a shipment record or a statement",
    status_code=201,
    response_model=ItemView,
    responses=ACT,
)
async def submit_evidence(body: Annotated[Submit, Body()], call: Calling) -> Response:
    """A shipment record satisfies a request for one if it comes before the cut-off (D6); at that instant it is late."""
    who = submitter(call)
    if body.holds_card_number():
        raise errors.CardNumberNotAllowed
    wanted, id = Submission(body.dispute, body.kind, body.request, covers=body.covers), new_id()

    async def act(tx: EvidenceTx) -> ItemView:
        item = await commands.submit(tx, wanted, body.content(), id=id, viewer=who, limits=call.deps.limits)
        return ItemView.shown(item, await tx.cases.get(item.dispute), who, call.principal.scopes)

    return await call.run_idempotent(act, status=201, location=item_location)


@router.get(
    "/items/{item}",
    operation_id="get_evidence",
    summary="Read a piece of evidence",
    response_model=ItemView,
    responses=READ,
)
async def get_evidence(item: EvidenceId, call: Calling) -> Response:
    """With what it says. Whoever reads the other side's statement or shipment record is entered in its custody."""
    who = reader(call)

    async def act(tx: EvidenceTx) -> ItemView:
        found = await commands.visible(tx, item, viewer=who)
        case, held = await tx.cases.get(found.dispute), await tx.retention.held(found.dispute)
        until = retention.until(case, days=await tx.retention.days(), held=held)
        return ItemView.shown(found, case, who, call.principal.scopes, until)

    async with call.deps.begin.read(call.tenant) as tx:
        unseen = await commands.unseen(tx, item, viewer=who)
    if unseen:
        async with call.deps.begin(call.tenant) as writing:
            writing.actor, writing.cause = call.actor, "request"
            await commands.note_viewed(writing, item, viewer=who)
    return await call.read(act)


@router.post(
    "/items/{item}/invalidate",
    operation_id="invalidate_evidence",
    summary="Find a piece of evidence invalid",
    response_model=ItemView,
    responses=ACT,
)
async def invalidate_evidence(item: EvidenceId, body: Invalidate, call: Calling) -> Response:
    """It counts as none from now on (D12): before the cut-off its party may replace it, afterwards the request has
    lapsed as of the cut-off, unless other valid evidence of the kind was in time. Needs the scope `decide`."""
    call.require_role(Role.OPERATOR, scope="decide")
    who = viewer(call)

    async def act(tx: EvidenceTx) -> ItemView:
        found = await commands.invalidate(
            tx, item, viewer=who, reason_code=body.reason_code, reason=body.reason, expected=call.expected_version
        )
        return ItemView.shown(found, await tx.cases.get(found.dispute), who, call.principal.scopes)

    return await call.run_idempotent(act)


@router.get(
    "/requests",
    operation_id="list_evidence_requests",
    summary="List what evidence is asked for",
    response_model=Page[RequestView],
    responses=READ,
)
async def list_evidence_requests(filters: Annotated[EvidenceFilters, Query()], call: Calling) -> Response:
    """Newest first; each party sees what the other owes, too, unless that is sealed until both have given."""
    who = reader(call)

    async def act(tx: EvidenceTx) -> Page[RequestView]:
        side = (await tx.cases.get(filters.dispute)).side_of(who)
        query = queries.requests_of(filters.dispute, side)
        shown, cursor = await _listed(tx, call, filters, "requests", query, requests.c.id)
        data = [await _shown(tx, as_request(row), side) for row in shown]
        return Page(data=data, has_more=cursor is not None, next_cursor=cursor)

    return await call.read(act)


@router.get(
    "/requests/{request}",
    operation_id="get_evidence_request",
    summary="Read a request for evidence",
    response_model=RequestView,
    responses=READ,
)
async def get_evidence_request(request: RequestId, call: Calling) -> Response:
    """Who owes what until when, how to give it, and what happens if nobody does."""
    who = reader(call)

    async def act(tx: EvidenceTx) -> RequestView:
        found = await tx.requests.get(request)
        side = (await tx.cases.get(found.dispute)).side_of(who)
        if groups.hidden(found, side):
            raise NotFound(ANYTHING)
        return await _shown(tx, found, side)

    return await call.read(act)


async def _shown(tx: EvidenceTx, found: EvidenceRequest, side: Side | None) -> RequestView:
    given = False
    if found.grace is not None:
        members = [r for r in await tx.requests.of_case(found.dispute) if r.group == found.group]
        given = groups.given(members, await tx.items.of_case(found.dispute), before=found.grace.at)
    return RequestView.of(found, side, (await tx.timing()).now, given=given)


async def _listed(
    tx: EvidenceTx, call: EvidenceCall, filters: EvidenceFilters, listing: str, query: Any, id: Any
) -> tuple[list[Any], str | None]:
    narrow = partial(call.deps.pager.narrow_query, listing=listing, tenant=call.tenant, filters=filters)
    page = partial(call.deps.pager.split_page, listing=listing, tenant=call.tenant, filters=filters)
    rows = (await tx.execute(narrow(query, id))).all()
    shown, cursor = page(rows, lambda row: row.id)
    return list(shown), cursor


def reader(call: EvidenceCall) -> Viewer:
    """Raises Forbidden for an operator's token without any scope."""
    call.require_role(*PEOPLE)
    if call.principal.role is Role.OPERATOR and not call.principal.scopes & SCOPES:
        raise Forbidden("This needs an operator token with the scope read.")
    return viewer(call)


def submitter(call: EvidenceCall) -> Viewer:
    call.require_role(*PEOPLE, scope="decide")
    return viewer(call)


def viewer(call: EvidenceCall) -> Viewer:
    return Viewer(call.actor, call.principal.escrow, call.principal.dispute)
