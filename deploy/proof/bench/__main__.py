"""`python -m deploy.proof.bench [--full | --only B5 …]`: what Parley does against its targets and its baselines.

The short form (B1, B2, B11 to B14) takes about ten minutes; `--full` measures every row, one after the other, and goes
on where it was broken off (`--resume`). Each row is measured beside its baselines, in rounds that alternate, and its
median counts. Results go to `--json` and `--chart`; `--compare FILE` holds them against an earlier run.

It measures the suite that runs from this folder, or one started for it. Older measurements have commands of their own:
`deploy.proof.bench.latency`, `.upload`, `.verification` and `.fairness`.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console

from deploy.local import place
from deploy.proof.demo.suite import Suite, use_running_suite

from . import report
from .figures import RowResult
from .progress import Progress
from .rows_deals import measure_deals
from .rows_fairness import measure_fairness
from .rows_reads import measure_reads
from .rows_writes import measure_one_against_many, measure_writes
from .stage import Stage, open_stage
from .targets import ROWS, not_measured

SETTINGS: Final = {"PARLEY_LIMITS_TIMES": "100000"}
"""A load client is one caller: its limits are not what is measured."""


@dataclass(frozen=True)
class Scale:
    """How long and how often."""

    rounds: int
    seconds: float


Measure = Callable[[Stage, Progress, Scale], Awaitable[list[RowResult]]]


async def _measure_deals(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    rounds = max(1, scale.rounds - 2)
    return await measure_deals(stage, progress, rounds, deals=int(60 * scale.seconds), seconds=5 * scale.seconds)


async def _measure_fairness(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await measure_fairness(stage, progress, max(1, scale.rounds - 2), 3 * scale.seconds)


async def _measure_reads(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await measure_reads(stage, progress, scale.rounds, scale.seconds)


async def _measure_platforms(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await measure_one_against_many(stage, progress, scale.rounds, scale.seconds)


async def _measure_writes(stage: Stage, progress: Progress, scale: Scale) -> list[RowResult]:
    return await measure_writes(stage, progress, scale.rounds, scale.seconds)


MEASURES: Final[Mapping[tuple[str, ...], Measure]] = {
    ("B12", "B13"): _measure_deals,
    ("B14",): _measure_fairness,
    ("B11",): _measure_reads,
    ("B4",): _measure_platforms,
    ("B1", "B2"): _measure_writes,
}
"""What is measured together, in order: what leaves most behind comes last."""
NOT_MEASURED: Final = {
    "B3": "pgledger is not part of this repository",
    "B15": "there is no POST /v1/bulk yet",
}


def main() -> None:
    options = _read_options()
    console = Console()
    wanted = options.only or [row.id for row in ROWS.values() if options.full or row.short]
    earlier = report.rows_of(report.read_json(options.json)) if options.resume and options.json.exists() else []
    wanted = [id for id in wanted if id not in {row.id for row in earlier if row.figure is not None}]
    with use_running_suite(**SETTINGS) as suite:
        asyncio.run(_measure_rows(suite, wanted, earlier, options, console))
    content = report.read_json(options.json)
    rows = report.rows_of(content)
    before = report.read_json(options.compare) if options.compare else None
    report.print_rows(console, rows)
    if before is not None:
        report.print_comparison(console, content, before)
    options.chart.write_text(report.render_chart(rows, report.rows_of(before) if before else ()))
    console.print(f"\n{options.json} and {options.chart}")


async def _measure_rows(
    suite: Suite, wanted: Sequence[str], earlier: list[RowResult], options: argparse.Namespace, console: Console
) -> None:
    """Every measured row is written down at once: what is broken off can be gone on with."""
    rows = {row.id: row for row in earlier}
    progress, scale = Progress(console), Scale(options.rounds, options.seconds)
    begun = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M}"
    about = {"rounds": scale.rounds, "seconds": scale.seconds, "begun": begun}
    async with open_stage(suite) as stage:
        for ids, measure in MEASURES.items():
            if any(id in wanted for id in ids):
                rows |= {row.id: row for row in await measure(stage, progress, scale)}
                report.write_json(options.json, _in_order(rows), about)
    rows |= {id: not_measured(id, why) for id, why in NOT_MEASURED.items() if id in wanted}
    report.write_json(options.json, _in_order(rows), about)


def _in_order(rows: Mapping[str, RowResult]) -> list[RowResult]:
    return [rows[id] for id in ROWS if id in rows]


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="deploy.proof.bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="every row")
    parser.add_argument("--only", nargs="+", choices=list(ROWS), help="these rows")
    parser.add_argument("--resume", action="store_true", help="leave out what --json has already")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured")
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each load lasts")
    parser.add_argument("--json", type=Path, default=place.state_folder() / "bench.json")
    parser.add_argument("--chart", type=Path, default=place.state_folder() / "bench.svg")
    parser.add_argument("--compare", type=Path, help="results of an earlier run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
