from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from common.contracts.dispute_parts import SilentEndRef
from common.contracts.disputes import ApprovalRejected, ApprovalRequested, DisputeUpdated, EvidenceAsked
from common.execution.executor import Executor
from common.jobs.deadlines import DeadlineSweeper
from common.kernel.ids import format_id, new_id
from evidence.commands import COMMAND_HANDLERS
from evidence.deadlines import deadline_command
from evidence.testing import DUE, INSTANT, NOON, an_image

GRACE = timedelta(seconds=12)


async def sweep(world, begin, clock, at: datetime) -> None:
    clock.time = at
    await DeadlineSweeper(Executor(begin, COMMAND_HANDLERS), deadline_command).fire_due()


async def timers(rows) -> list[str]:
    return [row.state for row in await rows("SELECT state FROM evidence.audit_timers ORDER BY id")]


async def test_a_request_says_who_owes_what_until_when_and_what_follows(world, topics, rows) -> None:
    request = await world.asked()

    mine, theirs = [(await world.get("/requests", by, params={"dispute": world.dsp})).json()["data"][0]
                    for by in ("seller", "buyer")]  # fmt: skip

    assert mine["id"] == format_id("req", request)
    assert (mine["party"], mine["kinds"], mine["state"], mine["satisfied"]) == (
        "seller", ["shipment_record"], "open", False,
    )  # fmt: skip
    assert [(a["rel"], a["href"], a["actor"]) for a in mine["allowed_actions"]] == [
        ("submit_evidence", "/v1/evidence/items", "seller"),
        ("attach_evidence", f"/v1/evidence/requests/{mine['id']}/items", "seller"),
    ]
    assert mine["next_automatic_action"]["at"] == mine["due_at"] == "2026-03-05T12:00:00Z"
    assert theirs["allowed_actions"] == []
    assert await topics() == ["evidence.request-opened.v1"]
    assert await timers(rows) == ["armed"]


async def test_d6_a_shipment_record_in_time_satisfies_the_request(world, clock, topics, rows) -> None:
    request = await world.asked()
    clock.time = DUE - INSTANT

    response = await world.submit(request=format_id("req", request))

    assert response.status_code == 201, response.text
    seen = (await world.get(f"/requests/{format_id('req', request)}")).json()
    assert (seen["state"], seen["satisfied_by"]) == ("satisfied", response.json()["id"])
    assert await topics() == [
        "evidence.request-opened.v1", "evidence.item-received.v1", "evidence.request-satisfied.v1",
    ]  # fmt: skip
    assert await timers(rows) == ["cancelled"]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("at", [DUE, DUE + INSTANT])
async def test_d12_late_evidence_is_refused_however_late_the_deadline_fires(world, clock, named, at) -> None:
    request = await world.asked()
    clock.time = at

    response = await world.submit(**({"request": format_id("req", request)} if named else {}))

    assert (response.status_code, response.json()["code"]) == (409, "deadline_passed")
    assert await world.state(request) == "open"


async def test_d6_evidence_that_names_no_request_is_matched_to_the_one_for_its_kind(world) -> None:
    request = await world.asked()

    item = (await world.submit()).json()

    assert item["request"] == format_id("req", request)
    assert await world.state(request) == "satisfied"


async def test_d8_a_photo_of_the_buyer_satisfies_a_request_for_photos_or_documents(world) -> None:
    request = await world.asked("buyer", ("photo", "document"))

    await world.submit("buyer", kind="statement", carrier=None, tracking_number=None, text="Broken.")
    before = await world.state(request)
    await world.upload(an_image())

    assert (before, await world.state(request)) == ("open", "satisfied")


async def test_evidence_of_the_other_party_does_not_satisfy(world) -> None:
    request = await world.asked()

    loose = await world.submit("buyer")
    named = await world.submit("buyer", request=format_id("req", request))

    assert (loose.status_code, named.status_code) == (201, 403)
    assert await world.state(request) == "open"


async def test_silence_lets_the_request_lapse_as_of_its_deadline(world, begin, clock, topics, rows) -> None:
    request = await world.asked()

    await sweep(world, begin, clock, DUE + GRACE - INSTANT)
    early = await world.state(request)
    await sweep(world, begin, clock, DUE + GRACE)

    assert (early, await world.state(request)) == ("open", "lapsed")
    assert (await topics())[-1] == "evidence.request-lapsed.v1"
    assert await timers(rows) == ["fired"]


