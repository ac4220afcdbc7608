"""Negotiation over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query, Response

from common.kernel.errors import DomainError, Forbidden
from common.kernel.ids import Counted, MediationId, new_id
from common.kernel.principal import Role
from common.web.http import ApiCall
from common.web.http import api_call as called
from common.web.problems import problem_responses
from common.web.schemas import Page

from . import commands, queries
from .commands import By
from .deps import Deps
from .domain import errors
from .domain.mediation import Mediation
from .offers import Accept, Propose, Reject, Word
from .schemas import PARTIES, MediationFilters, MediationSummary, MediationView, location
from .store import MediationTx
from .tables import mediations
from .walks import Answering, SuggestedView, SuggestionsView

router = APIRouter(prefix="/v1/mediations", tags=["mediations"])

STATUSES: Final[dict[type[DomainError], int]] = {
    errors.CaseClosed: 409,
    errors.ProposalSuperseded: 409,
    errors.OwnProposal: 409,
    errors.NotYourTurn: 409,
    errors.NotAmendable: 409,
    errors.CounterOfferRequired: 409,
    errors.RoundsExhausted: 409,
    errors.OptionInvalid: 422,
    errors.KindNotAllowed: 422,
    errors.DuplicateOption: 422,
    errors.NoSuchOption: 422,
    errors.QuestionUnanswered: 409,
    errors.WalkOver: 409,
    errors.NotAsked: 409,
    errors.TooManyAnswers: 409,
    errors.QuestionUnknown: 422,
    errors.AnswerInvalid: 422,
    errors.NotSuggested: 422,
    errors.TreeUnsound: 422,
    errors.EditionExists: 409,
    errors.TooManyEditions: 409,
}
READ = problem_responses(400, 401, 403, 404, 422, 429, 503)
ACT = problem_responses(400, 401, 403, 404, 409, 413, 415, 422, 429, 503)
SCOPES: Final = frozenset({"read", "decide", "lead"})

Calling = Annotated[ApiCall[MediationTx, Deps], Depends(called)]
Number = Annotated[
    Counted, Path(ge=1, le=1_000, description="The proposal's number within its mediation.", examples=[1])
]


@router.get(
    "",
    operation_id="list_mediations",
    summary="List negotiations",
    response_model=Page[MediationSummary],
    responses=READ,
)
async def list_mediations(filters: Annotated[MediationFilters, Query()], call: Calling) -> Response:
    """Newest first. Parties see their own, the platform and its operators see all."""
    may_read(call)

    async def act(tx: MediationTx) -> Page[MediationSummary]:
        query = queries.listed(call.principal, dispute=filters.dispute, states=filters.state, awaiting=filters.awaiting)
        narrow = partial(call.deps.pager.narrow_query, listing="mediations", tenant=call.tenant, filters=filters)
        page = partial(call.deps.pager.split_page, listing="mediations", tenant=call.tenant, filters=filters)
        rows = (await tx.execute(narrow(query, mediations.c.id))).all()
        shown, cursor = page(rows, lambda row: row.id)
        data = [MediationSummary.model_validate(row) for row in shown]
        return Page(data=data, has_more=cursor is not None, next_cursor=cursor)

    return await call.read(act)


@router.get(
    "/{mediation}",
    operation_id="get_mediation",
    summary="Read a negotiation",
    response_model=MediationView,
    responses=READ,
)
async def get_mediation(mediation: MediationId, call: Calling) -> Response:
    """All proposals, what the caller may do now, and what happens if nobody does anything."""
    may_read(call)

    async def act(tx: MediationTx) -> MediationView:
        found = await tx.mediations.get(mediation, *queries.visible(call.principal))
        return await _view(call, tx, found)

    return await call.read(act)


@router.post(
    "/{mediation}/answers",
    operation_id="answer",
    summary="Answer a question of the guide",
    response_model=MediationView,
    responses=ACT,
)
async def answer(mediation: MediationId, body: Answering, call: Calling) -> Response:
    """Answer what `walk.question` asks, or an earlier question anew: that takes back every answer from there on.
    The answer holds the next question in full, or, at the end, the suggestions (O2)."""
    by = _by(call)

    async def act(tx: MediationTx) -> Mediation:
        return await commands.answer(tx, mediation, body.question, body.given(), by=by, trees=call.deps.trees)

    return await call.run_idempotent(_viewed(call, act))


@router.get(
    "/{mediation}/suggestions",
    operation_id="list_suggestions",
    summary="Read the suggested solutions",
    response_model=SuggestionsView,
    responses=problem_responses(400, 401, 403, 404, 409, 422, 429, 503),
)
async def list_suggestions(mediation: MediationId, call: Calling) -> Response:
    """What the claimant's answers lead to, the best first (O3). Not for the other party, who sees what is proposed."""
    may_read(call)

    async def act(tx: MediationTx) -> SuggestionsView:
        found = await tx.mediations.get(mediation, *queries.visible(call.principal))
        if PARTIES.get(call.principal.role) is found.claimant.other:
            raise Forbidden("The suggestions are the claimant's.")
        offered = await commands.suggestions(tx, found, call.deps.trees)
        return SuggestionsView(data=[SuggestedView.of(suggested) for suggested in offered])

    return await call.read(act)


