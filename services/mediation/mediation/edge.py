"""Edge of the service: what its routes are given, who may call them, and what they can answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends

from common.kernel.errors import Forbidden
from common.kernel.principal import Role
from common.persistence.paging import Pager
from common.web.api_call import ApiCall, api_call
from common.web.problems import problem_responses

from .agreeing import ImmediateAgreement
from .schemas import PendingAgreementView

NEGOTIATOR_ROLES: Final = (Role.BUYER, Role.SELLER)
READER_ROLES: Final = (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE, Role.PLATFORM, Role.OPERATOR)
READER_SCOPES: Final = frozenset({"read", "decide", "lead"})
MEDIATOR_SCOPES: Final = frozenset({"decide", "lead"})
READ_RESPONSES: Final = problem_responses(400, 401, 403, 404, 422, 429, 503)
SUGGESTION_RESPONSES: Final = problem_responses(400, 401, 403, 404, 409, 422, 429, 503)
ACT_RESPONSES: Final = problem_responses(400, 401, 403, 404, 409, 413, 415, 422, 429, 503)
ACCEPT_RESPONSES: Final = {
    202: {"model": PendingAgreementView, "description": "Received, and not decided yet."},
    **ACT_RESPONSES,
}
PUBLISH_RESPONSES: Final = problem_responses(400, 401, 403, 409, 413, 415, 422, 429, 503)

CASE_OPERATIONS: Final = frozenset(
    {
        "list_mediations", "get_mediation", "answer", "list_suggestions", "propose", "accept", "reject", "counter",
        "amend", "get_tree", "foretell_option",
    }
)  # fmt: skip
"""Part of a case, and open to a token that is limited to it: each of them looks at which one it is about (WAL-A2)."""


@dataclass(frozen=True)
class MediationDeps:
    """Dependencies of the routes. Built once, in `app.py`."""

    pager: Pager
    immediate_agreement: ImmediateAgreement


MediationCall = Annotated[ApiCall[MediationDeps], Depends(api_call)]


def require_mediator(call: MediationCall) -> None:
    """Raises Forbidden for operators who do not decide on cases."""
    if not call.principal.scopes & MEDIATOR_SCOPES:
        raise Forbidden("This needs an operator token with the scope decide.", "decide")


def require_negotiator(call: MediationCall) -> None:
    """Raises Forbidden for those who negotiate neither for themselves nor, as operators, for a party (PRM-27)."""
    call.require_role(*NEGOTIATOR_ROLES, Role.OPERATOR)
    if call.principal.role is Role.OPERATOR:
        require_mediator(call)


def require_reader(call: MediationCall) -> None:
    """Raises Forbidden for roles that see no negotiation, and for operators without a scope that lets them read."""
    call.require_role(*READER_ROLES)
    if call.principal.role is Role.OPERATOR and not call.principal.scopes & READER_SCOPES:
        raise Forbidden("This needs an operator token with the scope read.", "read")
