"""Late acts: what arrives before its end, and finds a database that stands still until after it, was in time."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import httpx

from common.kernel.ids import parse_id
from deploy.proof.testing.market import Market

from . import database
from .customers import open_patient_market
from .load import ANSWER_SECONDS
from .stage import Stage

BEFORE: Final = timedelta(seconds=0.7)
STANDING_SECONDS: Final = 1.6
TRIES: Final = 3
SHIPMENT: Final = {"carrier": "DHL", "tracking_number": "JD014600003RU"}
_SESSIONS: Final = """
SELECT pid FROM pg_stat_activity WHERE usename = 'svc_escrow' AND backend_type = 'client backend'
"""
_NOW: Final = "SELECT clock_timestamp() + shift AS now FROM escrow.clocks WHERE tenant_id = $1"


async def act_at_the_last_moment(stage: Stage) -> None:
    """Ship just before the end. What was refused because of the standstill itself shows nothing: then once more."""
    async with open_patient_market(stage) as market:
        for _ in range(TRIES):
            answer = await _ship_late(stage, market)
            if answer.status_code < 500:
                break
    print(f"Shipped at the last moment: {answer.status_code}", flush=True)
    if not answer.is_success:
        stage.thrown.note_finding("what arrives in time is in time", f"{answer.status_code} {answer.text[:200]}")


async def _ship_late(stage: Stage, market: Market) -> httpx.Response:
    deal = await market.fund_deal()
    ends_at = datetime.fromisoformat((await deal.read_escrow())["ship_by"])
    early = ends_at - timedelta(seconds=3)
    await market.advance_clock(to=early.isoformat().replace("+00:00", "Z"))
    await market.renew_tokens()
    headers = {"Authorization": f"Bearer {market.seller.token}", "Idempotency-Key": uuid4().hex}
    async with httpx.AsyncClient(base_url=stage.stack.url, timeout=ANSWER_SECONDS) as client:
        await client.get(deal.path, headers=headers)
        await _wait_for(stage, parse_id("plt", market.id), ends_at - BEFORE)
        async with _standing_sessions(stage):
            shipping = asyncio.create_task(client.post(f"{deal.path}/ship", json=SHIPMENT, headers=headers))
            await asyncio.sleep(STANDING_SECONDS)
        return await shipping


async def _wait_for(stage: Stage, platform: UUID, instant: datetime) -> None:
    [row] = await database.fetch(stage, _NOW, platform)
    await asyncio.sleep(max((instant - row["now"]).total_seconds(), 0.0))


@asynccontextmanager
async def _standing_sessions(stage: Stage) -> AsyncIterator[None]:
    """Have all sessions that a service has with its database stand still inside the block."""
    sessions = [row["pid"] for row in await database.fetch(stage, _SESSIONS)]
    for session in sessions:
        os.kill(session, signal.SIGSTOP)
    try:
        yield
    finally:
        for session in sessions:
            os.kill(session, signal.SIGCONT)
