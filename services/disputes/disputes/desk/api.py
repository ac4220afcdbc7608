"""The operators' desk over HTTP: cases taken and given, notes, ready-made texts, a platform's settings."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlalchemy import Select

from common.kernel.ids import DisputeId, new_id
from common.kernel.principal import Role
from common.web.schemas import Page
from disputes.cases.api import viewed
from disputes.cases.edge import CasesCall, viewer
from disputes.cases.views import DisputeView
from disputes.edge import ACT_RESPONSES, READ_RESPONSES, STAFF_ROLES
from disputes.engine.dispute import Dispute

from . import commands, queries
from .model import DeskTx
from .queries import DeskReadTx
from .schemas import (
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
from .tables import notes, reason_texts

router = APIRouter(prefix="/v1", tags=["operators"])


@router.post(
    "/disputes/assignments",
    response_model=AssignmentsView,
    responses=ACT_RESPONSES,
    operation_id="assign_many",
    summary="Assign many cases at once",
)
async def assign_many(body: AssignAll, call: CasesCall) -> Response:
    """Each case is assigned or refused by itself; the answer says which, in the order of the request.

    Your own and untaken cases need the scope `decide`; with `lead` you move anybody's.
    """
    call.require_role(Role.OPERATOR, scope="decide")

    async def act(tx: DeskTx) -> AssignmentsView:
        by, policies = viewer(call.principal), call.deps.policies
        done = await commands.assign_all(tx, body.disputes, body.operator, by=by, policies=policies)
        refused = sum(1 for one in done if one.refusal is not None)
        data = [AssignmentView.of(one) for one in done]
        return AssignmentsView(assigned=len(done) - refused, refused=refused, data=data)

    return await call.run_idempotent(act)


@router.post(
    "/disputes/{dispute}/take-over",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="take_over",
    summary="Take over another operator's case",
)
async def take_over(dispute: DisputeId, call: CasesCall) -> Response:
    """For when a colleague is away. The case log shows it, and `dispute.assigned` names the earlier assignee."""
    call.require_role(Role.OPERATOR, scope="decide")

    async def act(tx: DeskTx) -> Dispute:
        by, policies = viewer(call.principal), call.deps.policies
        return await commands.take_over(tx, dispute, by=by, expected_version=call.expected_version, policies=policies)

    return await call.run_idempotent(viewed(call, act))


@router.post(
    "/disputes/{dispute}/notes",
    status_code=201,
    response_model=NoteView,
    responses=ACT_RESPONSES,
    operation_id="write_note",
    summary="Write a note for operators",
)
async def write_note(dispute: DisputeId, body: WriteNote, call: CasesCall) -> Response:
    """Kept with the case for good, and never shown to its parties."""
    call.require_role(Role.OPERATOR, scope="decide")

    async def act(tx: DeskTx) -> NoteView:
        by = viewer(call.principal)
        note = await commands.write_note(
            tx, dispute, id=new_id(), text=body.text, by=by, expected_version=call.expected_version
        )
        return NoteView.of(note)

    return await call.run_idempotent(act, status=201)


@router.get(
    "/disputes/{dispute}/notes",
    response_model=Page[NoteView],
    responses=READ_RESPONSES,
    operation_id="list_notes",
    summary="List the operators' notes",
)
async def list_notes(dispute: DisputeId, filters: Annotated[NoteFilters, Query()], call: CasesCall) -> Response:
    """What operators noted on the case, newest first; the parties never see it."""
    call.require_role(*STAFF_ROLES)

    async def act(tx: DeskReadTx) -> Page[NoteView]:
        await tx.disputes.seen(dispute, viewer(call.principal))
        query = queries.select_notes(dispute)
        return await _paged(tx, call, query, notes, f"notes:{dispute}", filters, NoteView.of)

    return await call.read(act)


@router.post(
    "/reason-texts",
    status_code=201,
    response_model=ReasonTextView,
    responses=ACT_RESPONSES,
    operation_id="add_reason_text",
    summary="Keep a text ready for rulings",
)
async def add_reason_text(body: WriteReasonText, call: CasesCall) -> Response:
    """For the platform's backend and operators with the scope `lead`."""
    call.require_role(*STAFF_ROLES, scope="lead")

    async def act(tx: DeskTx) -> ReasonTextView:
        text = body.named(new_id())
        await tx.desk.add_text(text)
        return ReasonTextView.of(text)

    return await call.run_idempotent(act, status=201)


