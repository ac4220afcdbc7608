"""The case over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Final, TypeVar

from fastapi import APIRouter, Query, Response

from common.kernel.errors import DomainError, Forbidden
from common.kernel.ids import DisputeId, new_id
from common.kernel.principal import Role
from common.web.problems import problem_responses
from common.web.schemas import Page

from . import commands, queries, queue, summaries
from .actions import allowed_actions
from .deps import Calling, viewer
from .domain import errors
from .domain.dispute import Dispute
from .domain.vocabulary import Act
from .parts import ForecastView
from .ports import Message
from .schemas import DisputeFilters, MessageFilters, OpenDispute, PostMessage
from .store import DisputeTx
from .tables import messages
from .views import DisputeSummary, DisputeView, MessageView, TimelineView, forecast_view, location

T = TypeVar("T")

router = APIRouter(prefix="/v1/disputes", tags=["disputes"])

STATUSES: Final[dict[type[DomainError], int]] = {
    errors.ActionNotAllowedInState: 409,
    errors.CaseClosed: 409,
    errors.AlreadyDisputed: 409,
    errors.AssignedToAnother: 409,
    errors.EscrowNotFunded: 409,
    errors.InsufficientHold: 409,
    errors.FilingWindowClosed: 409,
    errors.EditionChanged: 409,
    errors.FilingWindowNotOpen: 409,
    errors.SameOperator: 409,
    errors.MoneyHasMoved: 409,
    errors.AppealIncomplete: 422,
    errors.OpeningIncomplete: 422,
    errors.ChecklistIncomplete: 422,
    errors.RulingNotFounded: 409,
    errors.DeadlineUnknown: 422,
    errors.DeadlineNotLater: 422,
    errors.ReasonNotAllowed: 422,
    errors.OptionNotAllowed: 422,
    errors.TooManyOptions: 422,
    errors.AmountNeeded: 422,
    errors.AmountOutOfRange: 422,
    errors.RulingNotAllowed: 422,
    errors.ReasonCodeUnknown: 422,
}
READ = problem_responses(400, 401, 403, 404, 422, 429, 503)
ACT = problem_responses(400, 401, 403, 404, 409, 413, 415, 422, 428, 429, 503)
PARTIES = (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)
READERS = (*PARTIES, Role.OPERATOR, Role.PLATFORM)


@router.post(
    "",
    status_code=201,
    response_model=DisputeView,
    responses=ACT,
    operation_id="open_dispute",
    summary="Open a dispute",
)
async def open_dispute(body: OpenDispute, call: Calling) -> Response:
    """Dispute held money. Escrow is asked to freeze it; the clocks start when it confirms (`pending` until then).

    What has to be said beside the explanation, the policy of the escrow says: options, or the transaction in detail,
    or nothing. An operator may open on somebody's behalf.
    """
    call.require_role(*PARTIES, Role.OPERATOR, scope="decide")

    async def act(tx: DisputeTx) -> Dispute:
        return await commands.open_dispute(
            tx, id=new_id(), escrow=body.escrow, by=viewer(call.principal), on_behalf_of=body.on_behalf_of,
            reason=body.reason, amount=body.claimed.to_money(), wishes=[option.wish() for option in body.options],
            explanation=body.explanation, statement=body.statement(), policies=call.deps.policies,
        )  # fmt: skip

    return await call.run_idempotent(viewed(call, act), status=201, location=location)


@router.get(
    "", response_model=Page[DisputeSummary], responses=READ, operation_id="list_disputes", summary="List disputes"
)
async def list_disputes(filters: Annotated[DisputeFilters, Query()], call: Calling) -> Response:
    """Parties see their own, the platform and its operators see all.

    Newest first; a desk asks for `sort=due`. Parties cannot ask who has a case, or how the operators stand with it.
    """
    call.require_role(*READERS)
    if filters.for_staff and call.principal.role not in (Role.OPERATOR, Role.PLATFORM):
        raise Forbidden("Assignments and service levels are the operators' business.")

    async def act(tx: DisputeTx) -> Page[DisputeSummary]:
        by = viewer(call.principal)
        shown, cursor = await queue.disputes_page(tx, by, filters, call.deps.pager)
        data = [summaries.dispute(row, by) for row in shown]
        return Page(data=data, has_more=cursor is not None, next_cursor=cursor)

    return await call.read(act)


@router.get(
    "/{dispute}", response_model=DisputeView, responses=READ, operation_id="get_dispute", summary="Read a dispute"
)
async def get_dispute(dispute: DisputeId, call: Calling) -> Response:
    """The case as you may see it, with what you may do and what follows if nobody does anything."""
    call.require_role(*READERS)
    return await call.read(viewed(call, lambda tx: tx.disputes.seen(dispute, viewer(call.principal))))


@router.get(
    "/{dispute}/forecast",
    response_model=ForecastView,
    responses=READ,
    operation_id="get_forecast",
    summary="Foresee what happens by itself",
)
async def get_forecast(dispute: DisputeId, call: Calling) -> Response:
    """The whole chain of what happens by itself, by the very rules that will run."""
    call.require_role(*READERS)

    async def act(tx: DisputeTx) -> ForecastView:
        found = await tx.disputes.seen(dispute, viewer(call.principal))
        return forecast_view(found, await call.deps.policies.of(tx, found), (await tx.timing()).now)

    return await call.read(act)


@router.get(
    "/{dispute}/timeline",
    response_model=TimelineView,
    responses=READ,
    operation_id="get_timeline",
    summary="Read the case log",
)
async def get_timeline(dispute: DisputeId, call: Calling) -> Response:
    """Every step of the case so far, who or what took it, and when."""
    call.require_role(*READERS)

    async def act(tx: DisputeTx) -> TimelineView:
        found = await tx.disputes.seen(dispute, viewer(call.principal))
        rows = (await tx.execute(queries.moved(found.id))).all()
        return TimelineView(dispute=found.id, data=[summaries.movement(row) for row in rows])

    return await call.read(act)


@router.post(
    "/{dispute}/messages",
    status_code=201,
    response_model=MessageView,
    responses=ACT,
    operation_id="post_message",
    summary="Write a message",
)
async def post_message(dispute: DisputeId, body: PostMessage, call: Calling) -> Response:
    """Write to everybody in the case. A message is a comment, or your explanation of what happened (K17)."""
    call.require_role(*READERS)

    async def act(tx: DisputeTx) -> Message:
        by = viewer(call.principal)
        return await commands.post_message(
            tx, dispute, id=new_id(), text=body.text, kind=body.kind, by=by, if_match=call.expected_version,
            policies=call.deps.policies,
        )  # fmt: skip

    async def view(tx: DisputeTx) -> MessageView:
        return MessageView.of(await explained(tx, call, act))

    return await call.run_idempotent(view, status=201)


@router.get(
    "/{dispute}/messages",
    response_model=Page[MessageView],
    responses=READ,
    operation_id="list_messages",
    summary="List messages",
)
async def list_messages(dispute: DisputeId, filters: Annotated[MessageFilters, Query()], call: Calling) -> Response:
    """What was written in the case, newest first."""
    call.require_role(*READERS)

    async def act(tx: DisputeTx) -> Page[MessageView]:
        await tx.disputes.seen(dispute, viewer(call.principal))
        listing = f"messages:{dispute}"
        narrow = partial(call.deps.pager.narrow_query, listing=listing, tenant=call.tenant, filters=filters)
        page = partial(call.deps.pager.split_page, listing=listing, tenant=call.tenant, filters=filters)
        rows = (await tx.execute(narrow(queries.posted(dispute), messages.c.id))).all()
        shown, cursor = page(rows, lambda row: row.id)
        data = [summaries.message(row) for row in shown]
        return Page(data=data, has_more=cursor is not None, next_cursor=cursor)

    return await call.read(act)


@router.post(
    "/{dispute}/escalate", response_model=DisputeView, responses=ACT, operation_id="escalate", summary="Escalate"
)
async def escalate(dispute: DisputeId, call: Calling) -> Response:
    """Refuse what is on the table and hand the case over, as the policy says (D5)."""
    call.require_role(*PARTIES, Role.OPERATOR, scope="decide")
    return await call.run_idempotent(acted(call, dispute, Act.ESCALATE))


@router.post(
    "/{dispute}/withdraw",
    response_model=DisputeView,
    responses=ACT,
    operation_id="withdraw",
    summary="Withdraw your dispute",
)
async def withdraw(dispute: DisputeId, call: Calling) -> Response:
    """End your own case. The money is no longer frozen and takes its ordinary course."""
    call.require_role(*PARTIES)
    return await call.run_idempotent(acted(call, dispute, Act.WITHDRAW))


@router.post(
    "/{dispute}/accept-claim",
    response_model=DisputeView,
    responses=ACT,
    operation_id="accept_claim",
    summary="Pay what is claimed",
)
async def accept_claim(dispute: DisputeId, call: Calling) -> Response:
    """Give the claimant all that is disputed, at once. Needs an Idempotency-Key."""
    call.require_role(*PARTIES)
    return await call.run_money_command(acted(call, dispute, Act.ACCEPT_CLAIM))


def acted(call: Calling, dispute: DisputeId, what: Act) -> Callable[[DisputeTx], Awaitable[DisputeView]]:
    async def act(tx: DisputeTx) -> Dispute:
        return await commands.act(
            tx, dispute, what, by=viewer(call.principal), if_match=call.expected_version,
            policies=call.deps.policies, fresh=new_id,
        )  # fmt: skip

    return viewed(call, act)


async def explained(tx: DisputeTx, call: Calling, act: Callable[[DisputeTx], Awaitable[T]]) -> T:
    """A refusal says how the case stands and what the caller may do in it instead."""
    try:
        return await act(tx)
    except DomainError as refusal:
        if tx.held is not None:
            found, policy = tx.held
            now = allowed_actions(found, viewer(call.principal), policy)
            told = {"state": found.place, "allowed_actions": sorted({action.rel for action in now})}
            vars(refusal).update({name: value for name, value in told.items() if name not in vars(refusal)})
        raise


def viewed(
    call: Calling, act: Callable[[DisputeTx], Awaitable[Dispute]]
) -> Callable[[DisputeTx], Awaitable[DisputeView]]:
    async def view(tx: DisputeTx) -> DisputeView:
        after = await explained(tx, call, act)
        return DisputeView.of(after, viewer(call.principal), await call.deps.policies.of(tx, after))

    return view
