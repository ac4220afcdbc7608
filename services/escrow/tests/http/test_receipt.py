"""Acts across a deadline while the pool is used up, over real time and the real database: no clock is injected here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI
from sqlalchemy import text

from common.messaging.bus import InMemoryBus
from common.persistence import database as databases
from escrow.app import create_app

SHIPMENT = {"carrier": "DHL", "tracking_number": "00340434"}
SET_TIME = """
INSERT INTO escrow.clocks (tenant_id, shift) VALUES (:tenant, :time - clock_timestamp())
ON CONFLICT (tenant_id) DO UPDATE SET shift = excluded.shift
"""


@pytest.fixture
async def app(settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FastAPI]:
    monkeypatch.setattr(databases, "POOL_TIMEOUT_SECONDS", 20.0)
    app = create_app(settings.model_copy(update={"pool_size": 1}), bus=InMemoryBus())
    async with LifespanManager(app, startup_timeout=30, shutdown_timeout=30):
        yield app


async def set_time(market, time: datetime) -> None:
    async with market.app.state.service.database.worker_transaction() as connection:
        await connection.execute(text(SET_TIME), {"tenant": market.tenant, "time": time})


@asynccontextmanager
async def exhausted_pool(market, seconds: float) -> AsyncIterator[None]:
    """The pool is used up while the block begins, and for so long from then on."""
    async with AsyncExitStack() as stack:
        for _ in range(6):  # one, and five of overflow
            await stack.enter_async_context(market.app.state.service.database.engine.connect())
        freeing = asyncio.create_task(_free_later(stack.pop_all(), seconds))
    yield
    await freeing


async def _free_later(connections: AsyncExitStack, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await connections.aclose()


@pytest.mark.parametrize(("before", "after", "status"), [(2.0, 3.0, "funded"), (0.0, 0.5, "awaiting_funds")])
async def test_wal_f5_a_payment_is_in_time_by_when_it_came_however_long_the_pool_made_it_wait(
    market, before: float, after: float, status: str
) -> None:
    escrow = await market.escrow(10_000)
    due_at = datetime.fromisoformat(escrow["fund_by"])
    await set_time(market, due_at - timedelta(seconds=before))

    async with exhausted_pool(market, after):
        paid = await market.fund(escrow, 10_000)

    assert paid.status_code == 200
    assert (await market.read(escrow))["status"] == status


@pytest.mark.parametrize(("before", "after", "expected"), [(2.0, 3.0, 200), (0.0, 0.5, 409)])
async def test_wal_f5_a_shipment_before_its_end_is_in_time(market, before: float, after: float, expected: int) -> None:
    escrow = await market.funded(10_000)
    seller = await market.seller()
    await set_time(market, datetime.fromisoformat(escrow["ship_by"]) - timedelta(seconds=before))

    async with exhausted_pool(market, after):
        shipped = await seller.post(f"/v1/escrows/{escrow['id']}/ship", SHIPMENT)

    assert shipped.status_code == expected, shipped.text