@router.get(
    "/reason-texts",
    response_model=Page[ReasonTextView],
    responses=READ_RESPONSES,
    operation_id="list_reason_texts",
    summary="List the ready-made texts",
)
async def list_reason_texts(filters: Annotated[ReasonTextFilters, Query()], call: CasesCall) -> Response:
    """Those of a reason code, or all. Newest first."""
    call.require_role(*STAFF_ROLES)

    async def act(tx: DeskReadTx) -> Page[ReasonTextView]:
        query = queries.select_reason_texts(filters.reason_code)
        return await _paged(tx, call, query, reason_texts, "reason_texts", filters, ReasonTextView.of)

    return await call.read(act)


@router.put(
    "/reason-texts/{text}",
    response_model=ReasonTextView,
    responses=ACT_RESPONSES,
    operation_id="change_reason_text",
    summary="Change a ready-made text",
)
async def change_reason_text(text: ReasonTextId, body: WriteReasonText, call: CasesCall) -> Response:
    """Rulings given with it keep their words."""
    call.require_role(*STAFF_ROLES, scope="lead")

    async def act(tx: DeskTx) -> ReasonTextView:
        return ReasonTextView.of(
            await commands.change_text(tx, body.named(text), expected_version=call.expected_version)
        )

    return await call.run_idempotent(act)


@router.delete(
    "/reason-texts/{text}",
    response_model=ReasonTextView,
    responses=ACT_RESPONSES,
    operation_id="drop_reason_text",
    summary="Drop a ready-made text",
)
async def drop_reason_text(text: ReasonTextId, call: CasesCall) -> Response:
    """Answers with the text as it last was."""
    call.require_role(*STAFF_ROLES, scope="lead")

    async def act(tx: DeskTx) -> ReasonTextView:
        return ReasonTextView.of(await commands.drop_text(tx, text, expected_version=call.expected_version))

    return await call.run_idempotent(act)


@router.get(
    "/dispute-settings",
    response_model=SettingsView,
    responses=READ_RESPONSES,
    operation_id="get_dispute_settings",
    summary="Read your settings for disputes",
)
async def get_dispute_settings(call: CasesCall) -> Response:
    """Version 0 is what holds while you have set nothing."""
    call.require_role(*STAFF_ROLES)

    async def act(tx: DeskTx) -> SettingsView:
        return SettingsView.of(await tx.desk.settings())

    return await call.read(act)


@router.put(
    "/dispute-settings",
    response_model=SettingsView,
    responses=ACT_RESPONSES,
    operation_id="put_dispute_settings",
    summary="Set limits, baselines and calendars",
)
async def put_dispute_settings(body: PutSettings, call: CasesCall) -> Response:
    """Replaces all of them. Cases keep the calendar they were opened under; limits hold from the next decision on."""
    call.require_role(Role.PLATFORM)

    async def act(tx: DeskTx) -> SettingsView:
        return SettingsView.of(
            await commands.change_settings(tx, body.settings(), expected_version=call.expected_version)
        )

    return await call.run_idempotent(act)


async def _paged(
    tx: DeskReadTx, call: CasesCall, query: Select[Any], table: Any, listing: str, filters: Any, shown: Any
) -> Page[Any]:
    about: dict[str, Any] = {"listing": listing, "tenant": call.tenant, "filters": filters}
    rows = (await tx.execute(call.deps.pager.narrow_query(query, table.c.id, **about))).all()
    kept, cursor = call.deps.pager.split_page(rows, lambda row: row.id, **about)
    return Page(data=[shown(row) for row in kept], has_more=cursor is not None, next_cursor=cursor)
