"""Integration events: maps the domain events of a case to the published ones in `common.contracts.disputes`."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, assert_never

from common.contracts import disputes as contracts
from common.contracts.disputes import DisputeFields, NetShares, net_shares
from common.contracts.envelope import ActorRef, Event, MoneyRef
from common.contracts.escrow import DealMoneyRef
from common.execution.commands import Context
from common.kernel.languages import Language
from common.kernel.money import Split
from common.kernel.terms import Clock
from disputes.engine import events
from disputes.engine.deal_forecast import deducted_fee
from disputes.engine.dispute import OTHER_PARTY, Change, Dispute, State
from disputes.engine.reactions import contestable_until
from disputes.engine.reopening import barred_parties
from disputes.engine.stage_entry import own_clocks
from disputes.engine.values import Behalf, NegotiationSnapshot
from disputes.policy.files.text_files import get_text_book
from disputes.policy.model import EvidenceRequestTerms, Policy
from disputes.policy.options import option_kinds_of
from disputes.policy.vocabulary import Trigger

from .contract_mapping import (
    barred_to_refs,
    behalf_to_ref,
    clock_event,
    failure_end_to_ref,
    grace_to_ref,
    guide_to_ref,
    option_to_ref,
    party_to_ref,
    penalty_to_ref,
    silent_end_to_ref,
    snapshot_to_ref,
    stage_entered_event,
    timeout_to_ref,
)


def dispute_events(
    change: Change, policy: Policy, cause: str, context: Context, behalf: Behalf | None = None
) -> list[Event]:
    """Map a change's events, numbered without a gap up to the number that the case has had."""
    dispute = change.dispute
    first = dispute.event_count - len(change.events) + 1
    return [
        _dispute_event(event, dispute, policy, _dispute_fields(dispute, policy, sequence, cause, context, behalf))
        for sequence, event in enumerate(change.events, first)
    ]


def _dispute_fields(
    dispute: Dispute, policy: Policy, sequence: int, cause: str, context: Context, behalf: Behalf | None
) -> DisputeFields:
    return DisputeFields(
        tenant=dispute.tenant,
        subject=dispute.id,
        sequence=sequence,
        version=dispute.version,
        occurred_at=context.timing.effective_at,
        recorded_at=context.timing.recorded_at,
        actor=ActorRef.from_actor(context.principal.actor),
        cause=cause,
        escrow=dispute.escrow,
        snapshot=snapshot_to_ref(dispute, policy),
        on_behalf_of=behalf_to_ref(behalf),
        silent_end=silent_end_to_ref(dispute, policy),
        awaits_approval=dispute.approval is not None,
    )


def _dispute_event(event: events.DomainEvent, dispute: Dispute, policy: Policy, fields: DisputeFields) -> Event:
    if isinstance(event, events.ClockEvent):
        return clock_event(event, fields)
    if isinstance(event, events.FulfilmentEvent):
        return _fulfilment_event(event, dispute, fields)
    if isinstance(event, events.DecisionEvent):
        return _weighing_event(event, fields)
    if isinstance(event, events.Judging):
        return _judging_event(event, dispute, policy, fields)
    return _course_event(event, dispute, policy, fields)


def _course_event(event: events.CaseEvent, dispute: Dispute, policy: Policy, fields: DisputeFields) -> Event:
    match event:
        case events.FreezeRequested(received_at):
            amount, opened_by = MoneyRef.from_money(dispute.amount), party_to_ref(dispute.claimant)
            return contracts.FreezeRequested(
                **fields, amount=amount, reason=dispute.reason, opened_by=opened_by, received_at=received_at
            )
        case events.Opened():
            return _opened_event(event, dispute, policy, fields)
        case events.StageEntered():
            return stage_entered_event(event, fields)
        case events.Escalated(stage=stage):
            return contracts.DisputeEscalated(**fields, stage=stage)
        case events.ActNeeded(owed_by=of, acts=acts, due_at=due_at):
            return contracts.ActionRequired(**fields, of=of.value, acts=acts, due_at=due_at)
        case events.EvidenceRequested():
            return _evidence_event(event, dispute, policy, fields)
        case events.MessagePosted(message=message):
            return contracts.MessagePosted(**fields, message=message)
        case events.Updated(parts=parts):
            return contracts.DisputeUpdated(**fields, changed=parts)
        case events.Assigned(operator=operator, earlier=earlier):
            return contracts.DisputeAssigned(**fields, operator=operator, earlier=earlier)
        case _:
            assert_never(event)


