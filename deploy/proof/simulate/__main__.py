"""`python -m deploy.proof.simulate [--seed N | --seeds N] [--days D]`: exit code 1 where a run has found a fault."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys
import traceback
from collections.abc import Sequence
from datetime import timedelta

from .campaign import ResultFile, default_result_file, play_seed, prepare_ground
from .run import SimulationFailed
from .stage import Ground


def main() -> int:
    options = _build_argument_parser().parse_args()
    results = default_result_file()
    seeds = _list_seeds(options, results)
    with prepare_ground() as ground:
        failed = [seed for seed in seeds if not _play_seed(ground, seed, options.days, results)]
    print(f"{failed} have found a fault" if failed else "No fault was found", flush=True)
    return 1 if failed else 0


def _list_seeds(options: argparse.Namespace, results: ResultFile) -> Sequence[int]:
    """List what is to be played: one, a new one, or of many those that have not ended well before."""
    if options.seed is not None:
        return [options.seed]
    if options.seeds is None:
        return [secrets.randbelow(10**6)]
    played = results.list_played(options.days)
    return [seed for seed in range(options.first, options.first + options.seeds) if seed not in played]


def _play_seed(ground: Ground, seed: int, days: float, results: ResultFile) -> bool:
    """Play one, and tell what came of it; whether it has ended well."""
    step_lines: list[str] = []
    try:
        figures = asyncio.run(play_seed(ground, seed, timedelta(days=days), step_lines=step_lines, report=_print_line))
    except SimulationFailed as fault:
        _print_line(f"seed {seed}: {fault}")
        results.append(seed, days, str(fault).partition("\n")[0], {})
    except Exception as failure:
        _print_line(f"seed {seed} could not be played:\n{''.join(traceback.format_exception(failure))}")
        results.append(seed, days, repr(failure), {})
    else:
        _print_line(", ".join(f"{name} {value}" for name, value in figures.items()))
        results.append(seed, days, None, figures)
        return True
    finally:
        results.write_steps(seed, step_lines)
    return False


def _print_line(line: str) -> None:
    print(line, flush=True)


def _build_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.simulate", description=__doc__)
    parser.add_argument("--seed", type=int, help="play this one")
    parser.add_argument("--seeds", type=int, help="play so many, and go on where that was interrupted")
    parser.add_argument("--first", type=int, default=1, help="first of many")
    parser.add_argument("--days", type=float, default=1.0, help="simulated time of each")
    return parser


if __name__ == "__main__":
    sys.exit(main())
