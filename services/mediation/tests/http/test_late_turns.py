"""PRM-5: what was received in time is told as received, and what ends by itself at its own instant."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from deploy.proof.testing.late_turns import wait_for_turn
from mediation.testing import NOON, a_mediation, counter, reject_counter

TOLD = (
    "SELECT topic, convert_from(body, 'UTF8')::jsonb ->> 'occurred_at', convert_from(body, 'UTF8')::jsonb ->>"
    " 'recorded_at', convert_from(body, 'UTF8')::jsonb ->> 'cause', convert_from(body, 'UTF8')::jsonb -> 'actor'"
    " ->> 'role' FROM mediation.outbox ORDER BY (convert_from(body, 'UTF8')::jsonb ->> 'sequence')::int"
)
OFFER = [{"kind": "refund_partial", "amount": {"amount": 40, "currency": "EUR"}}]


def parse(row):
    topic, occurred, recorded, cause, role = row
    recorded_at = None if recorded is None else datetime.fromisoformat(recorded)
    return topic.split(".")[1], datetime.fromisoformat(occurred), recorded_at, cause, role


@pytest.mark.parametrize(
    ("what", "body", "told"),
    [
        ("1/accept", {"version": 1, "option": 1}, "agreement-submitted"),
        ("1/counter", {"version": 1, "options": OFFER}, "proposal-made"),
    ],
)
async def test_prm_5_an_answer_in_time_is_told_as_received(
    keep, seller, disputes, rows, clock, what, body, told
) -> None:
    found, disputes.away = await keep(a_mediation()), True

    with wait_for_turn(clock, found.snapshot.due_at) as (received_at, decided_at):
        answer = await seller.act(found, what, body)

    assert answer.status_code in (201, 202), answer.text
    events = [parse(row) for row in await rows(TOLD)]
    assert (told, received_at, decided_at, "request", "seller") in events
    assert {event[1:3] for event in events} == {(received_at, decided_at)}


async def test_prm_5_a_refusal_in_time_is_told_as_received(keep, buyer, rows, clock) -> None:
    found = await keep(counter(a_mediation()))

    with wait_for_turn(clock, found.snapshot.due_at) as (received_at, decided_at):
        answer = await buyer.act(found, "2/reject", {"version": 1})

    assert answer.status_code == 200, answer.text
    assert {parse(row)[1:3] for row in await rows(TOLD)} == {(received_at, decided_at)}


async def test_prm_5_an_offer_that_a_new_one_finds_over_has_ended_at_its_own_instant(keep, seller, rows, clock) -> None:
    found = await keep(reject_counter(a_mediation()))
    await seller.act(found, "", {"options": OFFER})
    earlier, ended_at = len(await rows(TOLD)), NOON + timedelta(days=5)
    clock.time = ended_at + timedelta(seconds=3)

    answer = await seller.act(found, "", {"options": OFFER})

    assert answer.status_code == 201, answer.text
    later = [parse(row) for row in await rows(TOLD)][earlier:]
    by_itself = (ended_at, clock.time, "timeout:offer_response", "system")
    assert later == [
        ("proposal-expired", *by_itself),
        ("turn-changed", *by_itself),
        ("proposal-made", clock.time, None, "request", "seller"),
        ("turn-changed", clock.time, None, "request", "seller"),
    ]
