"""B8: each read and write with a hundred times as many deals and cases behind it."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, Final

from deploy.local import place
from deploy.proof.bench.figures import Figure, RowResult, percentile
from deploy.proof.bench.population import Population
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import Stage
from deploy.proof.bench.targets import measured
from deploy.proof.testing.market import Deal, Market, euro_amount

from .timing import measure_seconds

ESCROWS: Final = 1_000_000
DISPUTES: Final = 100_000
GROWTH: Final = 100
KILOBYTES_A_DEAL: Final = 60
"""What a deal, with its copies in all five services and their indices, takes on the disk; measured."""
ROOM_FACTOR: Final = 1.5
"""The write-ahead log, and sorts."""
SAMPLES: Final = 60
TENTH: Final = 10


@dataclass(frozen=True)
class Size:
    escrows: int
    disputes: int

    @property
    def gigabytes(self) -> float:
        return self.escrows * KILOBYTES_A_DEAL * ROOM_FACTOR / 1_000_000

    def divided_by(self, number: int) -> Size:
        return Size(self.escrows // number, self.disputes // number)


def choose_size(whole: Size, free_gigabytes: float) -> Size | None:
    """Choose the whole, or a tenth, or none: what there is room for."""
    return next((size for size in (whole, whole.divided_by(TENTH)) if size.gigabytes <= free_gigabytes), None)


async def measure_growth(stage: Stage, progress: Progress, escrows: int) -> RowResult:
    """Measure it on one platform: first small, then grown."""
    free = shutil.disk_usage(place.state_folder()).free / 1_000_000_000
    whole = Size(escrows, escrows * DISPUTES // ESCROWS)
    size = choose_size(whole, free)
    progress.say(f"growth: {whole.escrows:,} deals need {whole.gigabytes:.0f} GB, {free:.0f} GB are free")
    if size is None:
        raise RuntimeError(f"a tenth needs {whole.divided_by(TENTH).gigabytes:.1f} GB")
    small = size.divided_by(GROWTH)
    population = Population(stage, await stage.open_market())
    await population.play_originals()
    await population.grow(small.escrows, small.disputes, progress)
    before = await _measure_everything(stage, population, progress, small)
    await population.grow(size.escrows - small.escrows, size.disputes - small.disputes, progress)
    after = await _measure_everything(stage, population, progress, size)
    growth = {name: after[name] / before[name] for name in before}
    details = {f"{name} ({before[name]:.1f} to {after[name]:.1f} ms)": Figure([each]) for name, each in growth.items()}
    result = measured("B8", [max(growth.values())], details, note=max(growth, key=lambda name: growth[name]))
    if size != Size(ESCROWS, DISPUTES):
        result.marks.append(f"{size.escrows:,} escrows and {size.disputes:,} cases")
    return result


async def _measure_everything(stage: Stage, population: Population, progress: Progress, size: Size) -> dict[str, float]:
    """Milliseconds at the median, one request at a time."""
    progress.say(f"growth: with {size.escrows:,} escrows")
    await stage.superuser.execute("VACUUM ANALYZE")
    seen: dict[str, list[float]] = {}
    market = population.market
    for _ in range(SAMPLES):
        await market.renew_tokens()
        await _play_all(market, seen)
    return {name: percentile(seconds, 50) * 1_000 for name, seconds in seen.items()}


async def _play_all(market: Market, seen: dict[str, list[float]]) -> None:
    """Every kind of read and write once."""

    async def timed(name: str, act: Awaitable[Any]) -> Any:
        seconds, answer = await measure_seconds(act)
        seen.setdefault(name, []).append(seconds)
        return answer

    agreed = {"buyer": "anna", "seller": "sam", "amount": euro_amount(12_000), "agreement": {"title": "A lamp"}}
    made = await timed("create an escrow", market.platform.perform_act("/v1/escrows", agreed))
    deal = Deal(market, f"/v1/escrows/{made['id']}")
    payment = {"amount": euro_amount(12_000), "provider_reference": made["id"]}
    await timed("fund", market.platform.perform_act(f"{deal.path}/fund", payment))
    shipment = {"carrier": "DHL", "tracking_number": "JD014600000RU"}
    await timed("ship", market.platform.perform_act(f"{deal.path}/ship", shipment))
    await timed("deliver", market.platform.perform_act(f"{deal.path}/deliver"))
    await timed("refund a part", market.platform.perform_act(f"{deal.path}/refund", {"amount": euro_amount(1_000)}))
    await timed("release a part", market.platform.perform_act(f"{deal.path}/release", {"amount": euro_amount(1_000)}))
    case = await timed("open a case until it is negotiated", deal.open_negotiated(10_000))
    for name, path in READS.items():
        reader = market.operator if "operator" in name else market.platform if "platform" in name else market.buyer
        await timed(name, reader.get(path.format(escrow=deal.path, case=case.path)))


READS: Final = {
    "read an escrow": "{escrow}",
    "read the postings (platform)": "{escrow}/postings",
    "list escrows (platform)": "/v1/escrows",
    "list escrows of a buyer": "/v1/escrows",
    "read a case": "{case}",
    "read the forecast": "{case}/forecast",
    "read the story": "{case}/story",
    "list cases (operator)": "/v1/disputes",
    "list cases of a buyer": "/v1/disputes",
    "list events (platform)": "/v1/events",
}
