"""Course of the endings: all cells, in batches that share what is out of reach meanwhile."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeVar

import httpx

from deploy.local import credentials
from deploy.local.progress import print_progress
from deploy.proof.chaos.stage import Stage
from deploy.proof.testing.market import open_market

from .play import BROKER, Cell, Play, Way
from .results import ResultFile
from .table import Pair

T = TypeVar("T")

AT_A_TIME: Final = 6
BATCH: Final = 24
UNPLAYABLE: Final = (AssertionError, httpx.HTTPError, LookupError, ValueError)
ANSWER_SECONDS: Final = 150.0
"""The test clock may take two minutes to bring all services along."""


@dataclass(frozen=True)
class Unplayable:
    """Cell that could not be brought to its place, or not be played."""

    failure: Exception


class Verdict(NamedTuple):
    faults: list[str]
    waited: bool = False


@dataclass
class Report:
    played: int = 0
    waited: int = 0
    """In how many an act was answered `pending` with its owner within reach."""
    faults: dict[str, list[str]] = field(default_factory=dict)
    """What was wrong, by the name of the cell."""

    def add(self, other: Report) -> None:
        self.played += other.played
        self.waited += other.waited
        self.faults |= other.faults


def list_cells(pairs: Sequence[Pair]) -> list[Cell]:
    """List every way in which every pair that can meet does meet."""
    return [cell for pair in pairs if pair.is_played for cell in _list_cells_of_pair(pair)]


def _list_cells_of_pair(pair: Pair) -> Iterator[Cell]:
    one, other = pair.acts
    if one.is_clock and other.is_clock:
        yield Cell(
            pair, Way.REVERSED
        )  # two clocks come in the order of their instants: the table names the later first
        return
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


async def play_cells(
    stage: Stage, cells: Sequence[Cell], away_seconds: float = 0.0, results: ResultFile | None = None
) -> Report:
    """Play all, and collect what was wrong. What cannot even be brought to its place is wrong as well.

    `away_seconds`: how long at least the broker stays away where it does.
    """
    report = Report()
    batches = list(_make_batches(cells))
    for number, batch in enumerate(batches, 1):
        away = batch[0].away
        print_progress(f"{number} of {len(batches)}: {len(batch)} cells, {away or 'nothing'} away")
        verdicts = await _play_batch(stage, batch, away, away_seconds)
        for cell, (faults, waited) in zip(batch, verdicts, strict=True):
            report.played, report.waited = report.played + 1, report.waited + waited
            if results is not None:
                results.append(cell.name, faults, waited=waited)
            if faults:
                report.faults[cell.name] = faults
                print_progress(f"{cell.name}: {'; '.join(faults)}")
    return report


def _make_batches(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Put together what is to be away for all of them, and those that wait for a clock."""
    by_kind: dict[tuple[str | None, bool], list[Cell]] = defaultdict(list)
    for cell in cells:
        by_kind[cell.away, cell.clock is not None].append(cell)
    for alike in by_kind.values():
        yield from (alike[start : start + BATCH] for start in range(0, len(alike), BATCH))


async def _play_batch(stage: Stage, batch: Sequence[Cell], away: str | None, away_seconds: float) -> list[Verdict]:
    """Prepare all, take away what is to be away, play all, bring it back, and judge all."""
    secret = credentials.ensure_credentials(stage.stack.state).admin
    async with httpx.AsyncClient(base_url=stage.stack.url, timeout=ANSWER_SECONDS) as client:
        prepared = await _gather_some(_prepare(client, secret, cell) for cell in batch)
        prepared = await asyncio.gather(*(_attempt(play, Play.approach_clock) for play in prepared))
        began = time.monotonic()
        if away is not None:
            stage.freeze_service(away)
        try:
            acted = await asyncio.gather(*(_attempt(play, Play.play_acts) for play in prepared))
            if away == BROKER:
                await asyncio.sleep(max(0.0, began + away_seconds - time.monotonic()))
        finally:
            if away is not None:
                stage.thaw_service(away)
        return await _gather_some(map(_judge, acted))


async def _gather_some(works: Iterable[Awaitable[T]]) -> list[T]:
    """Do all, some at a time: the machine that plays is the one that serves."""
    slots = asyncio.Semaphore(AT_A_TIME)

    async def take_turn(work: Awaitable[T]) -> T:
        async with slots:
            return await work

    return await asyncio.gather(*map(take_turn, works))


async def _prepare(client: httpx.AsyncClient, secret: str, cell: Cell) -> Play | Unplayable:
    try:
        return await Play.prepare(cell, await open_market(client, secret))
    except UNPLAYABLE as failure:
        return Unplayable(failure)


async def _attempt(play: Play | Unplayable, part: Callable[[Play], Awaitable[None]]) -> Play | Unplayable:
    if isinstance(play, Unplayable):
        return play
    try:
        await part(play)
    except UNPLAYABLE as failure:
        return Unplayable(failure)
    return play


async def _judge(play: Play | Unplayable) -> Verdict:
    if isinstance(play, Unplayable):
        return Verdict([f"could not be played: {play.failure!r}"])
    try:
        await play.scene.market.renew_tokens()  # a batch may have taken longer than they live
        await play.play_left_act()
        return Verdict(await play.find_faults(), play.waited)
    except UNPLAYABLE as failure:
        return Verdict([f"could not be judged: {failure!r}"])
