"""Acts of people on a case, beside answering and proving. Each is refused unless the running stage gives it to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from common.kernel.principal import Role
from disputes.policy.vocabulary import TRIGGERS_OF_ACT, Act, Outcome, Trigger

from . import events
from .completeness import missing
from .context import EngineContext
from .dispute import Change, Dispute
from .effects import EffectContext
from .errors import AppealIncomplete
from .reactions import trigger
from .rulings import require_checked
from .values import Appeal, Check, Condition, Parcel, Promise, Ruling, Verification, Voice


def perform_act(dispute: Dispute, act: Act, by: Role, context: EngineContext) -> Change:
    """Escalate, withdraw, accept the claim, request the videos: acts that need no more than being allowed."""
    dispute.require_allowed(act, by, context)
    basis = Outcome.CLAIM_ACCEPTED if act is Act.ACCEPT_CLAIM else None
    return trigger(dispute, TRIGGERS_OF_ACT[act][0], EffectContext(context, basis=basis))


def decide_dispute(dispute: Dispute, ruling: Ruling, context: EngineContext) -> Change:
    """Carry out a ruling, the first or the one on appeal."""
    before = dispute.ruling
    published: tuple[events.Fact, ...] = (events.Decided(ruling),)
    if dispute.appeal is not None and before is not None:
        upheld = (before.kind, before.option) == (ruling.kind, ruling.option)
        published += (events.AppealDecided(upheld=upheld),)
    ruled = replace(dispute, rulings=(*dispute.rulings, ruling), assignee=ruling.by)
    effect = EffectContext(context, basis=Outcome.DECISION, option=ruling.option, published=published)
    return trigger(ruled, Trigger.DECIDED, effect)


def verify_transaction(
    dispute: Dispute, checks: tuple[Check, ...], operator: str, *, is_lead: bool, context: EngineContext
) -> Change:
    """Confirm that the facts of the transaction match (T2)."""
    return _finish_verification(dispute, Act.VERIFY, checks, None, operator, is_lead, context)


def refuse_verification(
    dispute: Dispute,
    checks: tuple[Check, ...],
    reason: str | None,
    operator: str,
    *,
    is_lead: bool,
    context: EngineContext,
) -> Change:
    """Deny that the facts of the transaction match (T2)."""
    return _finish_verification(dispute, Act.REFUSE_VERIFICATION, checks, reason, operator, is_lead, context)


def _finish_verification(
    dispute: Dispute,
    act: Act,
    checks: tuple[Check, ...],
    reason: str | None,
    operator: str,
    is_lead: bool,
    context: EngineContext,
) -> Change:
    dispute.require_allowed(act, Role.OPERATOR, context)
    dispute.require_assigned(operator, is_lead=is_lead)
    require_checked(context.policy, act, checks)
    verification = Verification(verified=act is Act.VERIFY, checks=checks, by=operator, at=context.at, reason=reason)
    verified = replace(dispute, verification=verification, assignee=operator)
    return trigger(verified, TRIGGERS_OF_ACT[act][0], EffectContext(context, why=reason))


def give_return_address(dispute: Dispute, address: Mapping[str, str], by: Role, context: EngineContext) -> Change:
    """Say where the goods go back to (D10)."""
    promise = _require_promise(dispute, Act.GIVE_RETURN_ADDRESS, by, context)
    promised = replace(dispute, promise=replace(promise, address=address))
    return trigger(promised, Trigger.RETURN_ADDRESS_GIVEN, EffectContext(context, published=(events.AddressGiven(),)))


def ship_return(dispute: Dispute, parcel: Parcel, by: Role, context: EngineContext) -> Change:
    """Say under which number the goods go back (D11)."""
    promise = _require_promise(dispute, Act.SHIP_RETURN, by, context)
    promised = replace(dispute, promise=replace(promise, parcel=parcel))
    return trigger(promised, Trigger.RETURN_SHIPPED, EffectContext(context, published=(events.ReturnShipped(),)))


def acknowledge_return(
    dispute: Dispute, condition: Condition, note: str | None, by: Role, context: EngineContext
) -> Change:
    """Say how the goods came back (D13). Anything but `received` contests the return."""
    promise = _require_promise(dispute, Act.ACKNOWLEDGE_RETURN, by, context)
    promised = replace(dispute, promise=replace(promise, condition=condition, note=note))
    what = Trigger.RETURN_RECEIVED if condition is Condition.RECEIVED else Trigger.CONTESTED
    return trigger(promised, what, EffectContext(context, published=(events.ReturnAcknowledged(condition),)))


def fulfil_obligation(dispute: Dispute, parcel: Parcel, by: Role, context: EngineContext) -> Change:
    """Say that the promised goods are on their way."""
    promise = _require_promise(dispute, Act.FULFIL, by, context)
    promised = replace(dispute, promise=replace(promise, parcel=parcel))
    published = (events.Fulfilled(promise.option.kind),)
    return trigger(promised, Trigger.FULFILLED, EffectContext(context, basis=promise.basis, published=published))


def confirm_obligation(
    dispute: Dispute, condition: Condition, note: str | None, by: Role, context: EngineContext
) -> Change:
    """Say how the promised goods arrived: they end the case as what they were promised by. All else contests them."""
    promise = _require_promise(dispute, Act.CONFIRM, by, context)
    promised = replace(dispute, promise=replace(promise, condition=condition, note=note))
    what = Trigger.CONFIRMED if condition is Condition.RECEIVED else Trigger.CONTESTED
    published = (events.Confirmed(promise.option.kind, condition),)
    return trigger(promised, what, EffectContext(context, basis=promise.basis, published=published))


def file_appeal(dispute: Dispute, explanation: str, by: Role, context: EngineContext) -> Change:
    """Contest the ruling (K4). Raises AppealIncomplete (K18)."""
    policy = context.policy
    dispute.require_allowed(Act.APPEAL, by, context)
    side = dispute.side(by, policy)
    assert side is not None, "the guard lets nobody appeal for nobody"
    explanation_needed = policy.appeal.explanation if policy.appeal is not None else 0
    lacking = missing(dispute, side, policy)
    if lacking or len(explanation) < explanation_needed:
        raise AppealIncomplete(lacking, len(explanation), explanation_needed)
    voices = {**dispute.voices, side: dispute.voices.get(side, Voice()).explained(explanation)}
    appeal = Appeal(by=side, explanation=explanation, filed_at=context.at)
    filed = replace(dispute, appeal=appeal, voices=voices)
    return trigger(filed, Trigger.APPEALED, EffectContext(context, published=(events.Appealed(side),)))


def _require_promise(dispute: Dispute, act: Act, by: Role, context: EngineContext) -> Promise:
    dispute.require_allowed(act, by, context)
    assert dispute.promise is not None, "such stages are entered only with a promise"
    return dispute.promise
