"""Actions of people on a case, beside answering and proving. Each is refused unless the stage gives it to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from common.kernel.errors import InvariantViolated, Predecessor
from common.kernel.principal import Role
from common.kernel.terms import Clock
from disputes.policy.model import Policy
from disputes.policy.vocabulary import TRIGGERS_OF_ACT, Act, Condition, EvidenceLevel, Outcome, Trigger

from . import events
from .completeness import is_sealed, missing_points
from .context import EngineContext
from .dispute import Change, Dispute
from .effects import Acceptance, EffectContext, Rejection, Solution, apply_trigger
from .errors import (
    AppealIncomplete,
    AttachmentInvalid,
    AttachmentUnknown,
    DeadlineNotLater,
    DeadlineTooFar,
    TooManyEvidenceRequests,
)
from .events import DomainEvent
from .four_eyes import RequestedAct
from .hard_cap import latest_asking
from .rulings import require_difference, require_match
from .values import (
    EVIDENCE_ACTS,
    Appeal,
    Check,
    EvidenceAsking,
    EvidenceRequest,
    Operator,
    Parcel,
    Promise,
    Ruling,
    StatementStats,
    Verification,
)

MAX_ASKED: Final = 50
"""Times that operators ask for evidence in one case. Enough for any honest look; a bound, because all clocks of a case
are told with each of its events, which have a largest size."""


def perform_act(dispute: Dispute, act: Act, by: Role, context: EngineContext) -> Change:
    """Escalate, withdraw, accept the claim, or request the videos: acts that need no more than being allowed."""
    dispute.require_allowed(act, by, context)
    accepted = Acceptance(Outcome.CLAIM_ACCEPTED) if act is Act.ACCEPT_CLAIM else None
    return apply_trigger(dispute, TRIGGERS_OF_ACT[act][0], EffectContext(context, accepted))


def perform_requested_act(
    dispute: Dispute, requested: RequestedAct, operator: Operator, context: EngineContext
) -> Change:
    """Do what a second operator has approved: for a party, what it has asked the first for, who is `operator`.

    Raises what the party itself, or the operator, would be refused with.
    """
    parcel, condition, note = requested.parcel, requested.condition, requested.note
    if requested.behalf is None:
        return refuse_verification(dispute, requested.checks, note, operator, context)
    by = requested.behalf.party
    match requested.act:
        case Act.GIVE_RETURN_ADDRESS if requested.address is not None:
            return give_return_address(dispute, requested.address, by, context)
        case Act.SHIP_RETURN if parcel is not None:
            return ship_return(dispute, parcel, by, context)
        case Act.ACKNOWLEDGE_RETURN if condition is not None:
            return acknowledge_return(dispute, condition, note, by, context)
        case Act.FULFIL if parcel is not None:
            return fulfil_obligation(dispute, parcel, by, context)
        case Act.CONFIRM if condition is not None:
            return confirm_obligation(dispute, condition, note, by, context)
        case Act.APPEAL:
            return file_appeal(dispute, note or "", by, context)
        case act:
            return perform_act(dispute, act, by, context)


def carry_out_ruling(dispute: Dispute, ruling: Ruling, context: EngineContext) -> Change:
    """Carry out a ruling, the first or the one on appeal."""
    before = dispute.ruling
    preceding: tuple[DomainEvent, ...] = (events.Decided(ruling),)
    if dispute.appeal is not None and before is not None:
        upheld = (before.kind, before.option) == (ruling.kind, ruling.option)
        preceding += (events.AppealDecided(upheld=upheld),)
    preceding += dispute.tell_assignment(ruling.by)
    ruled = replace(dispute, rulings=(*dispute.rulings, ruling), assignee=ruling.by)
    solution = Solution(ruling.option, Outcome.DECISION)
    return apply_trigger(ruled, Trigger.DECIDED, EffectContext(context, solution, preceding))


def verify_transaction(
    dispute: Dispute, checks: tuple[Check, ...], operator: Operator, context: EngineContext
) -> Change:
    """Confirm that the facts of the transaction match (T2)."""
    _require_verifiable(dispute, Act.VERIFY, operator, context)
    require_match(context.policy, checks)
    verification = Verification(verified=True, checks=checks, by=operator.id, at=context.at)
    verified = replace(dispute, verification=verification, assignee=operator.id)
    assigned = dispute.tell_assignment(operator.id)
    return apply_trigger(verified, Trigger.VERIFIED, EffectContext(context, preceding=assigned))


def refuse_verification(
    dispute: Dispute, checks: tuple[Check, ...], reason: str | None, operator: Operator, context: EngineContext
) -> Change:
    """Deny that the facts of the transaction match, and say which differs (T2)."""
    _require_verifiable(dispute, Act.REFUSE_VERIFICATION, operator, context)
    require_difference(context.policy, checks)
    verification = Verification(verified=False, checks=checks, by=operator.id, at=context.at, reason=reason)
    refused = replace(dispute, verification=verification, assignee=operator.id)
    assigned = dispute.tell_assignment(operator.id)
    return apply_trigger(refused, Trigger.VERIFICATION_REFUSED, EffectContext(context, Rejection(reason), assigned))


def _require_verifiable(dispute: Dispute, act: Act, operator: Operator, context: EngineContext) -> None:
    dispute.require_allowed(act, Role.OPERATOR, context)
    dispute.require_assigned(operator)


def count_asked(dispute: Dispute) -> int:
    """Count how often operators have asked for evidence."""
    return sum(1 for request in dispute.requests if request.is_asked_by_operator)


def is_asked_enough(dispute: Dispute) -> bool:
    """Tell whether operators can ask for no more evidence."""
    return count_asked(dispute) >= MAX_ASKED


def ask_for_evidence(dispute: Dispute, asking: EvidenceAsking, by: Role, context: EngineContext) -> Change:
    """Ask a party for evidence, as an operator: the case waits for it, but nothing follows from silence (PRM-25).

    Raises TooManyEvidenceRequests, DeadlineNotLater or DeadlineTooFar.
    """
    dispute.require_allowed(Act.ASK_FOR_EVIDENCE, by, context)
    if is_asked_enough(dispute):
        raise TooManyEvidenceRequests(MAX_ASKED)
    if dispute.stage is None:
        raise InvariantViolated("a case in which evidence is asked for is in a stage")
    if asking.due_at <= context.timing.received_at:
        raise DeadlineNotLater(context.timing.received_at)
    if asking.due_at > (latest := latest_asking(dispute, context)):
        raise DeadlineTooFar(latest)
    request = new_request(dispute, dispute.stage, asking, context)
    return dispute.evolve(
        events.EvidenceRequested(request),
        events.ActNeeded(asking.party, EVIDENCE_ACTS, asking.due_at),
        requests=(*dispute.requests, request),
    )


def new_request(dispute: Dispute, stage: str, asking: EvidenceAsking, context: EngineContext) -> EvidenceRequest:
    """Word what an operator asks for, past the guard."""
    return EvidenceRequest(
        id=context.new_id(),
        stage=stage,
        party=asking.party,
        kinds=asking.kinds,
        level=EvidenceLevel.REQUIRED,
        anchor_at=context.at,
        due_at=asking.due_at,
        clock=Clock.NATURAL.value,
        group=_sealed_group(dispute, context.policy),
        terms_index=-1 - count_asked(dispute),
        note=asking.note,
    )


def _sealed_group(dispute: Dispute, policy: Policy) -> UUID | None:
    """Find the group of what the running stage has asked to be sealed: it is revealed all together, or not yet."""
    own = (r for r in dispute.requests if r.stage == dispute.stage and not r.is_asked_by_operator)
    return next((request.group for request in reversed(tuple(own)) if request.is_sealed(policy)), None)


def give_return_address(dispute: Dispute, address: Mapping[str, str], by: Role, context: EngineContext) -> Change:
    """Say where the goods go back to (D10)."""
    promise = _require_promise(dispute, Act.GIVE_RETURN_ADDRESS, by, context)
    promised = replace(dispute, promise=replace(promise, address=address))
    return apply_trigger(
        promised, Trigger.RETURN_ADDRESS_GIVEN, EffectContext(context, preceding=(events.AddressGiven(),))
    )


def correct_fulfilment(
    dispute: Dispute, correction: Mapping[str, str] | Parcel, by: Role, context: EngineContext
) -> Change:
    """Put right where goods go back to, or the parcel they are in."""
    if isinstance(correction, Parcel):
        return correct_parcel(dispute, correction, by, context)
    return correct_return_address(dispute, correction, by, context)


def correct_return_address(dispute: Dispute, address: Mapping[str, str], by: Role, context: EngineContext) -> Change:
    """Put the return address right, until the goods are on their way. No clock moves."""
    promise = _require_promise(dispute, Act.CORRECT_RETURN_ADDRESS, by, context)
    if promise.address == address:
        return Change(dispute)
    return dispute.evolve(events.AddressCorrected(), promise=replace(promise, address=address))


def correct_parcel(dispute: Dispute, parcel: Parcel, by: Role, context: EngineContext) -> Change:
    """Put a carrier or tracking number right, until the goods are received. No clock moves."""
    promise = _require_promise(dispute, Act.CORRECT_PARCEL, by, context)
    if promise.parcel == parcel:
        return Change(dispute)
    corrected = replace(promise, parcel=parcel)
    return dispute.evolve(events.ParcelCorrected(promise.option.kind), promise=corrected)


def ship_return(dispute: Dispute, parcel: Parcel, by: Role, context: EngineContext) -> Change:
    """Say under which number the goods go back (D11)."""
    promise = _require_promise(dispute, Act.SHIP_RETURN, by, context)
    promised = replace(dispute, promise=replace(promise, parcel=parcel))
    return apply_trigger(promised, Trigger.RETURN_SHIPPED, EffectContext(context, preceding=(events.ReturnShipped(),)))


def acknowledge_return(
    dispute: Dispute, condition: Condition, note: str | None, by: Role, context: EngineContext
) -> Change:
    """Say how the goods came back (D13). Anything but `received` contests the return."""
    promise = _require_promise(dispute, Act.ACKNOWLEDGE_RETURN, by, context)
    promised = replace(dispute, promise=replace(promise, condition=condition, note=note))
    trigger = Trigger.RETURN_RECEIVED if condition is Condition.RECEIVED else Trigger.CONTESTED
    preceding = (events.ReturnAcknowledged(condition),)
    return apply_trigger(promised, trigger, EffectContext(context, preceding=preceding))


def fulfil_obligation(dispute: Dispute, parcel: Parcel, by: Role, context: EngineContext) -> Change:
    """Say that the promised goods are on their way."""
    promise = _require_promise(dispute, Act.FULFIL, by, context)
    promised = replace(dispute, promise=replace(promise, parcel=parcel))
    effect = EffectContext(context, Acceptance(promise.basis), (events.Fulfilled(promise.option.kind),))
    return apply_trigger(promised, Trigger.FULFILLED, effect)


def confirm_obligation(
    dispute: Dispute, condition: Condition, note: str | None, by: Role, context: EngineContext
) -> Change:
    """Say how the promised goods arrived: they end the case as what they were promised by. All else contests them."""
    promise = _require_promise(dispute, Act.CONFIRM, by, context)
    promised = replace(dispute, promise=replace(promise, condition=condition, note=note))
    trigger = Trigger.CONFIRMED if condition is Condition.RECEIVED else Trigger.CONTESTED
    effect = EffectContext(context, Acceptance(promise.basis), (events.Confirmed(promise.option.kind, condition),))
    return apply_trigger(promised, trigger, effect)


def file_appeal(dispute: Dispute, explanation: str, by: Role, context: EngineContext) -> Change:
    """Contest the ruling (K4). Raises AppealIncomplete (K18), which rests on evidence given a moment ago."""
    policy = context.policy
    dispute.require_allowed(Act.APPEAL, by, context)
    side = dispute.side_of(by, policy)
    assert side is not None, "the guard lets nobody appeal for nobody"
    needed_length = policy.appeal.explanation if policy.appeal is not None else 0
    lacking = missing_points(dispute, side, policy)
    if lacking or len(explanation) < needed_length:
        refusal = AppealIncomplete(lacking, len(explanation), needed_length)
        raise refusal.resting_on(Predecessor("evidence", dispute.id, is_of_asker=True)) if lacking else refusal
    stats = dispute.statement_stats.get(side, StatementStats()).with_explanation(explanation)
    appeal = Appeal(by=side, explanation=explanation, filed_at=context.at)
    filed = replace(dispute, appeal=appeal, statement_stats={**dispute.statement_stats, side: stats})
    return apply_trigger(filed, Trigger.APPEALED, EffectContext(context, preceding=(events.Appealed(side),)))


def _require_promise(dispute: Dispute, act: Act, by: Role, context: EngineContext) -> Promise:
    dispute.require_allowed(act, by, context)
    if dispute.promise is None:
        raise InvariantViolated("stages about goods are entered only with a promise")
    return dispute.promise


# Messages


def require_attachable(dispute: Dispute, attachments: Sequence[UUID], by: Role, policy: Policy) -> None:
    """Raises AttachmentUnknown for what is no evidence of the case, or is still sealed from one side (T8), and
    AttachmentInvalid for what counts as none (D12): operators alone name it still, to say what was wrong with it."""
    attachable = {item.id: item.valid for item in dispute.items if not is_sealed(dispute, item, policy)}
    if unknown := [index for index, id in enumerate(attachments) if id not in attachable]:
        raise AttachmentUnknown(unknown)
    invalid = [index for index, id in enumerate(attachments) if not attachable[id]]
    if invalid and by is not Role.OPERATOR:
        raise AttachmentInvalid(invalid)