def _judging_event(event: events.Judging, dispute: Dispute, policy: Policy, fields: DisputeFields) -> Event:
    match event:
        case events.AgreementDecided():
            return _agreement_event(event, dispute, fields)
        case events.Decided():
            return _decided_event(event, dispute, fields)
        case events.SettlementOrdered(instruction=instruction, split=split, basis=basis, timeout=timeout):
            return contracts.SettlementOrdered(
                **fields,
                instruction=instruction,
                basis=basis.value,
                contest_until=contestable_until(dispute, policy),
                timeout=timeout_to_ref(timeout),
                **net_shares(split, deducted_fee(dispute, split)),
            )
        case events.ReductionOrdered(instruction=instruction, amount=amount, left=left):
            return contracts.ReductionOrdered(
                **fields, instruction=instruction, amount=MoneyRef.from_money(amount), left=MoneyRef.from_money(left)
            )
        case events.ReversalOrdered(instruction=instruction, reverses=reverses, split=split):
            return contracts.ReversalOrdered(
                **fields,
                instruction=instruction,
                reverses=reverses,
                **net_shares(split, deducted_fee(dispute, split)),
            )
        case events.Closed():
            return _closed_event(event, dispute, policy, fields)
        case events.Appealed(by=by):
            decide_by = min((d.due_at for d in own_clocks(dispute, policy)), default=None)
            return contracts.AppealFiled(**fields, by=party_to_ref(by), decide_by=decide_by)
        case events.AppealDecided(upheld=upheld):
            return contracts.AppealDecided(**fields, upheld=upheld)
        case _:
            assert_never(event)


def _agreement_event(event: events.AgreementDecided, dispute: Dispute, fields: DisputeFields) -> Event:
    """Tell mediation, with how the case stands after the decision."""
    follows: Literal["settlement", "obligation"] = "obligation" if dispute.state is State.ACTIVE else "settlement"
    return contracts.AgreementDecided(
        **fields,
        mediation=event.mediation,
        proposal=event.proposal,
        accepted=event.why is None,
        follows=follows if event.why is None else None,
        why=None if event.why is None else event.why.value,
        state=dispute.place,
        outcome=None if dispute.outcome is None else dispute.outcome.value,
        due_at=event.due_at,
    )


def _weighing_event(event: events.DecisionEvent, fields: DisputeFields) -> Event:
    match event:
        case events.ApprovalRequested(decision=decision, weighs=weighs):
            return contracts.ApprovalRequested(
                **fields, decision=decision, weighs=tuple(weight.value for weight in weighs)
            )
        case events.ApprovalRejected(decision=decision):
            return contracts.ApprovalRejected(**fields, decision=decision)
        case events.Fined(instruction=instruction, participant=participant, party=party, act=act, amount=amount):
            return contracts.FineOrdered(
                **fields,
                instruction=instruction,
                participant=participant,
                role=party_to_ref(party),
                act=act,
                amount=MoneyRef.from_money(amount),
            )
        case events.FineUndone(instruction=instruction, reverses=reverses):
            return contracts.FineReversed(**fields, instruction=instruction, reverses=reverses)
        case _:
            assert_never(event)


def _fulfilment_event(event: events.FulfilmentEvent, dispute: Dispute, fields: DisputeFields) -> Event:
    match event:
        case events.Promised(kind=kind, owed_by=owed_by, due_at=due_at):
            return contracts.ObligationStarted(
                **fields, obligation=kind.value, owed_by=party_to_ref(owed_by), due_at=due_at
            )
        case events.Fulfilled(kind=kind):
            return contracts.ObligationFulfilled(**fields, obligation=kind.value)
        case events.Confirmed(kind=kind, condition=condition):
            return contracts.ObligationConfirmed(**fields, obligation=kind.value, condition=condition.value)
        case events.AddressGiven():
            return contracts.ReturnAddressGiven(**fields, ship_by=_next_due(dispute, fields))
        case events.AddressCorrected():
            return contracts.ReturnAddressCorrected(**fields)
        case events.ParcelCorrected(kind=kind):
            return contracts.ParcelCorrected(**fields, obligation=kind.value)
        case events.ReturnShipped():
            return contracts.ReturnShipped(**fields, acknowledge_by=_next_due(dispute, fields))
        case events.ReturnAcknowledged(condition=condition):
            return contracts.ReturnAcknowledged(**fields, condition=condition.value)
        case _:
            assert_never(event)


def _opened_event(event: events.Opened, dispute: Dispute, policy: Policy, fields: DisputeFields) -> Event:
    return contracts.DisputeOpened(
        **fields,
        buyer=dispute.buyer,
        seller=dispute.seller,
        claimant=party_to_ref(dispute.claimant),
        amount=MoneyRef.from_money(dispute.amount),
        reason=dispute.reason,
        edition=dispute.edition,
        stage=event.stage,
        negotiation=_negotiation_terms(dispute, event.turn, event.stage, policy) if event.turn else None,
        options=tuple(option_to_ref(option, deducted_fee(dispute, option.split)) for option in dispute.options),
        by_operator=dispute.opened_by_operator,
        category=dispute.category,
        price=None if dispute.price is None else MoneyRef(amount=dispute.price, currency=dispute.amount.currency),
        deal=None if dispute.money is None else DealMoneyRef.from_deal_money(dispute.money),
        delivered_at=dispute.delivered_at,
    )


