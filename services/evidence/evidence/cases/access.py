"""Access to the evidence of a case: who may read it and who may give it."""

from __future__ import annotations

from typing import Any, Final

from common.kernel.errors import Forbidden
from common.kernel.principal import Principal, Role
from common.web.api_call import ApiCall

READER_SCOPES: Final = frozenset({"read", "decide", "lead"})
PERSON_ROLES: Final = (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE, Role.OPERATOR, Role.PLATFORM)


def require_reader(call: ApiCall[Any]) -> Principal:
    """Raises Forbidden for an operator's token without any scope."""
    call.require_role(*PERSON_ROLES)
    if call.principal.role is Role.OPERATOR and not call.principal.scopes & READER_SCOPES:
        raise Forbidden("This needs an operator token with the scope read.", "read")
    return call.principal


def require_submitter(call: ApiCall[Any]) -> Principal:
    call.require_role(*PERSON_ROLES, scope="decide")
    return call.principal
