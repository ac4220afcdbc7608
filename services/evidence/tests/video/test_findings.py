"""What was found of a recording, and what it satisfies: nothing until it is shown live, or overruled (PRM-32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from common.kernel.ids import format_id, new_id
from evidence.testing import NOON
from services.evidence.tests.http.test_requests import sweep

DUE = NOON + timedelta(hours=70)
POINTS = (
    {"code": "condition", "text": "The condition.", "required": True},
    {"code": "timestamp", "text": "The time.", "required": True},
    {"code": "receipts", "text": "Receipts.", "required": False},
)
OVERRULED = {"result": "live", "reason": "I have seen the whole video."}


async def film(studio, request: UUID, *, honest: bool = True, covers: tuple[str, ...] = ()) -> str:
    """Record, finish, and name the evidence that it has become. A replayed film shows no mark of its session."""
    take = await studio.take(request=format_id("req", request))
    frames = await take.film(12)
    await take.send_all(studio.encode(frames if honest else [replace(frame, cells=None) for frame in frames]))
    finished = await take.finish(covers=list(covers))
    assert finished.status_code == 200, finished.text
    return str(finished.json()["item"])


async def request_of(studio, request: UUID, by: str = "operator") -> dict[str, Any]:
    return dict((await studio.world.get(f"/requests/{format_id('req', request)}", by)).json())


async def item_of(studio, item: str, by: str = "operator") -> dict[str, Any]:
    return dict((await studio.world.get(f"/items/{item}", by)).json())


async def test_prm_32_a_recording_satisfies_once_it_is_shown_live(studio, rows, topics) -> None:
    request = await studio.world.asked(kinds=("live_video",), due_at=DUE)
    item = await film(studio, request)
    before = await request_of(studio, request)

    await studio.worker.run_pass()

    after, seen = await request_of(studio, request), await item_of(studio, item)
    assert (before["state"], before["answers"][0]["sufficiency"]) == ("open", "being_checked")
    assert (after["state"], after["satisfied_by"], after["answers"][0]["result"]) == ("satisfied", item, "live")
    assert (seen["sufficiency"], seen["examination"]["result"]) == ("sufficient", "live")
    assert len(seen["examination"]["findings"]) == 9
    assert (await rows("SELECT action FROM evidence.custody ORDER BY seq DESC LIMIT 1"))[0].action == "examined"
    assert "evidence.request-satisfied.v1" in await topics()


async def test_prm_32_a_replayed_video_satisfies_nothing_until_an_operator_says_so(studio) -> None:
    request = await studio.world.asked(kinds=("live_video",), due_at=DUE)
    item = await film(studio, request, honest=False)
    await studio.worker.run_pass()
    replayed = await request_of(studio, request)
    shown = await item_of(studio, item)
    [overrule] = [action for action in shown["allowed_actions"] if action["rel"] == "overrule"]

    done = await studio.client.post(overrule["href"], json=OVERRULED, headers=studio.world.token("operator"))

    after = await request_of(studio, request)
    assert (replayed["state"], replayed["answers"][0]["sufficiency"]) == ("open", "not_shown_live")
    assert (shown["state"], shown["sufficiency"]) == ("valid", "not_shown_live")
    assert (done.status_code, after["state"], after["satisfied_by"]) == (200, "satisfied", item)
    assert (await item_of(studio, item))["examination"]["overruled"] is True


async def test_prm_32_an_operator_who_finds_it_not_live_after_all_opens_the_request_again(studio) -> None:
    request = await studio.world.asked(kinds=("live_video",), due_at=DUE)
    item = await film(studio, request)
    await studio.worker.run_pass()
    overrule = f"{(await item_of(studio, item))['examination']['href']}/overrule"
    body = {"result": "not_shown_live", "reason": "It is a film of a screen."}

    await studio.client.post(overrule, json=body, headers=studio.world.token("operator"))

    assert await studio.world.state(request) == "open"


async def test_prm_32_a_recording_given_in_time_is_waited_for_at_the_cut_off(studio, begin, clock) -> None:
    """Its checks are slow, and that is nobody's silence: the request does not lapse before they have said something."""
    request = await studio.world.asked(kinds=("live_video",), due_at=DUE)
    await film(studio, request)
    await sweep(studio.world, begin, clock, DUE + timedelta(seconds=12))
    waiting = await studio.world.state(request)

    await studio.worker.run_pass()

    assert (waiting, await studio.world.state(request)) == ("open", "satisfied")


