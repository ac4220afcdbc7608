"""Completeness of a party's case (K17), and of an appeal (K18)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from common.kernel.principal import Role
from disputes.policy.model import ChecklistPoint, CompletenessWeights, Policy

from .dispute import OTHER_PARTY, Dispute, State
from .values import EvidenceItem, EvidenceRequest, RequestState, StatementStats


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
