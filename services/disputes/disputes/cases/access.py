"""Access to cases: who may see which. `queries.visible_disputes` says the same in SQL."""

from __future__ import annotations

from common.kernel.behalf import acting_party as acting_party
from common.kernel.behalf import acting_role as acting_role
from common.kernel.principal import Principal, Role
from disputes.engine.dispute import Dispute
from disputes.engine.values import Operator


def can_see_dispute(principal: Principal, dispute: Dispute) -> bool:
    """Parties see their own cases, a bound token the one it is bound to."""
    if principal.dispute not in (None, dispute.id) or principal.escrow not in (None, dispute.escrow):
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
            return principal.escrow is not None or principal.dispute is not None
        case _:
            return principal.role in (Role.OPERATOR, Role.PLATFORM)


def operator_from_principal(principal: Principal) -> Operator:
    return Operator(principal.id, is_lead="lead" in principal.scopes)
