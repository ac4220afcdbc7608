"""Cut-offs hit the party and the stage, not the label of a kind (D12); whoever must answer may prove his side (D13)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from common.contracts.dispute_parts import CaseSnapshotRef, ClockRef
from common.contracts.disputes import ActionRequired, DeadlineExtended, DisputePaused, DisputeResumed, StageEntered
from common.contracts.envelope import MoneyRef
from common.kernel.ids import format_id
from evidence.testing import DUE, INSTANT, NOON, an_image

MONTH_LATER = DUE + timedelta(days=30)
KINDS = ("photo", "screenshot", "document", "receipt", "other")


async def owes(world, party: str = "seller", at: datetime = DUE, until: datetime = MONTH_LATER) -> None:
    await world.tell(ActionRequired, of=party, acts=("acknowledge_return",), due_at=until, occurred_at=at)


async def enters(world, stage: str, at: datetime) -> None:
    await world.tell(StageEntered, stage=stage, phase="execution", status="waiting_for_seller", occurred_at=at)


def outcome(response: Any) -> tuple[int, str | None]:
    return response.status_code, response.json().get("code")


@pytest.mark.parametrize("kind", KINDS)
async def test_prm_14_after_the_window_a_file_is_late_whatever_it_is_called(world, clock, kind: str) -> None:
    await world.asked("buyer", ("photo",))
    clock.time = DUE - INSTANT
    before = await world.upload(an_image(), kind=kind)
    clock.time = DUE

    after = await world.upload(an_image(), kind=kind)

    assert (before.status_code, outcome(after)) == (201, (409, "deadline_passed"))
    assert after.json()["due_at"].startswith("2026-03-05T12:00:00")


async def test_prm_14_statements_records_and_resumable_uploads_are_late_as_well(world, clock) -> None:
    await world.asked("buyer", ("photo",))
    clock.time = DUE
    about = f"dispute {encoded(world.dsp)},kind {encoded('other')},filename {encoded('a.jpg')}"
    tus = {**world.token("buyer"), "Tus-Resumable": "1.0.0", "Upload-Length": "100", "Upload-Metadata": about}
    call = {"link": "https://meet.example/a", "provider": "Meet"}
    call |= {"started_at": "2026-03-02T13:00:00Z", "ended_at": "2026-03-02T13:10:00Z"}

    answers = [
        await world.submit("buyer"),
        await world.client.post(
            "/v1/evidence/items",
            json={"dispute": world.dsp, "kind": "statement", "text": "Broken."},
            headers=world.token("buyer"),
        ),
        await world.client.post("/v1/evidence/uploads/resumable", headers=tus),
        await world.client.post(
            "/v1/evidence/video-sessions", json={"dispute": world.dsp}, headers=world.token("buyer")
        ),
        await world.client.post(
            "/v1/evidence/external-videos", json={"dispute": world.dsp, **call}, headers=world.token("buyer")
        ),
    ]

    assert [outcome(answer) for answer in answers] == [(409, "deadline_passed")] * 5


async def test_prm_14_the_other_party_and_operators_are_not_hit(world, clock) -> None:
    await world.asked("buyer", ("photo",))
    clock.time = DUE

    answers = [await world.upload(an_image(), by) for by in ("seller", "operator", "buyer")]

    assert [answer.status_code for answer in answers] == [201, 201, 409]


async def test_prm_14_a_second_request_gives_time_for_every_kind(world, clock) -> None:
    await world.asked("buyer", ("photo",))
    await world.asked("buyer", ("document",), due_at=MONTH_LATER)
    clock.time = DUE

    answers = [await world.upload(an_image(), kind=kind) for kind in KINDS]
    clock.time = MONTH_LATER
    late = [await world.upload(an_image(), kind=kind) for kind in KINDS]

    assert [answer.status_code for answer in answers] == [201] * 5
    assert [answer.status_code for answer in late] == [409] * 5


async def test_prm_14_d13_whoever_must_answer_may_prove_his_side_in_that_stage(world, clock) -> None:
    """The seller's three days for a shipment record are over; now he has to say how the return arrived."""
    await world.asked("seller", ("shipment_record",))
    await owes(world)
    clock.time = DUE + INSTANT
    empty_box = await world.upload(an_image(), "seller", kind="photo")
    buyer = await world.asked("buyer", ("photo",))
    clock.time = MONTH_LATER - INSTANT
    at_last = await world.upload(an_image(), "seller", kind="photo")
    not_his = await world.upload(an_image(), "buyer", kind="other")
    clock.time = MONTH_LATER

    too_late = await world.upload(an_image(), "seller", kind="photo")

    assert (empty_box.status_code, at_last.status_code) == (201, 201)
    assert [outcome(late) for late in (not_his, too_late)] == [(409, "deadline_passed")] * 2
    assert await world.state(buyer) == "open"


