"""Acts across a deadline while the pool is used up, over real time and the real database: no clock is injected here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI
from sqlalchemy import text

from common.messaging.bus import InMemoryBus
from common.persistence import database as databases
from escrow.app import create_app

SET_TIME = """
INSERT INTO escrow.clocks (tenant_id, shift) VALUES (:tenant, :time - clock_timestamp())
ON CONFLICT (tenant_id) DO UPDATE SET shift = excluded.shift
"""


@pytest.fixture
async def app(settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FastAPI]:
    monkeypatch.setattr(databases, "POOL_TIMEOUT_SECONDS", 20.0)
    app = create_app(settings.model_copy(update={"pool_size": 1}), bus=InMemoryBus())
    async with LifespanManager(app):
        yield app


async def set_time(market, time: datetime) -> None:
    async with market.app.state.service.database.worker_transaction() as connection:
        await connection.execute(text(SET_TIME), {"tenant": market.tenant, "time": time})


async def exhaust_pool(market, seconds: float) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(6):
            await stack.enter_async_context(market.app.state.service.database.engine.connect())
        await asyncio.sleep(seconds)


@pytest.mark.parametrize(("sent_before", "status"), [(0.6, "funded"), (-0.3, "awaiting_funds")])
async def test_wal_f5_a_payment_is_in_time_by_when_it_came_however_long_the_pool_made_it_wait(
    market, sent_before: float, status: str
) -> None:
    escrow = await market.escrow(10_000)
    fund_by = datetime.fromisoformat(escrow["fund_by"])
    await set_time(market, fund_by - timedelta(seconds=1))
    await asyncio.sleep(1 - sent_before)
    holding = asyncio.create_task(exhaust_pool(market, 2))
    await asyncio.sleep(0.1)

    paid = await market.fund(escrow, 10_000)

    await holding
    assert paid.status_code == 200
    assert (await market.read(escrow))["status"] == status


@pytest.mark.parametrize(("sent_before", "expected"), [(0.6, 200), (-0.3, 409)])
async def test_wal_f5_a_shipment_before_its_end_is_in_time(market, sent_before: float, expected: int) -> None:
    escrow = await market.funded(10_000)
    seller = await market.seller()
    await set_time(market, datetime.fromisoformat(escrow["ship_by"]) - timedelta(seconds=1))
    await asyncio.sleep(1 - sent_before)
    holding = asyncio.create_task(exhaust_pool(market, 2))
    await asyncio.sleep(0.1)

    shipped = await seller.post(f"/v1/escrows/{escrow['id']}/ship", {"carrier": "DHL", "tracking_number": "00340434"})

    await holding
    assert shipped.status_code == expected, shipped.text
