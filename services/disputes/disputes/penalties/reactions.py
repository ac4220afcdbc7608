"""Reactions to changed cases: penalties take effect when their ruling does."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid5

from common.execution.commands import Context
from common.kernel.principal import Role
from disputes.cases.model import CaseChanged
from disputes.engine.dispute import Change, Dispute
from disputes.engine.values import Penalty, Ruling
from disputes.policy.model import Policy

from .effect import effective_at, instance_in_effect
from .fines import fine_orders, fine_reversals
from .loading import save_standing
from .model import (
    ImposedPenalty,
    ParticipantStanding,
    PenaltiesTx,
    PenaltyRequest,
    PenaltyTerms,
    PendingPenalty,
    StandingChange,
    next_penalty,
    participant_of,
)


async def apply_penalties(tx: PenaltiesTx, changed: CaseChanged) -> Change:
    """Impose penalties when their ruling takes effect, and not before; undo those that a ruling on appeal drops."""
    change, policy, context = changed.change, changed.policy, changed.context
    after, at = change.dispute, context.timing.effective_at
    if instance_in_effect(after, policy, at) <= instance_in_effect(changed.before, policy, at):
        return change
    participants = {participant_of(after, Role(p.party)) for ruling in after.rulings for p in ruling.penalties}
    for participant in sorted(participants):
        change = await _apply_to_participant(tx, participant, change, policy, context)
    return change


async def _apply_to_participant(
    tx: PenaltiesTx, participant: str, change: Change, policy: Policy, context: Context
) -> Change:
    dispute, before = change.dispute, await tx.standings.get_for_update(participant)
    assert dispute.ruling is not None, "only rulings take effect"
    pending = await tx.standings.find_pending(before, except_dispute=dispute.id)
    changed = _change_standing(dispute, dispute.ruling, before, pending, policy, context)
    if not changed.events:
        return change
    changed = changed.followed_by(changed.standing.announce_status(before, context.timing.effective_at))
    await save_standing(tx, before, changed, context)
    fines = (*fine_reversals(changed.reversed), *fine_orders(participant, changed.imposed))
    added = dispute.add_events(fines)
    return Change(added.dispute, (*change.events, *added.events))


def _change_standing(
    dispute: Dispute,
    ruling: Ruling,
    before: ParticipantStanding,
    pending: Sequence[PendingPenalty],
    policy: Policy,
    context: Context,
) -> StandingChange:
    """Compute what the ruling means for one of its parties: dropped penalties are undone, those it states imposed."""
    participant, at = before.participant, context.timing.effective_at
    own = [p for p in ruling.penalties if participant_of(dispute, Role(p.party)) == participant]
    change = StandingChange(before)
    for imposed in before.penalties_of_case(dispute.id) if dispute.appeal is not None else ():
        if PenaltyRequest.from_penalty(imposed.penalty).find_in(own) is None:
            reason = f"Decided anew on appeal: {ruling.reason_code}."
            change = change.followed_by(change.standing.reverse(imposed.id, by=ruling.by, reason=reason, at=at))
    penalties = _penalties_to_impose(dispute, ruling, own, change.standing, pending, policy, context)
    return change.followed_by(change.standing.impose(penalties)) if penalties else change


def _penalties_to_impose(
    dispute: Dispute,
    ruling: Ruling,
    own: Sequence[Penalty],
    standing: ParticipantStanding,
    pending: Sequence[PendingPenalty],
    policy: Policy,
    context: Context,
) -> list[ImposedPenalty]:
    """Penalties to impose now: as stated; milder where a warning they counted on has been undone, never harder."""
    if policy.penalties is None:
        assert not own, "an edition without a ladder states no penalties"
        return []
    terms = PenaltyTerms(policy.penalties, dispute.amount, effective_at(ruling, policy), policy.calendar)
    earlier = [imposed.penalty for imposed in standing.penalties_of_case(dispute.id)]
    penalties: list[ImposedPenalty] = []
    for stated in own:
        request = PenaltyRequest.from_penalty(stated)
        if request.find_in(earlier) is not None:
            continue
        before_this = [other for other in pending if other.was_stated_before(stated, ruling.decided_at)]
        computed = next_penalty(standing, request, terms, before_this)
        effective = computed if computed.warning < stated.warning else stated
        penalty_id = uuid5(dispute.id, f"penalty:{ruling.instance}:{ruling.penalties.index(stated)}")
        penalties.append(
            ImposedPenalty(
                id=penalty_id,
                standing=standing.id,
                dispute=dispute.id,
                instance=ruling.instance,
                decided_by=ruling.by,
                penalty=effective,
                imposed_at=context.timing.effective_at,
                fine=uuid5(penalty_id, "fine") if effective.fine is not None else None,
            )
        )
    return penalties
