from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from common.contracts.disputes import ChecklistRef, DeadlineExtended, GraceRef
from common.execution.executor import Executor
from common.jobs.deadlines import DeadlineSweeper
from common.kernel.ids import format_id, new_id
from evidence.commands import COMMAND_HANDLERS
from evidence.deadlines import deadline_command
from evidence.testing import DUE, INSTANT, NOON, an_image

GRACE = timedelta(seconds=12)
AT, UNTIL = NOON + timedelta(hours=48), NOON + timedelta(hours=96)
CHECKLIST = (ChecklistRef(code="conversation", text="All of it."), ChecklistRef(code="contact", text="Whose?"))


async def sweep(world, begin, clock, at) -> None:
    clock.time = at
    await DeadlineSweeper(Executor(begin, COMMAND_HANDLERS), deadline_command).fire_due()


async def ask_both(world, kinds=("photo",), **differently):
    group = new_id()
    return [await world.asked(side, kinds, group=group, **differently) for side in ("seller", "buyer")]


async def of(world, request, by="operator") -> dict:
    return (await world.get(f"/requests/{format_id('req', request)}", by)).json()


async def listed(world, what: str, by: str) -> list[str]:
    return [one["id"] for one in (await world.get(what, by, params={"dispute": world.dsp})).json()["data"]]


async def test_t8_a_video_is_sealed_from_the_other_side_until_both_are_in(world, topics, rows) -> None:
    await ask_both(world, sealed=True)
    mine = (await world.upload(an_image(), by="seller")).json()["id"]

    unknown = await world.get(f"/items/{format_id('evd', new_id())}", "buyer")
    for path, method in [("", "GET"), ("/download", "POST"), ("/content?token=x", "GET")]:
        refused = await world.client.request(method, f"/v1/evidence/items/{mine}{path}", headers=world.token("buyer"))
        assert (refused.status_code, refused.json()["detail"]) == (404, unknown.json()["detail"])
    assert await listed(world, "", "buyer") == []
    assert await listed(world, "", "seller") == await listed(world, "", "operator") == [mine]
    assert "evidence.revealed.v1" not in await topics()

    theirs = (await world.upload(an_image(), by="buyer")).json()["id"]

    for side in ("buyer", "seller"):
        assert sorted(await listed(world, "", side)) == sorted([mine, theirs])
    assert (await world.get(f"/items/{mine}", "buyer")).status_code == 200
    assert (await topics()).count("evidence.request-revealed.v1") == 2
    entries = await rows("SELECT action FROM evidence.custody WHERE action = 'revealed'")
    assert len(entries) == 2


async def test_sec_3_what_the_other_side_was_asked_is_hidden_while_it_is_sealed(world) -> None:
    sellers, buyers = await ask_both(world, sealed=True)

    assert await listed(world, "/requests", "buyer") == [format_id("req", buyers)]
    refused = await world.get(f"/requests/{format_id('req', sellers)}", "buyer")
    named = await world.upload(an_image(), by="buyer", request=format_id("req", sellers))
    unknown = await world.get(f"/requests/{format_id('req', new_id())}", "buyer")

    assert (refused.status_code, named.status_code) == (404, 404)
    assert refused.json()["detail"] == named.json()["detail"] == unknown.json()["detail"]


async def told_of(rows, item: str) -> dict:
    query = "SELECT convert_from(body, 'UTF8')::json AS fact FROM evidence.outbox WHERE topic = :topic"
    told = await rows(query, topic="evidence.item-received.v1")
    return next(row.fact for row in told if format_id("evd", UUID(row.fact["subject"])) == item)


async def test_t8_what_answers_a_sealed_request_as_well_is_told_as_sealed(world, rows) -> None:
    openly = await world.asked("seller", ("photo",))
    await ask_both(world, sealed=True)

    mine = (await world.upload(an_image(), by="seller", request=format_id("req", openly))).json()["id"]
    theirs = (await world.upload(an_image(), by="buyer")).json()["id"]

    assert [(await told_of(rows, item))["sealed"] for item in (mine, theirs)] == [True, False], "the last one reveals"


