from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from common.kernel.ids import format_id, new_id
from notifications.commands import Redeliver, ReplayEvents, RotateSecret
from notifications.domain.delivery import RETRY_SCHEDULE
from notifications.tables import attempts, endpoints, messages, queue
from notifications.testing import SECRET, an_escalated_dispute, running_receiver


async def rows(begin, tenant, table):
    async with begin(tenant) as tx:
        return (await tx.execute(select(table))).all()


async def test_an_event_arrives_signed_as_standard_webhooks_say(courier, receiver, subscribe, tell) -> None:
    await subscribe(receiver.url)
    fact = await tell()

    assert await courier.deliver_due() == 1

    [got] = receiver.got
    assert got.verified_payload() == {
        "type": "dispute.escalated",
        "timestamp": "2027-01-01T12:00:00Z",
        "recorded_at": None,
        "id": format_id("evt", fact.id),
        "sequence": 1,
        "number": 1,
        "version": 5,
        "subject": format_id("dsp", fact.subject),
        "actor": {"role": "buyer", "id": "b-1"},
        "cause": "request",
        "data": {"escrow": format_id("esc", fact.escrow), "stage": "review", "snapshot": None, "on_behalf_of": None},
    }
    assert got.headers["content-type"] == "application/json"


async def test_every_attempt_is_logged_with_the_address_it_reached(
    courier, receiver, subscribe, tell, begin, tenant
) -> None:
    await subscribe(receiver.url)
    await tell()

    await courier.deliver_due()

    [attempt] = await rows(begin, tenant, attempts)
    assert (attempt.n, attempt.status_code, attempt.failure) == (1, 204, None)
    assert str(attempt.peer_ip) == "127.0.0.1"
    assert attempt.webhook_id == receiver.got[0].id
    assert await rows(begin, tenant, queue) == []


async def test_a_failure_is_tried_again_on_schedule_under_the_same_id(
    courier, receiver, subscribe, tell, clock
) -> None:
    receiver.will_answer(500, 500, 200)
    await subscribe(receiver.url)
    await tell()

    counts = []
    for seconds in (0, 4.9, 0.2, 299, 1.5, 86_400):
        clock.advance_time(seconds=seconds)
        counts.append(await courier.deliver_due())

    assert counts == [1, 0, 1, 0, 1, 0]
    assert len({got.id for got in receiver.got}) == 1
    stamps = [got.stamp for got in receiver.got]
    assert stamps == sorted(set(stamps))


async def test_after_ten_attempts_it_gives_up(courier, receiver, subscribe, tell, clock, begin, tenant) -> None:
    receiver.will_answer(500)
    await subscribe(receiver.url)
    await tell()

    for wait in (*RETRY_SCHEDULE, timedelta(days=3)):
        clock.advance_time(seconds=wait.total_seconds())
        await courier.deliver_due()

    assert len(receiver.got) == 10
    assert [row.state for row in await rows(begin, tenant, messages)] == ["failed"]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_a_failure_and_is_not_followed(
    courier, receiver, subscribe, tell, begin, tenant, status
) -> None:
    async with running_receiver(200) as elsewhere:
        receiver.will_answer(status, headers=f"Location: {elsewhere.url}\r\n")
        await subscribe(receiver.url)
        await tell()

        await courier.deliver_due()

        assert elsewhere.got == []
    assert [row.failure for row in await rows(begin, tenant, attempts)] == ["redirect_refused"]


async def test_410_disables_at_once_and_stops_what_waits(
    courier, receiver, subscribe, tell, begin, tenant, clock
) -> None:
    receiver.will_answer(500, 410)
    await subscribe(receiver.url)
    await tell()
    await courier.deliver_due()
    await tell()

    await courier.deliver_due()

    [endpoint] = await rows(begin, tenant, endpoints)
    assert (endpoint.state, endpoint.disabled_why) == ("disabled", "gone")
    assert sorted(row.state for row in await rows(begin, tenant, messages)) == ["failed", "stopped"]
    assert await rows(begin, tenant, queue) == []
    told = await rows(begin, tenant, begin.infrastructure.outbox)
    assert [row.topic for row in told] == ["notifications.endpoint-disabled.v1"]


