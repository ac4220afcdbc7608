"""Commands that erase what was said of deals, as evidence says: it knows cases and holds, and who has asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context
from common.kernel.origin import Origin
from common.kernel.principal import Actor
from escrow import loading
from escrow.domain.erasing import Erasure
from escrow.domain.escrow import Escrow

from .integration_events import deals_erased
from .model import DEALS_AT_ONCE, DealErasure, UndisputedDeals


class ErasureTx(loading.Tx, Protocol):
    @property
    def undisputed_deals(self) -> UndisputedDeals: ...


@dataclass(frozen=True, slots=True)
class EraseDeal(Command[Escrow]):
    """Erase what leads to people in a deal: now, or as it ends where it still runs. What was paid, by whom and when
    stays: the ledger stands for it."""

    escrow_id: UUID
    erasure: Erasure


def erase_deal(escrow: Escrow, command: EraseDeal, context: Context) -> Erasure:
    return command.erasure.widen(escrow.erasure)


async def save_erasure(tx: loading.Tx, escrow: Escrow, erasure: Erasure, context: Context) -> None:
    if escrow.closed_at is None:
        await tx.escrows.remember_erasure(escrow, erasure)
    else:
        await tx.escrows.erase(escrow, erasure)


@dataclass(frozen=True, slots=True)
class EraseUndisputedDeals(Command[None]):
    """Erase what was said of a participant's deals that are over and that nobody ever disputed. Those with a case go
    with it, under its holds; what still runs is erased when its party is erased again."""

    party: Actor


async def load_undisputed(tx: ErasureTx, command: EraseUndisputedDeals, origin: Origin) -> Sequence[Escrow]:
    return await tx.undisputed_deals.list_for_update(command.party, DEALS_AT_ONCE + 1)


def erase_undisputed(deals: Sequence[Escrow], command: EraseUndisputedDeals, context: Context) -> DealErasure | None:
    if not deals:
        return None
    return DealErasure(command.party, deals[:DEALS_AT_ONCE], has_more=len(deals) > DEALS_AT_ONCE)


async def save_undisputed(
    tx: ErasureTx, deals: Sequence[Escrow], erasure: DealErasure | None, context: Context
) -> None:
    if erasure is None:
        return
    for deal in erasure.deals:
        await tx.escrows.erase(deal, Erasure.WORDS)
    await tx.publish([deals_erased(erasure, context)])


ERASURE_HANDLERS: Final[CommandHandlers] = {
    EraseDeal: CommandHandler(loading.load_escrow, erase_deal, save_erasure),
    EraseUndisputedDeals: CommandHandler(load_undisputed, erase_undisputed, save_undisputed),
}
