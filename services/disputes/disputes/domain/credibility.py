"""How complete a party's case is (K17), and whether an appeal is (K18)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from common.kernel.principal import Role

from .dispute import OTHER, Dispute
from .policy import Completeness, Policy, Shown
from .records import Voice

FULL: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Credibility:
    """`score` is 0 … 100; `missing` are the points of the list that nothing valid shows yet."""

    party: Role
    score: int
    covered: tuple[str, ...]
    missing: tuple[str, ...]
    explanation: int
    comments: int


def credibility(dispute: Dispute, policy: Policy) -> tuple[Credibility, ...]:
    """Of both parties, where the edition weighs it."""
    weights = policy.completeness
    return tuple(_of(dispute, party, policy, weights) for party in OTHER) if weights else ()


def missing(dispute: Dispute, party: Role, policy: Policy) -> tuple[str, ...]:
    """The required points that no valid item of the party shows."""
    shown = _shown(dispute, party)
    return tuple(
        point.code for point in _checklist(dispute, party, policy) if point.required and point.code not in shown
    )


def _of(dispute: Dispute, party: Role, policy: Policy, weights: Completeness) -> Credibility:
    points, shown = _checklist(dispute, party, policy), _shown(dispute, party)
    covered = tuple(point.code for point in points if point.code in shown)
    voice = dispute.voices.get(party, Voice())
    score = weights.evidence * len(covered) // len(points) if points else weights.evidence
    score += weights.explanation * min(voice.longest, weights.full_explanation) // weights.full_explanation
    score += weights.comments * min(voice.comments, weights.full_comments) // weights.full_comments
    return Credibility(
        party=party,
        score=score,
        covered=covered,
        missing=tuple(point.code for point in points if point.code not in shown),
        explanation=voice.longest,
        comments=voice.comments,
    )


def _shown(dispute: Dispute, party: Role) -> frozenset[str]:
    return frozenset(code for item in dispute.items if item.valid and item.party is party for code in item.covers)


def _checklist(dispute: Dispute, party: Role, policy: Policy) -> tuple[Shown, ...]:
    """All that the edition ever asks this party to show, each once."""
    asks = [a for s in policy.stages.values() for a in s.asks if dispute.role_of(a.party) is party]
    return tuple({point.code: point for ask in asks for point in ask.checklist}.values())