async def test_prm_32_a_replayed_video_lapses_at_the_cut_off_and_an_operator_can_still_let_it_count(
    studio, begin, clock
) -> None:
    request = await studio.world.asked(kinds=("live_video",), due_at=DUE)
    item = await film(studio, request, honest=False)
    await studio.worker.run_pass()
    await sweep(studio.world, begin, clock, DUE + timedelta(seconds=12))
    lapsed = await studio.world.state(request)
    overrule = f"{(await item_of(studio, item))['examination']['href']}/overrule"

    await studio.client.post(overrule, json=OVERRULED, headers=studio.world.token("operator"))

    assert (lapsed, await studio.world.state(request)) == ("lapsed", "satisfied")


async def test_prm_32_t8_nothing_is_revealed_before_the_second_video_is_shown_live(studio, rows) -> None:
    group = new_id()
    seller, buyer = [
        await studio.world.asked(party, ("live_video",), due_at=DUE, group=group, sealed=True)
        for party in ("seller", "buyer")
    ]
    await film(studio, seller)
    await studio.worker.run_pass()
    take = await studio.take("buyer", request=format_id("req", buyer))
    await take.send_all(studio.encode([replace(frame, cells=None) for frame in await take.film(12)]))
    await take.finish()
    await studio.worker.run_pass()

    revealed = await rows("SELECT 1 FROM evidence.requests WHERE disclosure = 'revealed'")

    assert revealed == []
    assert (await request_of(studio, buyer))["state"] == "open"
    assert (await request_of(studio, seller))["state"] == "satisfied"


async def test_prm_32_findings_are_for_its_own_side_and_operators(studio) -> None:
    request = await studio.world.asked(kinds=("live_video",), due_at=DUE)
    item = await film(studio, request)
    await studio.worker.run_pass()

    mine, theirs = [await item_of(studio, item, by) for by in ("seller", "buyer")]
    asked_of = await request_of(studio, request, "buyer")

    assert (mine["examination"]["result"], theirs["examination"]) == ("live", None)
    assert (asked_of["answers"][0]["result"], asked_of["answers"][0]["video_session"]) == (None, None)
    assert "overrule" not in {action["rel"] for action in mine["allowed_actions"]}


@pytest.mark.parametrize(
    ("covers", "state"),
    [((), "open"), (("condition",), "open"), (("receipts",), "open"), (("condition", "timestamp"), "satisfied")],
)
async def test_prm_23_t6_t7_a_video_satisfies_with_all_required_points_ticked(studio, covers, state) -> None:
    request = await studio.world.asked(kinds=("live_video",), due_at=DUE, checklist=POINTS, complete=True)
    await film(studio, request, covers=covers)

    await studio.worker.run_pass()

    assert await studio.world.state(request) == state


async def test_prm_23_t6_t7_points_that_were_not_ticked_can_be_ticked_afterwards(studio) -> None:
    request = await studio.world.asked(kinds=("live_video",), due_at=DUE, checklist=POINTS, complete=True)
    item = await film(studio, request)
    await studio.worker.run_pass()
    path = f"/v1/evidence/requests/{format_id('req', request)}/items"

    answer = await studio.client.post(
        path, json={"item": item, "covers": ["condition", "timestamp"]}, headers=studio.world.token()
    )

    assert answer.json()["state"] == "satisfied", answer.text


async def test_prm_31_a_recording_is_offered_for_download_as_long_as_it_can_be_downloaded(studio, rows) -> None:
    request = await studio.world.asked(kinds=("live_video",), due_at=DUE)
    item = await film(studio, request)
    [session] = [row.id for row in await rows("SELECT id FROM evidence.video_sessions")]

    async def offered() -> list[str]:
        shown = (await studio.world.get(f"/video-sessions/{format_id('vid', session)}", "seller")).json()
        return [action["href"] for action in shown["allowed_actions"] if action["rel"] == "download"]

    [download] = await offered()
    assert (await studio.client.post(download, headers=studio.world.token("seller"))).status_code == 200
    await rows("UPDATE evidence.files SET scan_state = 'quarantined'")
    refused = await studio.client.post(download, headers=studio.world.token("seller"))

    assert (refused.json()["code"], await offered(), download.split("/")[-2]) == ("quarantined", [], item)
