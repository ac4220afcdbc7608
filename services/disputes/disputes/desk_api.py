"""The operators' desk over HTTP: cases taken and given, notes, ready-made texts, a platform's settings."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from sqlalchemy import Select

from common.kernel.errors import DomainError
from common.kernel.ids import DisputeId, new_id
from common.kernel.principal import Role
from common.web.problems import problem_responses
from common.web.schemas import Page

from . import desk, queue
from .api import viewed
from .deps import Calling, viewer
from .desk_tables import notes, reason_texts
from .desk_views import (
    AssignAll,
    AssignmentsView,
    AssignmentView,
    NoteFilters,
    NoteView,
    PutSettings,
    ReasonTextFilters,
    ReasonTextId,
    ReasonTextView,
    SettingsView,
    WriteNote,
    WriteReasonText,
)
from .domain import refusals
from .domain.dispute import Dispute
from .store import DisputeTx
from .views import DisputeView

router = APIRouter(prefix="/v1", tags=["operators"])

STATUSES: Final[dict[type[DomainError], int]] = {
    refusals.NotTakenByAnother: 409,
    refusals.TitleTaken: 409,
}
READ = problem_responses(400, 401, 403, 404, 422, 429, 503)
ACT = problem_responses(400, 401, 403, 404, 409, 413, 415, 422, 428, 429, 503)
STAFF = (Role.OPERATOR, Role.PLATFORM)


@router.post("/disputes/assignments", response_model=AssignmentsView, responses=ACT, operation_id="assign_many",
             summary="Assign many cases at once")  # fmt: skip
async def assign_many(body: AssignAll, call: Calling) -> Response:
    """Each case is assigned or refused by itself; the answer says which, in the order of the request.

    Your own and untaken cases need the scope `decide`; with `lead` you move anybody's.
    """
    call.require_role(Role.OPERATOR, scope="decide")

    async def act(tx: DisputeTx) -> AssignmentsView:
        by, policies = viewer(call.principal), call.deps.policies
        done = await desk.assign_all(tx, body.disputes, body.operator, by=by, policies=policies)
        refused = sum(1 for one in done if one.refusal is not None)
        data = [AssignmentView.of(one) for one in done]
        return AssignmentsView(assigned=len(done) - refused, refused=refused, data=data)

    return await call.run_idempotent(act)


@router.post("/disputes/{dispute}/take-over", response_model=DisputeView, responses=ACT, operation_id="take_over",
             summary="Take over another operator's case")  # fmt: skip
async def take_over(dispute: DisputeId, call: Calling) -> Response:
    """For when a colleague is away. The case log shows it, and `dispute.assigned` names the earlier assignee."""
    call.require_role(Role.OPERATOR, scope="decide")

    async def act(tx: DisputeTx) -> Dispute:
        by, policies = viewer(call.principal), call.deps.policies
        return await desk.take_over(tx, dispute, by=by, if_match=call.expected_version, policies=policies)

    return await call.run_idempotent(viewed(call, act))


@router.post("/disputes/{dispute}/notes", status_code=201, response_model=NoteView, responses=ACT,
             operation_id="write_note", summary="Write a note for operators")  # fmt: skip
async def write_note(dispute: DisputeId, body: WriteNote, call: Calling) -> Response:
    """Kept with the case for good, and never shown to its parties."""
    call.require_role(Role.OPERATOR, scope="decide")

    async def act(tx: DisputeTx) -> NoteView:
        by = viewer(call.principal)
        note = await desk.write_note(tx, dispute, id=new_id(), text=body.text, by=by, if_match=call.expected_version)
        return NoteView.of(note)

    return await call.run_idempotent(act, status=201)


@router.get("/disputes/{dispute}/notes", response_model=Page[NoteView], responses=READ, operation_id="list_notes",
            summary="List the operators' notes")  # fmt: skip
async def list_notes(dispute: DisputeId, filters: Annotated[NoteFilters, Query()], call: Calling) -> Response:
    """What operators noted on the case, newest first; the parties never see it."""
    call.require_role(*STAFF)

    async def act(tx: DisputeTx) -> Page[NoteView]:
        await tx.disputes.seen(dispute, viewer(call.principal))
        query = queue.notes_of(dispute)
        return await _paged(tx, call, query, notes, f"notes:{dispute}", filters, NoteView.of)

    return await call.read(act)


@router.post("/reason-texts", status_code=201, response_model=ReasonTextView, responses=ACT,
             operation_id="add_reason_text", summary="Keep a text ready for rulings")  # fmt: skip
async def add_reason_text(body: WriteReasonText, call: Calling) -> Response:
    """For the platform's backend and operators with the scope `lead`."""
    call.require_role(*STAFF, scope="lead")

    async def act(tx: DisputeTx) -> ReasonTextView:
        text = body.named(new_id())
        await tx.desk.add_text(text)
        return ReasonTextView.of(text)

    return await call.run_idempotent(act, status=201)


