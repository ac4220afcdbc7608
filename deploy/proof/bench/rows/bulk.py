"""B15: payments told fifty in a request, at one escrow process."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final
from uuid import uuid4

from common.kernel.ids import parse_id
from deploy.proof.bench.beside.load_client import Lane, Step
from deploy.proof.bench.figures import Figure, RowResult, percentile
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import Stage
from deploy.proof.bench.targets import measured
from deploy.proof.testing.market import Market

from .writes import AMOUNT, DEAL, OTHERS, require_good

INSTRUCTIONS: Final = 50
CONNECTIONS: Final = 4
REQUESTS: Final = 12
"""Of each connection in a round."""
BULK: Final = "/v1/bulk"


async def measure_bulk(stage: Stage, progress: Progress, rounds: int) -> list[RowResult]:
    """Escrows are made in bulk as well, and every payment is looked for afterwards: an answer of 200 says nothing."""
    market = await stage.open_market()
    seen: dict[str, list[float]] = defaultdict(list)
    with stage.freeze(OTHERS):
        for number in range(1, rounds + 1):
            await market.renew_tokens()
            progress.say(f"bulk, round {number} of {rounds}")
            ids = [await _create_escrows(market) for _ in range(CONNECTIONS * REQUESTS)]
            await _pay(stage, market, ids, seen)
            await _require_paid(stage, [id for few in ids for id in few])
    details = {name: Figure(each, "ms" if "p" in name[-3:] else "/s") for name, each in seen.items()}
    return [measured("B15", seen["paid"], details)]


async def _pay(stage: Stage, market: Market, ids: Sequence[Sequence[str]], seen: dict[str, list[float]]) -> None:
    lanes = [
        Lane(
            f"bulk {number}",
            *stage.address_of("escrow"),
            (market.platform.token,),
            tuple(_pay_step(few) for few in ids[number::CONNECTIONS]),
            count=1,
        )
        for number in range(CONNECTIONS)
    ]
    results = [require_good(result) for result in (await stage.run_load(*lanes)).lanes.values()]
    latencies = [latency for result in results for each in result.latencies.values() for latency in each]
    seen["paid"].append(len(ids) * INSTRUCTIONS / max(result.seconds for result in results))
    seen["a request p50"].append(percentile(latencies, 50) * 1_000)
    seen["a request p99"].append(percentile(latencies, 99) * 1_000)


async def _create_escrows(market: Market) -> list[str]:
    made = await _send(market, [_instruct("create_escrow", body=json.loads(DEAL)) for _ in range(INSTRUCTIONS)])
    return [str(outcome["result"]["id"]) for outcome in made["outcomes"]]


async def _send(market: Market, instructions: list[dict[str, Any]]) -> dict[str, Any]:
    token = {"Authorization": f"Bearer {market.platform.token}"}
    answer = await market.platform.client.post(BULK, json={"instructions": instructions}, headers=token)
    return dict(answer.raise_for_status().json())


def _pay_step(ids: Sequence[str]) -> Step:
    payments = [
        _instruct("fund", escrow=id, body={"amount": json.loads(AMOUNT), "provider_reference": uuid4().hex})
        for id in ids
    ]
    return Step("POST", BULK, json.dumps({"instructions": payments}))


def _instruct(operation: str, **more: Any) -> dict[str, Any]:
    return {"operation": operation, "key": uuid4().hex, **more}


async def _require_paid(stage: Stage, ids: Sequence[str]) -> None:
    """Raises RuntimeError if any of them is not."""
    query = "SELECT count(*) FROM escrow.escrows WHERE id = ANY($1::uuid[]) AND state = 'funded'"
    paid = await stage.superuser.fetchval(query, [parse_id("esc", id) for id in ids])
    if paid != len(ids):
        raise RuntimeError(f"of {len(ids)} escrows {paid} are paid")
