"""Identity of the case that is negotiated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from common.kernel.behalf import Behalf, represented_party
from common.kernel.errors import NotFound
from common.kernel.money import Money, Split
from common.kernel.principal import Participant, Principal, Role

from .terms import PARTY_SIDES, Side


class LastProposal(NamedTuple):
    """Step by which silence ends the case as a side has proposed last, where that is money."""

    of: Side
    at: datetime
    clock: Literal["natural", "business"]
    prevented_by: tuple[str, ...]
    has_judges: bool


class SilentEnd(NamedTuple):
    """Step by which silence ends the case, with or without a settlement, as disputes has last foretold it."""

    at: datetime
    clock: Literal["natural", "business"]
    action: str
    prevented_by: tuple[str, ...] = ()
    split: Split | None = None
    """None: the case ends without a settlement."""
    bars: tuple[Side, ...] = ()
    """Where it does: who may open no other case of the deal."""
    last_proposal: LastProposal | None = None
    is_cap: bool = False
    """It is the cap of the case: whatever is negotiated, it ends then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiatedCase:
    """Dispute and escrow of a case, its parties, and the amount they negotiate about.

    Only the amount ever changes: a reduction of the price that was paid beside goods is no longer talked about. What
    was disputed at the opening does not: by that, and not by what is left, decisions weigh.
    """

    tenant: UUID
    dispute: UUID
    escrow: UUID
    buyer: Participant
    seller: Participant
    amount: Money
    disputed: Money

    def require_side(self, principal: Principal, behalf: Behalf | None = None) -> Side:
        """Find the side for which a principal acts: itself, or of an operator the party that has asked for it.

        Raises NotFound for all who are no party to it: they need not know that it exists. Raises Forbidden.
        """
        party = represented_party(principal, behalf)
        match principal.actor:
            case (Role.OPERATOR, _) if not self._is_bound_elsewhere(principal):
                return PARTY_SIDES[party]
            case (Role.BUYER, self.buyer) if not self._is_bound_elsewhere(principal):
                return Side.BUYER
            case (Role.SELLER, self.seller) if not self._is_bound_elsewhere(principal):
                return Side.SELLER
        raise NotFound("mediation")

    def require_visible(self, principal: Principal) -> None:
        """Raises NotFound for an operator who is let into another case only."""
        if self._is_bound_elsewhere(principal):
            raise NotFound("mediation")

    def _is_bound_elsewhere(self, principal: Principal) -> bool:
        return principal.is_bound_elsewhere(escrow=self.escrow, dispute=self.dispute)
