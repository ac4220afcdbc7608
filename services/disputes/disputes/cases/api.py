"""The case over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from common.kernel.errors import Forbidden
from common.kernel.ids import DisputeId, new_id
from common.kernel.principal import Role
from common.web.schemas import Page
from disputes.edge import ACT_RESPONSES, PARTY_ROLES, READ_RESPONSES, READER_ROLES, STAFF_ROLES
from disputes.engine.dispute import Dispute
from disputes.policy.vocabulary import Act

from . import commands, queries, summaries
from .edge import CasesCall, viewer
from .model import CasesTx, Message
from .queries import CasesReadTx
from .schemas import DisputeFilters, MessageFilters, OpenDispute, PostMessage
from .tables import messages
from .view_parts import ForecastView
from .views import DisputeSummary, DisputeView, MessageView, TimelineView, forecast_view, location

router = APIRouter(prefix="/v1/disputes", tags=["disputes"])


@router.post(
    "",
    status_code=201,
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="open_dispute",
    summary="Open a dispute",
)
async def open_dispute(body: OpenDispute, call: CasesCall) -> Response:
    """Dispute held money. Escrow is asked to freeze it; the clocks start when it confirms (`pending` until then).

    What has to be said beside the explanation, the policy of the escrow says: options, or the transaction in detail,
    or nothing. An operator may open on somebody's behalf.
    """
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")

    async def act(tx: CasesTx) -> Dispute:
        return await commands.open_dispute(
            tx,
            id=new_id(),
            escrow=body.escrow,
            by=viewer(call.principal),
            on_behalf_of=body.on_behalf_of,
            reason=body.reason,
            amount=body.claimed.to_money(),
            wishes=[option.wish() for option in body.options],
            explanation=body.explanation,
            statement=body.statement(),
            policies=call.deps.policies,
        )

    return await call.run_idempotent(viewed(call, act), status=201, location=location)


@router.get(
    "",
    response_model=Page[DisputeSummary],
    responses=READ_RESPONSES,
    operation_id="list_disputes",
    summary="List disputes",
)
async def list_disputes(filters: Annotated[DisputeFilters, Query()], call: CasesCall) -> Response:
    """Parties see their own, the platform and its operators see all.

    Newest first; a desk asks for `sort=due`. Parties cannot ask who has a case, or how the operators stand with it.
    """
    call.require_role(*READER_ROLES)
    if filters.for_staff and call.principal.role not in STAFF_ROLES:
        raise Forbidden("Assignments and service levels are the operators' business.")

    async def act(tx: CasesReadTx) -> Page[DisputeSummary]:
        by = viewer(call.principal)
        shown, cursor = await queries.find_disputes(tx, by, filters, call.deps.pager)
        data = [summaries.dispute(row, by) for row in shown]
        return Page(data=data, has_more=cursor is not None, next_cursor=cursor)

    return await call.read(act)


@router.get(
    "/{dispute}",
    response_model=DisputeView,
    responses=READ_RESPONSES,
    operation_id="get_dispute",
    summary="Read a dispute",
)
async def get_dispute(dispute: DisputeId, call: CasesCall) -> Response:
    """The case as you may see it, with what you may do and what follows if nobody does anything."""
    call.require_role(*READER_ROLES)
    return await call.read(viewed(call, lambda tx: tx.disputes.seen(dispute, viewer(call.principal))))


@router.get(
    "/{dispute}/forecast",
    response_model=ForecastView,
    responses=READ_RESPONSES,
    operation_id="get_forecast",
    summary="Foresee what happens by itself",
)
async def get_forecast(dispute: DisputeId, call: CasesCall) -> Response:
    """The whole chain of what happens by itself, by the very rules that will run."""
    call.require_role(*READER_ROLES)

    async def act(tx: CasesTx) -> ForecastView:
        found = await tx.disputes.seen(dispute, viewer(call.principal))
        return forecast_view(found, await call.deps.policies.of(tx, found), (await tx.timing()).now)

    return await call.read(act)


@router.get(
    "/{dispute}/timeline",
    response_model=TimelineView,
    responses=READ_RESPONSES,
    operation_id="get_timeline",
    summary="Read the case log",
)
async def get_timeline(dispute: DisputeId, call: CasesCall) -> Response:
    """Every step of the case so far, who or what took it, and when."""
    call.require_role(*READER_ROLES)

    async def act(tx: CasesReadTx) -> TimelineView:
        found = await tx.disputes.seen(dispute, viewer(call.principal))
        rows = (await tx.execute(queries.select_transitions(found.id))).all()
        return TimelineView(dispute=found.id, data=[summaries.movement(row) for row in rows])

    return await call.read(act)


@router.post(
    "/{dispute}/messages",
    status_code=201,
    response_model=MessageView,
    responses=ACT_RESPONSES,
    operation_id="post_message",
    summary="Write a message",
)
async def post_message(dispute: DisputeId, body: PostMessage, call: CasesCall) -> Response:
    """Write to everybody in the case. A message is a comment, or your explanation of what happened (K17)."""
    call.require_role(*READER_ROLES)

    async def act(tx: CasesTx) -> Message:
        by = viewer(call.principal)
        return await commands.post_message(
            tx,
            dispute,
            id=new_id(),
            text=body.text,
            kind=body.kind,
            by=by,
            expected_version=call.expected_version,
            policies=call.deps.policies,
        )

    async def view(tx: CasesTx) -> MessageView:
        return MessageView.of(await act(tx))

    return await call.run_idempotent(view, status=201)


@router.get(
    "/{dispute}/messages",
    response_model=Page[MessageView],
    responses=READ_RESPONSES,
    operation_id="list_messages",
    summary="List messages",
)
async def list_messages(dispute: DisputeId, filters: Annotated[MessageFilters, Query()], call: CasesCall) -> Response:
    """What was written in the case, newest first."""
    call.require_role(*READER_ROLES)

    async def act(tx: CasesReadTx) -> Page[MessageView]:
        await tx.disputes.seen(dispute, viewer(call.principal))
        listing = f"messages:{dispute}"
        narrow = partial(call.deps.pager.narrow_query, listing=listing, tenant=call.tenant, filters=filters)
        page = partial(call.deps.pager.split_page, listing=listing, tenant=call.tenant, filters=filters)
        rows = (await tx.execute(narrow(queries.select_messages(dispute), messages.c.id))).all()
        shown, cursor = page(rows, lambda row: row.id)
        data = [summaries.message(row) for row in shown]
        return Page(data=data, has_more=cursor is not None, next_cursor=cursor)

    return await call.read(act)


@router.post(
    "/{dispute}/escalate",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="escalate",
    summary="Escalate",
)
async def escalate(dispute: DisputeId, call: CasesCall) -> Response:
    """Refuse what is on the table and hand the case over, as the policy says (D5)."""
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    return await call.run_idempotent(acted(call, dispute, Act.ESCALATE))


@router.post(
    "/{dispute}/withdraw",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="withdraw",
    summary="Withdraw your dispute",
)
async def withdraw(dispute: DisputeId, call: CasesCall) -> Response:
    """End your own case. The money is no longer frozen and takes its ordinary course."""
    call.require_role(*PARTY_ROLES)
    return await call.run_idempotent(acted(call, dispute, Act.WITHDRAW))


@router.post(
    "/{dispute}/accept-claim",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="accept_claim",
    summary="Pay what is claimed",
)
async def accept_claim(dispute: DisputeId, call: CasesCall) -> Response:
    """Give the claimant all that is disputed, at once. Needs an Idempotency-Key."""
    call.require_role(*PARTY_ROLES)
    return await call.run_money_command(acted(call, dispute, Act.ACCEPT_CLAIM))


def acted(call: CasesCall, dispute: DisputeId, what: Act) -> Callable[[CasesTx], Awaitable[DisputeView]]:
    async def act(tx: CasesTx) -> Dispute:
        return await commands.act(
            tx,
            dispute,
            what,
            by=viewer(call.principal),
            expected_version=call.expected_version,
            policies=call.deps.policies,
            fresh=new_id,
        )

    return viewed(call, act)


def viewed(call: CasesCall, act: Callable[[Any], Awaitable[Dispute]]) -> Callable[[CasesTx], Awaitable[DisputeView]]:
    async def view(tx: CasesTx) -> DisputeView:
        after = await act(tx)
        return DisputeView.of(after, viewer(call.principal), await call.deps.policies.of(tx, after))

    return view
