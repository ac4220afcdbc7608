"""Deals whose words go because one of their parties is erased: those that are over and that nobody ever disputed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from common.kernel.principal import Actor
from escrow.domain.escrow import Escrow

DEALS_AT_ONCE: Final = 25
"""Of one transaction; evidence asks again for as long as there are more."""


class DealErasure(NamedTuple):
    party: Actor
    deals: Sequence[Escrow]
    has_more: bool


class UndisputedDeals(Protocol):
    async def list_for_update(self, party: Actor, limit: int) -> Sequence[Escrow]:
        """Lock deals of a buyer or seller that are over, that no dispute ever asked to freeze, and that still say
        something, the oldest first."""
