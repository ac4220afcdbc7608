"""What is sealed shows in nothing that is counted (T8)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from common.kernel.principal import Role
from disputes.engine.completeness import assess_completeness
from disputes.engine.values import EvidenceItem, RequestState
from disputes.testing import POLICIES, a_dispute

REPORT = POLICIES["report_review-2026-12"]
FIRST = REPORT.stages[REPORT.first_stage]
SEALING = replace(
    REPORT,
    stages={
        **REPORT.stages,
        REPORT.first_stage: replace(
            FIRST, evidence_requests=tuple(replace(terms, sealed=True) for terms in FIRST.evidence_requests)
        ),
    },
)


def test_t8_points_of_sealed_evidence_count_for_its_giver_and_operators_alone_until_it_is_revealed() -> None:
    case = a_dispute(policy=SEALING)
    given = EvidenceItem(UUID(int=1), Role.SELLER, covers=("conversation",), kind="screenshot")
    case = replace(case, items=(given,))
    answered = replace(case, requests=tuple(replace(r, state=RequestState.SATISFIED) for r in case.requests))

    def sellers(dispute, viewer=None):
        return next(s.covered for s in assess_completeness(dispute, SEALING, viewer) if s.party is Role.SELLER)

    assert sellers(case, Role.BUYER) == ()
    assert {sellers(case), sellers(case, Role.SELLER), sellers(case, Role.OPERATOR)} == {("conversation",)}
    assert sellers(answered, Role.BUYER) == ("conversation",), "both are in"
