"""Explanations over HTTP: what an edition says, in words, and what can be reported about an escrow."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.errors import DomainError
from common.web.schemas import LanguageQuery
from disputes.cases.edge import CasesCall
from disputes.edge import READ_RESPONSES, READER_ROLES

from . import queries
from .schemas import EditionOrCurrent, EligibilityQuery, EligibilityView, PolicyDocument, PolicyName

router = APIRouter(prefix="/v1")


@router.get(
    "/policies/{name}/{edition}",
    response_model=PolicyDocument,
    responses=READ_RESPONSES,
    operation_id="explain_policy",
    summary="Explain a policy",
    tags=["policies"],
)
async def explain_policy(
    name: PolicyName, edition: EditionOrCurrent, query: Annotated[LanguageQuery, Query()], call: CasesCall
) -> Response:
    """Read an edition as JSON: reasons, stages, who owes what by when and what silence brings, options, evidence, check
    lists, rulings and penalties, each with words for people. In the language that `language` or Accept-Language asks
    for: English, French, Portuguese or Chinese. `current` is the edition that new escrows of this policy get.
    """
    call.require_role(*READER_ROLES)
    language = call.choose_language(query.language)
    read = queries.read_policy_document
    return call.answer_in(language, await call.query(read, name, edition, language, call.deps.current))


@router.get(
    "/disputes/eligibility",
    response_model=EligibilityView,
    responses=READ_RESPONSES,
    operation_id="get_eligibility",
    summary="Ask whether a problem can be reported",
    tags=["disputes"],
)
async def get_eligibility(query: Annotated[EligibilityQuery, Query()], call: CasesCall) -> Response:
    """Everything that "Report a problem" is drawn from: whether it can be reported now, for which reasons and by whom,
    when that begins and ends, how much can be claimed, what must be said, what can be asked for, which evidence will
    be wanted, and what follows if nobody answers. If not, why; and since when not, if the time is over.
    """
    call.require_role(*READER_ROLES)
    language = call.choose_language(query.language)
    try:
        answer = await call.query(queries.read_eligibility, query, language, is_certain=False)
    except DomainError as refusal:
        if not refusal.rests_on:
            raise
        answer = await call.query(queries.read_eligibility, query, language, is_certain=True)
    return call.answer_in(language, answer)
