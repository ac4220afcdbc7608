"""A dispute stops the clock for its part of the money, until it is settled or let go. Pure functions on an escrow.

These react to facts of disputes: what is out of date changes nothing, what cannot be done is told, not raised.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal
from uuid import UUID

from common.kernel.money import Money, Split
from common.kernel.timing import Timing

from .errors import SplitDoesNotSum
from .escrow import ENDED, FUNDING, Change, Escrow
from .facts import FreezeRefused, Froze, Settled, Unfroze
from .ledger import Kind

Why = Literal["nothing_held", "insufficient_hold", "already_frozen", "escrow_ended"]


def freeze(escrow: Escrow, dispute: UUID, amount: Money) -> Change:
    why = _why_not(escrow, amount)
    if why is not None:
        refused = FreezeRefused(dispute, why)
        return Change(_become(escrow, 1, frozen=escrow.purse.frozen, by=escrow.frozen_by), (refused,))
    return Change(_become(escrow, 1, frozen=amount.minor, by=dispute), (Froze(dispute, amount),))


def unfreeze(escrow: Escrow, dispute: UUID) -> Change:
    """The ordinary course goes on. A deadline that passed meanwhile is due at once."""
    if escrow.frozen_by != dispute:
        return Change(escrow)
    lifted = Unfroze(dispute, Money(escrow.purse.frozen, escrow.currency))
    return Change(_become(escrow, 1, frozen=0, by=None), (lifted,))


def settle(escrow: Escrow, dispute: UUID, shares: Split, *, instruction: UUID, at: Timing) -> Change:
    """Divide the frozen part as ordered, in one posting. Raises SplitDoesNotSum."""
    if escrow.frozen_by != dispute:
        return Change(escrow)
    if shares.total != Money(escrow.purse.frozen, escrow.currency):
        raise SplitDoesNotSum
    thawed = replace(escrow, purse=escrow.purse._replace(frozen=0), frozen_by=None)
    paid = thawed.pay(to_seller=shares.to_seller.minor, to_buyer=shares.to_buyer.minor, instruction=instruction, at=at)
    assert paid.posting is not None, "something was frozen"
    fee = Money(paid.posting.total(Kind.FEE), escrow.currency)
    settled = Settled(dispute, instruction, Split(shares.to_buyer, shares.to_seller - fee), fee)
    after = replace(paid.escrow, facts=paid.escrow.facts + 1)
    return Change(after, (settled, *paid.facts), paid.posting)


def _why_not(escrow: Escrow, amount: Money) -> Why | None:
    if escrow.state in ENDED:
        return "escrow_ended"
    if escrow.state in FUNDING:
        return "nothing_held"
    if escrow.frozen_by is not None:
        return "already_frozen"
    if amount.currency != escrow.currency or not 0 < amount.minor <= escrow.purse.held:
        return "insufficient_hold"
    return None


def _become(escrow: Escrow, told: int, *, frozen: int, by: UUID | None) -> Escrow:
    purse = escrow.purse._replace(frozen=frozen)
    return replace(escrow, purse=purse, frozen_by=by, version=escrow.version + 1, facts=escrow.facts + told)
