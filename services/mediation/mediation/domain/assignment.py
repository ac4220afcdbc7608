"""Assignment of a case: operators act for parties in a case of their own, or that nobody has (PRM-27). Pure."""

from __future__ import annotations

from common.kernel.principal import Principal, Role

from .errors import AssignedToAnother
from .mediation import Mediation


def require_assigned(mediation: Mediation, principal: Principal) -> None:
    """Raises AssignedToAnother: an operator leaves a colleague's case alone, unless as a lead."""
    if principal.role is Role.OPERATOR and not may_act_in(mediation, principal):
        raise AssignedToAnother


def may_act_in(mediation: Mediation, operator: Principal) -> bool:
    """Ask the guard of operators' acts."""
    return mediation.assignee in (None, operator.id) or "lead" in operator.scopes
