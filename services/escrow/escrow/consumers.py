"""What this service does when others report a fact."""

from __future__ import annotations

from typing import Final

from common.contracts.disputes import (
    DisputeClosed,
    FineOrdered,
    FineReversed,
    FreezeRequested,
    PolicyPublished,
    ReversalOrdered,
    SettlementOrdered,
    StandingChanged,
)
from common.contracts.envelope import MoneyRef
from common.kernel.money import Money, Split
from common.messaging.inbox import HandlerRegistration, PredecessorMissing, consumes

from . import commands
from .domain.errors import NotPosted
from .domain.fines import Fine
from .domain.ledger import Party
from .domain.standing import Standing, Status
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


async def reversal_ordered(tx: Tx, fact: ReversalOrdered) -> None:
    shares = Split(_money(fact.to_buyer), _money(fact.to_seller))
    try:
        await commands.note_reversal_ordered(
            tx, fact.escrow, dispute=fact.subject, instruction=fact.instruction, reverses=fact.reverses, shares=shares
        )
    except NotPosted as error:
        raise PredecessorMissing(str(error)) from error


async def fine_ordered(tx: Tx, fact: FineOrdered) -> None:
    fine = Fine(fact.instruction, fact.subject, fact.participant, Party(fact.role), _money(fact.amount))
    await commands.note_fine_ordered(tx, fact.escrow, fine)


async def fine_reversed(tx: Tx, fact: FineReversed) -> None:
    try:
        await commands.note_fine_reversed(tx, fact.escrow, instruction=fact.instruction, reverses=fact.reverses)
    except NotPosted as error:
        raise PredecessorMissing(str(error)) from error


async def standing_changed(tx: Tx, fact: StandingChanged) -> None:
    standing = Standing(fact.participant, Status(fact.status), fact.until)
    await commands.note_standing(tx, standing, version=fact.version)


def _money(ref: MoneyRef) -> Money:
    return Money(ref.amount, ref.currency)


HANDLINGS: Final[list[HandlerRegistration]] = [
    consumes(FreezeRequested, freeze_requested),
    consumes(SettlementOrdered, settlement_ordered),
    consumes(DisputeClosed, dispute_closed),
    consumes(PolicyPublished, policy_published),
    consumes(ReversalOrdered, reversal_ordered),
    consumes(FineOrdered, fine_ordered),
    consumes(FineReversed, fine_reversed),
    consumes(StandingChanged, standing_changed),
]
