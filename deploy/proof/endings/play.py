"""Play of one pair: first one act, then the other, or both at once, with something out of reach meanwhile or not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import uuid4

import httpx

from deploy.proof.testing.market import Case, Market

from .acts import ACTS, CLOCKS, name_answer
from .scene import Scene
from .scenes import SCENES
from .table import PENDING, YES, EndingAct, Pair
from .verdict import ORDERS, Answers, Order, find_end, find_untruths

BROKER: Final = "RabbitMQ"
AHEAD: Final = timedelta(seconds=30)
"""How long before a clock is due the time of a platform is left to run by itself."""
SWEPT_SECONDS: Final = 16.0
"""How long after its instant a clock has certainly been looked at: its grace, and a sweep."""
UNDECIDED: Final = ("request_outdated", "overloaded")
"""Answers of a machine that is too busy: nothing was done, and a client sends the same request again."""
SENDINGS: Final = 6
VERSIONED_ACTS: Final = ("ruling", "refuse_verification")


class Way(StrEnum):
    """Who comes first."""

    IN_ORDER = "in order"
    REVERSED = "reversed"
    AT_ONCE = "at once"


@dataclass(frozen=True, slots=True)
class Cell:
    """Pair, the way in which its acts come, and what is out of reach meanwhile. None: nothing is."""

    pair: Pair
    way: Way
    away: str | None = None

    @property
    def orders(self) -> tuple[Order, ...]:
        """Orders in which the acts may have taken effect."""
        return ORDERS if self.way is Way.AT_ONCE else (ORDERS[self.way is Way.REVERSED],)

    @property
    def name(self) -> str:
        without = f", {self.away} away" if self.away else ""
        return f"{self.pair.name} ({self.way}{without})"

    @property
    def clock(self) -> EndingAct | None:
        return next((act for act in self.pair.acts if act.is_clock), None)

    @property
    def service_away(self) -> str | None:
        """Service that one act cannot reach, and without which the other cannot be sent."""
        return None if self.away == BROKER else self.away


@dataclass
class Play:
    """Play of a cell with a case of its own: prepared, played, and judged."""

    cell: Cell
    scene: Scene
    answers: list[str | None] = field(default_factory=lambda: [None, None])
    waited: bool = False
    """An act could not be decided at once, although the owner was within reach: it was slow, or not certain yet."""
    due_at: float = 0.0
    """When the pair's clock is due, on this machine's own clock, where time runs by itself."""

    @classmethod
    async def prepare(cls, cell: Cell, market: Market) -> Play:
        """Bring a case to the place."""
        assert cell.pair.place is not None, "only what can occur is played"
        play = cls(cell, await SCENES[cell.pair.place](market))
        await market.settle_events()
        for act in cell.pair.acts:
            if act.is_clock:
                play.require_standing_offer(await play.scene.read_clock_if_running(CLOCKS[act.name]))
        return play

    def require_standing_offer(self, until: datetime) -> None:
        """Refuse a place whose offer is over before the clock that it is to race: nobody could accept it in time."""
        ends_at = self.scene.offer_ends_at
        if ends_at is not None and any(act.name == "accept" for act in self.cell.pair.acts):
            assert ends_at >= until, f"the offer stands until {ends_at}, the clock runs until {until}"

    async def approach_clock(self) -> None:
        """Come shortly before the pair's clock, where time will have to run by itself because something is away."""
        if self.cell.away is not None and self.cell.clock is not None:
            due_at = await self.scene.read_clock_if_running(CLOCKS[self.cell.clock.name])
            await self.scene.advance_to(due_at - AHEAD)
            self.due_at = time.monotonic() + AHEAD.total_seconds()

    async def play_acts(self) -> None:
        """Play both acts, or only the earlier one where the later one's service is away."""
        if self.cell.way is Way.AT_ONCE:
            await asyncio.gather(self._perform(0), self._perform(1))
        else:
            await self.play_earlier_act()
            if self.cell.service_away is None:
                await self.play_later_act()
        if self.cell.away is not None and self.cell.clock is not None:
            await _sleep_until(self.due_at + SWEPT_SECONDS)

    async def play_earlier_act(self) -> None:
        await self._perform(self.cell.orders[0].earlier)

    async def play_later_act(self) -> None:
        await self._perform(self.cell.orders[0].later)

    async def play_left_act(self) -> None:
        """Play what could not be sent, once all is within reach again and the earlier act has had its effect."""
        if self.cell.service_away is not None:
            await self.scene.market.settle_events()
            await self.play_later_act()

    async def find_faults(self) -> list[str]:
        """Wait until nothing is under way any more, and look."""
        await self.scene.market.settle_events()
        has_waited = await self._resolve_opening()
        pair, answers = self.cell.pair, Answers((self.answers[0], self.answers[1]))
        self.waited = self.cell.service_away is None and (answers.waited(pair) or has_waited)
        orders = ORDERS if self.waited else self.cell.orders
        fitting = [order for order in orders if self._fits(answers, order)]
        if not fitting:
            acts = ", ".join(f"{act.name}: {answer}" for act, answer in zip(pair.acts, answers.of, strict=True))
            return [f"answers that no order explains: {acts}"]
        faults: list[str] = []
        for order in fitting:
            ended_by = find_end(pair, order, answers)
            if ended_by is not None and ended_by.name == "ruling":
                await self.scene.pass_clock_if_running(CLOCKS["contest_over"])
            faults = await find_untruths(self.scene, ended_by, pair)
            if not faults:
                return []
        return [*faults, f"(answers: {answers.of})"]

    async def _resolve_opening(self) -> bool:
        """Find what became of a case whose money was not frozen yet when it was opened; tell whether one was."""
        waiting = [n for n, act in enumerate(self.cell.pair.acts) if act.name == "open" and self.answers[n] == PENDING]
        for position in waiting:
            case = await self.scene.opened.read_case()
            self.answers[position] = "void" if case["outcome"] == "void" else YES
        return bool(waiting)

    def _fits(self, answers: Answers, order: Order) -> bool:
        at_once = self.cell.way is Way.AT_ONCE
        return answers.fit(self.cell.pair, order, at_once=at_once, without=self.cell.service_away)

    async def _perform(self, position: int) -> None:
        act = self.cell.pair.acts[position]
        if act.is_clock:
            await self._pass_clock(act)
            return
        if act.name in VERSIONED_ACTS:
            await self.scene.read_version()
        answer = await self._send(ACTS[act.name])
        self.answers[position] = name_answer(answer)
        if act.name == "open" and self.answers[position] in (YES, PENDING):
            self.scene.case = Case(self.scene.market, f"/v1/disputes/{answer.json()['id']}")

    async def _send(self, act: Callable[[Scene, str], Awaitable[httpx.Response]]) -> httpx.Response:
        """Send an act; again under the same key where the service says that it came too late to be looked at."""
        key = uuid4().hex
        for _ in range(SENDINGS - 1):
            answer = await act(self.scene, key)
            if name_answer(answer) not in UNDECIDED:
                return answer
        return await act(self.scene, key)

    async def _pass_clock(self, clock: EndingAct) -> None:
        """Let a clock's instant pass: moved, or by itself."""
        if self.cell.away is None:
            await self.scene.advance_to(await self.scene.read_clock_if_running(CLOCKS[clock.name]))
        elif self.cell.way is not Way.AT_ONCE:
            await _sleep_until(self.due_at + 0.5)


async def _sleep_until(at: float) -> None:
    await asyncio.sleep(max(0.0, at - time.monotonic()))
