"""`python -m deploy.proof.soak [--minutes 120] [--seed N]`: exit code 1 if anything grew or was lost."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from pathlib import Path

from deploy.local import place
from deploy.local.place import CannotRun
from deploy.proof.chaos.stage import run_armed_stage

from .campaign import Plan, Report, Soak


def main() -> int:
    options = _build_argument_parser().parse_args()
    plan = Plan(options.seed, options.minutes, options.fault_seconds, options.verify_seconds, options.customers)
    into: Path = options.into or place.state_folder() / "soak.jsonl"
    print(f"Seed {plan.seed}, {plan.minutes:g} minutes; what is seen is appended to {into}")
    try:
        with run_armed_stage({}) as running:
            report = asyncio.run(Soak(running, plan, into).run())
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1
    print_report(report)
    return 0 if report.is_clean else 1


def print_report(report: Report) -> None:
    tally = report.tally
    print(f"\n{tally.stories} stories in {tally.requests} requests, {len(report.faults)} faults, {tally.lost} of")
    print(f"unknown outcome, {tally.refused} told to come again; verified {report.verified} times")
    for name, samples in report.samples.items():
        first, last = samples[len(samples) // 8], samples[-1]
        print(
            f"{name}: {first.kilobytes >> 10} → {last.kilobytes >> 10} MB, {first.descriptors} → {last.descriptors} fds"
        )
    for line in (*report.growth, *(f"{name} is another process than at the beginning" for name in report.restarted)):
        print(line)
    for id, rows in report.violations.items():
        print(f"{id} did not hold: {rows}")
    if report.is_clean:
        print("Nothing grew, nothing was lost and nothing done twice")


def _build_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--fault-seconds", type=float, default=60.0, help="from one fault to the next")
    parser.add_argument("--verify-seconds", type=float, default=900.0, help="from one verification to the next")
    parser.add_argument("--customers", type=int, default=2)
    parser.add_argument("--into", type=Path, help="file to which what is seen is appended; default: .run/soak.jsonl")
    return parser


if __name__ == "__main__":
    sys.exit(main())
