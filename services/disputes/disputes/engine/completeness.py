"""Completeness of a party's case (K17), and of an appeal (K18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from common.kernel.frozen_values import replace_members
from common.kernel.principal import Role
from disputes.policy.model import ChecklistPoint, CompletenessWeights, Policy

from .dispute import OTHER_PARTY, Dispute, State
from .evidence import HiddenVersions
from .values import EvidenceItem, EvidenceRequest, RequestState, StatementStats

PARTY_ROLES: Final = (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)
"""To whom evidence of another may be sealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessScore:
    """Score of a party, 0 … 100; `missing` are the points that must be shown and that nothing valid shows yet.

    What need be shown only if there is any, like an initial agreement, lowers no score by not being there.
    """

    party: Role
    score: int
    covered: tuple[str, ...]
    missing: tuple[str, ...]
    explanation: int
    comments: int


def is_sealed(dispute: Dispute, item: EvidenceItem, policy: Policy) -> bool:
    """Tell whether a request that keeps such evidence sealed is still open (T8). What operators add never is, nor is
    anything in a case that is over."""
    if item.party is None or dispute.state is State.CLOSED:
        return False
    return any(
        request.state is RequestState.OPEN and item.kind in request.kinds and request.is_sealed(policy)
        for request in dispute.requests
    )


def find_concealed(dispute: Dispute, policy: Policy) -> Mapping[Role, datetime]:
    """Find the parties who have given sealed evidence that the other party is not told of yet, each with the instant
    until which they seem to be awaited for it (T8)."""
    if dispute.state is not State.ACTIVE:
        return {}
    given = sorted((r for r in dispute.requests if _is_concealed(dispute, r, policy)), key=lambda r: r.due_at)
    return {request.party: request.due_at for request in given}


def _is_concealed(dispute: Dispute, request: EvidenceRequest, policy: Policy) -> bool:
    return request.state is RequestState.SATISFIED and is_outcome_sealed(dispute, request, policy)


def is_outcome_sealed(dispute: Dispute, request: EvidenceRequest, policy: Policy) -> bool:
    """Tell whether the other party knows nothing of what comes of a request: while its stage runs, and of what an
    operator has asked beside it, until nothing of its group is open any more (T8)."""
    if not request.is_sealed(policy):
        return False
    members = (r for r in dispute.requests if request.is_asked_by_operator and r.group == request.group)
    return request.stage == dispute.stage or any(member.state is RequestState.OPEN for member in members)


def as_known_to(dispute: Dispute, viewer: Role, policy: Policy, at: datetime) -> Dispute:
    """Show a case as a party knows it: what the other has given is sealed, and looks like nothing given (T8). Who
    represents nobody here knows of neither side."""
    if viewer not in PARTY_ROLES or dispute.state is not State.ACTIVE:
        return dispute
    instant = at if dispute.paused_at is None else min(at, dispute.paused_at)  # a pause keeps cut-offs where they are
    requests = tuple(
        replace(r, state=RequestState.OPEN if instant < r.due_at else RequestState.LAPSED, satisfied_by=None)
        if r.party is not viewer and _is_concealed(dispute, r, policy)
        else r
        for r in dispute.requests
    )
    hidden = count_hidden_versions(dispute.hidden_versions, viewer)
    known = replace_members(dispute, requests=requests, version=dispute.version - hidden)
    items = tuple(i for i in dispute.items if i.party is viewer or not is_sealed(known, i, policy))
    return replace_members(known, items=items)


def count_hidden_versions(hidden: Mapping[Role, HiddenVersions], viewer: Role) -> int:
    return sum(each.total for giver, each in hidden.items() if giver is not viewer) if viewer in PARTY_ROLES else 0


def still_hidden_versions(before: Dispute, after: Dispute, policy: Policy) -> Mapping[Role, HiddenVersions]:
    """Drop from the hidden versions what is told by now: with its stage, or once operators' asks are unsealed."""
    remaining = {}
    for giver, each in after.hidden_versions.items():
        asks = (r for r in after.requests if r.party is giver and r.is_asked_by_operator)
        is_kept = after.state is State.ACTIVE and any(is_outcome_sealed(after, r, policy) for r in asks)
        remaining[giver] = HiddenVersions(
            each.of_stage if after.place == before.place else 0, each.of_asks if is_kept else 0
        )
    return {giver: each for giver, each in remaining.items() if each.total}


def is_of_asks(before: Dispute, after: Dispute, policy: Policy) -> bool:
    """Tell whether a hidden version is one of operators' asks alone, so that it may outlive the stage."""
    cases = [
        replace_members(d, requests=tuple(r for r in d.requests if r.is_asked_by_operator)) for d in (before, after)
    ]
    return find_sealed_change(cases[0], cases[1], policy) is not None