async def test_t8_the_version_of_a_hidden_request_tells_nothing_of_it(world) -> None:
    sellers, _ = await ask_both(world, sealed=True)
    own = (await world.upload(an_image(), by="buyer", kind="photo")).json()["id"]
    path = f"/v1/evidence/requests/{format_id('req', sellers)}/items"

    guessed = [
        await world.client.post(path, json={"item": own}, headers={**world.token("buyer"), "If-Match": f'"{version}"'})
        for version in (1, 99)
    ]

    assert [answer.status_code for answer in guessed] == [404, 404]


async def test_t8_the_end_of_the_window_reveals_what_one_side_gave(world, begin, clock, topics) -> None:
    await ask_both(world, sealed=True)
    mine = (await world.upload(an_image(), by="seller")).json()["id"]

    await sweep(world, begin, clock, DUE + GRACE - INSTANT)
    before = await listed(world, "", "buyer")
    await sweep(world, begin, clock, DUE + GRACE)

    assert (before, await listed(world, "", "buyer")) == ([], [mine])
    assert (await topics()).count("evidence.request-revealed.v1") == 2


async def test_t8_the_end_reveals_even_if_the_other_side_was_never_heard_of(world, begin, clock) -> None:
    await world.asked("seller", ("photo",), group=new_id(), sealed=True)
    mine = (await world.upload(an_image(), by="seller")).json()["id"]
    assert await listed(world, "", "buyer") == []

    await sweep(world, begin, clock, DUE + GRACE)

    assert await listed(world, "", "buyer") == [mine]


async def test_t8_what_came_before_its_request_is_sealed_with_it(world) -> None:
    await world.upload(an_image(), by="seller")

    await ask_both(world, sealed=True)

    assert await listed(world, "", "buyer") == []


async def test_t8_one_resubmission_and_no_more(world) -> None:
    request = await world.asked("seller", ("photo",), max_resubmissions=1)
    for left, state in ((1, "open"), (0, "lapsed")):
        item = (await world.upload(an_image(), by="seller")).json()["id"]
        assert (await of(world, request))["resubmissions_left"] == left
        await world.invalidate(item)
        assert await world.state(request) == state

    assert (await world.upload(an_image(), by="seller")).json()["code"] == "deadline_passed"


