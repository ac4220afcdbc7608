"""`python -m deploy.proof.chaos [--seed N] [--kills N] [--slice] [--embedded]`: exit code 1 if anything was lost."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys

from deploy.local.place import CannotRun

from . import points
from .campaign import APART, EMBEDDED, Plan, Report, run, some
from .stage import stage


def main() -> int:
    options = _options().parse_args()
    print(f"Seed {options.seed}: repeat this campaign with --seed {options.seed} --kills {options.kills}")
    victims = EMBEDDED if options.embedded else APART
    plan = Plan(options.seed, some(options.seed, options.kills, victims), points_seconds=options.seconds)
    try:
        with stage(points.SLICE if options.slice else points.every(), embedded=options.embedded) as running:
            report = asyncio.run(run(running, plan))
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1
    show(report)
    return 0 if report.good else 1


def show(report: Report) -> None:
    tally = report.tally
    print(f"\n{len(report.died)} deaths at named points, {len(report.killed)} kills and freezes at random times")
    print(
        f"{tally.stories} stories came to their end in {tally.requests} requests,"
        f" {tally.lost} of unknown outcome, {tally.refused} told to come again, {tally.replayed} done already"
    )
    print(
        f"{len(tally.kept)} files were acknowledged;"
        f" {report.collected} were left without a row by a death, and collected"
    )
    for point in report.missed:
        print(f"never passed: {point}")
    for id, rows in report.violations.items():
        print(f"{id} does not hold: {rows}")
    if report.converged is not None:
        print(f"Nothing was lost and nothing done twice; all was settled after {report.converged:.1f} s")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--kills", type=int, default=20, help="how many things to kill or freeze at random times")
    parser.add_argument("--seconds", type=float, default=900.0, help="how long the named points may take")
    parser.add_argument("--slice", action="store_true", help="the short list of points that `make test` takes")
    parser.add_argument("--embedded", action="store_true", help="all services in one process, without a broker")
    return parser


if __name__ == "__main__":
    sys.exit(main())
