"""Contract mapping: values of the published contracts, and what they are here (options, penalties, turns, escrows)."""

from __future__ import annotations

from collections.abc import Sequence

from common.contracts.disputes import OptionRef, PenaltyRef
from common.contracts.envelope import MoneyRef
from common.contracts.escrow import EscrowEvent
from common.contracts.mediation import TurnChanged
from common.kernel.money import Money, Split
from common.kernel.principal import Role
from disputes.engine.known_escrow import EscrowState, KnownEscrow
from disputes.engine.values import NegotiationSnapshot, NegotiationState, Penalty
from disputes.policy.options import Option
from disputes.policy.vocabulary import OptionKind, SilenceRule


def option_from_ref(ref: OptionRef, currency: str) -> Option:
    if ref.to_buyer is None or ref.to_seller is None:
        reduction = None if ref.reduction is None else Money(ref.reduction.amount, ref.reduction.currency)
        return Option(OptionKind(ref.kind), None, reduction)
    return Option(OptionKind(ref.kind), Split(Money(ref.to_buyer, currency), Money(ref.to_seller, currency)))


def option_to_ref(option: Option) -> OptionRef:
    split = option.split
    return OptionRef(
        kind=option.kind.value,
        to_buyer=split.to_buyer.minor if split else None,
        to_seller=split.to_seller.minor if split else None,
        reduction=MoneyRef.from_money(option.reduction) if option.reduction else None,
    )


def penalty_to_ref(penalty: Penalty) -> PenaltyRef:
    return PenaltyRef(
        party=penalty.party,
        act=penalty.act,
        points=penalty.points,
        warning=penalty.warning,
        fine=MoneyRef.from_money(penalty.fine) if penalty.fine else None,
        suspended_until=penalty.suspended_until,
        closed=penalty.closed,
    )


def negotiation_from_event(event: TurnChanged, currency: str) -> NegotiationSnapshot:
    proposal = event.standing
    return NegotiationSnapshot(
        mediation=event.subject,
        version=event.version,
        state=NegotiationState(event.state),
        number=proposal.number if proposal else 0,
        proposal_version=proposal.version if proposal else 0,
        by=Role(proposal.by) if proposal else None,
        options=_options_from_refs(proposal.options if proposal else (), currency),
        awaiting=Role(event.awaiting) if event.awaiting else None,
        due_at=event.due_at,
        on_silence=SilenceRule(event.on_silence) if event.on_silence else None,
        allowed_acts={Role(party): acts for party, acts in event.may.items()},
        last_of_buyer=_options_from_refs(event.last_of_buyer, currency),
    )


def known_escrow_from_event(event: EscrowEvent) -> KnownEscrow:
    """Every event of an escrow says how it stands."""
    return KnownEscrow(
        id=event.subject,
        tenant=event.tenant,
        version=event.version,
        buyer=event.buyer,
        seller=event.seller,
        state=EscrowState(event.state),
        edition=event.policy,
        held_amount=Money(event.held.amount, event.held.currency),
        frozen_amount=Money(event.frozen.amount, event.frozen.currency),
        funded_at=event.funded_at,
        delivered_at=event.delivered_at,
        category=event.category,
        price=event.price.amount,
    )


def _options_from_refs(refs: Sequence[OptionRef], currency: str) -> tuple[Option, ...]:
    return tuple(option_from_ref(ref, currency) for ref in refs)