async def test_120_hours_of_nothing_but_failures_disable(
    courier, receiver, subscribe, tell, begin, tenant, clock
) -> None:
    receiver.will_answer(500)
    await subscribe(receiver.url)
    await tell()
    await courier.deliver_due()

    clock.advance_time(hours=119.9)
    await courier.deliver_due()
    [before] = await rows(begin, tenant, endpoints)
    clock.advance_time(hours=10)
    await courier.deliver_due()

    [after] = await rows(begin, tenant, endpoints)
    assert (before.state, after.state, after.disabled_why) == ("enabled", "disabled", "failing")


async def test_one_success_forgets_the_failures(courier, receiver, subscribe, tell, begin, tenant, clock) -> None:
    receiver.will_answer(500, 200)
    await subscribe(receiver.url)
    await tell()
    await courier.deliver_due()
    [failing] = await rows(begin, tenant, endpoints)

    clock.advance_time(seconds=6)
    await courier.deliver_due()

    [healthy] = await rows(begin, tenant, endpoints)
    assert failing.failing_since is not None
    assert healthy.failing_since is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("1", 5), ("-5", 5), ("soon", 5), ("999999999999", 86_400), ("", 5)],
)
async def test_retry_after_is_honoured_up_to_a_day(
    courier, receiver, subscribe, tell, begin, tenant, clock, value, seconds
) -> None:
    receiver.will_answer(503, headers=f"Retry-After: {value}\r\n")
    await subscribe(receiver.url)
    await tell()

    await courier.deliver_due()

    [row] = await rows(begin, tenant, messages)
    assert row.due_at - clock() == timedelta(seconds=seconds)


async def test_a_dead_endpoint_delays_no_other(courier, receiver, subscribe, tell) -> None:
    async with running_receiver() as dead:
        await subscribe(dead.url)
        await subscribe(receiver.url)
        for _ in range(40):
            await tell()
        running = asyncio.create_task(courier.run())

        await receiver.wait_until(40)

        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
    assert len(dead.got) < 40, "the dead one has not even been tried with all when the other has everything"
    assert len({got.id for got in receiver.got}) == 40


async def test_a_hanging_endpoint_fails_after_the_wall_clock_limit(courier, subscribe, tell, begin, tenant) -> None:
    async with running_receiver() as hanging:
        await subscribe(hanging.url)
        await tell()

        await courier.deliver_due()

    [attempt] = await rows(begin, tenant, attempts)
    assert (attempt.failure, str(attempt.peer_ip)) == ("timeout", "127.0.0.1")
    assert attempt.duration_ms < 3_000


async def test_an_endless_body_is_left_unread(courier, receiver, subscribe, tell, begin, tenant) -> None:
    receiver.answers = [b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + bytes(200_000)]
    await subscribe(receiver.url)
    await tell()

    await courier.deliver_due()

    [attempt] = await rows(begin, tenant, attempts)
    assert (attempt.status_code, attempt.failure) == (200, None)


async def test_a_lost_worker_s_message_is_sent_again_after_its_lease(courier, receiver, subscribe, tell, clock) -> None:
    await subscribe(receiver.url)
    await tell()
    lost = await courier.claim_due()

    clock.advance_time(seconds=59)
    during = await courier.deliver_due()
    clock.advance_time(seconds=2)
    after = await courier.deliver_due()

    assert (len(lost), during, after) == (1, 0, 1)


async def test_a_redelivery_comes_under_the_same_id_with_a_later_timestamp(
    courier, receiver, subscribe, tell, begin, executor, tenant
) -> None:
    await subscribe(receiver.url)
    await tell()
    await courier.deliver_due()
    [message] = await rows(begin, tenant, messages)

    async with begin(tenant) as tx:
        await executor.execute(tx, Redeliver(message.id))
    await courier.deliver_due()

    first, second = receiver.got
    assert first.id == second.id
    assert second.stamp > first.stamp
    assert second.verified_payload() == first.verified_payload()
    assert [row.round for row in await rows(begin, tenant, attempts)] == [1, 2]


