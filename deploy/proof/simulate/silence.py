"""Silences: no event travels, two services cannot ask each other, and meanwhile a deadline comes due that would pay.

A buyer opens a case before that, and is told that it is open. Whoever opened in time never loses by it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from common.kernel.ids import parse_id

from .books import PlainDeal
from .people import NotOffered

if TYPE_CHECKING:
    from .run import Simulation

CUT_OFF: Final = ("escrow", "disputes")
LEADING_TO_DELIVERY: Final = {"awaiting_funds": "fund", "funded": "ship", "shipped": "deliver"}
INSPECTION: Final = "1 hour"
SECONDS_BEFORE: Final = (2.0, 3_000.0)
SECONDS_BEHIND: Final = (11.0, 12.5, 30.0)
MOST_TRIES: Final = 12
SWEEPS: Final = 3
NEXT_DUE: Final = """
SELECT min(d.due_at - coalesce(c.shift, '0')) FROM escrow.deadlines d LEFT JOIN escrow.clocks c USING (tenant_id)
WHERE d.subject = $1 AND d.state = 'armed' AND d.kind = 'auto_release'
"""
Phase = Callable[[], Awaitable[str]]


@dataclass
class Silence:
    """Silence in the making: a deal is brought to its delivery, then nobody hears of what happens to it."""

    run: Simulation
    deal: PlainDeal
    is_over: bool = False
    _tries: int = 0
    _sweeps: int = 0
    _due_at: datetime | None = None
    _phase: Phase | None = None

    def __post_init__(self) -> None:
        self.deal.inspection = INSPECTION

    async def go_on(self) -> str:
        """Take its next step. Where one cannot be taken for too long, it is over."""
        self._tries += 1
        if self._tries > MOST_TRIES:
            return self.end()
        try:
            return await (self._phase or self._deliver)()
        except NotOffered as reason:
            return f"the silence waits: {reason}"

    def end(self) -> str:
        self.is_over, self.run.carrier.away = True, False
        self.run.network.severed = set()
        return "the silence ends"

    def _begin(self, phase: Phase) -> None:
        self._phase, self._tries = phase, 0

    async def _deliver(self) -> str:
        """Do what leads to the delivery; at its end everybody hears of it."""
        shown = await self.run.people.read_deal(self.deal)
        if shown["status"] in LEADING_TO_DELIVERY:
            return await self.run.people.do(self.deal, "platform", LEADING_TO_DELIVERY[shown["status"]])
        await self.run.carry_all()
        rows = await self.run.time.fetch(NEXT_DUE, parse_id("esc", self.deal.id))
        self._due_at = rows[0][0]
        if self._due_at is None:
            return self.end()
        self._begin(self._fall_silent)
        return f"#{self.deal.number} is delivered"

    async def _fall_silent(self) -> str:
        self.run.carrier.away = True
        self.run.network.severed = {self.run.world.choices.choice(CUT_OFF)}
        await self._wait_until(-self.run.world.choices.uniform(*SECONDS_BEFORE))
        self._begin(self._dispute)
        return f"a silence begins, with {self.run.network.severed} out of reach"

    async def _dispute(self) -> str:
        if self.deal.dispute is None:
            return await self.run.people.do(self.deal, "buyer", "dispute")
        assert self._due_at is not None, "it was found before"
        self.deal.is_disputed_in_time = self.run.world.now < self._due_at
        await self._wait_until(self.run.world.choices.choice(SECONDS_BEHIND))
        self._begin(self._sweep)
        return f"#{self.deal.number} is due"

    async def _sweep(self) -> str:
        self._sweeps += 1
        if self._sweeps > SWEEPS:
            return self.end()
        return await self.run.run_pass("escrow", "deadlines")

    async def _wait_until(self, seconds: float) -> None:
        """Let time pass until so many seconds from when the deal is due."""
        assert self._due_at is not None, "it was found before"
        left = (self._due_at - self.run.world.now).total_seconds() + seconds
        await self.run.pass_time(max(left, 0.0))
