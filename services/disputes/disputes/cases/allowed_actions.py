"""Allowed actions: what a caller may do now and where. The list asks the guard itself, so the two cannot differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from common.kernel.errors import DomainError
from common.kernel.ids import format_id
from common.kernel.principal import Principal, Role
from common.kernel.timing import Timing
from common.web.schemas import AllowedAction
from disputes.engine.act_forecast import (
    ActForecast,
    forecast_act,
    forecast_approval,
    forecast_disapproval,
    takes_two_to_do,
)
from disputes.engine.actions import is_asked_enough
from disputes.engine.completeness import missing_points
from disputes.engine.context import EngineContext
from disputes.engine.dispute import Dispute, State
from disputes.engine.forecast import ForecastStep, counting_ids, find_end, forecast_silence
from disputes.engine.four_eyes import PendingApproval
from disputes.engine.hard_cap import latest_asking
from disputes.engine.rulings import allowed_rulings
from disputes.engine.values import (
    EVIDENCE_ACTS,
    ContactMeans,
    EvidenceRequest,
    NegotiationSnapshot,
    NegotiationState,
    RequestState,
)
from disputes.evidence_views.view_parts import UPLOADS_PATH, list_evidence_ways
from disputes.forecasts.clock_acts import (
    ASKED_PARTIES,
    find_extensible,
    forecast_asking,
    forecast_evidence,
    forecast_extension,
)
from disputes.forecasts.negotiation import WORDING_ACTS, forecast_answer, forecast_wording, list_accepted_alone
from disputes.forecasts.views import action_effect
from disputes.policy.model import Policy
from disputes.policy.vocabulary import EVIDENCE_KINDS, Act, Condition

from .access import may_act_for_parties, operator_from_principal

PATHS: Final = {
    Act.ESCALATE: "escalate",
    Act.WITHDRAW: "withdraw",
    Act.ACCEPT_CLAIM: "accept-claim",
    Act.GIVE_RETURN_ADDRESS: "return",
    Act.CORRECT_RETURN_ADDRESS: "return/correct-address",
    Act.SHIP_RETURN: "return",
    Act.CORRECT_PARCEL: "correct-parcel",
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
    Act.ASK_FOR_EVIDENCE: "evidence-requests",
    Act.EXTEND: "extend",
    Act.PAUSE: "pause",
    Act.RESUME: "resume",
}
MEDIATIONS_PATH: Final = "/v1/mediations/"
APPROVE: Final = "approve"
JUDGING: Final = (APPROVE, "reject-approval")
"""Acts on a decision that waits: for another operator than the one who gave it."""
TAKE_OVER: Final = "take_over"
ACCEPT: Final = "accept"
ANSWERS: Final = frozenset({ACCEPT, "reject", "counter", "amend"})
ACTS_ON_BEHALF: Final = frozenset(
    {Act.ESCALATE, Act.WITHDRAW, Act.ACCEPT_CLAIM, Act.GIVE_RETURN_ADDRESS, Act.SHIP_RETURN, Act.ACKNOWLEDGE_RETURN,
     Act.CORRECT_RETURN_ADDRESS, Act.CORRECT_PARCEL, Act.FULFIL, Act.CONFIRM, Act.APPEAL, Act.MESSAGE,
     "answer", "propose", *ANSWERS}
)  # fmt: skip
ACTORS: Final = (Role.BUYER, Role.SELLER, Role.OPERATOR)


def allowed_actions(
    dispute: Dispute,
    principal: Principal,
    policy: Policy,
    at: datetime,
    silence: Sequence[ForecastStep] | None = None,
) -> list[AllowedAction]:
    """List the actions of a party; for operators and the platform everybody's, each with its actor.

    Each says what it would do with the money if it were given `at` that time.

    Of the operators' acts an operator is offered those that are theirs: in a case that no colleague has, or as a lead,
    and not on the appeal of their own ruling (K19). Who acts for a party does not negotiate for it: mediation lets them
    look on.
    """
    side = dispute.side_of(principal.role, policy)
    if principal.role is Role.REPRESENTATIVE and side is None:
        return []
    roles = (side,) if side in (Role.BUYER, Role.SELLER) else ACTORS
    end = find_end(forecast_silence(dispute, policy) if silence is None else silence)
    offered = [
        action if end is None else _bound_by_end(action, end.at)
        for role in roles
        for action in _actions_of_role(dispute, role, policy, at)
    ]
    if principal.role is Role.REPRESENTATIVE:
        return [action for action in offered if not action.href.startswith(MEDIATIONS_PATH)]
    if principal.role is not Role.OPERATOR:
        return offered
    return [
        _offer_on_behalf(action, dispute, principal, policy, at) if action.actor is not Role.OPERATOR else action
        for action in offered
        if action.actor is not Role.OPERATOR or _is_theirs(action.rel, dispute, principal, policy)
    ]


def _bound_by_end(action: AllowedAction, end: datetime) -> AllowedAction:
    """Offer nothing for longer than the case lasts if nobody acts, whosever silence ends it then (PRM-35)."""
    until = action.available_until
    return action if until is None or until <= end else action.model_copy(update={"available_until": end})


def _offer_on_behalf(
    action: AllowedAction, dispute: Dispute, principal: Principal, policy: Policy, at: datetime
) -> AllowedAction:
    """Say how an operator does what a party has asked for by other means (PRM-27), in a case that no colleague has."""
    if action.rel in EVIDENCE_ACTS:
        return _offer_to_enter(action) if "decide" in principal.scopes else action
    if action.rel not in ACTS_ON_BEHALF or not may_act_for_parties(dispute, principal):
        return action
    alone = list_accepted_alone(dispute, policy, at) if action.rel == ACCEPT else None
    if alone is not None:
        if not alone:
            return action
        action = _accept_only(action, alone)
    how: dict[str, Any] = {"on_behalf_of": action.actor, "means": [means.value for means in ContactMeans]}
    if action.rel in set(Act):
        how["needs_approval"] = takes_two_to_do(dispute, Act(action.rel), policy, at)
    effect: dict[str, Any] = {}
    if action.rel in WORDING_ACTS and action.href.startswith(MEDIATIONS_PATH):
        ways = forecast_wording(dispute, action.rel, action.actor, policy, at, by_operator=True)
        effect = action_effect(ways, dispute.amount.currency)._asdict()
    return action.model_copy(update={"constraints": action.constraints | how, **effect})


def _accept_only(action: AllowedAction, options: Sequence[int]) -> AllowedAction:
    """Offer to accept some of the options only, where others would be refused."""
    if action.constraints.get("options", len(options)) == len(options):
        return action
    choices = [choice for choice in action.choices or [] if choice.given["option"] in options]
    constraints = action.constraints | {"acceptable_options": list(options)}
    return action.model_copy(update={"constraints": constraints, "choices": choices})


def _offer_to_enter(action: AllowedAction) -> AllowedAction:
    """Say how an operator enters what a party has mailed to support. A live recording nobody mails."""
    if "live_video" in action.constraints["kinds"]:
        return action
    party = {"on_behalf_of": action.actor}
    href = f"{action.href}&{urlencode(party)}" if action.href.startswith(UPLOADS_PATH) else action.href
    return action.model_copy(update={"href": href, "constraints": action.constraints | party})


def _is_theirs(rel: str, dispute: Dispute, principal: Principal, policy: Policy) -> bool:
    """Ask the guards of the acts themselves, but for who they are for: that the token says."""
    if rel != Act.MESSAGE and ("lead" if rel in JUDGING else "decide") not in principal.scopes:
        return False
    if rel in JUDGING and dispute.approval is not None and not _is_independent(principal.id, dispute.approval, dispute):
        return False
    try:
        if rel in (TAKE_OVER, Act.ASSIGN, Act.DECIDE, *JUDGING):
            dispute.require_impartial(principal.id, policy)
        if rel in (Act.DECIDE, Act.VERIFY, Act.REFUSE_VERIFICATION, Act.ASSIGN, "propose"):
            dispute.require_assigned(operator_from_principal(principal))
    except DomainError:
        return False
    return rel != TAKE_OVER or dispute.assignee not in (None, principal.id)


def _is_independent(judge: str, pending: PendingApproval, dispute: Dispute) -> bool:
    """Tell what `Decision.require_independent` would say."""
    return judge not in (dispute.buyer, dispute.seller, *pending.barred)


def _actions_of_role(dispute: Dispute, role: Role, policy: Policy, at: datetime) -> Iterator[AllowedAction]:
    if dispute.state is State.ACTIVE:
        if dispute.negotiation is not None and dispute.negotiation.mediation is not None:
            yield from _negotiation_actions(dispute, dispute.negotiation, role, policy, at)
        yield from _evidence_actions(dispute, role, policy, at)
    here = f"/v1/disputes/{format_id('dsp', dispute.id)}"
    if dispute.approval is not None and role is Role.OPERATOR:
        for rel in JUDGING:
            yield _judging_action(dispute, dispute.approval, rel, f"{here}/{rel}", policy, at)
    if role is Role.OPERATOR and dispute.assignee is not None and Act.ASSIGN in dispute.allowed_acts(role, policy):
        yield AllowedAction(rel=TAKE_OVER, href=f"{here}/take-over", actor=role)
    acts = dispute.allowed_acts(role, policy) - (
        frozenset({Act.ASK_FOR_EVIDENCE}) if is_asked_enough(dispute) else set()
    )
    for act in sorted(acts):
        effect = action_effect(_forecast_own(dispute, act, policy, at), dispute.amount.currency)
        yield AllowedAction(
            rel=act.value,
            href=f"{here}/{PATHS[act]}",
            actor=role,
            available_until=dispute.act_ends_at(act, role, policy),
            constraints=_act_constraints(dispute, act, role, policy, at),
            **effect._asdict(),
        )


def _forecast_own(dispute: Dispute, act: Act, policy: Policy, at: datetime) -> tuple[ActForecast, ...]:
    match act:
        case Act.EXTEND:
            return forecast_extension(dispute, policy, at)
        case Act.ASK_FOR_EVIDENCE:
            return forecast_asking(dispute, policy, at)
        case _:
            return forecast_act(dispute, act, policy, at)


def _judging_action(
    dispute: Dispute, pending: PendingApproval, rel: str, href: str, policy: Policy, at: datetime
) -> AllowedAction:
    foretell = forecast_approval if rel == APPROVE else forecast_disapproval
    effect = action_effect((foretell(dispute, pending, policy, at),), dispute.amount.currency)
    limits = {"scope": "lead", "decision": format_id("dec", pending.decision), "if_match": dispute.version}
    return AllowedAction(rel=rel, href=href, actor=Role.OPERATOR, constraints=limits, **effect._asdict())


def _negotiation_actions(
    dispute: Dispute, turn: NegotiationSnapshot, role: Role, policy: Policy, at: datetime
) -> Iterator[AllowedAction]:
    """Mediation's acts and their limits, as it last told them; it has the last word."""
    assert turn.mediation is not None
    here = f"{MEDIATIONS_PATH}{format_id('med', turn.mediation)}"
    for act in turn.allowed_acts.get(role, ()):
        forecasts = forecast_answer(dispute, act, role, policy, at)
        if act == ACCEPT and not forecasts and len(turn.asked_roles) == 1:
            continue  # an operator alone has worded it, above the limit: accepting it would be refused
        effect = action_effect(forecasts, dispute.amount.currency)
        action = AllowedAction(
            rel=act,
            href=here + _negotiation_path(act, turn.number),
            actor=role,
            available_until=None if dispute.paused_at is not None else _answer_ends_at(act, turn),
            constraints={**turn.limits.get(act, {}), **({"max_options": 1} if role is Role.OPERATOR else {})},
            **effect._asdict(),
        )
        is_final = act == ACCEPT and len(turn.asked_roles) == 1
        yield _accept_only(action, [choice.given["option"] for choice in effect.choices]) if is_final else action