@router.get("/reason-texts", response_model=Page[ReasonTextView], responses=READ, operation_id="list_reason_texts",
            summary="List the ready-made texts")  # fmt: skip
async def list_reason_texts(filters: Annotated[ReasonTextFilters, Query()], call: Calling) -> Response:
    """Those of a reason code, or all. Newest first."""
    call.require_role(*STAFF)

    async def act(tx: DisputeTx) -> Page[ReasonTextView]:
        query = queue.texts(filters.reason_code)
        return await _paged(tx, call, query, reason_texts, "reason_texts", filters, ReasonTextView.of)

    return await call.read(act)


@router.put("/reason-texts/{text}", response_model=ReasonTextView, responses=ACT, operation_id="change_reason_text",
            summary="Change a ready-made text")  # fmt: skip
async def change_reason_text(text: ReasonTextId, body: WriteReasonText, call: Calling) -> Response:
    """Rulings given with it keep their words."""
    call.require_role(*STAFF, scope="lead")

    async def act(tx: DisputeTx) -> ReasonTextView:
        return ReasonTextView.of(await desk.change_text(tx, body.named(text), if_match=call.expected_version))

    return await call.run_idempotent(act)


@router.delete("/reason-texts/{text}", response_model=ReasonTextView, responses=ACT, operation_id="drop_reason_text",
               summary="Drop a ready-made text")  # fmt: skip
async def drop_reason_text(text: ReasonTextId, call: Calling) -> Response:
    """Answers with the text as it last was."""
    call.require_role(*STAFF, scope="lead")

    async def act(tx: DisputeTx) -> ReasonTextView:
        return ReasonTextView.of(await desk.drop_text(tx, text, if_match=call.expected_version))

    return await call.run_idempotent(act)


@router.get("/dispute-settings", response_model=SettingsView, responses=READ, operation_id="get_dispute_settings",
            summary="Read your settings for disputes")  # fmt: skip
async def get_dispute_settings(call: Calling) -> Response:
    """Version 0 is what holds while you have set nothing."""
    call.require_role(*STAFF)

    async def act(tx: DisputeTx) -> SettingsView:
        return SettingsView.of(await tx.desk.settings())

    return await call.read(act)


@router.put("/dispute-settings", response_model=SettingsView, responses=ACT, operation_id="put_dispute_settings",
            summary="Set limits, baselines and calendars")  # fmt: skip
async def put_dispute_settings(body: PutSettings, call: Calling) -> Response:
    """Replaces all of them. Cases keep the calendar they were opened under; limits hold from the next decision on."""
    call.require_role(Role.PLATFORM)

    async def act(tx: DisputeTx) -> SettingsView:
        return SettingsView.of(await desk.change_settings(tx, body.settings(), if_match=call.expected_version))

    return await call.run_idempotent(act)


async def _paged(
    tx: DisputeTx, call: Calling, query: Select[Any], table: Any, listing: str, filters: Any, shown: Any
) -> Page[Any]:
    about: dict[str, Any] = {"listing": listing, "tenant": call.tenant, "filters": filters}
    rows = (await tx.execute(call.deps.pager.narrow_query(query, table.c.id, **about))).all()
    kept, cursor = call.deps.pager.split_page(rows, lambda row: row.id, **about)
    return Page(data=[shown(row) for row in kept], has_more=cursor is not None, next_cursor=cursor)
