"""What an operator may rule, and on what: the parties heard, the list looked through, an appeal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from disputes.policy.model import Policy
from disputes.policy.options import RequestedOption
from disputes.policy.vocabulary import Act, RulingCondition, RulingKind

from .context import EngineContext
from .dispute import OTHER, Dispute
from .errors import ChecklistIncomplete, MoneyHasMoved, ReasonCodeUnknown, RulingNotAllowed, RulingNotFounded
from .values import Asked, Check, Penalty, Responsible, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """A ruling as its operator words it. `wish` is the amount of a partial refund, as people name it."""

    kind: RulingKind
    wish: RequestedOption | None
    responsible: Responsible
    reason_code: str
    policy_reference: str
    explanation: str
    checks: tuple[Check, ...] = ()
    penalties: tuple[Penalty, ...] = ()


def rule_on_dispute(
    dispute: Dispute, judgment: Judgment, operator: str, *, is_lead: bool, context: EngineContext
) -> Ruling:
    """The ruling an operator may give now; `actions.decide_dispute` carries it out."""
    policy = context.policy
    dispute.require_allowed(Act.DECIDE, Role.OPERATOR, context)
    dispute.require_assigned(operator, is_lead=is_lead)
    dispute.require_impartial(operator, policy)
    if judgment.kind not in (allowed := rulings_allowed(dispute, policy)):
        _refuse(dispute, judgment.kind, allowed, policy)
    if judgment.reason_code not in policy.rulings.reason_codes:
        raise ReasonCodeUnknown(policy.rulings.reason_codes)
    require_checked(policy, Act.DECIDE, judgment.checks)
    return Ruling(
        kind=judgment.kind,
        option=judgment.wish.resolve(dispute.amount) if judgment.wish else None,
        responsible=judgment.responsible,
        reason_code=judgment.reason_code,
        policy_reference=judgment.policy_reference,
        explanation=judgment.explanation,
        by=operator,
        decided_at=context.at,
        instance=len(dispute.rulings) + 1,
        absent=absent(dispute),
        checks=judgment.checks,
        penalties=judgment.penalties,
        contest_until=_contestable(dispute, context),
    )


def rulings_allowed(dispute: Dispute, policy: Policy) -> tuple[RulingKind, ...]:
    """What may be ruled in this case as it stands. The guard and the offer are this one function."""
    founded = (k for k in policy.rulings.allowed if _founded(dispute, k, policy))
    return tuple(k for k in founded if dispute.order is None or _divides(k, policy))


def absent(dispute: Dispute) -> tuple[Role, ...]:
    """Who was asked for evidence and has given none that counts (T4)."""
    asked = {r.party for r in dispute.requests}
    heard = {r.party for r in dispute.requests if r.state is Asked.SATISFIED}
    return tuple(sorted(asked - heard))


def presumed(dispute: Dispute, policy: Policy) -> RulingKind | None:
    """What is presumed where the claimant has given evidence and the respondent none (K11). Decides nothing."""
    gave = {item.party for item in dispute.items if item.valid}
    gave |= {r.party for r in dispute.requests if r.state is Asked.SATISFIED}
    if dispute.claimant in gave and dispute.respondent not in gave:
        return policy.rulings.presumed_without_answer
    return None


def require_checked(policy: Policy, act: Act, checks: Sequence[Check]) -> None:
    """Raises ChecklistIncomplete."""
    points, given = policy.checklists.get(act, ()), [check.code for check in checks]
    needed, known = {p.code for p in points if p.required}, {p.code for p in points}
    twice = {code for code in given if given.count(code) > 1}
    if needed - set(given) or set(given) - known or twice:
        raise ChecklistIncomplete(needed - set(given), (set(given) - known) | twice)


def _refuse(dispute: Dispute, kind: RulingKind, allowed: Sequence[RulingKind], policy: Policy) -> None:
    if kind not in policy.rulings.allowed:
        raise RulingNotAllowed(kind, allowed)
    if not _founded(dispute, kind, policy):
        raise RulingNotFounded(kind, policy.rulings.conditions[kind])
    raise MoneyHasMoved(allowed)


def _founded(dispute: Dispute, kind: RulingKind, policy: Policy) -> bool:
    match policy.rulings.conditions.get(kind, RulingCondition.ALWAYS):
        case RulingCondition.NOBODY_HEARD:
            return set(absent(dispute)) == set(OTHER)
        case RulingCondition.ALWAYS:
            return True


def _divides(kind: RulingKind, policy: Policy) -> bool:
    return kind.option is not None and kind.option not in policy.obligation_stages


def _contestable(dispute: Dispute, context: EngineContext) -> datetime | None:
    policy = context.policy
    if policy.appeal is None or dispute.appeal is not None:
        return None
    return due_at_end_of(context.at, policy.deadlines_by_kind()[policy.appeal.window].term, policy.calendar)
