"""What a caller may do now and where. The list asks the guard itself, so the two cannot differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from common.kernel.errors import DomainError
from common.kernel.ids import format_id
from common.kernel.principal import Role
from common.web.schemas import AllowedAction

from .domain.clocks import running
from .domain.dispute import Dispute, State
from .domain.effects import GIVE_EVIDENCE
from .domain.policy import Policy
from .domain.records import Condition, Turn, Viewer
from .domain.rulings import rulings_allowed
from .domain.vocabulary import Act

PATHS: Final = {
    Act.ESCALATE: "escalate",
    Act.WITHDRAW: "withdraw",
    Act.ACCEPT_CLAIM: "accept-claim",
    Act.GIVE_RETURN_ADDRESS: "return",
    Act.SHIP_RETURN: "return",
    Act.ACKNOWLEDGE_RETURN: "return/acknowledge",
    Act.FULFIL: "obligation/fulfil",
    Act.CONFIRM: "obligation/confirm",
    Act.APPEAL: "appeals",
    Act.MESSAGE: "messages",
    Act.ASSIGN: "assign",
    Act.VERIFY: "verification",
    Act.REFUSE_VERIFICATION: "verification",
    Act.REQUEST_VIDEO: "video-request",
    Act.DECIDE: "decision",
    Act.EXTEND: "extend",
    Act.PAUSE: "pause",
    Act.RESUME: "resume",
}
JUDGING: Final = ("approve", "reject-approval")
"""Acts on a decision that waits: for another operator than the one who gave it."""
TAKE_OVER: Final = "take_over"
ANSWERS: Final = frozenset({"accept", "reject", "counter", "amend"})
ACTORS: Final = (Role.BUYER, Role.SELLER, Role.OPERATOR)


def allowed_actions(dispute: Dispute, viewer: Viewer, policy: Policy) -> list[AllowedAction]:
    """A party's own; for operators and the platform everybody's, each with its actor.

    Of the operators' acts an operator is offered those that are theirs: in a case that no colleague has, or as a lead,
    and not on the appeal of their own ruling (K19).
    """
    side = dispute.side(viewer.role, policy)
    if viewer.role is Role.REPRESENTATIVE and side is None:
        return []
    shown = (side,) if side in (Role.BUYER, Role.SELLER) else ACTORS
    offered = [action for role in shown for action in _of(dispute, role, policy)]
    if viewer.role is not Role.OPERATOR:
        return offered
    return [
        action
        for action in offered
        if action.actor is not Role.OPERATOR or _is_theirs(action.rel, dispute, viewer, policy)
    ]


def _is_theirs(rel: str, dispute: Dispute, viewer: Viewer, policy: Policy) -> bool:
    """Asks the guards of the acts themselves, but for who they are for: that the token says."""
    if rel != Act.MESSAGE and ("lead" if rel in JUDGING else "decide") not in viewer.scopes:
        return False
    try:
        if rel in (TAKE_OVER, Act.DECIDE, *JUDGING):
            dispute.require_impartial(viewer.id, policy)
        if rel in (Act.DECIDE, Act.VERIFY, Act.REFUSE_VERIFICATION, Act.ASSIGN):
            dispute.require_mine(viewer.id, lead=viewer.lead)
    except DomainError:
        return False
    return rel != TAKE_OVER or dispute.assignee not in (None, viewer.id)


def _of(dispute: Dispute, role: Role, policy: Policy) -> Iterator[AllowedAction]:
    if dispute.state is State.ACTIVE:
        if dispute.turn is not None and dispute.turn.mediation is not None:
            yield from _negotiating(dispute, dispute.turn, role, policy)
        yield from _proving(dispute, role)
    here = f"/v1/disputes/{format_id('dsp', dispute.id)}"
    if dispute.approval is not None and role is Role.OPERATOR:
        for rel in JUDGING:
            limits = {"scope": "lead", "decision": format_id("dec", dispute.approval), "if_match": dispute.version}
            yield AllowedAction(rel=rel, href=f"{here}/{rel}", actor=role, constraints=limits)
    if role is Role.OPERATOR and dispute.assignee is not None and Act.ASSIGN in dispute.allowed(role, policy):
        yield AllowedAction(rel=TAKE_OVER, href=f"{here}/take-over", actor=role)
    for act in sorted(dispute.allowed(role, policy)):
        yield AllowedAction(
            rel=act.value,
            href=f"{here}/{PATHS[act]}",
            actor=role,
            available_until=dispute.until(act, role, policy),
            constraints=_constraints(dispute, act, policy),
        )


def _negotiating(dispute: Dispute, turn: Turn, role: Role, policy: Policy) -> Iterator[AllowedAction]:
    """Mediation's acts, as it last told them; it has the last word."""
    assert turn.mediation is not None
    here = f"/v1/mediations/{format_id('med', turn.mediation)}"
    proposals = f"{here}/proposals"
    limits = {"kinds": [kind.value for kind in policy.kinds], "max_amount": dispute.amount.minor,
              "currency": dispute.amount.currency}  # fmt: skip
    for act in turn.may.get(role, ()):
        bound: dict[str, Any] = {"version": turn.proposal_version} if act in ("accept", "reject") else limits
        href = f"{proposals}/{turn.number}/{act}" if act in ANSWERS else proposals
        if act == "answer":  # of a guide's question
            href, bound = f"{here}/answers", {}
        yield AllowedAction(
            rel=act,
            href=href,
            actor=role,
            available_until=turn.due_at if turn.awaiting is role else None,
            constraints=bound,
        )


def _proving(dispute: Dispute, role: Role) -> Iterator[AllowedAction]:
    for request in dispute.asked():
        if request.party is role:
            yield AllowedAction(
                rel=GIVE_EVIDENCE[0],
                href="/v1/evidence/items",
                actor=role,
                available_until=request.due_at,
                constraints={"request": format_id("req", request.id), "kinds": list(request.kinds)},
            )


def _constraints(dispute: Dispute, act: Act, policy: Policy) -> dict[str, Any]:
    points = {"checks": [point.code for point in policy.checks[act]]} if act in policy.checks else {}
    match act:
        case Act.DECIDE:
            return points | {
                "outcomes": [kind.value for kind in rulings_allowed(dispute, policy)],
                "reason_codes": list(policy.rulings.reason_codes),
                "max_amount": dispute.amount.minor,
                "currency": dispute.amount.currency,
                "if_match": dispute.version,
            }
        case Act.ACKNOWLEDGE_RETURN | Act.CONFIRM:
            return {"conditions": [condition.value for condition in Condition]}
        case Act.EXTEND:
            return {"deadlines": sorted({clock.name for clock in running(dispute, policy)})}
        case _:
            return points