async def test_a_giver_cannot_count_what_the_other_gave(serving, keys, world) -> None:
    import httpx

    async with (
        serving(max_case_items=1) as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        world.client = client
        for side in ("buyer", "seller", "operator"):
            assert (await world.submit(side)).status_code == 201
            assert (await world.submit(side)).json()["code"] == "too_many_files"


async def test_k10_nothing_by_anyone_gives_both_more_time_once(world, begin, clock, topics) -> None:
    requests = await ask_both(world, grace=GraceRef(at=AT, until=UNTIL))
    ahead = await of(world, requests[0])
    assert (ahead["next_automatic_action"]["action"], ahead["next_automatic_action"]["at"]) == (
        "grant_grace", "2026-03-04T12:00:00Z",
    )  # fmt: skip

    await sweep(world, begin, clock, AT + GRACE)

    for request in requests:
        seen = await of(world, request)
        assert (seen["due_at"], seen["next_automatic_action"]["action"]) == ("2026-03-06T12:00:00Z", "lapse_request")
    assert (await topics()).count("evidence.grace-granted.v1") == 2
    await sweep(world, begin, clock, UNTIL + GRACE - INSTANT)
    assert await world.state(requests[0]) == "open"
    await sweep(world, begin, clock, UNTIL + GRACE)
    assert [await world.state(request) for request in requests] == ["lapsed", "lapsed"]


@pytest.mark.parametrize(("at", "granted"), [(AT - INSTANT, 0), (AT, 2), (AT + INSTANT, 2)])
async def test_k10_grace_depends_on_the_instant_not_on_the_worker(world, begin, clock, topics, at, granted) -> None:
    requests = await ask_both(world, grace=GraceRef(at=AT, until=UNTIL))
    clock.time = at
    assert (await world.upload(an_image(), by="buyer")).status_code == 201

    await sweep(world, begin, clock, AT + GRACE)

    assert (await topics()).count("evidence.grace-granted.v1") == granted
    assert (await of(world, requests[0]))["next_automatic_action"]["action"] == "lapse_request"


@pytest.mark.parametrize("given", [True, False])
async def test_k10_at_the_cut_off_itself_grace_is_decided_before_anybody_is_late(world, begin, clock, given) -> None:
    [request, _] = await ask_both(world, grace=GraceRef(at=DUE, until=UNTIL))
    if given:
        await world.upload(an_image(), by="buyer")
    clock.time = DUE

    late = await world.upload(an_image(), by="seller")

    assert late.status_code == (409 if given else 201)
    await sweep(world, begin, clock, DUE + GRACE)
    await sweep(world, begin, clock, DUE + GRACE)
    assert await world.state(request) == ("lapsed" if given else "satisfied")


async def test_k8_what_an_item_covers_is_told_and_must_be_on_the_checklist(world, rows) -> None:
    request = await world.asked("buyer", ("screenshot",), checklist=CHECKLIST)

    unknown = await world.upload(an_image(), kind="screenshot", covers="weather")
    loose = await world.upload(an_image(), kind="photo", covers="contact")
    good = await world.upload(an_image(), kind="screenshot", covers="contact")

    assert [(r.status_code, r.json()["code"]) for r in (unknown, loose)] == [(422, "covers_unknown")] * 2
    assert good.json()["covers"] == ["contact"]
    [told] = await rows("SELECT convert_from(body, 'UTF8')::jsonb AS fact FROM evidence.outbox"
                        " WHERE topic = 'evidence.item-received.v1'")  # fmt: skip
    assert (told.fact["covers"], told.fact["party"], told.fact["request"], told.fact["sealed"]) == (
        ["contact"], "buyer", str(request), False,
    )  # fmt: skip
    assert [point["code"] for point in (await of(world, request))["checklist"]] == ["conversation", "contact"]


async def test_k7_a_studio_bound_to_the_dispute_gives_for_the_seller(world) -> None:
    request = await world.asked("seller", ("screenshot",))
    studio = world.token("representative", dispute=world.dsp)

    response = await world.client.post(
        "/v1/evidence/uploads", params={"dispute": world.dsp, "kind": "screenshot"}, content=an_image(), headers=studio
    )

    assert (response.status_code, response.json()["party"]) == (201, "seller")
    assert response.json()["by"]["role"] == "representative"
    assert await world.state(request) == "satisfied"


@pytest.mark.parametrize(("at", "state"), [(DUE - INSTANT, "open"), (DUE, "lapsed")])
async def test_an_operator_gives_more_time_while_the_clock_runs(world, begin, clock, topics, at, state) -> None:
    request = await world.asked()
    later = DUE + timedelta(days=2)

    await world.tell(DeadlineExtended, deadline="evidence", due_at=later, reason_code="illness", occurred_at=at)
    await sweep(world, begin, clock, DUE + GRACE)

    assert await world.state(request) == state
    assert ("evidence.request-extended.v1" in await topics()) == (state == "open")


@pytest.mark.parametrize(("received_at", "state"), [(DUE - INSTANT, "open"), (DUE, "lapsed")])
async def test_wal_f5_more_time_is_judged_by_when_the_operator_was_received(
    world, begin, clock, received_at, state
) -> None:
    request = await world.asked()
    more = {"deadline": "evidence", "due_at": DUE + timedelta(days=2), "reason_code": "illness"}

    await world.tell(DeadlineExtended, **more, received_at=received_at, occurred_at=DUE + timedelta(seconds=5))
    await sweep(world, begin, clock, DUE + GRACE)

    assert await world.state(request) == state


async def test_more_time_for_one_request_or_for_another_clock_leaves_the_rest(world) -> None:
    first, second = await ask_both(world)
    later = DUE + timedelta(days=2)

    await world.tell(DeadlineExtended, deadline="negotiation", due_at=later, reason_code="x")
    await world.tell(DeadlineExtended, deadline="evidence", request=first, due_at=later, reason_code="x")

    assert [(await of(world, r))["due_at"][:10] for r in (first, second)] == ["2026-03-07", "2026-03-05"]


async def test_prm_34_a_point_is_shown_in_each_language_as_it_was_told(world) -> None:
    point = ChecklistRef(code="contact", text="Whose?", texts={"en": "Whose?", "fr": "De qui ?"})
    request = await world.asked("buyer", ("screenshot",), checklist=(*CHECKLIST[:1], point))

    shown = (await of(world, request))["checklist"]

    assert [one["texts"] for one in shown] == [{}, {"en": "Whose?", "fr": "De qui ?"}]
