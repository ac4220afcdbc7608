"""Decisions, and the second pair of eyes on those of much weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from common.kernel.principal import Role
from common.kernel.timing import Timing

from . import commands, standing
from .domain import acts
from .domain import facts as told
from .domain.decisions import Decision, DecisionState, effective_at
from .domain.dispute import Dispute, Fresh
from .domain.policy import Policy
from .domain.records import Ruling, Viewer
from .domain.refusals import NothingToApprove
from .domain.rulings import Judgment, rule
from .domain.standing import Named
from .ports import Policies, Tx


async def decide(
    tx: Tx, dispute: UUID, said: Judgment, named: Sequence[Named], *, by: Viewer, if_match: int, policies: Policies,
    fresh: Fresh,
) -> Dispute:  # fmt: skip
    found, policy, moment = await commands.held(tx, dispute, by, if_match, policies)
    ruling = await _rule(tx, found, said, named, by=by.id, lead=by.lead, policy=policy, moment=moment)
    decision = await _recorded(tx, found, said, ruling, id=fresh())
    if decision.weighs:
        asked = told.ApprovalAsked(decision.id, decision.weighs)
        change = found.become(asked, approval=decision.id, assignee=by.id)
    else:
        change = acts.decide(found, ruling, policy=policy, moment=moment, fresh=fresh)
    return await commands.keep(tx, found, change, policy, by.role.value)


async def approve(tx: Tx, dispute: UUID, *, by: Viewer, if_match: int, policies: Policies, fresh: Fresh) -> Dispute:
    """Carry the decision out, as if it were given now: its times run from here."""
    found, policy, moment = await commands.held(tx, dispute, by, if_match, policies)
    decision = await _waiting(tx, found, by, policy)
    named = [Named(Role(p.party), p.act) for p in decision.penalties]
    free = replace(found, approval=None)
    ruling = await _rule(
        tx, free, decision.judgment, named, by=decision.decided_by, lead=True, policy=policy, moment=moment
    )
    decision.require_unchanged(ruling)
    approved = replace(decision, state=DecisionState.APPROVED, penalties=ruling.penalties)
    await tx.decisions.judge(replace(approved, judged_by=by.id, judged_at=moment.now))
    change = acts.decide(free, ruling, policy=policy, moment=moment, fresh=fresh)
    return await commands.keep(tx, found, change, policy, by.role.value)


async def reject(tx: Tx, dispute: UUID, *, why: str, by: Viewer, if_match: int, policies: Policies) -> Dispute:
    """Back to the operators, as if nothing had been decided."""
    found, policy, moment = await commands.held(tx, dispute, by, if_match, policies)
    decision = await _waiting(tx, found, by, policy)
    judged = replace(decision, state=DecisionState.REJECTED, judged_by=by.id, judged_at=moment.now, why=why)
    await tx.decisions.judge(judged)
    change = found.become(told.ApprovalRejected(decision.id), approval=None)
    return await commands.keep(tx, found, change, policy, by.role.value)


async def _rule(
    tx: Tx, found: Dispute, said: Judgment, named: Sequence[Named], *, by: str, lead: bool, policy: Policy,
    moment: Timing,
) -> Ruling:  # fmt: skip
    """With the penalties it states (K14)."""
    ruling = rule(found, said, by=by, lead=lead, policy=policy, moment=moment)
    final_at = effective_at(ruling, policy)
    penalties = await standing.penalties_for(tx, found, named, policy=policy, final_at=final_at)
    return replace(ruling, penalties=penalties)


async def _recorded(tx: Tx, found: Dispute, said: Judgment, ruling: Ruling, *, id: UUID) -> Decision:
    settings = await tx.desk.settings()
    decision = Decision(
        id=id,
        dispute=found.id,
        instance=ruling.instance,
        judgment=said,
        penalties=ruling.penalties,
        amount=found.amount,
        limit=settings.approval_limits.get(found.amount.currency),
        state=DecisionState.EFFECTIVE,
        decided_by=ruling.by,
        decided_at=ruling.decided_at,
    )
    if decision.weighs:
        decision = replace(decision, state=DecisionState.AWAITING_APPROVAL)
    await tx.decisions.add(decision)
    return decision


async def _waiting(tx: Tx, found: Dispute, by: Viewer, policy: Policy) -> Decision:
    """Raises NothingToApprove, NotIndependent or SameOperator."""
    decision = await tx.decisions.waiting(found.id) if found.approval is not None else None
    if decision is None:
        raise NothingToApprove(found.place)
    decision.require_independent(by.id, found, await tx.disputes.opener(found.id))
    found.require_impartial(by.id, policy)
    return decision
