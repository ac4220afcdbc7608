"""What this service does when others report a fact."""

from __future__ import annotations

from typing import Any, Final

from common.contracts.disputes import DisputeClosed, FreezeRequested, PolicyPublished, SettlementOrdered
from common.contracts.envelope import MoneyRef
from common.inbox import Handling, on
from common.kernel import Money, Split

from . import commands
from .ports import Edition, Tx


async def freeze_requested(tx: Tx, fact: FreezeRequested) -> None:
    await commands.note_freeze_requested(tx, fact.escrow, dispute=fact.subject, amount=_money(fact.amount))


async def settlement_ordered(tx: Tx, fact: SettlementOrdered) -> None:
    shares = Split(_money(fact.to_buyer), _money(fact.to_seller))
    await commands.note_settlement_ordered(
        tx, fact.escrow, dispute=fact.subject, instruction=fact.instruction, shares=shares
    )


async def dispute_closed(tx: Tx, fact: DisputeClosed) -> None:
    if fact.instruction is None:
        await commands.note_dispute_closed(tx, fact.escrow, dispute=fact.subject)


async def policy_published(tx: Tx, fact: PolicyPublished) -> None:
    edition = Edition(fact.tenant, fact.name, fact.edition, fact.hash, fact.current, fact.occurred_at)
    await commands.note_policy_published(tx, edition)


def _money(ref: MoneyRef) -> Money:
    return Money(ref.amount, ref.currency)


HANDLINGS: Final[list[Handling[Any]]] = [
    on(FreezeRequested, freeze_requested),
    on(SettlementOrdered, settlement_ordered),
    on(DisputeClosed, dispute_closed),
    on(PolicyPublished, policy_published),
]
