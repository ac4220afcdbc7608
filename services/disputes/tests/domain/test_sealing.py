"""What is sealed shows in nothing that is counted (T8)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.cases.updates import hide_sealed
from disputes.engine import evidence_reactions
from disputes.engine.completeness import as_known_to, assess_completeness, find_concealed
from disputes.engine.context import EngineContext
from disputes.engine.evidence import RequestNews
from disputes.engine.forecast import counting_ids, forecast_silence
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


def give_sealed_evidence(case):
    """The seller hands in something that satisfies the request, as evidence tells it."""
    [request] = [r for r in case.requests if r.party is Role.SELLER]
    item = EvidenceItem(UUID(int=1), Role.SELLER, covers=("conversation",), kind=request.kinds[0])
    given = hide_sealed(case, evidence_reactions.on_item_received(case, item), SEALING).dispute
    context = EngineContext(SEALING, Timing(case.opened_at, case.opened_at), counting_ids())
    news = RequestNews(satisfied_by=item.id)
    answered = evidence_reactions.on_request_satisfied(given, request.id, context, news)
    return hide_sealed(given, answered, SEALING).dispute


def test_t8_a_party_knows_the_case_as_it_was_before_the_other_gave_what_is_sealed() -> None:
    case = a_dispute(policy=SEALING)
    answered = give_sealed_evidence(case)
    assert (answered.version, set(find_concealed(answered, SEALING))) == (case.version + 2, {Role.SELLER})

    known = as_known_to(answered, Role.BUYER, SEALING, case.opened_at)

    assert (known.version, known.items, known.requests) == (case.version, case.items, case.requests)
    assert known.awaited_roles(SEALING) == case.awaited_roles(SEALING)
    assert forecast_silence(known, SEALING) == forecast_silence(case, SEALING)
    assert as_known_to(answered, Role.REPRESENTATIVE, SEALING, case.opened_at).version == case.version
    for who in (Role.SELLER, Role.OPERATOR, Role.PLATFORM):
        assert as_known_to(answered, who, SEALING, case.opened_at) == answered


def test_t8_an_act_of_the_buyers_counts_on_from_the_version_that_the_buyer_knows() -> None:
    answered = give_sealed_evidence(a_dispute(policy=SEALING))

    after = answered.evolve().dispute

    known = [as_known_to(case, Role.BUYER, SEALING, case.opened_at).version for case in (answered, after)]
    assert known[1] == known[0] + 1
    told = hide_sealed(answered, answered.evolve(stage="review"), SEALING).dispute
    assert told.hidden_versions == {}, "elsewhere all is told"


def test_t8_what_is_not_sealed_is_told_to_both() -> None:
    case = a_dispute(policy=REPORT)
    item = EvidenceItem(UUID(int=1), Role.SELLER, covers=(), kind="screenshot")

    change = hide_sealed(case, evidence_reactions.on_item_received(case, item), REPORT)

    assert change.dispute.hidden_versions == {}
    assert as_known_to(change.dispute, Role.BUYER, REPORT, case.opened_at) == change.dispute
