"""Negotiations over HTTP."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Response

from common.execution.commands import Command
from common.kernel.ids import CanonicalNumber, MediationId
from common.kernel.languages import Language
from common.kernel.principal import Role
from common.web.schemas import LanguageQuery, Page

from .agreeing import accepted_view
from .commands import (
    AcceptProposal,
    AmendProposal,
    AnswerQuestion,
    CounterProposal,
    MakeProposal,
    ProposeToBoth,
    RejectProposal,
)
from .edge import (
    ACCEPT_RESPONSES,
    ACT_RESPONSES,
    READ_RESPONSES,
    SUGGESTION_RESPONSES,
    MediationCall,
    require_negotiator,
    require_reader,
)
from .loading import GuidedMediation
from .queries import read_mediation, read_mediation_page, read_option, read_suggestions
from .schemas import (
    AcceptBody,
    AnswerBody,
    ForetoldOptionView,
    MediationFilters,
    MediationSummary,
    MediationView,
    OptionQuery,
    ProposeBody,
    RejectBody,
    RewordBody,
    SuggestionsView,
)
from .views import changed_mediation_view, mediation_href

router = APIRouter(prefix="/v1/mediations", tags=["mediations"])

CREATED: Final = 201
FIRST_PROBLEM_STATUS: Final = 400
ProposalNumber = Annotated[
    CanonicalNumber, Path(ge=1, le=1_000, description="The proposal's number within its mediation.", examples=[1])
]


@router.get(
    "",
    operation_id="list_mediations",
    summary="List negotiations",
    response_model=Page[MediationSummary],
    responses=READ_RESPONSES,
)
async def list_mediations(filters: Annotated[MediationFilters, Query()], call: MediationCall) -> Response:
    """List negotiations, newest first. Parties see their own, the platform and its operators see all."""
    require_reader(call)
    return await call.query(read_mediation_page, call.deps.pager, filters)


@router.get(
    "/{mediation}",
    operation_id="get_mediation",
    summary="Read a negotiation",
    response_model=MediationView,
    responses=READ_RESPONSES,
)
async def get_mediation(
    mediation: MediationId, query: Annotated[LanguageQuery, Query()], call: MediationCall
) -> Response:
    """Read all proposals, what the caller may do now, and what happens if nobody does anything. Questions and
    suggestions of a guide are in the language that `language` or Accept-Language asks for."""
    require_reader(call)
    language = call.choose_language(query.language)
    return call.answer_in(language, await call.query(read_mediation, mediation, language))


@router.post(
    "/{mediation}/answers",
    operation_id="answer",
    summary="Answer a guided question",
    response_model=MediationView,
    responses=ACT_RESPONSES,
)
async def answer_question(mediation: MediationId, body: AnswerBody, call: MediationCall) -> Response:
    """Answer what `walk.question` asks, or an earlier question anew: that takes back every answer from there on.
    The answer holds the next question in full, or, at the end, the suggestions (O2)."""
    require_negotiator(call)
    command = AnswerQuestion(mediation, body.question, body.to_answer(), body.to_behalf())
    return await _execute_act(call, command)


@router.get(
    "/{mediation}/suggestions",
    operation_id="list_suggestions",
    summary="Read the suggested solutions",
    response_model=SuggestionsView,
    responses=SUGGESTION_RESPONSES,
)
async def list_suggestions(
    mediation: MediationId, query: Annotated[LanguageQuery, Query()], call: MediationCall
) -> Response:
    """List what the claimant's answers lead to, the best first (O3).

    Not for the other party, who sees what is proposed.
    """
    require_reader(call)
    language = call.choose_language(query.language)
    return call.answer_in(language, await call.query(read_suggestions, mediation, language))


@router.get(
    "/{mediation}/option",
    operation_id="foretell_option",
    summary="Foretell what an option would pay",
    response_model=ForetoldOptionView,
    responses=SUGGESTION_RESPONSES,
)
async def foretell_option(
    mediation: MediationId, query: Annotated[OptionQuery, Query()], call: MediationCall
) -> Response:
    """Say what each side would get of a solution that nobody has offered yet, net of fees and to the unit
    (`money_effect`): for a form that shows both shares while somebody writes. Nothing is offered by it."""
    require_reader(call)
    return await call.query(read_option, mediation, query)


@router.post(
    "/{mediation}/proposals",
    operation_id="propose",
    summary="Create a proposal",
    status_code=201,
    response_model=MediationView,
    responses=ACT_RESPONSES,
)
async def make_proposal(mediation: MediationId, body: ProposeBody, call: MediationCall) -> Response:
    """Make a new proposal. While an operator has the case (or nothing stands), either party may; it replaces what
    stood (D14). Where the claimant is guided this ends the walk: every option is one of the suggestions or within its
    bounds, ranked as the claimant likes, and the other party's time to answer begins (O4).

    An operator (scope `decide`) puts one solution to both parties as a mediator, once they have not agreed by
    themselves: it is agreed when both have accepted it, and lapses when one has not answered in time. With
    `on_behalf_of` it is that party's own proposal, which they have told support by the `means` named.
    """
    require_negotiator(call)
    options, behalf = body.requested_options(), body.to_behalf()
    if call.principal.role is Role.OPERATOR and behalf is None:
        command: Command[GuidedMediation] = ProposeToBoth(mediation, options, body.note)
    else:
        command = MakeProposal(mediation, options, body.note, behalf)
    return await _execute_act(call, command, status=201)


@router.post(
    "/{mediation}/proposals/{number}/accept",
    operation_id="accept",
    summary="Accept one option of a proposal",
    response_model=MediationView,
    responses=ACCEPT_RESPONSES,
)
async def accept_proposal(
    mediation: MediationId, number: ProposalNumber, body: AcceptBody, call: MediationCall
) -> Response:
    """Accept one option. 200 means agreed, for good: the money follows as `follows` says (D2, D4). What had ended the
    case before is told by 409 `agreement_overtaken`, with its state and outcome. 202 means that this is not decided
    yet; until then no other act is possible, and `href` tells the outcome. Needs an Idempotency-Key.

    The first of both parties to accept a mediator's proposal consents to it: it is agreed once the other does. What an
    operator has accepted or worded for a party is not agreed above the platform's limit: 409 `approval_needed`.
    """
    require_negotiator(call)
    command = AcceptProposal(mediation, number, body.version, body.option, body.to_behalf())
    language = call.choose_language(None)
    answer = await call.execute_money(
        command,
        partial(accepted_view, language=language),
        follow_up=partial(call.deps.immediate_agreement.complete_acceptance, language=language),
    )
    return _say_language(call, language, answer)


@router.post(
    "/{mediation}/proposals/{number}/reject",
    operation_id="reject",
    summary="Reject a proposal",
    response_model=MediationView,
    responses=ACT_RESPONSES,
)
async def reject_proposal(
    mediation: MediationId, number: ProposalNumber, body: RejectBody, call: MediationCall
) -> Response:
    """Reject without a counter-offer. Where the policy asks for one a bare rejection is refused (D3); refusing a
    counter-offer hands the case to the escalated stage (D5).
    """
    require_negotiator(call)
    command = RejectProposal(mediation, number, body.version, body.reason, body.to_behalf())
    return await _execute_act(call, command)


@router.post(
    "/{mediation}/proposals/{number}/counter",
    operation_id="counter",
    summary="Make a counter-offer",
    status_code=201,
    response_model=MediationView,
    responses=ACT_RESPONSES,
)
async def counter_proposal(
    mediation: MediationId, number: ProposalNumber, body: RewordBody, call: MediationCall
) -> Response:
    """Refuse by saying what you would agree to; the other party's clock starts (D3)."""
    require_negotiator(call)
    command = CounterProposal(mediation, number, body.version, body.requested_options(), body.note, body.to_behalf())
    return await _execute_act(call, command, status=201)


@router.post(
    "/{mediation}/proposals/{number}/amend",
    operation_id="amend",
    summary="Amend your proposal",
    response_model=MediationView,
    responses=ACT_RESPONSES,
)
async def amend_proposal(
    mediation: MediationId, number: ProposalNumber, body: RewordBody, call: MediationCall
) -> Response:
    """Word your own proposal anew, until the other party first acts. Its deadline stays; its version rises."""
    require_negotiator(call)
    command = AmendProposal(mediation, number, body.version, body.requested_options(), body.note, body.to_behalf())
    return await _execute_act(call, command)


async def _execute_act(call: MediationCall, command: Command[GuidedMediation], *, status: int = 200) -> Response:
    """Carry out an act. What a guide says is answered in the language that Accept-Language asks for."""
    language = call.choose_language(None)
    view = partial(changed_mediation_view, language=language)
    locate = mediation_href if status == CREATED else None
    return _say_language(call, language, await call.execute(command, view, status=status, locate=locate))


def _say_language(call: MediationCall, language: Language, answer: Response) -> Response:
    """Problems are in English, whatever was asked for."""
    return answer if answer.status_code >= FIRST_PROBLEM_STATUS else call.answer_in(language, answer)
