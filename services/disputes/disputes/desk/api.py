"""Desk of the operators over HTTP: cases taken and given, notes, ready-made texts, a platform's settings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.ids import DisputeId
from common.kernel.principal import Role
from common.web.schemas import Page
from disputes.cases.edge import CasesCall
from disputes.cases.views import DisputeView, changed_dispute_view
from disputes.edge import ACT_RESPONSES, READ_RESPONSES, STAFF_ROLES

from . import queries
from .commands import (
    AddReasonText,
    AssignDisputes,
    ChangeReasonText,
    ChangeSettings,
    DropReasonText,
    SayPresent,
    TakeOver,
    WriteNote,
)
from .schemas import (
    AssignmentsBody,
    AssignmentsView,
    NoteBody,
    NoteFilters,
    NoteView,
    PresenceBody,
    PresenceView,
    ReasonTextBody,
    ReasonTextFilters,
    ReasonTextId,
    ReasonTextView,
    SettingsBody,
    SettingsView,
)
from .views import (
    assignments_view,
    case_watch_view,
    changed_reason_text_view,
    changed_settings_view,
    written_note_view,
)

router = APIRouter(prefix="/v1", tags=["operators"])


@router.post(
    "/disputes/assignments",
    response_model=AssignmentsView,
    responses=ACT_RESPONSES,
    operation_id="assign_many",
    summary="Assign cases in bulk",
)
async def assign_many(body: AssignmentsBody, call: CasesCall) -> Response:
    """Assign or refuse each case by itself; the answer says which, in the order of the request.

    Your own and untaken cases need the scope `decide`; with `lead` you move anybody's.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.execute(AssignDisputes(body.disputes, body.operator), assignments_view)


@router.post(
    "/disputes/{dispute}/take-over",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="take_over",
    summary="Take over another operator's case",
)
async def take_over(dispute: DisputeId, call: CasesCall) -> Response:
    """Take the case of a colleague who is away.

    The case log shows it, and `dispute.assigned` names the earlier assignee.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.execute(TakeOver(dispute), changed_dispute_view)


@router.post(
    "/disputes/{dispute}/notes",
    status_code=201,
    response_model=NoteView,
    responses=ACT_RESPONSES,
    operation_id="write_note",
    summary="Create an operators' note",
)
async def write_note(dispute: DisputeId, body: NoteBody, call: CasesCall) -> Response:
    """Kept with the case for good, and never shown to its parties."""
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.execute(WriteNote(dispute, body.text), written_note_view, status=201)


@router.get(
    "/disputes/{dispute}/notes",
    response_model=Page[NoteView],
    responses=READ_RESPONSES,
    operation_id="list_notes",
    summary="List the operators' notes",
)
async def list_notes(dispute: DisputeId, filters: Annotated[NoteFilters, Query()], call: CasesCall) -> Response:
    """List what operators noted on the case, newest first; the parties never see it."""
    call.require_role(*STAFF_ROLES)
    return await call.query(queries.list_notes, dispute, filters, call.deps.pager)


@router.put(
    "/disputes/{dispute}/presence",
    response_model=PresenceView,
    responses=ACT_RESPONSES,
    operation_id="say_present",
    summary="Say that you are reading a case",
)
async def say_present(dispute: DisputeId, call: CasesCall, body: PresenceBody | None = None) -> Response:
    """Say it while a case is open before you, and see which of your colleagues has it open, too. It lasts for less
    than a minute, so say it every fifteen seconds or so. Nothing is kept of it, and parties never see it.
    """
    call.require_role(Role.OPERATOR)
    return await call.execute(SayPresent(dispute, (body or PresenceBody()).doing), case_watch_view)


@router.delete(
    "/disputes/{dispute}/presence",
    response_model=PresenceView,
    responses=ACT_RESPONSES,
    operation_id="leave_case",
    summary="Say that you have left a case",
)
async def leave_case(dispute: DisputeId, call: CasesCall) -> Response:
    """What you do not say ends by itself a little later."""
    call.require_role(Role.OPERATOR)
    return await call.execute(SayPresent(dispute, None), case_watch_view)


@router.post(
    "/reason-texts",
    status_code=201,
    response_model=ReasonTextView,
    responses=ACT_RESPONSES,
    operation_id="add_reason_text",
    summary="Create a reason text",
)
async def add_reason_text(body: ReasonTextBody, call: CasesCall) -> Response:
    """Keep a text ready, as the platform's backend or an operator with the scope `lead`."""
    call.require_role(*STAFF_ROLES, scope="lead")
    command = AddReasonText(body.reason_code, body.title, body.text)
    return await call.execute(command, changed_reason_text_view, status=201)


@router.get(
    "/reason-texts",
    response_model=Page[ReasonTextView],
    responses=READ_RESPONSES,
    operation_id="list_reason_texts",
    summary="List reason texts",
)
async def list_reason_texts(filters: Annotated[ReasonTextFilters, Query()], call: CasesCall) -> Response:
    """List the texts of a reason code, or all. Newest first."""
    call.require_role(*STAFF_ROLES)
    return await call.query(queries.list_reason_texts, filters, call.deps.pager)


@router.put(
    "/reason-texts/{text}",
    response_model=ReasonTextView,
    responses=ACT_RESPONSES,
    operation_id="change_reason_text",
    summary="Change a reason text",
)
async def change_reason_text(text: ReasonTextId, body: ReasonTextBody, call: CasesCall) -> Response:
    """Rulings given with it keep their words."""
    call.require_role(*STAFF_ROLES, scope="lead")
    command = ChangeReasonText(text, body.reason_code, body.title, body.text)
    return await call.execute(command, changed_reason_text_view)


@router.delete(
    "/reason-texts/{text}",
    response_model=ReasonTextView,
    responses=ACT_RESPONSES,
    operation_id="drop_reason_text",
    summary="Delete a reason text",
)
async def drop_reason_text(text: ReasonTextId, call: CasesCall) -> Response:
    """Answers with the text as it last was."""
    call.require_role(*STAFF_ROLES, scope="lead")
    return await call.execute(DropReasonText(text), changed_reason_text_view)


@router.get(
    "/dispute-settings",
    response_model=SettingsView,
    responses=READ_RESPONSES,
    operation_id="get_dispute_settings",
    summary="Read dispute settings",
)
async def get_dispute_settings(call: CasesCall) -> Response:
    """Version 0 is what holds while you have set nothing."""
    call.require_role(*STAFF_ROLES)
    return await call.query(queries.read_settings)


@router.put(
    "/dispute-settings",
    response_model=SettingsView,
    responses=ACT_RESPONSES,
    operation_id="put_dispute_settings",
    summary="Change dispute settings",
)
async def put_dispute_settings(body: SettingsBody, call: CasesCall) -> Response:
    """Replaces all of them. Cases keep the calendar they were opened under; limits hold from the next decision on."""
    call.require_role(Role.PLATFORM)
    return await call.execute(ChangeSettings(body.to_settings()), changed_settings_view)