async def test_d12_invalid_evidence_may_be_replaced_before_the_cut_off(world, clock, topics, rows) -> None:
    request = await world.asked()
    item = (await world.submit()).json()["id"]
    clock.time = DUE - INSTANT

    response = await world.invalidate(item)

    assert (response.status_code, response.json()["state"]) == (200, "invalid")
    assert response.json()["invalidation"]["reason_code"] == "tracking_number_unknown"
    assert await world.state(request) == "open"
    assert (await topics())[-2:] == ["evidence.item-invalidated.v1", "evidence.request-reopened.v1"]
    assert sorted(await timers(rows)) == ["armed", "cancelled"]
    assert (await world.submit()).status_code == 201
    assert await world.state(request) == "satisfied"


async def test_d12_evidence_found_invalid_at_the_cut_off_counts_as_none(world, clock, topics) -> None:
    request = await world.asked()
    item = (await world.submit()).json()["id"]
    clock.time = DUE

    await world.invalidate(item)

    assert await world.state(request) == "lapsed"
    assert (await topics())[-2:] == ["evidence.item-invalidated.v1", "evidence.request-lapsed.v1"]


async def test_d12_other_valid_evidence_keeps_the_request_satisfied(world, clock) -> None:
    request = await world.asked()
    first, second = [(await world.submit()).json()["id"] for _ in range(2)]
    clock.time = DUE

    await world.invalidate(first)
    kept = await world.state(request)
    await world.invalidate(second)

    assert (kept, await world.state(request)) == ("satisfied", "lapsed")


async def test_a_reopened_request_lapses_at_its_old_deadline(world, begin, clock) -> None:
    request = await world.asked()
    await world.invalidate((await world.submit()).json()["id"])

    await sweep(world, begin, clock, DUE + GRACE)

    assert await world.state(request) == "lapsed"


@pytest.mark.parametrize("by", ["buyer", "seller", "platform"])
async def test_only_operators_find_evidence_invalid(world, by: str) -> None:
    item = (await world.submit()).json()["id"]

    assert (await world.invalidate(item, by)).status_code == 403


async def test_an_operator_needs_the_scope_to_decide(world) -> None:
    item = (await world.submit()).json()["id"]
    reading = world.token("operator", scope="read")

    response = await world.client.post(
        f"/v1/evidence/items/{item}/invalidate", json={"reason_code": "x", "reason": "x"}, headers=reading
    )

    assert response.status_code == 403


async def test_a_finding_on_an_older_version_is_refused(world) -> None:
    item = (await world.submit()).json()["id"]
    await world.invalidate(item)
    body = {"reason_code": "x", "reason": "x"}

    stale = await world.client.post(
        f"/v1/evidence/items/{item}/invalidate", json=body, headers={**world.token("operator"), "If-Match": '"1"'}
    )
    twice = await world.invalidate(item)

    assert (stale.status_code, stale.json()["code"]) == (412, "version_conflict")
    assert (twice.status_code, twice.json()["code"]) == (409, "already_invalid")


@pytest.mark.parametrize("how", ["ordered", "closed"])
async def test_the_end_of_the_case_closes_its_requests(world, begin, clock, rows, topics, how: str) -> None:
    request = await world.asked()

    await getattr(world, how)()
    await sweep(world, begin, clock, DUE + GRACE)

    assert await world.state(request) == "closed"
    assert await timers(rows) == ["cancelled"]
    assert await topics() == ["evidence.request-opened.v1", "evidence.request-updated.v1"]
    assert (await world.submit()).json()["code"] == "case_closed"


async def test_prm_36_what_has_been_answered_stays_so_when_the_case_is_over(world) -> None:
    """As the case says it, too: it was satisfied, and by what."""
    request = await world.asked()
    item = (await world.submit()).json()["id"]

    await world.closed()

    over = (await world.get(f"/requests/{format_id('req', request)}")).json()
    assert (over["state"], over["satisfied"], over["satisfied_by"]) == ("satisfied", True, item)
    assert [answer["satisfies"] for answer in over["answers"]] == [True]
    assert over["allowed_actions"] == []


