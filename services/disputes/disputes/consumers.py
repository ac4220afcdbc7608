"""What this service does when others report a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from common.contracts.disputes import OptionRef
from common.contracts.escrow import (
    EscrowClosed,
    EscrowEvent,
    EscrowFrozen,
    EscrowSettled,
    FreezeRefused,
    FundsReversed,
)
from common.contracts.evidence import (
    GraceGranted,
    ItemInvalidated,
    ItemReceived,
    RequestExtended,
    RequestLapsed,
    RequestReopened,
    RequestSatisfied,
)
from common.contracts.mediation import Agreed, Failed, TurnChanged
from common.kernel.ids import new_id
from common.kernel.money import Money, Split
from common.kernel.principal import Role

from . import commands
from .domain.dispute import Dispute
from .domain.escrows import EscrowState, KnownEscrow
from .domain.options import Option
from .domain.records import Item, Negotiating, Turn
from .domain.vocabulary import OptionKind, Silence, Trigger
from .ports import Policies, Tx


@dataclass(frozen=True)
class Consumers:
    """Each takes one kind of fact. All they need beside it are the editions."""

    policies: Policies

    async def escrow_known(self, tx: Tx, fact: EscrowEvent) -> None:
        """Any fact about an escrow says how it stands."""
        await commands.remember_escrow(tx, _known(fact))

    async def escrow_frozen(self, tx: Tx, fact: EscrowFrozen) -> None:
        await self.escrow_known(tx, fact)
        await commands.note_frozen(
            tx, fact.dispute, at=fact.occurred_at, delivered_at=fact.delivered_at, policies=self.policies, fresh=new_id
        )

    async def freeze_refused(self, tx: Tx, fact: FreezeRefused) -> None:
        await self.escrow_known(tx, fact)
        await commands.note_freeze_refused(tx, fact.dispute, why=fact.why, at=fact.occurred_at, policies=self.policies)

    async def escrow_settled(self, tx: Tx, fact: EscrowSettled) -> None:
        await self.escrow_known(tx, fact)
        fee = Money(fact.fee.amount, fact.fee.currency)
        await commands.note_settled(
            tx, fact.dispute, instruction=fact.instruction, fee=fee, at=fact.occurred_at, policies=self.policies,
            fresh=new_id,
        )  # fmt: skip

    async def funds_reversed(self, tx: Tx, fact: FundsReversed) -> None:
        await self.escrow_known(tx, fact)
        fee = Money(fact.fee.amount, fact.fee.currency) if fact.fee is not None else None
        await commands.note_moved_back(
            tx, fact.dispute, instruction=fact.instruction, fee=fee, at=fact.occurred_at, policies=self.policies
        )

    async def escrow_closed(self, tx: Tx, fact: EscrowClosed) -> None:
        await self.escrow_known(tx, fact)
        await commands.note_escrow_ended(tx, fact.subject, at=fact.occurred_at, policies=self.policies)

    async def turn_changed(self, tx: Tx, fact: TurnChanged) -> None:
        await commands.note_turn(tx, fact.dispute, read=lambda dispute: _turn(fact, dispute), policies=self.policies)

    async def agreed(self, tx: Tx, fact: Agreed) -> None:
        await commands.note_agreed(
            tx, fact.dispute, read=lambda dispute: _option(fact.option, dispute.amount.currency),
            by_silence=fact.basis == "silence", at=fact.occurred_at, policies=self.policies, fresh=new_id,
        )  # fmt: skip

    async def negotiation_failed(self, tx: Tx, fact: Failed) -> None:
        await commands.note_negotiation_failed(
            tx,
            fact.dispute,
            how=Trigger.ABANDONED if fact.why == "abandoned" else Trigger.NEGOTIATION_FAILED,
            by_silence=fact.why in ("silence", "abandoned"),
            at=fact.occurred_at,
            policies=self.policies,
            fresh=new_id,
        )

    async def request_satisfied(self, tx: Tx, fact: RequestSatisfied) -> None:
        await commands.note_request_satisfied(
            tx, fact.dispute, fact.subject, at=fact.occurred_at, policies=self.policies, fresh=new_id
        )

    async def request_reopened(self, tx: Tx, fact: RequestReopened) -> None:
        await commands.note_request_reopened(
            tx, fact.dispute, fact.subject, at=fact.occurred_at, policies=self.policies, fresh=new_id
        )

    async def request_lapsed(self, tx: Tx, fact: RequestLapsed) -> None:
        await commands.note_request_lapsed(
            tx, fact.dispute, fact.subject, at=fact.due_at, policies=self.policies, fresh=new_id
        )

    async def request_moved(self, tx: Tx, fact: RequestExtended | GraceGranted) -> None:
        await commands.note_request_moved(tx, fact.dispute, fact.subject, due_at=fact.due_at, policies=self.policies)

    async def item_received(self, tx: Tx, fact: ItemReceived) -> None:
        if fact.party is not None:
            item = Item(fact.subject, Role(fact.party), fact.covers)
            await commands.note_item(tx, fact.dispute, item, self.policies)

    async def item_invalidated(self, tx: Tx, fact: ItemInvalidated) -> None:
        await commands.note_item_invalid(tx, fact.dispute, fact.subject, self.policies)


def _known(fact: EscrowEvent) -> KnownEscrow:
    return KnownEscrow(
        id=fact.subject,
        tenant=fact.tenant,
        version=fact.version,
        buyer=fact.buyer,
        seller=fact.seller,
        state=EscrowState(fact.state),
        edition=fact.policy,
        held=Money(fact.held, fact.currency),
        frozen=Money(fact.frozen, fact.currency),
        funded_at=fact.funded_at,
        delivered_at=fact.delivered_at,
        category=fact.category,
        price=fact.price,
    )


def _turn(fact: TurnChanged, dispute: Dispute) -> Turn:
    standing, currency = fact.standing, dispute.amount.currency
    return Turn(
        mediation=fact.subject,
        version=fact.version,
        state=Negotiating(fact.state),
        number=standing.number if standing else 0,
        proposal_version=standing.version if standing else 0,
        by=Role(standing.by) if standing else None,
        options=_options(standing.options if standing else (), currency),
        awaiting=Role(fact.awaiting) if fact.awaiting else None,
        due_at=fact.due_at,
        on_silence=Silence(fact.on_silence) if fact.on_silence else None,
        may={Role(party): acts for party, acts in fact.may.items()},
        last_of_buyer=_options(fact.last_of_buyer, currency),
    )


def _options(refs: Sequence[OptionRef], currency: str) -> tuple[Option, ...]:
    return tuple(_option(ref, currency) for ref in refs)


def _option(ref: OptionRef, currency: str) -> Option:
    if ref.to_buyer is None or ref.to_seller is None:
        return Option(OptionKind(ref.kind), None)
    return Option(OptionKind(ref.kind), Split(Money(ref.to_buyer, currency), Money(ref.to_seller, currency)))
