"""Recording of what has reached a case: the journal entry of a change, told by what is new in the case. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from common.kernel.errors import InvariantViolated
from common.kernel.origin import TIMEOUT_CAUSE
from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.engine import events
from disputes.engine.dispute import Change, Dispute
from disputes.engine.values import (
    EvidenceAsking,
    EvidenceItem,
    EvidenceRequest,
    Promise,
    RequestState,
    VideoFinding,
)
from disputes.policy.vocabulary import Act, Outcome, Trigger

from .model import (
    AgreementReport,
    AppealFiled,
    Assignment,
    Breach,
    EntryKind,
    EntryPayload,
    EscrowReport,
    EvidenceAsked,
    Extension,
    FailureReport,
    GoodsReceived,
    ItemAttachment,
    ItemInvalidation,
    ItemReport,
    JournalEntry,
    NegotiationReport,
    NoPayload,
    ParcelSent,
    PlainAct,
    RequestReport,
    ReturnAddress,
    RulingGiven,
    VerificationGiven,
    VideoReport,
)

KIND_OF_CAUSE: Mapping[str, EntryKind] = {
    "frozen": EntryKind.FROZEN,
    "freeze_refused": EntryKind.FREEZE_REFUSED,
    "settled": EntryKind.SETTLED,
    "moved_back": EntryKind.MOVED_BACK,
    "escrow_ended": EntryKind.ESCROW_ENDED,
    "evidence_satisfied": EntryKind.SATISFIED,
    "evidence_reopened": EntryKind.REOPENED,
    "evidence_lapsed": EntryKind.LAPSED,
    "evidence_time": EntryKind.MOVED,
}


KindAndPayload = tuple[EntryKind, EntryPayload]
SILENCE: Final[KindAndPayload] = (EntryKind.SILENCE, NoPayload())


def journal_entry(
    before: Dispute, change: Change, cause: str, act: Act | None, role: Role, timing: Timing
) -> JournalEntry:
    """Record what a change of a case has come from. `act`: see `CaseChange.act`."""
    at = timing.effective_at
    kind, payload = _describe_change(before, change, cause, act, role, at)
    has_acted = cause == role.value
    return JournalEntry(
        kind=kind,
        role=role,
        at=at,
        received_at=timing.received_at if has_acted else at,
        waited=max(at - (before.entered_at or before.opened_at), timedelta()),
        payload=payload,
    )


def _describe_change(
    before: Dispute, change: Change, cause: str, act: Act | None, role: Role, at: datetime
) -> KindAndPayload:
    after = change.dispute
    if cause.startswith(TIMEOUT_CAUSE):
        breached = next((event for event in change.events if isinstance(event, events.DeadlineBreached)), None)
        return (EntryKind.BREACH, Breach(breached.level)) if breached else SILENCE
    if cause in ("agreed", "negotiation_failed", "abandoned"):
        return _describe_negotiation(before, after, cause, at)
    if cause == "agreement_refused":
        return EntryKind.OVERTAKEN, AgreementReport()
    if cause == "turn_changed":
        return EntryKind.TURN, NegotiationReport(after.negotiation)
    if cause.startswith("evidence_"):
        return _describe_evidence(before, after, cause, role, at)
    if cause in KIND_OF_CAUSE:
        return KIND_OF_CAUSE[cause], EscrowReport(after.why)
    return _describe_act(before, after, change.events, act)


def _describe_negotiation(before: Dispute, after: Dispute, cause: str, at: datetime) -> KindAndPayload:
    due_at = before.negotiation.due_at if before.negotiation is not None else None
    if cause != "agreed":
        return SILENCE if due_at == at else (EntryKind.FAILED, FailureReport(Trigger(cause)))
    promised = after.promise if after.promise != before.promise else None
    basis = promised.basis if promised is not None else after.outcome
    option = promised.option if promised is not None else after.settlement and after.settlement.option
    return SILENCE if basis is Outcome.TIMEOUT else (EntryKind.AGREED, AgreementReport(option or None))


def _describe_evidence(before: Dispute, after: Dispute, cause: str, role: Role, at: datetime) -> KindAndPayload:
    if cause == "evidence_received":
        return EntryKind.ITEM, ItemReport(after.items[-1])
    if cause == "evidence_attached":
        before_items = {item.id: item for item in before.items}
        attached = next(i for i in after.items if before_items[i.id] != i)
        return EntryKind.ITEM_ATTACHED, ItemAttachment(attached.id, attached.covers)
    if cause == "evidence_examined":
        before_items = {item.id: item for item in before.items}
        examined = next(i for i in after.items if before_items[i.id] != i)
        return EntryKind.VIDEO, VideoReport(examined.id, _require_finding(examined))
    if cause == "evidence_invalid":
        items = {item.id: item for item in before.items}
        invalid = next(i for i in after.items if items[i.id] != i)
        return EntryKind.ITEM_INVALID, ItemInvalidation(invalid.id, invalid.is_struck_by_operator)
    requests = {request.id: request for request in before.requests}
    changed = next(r for r in after.requests if r.id in requests and requests[r.id] != r)
    is_over = at >= changed.due_at if after.place == before.place else at == changed.due_at
    was_open = requests[changed.id].state is RequestState.OPEN
    is_by_operator = cause == "evidence_lapsed" and role is Role.OPERATOR
    if cause == "evidence_lapsed" and was_open and is_over and not is_by_operator:
        return SILENCE
    return KIND_OF_CAUSE[cause], replace(_report_of(changed), by_operator=is_by_operator)


def _report_of(request: EvidenceRequest) -> RequestReport:
    return RequestReport(
        party=request.party, stage=request.stage, terms_index=request.terms_index, due_at=request.due_at
    )


def _require_finding(item: EvidenceItem) -> VideoFinding:
    if item.video is None:
        raise InvariantViolated("what was examined is a recording with a finding")
    return item.video


def _describe_act(
    before: Dispute, after: Dispute, published: Sequence[events.DomainEvent], act: Act | None
) -> KindAndPayload:
    """Tell what a person did by what is new in the case. Raises InvariantViolated where no kind says it."""
    if len(after.rulings) > len(before.rulings):
        return EntryKind.DECIDE, RulingGiven(after.rulings[-1])
    if after.verification != before.verification and after.verification is not None:
        return EntryKind.VERIFY, VerificationGiven(after.verification)
    if after.appeal != before.appeal and after.appeal is not None:
        return EntryKind.APPEAL, AppealFiled(after.appeal.explanation, after.appeal.by)
    if act is not None:
        return EntryKind.ACT, PlainAct(act)
    fulfilled = (_describe_fulfilment(after.promise, event) for event in published if after.promise is not None)
    ordered = (_describe_order(event, before) for event in published)
    for described in (*fulfilled, *ordered):  # what a party has done says more than that the clocks run on for it
        if described is not None:
            return described
    raise InvariantViolated(f"the journal has no kind of entry for an act that publishes {list(published)}")


def _describe_fulfilment(promise: Promise, event: events.DomainEvent) -> KindAndPayload | None:
    match event:
        case events.AddressGiven() if promise.address is not None:
            return EntryKind.ADDRESS, ReturnAddress(promise.address)
        case events.AddressCorrected() if promise.address is not None:
            return EntryKind.CORRECT_ADDRESS, ReturnAddress(promise.address)
        case events.ParcelCorrected() if promise.parcel is not None:
            return EntryKind.CORRECT_PARCEL, ParcelSent(promise.parcel)
        case events.ReturnShipped() if promise.parcel is not None:
            return EntryKind.SHIP, ParcelSent(promise.parcel)
        case events.Fulfilled() if promise.parcel is not None:
            return EntryKind.FULFIL, ParcelSent(promise.parcel)
        case events.ReturnAcknowledged(condition=condition):
            return EntryKind.ACKNOWLEDGE, GoodsReceived(condition, promise.note)
        case events.Confirmed(condition=condition):
            return EntryKind.CONFIRM, GoodsReceived(condition, promise.note)
        case _:
            return None


def _describe_order(event: events.DomainEvent, before: Dispute) -> KindAndPayload | None:
    match event:
        case events.DeadlineExtended(deadline=deadline, due_at=due_at, request=id):
            meant = next((request for request in before.requests if request.id == id), None)
            return EntryKind.EXTEND, Extension(deadline, due_at, None if meant is None else _report_of(meant))
        case events.EvidenceRequested(request=request) if request.is_asked_by_operator:
            asking = EvidenceAsking(request.party, request.kinds, request.due_at, request.note)
            return EntryKind.ASK, EvidenceAsked(asking)
        case events.Paused():
            return EntryKind.PAUSE, NoPayload()
        case events.Resumed():
            return EntryKind.RESUME, NoPayload()
        case events.Assigned(operator=operator):
            return EntryKind.ASSIGN, Assignment(operator)
        case events.ApprovalRequested():
            return EntryKind.PROPOSED, NoPayload()
        case events.ApprovalRejected():
            return EntryKind.REJECTED, NoPayload()
        case events.MessagePosted():
            return EntryKind.MESSAGE, NoPayload()
        case _:
            return None
