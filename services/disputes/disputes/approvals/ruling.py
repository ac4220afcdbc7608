"""Ruling with the penalties it states: what is decided, approved and previewed alike. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from disputes.engine.context import EngineContext
from disputes.engine.dispute import Dispute
from disputes.engine.rulings import Judgment, rule_on_dispute
from disputes.engine.values import Operator, Ruling
from disputes.penalties.assessment import AssessedPenalty, ParticipantRecord, assess_penalties
from disputes.penalties.effect import effective_at
from disputes.penalties.model import PenaltyRequest


class AssessedRuling(NamedTuple):
    ruling: Ruling
    penalties: tuple[AssessedPenalty, ...]


def rule_with_penalties(
    dispute: Dispute,
    judgment: Judgment,
    operator: Operator,
    requests: Sequence[PenaltyRequest],
    records: Mapping[str, ParticipantRecord],
    engine: EngineContext,
) -> AssessedRuling:
    """Make the ruling, with the penalties it states (K14)."""
    ruling = rule_on_dispute(dispute, judgment, operator, engine)
    final_at = effective_at(ruling, engine.policy)
    assessed = assess_penalties(dispute, requests, records, engine.policy, final_at)
    return AssessedRuling(replace(ruling, penalties=tuple(one.penalty for one in assessed)), assessed)
