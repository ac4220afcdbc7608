"""Unroutable events: more of them than a relay takes at once, for which there is no way for a while; others go on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from aio_pika.abc import AbstractQueue

from common.kernel.ids import new_id
from common.messaging.rabbitmq import exchange_name, inbox_name

from . import database
from .broker import open_broker
from .stage import Stage

PUBLISHER: Final = "disputes"
BLOCKED: Final = "disputes.parcel-corrected.v1"
BLOCKED_READER: Final = "notifications"
OPEN: Final = "disputes.assigned.v1"
OPEN_READERS: Final = ("mediation", "notifications")
BLOCKED_EVENTS: Final = 300
WAIT_SECONDS: Final = 20.0
LOOK_SECONDS: Final = 0.1
_WRITE: Final = """
INSERT INTO disputes.outbox (id, tenant_id, topic, subject, sequence, body) VALUES ($1, $2, $3, $4, 1, $5)
"""
_IS_PUBLISHED: Final = "SELECT published_at IS NOT NULL AS is_published FROM disputes.outbox WHERE id = $1"
_FORGET: Final = "DELETE FROM disputes.outbox WHERE id = ANY ($1::uuid[])"


async def block_events(stage: Stage) -> None:
    """Write events that nobody can be brought, and one behind them. Nobody can read them either: they are parked."""
    async with _way_closed(stage):
        *_, behind = await _write_events(
            stage, [(BLOCKED, (BLOCKED_READER,))] * BLOCKED_EVENTS + [(OPEN, OPEN_READERS)]
        )
        began = time.monotonic()
        while not (await database.fetch(stage, _IS_PUBLISHED, behind))[0]["is_published"]:
            if time.monotonic() - began > WAIT_SECONDS:
                return stage.thrown.note_finding("events that nothing takes hold up no others", f"{WAIT_SECONDS} s")
            await asyncio.sleep(LOOK_SECONDS)
    print(f"An event passed {BLOCKED_EVENTS} that nothing takes in {time.monotonic() - began:.1f} s", flush=True)


async def forget_events(stage: Stage) -> None:
    await database.execute(stage, _FORGET, stage.thrown.outbox)
    stage.thrown.outbox.clear()


@asynccontextmanager
async def _way_closed(stage: Stage) -> AsyncIterator[None]:
    """Lead nothing of the blocked topic to its reader inside the block."""
    async with open_broker(stage, BLOCKED_READER) as connection:
        queue: AbstractQueue = await (await connection.channel()).get_queue(inbox_name(BLOCKED_READER), ensure=False)
        await queue.unbind(exchange_name(PUBLISHER), BLOCKED)
        try:
            yield
        finally:
            await queue.bind(exchange_name(PUBLISHER), BLOCKED)


async def _write_events(stage: Stage, wanted: Sequence[tuple[str, tuple[str, ...]]]) -> list[UUID]:
    """Write an event for each topic, and note by whom it is to be parked; their ids."""
    rows = [(new_id(), new_id(), topic, new_id(), b"{" + str(new_id()).encode()) for topic, _ in wanted]
    for (_, readers), (*_, body) in zip(wanted, rows, strict=True):
        stage.thrown.malformed.update((reader, body) for reader in readers)
    ids = [row[0] for row in rows]
    stage.thrown.outbox += ids
    async with database.open_database(stage) as connection:
        await connection.executemany(_WRITE, rows)
    return ids
