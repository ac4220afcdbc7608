"""Application of journal entries to a case, under its own edition or another. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple, assert_never
from uuid import UUID

from common.kernel.money import Money
from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from disputes.engine import actions, clocks, evidence_reactions, reactions
from disputes.engine.context import EngineContext
from disputes.engine.deal_forecast import deducted_fee, forecast_split
from disputes.engine.dispute import Change, Dispute, State
from disputes.engine.evidence import RequestNews
from disputes.engine.four_eyes import PendingApproval
from disputes.engine.rulings import Judgment, rule_on_dispute
from disputes.engine.values import (
    EvidenceRequest,
    NegotiationSnapshot,
    NegotiationState,
    Operator,
    RequestState,
    Ruling,
    Verification,
)
from disputes.journal.model import (
    AgreementReport,
    AppealFiled,
    Assignment,
    Breach,
    EntryKind,
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
    PersonalAct,
    PlainAct,
    RequestReport,
    ReturnAddress,
    RulingGiven,
    ServiceReport,
    VerificationGiven,
    VideoReport,
)
from disputes.policy.model import NegotiationTerms, Policy
from disputes.policy.options import Option, RequestedOption
from disputes.policy.vocabulary import OptionKind, Outcome

STATE_OF_PAYMENT: Final = {EntryKind.SETTLED: State.SETTLING, EntryKind.MOVED_BACK: State.REVERSING}
"""When escrow confirmed, the journal says. Under another edition the money moves at other times: as it is ordered."""
PARCEL_ACTS: Final = {
    EntryKind.FULFIL: actions.fulfil_obligation,
    EntryKind.SHIP: actions.ship_return,
    EntryKind.CORRECT_PARCEL: actions.correct_parcel,
}
KINDS_WITHOUT_TOUCH: Final = frozenset(
    {EntryKind.ASSIGN, EntryKind.SETTLED, EntryKind.MOVED_BACK, EntryKind.SILENCE, EntryKind.BREACH, EntryKind.FROZEN}
)
KINDS_WHILE_WAITING: Final = frozenset(
    {EntryKind.ASSIGN, EntryKind.MESSAGE, EntryKind.ASK, EntryKind.EXTEND, EntryKind.PAUSE, EntryKind.RESUME}
)
"""What operators may do while a decision waits for a second one."""
NO_DECISION: Final = UUID(int=0)


class ReplayContext(NamedTuple):
    """Context of an entry: that of the engine, and whether the case runs under the edition it was opened with."""

    engine: EngineContext
    is_own_edition: bool


def is_touch(entry: JournalEntry) -> bool:
    """Tell whether it is work of an operator."""
    return entry.role is Role.OPERATOR and entry.kind not in KINDS_WITHOUT_TOUCH


def apply_entry(dispute: Dispute, entry: JournalEntry, context: ReplayContext) -> Change | None:
    """Let happen again what an entry records. None: it has no place in the case. Raises what an act is refused with."""
    payload = entry.payload
    if isinstance(payload, ServiceReport):
        return _apply_report(dispute, entry, payload, context)
    if entry.kind is EntryKind.PROPOSED and context.is_own_edition:
        return clocks.hold_for_approval(dispute, PendingApproval(decision=NO_DECISION), (), context.engine)
    return _apply_act(_free_for(dispute, entry, context.engine), entry, payload, context.engine)


def _free_for(dispute: Dispute, entry: JournalEntry, context: EngineContext) -> Dispute:
    """Let a case wait for nobody where an entry is what a second operator has approved: others act on nothing then."""
    if dispute.approval is None or entry.role is not Role.OPERATOR or entry.kind in KINDS_WHILE_WAITING:
        return dispute
    return clocks.release_held(replace(dispute, approval=None), dispute.approval, context).dispute


def _apply_report(
    dispute: Dispute, entry: JournalEntry, report: ServiceReport, context: ReplayContext
) -> Change | None:
    match report:
        case EscrowReport(reason=reason):
            return _apply_escrow_report(dispute, entry, reason, context)
        case NegotiationReport(snapshot=snapshot):
            return _apply_negotiation_report(dispute, snapshot, context)
        case AgreementReport(option=Option() as option):
            return reactions.on_agreement(dispute, option, Outcome.AGREEMENT, context.engine)
        case AgreementReport():
            return None
        case FailureReport(how=how):
            return reactions.on_negotiation_failed(dispute, how, context.engine)
        case RequestReport():
            return _apply_request_report(dispute, entry.kind, report, context)
        case ItemReport(item=item):
            return evidence_reactions.on_item_received(dispute, item)
        case ItemAttachment(item=item_id, covers=covers):
            return evidence_reactions.on_item_attached(dispute, item_id, covers)
        case VideoReport(item=item_id, finding=finding):
            return evidence_reactions.on_video_verified(dispute, item_id, finding)
        case ItemInvalidation(item=item_id, by_operator=by_operator):
            return evidence_reactions.on_item_invalidated(dispute, item_id, by_operator=by_operator)
        case _:
            assert_never(report)


def _apply_act(dispute: Dispute, entry: JournalEntry, act: PersonalAct, context: EngineContext) -> Change | None:
    role = entry.acting_role
    match act:
        case RulingGiven(ruling=ruling):
            return _decide_again(dispute, ruling, context)
        case VerificationGiven(verification=verification):
            return _verify_again(dispute, verification, context)
        case ReturnAddress(address=address):
            is_correction = entry.kind is EntryKind.CORRECT_ADDRESS
            address_act = actions.correct_return_address if is_correction else actions.give_return_address
            return address_act(dispute, address, role, context)
        case ParcelSent(parcel=parcel):
            return PARCEL_ACTS[entry.kind](dispute, parcel, role, context)
        case GoodsReceived(condition=condition, note=note):
            is_return = entry.kind is EntryKind.ACKNOWLEDGE
            receive = actions.acknowledge_return if is_return else actions.confirm_obligation
            return receive(dispute, condition, note, role, context)
        case AppealFiled(explanation=explanation):
            return actions.file_appeal(dispute, explanation, role, context)
        case EvidenceAsked(asking=asking):
            return actions.ask_for_evidence(dispute, asking, role, context)
        case Extension(deadline=deadline, due_at=due_at, request=report):
            meant = None if report is None else _find_request(dispute, entry.kind, report)
            return clocks.extend_deadline(
                dispute, deadline, None if meant is None else meant.id, due_at, "", role, context
            )
        case PlainAct(act=plain_act):
            return actions.perform_act(dispute, plain_act, role, context)
        case NoPayload() | Assignment() | Breach():
            return _apply_bare_entry(dispute, entry, context)
        case _:
            assert_never(act)


def confirm_payment(dispute: Dispute, context: EngineContext) -> Change | None:
    """Let escrow carry out what is ordered, at the fee that it would take. None where nothing is."""
    order = dispute.settlement
    if order is None or dispute.state not in STATE_OF_PAYMENT.values():
        return None
    fee = Money(deducted_fee(dispute, order.option.split), dispute.amount.currency)
    if dispute.state is State.SETTLING:
        parts = forecast_split(dispute, order.option.split)
        on_top = None if parts is None else Money(parts.fee_earned, dispute.amount.currency)
        return reactions.on_settled(dispute, order.instruction, fee, context, on_top)
    return reactions.on_funds_reversed(dispute, order.instruction, fee, context.at)


def _apply_escrow_report(
    dispute: Dispute, entry: JournalEntry, reason: str | None, context: ReplayContext
) -> Change | None:
    match entry.kind:
        case EntryKind.FROZEN:
            return reactions.on_frozen(dispute, None, context.engine)
        case EntryKind.FREEZE_REFUSED:
            return reactions.on_freeze_refused(dispute, reason or "unknown", entry.at)
        case EntryKind.ESCROW_ENDED:
            return reactions.on_escrow_ended(dispute, entry.at)
        case _:
            is_awaited = STATE_OF_PAYMENT[entry.kind] is dispute.state
            return confirm_payment(dispute, context.engine) if context.is_own_edition and is_awaited else None


def _apply_negotiation_report(
    dispute: Dispute, snapshot: NegotiationSnapshot | None, context: ReplayContext
) -> Change | None:
    policy = context.engine.policy
    if snapshot is None or policy.negotiation is None:
        return None
    if not context.is_own_edition:
        snapshot = _under_terms(snapshot, policy.negotiation, dispute, context.engine)
    return reactions.on_negotiation_changed(dispute, snapshot, policy)


def _under_terms(
    snapshot: NegotiationSnapshot, terms: NegotiationTerms, dispute: Dispute, context: EngineContext
) -> NegotiationSnapshot:
    """Give a snapshot the time, and the meaning of silence, that another edition gives it."""
    at, calendar, before = context.at, context.policy.calendar, dispute.negotiation
    if snapshot.awaiting is None and before is not None:  # how it ended there is not how it ends here
        return replace(
            snapshot,
            state=before.state,
            awaiting=before.awaiting,
            due_at=before.due_at,
            on_silence=before.on_silence,
        )
    if snapshot.awaiting is None or snapshot.state is NegotiationState.GUIDING:
        return snapshot
    if snapshot.number > 1:
        due_at = due_at_end_of(at, terms.counter_term, calendar)
        return replace(snapshot, due_at=due_at, on_silence=terms.counter_silence)
    due_at = due_at_end_of(at, terms.term, calendar)
    if before is not None and before.state is NegotiationState.NEGOTIATING and before.number <= 1:
        due_at = before.due_at or due_at
    return replace(snapshot, due_at=due_at, on_silence=terms.on_silence)


def _apply_request_report(
    dispute: Dispute, kind: EntryKind, report: RequestReport, context: ReplayContext
) -> Change | None:
    request = _find_request(dispute, kind, report)
    if request is None:
        return None
    match kind:
        case EntryKind.MOVED:
            return _extend_request(dispute, request, report.due_at) if context.is_own_edition else None
        case EntryKind.SATISFIED:
            return evidence_reactions.on_request_satisfied(dispute, request.id, context.engine)
        case EntryKind.REOPENED:
            news = RequestNews(due_at=report.due_at if context.is_own_edition else None)
            return evidence_reactions.on_request_reopened(dispute, request.id, context.engine, news)
        case _:
            news = RequestNews(is_by_operator=report.by_operator)
            return evidence_reactions.on_request_expired(dispute, request.id, context.engine, news)


def _extend_request(dispute: Dispute, request: EvidenceRequest, due_at: datetime | None) -> Change:
    return evidence_reactions.on_request_extended(dispute, request.id, due_at or request.due_at)


def _find_request(dispute: Dispute, kind: EntryKind, report: RequestReport) -> EvidenceRequest | None:
    """Find the request that a report is about: the same one, else the last to the same party."""
    needs_open = kind in (EntryKind.SATISFIED, EntryKind.MOVED)
    same = [r for r in dispute.requests if (r.stage, r.terms_index) == (report.stage, report.terms_index)]
    candidates = [
        r for r in dispute.requests if r.party is report.party and (r.state is RequestState.OPEN or not needs_open)
    ]
    return next(iter([*reversed(same), *reversed(candidates)]), None)


def _apply_bare_entry(dispute: Dispute, entry: JournalEntry, context: EngineContext) -> Change | None:
    match entry.kind:
        case EntryKind.PAUSE:
            return clocks.pause_clocks(dispute, entry.role, context)
        case EntryKind.RESUME:
            return clocks.resume_clocks(dispute, entry.role, context)
        case _:
            return dispute.evolve() if is_touch(entry) else None


def _verify_again(dispute: Dispute, verification: Verification, context: EngineContext) -> Change:
    checks, operator = verification.checks, Operator(verification.by, is_lead=True)
    if verification.verified:
        return actions.verify_transaction(dispute, checks, operator, context)
    return actions.refuse_verification(dispute, checks, verification.reason, operator, context)


def _decide_again(dispute: Dispute, ruling: Ruling, context: EngineContext) -> Change:
    judgment = _judgment_from_ruling(ruling, context.policy)
    again = rule_on_dispute(dispute, judgment, Operator(ruling.by, is_lead=True), context)
    return actions.carry_out_ruling(dispute, again, context)


def _judgment_from_ruling(ruling: Ruling, policy: Policy) -> Judgment:
    reason_codes = policy.rulings.reason_codes
    return Judgment(
        kind=ruling.kind,
        wish=_requested_option(ruling.option),
        responsible=ruling.responsible,
        reason_code=ruling.reason_code if ruling.reason_code in reason_codes else reason_codes[0],
        policy_reference=ruling.policy_reference,
        explanation=ruling.explanation,
        checks=ruling.checks,
        penalties=ruling.penalties,
    )


def _requested_option(option: Option | None) -> RequestedOption | None:
    if option is None:
        return None
    part = option.split.to_buyer if option.split is not None and option.kind is OptionKind.REFUND_PARTIAL else None
    return RequestedOption(option.kind, part or option.reduction)