def find_sealed_change(before: Dispute, after: Dispute, policy: Policy) -> Role | None:
    """Find the party of whose sealed evidence alone a new version tells, the case standing where it stood."""
    if (after.items, after.requests) == (before.items, before.requests):
        return None
    unchanged = {"version": before.version, "event_count": before.event_count}
    same = replace_members(after, items=before.items, requests=before.requests, **unchanged)
    items = [item for item in after.items if item not in before.items]
    requests = [request for request in after.requests if request not in before.requests]
    parties = {item.party for item in items} | {request.party for request in requests}
    if same != before or after.place != before.place or len(parties) != 1:
        return None
    [giver] = parties
    is_hidden = all(_is_kept_from_other(item, before, after, policy) for item in items) and all(
        _tells_only_outcome(request, before) and is_outcome_sealed(after, request, policy) for request in requests
    )
    return giver if is_hidden else None


def _is_kept_from_other(item: EvidenceItem, before: Dispute, after: Dispute, policy: Policy) -> bool:
    """Tell whether the other party knows of it neither before nor after: to them the giver's request is still open."""
    if item.party is None:
        return False
    return any(is_sealed(_as_if_unanswered(case, item.party, policy), item, policy) for case in (before, after))


def _as_if_unanswered(dispute: Dispute, giver: Role, policy: Policy) -> Dispute:
    requests = tuple(
        replace(r, state=RequestState.OPEN) if r.party is giver and _is_concealed(dispute, r, policy) else r
        for r in dispute.requests
    )
    return replace_members(dispute, requests=requests)


def _tells_only_outcome(request: EvidenceRequest, before: Dispute) -> bool:
    """Tell whether it was asked before, and has its time still."""
    earlier = next((r for r in before.requests if r.id == request.id), None)
    return earlier is not None and request.due_at == earlier.due_at


def was_struck(dispute: Dispute, request: EvidenceRequest) -> bool:
    """Tell whether an operator has found invalid what a party gave of the kinds that a request asks it for: then its
    silence is not its own alone (D12)."""
    given = (item for item in dispute.items if item.is_struck_by_operator and item.party is request.party)
    return any(item.kind in request.kinds for item in given)


def assess_completeness(dispute: Dispute, policy: Policy, viewer: Role | None = None) -> tuple[CompletenessScore, ...]:
    """Score both parties, where the edition weighs it; to a party by what it may know of the other's evidence."""
    weights = policy.completeness
    if viewer in OTHER_PARTY:
        known = (i for i in dispute.items if i.party is viewer or not is_sealed(dispute, i, policy))
        dispute = replace(dispute, items=tuple(known))
    return tuple(_assess_party(dispute, party, policy, weights) for party in OTHER_PARTY) if weights else ()


def missing_points(dispute: Dispute, party: Role, policy: Policy) -> tuple[str, ...]:
    """List the required points that no valid item of the party shows."""
    covered_codes = _covered_codes(dispute, party)
    return tuple(
        point.code
        for point in _checklist_of_party(dispute, party, policy)
        if point.required and point.code not in covered_codes
    )


def _assess_party(dispute: Dispute, party: Role, policy: Policy, weights: CompletenessWeights) -> CompletenessScore:
    covered_codes = _covered_codes(dispute, party)
    points = [p for p in _checklist_of_party(dispute, party, policy) if p.required or p.code in covered_codes]
    covered = tuple(point.code for point in points if point.code in covered_codes)
    stats = dispute.statement_stats.get(party, StatementStats())
    score = weights.evidence * len(covered) // len(points) if points else weights.evidence
    score += weights.explanation * min(stats.longest_explanation, weights.full_explanation) // weights.full_explanation
    score += weights.comments * min(stats.comments, weights.full_comments) // weights.full_comments
    return CompletenessScore(
        party=party,
        score=score,
        covered=covered,
        missing=tuple(point.code for point in points if point.code not in covered_codes),
        explanation=stats.longest_explanation,
        comments=stats.comments,
    )


def _covered_codes(dispute: Dispute, party: Role) -> frozenset[str]:
    return frozenset(code for item in dispute.items if item.valid and item.party is party for code in item.covers)


def _checklist_of_party(dispute: Dispute, party: Role, policy: Policy) -> tuple[ChecklistPoint, ...]:
    """List all that the edition ever asks this party to show, each once."""
    requests = [r for s in policy.stages.values() for r in s.evidence_requests if dispute.role_of(r.party) is party]
    return tuple({point.code: point for request in requests for point in request.checklist}.values())
