"""Access to cases: who may see which. `queries.visible_disputes` says the same in SQL."""

from __future__ import annotations

from common.kernel.behalf import Behalf, represented_party, represented_role
from common.kernel.errors import DomainError
from common.kernel.principal import Principal, Role
from disputes.engine.dispute import Dispute
from disputes.engine.errors import AwaitsApproval
from disputes.engine.values import Operator


def can_see_dispute(principal: Principal, dispute: Dispute) -> bool:
    """Parties see their own cases, a bound token the one it is bound to."""
    if principal.is_bound_elsewhere(escrow=dispute.escrow, dispute=dispute.id):
        return False
    return can_see_deal(principal, dispute.buyer, dispute.seller)


def can_see_deal(principal: Principal, buyer: str, seller: str) -> bool:
    """Decide by role and name. A representative sees only the case their token is bound to (K7)."""
    match principal.role:
        case Role.BUYER:
            return principal.id == buyer
        case Role.SELLER:
            return principal.id == seller
        case Role.REPRESENTATIVE:
            return principal.is_bound
        case _:
            return principal.role in (Role.OPERATOR, Role.PLATFORM)


def acting_role(dispute: Dispute, principal: Principal, behalf: Behalf | None) -> Role:
    """Find in which part somebody acts in a case. Raises Forbidden, AssignedToAnother or AwaitsApproval."""
    role = represented_role(principal, behalf)
    _require_free_to_act(dispute, principal, behalf)
    return role


def acting_party(dispute: Dispute, principal: Principal, behalf: Behalf | None) -> Role:
    """Find for which party somebody acts, where an operator has no act of their own. Raises as `acting_role`."""
    role = represented_party(principal, behalf)
    _require_free_to_act(dispute, principal, behalf)
    return role


def may_act_for_parties(dispute: Dispute, principal: Principal) -> bool:
    """Ask the guard of acts on somebody's behalf, as an operator."""
    try:
        _require_free_case(dispute, principal)
    except DomainError:
        return False
    return "decide" in principal.scopes


def _require_free_to_act(dispute: Dispute, principal: Principal, behalf: Behalf | None) -> None:
    if behalf is not None:
        _require_free_case(dispute, principal)


def _require_free_case(dispute: Dispute, principal: Principal) -> None:
    """Let operators act for parties in a case of their own, or that nobody has, and that waits for no second one."""
    dispute.require_assigned(operator_from_principal(principal))
    if dispute.approval is not None:
        raise AwaitsApproval


def operator_from_principal(principal: Principal) -> Operator:
    return Operator(principal.id, is_lead="lead" in principal.scopes)
