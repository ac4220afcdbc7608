"""`python -m deploy.proof.simulate [--seed N | --seeds N] [--days D]`: exit code 1 where a run has found a fault."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys
from collections.abc import Iterable
from datetime import timedelta

from .campaign import ResultFile, default_result_file, play_seed, prepare_ground
from .run import SimulationFailed
from .stage import Ground


def main() -> int:
    options = _build_argument_parser().parse_args()
    results = default_result_file()
    played = set() if options.seed is not None else results.list_played(options.days)
    seeds = [options.seed] if options.seed is not None else range(options.first, options.first + options.seeds)
    if options.seed is None and options.seeds == 1:
        seeds = [secrets.randbelow(10**6)]
    with prepare_ground() as ground:
        return _play_seeds(ground, [seed for seed in seeds if seed not in played], options.days, results)


def _play_seeds(ground: Ground, seeds: Iterable[int], days: float, results: ResultFile) -> int:
    failed = 0
    for seed in seeds:
        step_lines: list[str] = []
        try:
            figures = asyncio.run(play_seed(ground, seed, timedelta(days=days), step_lines=step_lines))
        except SimulationFailed as fault:
            failed += 1
            results.append(seed, days, str(fault).partition("\n")[0], {})
            print(f"seed {seed}: {fault}", flush=True)
        else:
            results.append(seed, days, None, figures)
            print(", ".join(f"{name} {value}" for name, value in figures.items()), flush=True)
        results.write_steps(seed, step_lines)
    print(f"{failed} seeds have found a fault" if failed else "No fault was found", flush=True)
    return 1 if failed else 0


def _build_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.simulate", description=__doc__)
    parser.add_argument("--seed", type=int, help="play this one")
    parser.add_argument("--seeds", type=int, default=1, help="play so many, and go on where that was interrupted")
    parser.add_argument("--first", type=int, default=1, help="first of many")
    parser.add_argument("--days", type=float, default=1.0, help="simulated time of each")
    return parser


if __name__ == "__main__":
    sys.exit(main())
