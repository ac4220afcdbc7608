"""Consumers: events of disputes, each mapped to the command that it means here."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from common.contracts.case_ends import end_from_closing, end_from_order
from common.contracts.dispute_parts import DisputeEvent
from common.contracts.disputes import (
    ActionRequired,
    ApprovalRejected,
    ApprovalRequested,
    DeadlineExtended,
    DisputeClosed,
    DisputeDecided,
    DisputeOpened,
    DisputePaused,
    DisputeResumed,
    DisputeUpdated,
    EvidenceAsked,
    SettlementOrdered,
    StageEntered,
)
from common.contracts.envelope import Event
from common.contracts.escrow import (
    DealsErased,
    EscrowFrozen,
    EscrowShipmentCorrected,
    EscrowShipped,
    PlatformOpened,
    PlatformOriginsChanged,
    PlatformReinstated,
    PlatformRenamed,
    PlatformSuspended,
)
from common.execution.origins import on_origins_changed
from common.execution.suspensions import on_platform_reinstated, on_platform_suspended
from common.kernel.errors import NotFound
from common.kernel.principal import Actor, Participant, Role
from common.messaging.inbox import HandlerRegistration, consumes

from .cases.model import Case, CaseState, OwedAnswer, Side
from .cases.transaction import CasesTransaction
from .deals.commands import RememberPlatform
from .deals.model import Deal, ReportedShipment
from .proof.commands import SealCase
from .requests.commands import (
    CloseDispute,
    EnterStage,
    ExtendRequests,
    OpenRequest,
    OweAnswer,
    PauseRequests,
    ProlongAnswers,
    ResumeRequests,
)
from .requests.model import EvidenceRequest
from .requests.parts import ChecklistPoint, Disclosure, Grace, Level, Window
from .retention.commands import ForgetDeals
from .shipments.commands import OpenCase, RememberDeal

EVIDENCE_DEADLINE: Final = "evidence"
EVIDENCE_ACT: Final = "provide_evidence"
SIDES: Final = frozenset(Side)
RULING_FIELDS: Final = frozenset({"ruling", "to_buyer", "to_seller", "responsible", "reason_code"})


def on_dispute_opened(event: DisputeOpened) -> OpenCase:
    return OpenCase(_open_case(event))


def on_evidence_asked(event: EvidenceAsked) -> OpenRequest:
    return OpenRequest(_open_case(event), _request_from_event(event), event.occurred_at)


def on_stage_entered(event: StageEntered) -> EnterStage:
    return EnterStage(event.subject, event.stage, event.occurred_at)


def on_action_required(event: ActionRequired) -> OweAnswer | None:
    """Remember which party owes the case an act, other than evidence: that has a request, with a time of its own."""
    if event.of not in SIDES or EVIDENCE_ACT in event.acts:
        return None
    return OweAnswer(event.subject, Side(event.of), OwedAnswer(event.occurred_at, event.due_at))


def on_deadline_extended(event: DeadlineExtended) -> ExtendRequests | ProlongAnswers:
    if event.deadline != EVIDENCE_DEADLINE:
        clocks = event.snapshot.deadlines if event.snapshot is not None else ()
        owing = (clock.owed_by for clock in clocks if clock.deadline == event.deadline)
        return ProlongAnswers(event.subject, frozenset(Side(of) for of in owing if of in SIDES), event.due_at)
    received_at = event.received_at or event.occurred_at
    return ExtendRequests(event.subject, event.request, event.due_at, received_at, event.sequence)


def on_dispute_paused(event: DisputePaused) -> PauseRequests:
    return PauseRequests(event.subject, event.occurred_at)


def on_dispute_resumed(event: DisputeResumed) -> ResumeRequests:
    return ResumeRequests(event.subject, event.paused_at, event.resumed_at, event.sequence)


def on_dispute_decided(event: DisputeDecided) -> SealCase:
    """Seal what the ruling was made on."""
    ruling = event.model_dump(mode="json", include=set(RULING_FIELDS))
    return SealCase(event.subject, event.instance, ruling, event.occurred_at)


def on_settlement_ordered(event: SettlementOrdered) -> CloseDispute | None:
    """The money is on its way: nothing can be proved any more, but for a contest of the ruling it follows (K18)."""
    if event.contest_until is not None:
        return None
    return CloseDispute(_closed_case(event), None, end_from_order(event))


def on_platform_named(event: PlatformOpened | PlatformRenamed) -> RememberPlatform | None:
    return None if event.name is None else RememberPlatform(event.name, event.version)


def on_escrow_changed(event: EscrowShipped | EscrowShipmentCorrected | EscrowFrozen) -> RememberDeal:
    """Remember how the deal stands, as every event of its escrow says."""
    ref = event.shipment
    shipment = None if ref is None else ReportedShipment(ref.carrier, ref.tracking_number, ref.shipped_at)
    return RememberDeal(
        Deal(id=event.subject, version=event.version, funded_at=event.funded_at, shipment=shipment, title=event.title)
    )


def on_deals_erased(event: DealsErased) -> ForgetDeals:
    return ForgetDeals(event.escrows, Actor(Role(event.role), event.participant) if event.has_more else None)


def on_dispute_closed(event: DisputeClosed) -> CloseDispute:
    return CloseDispute(_closed_case(event), event.occurred_at, end_from_closing(event))


def on_news_of_the_case(event: DisputeUpdated | ApprovalRequested | ApprovalRejected) -> None:
    """Nothing follows but what is heard with every event of a case."""


async def hear_silent_end(tx: CasesTransaction, event: Event) -> None:
    """Remember when the case ends if nobody acts: no time for evidence is told that is longer."""
    if isinstance(event, DisputeEvent):
        await tx.cases.save_silent_end(event.subject, event.sequence, _silent_end_of(event))


def _silent_end_of(event: DisputeEvent) -> datetime | None:
    return None if event.silent_end is None else event.silent_end.at


def _request_from_event(event: EvidenceAsked) -> EvidenceRequest:
    return EvidenceRequest(
        id=event.request,
        dispute=event.subject,
        side=Side(event.party),
        kinds=event.kinds,
        level=Level(event.level),
        window=Window(event.anchor_at, event.due_at, event.clock),
        opened_at=event.occurred_at,
        group=event.group or event.request,
        disclosure=Disclosure.SEALED if event.sealed else Disclosure.OPEN,
        grace=None if event.grace is None else Grace(event.grace.at, event.grace.until),
        max_resubmissions=event.max_resubmissions,
        needs_all_points=event.complete,
        since_asked=event.since_asked,
        open_through=frozenset(event.open_through),
        checklist=tuple(
            ChecklistPoint(point.code, point.text, point.required, point.texts) for point in event.checklist
        ),
    )


def _open_case(event: DisputeOpened | EvidenceAsked) -> Case:
    return Case(
        id=event.subject,
        escrow=event.escrow,
        buyer=Participant(event.buyer),
        seller=Participant(event.seller),
        state=CaseState.OPEN,
        ends_at=_silent_end_of(event),
        ends_heard=event.sequence,
    )


def _closed_case(event: SettlementOrdered | DisputeClosed) -> Case:
    """Without its parties: the event may overtake the one that names them."""
    return Case(id=event.subject, escrow=event.escrow, buyer=None, seller=None, state=CaseState.CLOSED)


EVENT_HANDLERS: Final[tuple[HandlerRegistration, ...]] = (
    consumes(PlatformOpened, on_platform_named),
    consumes(PlatformRenamed, on_platform_named),
    consumes(PlatformOriginsChanged, on_origins_changed),
    consumes(PlatformSuspended, on_platform_suspended),
    consumes(PlatformReinstated, on_platform_reinstated),
    consumes(DealsErased, on_deals_erased),
    consumes(EscrowShipped, on_escrow_changed),
    consumes(EscrowShipmentCorrected, on_escrow_changed),
    consumes(EscrowFrozen, on_escrow_changed),
    consumes(DisputeOpened, on_dispute_opened),
    consumes(EvidenceAsked, on_evidence_asked),
    consumes(StageEntered, on_stage_entered, waits_for=(NotFound,)),
    consumes(ActionRequired, on_action_required, waits_for=(NotFound,)),
    consumes(DeadlineExtended, on_deadline_extended, waits_for=(NotFound,)),
    consumes(DisputePaused, on_dispute_paused, waits_for=(NotFound,)),
    consumes(DisputeResumed, on_dispute_resumed, waits_for=(NotFound,)),
    consumes(DisputeUpdated, on_news_of_the_case),
    consumes(ApprovalRequested, on_news_of_the_case),
    consumes(ApprovalRejected, on_news_of_the_case),
    consumes(DisputeDecided, on_dispute_decided, waits_for=(NotFound,)),
    consumes(SettlementOrdered, on_settlement_ordered),
    consumes(DisputeClosed, on_dispute_closed),
)
