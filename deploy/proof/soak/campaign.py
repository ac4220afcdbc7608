"""Course of a soak: people at work, a fault a minute, a look at every process, and everything verified now and then.

The faults leave the five services running, whose memory is what is watched: a process that was killed starts from
nothing, and would hide what grows. Killing them is what `make chaos` does.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from deploy.local import credentials
from deploy.local.progress import print_progress
from deploy.local.suite import SERVICES
from deploy.proof.chaos.campaign import FROZEN_SECONDS
from deploy.proof.chaos.cut_logs import check_signed_heads
from deploy.proof.chaos.load import Tally, play_customer
from deploy.proof.chaos.receiver import run_receiver
from deploy.proof.chaos.stage import Stage
from deploy.verify import subscriptions
from deploy.verify.invariants import check_invariants
from deploy.verify.overviews import Context

from .processes import Usage, find_growth, measure_group

FAULTS: Final = ("RabbitMQ", "PostgreSQL", "~RabbitMQ", *(f"~{service}" for service in SERVICES))
SETTLE_SECONDS: Final = 60.0
LOOK_SECONDS: Final = 1.0


@dataclass(frozen=True)
class Plan:
    seed: int
    minutes: float
    fault_seconds: float = 60.0
    verify_seconds: float = 900.0
    customers: int = 2


@dataclass
class Report:
    tally: Tally = field(default_factory=Tally)
    faults: list[str] = field(default_factory=list)
    samples: dict[str, list[Usage]] = field(default_factory=lambda: defaultdict(list))
    restarted: list[str] = field(default_factory=list)
    """Services whose process is another than at the beginning: what it had used is not known any more."""
    verified: int = 0
    violations: dict[str, Any] = field(default_factory=dict)

    @property
    def growth(self) -> list[str]:
        return [line for name in SERVICES for line in find_growth(name, self.samples.get(name, []))]

    @property
    def is_clean(self) -> bool:
        return not (self.violations or self.restarted or self.growth) and self.verified > 0


class Soak:
    def __init__(self, stage: Stage, plan: Plan, into: Path) -> None:
        self._stage, self._plan, self._into = stage, plan, into
        self._report = Report()
        self._leaders = {service: stage.pid_of_service(service) for service in SERVICES}

    async def run(self) -> Report:
        over, secret = asyncio.Event(), credentials.ensure_credentials(self._stage.stack.state).admin
        async with run_receiver() as webhooks:
            at_work = [
                asyncio.create_task(
                    play_customer(self._stage.stack.url, secret, 2 * number, over, self._report.tally, webhooks)
                )
                for number in range(self._plan.customers)
            ]
            course = asyncio.create_task(self._run_course())
            try:
                await asyncio.wait([course, *at_work], return_when=asyncio.FIRST_COMPLETED)
                over.set()
                await asyncio.gather(course, *at_work)
            finally:
                for task in (course, *at_work):
                    task.cancel()
                await asyncio.gather(course, *at_work, return_exceptions=True)
            await self._verify()  # once more, with nobody at work
        return self._report

    async def _run_course(self) -> None:
        dice, began = random.Random(self._plan.seed), time.monotonic()
        fault_at, verify_at = began + self._plan.fault_seconds, began + self._plan.verify_seconds
        while time.monotonic() < began + self._plan.minutes * 60:
            await asyncio.sleep(LOOK_SECONDS)
            if self._stage.failure is not None:
                raise self._stage.failure
            if time.monotonic() >= verify_at:
                await self._verify()
                verify_at += self._plan.verify_seconds
            if time.monotonic() >= fault_at:
                self._measure()  # before the fault: a minute after the last
                await self._harm(dice.choice(FAULTS))
                fault_at = max(fault_at + self._plan.fault_seconds, time.monotonic())

    def _measure(self) -> None:
        used: dict[str, Usage] = {}
        for service, leader in self._leaders.items():
            if self._stage.pid_of_service(service) != leader and service not in self._report.restarted:
                self._report.restarted.append(service)
            if (usage := measure_group(leader)) is not None:
                used[service] = usage
                self._report.samples[service].append(usage)
        self._note("usage", {service: usage._asdict() for service, usage in used.items()})

    async def _harm(self, victim: str) -> None:
        act: Callable[[str], None] = self._stage.freeze_service if victim[0] == "~" else self._stage.kill_service
        print_progress(f"{'Freezing' if victim[0] == '~' else 'Killing'} {victim.removeprefix('~')}")
        act(victim.removeprefix("~"))
        if victim[0] == "~":
            await asyncio.sleep(FROZEN_SECONDS)
            self._stage.thaw_service(victim[1:])
        self._report.faults.append(victim)
        self._note("fault", victim)

    async def _verify(self) -> None:
        """Verify all data, beside people at work. A minute after a fault nothing may be amiss any more."""
        access = self._stage.stack.access
        assert access is not None, "started"
        context = Context(await asyncio.to_thread(subscriptions.ask_suite_subscriptions), ["127.0.0.0/8"])
        until = time.monotonic() + SETTLE_SECONDS
        while True:
            # This cluster is thrown away, so it does not wait for its disk (INV-X10).
            verdicts = await check_invariants(access.dsn("auditor"), context, leave_out=["INV-X10"])
            verdicts = [*verdicts, *await check_signed_heads(self._stage)]
            broken = {v.invariant.id: [str(row) for row in v.rows[:3]] or v.problem for v in verdicts if not v.holds}
            if not broken or time.monotonic() >= until:
                break
            await asyncio.sleep(LOOK_SECONDS)
        self._report.verified += 1
        self._report.violations |= broken
        self._note("verify", broken or "clean")

    def _note(self, what: str, value: object) -> None:
        """Append to the file of results: what was seen stays, however the soak ends."""
        line = {"at": time.time(), "seed": self._plan.seed, "stories": self._report.tally.stories, what: value}
        with self._into.open("a") as file:
            file.write(json.dumps(line) + "\n")
