"""Consumers: events of other services, each mapped to the command that it means here."""

from __future__ import annotations

from typing import Final

from common.contracts.catalogue import events_of
from common.contracts.envelope import Event, MoneyRef
from common.contracts.escrow import (
    DealsErased,
    EscrowClosed,
    EscrowEvent,
    EscrowFrozen,
    EscrowSettled,
    FreezeRefused,
    FundsReversed,
    PlatformOriginsChanged,
    PlatformReinstated,
    PlatformSuspended,
)
from common.contracts.evidence import (
    CaseErased,
    GraceGranted,
    ItemAttached,
    ItemInvalidated,
    ItemReceived,
    RequestExtended,
    RequestLapsed,
    RequestReopened,
    RequestSatisfied,
    VideoVerified,
)
from common.contracts.mediation import AgreementSubmitted, Failed, SilenceRef, TurnChanged
from common.execution.origins import on_origins_changed
from common.execution.suspensions import on_platform_reinstated, on_platform_suspended
from common.kernel.money import Money
from common.kernel.principal import Role
from common.messaging.inbox import HandlerRegistration, consumes
from disputes.cases.contract_mapping import known_escrow_from_event
from disputes.cases.event_commands import (
    ApplyEscrowEnd,
    ApplyFreeze,
    ApplyFreezeRefusal,
    ApplyGrace,
    ApplyItemAttached,
    ApplyItemInvalidated,
    ApplyItemReceived,
    ApplyNegotiationFailure,
    ApplyRequestExpired,
    ApplyRequestExtended,
    ApplyRequestReopened,
    ApplyRequestSatisfied,
    ApplyReversal,
    ApplySettlement,
    ApplyTurn,
    ApplyVideoVerified,
    DecideAgreement,
    RecordEscrow,
)
from disputes.engine.errors import AgreementUndecided
from disputes.engine.evidence import RequestNews
from disputes.engine.values import NEGOTIATION_CLOCK, EvidenceItem, Silence, VideoFinding
from disputes.erasure.commands import EraseWords, ForgetDeals
from disputes.erasure.model import words_to_erase
from disputes.policy.vocabulary import Trigger
from disputes.story.contract_mapping import HEARD_ONLY


def on_escrow_event(event: EscrowEvent) -> RecordEscrow:
    return RecordEscrow(known_escrow_from_event(event))


def on_escrow_frozen(event: EscrowFrozen) -> ApplyFreeze:
    return ApplyFreeze(event.dispute, known_escrow_from_event(event), event.delivered_at)


def on_freeze_refused(event: FreezeRefused) -> ApplyFreezeRefusal:
    return ApplyFreezeRefusal(event.dispute, known_escrow_from_event(event), event.why)


def on_escrow_settled(event: EscrowSettled) -> ApplySettlement:
    escrow, fee = known_escrow_from_event(event), _money_from_ref(event.fee)
    on_top = None if event.fee_on_top is None else _money_from_ref(event.fee_on_top)
    return ApplySettlement(event.dispute, escrow, event.instruction, fee, on_top)


def on_funds_reversed(event: FundsReversed) -> ApplyReversal:
    fee = _money_from_ref(event.fee) if event.fee is not None else None
    return ApplyReversal(event.dispute, known_escrow_from_event(event), event.instruction, fee)


def on_escrow_closed(event: EscrowClosed) -> ApplyEscrowEnd:
    return ApplyEscrowEnd(known_escrow_from_event(event))


def on_turn_changed(event: TurnChanged) -> ApplyTurn:
    return ApplyTurn(event.dispute, event)


def on_agreement_submitted(event: AgreementSubmitted) -> DecideAgreement:
    return DecideAgreement(event.dispute, event)


def on_negotiation_failed(event: Failed) -> ApplyNegotiationFailure:
    how = Trigger.ABANDONED if event.why == "abandoned" else Trigger.NEGOTIATION_FAILED
    return ApplyNegotiationFailure(event.dispute, how, _silence_from_ref(event.silence))


def _silence_from_ref(silence: SilenceRef | None, proposer: Role | None = None) -> Silence | None:
    if silence is None:
        return None
    return Silence(NEGOTIATION_CLOCK, Role(silence.owed_by), silence.due_at, proposer)


