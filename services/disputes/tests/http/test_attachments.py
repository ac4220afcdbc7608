"""Messages carry evidence of their case, by its ids (PRM-29)."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from common.contracts.evidence import ItemInvalidated
from common.kernel.ids import format_id
from disputes import testing as facts
from disputes.policy.vocabulary import Act
from disputes.testing import BUYER, OPERATOR, POLICIES, SELLER, failed

EDITION, VIDEO, GUIDED = "report_review-2026-12", "live_video-2026-12", "guided_solutions-2026-12"


@pytest.fixture
async def case(start):
    return await start(EDITION)


async def test_k8_prm_29_a_comment_comes_with_screenshots_for_all_to_read(case, api) -> None:
    shots = [format_id("evd", await case.item("buyer")), format_id("evd", await case.item("seller"))]

    written = await case.do(BUYER, "messages", {"text": "See the second one.", "attachments": shots})

    assert written["attachments"] == shots
    for who in (BUYER, SELLER, OPERATOR):
        [read] = (await api.get(who, f"{case.path}/messages")).json()["data"]
        assert read["attachments"] == shots


async def test_prm_29_a_message_without_files_says_so(case) -> None:
    assert (await case.do(SELLER, "messages", {"text": "None."}))["attachments"] == []


async def test_prm_29_what_is_no_evidence_of_the_case_is_not_attached(case, start, api) -> None:
    other = await start(EDITION)
    foreign = format_id("evd", await other.item("buyer"))
    known = format_id("evd", await case.item("buyer"))

    refused = await case.refused(BUYER, "messages", {"text": "Look.", "attachments": [known, foreign]})

    assert (refused["status"], refused["code"], refused["indexes"]) == (422, "attachment_unknown", [1])
    assert (await api.get(BUYER, f"{case.path}/messages")).json()["data"] == []


async def test_d12_prm_29_what_was_found_invalid_is_attached_by_operators_alone(case, api) -> None:
    """They say what was wrong with it; to a party's words it adds nothing any more."""
    good, struck = await case.item("buyer"), await case.item("buyer")
    about = {"dispute": case.id, "kind": "screenshot", "by": "buyer", "state": "invalid"}
    await api.tell(ItemInvalidated.model_validate(facts.envelope(struck, 2) | about))
    both = [format_id("evd", good), format_id("evd", struck)]

    for who in (BUYER, SELLER):
        refused = await case.refused(who, "messages", {"text": "Look.", "attachments": both})
        assert (refused["status"], refused["code"], refused["indexes"]) == (409, "attachment_invalid", [1])

    written = await case.do(OPERATOR, "messages", {"text": "It is blurred.", "attachments": both})
    assert written["attachments"] == both


async def test_prm_29_attachments_are_bounded_and_well_formed(case) -> None:
    many = [format_id("evd", uuid4()) for _ in range(21)]

    for attachments in (many, ["x"], [format_id("esc", uuid4())], "evd_1"):
        refused = await case.refused(BUYER, "messages", {"text": "Look.", "attachments": attachments})
        assert refused["status"] == 422
        assert refused["code"] != "attachment_unknown"


async def test_t8_prm_29_what_is_sealed_is_not_shown_by_a_message(start) -> None:
    case = await start(VIDEO)
    points = [{"code": point.code, "finding": "yes"} for point in POLICIES[VIDEO].checklists[Act.VERIFY]]
    await case.do(OPERATOR, "verification", {"result": "verified", "checks": points})
    await case.do(OPERATOR, "video-request")
    video = format_id("evd", await case.item("buyer", kind="live_video"))

    refused = await case.refused(BUYER, "messages", {"text": "Mine.", "attachments": [video]})

    assert refused["code"] == "attachment_unknown"


async def test_prm_29_what_an_operator_asked_for_is_attached_like_the_rest(start, clock) -> None:
    """An operator's request stands in no edition, and has no seal of its own; here its stage asks for nothing."""
    case = await start(GUIDED)
    await case.api.tell(failed(case.id))
    shot = format_id("evd", await case.item("buyer", kind="photo"))
    asking = {"party": "seller", "kinds": ["photo"], "until": (clock.time + timedelta(days=2)).isoformat()}
    assert (await case.do(OPERATOR, "evidence-requests", asking))["stage"] == "review"

    assert (await case.do(BUYER, "messages", {"text": "Mine.", "attachments": [shot]}))["attachments"] == [shot]


async def test_prm_29_an_operator_attaches_what_operators_have_added(start) -> None:
    """It counts for no party: the grace that is foreseen where nobody gives anything stays (K10)."""
    case = await start("report_review-2026-12")
    foreseen = (await case.see())["next_automatic_action"]

    added = await case.item(None)

    attached = [format_id("evd", added)]
    message = await case.do(OPERATOR, "messages", {"text": "The provider's log.", "attachments": attached})
    assert message["attachments"] == attached
    seen = await case.see()
    assert (seen["next_automatic_action"], seen["presumption"]) == (foreseen, None)
    assert {score["score"] for score in seen["credibility"] if score["party"] == "seller"} == {0}
