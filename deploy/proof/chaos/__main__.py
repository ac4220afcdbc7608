"""`python -m deploy.proof.chaos [--seed N] [--kills N] [--deaths N] [--slice] [--embedded]`: exit code 1 if anything
was lost."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from deploy.local import place
from deploy.local.place import CannotRun

from . import points
from .campaign import EMBEDDED_VICTIMS, SERVICE_VICTIMS, Plan, Report, draw_victims, run_campaign
from .results import ResultFile
from .stage import run_armed_stage
from .troubles import TROUBLES


def main() -> int:
    options = _build_argument_parser().parse_args()
    results = ResultFile(options.into or place.state_folder() / "chaos.jsonl")
    listed = {} if options.troubles is not None else points.SHORT_LIST if options.slice else points.list_all_points()
    if options.deaths is None:
        report = _play_piece(options.seed, options, results, listed)
        return 0 if report is not None and report.is_clean else 1
    return _play_pieces(options, results, listed)


def _play_pieces(options: argparse.Namespace, results: ResultFile, listed: points.Points) -> int:
    """Play until so many have died, and at each of the points; go on where that was broken off."""
    seed = options.seed
    while (deaths := results.count_deaths()) < options.deaths or any(results.leave_out_died(listed).values()):
        print(f"{deaths} of {options.deaths} deaths; {results.path} says which", flush=True)
        report = _play_piece(seed, options, results, results.leave_out_died(listed))
        if report is None or not report.has_lost_nothing:
            return 1
        seed += 1
    return 0


def _play_piece(seed: int, options: argparse.Namespace, results: ResultFile, listed: points.Points) -> Report | None:
    """Play one piece, on a suite of its own, and append what came of it. None: it could not be played to its end."""
    print(f"Seed {seed}: repeat this with --seed {seed} --kills {options.kills}", flush=True)
    plan = Plan(seed, _choose_victims(seed, options), options.customers, points_seconds=options.seconds)
    report = Report()
    try:
        with run_armed_stage(listed, embedded=options.embedded) as running:
            asyncio.run(run_campaign(running, plan, report))
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return None
    except Exception as failure:
        traceback.print_exc()
        results.append(seed, report, repr(failure))
        return None
    results.append(seed, report, None if report.has_lost_nothing else "see violations and converged")
    print_report(report)
    return report


def _choose_victims(seed: int, options: argparse.Namespace) -> Sequence[str]:
    if options.troubles is not None:
        return [f"!{trouble}" for trouble in options.troubles or TROUBLES]
    return draw_victims(seed, options.kills, EMBEDDED_VICTIMS if options.embedded else SERVICE_VICTIMS)


def print_report(report: Report) -> None:
    tally = report.tally
    print(f"\n{len(report.died)} deaths at named points, {len(report.killed)} kills and freezes at random times")
    print(
        f"{tally.stories} stories came to their end in {tally.requests} requests,"
        f" {tally.lost} of unknown outcome, {tally.refused} told to come again, {tally.replayed} done already"
    )
    print(
        f"{len(tally.acknowledged)} files were acknowledged;"
        f" {report.collected} were left without a row by a death, and collected"
    )
    for point in report.missed:
        print(f"never passed: {point}")
    for id, rows in report.violations.items():
        print(f"{id} does not hold: {rows}")
    if report.converged is not None:
        print(f"Nothing was lost and nothing done twice; all was settled after {report.converged:.1f} s", flush=True)


def _build_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--kills", type=int, default=20, help="how many things to kill or freeze at random times")
    parser.add_argument("--deaths", type=int, help="play piece after piece until the results have so many; resumes")
    parser.add_argument("--seconds", type=float, default=900.0, help="how long the named points may take")
    parser.add_argument("--customers", type=int, default=3, help="who are at work meanwhile")
    parser.add_argument("--slice", action="store_true", help="the short list of points that `make test` takes")
    parser.add_argument(
        "--troubles", nargs="*", metavar="NAME", help="these alone, and no deaths; without a name: each"
    )
    parser.add_argument("--embedded", action="store_true", help="all services in one process, without a broker")
    parser.add_argument("--into", type=Path, help="file to which results are appended; default: .run/chaos.jsonl")
    return parser


if __name__ == "__main__":
    sys.exit(main())
