"""Crowd: one platform asks for more than there is room for, and acts on one deal that is locked; others are served."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final
from uuid import uuid4

import httpx

from common.kernel.ids import parse_id
from deploy.proof.testing.market import Deal, euro_amount

from . import database
from .customers import open_patient_market
from .load import ANSWER_SECONDS
from .stage import Stage

READS: Final = 400
"""Under way at once, of one platform: more than a process has places."""
ACTS: Final = 40
"""On the locked deal: more than there are connections for acts."""
CROWDED_SECONDS: Final = 6.0
OTHERS_EVERY: Final = 0.1
OTHERS_SECONDS: Final = 10.0
"""So long another platform waits for an answer at most, on a machine that is full of others' work as well."""
REFUSED: Final = (429, 502, 503, 504)
_LOCK: Final = "SELECT FROM escrow.escrows WHERE id = $1 FOR UPDATE"


async def crowd_service(stage: Stage) -> None:
    limits = httpx.Limits(max_connections=None)
    async with (
        open_patient_market(stage) as greedy,
        open_patient_market(stage) as other,
        httpx.AsyncClient(base_url=stage.stack.url, timeout=ANSWER_SECONDS, limits=limits) as client,
    ):
        locked, own = await greedy.fund_deal(), await other.fund_deal()
        until = time.monotonic() + CROWDED_SECONDS
        async with _lock_deal(stage, locked):
            crowd = [asyncio.create_task(_ask_again(client, locked, until, number)) for number in range(READS + ACTS)]
            try:
                served = await _ask_as_other(stage, own, until)
            finally:
                answers = await asyncio.gather(*crowd, return_exceptions=True)
    _judge(stage, served, sum((one for one in answers if isinstance(one, Counter)), Counter[int]()))


@asynccontextmanager
async def _lock_deal(stage: Stage, deal: Deal) -> AsyncIterator[None]:
    async with database.open_database(stage) as connection, connection.transaction():
        await connection.fetch(_LOCK, parse_id(deal.id.partition("_")[0], deal.id))
        yield


async def _ask_again(client: httpx.AsyncClient, deal: Deal, until: float, number: int) -> Counter[int]:
    statuses: Counter[int] = Counter()
    headers = {"Authorization": f"Bearer {deal.market.platform.token}"}
    while time.monotonic() < until:
        if number < ACTS:
            keyed = headers | {"Idempotency-Key": uuid4().hex}
            answer = await client.post(f"{deal.path}/release", json={"amount": euro_amount(1)}, headers=keyed)
        else:
            answer = await client.get("/v1/escrows?limit=100", headers=headers)
        statuses[answer.status_code] += 1
        await asyncio.sleep(0.05 if answer.status_code in REFUSED else 0)
    return statuses


async def _ask_as_other(stage: Stage, deal: Deal, until: float) -> list[tuple[int, float]]:
    """Ask as somebody who asks for little: the status and the time of each answer."""
    served = []
    headers = {"Authorization": f"Bearer {deal.market.platform.token}"}
    async with httpx.AsyncClient(base_url=stage.stack.url, timeout=ANSWER_SECONDS) as client:
        while time.monotonic() < until:
            await asyncio.sleep(OTHERS_EVERY)
            began = time.monotonic()
            answer = await client.get(deal.path, headers=headers)
            served.append((answer.status_code, time.monotonic() - began))
            health = await client.get("/health/escrow/ready")
            served.append((health.status_code, 0.0))
    return served


def _judge(stage: Stage, served: list[tuple[int, float]], crowd: Counter[int]) -> None:
    slowest = max(seconds for _, seconds in served)
    print(f"In a crowd ({dict(crowd)}) others waited {slowest * 1000:.0f} ms at most", flush=True)
    statuses: Any = Counter(status for status, _ in served)
    if statuses.keys() != {200}:
        stage.thrown.note_finding("who asks for little is served beside a crowd", dict(statuses))
    if slowest > OTHERS_SECONDS:
        stage.thrown.note_finding("who asks for little waits no longer for a crowd", round(slowest, 1))
    if 500 in crowd:
        stage.thrown.note_finding("nobody is answered 500 in a crowd", dict(crowd))
