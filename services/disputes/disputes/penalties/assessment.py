"""Penalties that a ruling states: what the edition's ladder makes of what people have done, as things stand. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from disputes.engine.dispute import Dispute
from disputes.engine.values import Penalty
from disputes.policy.model import Policy

from .model import (
    FineBounds,
    FineNotAllowed,
    ParticipantStanding,
    PenaltyRequest,
    PenaltyTerms,
    PendingPenalty,
    fine_bounds,
    next_penalty,
    nth_penalty,
    participant_of,
    require_known,
)


class ParticipantRecord(NamedTuple):
    standing: ParticipantStanding
    pending: Sequence[PendingPenalty]
    """Stated in other cases, and not yet in effect."""


class AssessedPenalty(NamedTuple):
    """Penalty as it is to be stated, and what could be chosen of it."""

    penalty: Penalty
    fine_bounds: FineBounds | None
    """None: no fine is due."""


def assess_penalties(
    dispute: Dispute,
    requests: Sequence[PenaltyRequest],
    records: Mapping[str, ParticipantRecord],
    policy: Policy,
    final_at: datetime,
) -> tuple[AssessedPenalty, ...]:
    """Penalties to state in a ruling on the case. Changes nothing (K12). Raises PenaltyUnknown or PenaltyNamedTwice."""
    require_known(requests, policy.penalties)
    if policy.penalties is None:
        return ()
    terms = PenaltyTerms(policy.penalties, dispute.amount, final_at, policy.calendar)
    return tuple(
        _assess_penalty(dispute, request, records[participant_of(dispute, request.party)], terms)
        for request in requests
    )


def _assess_penalty(
    dispute: Dispute, request: PenaltyRequest, record: ParticipantRecord, terms: PenaltyTerms
) -> AssessedPenalty:
    """Assess one penalty. What this case has stated before, its next ruling states as it was, or not at all."""
    earlier = [imposed.penalty for imposed in record.standing.penalties_of_case(dispute.id)]
    if (imposed := request.find_in(earlier)) is not None:
        fixed = FineBounds(imposed.fine, imposed.fine, imposed.fine) if imposed.fine is not None else None
        return AssessedPenalty(imposed, fixed)
    if dispute.ruling is not None and (stated := request.find_in(dispute.ruling.penalties)) is not None:
        penalty = nth_penalty(request, stated.warning, terms)
    else:
        penalty = next_penalty(record.standing, request, terms, record.pending)
    return AssessedPenalty(penalty, fine_bounds(request.act, penalty.warning, terms))


def require_chosen_fines(requests: Sequence[PenaltyRequest], assessed: Sequence[AssessedPenalty]) -> None:
    """Refuse a fine that was chosen and could not be stated as it was. Raises CurrencyMismatch or FineNotAllowed."""
    for request, (penalty, bounds) in zip(requests, assessed, strict=True):
        if request.fine is None:
            continue
        if bounds is not None:
            request.fine.require_currency(bounds.usual.currency)
        if penalty.fine != request.fine:
            raise FineNotAllowed(request.act, bounds)
