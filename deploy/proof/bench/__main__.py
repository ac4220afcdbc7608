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
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from deploy.local import place
from deploy.proof.demo.suite import Suite, use_running_suite

from . import report
from .figures import RowResult
from .measures import MEASURES, NOT_MEASURED, Scale
from .pages import print_first_views
from .progress import Progress
from .stage import open_stage
from .targets import ROWS, not_measured

SETTINGS: Final = {"PARLEY_LIMITS_TIMES": "100000"}
"""A load client is one caller: its limits are not what is measured."""


def main() -> None:
    options = _read_options()
    console = Console()
    wanted = options.only or [row.id for row in ROWS.values() if options.full or row.short]
    goes_on = (options.resume or options.only) and options.json.exists()
    earlier = report.rows_of(report.read_json(options.json)) if goes_on else []
    if options.resume:
        wanted = [id for id in wanted if id not in {row.id for row in earlier if row.figure is not None}]
    with use_running_suite(**SETTINGS) as suite:
        asyncio.run(_measure_rows(suite, wanted, earlier, options, console))
        if not options.only:
            _print_pages(suite, console)
    content = report.read_json(options.json)
    rows = report.rows_of(content)
    before = report.read_json(options.compare) if options.compare else None
    report.print_rows(console, rows)
    if before is not None:
        report.print_comparison(console, content, before)
    options.chart.write_text(report.render_chart(rows, report.rows_of(before) if before else ()))
    console.print(f"\n{options.json} and {options.chart}")


def _print_pages(suite: Suite, console: Console) -> None:
    try:
        asyncio.run(print_first_views(console, suite.url))
    except (place.CannotRun, FileNotFoundError) as reason:
        console.print(f"The pages were not measured: {reason}")


async def _measure_rows(
    suite: Suite, wanted: Sequence[str], earlier: list[RowResult], options: argparse.Namespace, console: Console
) -> None:
    """Every measured row is written down at once: what is broken off can be gone on with."""
    rows = {row.id: row for row in earlier}
    progress, scale = Progress(console), Scale(options.rounds, options.seconds, options.deadlines, options.escrows)
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
    parser.add_argument(
        "--only", nargs="+", choices=list(ROWS), help="these rows, beside what --json has of the others"
    )
    parser.add_argument("--resume", action="store_true", help="leave out what --json has already")
    usual = Scale()
    parser.add_argument("--rounds", type=int, default=usual.rounds, help="how often each is measured")
    parser.add_argument("--seconds", type=float, default=usual.seconds, help="how long each load lasts")
    parser.add_argument("--deadlines", type=int, default=usual.deadlines, help="due at one instant (B5, B6)")
    parser.add_argument("--escrows", type=int, default=usual.escrows, help="that B8 grows to, a tenth of them disputed")
    parser.add_argument("--json", type=Path, default=place.state_folder() / "bench.json")
    parser.add_argument("--chart", type=Path, default=place.state_folder() / "bench.svg")
    parser.add_argument("--compare", type=Path, help="results of an earlier run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
