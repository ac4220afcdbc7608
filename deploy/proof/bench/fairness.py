"""`python -m deploy.proof.bench.fairness`: how much one platform feels of another that exceeds its limit twentyfold
(SEC-21).

Measures the suite that runs from this folder. The sandbox's limits are out of reach of one load generator, so start it
with lower ones: `PARLEY_LIMITS_TIMES=1 PARLEY_LIMITS='{"platform": "400 in 10 s"}' make run`.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from statistics import quantiles
from typing import Final
from urllib.parse import parse_qs, urlsplit

import httpx

from deploy.proof.demo.suite import Suite, use_running_suite
from deploy.proof.testing.market import Market, open_market

EXCESS_FACTOR: Final = 20
FLOOD_CONNECTIONS: Final = 16
SAMPLES: Final = 400
PAUSE_SECONDS: Final = 0.02


def main() -> None:
    with use_running_suite() as suite:
        asyncio.run(_measure_fairness(suite))


async def _measure_fairness(suite: Suite) -> None:
    async with httpx.AsyncClient(base_url=suite.url, timeout=30, trust_env=False) as client:
        greedy, modest = await open_market(client, suite.admin_secret), await open_market(client, suite.admin_secret)
        await _sample_latency(modest)  # warm
        alone = await _sample_latency(modest)
        allowed = await _read_allowed_rate(greedy)
        answers: Counter[int] = Counter()
        started = time.perf_counter()
        flood = [
            asyncio.create_task(_flood_requests(suite.url, greedy.platform.token, allowed, answers))
            for _ in range(FLOOD_CONNECTIONS)
        ]
        while not answers[429]:  # what it may do at once is its right
            await asyncio.sleep(PAUSE_SECONDS)
        beside = await _sample_latency(modest)
        seconds = time.perf_counter() - started
        for task in flood:
            task.cancel()
        await asyncio.gather(*flood, return_exceptions=True)
    rate = sum(answers.values()) / seconds
    print(f"the greedy one, allowed {allowed:.0f} a second: {rate:.0f} a second, answered {dict(answers)}")
    for name, seen in (("alone", alone), ("beside it", beside)):
        cut = quantiles(seen, n=100, method="inclusive")
        print(f"the other, {name}: p50 {cut[49] * 1000:.1f} ms, p99 {cut[98] * 1000:.1f} ms, n {len(seen)}")


async def _sample_latency(market: Market) -> list[float]:
    seen = []
    for _ in range(SAMPLES):
        started = time.perf_counter()
        await market.platform.get("/v1/escrows")
        seen.append(time.perf_counter() - started)
        await asyncio.sleep(PAUSE_SECONDS)
    return seen


async def _read_allowed_rate(market: Market) -> float:
    """Requests a second."""
    token = {"Authorization": f"Bearer {market.platform.token}"}
    answer = await market.platform.client.get("/v1/escrows", headers=token)
    quota = parse_qs(answer.headers["ratelimit-policy"].partition(";")[2], separator=";")
    return int(quota["q"][0]) / int(quota["w"][0])


async def _flood_requests(url: str, token: str, allowed: float, answers: Counter[int]) -> None:
    """Its share of twenty times the limit, over a bare socket: the load generator is not to be what is measured."""
    at = urlsplit(url)
    reader, writer = await asyncio.open_connection(at.hostname, at.port)
    each = FLOOD_CONNECTIONS / (EXCESS_FACTOR * allowed)
    request = f"GET /v1/escrows HTTP/1.1\r\nHost: {at.netloc}\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    due = time.perf_counter()
    while True:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        answers[int(head.split(None, 2)[1])] += 1
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.partition(b":")[2]))
        due += each
        await asyncio.sleep(max(0.0, due - time.perf_counter()))


if __name__ == "__main__":
    main()
