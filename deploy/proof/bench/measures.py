"""Measures of the rows: rows that are measured together, and at which scale."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from .figures import RowResult
from .progress import Progress
from .rows import bulk, deadlines, deals, events, fairness, growth, memory, reads, webhooks, writes
from .stage import Stage


@dataclass(frozen=True)
class Scale:
    """Scale of a run: how often, how long, and how much."""

    rounds: int = 5
    seconds: float = 4.0
    """Of one load."""
    deadlines: int = deadlines.COUNT
    escrows: int = growth.ESCROWS

    @property
    def few_rounds(self) -> int:
        """Rounds of what takes long."""
        return max(1, self.rounds - 2)


Measure = Callable[[Stage, Progress, Scale], Awaitable[list[RowResult]]]


async def _measure_memory(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await memory.measure_memory(stage, progress, 5 * scale.seconds)


async def _measure_deals(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    count = int(60 * scale.seconds)
    return await deals.measure_deals(stage, progress, scale.few_rounds, deals=count, seconds=5 * scale.seconds)


async def _measure_travel(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await events.measure_travel(stage, progress, scale.few_rounds, scale.seconds)


async def _measure_fairness(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await fairness.measure_fairness(stage, progress, scale.few_rounds, 3 * scale.seconds)


async def _measure_reads(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await reads.measure_reads(stage, progress, scale.rounds, scale.seconds)


async def _measure_platforms(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await writes.measure_one_against_many(stage, progress, scale.rounds, scale.seconds)


async def _measure_writes(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await writes.measure_writes(stage, progress, scale.rounds, scale.seconds)


async def _measure_bulk(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await bulk.measure_bulk(stage, progress, scale.few_rounds)


async def _measure_webhooks(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await webhooks.measure_webhooks(stage, progress, scale.few_rounds)


async def _measure_releases(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await deadlines.measure_releases(stage, progress, scale.deadlines)


async def _measure_case_deadlines(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await deadlines.measure_case_deadlines(stage, progress, scale.deadlines)


async def _measure_growth(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return [await growth.measure_growth(stage, progress, scale.escrows)]


MEASURES: Final[Mapping[tuple[str, ...], Measure]] = {
    ("B10",): _measure_memory,
    ("B12", "B13"): _measure_deals,
    ("B7",): _measure_travel,
    ("B14",): _measure_fairness,
    ("B11",): _measure_reads,
    ("B4",): _measure_platforms,
    ("B1", "B2"): _measure_writes,
    ("B15",): _measure_bulk,
    ("B9",): _measure_webhooks,
    ("B5",): _measure_releases,
    ("B6",): _measure_case_deadlines,
    ("B8",): _measure_growth,
}
"""In order: what wants a young suite comes first, what leaves most behind last."""
NOT_MEASURED: Final = {"B3": "pgledger is not part of this repository"}
