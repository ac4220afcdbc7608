"""`python -m deploy.proof.endings [PROGRAMME…] [--print] [--slice N] [--into FILE]`: exit code 1 for a wrong end."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deploy.local.place import CannotRun
from deploy.proof.chaos.campaign import find_violations
from deploy.proof.chaos.stage import Stage, run_armed_stage
from deploy.verify import subscriptions
from deploy.verify.overviews import Context

from .campaign import Report, draw_slice, list_cells, play_cells
from .kills import Death, list_deaths, play_deaths
from .play import Cell
from .results import ResultFile
from .table import PROGRAMMES, Pair, read_table

MIN_WIDTH: Final = 160
"""Where nobody looks through a terminal: wide enough for the table."""


def main() -> int:
    options = _build_argument_parser().parse_args()
    pairs = [pair for pair in read_table() if pair.programme in (options.programmes or PROGRAMMES)]
    console = Console(width=MIN_WIDTH if not sys.stdout.isatty() else None)
    if options.print:
        print_table(pairs, console)
        return 0
    results = ResultFile.open(options.into)
    cells = [cell for cell in list_cells(pairs) if _is_wanted(cell.name, options.only, results)]
    deaths = [death for death in list_deaths(pairs) if _is_wanted(death.name, options.only, results)]
    if options.slice is not None:
        print(f"Seed {options.seed}: repeat this slice with --slice {options.slice} --seed {options.seed}")
        cells = draw_slice(cells, options.slice, options.seed)
    try:
        with run_armed_stage({}) as stage:
            deaths = [] if options.slice is not None else deaths
            report = asyncio.run(play_all(stage, cells, deaths, options.away, results))
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1
    print_report(report, console)
    return 1 if report.faults else 0


def _is_wanted(name: str, part: str | None, results: ResultFile) -> bool:
    return name not in results.ended_well and (part is None or part in name)


async def play_all(
    stage: Stage, cells: Sequence[Cell], deaths: Sequence[Death], away_seconds: float, results: ResultFile
) -> Report:
    """Play cells and deaths, then look at every invariant of what they have left behind."""
    report = await play_cells(stage, cells, away_seconds, results)
    report.add(await play_deaths(stage, deaths, results))
    assert stage.stack.access is not None, "started"
    context = Context(await asyncio.to_thread(subscriptions.ask_suite_subscriptions), ["127.0.0.0/8"])
    for id, rows in (await find_violations(stage.stack.access.dsn("auditor"), context)).items():
        report.faults[id] = [f"does not hold: {rows}"]
    return report


def print_table(pairs: list[Pair], console: Console) -> None:
    table = Table("programme", "one", "other", "place", "if the other comes later", "why", box=None, padding=(0, 1))
    for pair in pairs:
        one, other = pair.acts
        refusals = [
            f"{act.name}: {' or '.join(sorted(later))}" for act, later in zip(pair.acts, pair.later, strict=True)
        ]
        place = pair.place or "[dim]cannot meet"
        table.add_row(
            pair.programme, one.name, other.name, place, "\n".join(refusals) if pair.is_played else "", escape(pair.why)
        )
    console.print(table)


def print_report(report: Report, console: Console) -> None:
    for name, faults in report.faults.items():
        console.print(f"[red]{escape(name)}")
        for fault in faults:
            console.print(f"   {escape(fault)}")
    verdict = f"[red]{len(report.faults)} did not end as they must" if report.faults else "[green]each ended as it must"
    console.print(f"{report.played} cells played, {report.waited} with an act that was pending at first; {verdict}")


def _build_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.endings", description=__doc__)
    parser.add_argument("programmes", nargs="*", choices=[*PROGRAMMES, []], help="only these")
    parser.add_argument("--print", action="store_true", help="print the table and play nothing")
    parser.add_argument("--only", help="only cells whose name has this in it")
    parser.add_argument("--slice", type=int, help="so many cells, drawn by the seed")
    parser.add_argument("--away", type=float, default=0.0, help="seconds for which the broker is away, at least")
    parser.add_argument(
        "--into", type=Path, help="add each result to this file, and play what has not ended well in it"
    )
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    return parser


if __name__ == "__main__":
    sys.exit(main())
