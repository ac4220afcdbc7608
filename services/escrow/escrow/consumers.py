"""Consumers: events of other services, each mapped to the command that it means here."""

from __future__ import annotations

from typing import Final

from common.contracts.disputes import (
    DisputeClosed,
    EditionMadeCurrent,
    FineOrdered,
    FineReversed,
    FreezeRequested,
    PolicyPublished,
    ReductionOrdered,
    ReversalOrdered,
    SettlementOrdered,
    StandingChanged,
)
from common.contracts.envelope import MoneyRef
from common.contracts.evidence import CaseErased, ParticipantErased
from common.kernel.money import Money
from common.kernel.principal import Actor, Role
from common.messaging.inbox import HandlerRegistration, consumes
from common.persistence.transaction import EVERY_PLATFORM

from .dispute_commands import (
    BookFine,
    CancelFine,
    FreezeFunds,
    PayReduction,
    RecordCurrentEdition,
    RecordEdition,
    RecordStanding,
    ReverseSettlement,
    SettleDispute,
    UnfreezeFunds,
)
from .domain.admission import CurrentEdition, PolicyEdition
from .domain.erasing import Erasure
from .domain.errors import NotPosted, SplitDoesNotSum
from .domain.fines import Fine
from .domain.freezes import PARTIES
from .domain.ledger import Party
from .domain.standing import ParticipantStanding, StandingStatus
from .erasure.commands import EraseDeal, EraseUndisputedDeals
from .integration_events import dispute_terms_from_ref


def on_freeze_requested(event: FreezeRequested) -> FreezeFunds:
    return FreezeFunds(
        event.escrow, event.subject, _money_from_ref(event.amount), event.received_at or event.occurred_at
    )


def on_settlement_ordered(event: SettlementOrdered) -> SettleDispute:
    return SettleDispute(event.escrow, event.subject, event.instruction, event.split)


def on_reduction_ordered(event: ReductionOrdered) -> PayReduction:
    return PayReduction(event.escrow, event.subject, event.instruction, _money_from_ref(event.amount))


def on_reversal_ordered(event: ReversalOrdered) -> ReverseSettlement:
    return ReverseSettlement(event.escrow, event.subject, event.instruction, event.reverses, event.split)


def on_dispute_closed(event: DisputeClosed) -> UnfreezeFunds | None:
    """Unfreeze what no instruction settles."""
    if event.instruction is not None:
        return None
    bars = frozenset(Role(party) for party in event.bars) if event.another_may_follow else PARTIES
    return UnfreezeFunds(event.escrow, event.subject, event.occurred_at, bars)


def on_fine_ordered(event: FineOrdered) -> BookFine:
    fine = Fine(event.instruction, event.subject, event.participant, Party(event.role), _money_from_ref(event.amount))
    return BookFine(event.escrow, fine)


def on_fine_reversed(event: FineReversed) -> CancelFine:
    return CancelFine(event.escrow, event.instruction, event.reverses)


def on_standing_changed(event: StandingChanged) -> RecordStanding:
    status = StandingStatus(event.status)
    return RecordStanding(ParticipantStanding(event.participant, status, event.until, event.version))


def on_policy_published(event: PolicyPublished) -> RecordEdition:
    terms = None if event.disputes is None else dispute_terms_from_ref(event.disputes)
    return RecordEdition(
        PolicyEdition(event.tenant, event.name, event.edition, event.hash, event.current, event.occurred_at, terms)
    )


def on_edition_made_current(event: EditionMadeCurrent) -> RecordCurrentEdition:
    terms = None if event.disputes is None else dispute_terms_from_ref(event.disputes)
    owner = event.tenant if event.own else EVERY_PLATFORM
    edition = PolicyEdition(owner, event.name, event.edition, event.hash, False, event.occurred_at, terms)
    return RecordCurrentEdition(CurrentEdition(event.tenant, edition, event.version, event.follows_newest))


def on_case_erased(event: CaseErased) -> EraseDeal | None:
    """What the deal is about is the other party's as well: it goes once the time of the whole case is over."""
    if not PARTIES & set(event.of):
        return None
    return EraseDeal(event.escrow, Erasure.WORDS if event.participant is None else Erasure.PARCEL)


def on_participant_erased(event: ParticipantErased) -> EraseUndisputedDeals:
    return EraseUndisputedDeals(Actor(Role(event.role), event.participant))


def _money_from_ref(ref: MoneyRef) -> Money:
    return Money(ref.amount, ref.currency)


EVENT_HANDLERS: Final[list[HandlerRegistration]] = [
    consumes(FreezeRequested, on_freeze_requested),
    consumes(SettlementOrdered, on_settlement_ordered, waits_for=(SplitDoesNotSum,)),
    consumes(ReductionOrdered, on_reduction_ordered),
    consumes(ReversalOrdered, on_reversal_ordered, waits_for=(NotPosted,)),
    consumes(DisputeClosed, on_dispute_closed),
    consumes(FineOrdered, on_fine_ordered),
    consumes(FineReversed, on_fine_reversed, waits_for=(NotPosted,)),
    consumes(StandingChanged, on_standing_changed),
    consumes(PolicyPublished, on_policy_published),
    consumes(EditionMadeCurrent, on_edition_made_current),
    consumes(CaseErased, on_case_erased),
    consumes(ParticipantErased, on_participant_erased),
]
