"""B9: webhooks from one worker to a sink on this machine, signed, each attempt logged."""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import UTC, datetime
from typing import Any, Final

from deploy.local import ports
from deploy.local.ports import HOST
from deploy.proof.bench.beside.load_client import Lane
from deploy.proof.bench.figures import Figure, RowResult
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import Stage
from deploy.proof.bench.targets import measured
from deploy.proof.testing.market import Market

from .writes import CONNECTIONS, CREATE, require_good

ENDPOINTS: Final = 4
EVENTS_EACH: Final = 900
"""Fewer than one replay may send."""
PATIENCE_SECONDS: Final = 300.0
PATH: Final = "/v1/webhook-endpoints"


async def measure_webhooks(stage: Stage, progress: Progress, rounds: int) -> list[RowResult]:
    """Events are there before they are sent: what is measured is the sending alone."""
    rates, waits = [], []
    for number in range(1, rounds + 1):
        progress.say(f"webhooks, round {number} of {rounds}: {EVENTS_EACH:,} events for {ENDPOINTS} endpoints")
        rate, waited = await _measure_round(stage)
        rates.append(rate)
        waits.append(waited)
    return [measured("B9", rates, {"from the replay to the first": Figure(waits, "s")})]


async def _measure_round(stage: Stage) -> tuple[float, float]:
    [port] = ports.pick_free_ports()
    await stage.start_program([sys.executable, "-m", "deploy.proof.bench.beside.webhook_sink", str(port)], port)
    market = await stage.open_market()
    endpoints = [await _register_endpoint(market, f"http://{HOST}:{port}/{number}") for number in range(ENDPOINTS)]
    since, positions = datetime.now(UTC), await stage.read_positions()
    host, escrow_port = stage.address_of("escrow")
    lane = Lane("events", host, escrow_port, (market.platform.token,), (CREATE,), CONNECTIONS, count=EVENTS_EACH)
    require_good((await stage.run_load(lane)).only)
    await stage.wait_until_heard(positions)
    await market.renew_tokens()
    for endpoint in endpoints:
        await _change_endpoint(market, endpoint, {"enabled": True})
    started = time.time()
    between = {"since": f"{since:%Y-%m-%dT%H:%M:%S}Z", "until": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}Z"}
    for endpoint in endpoints:
        await market.platform.perform_act(f"{PATH}/{endpoint}/replay", between)
    times = await _await_deliveries(stage, port, started)
    return (len(times) - 1) / (times[-1] - times[0]), times[0] - started


async def _register_endpoint(market: Market, url: str) -> str:
    """Turned off, until there is something to send."""
    made = await market.platform.perform_act(PATH, {"url": url, "event_types": ["escrow.created"]})
    await _change_endpoint(market, made["id"], {"enabled": False})
    return str(made["id"])


async def _change_endpoint(market: Market, endpoint: str, change: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {market.platform.token}", "Idempotency-Key": f"{endpoint}{time.time_ns()}"}
    answer = await market.platform.client.patch(f"{PATH}/{endpoint}", json=change, headers=headers)
    assert answer.is_success, answer.text


async def _await_deliveries(stage: Stage, port: int, since: float) -> list[float]:
    """Until no more come: a replay counts only what happened in whole seconds, so their number is not known."""
    seen: list[float] = []
    while time.time() - since < PATIENCE_SECONDS:
        await asyncio.sleep(1.0)
        times = [at for at in (await stage.client.get(f"http://{HOST}:{port}/")).json() if at >= since]
        if times and len(times) == len(seen):
            return times
        seen = times
    raise RuntimeError("webhooks go on and on, or none comes")
