"""Broker of the suite, as its services see it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import aio_pika
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import AMQPError

from common.kernel.ids import new_id
from deploy.local.suite import SERVICES

from .stage import Stage

CONNECT_SECONDS: Final = 120.0
GRAVE_SECONDS: Final = 20.0


@asynccontextmanager
async def open_broker(stage: Stage, service: str) -> AsyncIterator[AbstractConnection]:
    """Connect as a service. A broker that was just killed is waited for."""
    async with await _connect(stage, service) as connection:
        yield connection


async def find_unsound_graves(stage: Stage) -> list[str]:
    """List the dead-letter queues that hold something, or do not give back what is buried in them."""
    return [flaw for service in SERVICES if (flaw := await _try_grave(stage, service))]


async def _try_grave(stage: Stage, reader: str) -> str:
    sent = f"buried {new_id()}".encode()
    try:
        async with asyncio.timeout(GRAVE_SECONDS), open_broker(stage, reader) as connection:
            channel = await connection.channel()
            grave = await channel.get_queue(f"{reader}.grave", ensure=True)
            if buried := grave.declaration_result.message_count:
                return f"{grave.name} holds {buried}"
            dead = await channel.get_exchange(f"{reader}.dead", ensure=False)
            await dead.publish(aio_pika.Message(sent), "", mandatory=True)
            returned = await grave.get(timeout=GRAVE_SECONDS)
            await returned.ack()
            return "" if returned.body == sent else f"{grave.name} gives back something else"
    except (TimeoutError, OSError, AMQPError) as error:
        return f"{reader}.grave cannot be used: {error!r}"


async def _connect(stage: Stage, service: str) -> AbstractConnection:
    async with asyncio.timeout(CONNECT_SECONDS):
        while True:
            try:
                return await aio_pika.connect(stage.stack.bus_urls[service])
            except (OSError, AMQPError):
                await asyncio.sleep(0.2)