def _answer_ends_at(act: str, turn: NegotiationSnapshot) -> datetime | None:
    """A new offer of the later phases can be made whenever the one that stands ends."""
    return None if act == "propose" and turn.state is NegotiationState.OPEN else turn.due_at


def _negotiation_path(act: str, number: int) -> str:
    if act == "answer":  # of a guide's question
        return "/answers"
    return f"/proposals/{number}/{act}" if act in ANSWERS else "/proposals"


def _evidence_actions(dispute: Dispute, role: Role, policy: Policy, at: datetime) -> Iterator[AllowedAction]:
    """Offer every way of giving what is asked for, as long as it is taken: also after the first piece."""
    for request in dispute.requests:
        stays_open = request.stays_open_in(dispute.stage, policy)
        if request.party is not role or not (stays_open or _takes_evidence(request, dispute, at)):
            continue
        about = {"dispute": format_id("dsp", dispute.id), "request": format_id("req", request.id)}
        effect = action_effect(forecast_evidence(dispute, request, policy, at), dispute.amount.currency)
        for path, kinds in list_evidence_ways(request.kinds):
            yield AllowedAction(
                rel=EVIDENCE_ACTS[0],
                href=f"{path}?{urlencode(about)}" if path == UPLOADS_PATH else path,
                actor=role,
                available_until=None if stays_open or _stands_still(request, dispute) else request.due_at,
                constraints={"kinds": kinds, **about},
                **effect._asdict(),
            )


