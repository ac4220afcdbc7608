"""Evidence stays open while the report is, at least the hours that were promised (PRM-30, K3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.contracts.disputes import StageEntered
from common.kernel.ids import format_id
from evidence.testing import DUE, INSTANT, an_image
from services.evidence.tests.http.test_requests import sweep, timers

LATER = DUE + timedelta(days=2)
OPEN = {"kinds": ("screenshot", "photo"), "open_through": ("report", "review")}


async def enters(world, stage: str, at) -> None:
    await world.tell(StageEntered, stage=stage, phase="escalated", status="under_review", occurred_at=at)


async def test_prm_30_after_the_cut_off_the_case_goes_on_and_evidence_is_taken_all_the_same(
    world, begin, clock, rows, topics
) -> None:
    request = await world.asked("buyer", **OPEN)
    await sweep(world, begin, clock, DUE + timedelta(seconds=12))
    await enters(world, "review", DUE)
    lapsed = await world.state(request)
    clock.time = LATER

    late = await world.upload(an_image(), request=format_id("req", request))
    beside = await world.upload(an_image(), kind="receipt")

    seen = (await world.get(f"/requests/{format_id('req', request)}", "buyer")).json()
    assert (lapsed, late.status_code, beside.status_code) == ("lapsed", 201, 201), late.text
    assert (seen["state"], seen["stays_open"], seen["satisfied_by"]) == ("satisfied", True, late.json()["id"])
    assert {action["available_until"] for action in seen["allowed_actions"]} == {None}
    assert (await topics())[-2] == "evidence.request-satisfied.v1"
    assert "armed" not in await timers(rows)


async def test_prm_30_once_it_is_decided_late_is_late(world, begin, clock) -> None:
    request = await world.asked("buyer", **OPEN)
    await sweep(world, begin, clock, DUE + timedelta(seconds=12))
    await enters(world, "review", DUE)
    await enters(world, "contest", LATER)
    clock.time = LATER

    late = await world.upload(an_image())

    seen = (await world.get(f"/requests/{format_id('req', request)}", "buyer")).json()
    assert (late.status_code, late.json()["code"], seen["stays_open"]) == (409, "deadline_passed", False)


async def test_prm_4_a_request_that_is_heard_of_behind_its_stage_begins_its_line(world, clock, rows) -> None:
    await enters(world, "contest", DUE - timedelta(days=1))
    await world.asked("buyer", **OPEN)

    told = await rows(
        "SELECT convert_from(body, 'UTF8')::jsonb ->> 'sequence' FROM evidence.outbox WHERE topic LIKE '%.request-%'"
        " ORDER BY position"
    )
    assert [sequence for (sequence,) in told] == ["1"]


@pytest.mark.parametrize(("at", "status"), [(DUE - INSTANT, 201), (DUE, 409)])
async def test_prm_30_a_report_decided_early_takes_evidence_for_the_hours_promised(world, clock, at, status) -> None:
    await world.asked("buyer", **OPEN)
    await enters(world, "contest", DUE - timedelta(days=1))
    clock.time = at

    assert (await world.upload(an_image())).status_code == status


async def test_prm_30_what_is_found_invalid_after_the_cut_off_can_be_replaced_while_the_report_is_open(
    world, clock
) -> None:
    request = await world.asked("buyer", **OPEN)
    item = (await world.upload(an_image())).json()["id"]
    clock.time = LATER
    await world.invalidate(item)
    lapsed = await world.state(request)

    await world.upload(an_image())

    assert (lapsed, await world.state(request)) == ("lapsed", "satisfied")


async def test_prm_30_a_request_heard_of_after_its_stages_is_not_open_beyond_its_time(world, clock) -> None:
    await enters(world, "contest", DUE + INSTANT)
    request = await world.asked("buyer", **OPEN)
    clock.time = DUE

    assert (await world.upload(an_image(), request=format_id("req", request))).status_code == 409


@pytest.mark.parametrize("given", [False, True], ids=["owed", "satisfied"])
async def test_prm_4_a_case_that_ends_while_the_report_is_open_leaves_nothing_open(world, rows, given) -> None:
    request = await world.asked("buyer", **OPEN)
    if given:
        await world.upload(an_image())
    await world.closed()

    seen = (await world.get(f"/requests/{format_id('req', request)}", "buyer")).json()
    [*_, told] = await rows(
        "SELECT convert_from(body, 'UTF8')::jsonb AS body FROM evidence.outbox WHERE topic LIKE '%.request-updated%'"
        " ORDER BY position"
    )
    assert (seen["satisfied"], seen["stays_open"], seen["allowed_actions"]) == (given, False, [])
    assert (told.body["state"], told.body["stays_open"]) == ("satisfied" if given else "closed", False)
    assert (await world.upload(an_image())).json()["code"] == "case_closed"
