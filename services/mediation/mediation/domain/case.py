"""Identity of the case that is negotiated. Never changes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from common.kernel import Actor, Money, Participant, Role

from .terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiatedCase:
    """Dispute and escrow of a case, its parties, and the amount they negotiate about."""

    tenant: UUID
    dispute: UUID
    escrow: UUID
    buyer: Participant
    seller: Participant
    amount: Money

    def find_side(self, actor: Actor) -> Side | None:
        """Find the side for which somebody acts; None for all who are no party."""
        match actor:
            case (Role.BUYER, self.buyer):
                return Side.BUYER
            case (Role.SELLER, self.seller):
                return Side.SELLER
        return None
