"""Course of the endings: all cells, in batches that share what is out of reach meanwhile."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import httpx

from deploy.local import credentials
from deploy.local.progress import print_progress
from deploy.proof.chaos.stage import Stage
from deploy.proof.testing.market import open_market

from .play import BROKER, Cell, Play, Way
from .table import Pair

AT_A_TIME: Final = 6
BATCH: Final = 24
ANSWER_SECONDS: Final = 150.0
"""The test clock may take two minutes to bring all services along."""


@dataclass
class Report:
    played: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)
    """What was wrong, by the name of the cell."""


def list_cells(pairs: Sequence[Pair]) -> list[Cell]:
    """List every way in which every pair that can meet does meet."""
    return [cell for pair in pairs if pair.is_played for cell in _list_cells_of_pair(pair)]


def _list_cells_of_pair(pair: Pair) -> Iterator[Cell]:
    one, other = pair.acts
    ways = (Way.IN_ORDER, Way.AT_ONCE) if one == other else (Way.IN_ORDER, Way.REVERSED, Way.AT_ONCE)
    for away in (None, BROKER):
        yield from (Cell(pair, way, away) for way in ways)
    if one.service != other.service:
        yield Cell(pair, Way.IN_ORDER, other.service)
        yield Cell(pair, Way.REVERSED, one.service)


def draw_slice(cells: Sequence[Cell], number: int, seed: int) -> list[Cell]:
    """Draw so many cells, as many of each programme and of what is away as there are, those with a clock included."""
    dice = random.Random(seed)
    by_kind: dict[tuple[str, str | None], list[Cell]] = defaultdict(list)
    for cell in dice.sample(cells, len(cells)):
        by_kind[cell.pair.programme, cell.away if cell.away in (None, BROKER) else "service"].append(cell)
    drawn: list[Cell] = []
    while len(drawn) < number and any(by_kind.values()):
        drawn += [kind.pop() for kind in by_kind.values() if kind]
    return drawn[:number]


async def play_cells(stage: Stage, cells: Sequence[Cell]) -> Report:
    """Play all, and collect what was wrong. What cannot even be brought to its place is wrong as well."""
    report = Report()
    batches = list(_make_batches(cells))
    for number, batch in enumerate(batches, 1):
        away = batch[0].away
        print_progress(f"{number} of {len(batches)}: {len(batch)} cells, {away or 'nothing'} away")
        for cell, faults in zip(batch, await _play_batch(stage, batch, away), strict=True):
            report.played += 1
            if faults:
                report.faults[cell.name] = faults
                print_progress(f"{cell.name}: {'; '.join(faults)}")
    return report


def _make_batches(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    by_away: dict[str | None, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_away[cell.away].append(cell)
    for alike in by_away.values():
        yield from (alike[start : start + BATCH] for start in range(0, len(alike), BATCH))


async def _play_batch(stage: Stage, batch: Sequence[Cell], away: str | None) -> list[list[str]]:
    secret, slots = credentials.ensure_credentials(stage.stack.state).admin, asyncio.Semaphore(AT_A_TIME)
    async with httpx.AsyncClient(base_url=stage.stack.url, timeout=ANSWER_SECONDS) as client:

        async def prepare(cell: Cell) -> Play:
            async with slots:
                return await Play.prepare(cell, await open_market(client, secret))

        async def judge(play: Play) -> list[str]:
            async with slots:
                await play.play_late_act()
                return await play.find_faults()

        plays = await asyncio.gather(*map(prepare, batch), return_exceptions=True)
        ready = [play for play in plays if isinstance(play, Play)]
        if away is not None:
            stage.freeze_service(away)
        try:
            acted = await asyncio.gather(*(play.play_acts() for play in ready), return_exceptions=True)
        finally:
            if away is not None:
                stage.thaw_service(away)
        broken = {id(play): error for play, error in zip(ready, acted, strict=True) if error is not None}
        judged = await asyncio.gather(
            *(judge(play) for play in ready if id(play) not in broken), return_exceptions=True
        )
        verdicts = iter(judged)
        results: list[list[str]] = []
        for play in plays:
            failure = play if not isinstance(play, Play) else broken.get(id(play))
            outcome = failure if failure is not None else next(verdicts)
            results.append(outcome if isinstance(outcome, list) else [f"could not be played: {outcome!r}"])
        return results
