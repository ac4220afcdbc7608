"""`python -m deploy.proof.film [--recordings N] [--seed N] [--seconds N] [--only WAY…]`: exit 1 for a wrong verdict."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from typing import Final

import httpx
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deploy.local.place import CannotRun
from deploy.proof.demo import recorder
from deploy.proof.demo.receiver import Receiver
from deploy.proof.demo.stage import Stage
from deploy.proof.demo.suite import use_running_suite

from .campaign import Take, film_takes
from .ways import CHEATING_WAYS, HONEST_WAYS, Way

ALL_WAYS: Final = (*HONEST_WAYS, *CHEATING_WAYS)
ANSWER_SECONDS: Final = 150.0
console: Final = Console(width=140, highlight=False)


def main() -> int:
    options = _build_argument_parser().parse_args()
    if (reason := recorder.missing_browser_reason()) is not None:
        print(reason, file=sys.stderr)
        return 1
    ways = choose_ways(options.only, options.recordings, options.seed)
    print(f"Seed {options.seed}: repeat this campaign with --seed {options.seed} --recordings {len(ways)}", flush=True)
    try:
        done = film_ways(ways, options.seed, options.seconds)
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1
    print_takes(done)
    return 0 if all(take.is_right for take in done) else 1


def choose_ways(only: Sequence[str], count: int, seed: int) -> list[Way]:
    """Draws each way in its turn, every round in another order."""
    ways = [way for way in ALL_WAYS if not only or way.name in only]
    chance, ways_in_turn = random.Random(seed), list[Way]()
    while len(ways_in_turn) < count:
        ways_in_turn += chance.sample(ways, len(ways))
    return ways_in_turn[:count]


def film_ways(ways: Sequence[Way], seed: int, seconds: int) -> list[Take]:
    done: list[Take] = []
    with (
        use_running_suite() as suite,
        Receiver() as receiver,
        httpx.Client(base_url=suite.url, timeout=ANSWER_SECONDS, trust_env=False) as client,
    ):
        stage = Stage(client, receiver, name=f"film-{int(time.time())}", administrator=suite.admin_secret)
        for take in film_takes(stage, ways, seed=seed, seconds=seconds):
            done.append(take)
            mark = "[green]✓[/]" if take.is_right else "[red]✗[/]"
            summary = f"{take.seconds:.0f} s, {take.frames} frames, {take.gaps} gaps, took {take.took:.0f} s"
            console.print(f"{len(done):>4} {mark} {take.way.name:<10} {take.result:<15} {summary}")
            for remark in take.remarks:
                console.print(f"       [dim]{escape(remark)}[/]")
    return done


def print_takes(done: Sequence[Take]) -> None:
    table = Table(
        "way", "", "must be", "live", "partly_live", "not_shown_live", "stuck", box=None, padding=(0, 2, 0, 0)
    )
    for way in ALL_WAYS:
        mine = [take for take in done if take.way is way]
        counts = [
            sum(take.result == name for take in mine) for name in ("live", "partly_live", "not_shown_live", "stuck")
        ]
        if mine:
            expected = " or ".join(sorted(way.expected))
            table.add_row(way.name, way.about, expected, *(str(count or "") for count in counts))
    console.print()
    console.print(table)
    wrong = sum(not take.is_right for take in done)
    console.print(
        f"\n{len(done)} recordings, " + (f"[red]{wrong} judged wrongly[/]" if wrong else "all judged rightly")
    )


def _build_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.film", description=__doc__)
    parser.add_argument("--recordings", type=int, default=len(ALL_WAYS), help="how many; each way once if not said")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--seconds", type=int, default=18, help="of film in each")
    parser.add_argument("--only", nargs="*", default=[], metavar="WAY", help=", ".join(way.name for way in ALL_WAYS))
    return parser


if __name__ == "__main__":
    sys.exit(main())
