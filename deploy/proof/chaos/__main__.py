"""`python -m deploy.proof.chaos [--seed N] [--kills N] [--slice] [--embedded]`: exit code 1 if anything was lost."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys

from deploy.local.place import CannotRun

from . import points
from .campaign import EMBEDDED_VICTIMS, SERVICE_VICTIMS, Plan, Report, draw_victims, run_campaign
from .stage import run_armed_stage


def main() -> int:
    options = _build_argument_parser().parse_args()
    print(f"Seed {options.seed}: repeat this campaign with --seed {options.seed} --kills {options.kills}")
    victims = EMBEDDED_VICTIMS if options.embedded else SERVICE_VICTIMS
    plan = Plan(options.seed, draw_victims(options.seed, options.kills, victims), points_seconds=options.seconds)
    try:
        with run_armed_stage(
            points.SHORT_LIST if options.slice else points.list_all_points(), embedded=options.embedded
        ) as running:
            report = asyncio.run(run_campaign(running, plan))
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1
    print_report(report)
    return 0 if report.is_clean else 1


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
        print(f"Nothing was lost and nothing done twice; all was settled after {report.converged:.1f} s")


def _build_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--kills", type=int, default=20, help="how many things to kill or freeze at random times")
    parser.add_argument("--seconds", type=float, default=900.0, help="how long the named points may take")
    parser.add_argument("--slice", action="store_true", help="the short list of points that `make test` takes")
    parser.add_argument("--embedded", action="store_true", help="all services in one process, without a broker")
    return parser


if __name__ == "__main__":
    sys.exit(main())