async def test_both_secrets_sign_for_a_day_after_a_rotation(
    courier, receiver, subscribe, tell, begin, executor, tenant, vault, clock
) -> None:
    endpoint = await subscribe(receiver.url)
    sealed = vault.generate_secret()
    async with begin(tenant) as tx:
        await executor.execute(tx, RotateSecret(endpoint.id, sealed))

    await tell()
    await courier.deliver_due()
    clock.advance_time(hours=24)
    await tell()
    await courier.deliver_due()

    during, after = receiver.got
    assert during.verified_payload(SECRET) == during.verified_payload(vault.reveal_secret(sealed))
    assert len(during.headers["webhook-signature"].split(" ")) == 2
    assert len(after.headers["webhook-signature"].split(" ")) == 1


async def test_a_consumed_fact_is_sent_once_per_endpoint_that_wants_it(
    courier, receiver, subscribe, tell, begin, tenant
) -> None:
    await subscribe(receiver.url, "dispute.*")
    await subscribe(receiver.url, "dispute.escalated", "escrow.created")
    await subscribe(receiver.url, "escrow.*")

    await tell()

    assert await courier.deliver_due() == 2


async def test_secrets_are_not_readable_in_the_database(subscribe, begin, tenant) -> None:
    await subscribe("https://example.com/")

    async with begin(tenant) as tx:
        everything = (await tx.execute(text("SELECT row_to_json(e)::text FROM notifications.endpoints e"))).scalar_one()

    assert SECRET not in everything
    assert SECRET.removeprefix("whsec_") not in everything


async def test_a_replay_sends_the_range_again_and_what_was_missed(
    courier, receiver, subscribe, tell, begin, executor, tenant, clock
) -> None:
    await tell()
    endpoint = await subscribe(receiver.url)
    await tell()
    await courier.deliver_due()

    since = clock() - timedelta(days=1)
    async with begin(tenant) as tx:
        until = since + timedelta(days=9_999)
        replayed = await executor.execute(tx, ReplayEvents(endpoint.id, since, until))

    assert replayed.result.event_count == 2
    assert await courier.deliver_due() == 2
    assert len({got.id for got in receiver.got}) == 2


async def tell_case(tell, tenant, count: int) -> list[str]:
    """Tell events of one dispute; return their public ids in order."""
    subject = new_id()
    facts = [an_escalated_dispute(tenant=tenant, subject=subject, sequence=n) for n in range(1, count + 1)]
    return [format_id("evt", (await tell(fact)).id) for fact in facts]


async def test_prm_4_webhooks_of_a_subject_leave_in_order_and_subjects_side_by_side(
    courier, receiver, subscribe, tell, tenant
) -> None:
    await subscribe(receiver.url)
    one, two = await tell_case(tell, tenant, 3), await tell_case(tell, tenant, 3)

    counts = [await courier.deliver_due() for _ in range(4)]

    carried = [got.verified_payload()["id"] for got in receiver.got]
    assert counts == [2, 2, 2, 0]
    assert [event for event in carried if event in one] == one
    assert [event for event in carried if event in two] == two


async def test_prm_4_a_webhook_under_way_is_waited_for_and_one_that_failed_holds_up_nobody(
    courier, receiver, subscribe, tell, tenant, clock
) -> None:
    receiver.will_answer(500, 200)
    await subscribe(receiver.url)
    first, second = await tell_case(tell, tenant, 2)

    [claimed] = await courier.claim_due()
    while_under_way = await courier.claim_due()
    await courier._attempt_traced(claimed)
    await courier._record_results()
    at_once = await courier.deliver_due()
    clock.advance_time(seconds=6)
    later = await courier.deliver_due()

    assert (while_under_way, at_once, later) == ([], 1, 1)
    assert [got.verified_payload()["id"] for got in receiver.got] == [first, second, first]


async def test_prm_4_a_replay_is_in_order_too(courier, receiver, subscribe, tell, tenant, executor, clock) -> None:
    endpoint = await subscribe(receiver.url)
    told = await tell_case(tell, tenant, 3)
    for _ in told:
        await courier.deliver_due()
    receiver.got.clear()

    async with executor.begin(tenant) as tx:
        happened = an_escalated_dispute().occurred_at
        await executor.execute(tx, ReplayEvents(endpoint.id, happened, happened + timedelta(seconds=1)))
    counts = [await courier.deliver_due() for _ in told]

    assert counts == [1, 1, 1]
    assert [got.verified_payload()["id"] for got in receiver.got] == told
