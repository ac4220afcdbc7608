"""Tables that grow with what happens: how each is filled, and what is written to it, read of it and done for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from common.contracts.envelope import Event
from common.contracts.escrow import PlatformOpened
from common.execution.commands import Command
from common.jobs.audit_chain import LONGEST_STATEMENT_SECONDS, AuditLogChainer
from common.jobs.deadlines import DeadlineSweeper, DueDeadline
from common.jobs.past_deadlines import PastDeadlinePurge
from common.kernel.ids import new_id
from common.kernel.origin import Origin
from common.messaging.bus import InMemoryBus, Message
from common.messaging.cleaning import TrafficCleaner
from common.messaging.inbox import EventConsumer, consumes
from common.messaging.outbox import OutboxRelay
from common.persistence.idempotency import IdempotencyClaim, claim_key, purge_expired_keys
from common.persistence.transaction import ScheduledDeadline

from . import feed
from .ground import Act, Ground

LATER: Final = timedelta(days=30)


class Measures(NamedTuple):
    """Acts of the product: what writes a row, what reads some, and a pass of the worker that looks after the table."""

    write: Act
    read: Act
    worker: Act
    prepare: Act | None = None
    """Act that a process does once, when it has just begun."""


class GrowingTable(NamedTuple):
    name: str
    service: str
    fill: str
    """Adds the rows `{first}` to `{last}`, as they are once they have had their effect. `{tenant}`: whose."""
    begin: Callable[[Ground], Measures]


def no_command(due: DueDeadline) -> Command[None]:
    raise AssertionError("nothing is due")


def _deadlines(ground: Ground) -> Measures:
    begin, infrastructure = ground.executor.begin, ground.executor.begin.infrastructure
    sweeper, purge = DeadlineSweeper(ground.executor, no_command), PastDeadlinePurge(ground.database, infrastructure)

    async def schedule() -> None:
        now = datetime.now(UTC)
        async with begin(ground.tenant, Origin.system(ground.tenant)) as tx:
            await tx.schedule_deadlines(new_id(), [ScheduledDeadline("growth", now, now + LATER)])

    return Measures(schedule, sweeper.fire_due, purge.purge_stretch)


def _log(ground: Ground) -> Measures:
    begin = ground.executor.begin
    chainer = AuditLogChainer(ground.database, begin.infrastructure)

    async def append() -> None:
        async with begin(ground.tenant, Origin.system(ground.tenant)) as tx:
            await tx.append_audit_entry("growth.measured", "growth")

    async def chain_one() -> None:
        await append()
        await chainer.chain_batch()

    async def find_floor() -> None:
        """Let a chainer that has just begun find where nothing can be missing any more; then it reads what is new."""
        for _ in range(3):
            await chainer.chain_batch()
            await asyncio.sleep(LONGEST_STATEMENT_SECONDS + 0.5)

    return Measures(append, chainer.chain_batch, chain_one, prepare=find_floor)


def _idempotency(ground: Ground) -> Measures:
    begin = ground.executor.begin

    async def claim(key: str) -> None:
        async with begin(ground.tenant, Origin.system(ground.tenant)) as tx:
            await claim_key(tx, IdempotencyClaim("platform:growth", "POST /growth", key, b"\0" * 32))

    return Measures(
        lambda: claim(uuid4().hex),
        lambda: claim("key-000000000005"),
        lambda: purge_expired_keys(ground.database, begin.infrastructure.schema),
    )


def _outbox(ground: Ground) -> Measures:
    begin, infrastructure = ground.executor.begin, ground.executor.begin.infrastructure
    relay = OutboxRelay(ground.database, infrastructure, InMemoryBus())
    cleaner = TrafficCleaner(ground.database, infrastructure)

    async def publish() -> None:
        async with begin(ground.tenant, Origin.system(ground.tenant)) as tx:
            await tx.publish([an_event(ground.tenant)])

    return Measures(publish, relay.relay_batch, cleaner.clean_batch)


def _inbox(ground: Ground) -> Measures:
    consumer = EventConsumer("escrow", ground.executor, [consumes(PlatformOpened, lambda event: None)])
    cleaner = TrafficCleaner(ground.database, ground.executor.begin.infrastructure)

    async def hear() -> None:
        event = an_event(ground.tenant)
        await consumer.consume_message(Message(event.id, event.topic, event.model_dump_json().encode()))

    return Measures(hear, consumer.retry_due, cleaner.clean_batch)


def an_event(tenant: UUID) -> Event:
    return PlatformOpened.model_validate({
        "tenant": tenant, "subject": uuid4(), "sequence": 1, "version": 1, "occurred_at": datetime.now(UTC),
        "actor": {"role": "admin", "id": "growth"}, "cause": "growth", "default_policy": "agreement_first",
    })  # fmt: skip


def _feed(ground: Ground) -> Measures:
    return Measures(feed.publish(ground), feed.read_page(ground), feed.clean(ground))


def _deliveries(ground: Ground) -> Measures:
    return Measures(feed.publish(ground), feed.list_deliveries(ground), feed.clean(ground))


ID: Final = "lpad(to_hex(n), 32, '0')::uuid"
"""Ids in the order of their making, as those of version 7 are."""
LAST_DAYS: Final = "now() - interval '20 days' + n * interval '20 days' / {last}"
SERIES: Final = "FROM generate_series({first}, {last}) n"
FEED: Final = f"""
INSERT INTO notifications.events (id, tenant_id, position, type, subject, sequence, number, occurred_at, stored_at,
                                  body, audience)
