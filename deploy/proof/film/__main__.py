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
from deploy.proof.demo.suite import running

from .campaign import Take, takes
from .ways import CHEATING, HONEST, Way

WAYS: Final = (*HONEST, *CHEATING)
ANSWER_SECONDS: Final = 150.0
console: Final = Console(width=140, highlight=False)


def main() -> int:
    options = _options().parse_args()
    if (reason := recorder.why_not()) is not None:
        print(reason, file=sys.stderr)
        return 1
    ways = chosen(options.only, options.recordings, options.seed)
    print(f"Seed {options.seed}: repeat this campaign with --seed {options.seed} --recordings {len(ways)}", flush=True)
    try:
        done = film(ways, options.seed, options.seconds)
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1
    show(done)
    return 0 if all(take.good for take in done) else 1


def chosen(only: Sequence[str], count: int, seed: int) -> list[Way]:
    """Each way in its turn, every round in another order."""
    ways = [way for way in WAYS if not only or way.name in only]
    chance, found = random.Random(seed), list[Way]()
    while len(found) < count:
        found += chance.sample(ways, len(ways))
    return found[:count]


def film(ways: Sequence[Way], seed: int, seconds: int) -> list[Take]:
    done: list[Take] = []
    with (
        running() as suite,
        Receiver() as receiver,
        httpx.Client(base_url=suite.url, timeout=ANSWER_SECONDS, trust_env=False) as client,
    ):
        stage = Stage(client, receiver, name=f"film-{int(time.time())}", administrator=suite.admin_secret)
        for take in takes(stage, ways, seed=seed, seconds=seconds):
            done.append(take)
            mark = "[green]✓[/]" if take.good else "[red]✗[/]"
            said = f"{take.seconds:.0f} s, {take.frames} frames, {take.gaps} gaps, took {take.took:.0f} s"
            console.print(f"{len(done):>4} {mark} {take.way.name:<10} {take.result:<15} {said}")
            for remark in take.remarks:
                console.print(f"       [dim]{escape(remark)}[/]")
    return done


def show(done: Sequence[Take]) -> None:
    table = Table(
        "way", "", "must be", "live", "partly_live", "not_shown_live", "stuck", box=None, padding=(0, 2, 0, 0)
    )
    for way in WAYS:
        mine = [take for take in done if take.way is way]
        counts = [
            sum(take.result == name for take in mine) for name in ("live", "partly_live", "not_shown_live", "stuck")
        ]
        if mine:
            expected = " or ".join(sorted(way.expected))
            table.add_row(way.name, way.about, expected, *(str(count or "") for count in counts))
    console.print()
    console.print(table)
    wrong = sum(not take.good for take in done)
    console.print(
        f"\n{len(done)} recordings, " + (f"[red]{wrong} judged wrongly[/]" if wrong else "all judged rightly")
    )


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.film", description=__doc__)
    parser.add_argument("--recordings", type=int, default=len(WAYS), help="how many; each way once if not said")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--seconds", type=int, default=18, help="of film in each")
    parser.add_argument("--only", nargs="*", default=[], metavar="WAY", help=", ".join(way.name for way in WAYS))
    return parser


if __name__ == "__main__":
    sys.exit(main())
