"""Troubles that no death makes: queues lost as soon as they were declared, messages that nobody can read, and deadlines
of one platform that fail whenever they are tried."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import aio_pika
import asyncpg
from aio_pika.exceptions import AMQPError

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.contracts.readers import topics_of
from common.kernel.ids import new_id
from common.messaging.rabbitmq import exchange_name
from deploy.local.roles import DATABASE
from deploy.local.suite import SERVICES

from .stage import Stage

AFTER_DECLARATION_SECONDS: Final = 0.3
CONNECT_SECONDS: Final = 120.0
MALFORMED_PER_READER: Final = 8
FAILING_DEADLINES: Final = 1_200
_FAIL: Final = """
INSERT INTO escrow.deadlines (id, tenant_id, subject, kind, anchor_at, due_at, clock, state)
SELECT gen_random_uuid(), $1, gen_random_uuid(), 'auto_release', now() - interval '2 days', now() - interval '1 day',
       'natural', 'armed'
FROM generate_series(1, $2)
"""
"""Of deals that there are not: whoever fires one finds nothing."""
_FORGET_FAILING: Final = "DELETE FROM escrow.deadlines WHERE tenant_id = $1"
_FORGET_MALFORMED: Final = "DELETE FROM {service}.inbox WHERE state = 'parked' AND failure LIKE 'malformed:%'"
_COUNT_MALFORMED: Final = "SELECT count(*) FROM {service}.inbox WHERE state = 'parked' AND failure LIKE 'malformed:%'"
_FAILING_PLATFORM: Final = new_id()


async def send_malformed(stage: Stage) -> None:
    """Send every reader what is no event, some of it under ids that are none."""
    for reader in SERVICES:
        topic = topics_of(reader)[0]
        publisher = PUBLISHER_OF_TOPIC[topic]
        async with await _connect(stage, publisher) as connection:
            exchange = await (await connection.channel()).get_exchange(exchange_name(publisher), ensure=False)
            for number in range(MALFORMED_PER_READER):
                id = str(new_id()) if number % 2 else f"x{number}"
                await exchange.publish(aio_pika.Message(b"{" * number, message_id=id), topic)
    stage.has_sent_malformed = True


async def lose_queues(stage: Stage) -> None:
    """Delete every queue, and kill the broker as soon as they have been declared anew."""
    for service in SERVICES:
        async with await _connect(stage, service) as connection:
            channel = await connection.channel()
            for queue in ("inbox", "grave"):
                await channel.queue_delete(f"{service}.{queue}")
    await asyncio.sleep(AFTER_DECLARATION_SECONDS)
    stage.kill_service("RabbitMQ")


async def fail_deadlines(stage: Stage) -> None:
    await _execute(stage, _FAIL, _FAILING_PLATFORM, FAILING_DEADLINES)


async def clear_away(stage: Stage) -> dict[str, Any]:
    """Take away what was thrown in, once all of it is where it belongs; what is not there yet."""
    await _execute(stage, _FORGET_FAILING, _FAILING_PLATFORM)
    if not stage.has_sent_malformed:
        return {}
    parked = {service: await _fetch_count(stage, _COUNT_MALFORMED.format(service=service)) for service in SERVICES}
    if missing := [service for service, count in parked.items() if not count]:
        return {"malformed messages are not parked": missing}
    for service in SERVICES:
        await _execute(stage, _FORGET_MALFORMED.format(service=service))
    stage.has_sent_malformed = False
    return {}


async def _connect(stage: Stage, service: str) -> aio_pika.abc.AbstractConnection:
    """Connect as a service. A broker that was just killed is waited for."""
    async with asyncio.timeout(CONNECT_SECONDS):
        while True:
            try:
                return await aio_pika.connect(stage.stack.bus_urls[service])
            except (OSError, AMQPError):
                await asyncio.sleep(0.2)


async def _execute(stage: Stage, statement: str, *values: object) -> None:
    connection = await _connect_database(stage)
    try:
        await connection.execute(statement, *values)
    finally:
        await connection.close()


async def _fetch_count(stage: Stage, query: str) -> int:
    connection = await _connect_database(stage)
    try:
        return int(await connection.fetchval(query))
    finally:
        await connection.close()


async def _connect_database(stage: Stage) -> asyncpg.Connection[Any]:
    """Connect as the superuser, whom row security does not concern. One that was just killed is waited for."""
    async with asyncio.timeout(CONNECT_SECONDS):
        while True:
            try:
                return await asyncpg.connect(stage.stack.admin_dsn, database=DATABASE)
            except (OSError, asyncpg.PostgresError):
                await asyncio.sleep(0.2)


TROUBLES: Final[Mapping[str, Callable[[Stage], Awaitable[None]]]] = {
    "malformed messages": send_malformed,
    "lost queues": lose_queues,
    "failing deadlines": fail_deadlines,
}