@pytest.mark.parametrize("how", ["extended", "paused"])
async def test_prm_14_d13_more_time_to_answer_is_more_time_to_prove_it(world, clock, how: str) -> None:
    await world.asked("seller", ("shipment_record",))
    await owes(world)
    await owes(world, "buyer", until=MONTH_LATER)
    days = timedelta(days=4)
    if how == "extended":
        await gives_time(world, "return_confirmation", "seller", MONTH_LATER + days)
    else:
        paused_at = DUE + timedelta(days=1)
        await world.tell(DisputePaused, occurred_at=paused_at)
        await world.tell(DisputeResumed, paused_at=paused_at, resumed_at=paused_at + days, occurred_at=paused_at + days)
    clock.time = MONTH_LATER + days - INSTANT
    in_time = await world.upload(an_image(), "seller", kind="photo")
    clock.time = MONTH_LATER + days

    late = await world.upload(an_image(), "seller", kind="photo")

    assert (in_time.status_code, outcome(late)) == (201, (409, "deadline_passed"))


async def gives_time(world, deadline: str, party: str, until: datetime) -> None:
    clocks = (ClockRef(deadline=deadline, due_at=until, owed_by=party),)
    nothing = {"status": "waiting_for_seller", "stage": deadline, "outcome": None, "paused_at": None, "assignee": None}
    snapshot = CaseSnapshotRef(**nothing, disputed=MoneyRef(amount=8000, currency="EUR"), deadlines=clocks)
    given = {"due_at": until, "reason_code": "asked_for", "occurred_at": DUE, "snapshot": snapshot}
    await world.tell(DeadlineExtended, deadline=deadline, request=None, **given)


async def test_prm_14_what_is_owed_is_over_with_its_stage_in_whatever_order_it_is_told(world, clock) -> None:
    await world.asked("seller", ("shipment_record",))
    await enters(world, "review", DUE + INSTANT)
    await owes(world, at=DUE)  # told late: it was owed in the stage before
    clock.time = DUE + INSTANT

    answer = await world.upload(an_image(), "seller", kind="photo")

    assert outcome(answer) == (409, "deadline_passed")


async def test_prm_14_what_is_owed_in_the_stage_that_begins_with_it_counts(world, clock) -> None:
    await world.asked("seller", ("shipment_record",))
    await owes(world, at=DUE)
    await enters(world, "return_confirmation", DUE)
    clock.time = DUE

    assert (await world.upload(an_image(), "seller", kind="photo")).status_code == 201


async def test_prm_14_evidence_owed_has_its_request_and_no_other_time(world, clock) -> None:
    await world.asked("buyer", ("photo",))
    await world.tell(ActionRequired, of="buyer", acts=("provide_evidence",), due_at=MONTH_LATER, occurred_at=NOON)
    clock.time = DUE

    assert (await world.upload(an_image())).status_code == 409


async def test_prm_14_a_named_request_that_is_over_is_late_all_the_same(world, clock) -> None:
    request = await world.asked("seller", ("photo",))
    await owes(world)
    clock.time = DUE

    answer = await world.upload(an_image(), "seller", request=format_id("req", request))

    assert outcome(answer) == (409, "deadline_passed")


async def test_prm_14_nobody_who_was_asked_nothing_is_late(world, clock) -> None:
    clock.time = MONTH_LATER

    assert [(await world.upload(an_image(), by)).status_code for by in ("buyer", "seller")] == [201, 201]


def encoded(value: str) -> str:
    import base64

    return base64.b64encode(value.encode()).decode()