SELECT {ID}, '{{tenant}}', n, 'dispute.escalated', 'dsp_' || n, 1, 1, {LAST_DAYS}, {LAST_DAYS}, '{feed.BODY}', 'staff'
       {SERIES};
INSERT INTO notifications.feeds VALUES ('{{tenant}}', {{last}})
ON CONFLICT (tenant_id) DO UPDATE SET position = excluded.position"""
TABLES: Final = (
    GrowingTable("deadlines", "escrow", f"""
INSERT INTO escrow.deadlines (id, tenant_id, subject, kind, anchor_at, due_at, clock, state, fired_at)
SELECT {ID}, '{{tenant}}', {ID}, 'auto_release', {LAST_DAYS}, {LAST_DAYS}, 'natural',
       CASE n % 2 WHEN 0 THEN 'fired' ELSE 'cancelled' END, CASE n % 2 WHEN 0 THEN now() END {SERIES}""", _deadlines),
    GrowingTable("armed deadlines", "escrow", f"""
INSERT INTO escrow.deadlines (id, tenant_id, subject, kind, anchor_at, due_at, clock, state)
SELECT {ID}, '{{tenant}}', {ID}, 'auto_release', now(), now() + interval '1 day' + n * interval '1 second', 'natural',
       'armed' {SERIES}""", _deadlines),
    GrowingTable("log", "escrow", f"""
WITH added AS (
  INSERT INTO escrow.log_entries (tenant_id, at, canonical)
  SELECT '{{tenant}}', {LAST_DAYS}, convert_to(repeat('x', 300), 'UTF8') {SERIES} RETURNING id)
INSERT INTO escrow.log_chain (tenant_id, seq, entry_id, prev_hash, hash)
SELECT '{{tenant}}', id, id, sha256('a'), sha256('b') FROM added""", _log),
    GrowingTable("idempotency", "escrow", f"""
INSERT INTO escrow.idempotency (tenant_id, principal, route, key, fingerprint, status, body, created_at, expires_at)
SELECT '{{tenant}}', 'platform:growth', 'POST /growth', 'key-' || lpad(n::text, 12, '0'),
       decode(repeat('00', 32), 'hex'), 201, convert_to(repeat('x', 600), 'UTF8'), now(), now() + interval '20 hours'
       {SERIES}""", _idempotency),
    GrowingTable("outbox", "escrow", f"""
INSERT INTO escrow.outbox (id, tenant_id, topic, subject, sequence, body, created_at, published_at)
SELECT {ID}, '{{tenant}}', 'funds.held.v1', {ID}, 1, convert_to(repeat('x', 900), 'UTF8'), {LAST_DAYS}, {LAST_DAYS}
       {SERIES}""", _outbox),
    GrowingTable("inbox", "escrow", f"""
INSERT INTO escrow.inbox (consumer, event_id, tenant_id, topic, subject, sequence, state, attempts, processed_at)
SELECT 'escrow', {ID}, '{{tenant}}', 'disputes.closed.v1', {ID}, 1, 'done', 1, {LAST_DAYS} {SERIES}""", _inbox),
    GrowingTable("feed", "notifications", FEED, _feed),
    GrowingTable("messages and attempts", "notifications", f"""
{FEED};
{feed.ENDPOINT};
INSERT INTO notifications.messages (id, tenant_id, endpoint_id, event_id, state, round, tries, attempts, stamp,
                                    created_at)
SELECT {ID}, '{{tenant}}', '{feed.ENDPOINT_ID}', {ID}, 'delivered', 1, 1, 1, n, {LAST_DAYS} {SERIES};
INSERT INTO notifications.attempts (message_id, n, tenant_id, round, at, status_code, duration_ms, webhook_id,
                                    webhook_timestamp)
SELECT {ID}, 1, '{{tenant}}', 1, {LAST_DAYS}, 204, 12, 'evt_' || n, n {SERIES}""", _deliveries),
)  # fmt: skip