async def test_a_request_that_overtakes_the_opening_of_its_case_is_opened(unknown) -> None:
    world = unknown
    request = await world.asked()

    await world.opened()

    assert await world.state(request) == "open"


async def test_an_end_that_overtakes_everything_else_stands(unknown, rows) -> None:
    world = unknown
    await world.closed()

    await world.opened()
    await world.asked()

    assert (await world.submit()).json()["code"] == "case_closed"
    assert await rows("SELECT 1 FROM evidence.requests") == []
    assert [row.state for row in await rows("SELECT state FROM evidence.audit_inbox")] == ["done"] * 3


async def test_the_same_news_twice_changes_nothing(world, topics) -> None:
    request = await world.asked()

    await world.tell(
        EvidenceAsked, request=request, buyer="buyer-1", seller="seller-1", party="seller", kinds=("photo",),
        level="required", due_at=DUE + timedelta(days=9), anchor_at=NOON,
    )  # fmt: skip

    seen = (await world.get(f"/requests/{format_id('req', request)}")).json()
    assert (seen["kinds"], seen["due_at"]) == (["shipment_record"], "2026-03-05T12:00:00Z")
    assert await topics() == ["evidence.request-opened.v1"]


async def test_evidence_faster_than_the_request_counts(world, clock) -> None:
    await world.submit()

    request = await world.asked()

    assert await world.state(request) == "satisfied"


@pytest.mark.parametrize("claims", [{"tenant": new_id()}, {"sub": "stranger"}])
async def test_strangers_see_no_request(world, claims) -> None:
    request = format_id("req", await world.asked())
    stranger = world.token(**claims)

    answers = [await world.client.get(f"/v1/evidence/requests/{id}", headers=stranger)
               for id in (request, format_id("req", new_id()))]  # fmt: skip

    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].json()["detail"] == answers[1].json()["detail"]
    listed = await world.client.get(f"/v1/evidence/requests?dispute={world.dsp}", headers=stranger)
    assert listed.status_code == 404


async def test_k18_money_that_moves_at_once_leaves_time_to_prove_a_contest(world, clock) -> None:
    await world.opened()
    await world.ordered(contest_until=DUE)
    request = await world.asked()

    given = await world.submit(request=format_id("req", request))

    assert given.status_code == 201, given.text
    await world.ordered()
    late = await world.submit(tracking_number="JD014600004RU")
    assert (late.status_code, late.json()["code"]) == (409, "case_closed")


@pytest.mark.parametrize(("days", "due_at"), [(1, "2026-03-04T12:00:00Z"), (9, "2026-03-05T12:00:00Z")])
async def test_prm_35_no_time_for_evidence_is_told_that_is_longer_than_the_case_lasts(world, days, due_at) -> None:
    request = await world.asked()
    ends_at = DUE + timedelta(days=days - 2)
    end = SilentEndRef(at=ends_at, clock="natural", action="execute_buyer_solution")

    await world.tell(DisputeUpdated, number=90, changed=("deadlines",), silent_end=end)
    await world.tell(DisputeUpdated, number=80, changed=("deadlines",), silent_end=None)

    seen = (await world.get(f"/requests/{format_id('req', request)}")).json()
    assert (seen["due_at"], {a["available_until"] for a in seen["allowed_actions"]}) == (due_at, {due_at})
    assert (seen["next_automatic_action"] is None) == (days == 1), "its case is over by then"
    await world.tell(DisputeUpdated, number=91, changed=("deadlines",), silent_end=None)
    assert (await world.get(f"/requests/{format_id('req', request)}")).json()["due_at"] == "2026-03-05T12:00:00Z"


@pytest.mark.parametrize(("judged", "more"), [(ApprovalRequested, {"weighs": ()}), (ApprovalRejected, {})])
async def test_prm_35_a_decision_that_waits_for_a_second_operator_moves_what_is_told_of_the_end(
    world, judged, more
) -> None:
    request = await world.asked()
    end = SilentEndRef(at=DUE - timedelta(days=1), clock="natural", action="execute_buyer_solution")
    await world.tell(DisputeUpdated, number=90, changed=("deadlines",), silent_end=end)

    await world.tell(judged, number=91, decision=new_id(), silent_end=None, **more)

    assert (await world.get(f"/requests/{format_id('req', request)}")).json()["due_at"] == "2026-03-05T12:00:00Z"