def _takes_evidence(request: EvidenceRequest, dispute: Dispute, at: datetime) -> bool:
    """Tell whether evidence still takes more for it, which has the last word (D12), whatever stage the case is in."""
    is_taken = request.state in (RequestState.OPEN, RequestState.SATISFIED)
    return is_taken and (_stands_still(request, dispute) or at < request.due_at)


def _stands_still(request: EvidenceRequest, dispute: Dispute) -> bool:
    """Tell whether its clock is paused; one that had run out before the case was paused stays so."""
    return dispute.paused_at is not None and dispute.paused_at < request.due_at


def _act_constraints(dispute: Dispute, act: Act, role: Role, policy: Policy, at: datetime) -> dict[str, Any]:
    listed = Act.VERIFY if act is Act.REFUSE_VERIFICATION and act not in policy.checklists else act
    points = {"checks": [point.code for point in policy.checklists[listed]]} if listed in policy.checklists else {}
    match act:
        case Act.DECIDE:
            return points | {
                "outcomes": [kind.value for kind in allowed_rulings(dispute, policy)],
                "reason_codes": list(policy.rulings.reason_codes),
                "max_amount": dispute.amount_left.minor - 1,
                "currency": dispute.amount.currency,
                "penalties": list(policy.penalties.acts) if policy.penalties is not None else [],
                "preview": f"/v1/disputes/{format_id('dsp', dispute.id)}/rulings/preview",
                "if_match": dispute.version,
                "needs_approval": takes_two_to_do(dispute, act, policy, at),
            }
        case Act.VERIFY | Act.REFUSE_VERIFICATION:
            return points | {"if_match": dispute.version, "needs_approval": takes_two_to_do(dispute, act, policy, at)}
        case Act.APPEAL:
            return _contest_limits(dispute, role, policy)
        case Act.ACKNOWLEDGE_RETURN | Act.CONFIRM:
            return {"conditions": [condition.value for condition in Condition]}
        case Act.ASK_FOR_EVIDENCE:
            latest = latest_asking(dispute, EngineContext(policy, Timing(at, at), counting_ids()))
            return {"parties": list(ASKED_PARTIES), "kinds": list(EVIDENCE_KINDS), "until_at_latest": latest}
        case Act.EXTEND:
            return _extension_limits(dispute, policy, at)
        case _:
            return points


def _contest_limits(dispute: Dispute, role: Role, policy: Policy) -> dict[str, Any]:
    """Name what a contest still lacks (K18): points that nothing valid shows yet, and how long its reason must be."""
    side = dispute.side_of(role, policy)
    least = policy.appeal.explanation if policy.appeal is not None else 0
    return {
        "missing": sorted(missing_points(dispute, side, policy)) if side is not None else [],
        "least_characters": least,
    }


def _extension_limits(dispute: Dispute, policy: Policy, at: datetime) -> dict[str, Any]:
    """Name the clocks that can be extended, each with the latest instant that is taken, and requests that lapsed."""
    latest = find_extensible(dispute, policy, at)
    lapsed = [format_id("req", r.id) for r in dispute.requests if r.state is RequestState.LAPSED]
    return {"deadlines": sorted(latest), "latest": latest} | ({"lapsed_requests": lapsed} if lapsed else {})
