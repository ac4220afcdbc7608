"""Rulings an operator may give, and on what grounds: the parties heard, the list looked through, an appeal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from disputes.policy.model import ChecklistPoint, Policy
from disputes.policy.options import RequestedOption, require_reducible
from disputes.policy.vocabulary import Act, RulingCondition, RulingExecution, RulingKind

from .context import EngineContext
from .dispute import OTHER_PARTY, Dispute
from .errors import (
    ChecklistIncomplete,
    MoneyHasMoved,
    NothingDiffers,
    ReasonCodeUnknown,
    RulingNotAllowed,
    RulingNotFounded,
    SomethingDiffers,
)
from .values import Check, Deadline, Finding, Operator, Penalty, RequestState, Responsible, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """Ruling as its operator words it. `wish` is the amount of a partial refund, as people name it."""

    kind: RulingKind
    wish: RequestedOption | None
    responsible: Responsible
    reason_code: str
    policy_reference: str
    explanation: str
    checks: tuple[Check, ...] = ()
    penalties: tuple[Penalty, ...] = ()


def rule_on_dispute(dispute: Dispute, judgment: Judgment, operator: Operator, context: EngineContext) -> Ruling:
    """Make the ruling an operator may give now; `actions.carry_out_ruling` carries it out."""
    policy = context.policy
    dispute.require_allowed(Act.DECIDE, Role.OPERATOR, context)
    dispute.require_assigned(operator)
    dispute.require_impartial(operator.id, policy)
    if judgment.kind not in (allowed := allowed_rulings(dispute, policy)):
        _refuse_ruling(dispute, judgment.kind, allowed, policy)
    if judgment.reason_code not in policy.rulings.reason_codes:
        raise ReasonCodeUnknown(policy.rulings.reason_codes)
    require_checked(policy, Act.DECIDE, judgment.checks)
    option = judgment.wish.resolve(dispute.amount_left) if judgment.wish else None
    if option is not None:
        require_reducible(option, policy)
    return Ruling(
        kind=judgment.kind,
        option=option,
        responsible=judgment.responsible,
        reason_code=judgment.reason_code,
        policy_reference=judgment.policy_reference,
        explanation=judgment.explanation,
        by=operator.id,
        decided_at=context.at,
        instance=len(dispute.rulings) + 1,
        absent=absent_parties(dispute),
        checks=judgment.checks,
        penalties=judgment.penalties,
        contest_until=contest_ends_at(dispute, context),
    )


def allowed_rulings(dispute: Dispute, policy: Policy) -> tuple[RulingKind, ...]:
    """List what may be ruled in this case as it stands. The guard and the offer are this one function."""
    founded = (k for k in _rulings_of_reason(dispute, policy) if _is_founded(dispute, k, policy))
    divided = (k for k in founded if dispute.order is None or _divides_money(k, policy))
    return tuple(k for k in divided if _has_parts_for(k, dispute))


def _rulings_of_reason(dispute: Dispute, policy: Policy) -> tuple[RulingKind, ...]:
    """List what the edition allows for the reason of the case (D7, D9)."""
    reason = policy.reasons.get(dispute.reason)
    return policy.rulings.allowed if reason is None or reason.rulings is None else reason.rulings


def absent_parties(dispute: Dispute) -> tuple[Role, ...]:
    """Find who was asked for evidence and has given none that counts (T4)."""
    called = {r.party for r in dispute.requests if not r.is_asked_by_operator}
    heard = {r.party for r in dispute.requests if r.state is RequestState.SATISFIED}
    return tuple(sorted(called - heard))


def presumed_ruling(dispute: Dispute, policy: Policy) -> RulingKind | None:
    """Find what is presumed where the claimant gave evidence and the respondent none (K11). Decides nothing. What the
    deal says answers only a request that asks for it."""
    providers = {item.party for item in dispute.items if item.valid and not item.is_from_deal}
    providers |= {r.party for r in dispute.requests if r.state is RequestState.SATISFIED}
    if dispute.claimant in providers and dispute.respondent not in providers:
        return policy.rulings.presumed_without_answer
    return None


def require_checked(policy: Policy, act: Act, checks: Sequence[Check]) -> None:
    """Refuse a list that is not answered point by point. Raises ChecklistIncomplete."""
    _require_points(policy.checklists.get(act, ()), checks, is_whole=True)


def require_match(policy: Policy, checks: Sequence[Check]) -> None:
    """Refuse to confirm that the facts match where one was found not to (T2). Raises SomethingDiffers, or as for a
    list that is not answered."""
    require_checked(policy, Act.VERIFY, checks)
    if differing := {check.code for check in checks if check.finding is Finding.NO}:
        raise SomethingDiffers(differing)


def require_difference(policy: Policy, checks: Sequence[Check]) -> None:
    """Refuse to deny that the facts match without saying which differs (T2). Raises NothingDiffers, or as for a list.

    Where the edition has no list of its own for it, points of the list for verifying may be given, or none.
    """
    own = policy.checklists.get(Act.REFUSE_VERIFICATION)
    _require_points(own or policy.checklists.get(Act.VERIFY, ()), checks, is_whole=own is not None)
    if checks and all(check.finding is Finding.YES for check in checks):
        raise NothingDiffers({check.code for check in checks})


def _require_points(points: Sequence[ChecklistPoint], checks: Sequence[Check], *, is_whole: bool) -> None:
    codes = [check.code for check in checks]
    missing = {p.code for p in points if p.required} - set(codes) if is_whole else set[str]()
    unknown = set(codes) - {p.code for p in points}
    duplicates = {code for code in codes if codes.count(code) > 1}
    if missing or unknown or duplicates:
        raise ChecklistIncomplete(missing, unknown | duplicates)


def _refuse_ruling(dispute: Dispute, kind: RulingKind, allowed: Sequence[RulingKind], policy: Policy) -> None:
    if kind not in _rulings_of_reason(dispute, policy) or not _has_parts_for(kind, dispute):
        raise RulingNotAllowed(kind, allowed)
    if not _is_founded(dispute, kind, policy):
        raise RulingNotFounded(kind, policy.rulings.conditions[kind])
    raise MoneyHasMoved(allowed)


def _is_founded(dispute: Dispute, kind: RulingKind, policy: Policy) -> bool:
    match policy.rulings.conditions.get(kind, RulingCondition.ALWAYS):
        case RulingCondition.NOBODY_HEARD:
            return set(absent_parties(dispute)) == set(OTHER_PARTY)
        case RulingCondition.ALWAYS:
            return True


def _has_parts_for(kind: RulingKind, dispute: Dispute) -> bool:
    """Tell whether there is enough to be parted: not of one minor unit."""
    return kind is not RulingKind.REFUND_PARTIAL or dispute.amount_left.minor > 1


def _divides_money(kind: RulingKind, policy: Policy) -> bool:
    return kind.option is not None and kind.option not in policy.obligation_stages


def follow_window(dispute: Dispute, deadlines: Sequence[Deadline], policy: Policy) -> tuple[Ruling, ...]:
    """Let the last ruling say until when it can be contested where an operator has moved that clock, and let what it
    suspends last as long as it says: it takes effect as much later."""
    window = policy.appeal.window if policy.appeal is not None else None
    ends_at, ruling = next((d.due_at for d in deadlines if d.kind == window), None), dispute.ruling
    if ends_at is None or ruling is None or ruling.contest_until in (None, ends_at):
        return dispute.rulings
    penalties = ruling.penalties
    if policy.penalties is not None and policy.rulings.execution is RulingExecution.AFTER_APPEAL_WINDOW:
        suspended_until = due_at_end_of(ends_at, policy.penalties.suspension, policy.calendar)
        penalties = tuple(
            p if p.suspended_until is None else replace(p, suspended_until=suspended_until) for p in penalties
        )
    return (*dispute.rulings[:-1], replace(ruling, contest_until=ends_at, penalties=penalties))


def contest_ends_at(dispute: Dispute, context: EngineContext) -> datetime | None:
    policy = context.policy
    if policy.appeal is None or dispute.appeal is not None:
        return None
    return due_at_end_of(context.at, policy.deadlines_by_kind()[policy.appeal.window].term, policy.calendar)
