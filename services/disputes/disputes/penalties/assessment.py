"""Penalties that a ruling states: what the edition's ladder makes of what people have done, as things stand. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from disputes.engine.dispute import Dispute
from disputes.engine.values import Penalty
from disputes.policy.model import Policy

from .model import (
    ParticipantStanding,
    PenaltyRequest,
    PenaltyTerms,
    PendingPenalty,
    next_penalty,
    nth_penalty,
    participant_of,
    require_known,
)


class ParticipantRecord(NamedTuple):
    standing: ParticipantStanding
    pending: Sequence[PendingPenalty]
    """Stated in other cases, and not yet in effect."""


def assess_penalties(
    dispute: Dispute,
    requests: Sequence[PenaltyRequest],
    records: Mapping[str, ParticipantRecord],
    policy: Policy,
    final_at: datetime,
) -> tuple[Penalty, ...]:
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
) -> Penalty:
    """Assess one penalty. What this case has stated before, its next ruling states as it was, or not at all."""
    earlier = [imposed.penalty for imposed in record.standing.penalties_of_case(dispute.id)]
    if (imposed := request.find_in(earlier)) is not None:
        return imposed
    if dispute.ruling is not None and (stated := request.find_in(dispute.ruling.penalties)) is not None:
        return nth_penalty(request, stated.warning, terms)
    return next_penalty(record.standing, request, terms, record.pending)