def on_request_satisfied(event: RequestSatisfied) -> ApplyRequestSatisfied:
    news = RequestNews(event.sequence, satisfied_by=event.item, due_at=event.due_at)
    return ApplyRequestSatisfied(event.dispute, event.subject, news)


def on_request_reopened(event: RequestReopened) -> ApplyRequestReopened:
    news = RequestNews(event.sequence, due_at=event.due_at)
    return ApplyRequestReopened(event.dispute, event.subject, news)


def on_request_expired(event: RequestLapsed) -> ApplyRequestExpired:
    silent_until = event.due_at if event.why == "silence" else None
    news = RequestNews(event.sequence, silent_until=silent_until, is_by_operator=_is_by_operator(event))
    return ApplyRequestExpired(event.dispute, event.subject, news)


def on_request_extended(event: RequestExtended) -> ApplyRequestExtended:
    return ApplyRequestExtended(event.dispute, event.subject, event.due_at)


def on_grace_granted(event: GraceGranted) -> ApplyGrace:
    return ApplyGrace(event.dispute, event.subject, event.due_at)


def on_item_attached(event: ItemAttached) -> ApplyItemAttached:
    return ApplyItemAttached(event.dispute, event.subject, event.covers)


def on_video_verified(event: VideoVerified) -> ApplyVideoVerified:
    finding = VideoFinding(event.subject, event.result, event.overruled, event.sequence)
    return ApplyVideoVerified(event.dispute, event.item, finding)


def on_item_received(event: ItemReceived) -> ApplyItemReceived:
    """Remember it, with whose it is: what operators have added counts for no party."""
    party = None if event.party is None else Role(event.party)
    is_from_deal = event.provenance == "deal"
    item = EvidenceItem(event.subject, party, event.covers, kind=event.kind, is_from_deal=is_from_deal)
    return ApplyItemReceived(event.dispute, item)


def tell_only(event: Event) -> None:
    """Hear an event for the story of its case alone: nothing follows from it."""


def on_item_invalidated(event: ItemInvalidated) -> ApplyItemInvalidated:
    return ApplyItemInvalidated(event.dispute, event.subject, _is_by_operator(event))


def _is_by_operator(event: Event) -> bool:
    return event.actor.role == Role.OPERATOR.value


def on_case_erased(event: CaseErased) -> EraseWords:
    return EraseWords(words_to_erase(event.dispute, frozenset(map(Role, event.of)), event.participant))


def on_deals_erased(event: DealsErased) -> ForgetDeals:
    return ForgetDeals(event.escrows)


def _money_from_ref(ref: MoneyRef) -> Money:
    return Money(ref.amount, ref.currency)


REACTIONS: Final[list[HandlerRegistration]] = [
    consumes(EscrowFrozen, on_escrow_frozen),
    consumes(FreezeRefused, on_freeze_refused),
    consumes(EscrowSettled, on_escrow_settled),
    consumes(FundsReversed, on_funds_reversed),
    consumes(EscrowClosed, on_escrow_closed),
    consumes(TurnChanged, on_turn_changed),
    consumes(AgreementSubmitted, on_agreement_submitted, waits_long_for=(AgreementUndecided,)),
    consumes(Failed, on_negotiation_failed),
    consumes(RequestSatisfied, on_request_satisfied),
    consumes(RequestReopened, on_request_reopened),
    consumes(RequestLapsed, on_request_expired),
    consumes(RequestExtended, on_request_extended),
    consumes(GraceGranted, on_grace_granted),
    consumes(ItemAttached, on_item_attached),
    consumes(VideoVerified, on_video_verified),
    consumes(ItemReceived, on_item_received),
    consumes(ItemInvalidated, on_item_invalidated),
    consumes(CaseErased, on_case_erased),
    consumes(DealsErased, on_deals_erased),
]
EVENT_HANDLERS: Final[list[HandlerRegistration]] = [
    consumes(PlatformOriginsChanged, on_origins_changed),
    consumes(PlatformSuspended, on_platform_suspended),
    consumes(PlatformReinstated, on_platform_reinstated),
    *REACTIONS,
    *(consumes(event, tell_only) for event in HEARD_ONLY),
    *(
        consumes(event, on_escrow_event)
        for event in events_of("escrow")
        if issubclass(event, EscrowEvent) and event not in {registration.event for registration in REACTIONS}
    ),
]
"""Of an escrow that nothing here depends on, only how it stands is remembered."""
