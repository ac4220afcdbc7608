"""No clock, pause or later piece tells a party whether the other has given sealed evidence (T8), as shipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest

from common.kernel.principal import Principal, Role
from common.kernel.timing import Timing
from disputes.cases.updates import hide_sealed
from disputes.cases.views import dispute_view
from disputes.engine import evidence_reactions
from disputes.engine.clocks import prolong_clocks
from disputes.engine.context import EngineContext
from disputes.engine.dispute import Dispute
from disputes.engine.evidence import RequestNews
from disputes.engine.forecast import counting_ids
from disputes.engine.values import EvidenceItem, EvidenceRequest
from disputes.testing import POLICIES, a_dispute

LIVE_VIDEO: Final = POLICIES["live_video-2026-12"]
GROUP: Final = UUID(int=9)


def a_case_that_asks_both() -> Dispute:
    case = a_dispute(policy=LIVE_VIDEO)
    terms = LIVE_VIDEO.stages["video"].evidence_requests
    requests = tuple(
        _a_request(case, UUID(int=100 + n), case.role_of(each.party), each.kinds, n) for n, each in enumerate(terms)
    )
    return case.evolve(stage="video", requests=requests, deadlines=()).dispute


def _a_request(case: Dispute, id: UUID, party: Role, kinds: tuple[str, ...], terms_index: int) -> EvidenceRequest:
    [level] = {each.level for each in LIVE_VIDEO.stages["video"].evidence_requests}
    return EvidenceRequest(
        id=id, stage="video", party=party, kinds=kinds, level=level, anchor_at=case.opened_at,
        due_at=case.opened_at + timedelta(hours=72), clock="natural", group=GROUP, terms_index=terms_index,
    )  # fmt: skip


def give(case: Dispute, party: Role, item: int, kind: str = "live_video") -> Dispute:
    [request] = [each for each in case.requests if each.party is party and kind in each.kinds]
    case = add_piece(case, party, item, kind)
    context = EngineContext(LIVE_VIDEO, Timing(case.opened_at, case.opened_at), counting_ids())
    news = RequestNews(satisfied_by=UUID(int=item))
    return hide_sealed(
        case, evidence_reactions.on_request_satisfied(case, request.id, context, news), LIVE_VIDEO
    ).dispute


def add_piece(case: Dispute, party: Role, item: int, kind: str) -> Dispute:
    piece = EvidenceItem(UUID(int=item), party, covers=("condition",), kind=kind)
    return hide_sealed(case, evidence_reactions.on_item_received(case, piece), LIVE_VIDEO).dispute


def as_read_by_buyer(case: Dispute, hours: int) -> Any:
    principal = Principal(case.tenant, Role.BUYER, case.buyer, frozenset({"read", "act"}))
    return dispute_view(case, principal, LIVE_VIDEO, case.opened_at + timedelta(hours=hours)).model_dump(mode="json")


def allow_until(case: Dispute, party: Role, hours: int) -> Dispute:
    """Give one side alone more time than the other has."""
    until = case.opened_at + timedelta(hours=hours)
    return replace(case, requests=tuple(replace(r, due_at=until) if r.party is party else r for r in case.requests))


@pytest.mark.parametrize("buyer_has", [72, 100])
def test_t8_more_time_for_all_is_also_for_what_is_answered(buyer_has: int) -> None:
    case = allow_until(a_case_that_asks_both(), Role.BUYER, buyer_has)
    until, at = case.opened_at + timedelta(hours=120), case.opened_at + timedelta(hours=1)

    def prolong(one: Dispute) -> Dispute:
        requests = prolong_clocks(one, "evidence", None, until, LIVE_VIDEO, at).requests
        prolonged = hide_sealed(one, one.evolve(requests=requests), LIVE_VIDEO).dispute
        for request in case.requests:  # as evidence says of each afterwards
            told = evidence_reactions.on_request_extended(prolonged, request.id, until)
            prolonged = hide_sealed(prolonged, told, LIVE_VIDEO).dispute
        return prolonged

    silent, answered = prolong(case), prolong(give(case, Role.SELLER, 1))

    assert as_read_by_buyer(answered, 80) == as_read_by_buyer(silent, 80)


def test_t8_a_pause_past_the_cut_off_tells_nothing() -> None:
    case = a_case_that_asks_both()
    paused_at = case.opened_at + timedelta(hours=10)
    silent, answered = (replace(one, paused_at=paused_at) for one in (case, give(case, Role.SELLER, 1)))

    assert as_read_by_buyer(answered, 80) == as_read_by_buyer(silent, 80)


def test_t8_a_second_piece_of_what_an_operator_asked_one_for_is_not_counted() -> None:
    case = a_case_that_asks_both()
    asked = _a_request(case, UUID(int=300), Role.SELLER, ("screenshot",), -1)
    case = case.evolve(requests=(*case.requests, asked)).dispute
    answered = give(case, Role.SELLER, 1, "screenshot")

    assert as_read_by_buyer(answered, 1) == as_read_by_buyer(case, 1)
    assert as_read_by_buyer(add_piece(answered, Role.SELLER, 2, "screenshot"), 1) == as_read_by_buyer(case, 1)


def test_t8_what_is_owed_to_an_operator_after_the_stage_is_sealed_as_long_as_more_of_its_group_is_open() -> None:
    case = a_case_that_asks_both()
    asked = _a_request(case, UUID(int=300), Role.SELLER, ("screenshot",), -1)
    other = _a_request(case, UUID(int=301), Role.BUYER, ("photo",), -2)
    case = case.evolve(requests=(*case.requests, asked, other)).dispute
    case = give(give(case, Role.SELLER, 1), Role.BUYER, 2).evolve(stage="review").dispute

    answered = give(case, Role.SELLER, 3, "screenshot")

    assert as_read_by_buyer(answered, 1) == as_read_by_buyer(case, 1)
    revealed = as_read_by_buyer(give(answered, Role.BUYER, 4, "photo"), 1)
    assert [r["state"] for r in revealed["evidence_requests"]] == ["satisfied"] * 4


def test_t8_no_version_tells_of_what_stays_sealed_when_the_case_goes_on_to_its_next_stage() -> None:
    case = a_case_that_asks_both()
    asked = _a_request(case, UUID(int=300), Role.SELLER, ("screenshot",), -1)
    other = _a_request(case, UUID(int=301), Role.BUYER, ("photo",), -2)
    silent = case.evolve(requests=(*case.requests, asked, other)).dispute
    answered = give(silent, Role.SELLER, 3, "screenshot")

    silent, answered = (give(give(one, Role.SELLER, 1), Role.BUYER, 2) for one in (silent, answered))

    assert {silent.place, answered.place} == {"review"}
    assert as_read_by_buyer(answered, 1) == as_read_by_buyer(silent, 1)
    revealed = give(answered, Role.BUYER, 4, "photo")
    assert revealed.hidden_versions == {}, "nothing of the group is open any more"
    assert as_read_by_buyer(revealed, 1)["version"] == revealed.version
