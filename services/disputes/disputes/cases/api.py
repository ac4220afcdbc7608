"""Cases over HTTP: open and read them, write messages, and the acts of their parties."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.ids import DisputeId
from common.kernel.principal import Role
from common.web.schemas import Page
from disputes.edge import ACT_RESPONSES, PARTY_ROLES, READ_RESPONSES, READER_ROLES
from disputes.forecasts.views import ForecastView
from disputes.policy.vocabulary import Act

from . import queries
from .commands import OpenDispute, PerformAct, PostMessage
from .edge import CasesCall
from .schemas import MessageBody, MessageFilters, OpeningBody, PlainActBody
from .views import (
    DisputeView,
    MessageView,
    TimelineView,
    changed_dispute_view,
    dispute_location,
    message_view,
)

router = APIRouter(prefix="/v1/disputes", tags=["disputes"])


@router.post(
    "",
    status_code=201,
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="open_dispute",
    summary="Open a dispute",
)
async def open_dispute(body: OpeningBody, call: CasesCall) -> Response:
    """Dispute held money. The answer comes after escrow has frozen it: from then on nobody can release it, and the
    clocks run. While `pending` says `freeze`, escrow has not answered yet and the money is not safe; read the case to
    see when it is. If the money went out before, the case is `closed` as `void`.

    What has to be said beside the explanation, the policy of the escrow says: options, or the transaction in detail,
    or nothing. An operator may open on somebody's behalf.
    """
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    command = OpenDispute(
        escrow_id=body.escrow,
        on_behalf_of=body.on_behalf_of,
        reason=body.reason,
        amount=body.claimed.to_money(),
        wishes=[option.to_option() for option in body.options],
        explanation=body.explanation,
        statement=body.to_statement(),
    )
    freeze = call.deps.immediate_freeze
    return await call.execute(
        command,
        changed_dispute_view,
        status=201,
        locate=dispute_location,
        follow_up=None if freeze is None else freeze.complete_opening,
    )


@router.get(
    "/{dispute}/forecast",
    response_model=ForecastView,
    responses=READ_RESPONSES,
    operation_id="get_forecast",
    summary="Forecast a case",
)
async def get_forecast(dispute: DisputeId, call: CasesCall) -> Response:
    """Foresee the whole chain of what happens by itself, by the very rules that will run."""
    call.require_role(*READER_ROLES)
    return await call.query(queries.read_forecast, dispute)


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
    return await call.query(queries.read_timeline, dispute)


@router.post(
    "/{dispute}/messages",
    status_code=201,
    response_model=MessageView,
    responses=ACT_RESPONSES,
    operation_id="post_message",
    summary="Post a message",
)
async def post_message(dispute: DisputeId, body: MessageBody, call: CasesCall) -> Response:
    """Write to everybody in the case. A message is a comment, or your explanation of what happened (K17).

    Screenshots and other files come along by the ids under which they were given as evidence of this case. An operator
    writes down with `on_behalf_of` what a party has told support: it counts as theirs, and says who wrote it.
    """
    call.require_role(*READER_ROLES, scope=None if body.on_behalf_of is None else "decide")
    command = PostMessage(dispute, body.text, body.kind, body.attachments, body.to_behalf())
    return await call.execute(command, message_view, status=201)


@router.get(
    "/{dispute}/messages",
    response_model=Page[MessageView],
    responses=READ_RESPONSES,
    operation_id="list_messages",
    summary="List messages",
)
async def list_messages(dispute: DisputeId, filters: Annotated[MessageFilters, Query()], call: CasesCall) -> Response:
    """List what was written in the case, newest first."""
    call.require_role(*READER_ROLES)
    return await call.query(queries.list_messages, dispute, filters, call.deps.pager)


@router.post(
    "/{dispute}/escalate",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="escalate",
    summary="Escalate to an operator",
)
async def escalate_dispute(dispute: DisputeId, call: CasesCall, body: PlainActBody | None = None) -> Response:
    """Refuse what is on the table and hand the case over, as the policy says (D5)."""
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    return await call.execute(
        PerformAct(dispute, Act.ESCALATE, body.to_behalf() if body else None), changed_dispute_view
    )


@router.post(
    "/{dispute}/withdraw",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="withdraw",
    summary="Withdraw your dispute",
)
async def withdraw_dispute(dispute: DisputeId, call: CasesCall, body: PlainActBody | None = None) -> Response:
    """End your own case. The money is no longer frozen and takes its ordinary course.

    An operator does so for the claimant who has asked for it; above the platform's limit a second one has to approve.
    """
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    return await call.execute(
        PerformAct(dispute, Act.WITHDRAW, body.to_behalf() if body else None), changed_dispute_view
    )


@router.post(
    "/{dispute}/accept-claim",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="accept_claim",
    summary="Accept the claim",
)
async def accept_claim(dispute: DisputeId, call: CasesCall, body: PlainActBody | None = None) -> Response:
    """Give the claimant all that is disputed, at once. Needs an Idempotency-Key.

    An operator does so for a respondent who pays up by other means than this API, in a case that no colleague has.
    Above the platform's limit that waits for a second operator, like a ruling: the case is `awaiting_approval`, and its
    clocks stand still, so that no silence overtakes what the respondent has conceded.
    """
    call.require_role(*PARTY_ROLES, Role.OPERATOR, scope="decide")
    return await call.execute_money(
        PerformAct(dispute, Act.ACCEPT_CLAIM, body.to_behalf() if body else None), changed_dispute_view
    )
