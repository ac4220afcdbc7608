"""Run: draws one step after the other from the seed, carries each out to its end, and judges what is left."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from escrow.sandbox_clock import ADVANCE_LIMIT_SECONDS

from .carrier import SimulatedCarrier
from .database import DatabaseTime
from .logs import ErrorLog
from .network import Network
from .people import People
from .processes import Death, ProcessGone
from .silence import Silence
from .suite import Receivers
from .world import BEGINNING, SimulatedWorld

BURST_SECONDS, LULL_SECONDS = 1.0, 140.0
"""Between two steps, on average, where much happens at once and where it does not: a simulated day has about 900."""
PUMP_FACTOR: Final = 5
"""Who asks whether all is quiet is told as if it had slept longer: each time costs as much as a step."""
REPORTED_STEPS: Final = 500
DUE_WITHIN: Final = timedelta(hours=4)
AROUND_DUE: Final = (-2.0, -0.001, 0.0, 5.0, 12.5)
"""Seconds from a deadline to where time leaps, now and then: just before, at it, within the grace, and behind."""
LONGEST_STEP_SECONDS: Final = 120.0
"""Of this machine. What takes longer hangs."""
LOSSY, TROUBLED, AWAY = 0.04, 0.06, 0.2
RELAY_WEIGHTS: Final = {"escrow": 4.0, "disputes": 4.0, "mediation": 3.0, "evidence": 1.5, "notifications": 0.5}
Step = Callable[[], Awaitable[str]]
LONGEST_DOWN: Final = 8
MOST_SEAMS: Final = 60
SILENCES: Final = 0.008
SILENT_SHARE: Final = 0.5
"""Of the steps while a silence is under way."""


class SimulationFailed(AssertionError):
    """Raised when a run has found something that must not be."""


@dataclass
class Simulation:
    """Run under way."""

    seed: int
    world: SimulatedWorld
    time: DatabaseTime
    network: Network
    carrier: SimulatedCarrier
    receivers: Receivers
    people: People
    error_log: ErrorLog
    lines: list[str] = field(default_factory=list)
    report: Callable[[str], None] = lambda _: None
    """Told, once in a while, how far it is."""
    steps: int = 0
    deaths: int = 0
    _reported: int = 0
    silence: Silence | None = None
    _pumped: float = 0.0
    """Seconds that somebody has slept in the current step."""
    _down: dict[str, int] = field(default_factory=dict)
    """Steps until a process that has died is started again."""
    _digest: Any = field(default_factory=hashlib.sha256)
    outer_tasks: set[Any] = field(default_factory=asyncio.all_tasks)
    """Tasks of whoever runs it."""

    @property
    def digest(self) -> str:
        return str(self._digest.hexdigest())

    async def run_until(self, passed: timedelta, *, most_steps: int | None = None) -> None:
        """Go on until so much simulated time has passed. Raises SimulationFailed."""
        self.set_trouble(is_on=True)
        while self.world.now < BEGINNING + passed and (most_steps is None or self.steps < most_steps):
            await self.perform_step()
            if self.steps - self._reported >= REPORTED_STEPS:
                self._reported = self.steps
                self.report(f"seed {self.seed}: step {self.steps}, {self.world.now - BEGINNING}, {self.deaths} deaths")

    def set_trouble(self, *, is_on: bool) -> None:
        self.network.lossy, self.carrier.troubled, self.receivers.away = (
            (LOSSY, TROUBLED, AWAY) if is_on else (0.0, 0.0, 0.0)
        )

    async def perform_step(self) -> None:
        """Let time pass, and one thing happen; then wait until nothing of it goes on."""
        await self.pass_time(await self._draw_pause())
        await self._start_some()
        await self._trouble_some()
        step = self._choose_step()
        try:
            outcome = await self.carry_out(step)
        except ProcessGone as process:
            outcome = f"{process} has died"
        self.note(outcome)
        await self.bury_dead()
        self.require_no_fault()

    async def carry_out(self, step: Step) -> str:
        self.world.pump, self._pumped = self._pump, 0.0
        try:
            async with asyncio.timeout(LONGEST_STEP_SECONDS):
                return await step()
        except TimeoutError:
            raise self.fail("a step does not end") from None
        finally:
            await self._wait_until_quiet()
            self.world.pump = None

    def note(self, outcome: str) -> None:
        self.steps += 1
        line = f"{self.steps} {self.world.now:%d %H:%M:%S} {outcome}"
        self._digest.update(line.encode())
        self.lines.append(line)

    async def pass_time(self, seconds: float) -> None:
        self.world.now += timedelta(microseconds=round(seconds * 1e6))
        await self.time.set(self.world.now)
        for process in self.network.processes.values():
            if process.is_up:
                process.tell_time()

    async def _draw_pause(self) -> float:
        """Draw how long nothing happens: until a deadline is near, a moment, or a while."""
        dice = self.world.choices
        fate = dice.random()
        if fate < 0.025 and (due_at := await self.time.find_next_due(self.world.now + DUE_WITHIN)) is not None:
            return max((due_at - self.world.now).total_seconds() + dice.choice(AROUND_DUE), 0.0)
        mean = BURST_SECONDS if fate < 0.52 else LULL_SECONDS
        return min(dice.expovariate(1 / mean), 10 * mean)

    def _choose_step(self) -> Step:
        if self.silence is not None and self.world.choices.random() < SILENT_SHARE:
            return self._go_on_in_silence
        weights: dict[Step, float] = {
            self.people.act: 54.0,
            self._deliver_some: 26.0 if self.carrier.has_waiting else 0.0,
            self._relay_some: 20.0,
            self._work_some: 12.0,
            self.people.move_clock: 0.8,
            self.people.read_on: 3.0,
            self._refill_some: 8.0 if self.carrier.unfilled else 0.0,
        }
        [chosen] = self.world.choices.choices([*weights], [*weights.values()])
        return chosen

    async def _deliver_some(self) -> str:
        readers = sorted(reader for reader, queue in self.carrier.queues.items() if queue)
        reader = self.world.choices.choice(readers)
        return await self.deliver(reader, orderly=self.world.choices.random() < 0.3)

    async def deliver(self, reader: str, *, orderly: bool) -> str:
        """Hand a reader a group. It is acknowledged once it is carried out, unless that is lost."""
        process = self.network.processes[reader]
        if not process.is_up:
            return f"{reader} is down, and its queue waits"
        group = self.carrier.choose_group(reader, orderly=orderly)
        await process.run(process.service.consumer.consume_group(group))
        is_lost = self.world.choices.random() < self.carrier.troubled
        if not is_lost:
            self.carrier.acknowledge(reader, group)
        return f"{reader} reads {len(group)}{', unacknowledged' if is_lost else ''}"

    async def _go_on_in_silence(self) -> str:
        assert self.silence is not None, "the caller has looked"
        outcome = await self.silence.go_on()
        if self.silence.is_over:
            self.silence = None
        return outcome

    def end_silence(self) -> None:
        if self.silence is not None:
            self.note(self.silence.end())
            self.silence = None

    async def _relay_some(self) -> str:
        if not (services := self._list_up()):
            return "all are down"
        [service] = self.world.choices.choices(services, [RELAY_WEIGHTS[service] for service in services])
        return await self.run_pass(service, "relay")

    async def _work_some(self) -> str:
        if not (services := self._list_up()):
            return "all are down"
        service = self.world.choices.choice(services)
        passes = sorted(self.network.processes[service].passes)
        likely = [name for name in ("deadlines", "retry", "courier") if name in passes]
        return await self.run_pass(service, self.world.choices.choice([*passes, *likely, *likely]))

    async def run_pass(self, service: str, name: str) -> str:
        """Run one pass of one worker. A carrier that takes nothing is no fault of the worker's."""
        process = self.network.processes[service]
        if not process.is_up:
            return f"{service} is down"
        try:
            done = await process.run(_await_pass(process.passes[name]))
        except ConnectionError as error:
            return f"{service} {name}: {error}"
        return f"{service} {name}: {done}"

    async def _refill_some(self) -> str:
        return await self.refill(self.world.choices.choice(sorted(self.carrier.unfilled)))

    async def refill(self, reader: str) -> str:
        process = self.network.processes[reader]
        if not process.is_up:
            return f"{reader} is down, and its queue new"
        try:
            fetched = await process.run(process.refill())
        except ProcessGone:
            raise
        except Exception as away:
            return f"{reader} cannot refill yet: {away!r}"
        self.carrier.unfilled.discard(reader)
        return f"{reader} has fetched {fetched}"

    def _list_up(self) -> list[str]:
        return [name for name, process in self.network.processes.items() if process.is_up]

    async def _trouble_some(self) -> None:
        """Let something go wrong, now and then: a death to come, a queue lost, a service out of the others' reach."""
        dice, services = self.world.choices, [*self.network.processes]
        fate = dice.random()
        if fate < 0.03:
            process = self.network.processes[dice.choice(services)]
            if process.is_up and process.death is None:
                process.death = Death(process.name, dice.randint(1, MOST_SEAMS))
        elif self.silence is not None:
            return
        elif fate < 0.034:
            reader = dice.choice(services)
            self.note(f"{reader} loses its queue of {self.carrier.lose_queue(reader)}")
        elif fate < 0.042:
            self.network.severed = {dice.choice(services)}
        elif fate < 0.07:
            self.network.severed = set()
        elif fate < 0.07 + SILENCES:
            self.silence = Silence(self, self.people.begin_deal())

    async def bury_dead(self) -> None:
        for process in self.network.processes.values():
            if process.has_died:
                assert process.death is not None
                self.note(f"{process.name} died at {process.death.at}")
                await process.stop()
                self.deaths += 1
                self._down[process.name] = self.world.choices.randint(0, LONGEST_DOWN)

    async def _start_some(self) -> None:
        for name in sorted(self._down):
            self._down[name] -= 1
            if self._down[name] < 0:
                await self.start(name)

    async def start(self, name: str) -> None:
        self._down.pop(name, None)
        await self.network.processes[name].start()

    async def start_all(self) -> None:
        for process in self.network.processes.values():
            process.death = None
        for name in sorted(self._down):
            await self.start(name)

    async def carry_all(self) -> None:
        """Carry whatever waits: every outbox, every queue, every message whose time has come."""
        for service in [*self.network.processes]:
            with suppress(ProcessGone):
                await self.run_pass(service, "relay")
            with suppress(ProcessGone):
                await (self.refill(service) if service in self.carrier.unfilled else self._read_all(service))
            with suppress(ProcessGone):
                await self.run_pass(service, "retry")

    async def _read_all(self, service: str) -> None:
        while self.carrier.has_waiting and self.carrier.queues[service] and self.network.processes[service].is_up:
            await self.deliver(service, orderly=True)

    async def _pump(self, seconds: float) -> None:
        """Let happen what does while somebody waits within a step. Raises TimeoutError where a walk of the clock takes
        too long: its own limit is in seconds of the machine."""
        self._pumped += (passed := seconds * PUMP_FACTOR)
        if self._pumped > ADVANCE_LIMIT_SECONDS:
            raise TimeoutError
        await self.pass_time(passed)
        await self.carry_all()

    async def _wait_until_quiet(self) -> None:
        sleeping = {task for process in self.network.processes.values() for task in process.tasks}
        ends = time.monotonic() + LONGEST_STEP_SECONDS
        while busy := asyncio.all_tasks() - sleeping - {asyncio.current_task()} - self.outer_tasks:
            if time.monotonic() > ends:
                raise self.fail(f"a step leaves {len(busy)} tasks behind: {sorted(map(repr, busy))[:3]}")
            await asyncio.wait(busy, timeout=1.0)

    def require_no_fault(self) -> None:
        if faults := [*self.people.faults, *self.error_log.errors]:
            raise self.fail(faults[0])

    def fail(self, why: str) -> SimulationFailed:
        last = "\n".join(self.lines[-25:])
        return SimulationFailed(f"{why}\n\nThe last steps:\n{last}\n\nPlay it again: make simulate SEED={self.seed}")


async def _await_pass(run_pass: Callable[[], Awaitable[object]]) -> object:
    return await run_pass()
