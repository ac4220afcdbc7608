"""PRM-5: evidence received in time is told as received, and a grace is decided about at its own instant."""

from __future__ import annotations

from datetime import datetime, timedelta

from common.contracts.disputes import GraceRef
from common.kernel.ids import format_id, new_id
from deploy.proof.testing.late_turns import wait_for_turn
from evidence.testing import DUE, INSTANT, NOON, an_image

TOLD = (
    "SELECT topic, convert_from(body, 'UTF8')::jsonb ->> 'occurred_at', convert_from(body, 'UTF8')::jsonb ->>"
    " 'recorded_at', convert_from(body, 'UTF8')::jsonb ->> 'cause' FROM evidence.outbox ORDER BY position"
)


def parse(row):
    topic, occurred, recorded, cause = row
    recorded_at = None if recorded is None else datetime.fromisoformat(recorded)
    return topic.split(".")[1], datetime.fromisoformat(occurred), recorded_at, cause


async def test_prm_5_d12_what_came_in_time_satisfies_as_of_its_receipt(world, clock, rows) -> None:
    await world.asked("seller", ("shipment_record",))

    with wait_for_turn(clock, DUE) as (received_at, decided_at):
        answer = await world.submit("seller")

    assert answer.status_code == 201, answer.text
    told = [parse(row) for row in await rows(TOLD)]
    assert ("item-received", received_at, decided_at, "request") in told
    assert ("request-satisfied", received_at, decided_at, "request") in told


async def test_prm_5_what_is_attached_in_time_satisfies_as_of_its_receipt(world, clock, rows) -> None:
    clock.time = NOON - timedelta(hours=1)
    photo = (await world.upload(an_image(), by="buyer")).json()["id"]
    clock.time = NOON
    request = format_id("req", await world.asked("buyer", ("photo",), since_asked=True))

    with wait_for_turn(clock, DUE) as (received_at, decided_at):
        headers = world.token("buyer") | {"Idempotency-Key": str(new_id())}
        path = f"/v1/evidence/requests/{request}/items"
        answer = await world.client.post(path, headers=headers, json={"item": photo})

    assert answer.status_code == 200, answer.text
    assert ("request-satisfied", received_at, decided_at, "request") in [parse(row) for row in await rows(TOLD)]


async def test_prm_5_k10_a_grace_decided_before_an_act_is_granted_at_its_own_instant(world, clock, rows) -> None:
    checkpoint, until = NOON + timedelta(hours=48), NOON + timedelta(hours=72)
    await world.asked("seller", ("photo",), grace=GraceRef(at=checkpoint, until=until), due_at=checkpoint)
    clock.time = checkpoint + INSTANT

    given = await world.upload(an_image(), by="seller")

    assert given.status_code == 201, given.text
    told = [parse(row) for row in await rows(TOLD)]
    assert ("grace-granted", checkpoint, clock.time, "timeout:evidence_grace") in told
    assert [event[1:] for event in told if event[0] == "request-satisfied"] == [(clock.time, None, "request")]