def _negotiation_terms(
    dispute: Dispute, turn: NegotiationSnapshot, stage: str, policy: Policy
) -> contracts.NegotiationTerms:
    terms = policy.negotiation
    assert terms is not None, "an edition that negotiates has terms"
    assert turn.awaiting is not None, "a negotiation begins with somebody's turn"
    assert turn.due_at is not None, "and with a time for it"
    effects = policy.stages[stage].effects
    return contracts.NegotiationTerms(
        first_to_answer=party_to_ref(dispute.role_of(terms.first_to_answer)),
        respond_by=turn.due_at,
        guide=guide_to_ref(turn, terms, failure_end_to_ref(dispute, effects.get(Trigger.ABANDONED), stage, policy)),
        on_silence=terms.on_silence.value,
        reject=terms.reject.value,
        max_rounds=terms.max_rounds,
        counter_term=str(terms.counter_term),
        counter_silence=terms.counter_silence.value,
        amendable=terms.amendable,
        kinds=tuple(kind.value for kind in option_kinds_of(policy, dispute.reason)),
        max_options=policy.max_options,
        offer_term=str(terms.offer_term),
        with_reduction=tuple(kind.value for kind in policy.kinds_with_reduction),
        if_failed=failure_end_to_ref(dispute, effects.get(Trigger.NEGOTIATION_FAILED), stage, policy),
        calendar=contracts.CalendarRef.from_calendar(policy.calendar),
    )


def _evidence_event(event: events.EvidenceRequested, dispute: Dispute, policy: Policy, fields: DisputeFields) -> Event:
    request = event.request
    terms = request.terms_in(policy)
    return contracts.EvidenceAsked(
        **fields,
        request=request.id,
        buyer=dispute.buyer,
        seller=dispute.seller,
        party=party_to_ref(request.party),
        kinds=request.kinds,
        level=request.level.value,
        due_at=request.due_at,
        clock=Clock(request.clock).value,
        anchor_at=request.anchor_at,
        group=request.group,
        sealed=request.is_sealed(policy),
        grace=None if terms is None else grace_to_ref(request, terms.grace, policy.calendar),
        max_resubmissions=None if terms is None else terms.max_resubmissions,
        checklist=() if terms is None else _checklist_refs(policy, terms),
        complete=terms is not None and terms.complete,
        since_asked=request.wants_new(policy),
        open_through=() if terms is None else tuple(sorted(terms.open_through)),
    )


def _checklist_refs(policy: Policy, terms: EvidenceRequestTerms) -> tuple[contracts.ChecklistRef, ...]:
    """Say the points in every language, as the pages about a programme do."""
    books = {language.value: get_text_book(policy.name, language) for language in Language}
    return tuple(
        contracts.ChecklistRef(
            code=point.code,
            text=point.text,
            required=point.required,
            texts={name: book.find_point(terms.party, point.code, point.text) for name, book in books.items()},
        )
        for point in terms.checklist
    )


def _closed_event(event: events.Closed, dispute: Dispute, policy: Policy, fields: DisputeFields) -> Event:
    shares, barred = _net_shares(dispute, event.split), barred_parties(dispute, event.outcome)
    return contracts.DisputeClosed(
        **fields,
        outcome=event.outcome.value,
        instruction=event.instruction,
        why=event.why,
        timeout=timeout_to_ref(event.timeout),
        another_may_follow=bool(policy.openers - barred),
        bars=barred_to_refs(dispute, event.outcome),
        to_buyer=shares and shares["to_buyer"],
        to_seller=shares and shares["to_seller"],
        fee=shares and shares["fee"],
        reduced=MoneyRef.from_money(dispute.amount_reduced) if dispute.reductions else None,
    )


def _net_shares(dispute: Dispute, split: Split | None) -> NetShares | None:
    return net_shares(split, deducted_fee(dispute, split)) if split is not None else None


def _decided_event(event: events.Decided, dispute: Dispute, fields: DisputeFields) -> Event:
    ruling = event.ruling
    shares = _net_shares(dispute, ruling.option.split if ruling.option else None)
    return contracts.DisputeDecided(
        **fields,
        instance=ruling.instance,
        ruling=ruling.kind.value,
        to_buyer=shares and shares["to_buyer"],
        to_seller=shares and shares["to_seller"],
        fee=shares and shares["fee"],
        responsible=ruling.responsible.value,
        reason_code=ruling.reason_code,
        final=ruling.contest_until is None,
        contest_until=ruling.contest_until,
        penalties=tuple(penalty_to_ref(penalty) for penalty in ruling.penalties),
    )


def _next_due(dispute: Dispute, fields: DisputeFields) -> datetime:
    """Find when the other side's act is due that now follows; where the edition gives no time for it, none is left."""
    return min((d.due_at for d in dispute.deadlines if d.owed_by in OTHER_PARTY), default=fields["occurred_at"])
