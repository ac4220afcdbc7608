"""What an operator may rule, and on what: the parties heard, the list looked through, an appeal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from common.kernel.timing import Timing

from .dispute import OTHER, Dispute
from .errors import ChecklistIncomplete, MoneyHasMoved, ReasonCodeUnknown, RulingNotAllowed, RulingNotFounded
from .options import Wish
from .policy import Policy
from .records import Asked, Check, Penalty, Responsible, Ruling
from .vocabulary import Act, Provided, RulingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """A ruling as its operator words it. `wish` is the amount of a partial refund, as people name it."""

    kind: RulingKind
    wish: Wish | None
    responsible: Responsible
    reason_code: str
    policy_reference: str
    explanation: str
    checks: tuple[Check, ...] = ()
    penalties: tuple[Penalty, ...] = ()


def rule(dispute: Dispute, said: Judgment, *, by: str, lead: bool, policy: Policy, moment: Timing) -> Ruling:
    """The ruling an operator may give now; `flow.decide` carries it out."""
    dispute.permit(Act.DECIDE, Role.OPERATOR, policy, moment)
    dispute.require_mine(by, lead=lead)
    dispute.require_impartial(by, policy)
    if said.kind not in (allowed := rulings_allowed(dispute, policy)):
        _refuse(dispute, said.kind, allowed, policy)
    if said.reason_code not in policy.rulings.reason_codes:
        raise ReasonCodeUnknown(policy.rulings.reason_codes)
    require_checked(policy, Act.DECIDE, said.checks)
    return Ruling(
        kind=said.kind,
        option=said.wish.resolve(dispute.amount) if said.wish else None,
        responsible=said.responsible,
        reason_code=said.reason_code,
        policy_reference=said.policy_reference,
        explanation=said.explanation,
        by=by,
        decided_at=moment.now,
        instance=len(dispute.rulings) + 1,
        absent=absent(dispute),
        checks=said.checks,
        penalties=said.penalties,
        contest_until=_contestable(dispute, policy, moment),
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
    points, given = policy.checks.get(act, ()), [check.code for check in checks]
    needed, known = {p.code for p in points if p.required}, {p.code for p in points}
    twice = {code for code in given if given.count(code) > 1}
    if needed - set(given) or set(given) - known or twice:
        raise ChecklistIncomplete(needed - set(given), (set(given) - known) | twice)


def _refuse(dispute: Dispute, kind: RulingKind, allowed: Sequence[RulingKind], policy: Policy) -> None:
    if kind not in policy.rulings.allowed:
        raise RulingNotAllowed(kind, allowed)
    if not _founded(dispute, kind, policy):
        raise RulingNotFounded(kind, policy.rulings.provided[kind])
    raise MoneyHasMoved(allowed)


def _founded(dispute: Dispute, kind: RulingKind, policy: Policy) -> bool:
    match policy.rulings.provided.get(kind, Provided.ALWAYS):
        case Provided.NOBODY_HEARD:
            return set(absent(dispute)) == set(OTHER)
        case Provided.ALWAYS:
            return True


def _divides(kind: RulingKind, policy: Policy) -> bool:
    return kind.option is not None and kind.option not in policy.obligations


def _contestable(dispute: Dispute, policy: Policy, moment: Timing) -> datetime | None:
    if policy.appeal is None or dispute.appeal is not None:
        return None
    return due_at_end_of(moment.now, policy.deadlines()[policy.appeal.window].term, policy.calendar)