@router.post(
    "/{mediation}/proposals",
    operation_id="propose",
    summary="Make a new proposal",
    status_code=201,
    response_model=MediationView,
    responses=ACT,
)
async def propose(mediation: MediationId, body: Propose, call: Calling) -> Response:
    """While an operator has the case (or nothing stands), either party may propose; it replaces what stood (D14).
    Where the claimant is guided this ends the walk: every option is one of the suggestions or within its bounds,
    ranked as the claimant likes, and the other party's time to answer begins (O4)."""
    by = _by(call)

    async def act(tx: MediationTx) -> Mediation:
        return await commands.propose(tx, mediation, id=new_id(), options=body.wishes(), by=by, trees=call.deps.trees)

    return await call.run_idempotent(_viewed(call, act), status=201, location=location)


@router.post(
    "/{mediation}/proposals/{number}/accept",
    operation_id="accept",
    summary="Accept one option of a proposal",
    response_model=MediationView,
    responses=ACT,
)
async def accept(mediation: MediationId, number: Number, body: Accept, call: Calling) -> Response:
    """Ends the negotiation as agreed; the money follows as `follows` says (D2, D4). Needs an Idempotency-Key."""
    by = _by(call)

    async def act(tx: MediationTx) -> Mediation:
        return await commands.accept(tx, mediation, number, body.version, body.option, by=by)

    return await call.run_money_command(_viewed(call, act))


@router.post(
    "/{mediation}/proposals/{number}/reject",
    operation_id="reject",
    summary="Reject a proposal",
    response_model=MediationView,
    responses=ACT,
)
async def reject(mediation: MediationId, number: Number, body: Reject, call: Calling) -> Response:
    """Where the policy asks for a counter-offer a bare rejection is refused (D3); refusing a counter-offer
    hands the case to the escalated stage (D5)."""
    by = _by(call)

    async def act(tx: MediationTx) -> Mediation:
        return await commands.reject(tx, mediation, number, body.version, reason=body.reason, by=by)

    return await call.run_idempotent(_viewed(call, act))


@router.post(
    "/{mediation}/proposals/{number}/counter",
    operation_id="counter",
    summary="Answer with a counter-offer",
    status_code=201,
    response_model=MediationView,
    responses=ACT,
)
async def counter(mediation: MediationId, number: Number, body: Word, call: Calling) -> Response:
    """Refuse by saying what you would agree to; the other party's clock starts (D3)."""
    by = _by(call)

    async def act(tx: MediationTx) -> Mediation:
        return await commands.counter(tx, mediation, number, body.version, id=new_id(), options=body.wishes(), by=by)

    return await call.run_idempotent(_viewed(call, act), status=201, location=location)


@router.post(
    "/{mediation}/proposals/{number}/amend",
    operation_id="amend",
    summary="Word your own proposal anew",
    response_model=MediationView,
    responses=ACT,
)
async def amend(mediation: MediationId, number: Number, body: Word, call: Calling) -> Response:
    """Until the other party first acts. Its deadline stays; its version rises."""
    by = _by(call)

    async def act(tx: MediationTx) -> Mediation:
        return await commands.amend(tx, mediation, number, body.version, options=body.wishes(), by=by)

    return await call.run_idempotent(_viewed(call, act))


def _viewed(
    call: Calling, act: Callable[[MediationTx], Awaitable[Mediation]]
) -> Callable[[MediationTx], Awaitable[MediationView]]:
    async def viewed(tx: MediationTx) -> MediationView:
        return await _view(call, tx, await act(tx))

    return viewed


async def _view(call: Calling, tx: MediationTx, shown: Mediation) -> MediationView:
    tree = None if shown.walk is None else await call.deps.trees.find(tx, shown.walk.tree)
    return MediationView.of(shown, call.principal.role, (await tx.timing()).now, tree)


def _by(call: Calling) -> By:
    """Only the parties negotiate, each for itself."""
    call.require_role(Role.BUYER, Role.SELLER)
    return By(call.actor, call.expected_version, call.principal.escrow, call.principal.dispute)


def may_read(call: Calling) -> None:
    call.require_role(Role.BUYER, Role.SELLER, Role.REPRESENTATIVE, Role.PLATFORM, Role.OPERATOR)
    if call.principal.role is Role.OPERATOR and not call.principal.scopes & SCOPES:
        raise Forbidden("This needs an operator token with the scope read.")
