"""Access: whether an escrow exists for somebody. `queries.visible_escrows` says the same in SQL."""

from __future__ import annotations

from uuid import UUID

from common.kernel.principal import Principal, Role

from .escrow import Escrow


def can_see(principal: Principal, escrow: Escrow, ended_dispute: UUID | None = None) -> bool:
    """Tell whether it exists for them. A token limited to one case opens that one only.

    `ended_dispute`: the case of the token, if it was about this escrow and has ended. Its people may still read what
    was paid.
    """
    if principal.is_bound_elsewhere(escrow=escrow.id, dispute=ended_dispute or escrow.frozen_by):
        return False
    match principal.role:
        case Role.PLATFORM:
            return True
        case Role.OPERATOR:
            return bool(principal.scopes)
        case Role.BUYER:
            return principal.id == escrow.agreement.buyer
        case Role.SELLER:
            return principal.id == escrow.agreement.seller
        case Role.REPRESENTATIVE:
            return principal.escrow is not None or principal.dispute is not None  # the one that they are bound to
        case _:
            return False
