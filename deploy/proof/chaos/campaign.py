"""The course of a campaign: people at work, deaths, and then everything has to come right by itself."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Final

import asyncpg

from deploy.local import credentials, sandbox
from deploy.local.say import say
from deploy.local.suite import SERVICES
from deploy.verify import subscriptions
from deploy.verify.invariants import Invariant, ask, read
from deploy.verify.overviews import Context

from . import kept
from .load import Tally, customer
from .receiver import Receiver, receiver
from .stage import TOGETHER, Stage

CONVERGE_SECONDS: Final = 60.0
FROZEN_SECONDS: Final = 8.0
# These two may be behind for a while when all is well; after a campaign they may not.
AT_ONCE: Final = {"INV-X2": "interval '30 seconds'", "INV-X3": "interval '60 seconds'"}


@dataclass
class Report:
    died: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    """Points that nothing came past: they prove nothing."""
    killed: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    converged: float | None = None
    collected: int = 0
    """Files that a crash had left without a row, and that the collector took."""
    violations: dict[str, Any] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        return not self.missed and not self.violations and self.converged is not None


@dataclass(frozen=True)
class Plan:
    seed: int
    kills: Sequence[str] = ()
    """What is killed at random times, after the named points; `~name` is frozen for a while instead."""
    customers: int = 3
    points_seconds: float = 600.0
    gap_seconds: tuple[float, float] = (1.0, 4.0)


APART: Final = (*SERVICES, "escrow", "disputes", "RabbitMQ", "PostgreSQL", "~RabbitMQ", "~escrow", "~disputes")
EMBEDDED: Final = (TOGETHER, TOGETHER, "PostgreSQL", f"~{TOGETHER}")


def some(seed: int, number: int, victims: Sequence[str] = APART) -> list[str]:
    dice = random.Random(seed)
    return [dice.choice(victims) for _ in range(number)]


async def run(stage: Stage, plan: Plan) -> Report:
    report = Report()
    async with receiver() as webhooks:
        await _work_and_harm(stage, plan, report, webhooks)
        if stage.failure is not None:
            raise stage.failure
        await _converge(stage, report)
    return report


async def _work_and_harm(stage: Stage, plan: Plan, report: Report, webhooks: Receiver) -> None:
    over, secret = asyncio.Event(), credentials.ensure(stage.stack.state).admin
    at_work = [
        asyncio.create_task(customer(stage.stack.url, secret, 2 * number, over, report.tally, webhooks))
        for number in range(plan.customers)
    ]
    harm = asyncio.create_task(_harm(stage, plan, report))
    try:
        await asyncio.wait([harm, *at_work], return_when=asyncio.FIRST_COMPLETED)
        over.set()
        await asyncio.gather(harm, *at_work)
    finally:
        for task in (harm, *at_work):
            task.cancel()
        await asyncio.gather(harm, *at_work, return_exceptions=True)


async def _harm(stage: Stage, plan: Plan, report: Report) -> None:
    dice = random.Random(plan.seed)
    deadline = time.monotonic() + plan.points_seconds
    while stage.ahead and stage.failure is None and time.monotonic() < deadline:
        await asyncio.sleep(0.2)
    report.died, report.missed = stage.died, stage.ahead
    for victim in plan.kills:
        await asyncio.sleep(dice.uniform(*plan.gap_seconds))
        await _one(stage, victim)
        report.killed.append(victim)
    await _all_ready(stage)


async def _one(stage: Stage, victim: str) -> None:
    say(f"{'Freezing' if victim.startswith('~') else 'Killing'} {victim.removeprefix('~')}")
    with suppress(ProcessLookupError):  # it was just dying by itself
        if victim.startswith("~"):
            stage.freeze(victim[1:])
            await asyncio.sleep(FROZEN_SECONDS)
            stage.thaw(victim[1:])
        else:
            stage.kill(victim)


async def _all_ready(stage: Stage) -> None:
    for service in SERVICES:
        while not await asyncio.to_thread(sandbox.ready, f"{stage.stack.url}/health/{service}/ready", 5.0):
            if stage.failure is not None:
                raise stage.failure
            await asyncio.sleep(0.2)


async def _converge(stage: Stage, report: Report) -> None:
    """Nobody does anything any more. How long until no invariant is broken, and nothing is under way?"""
    assert stage.stack.access is not None, "started"
    context = Context(await asyncio.to_thread(subscriptions.of_the_suite), ["127.0.0.0/8"])
    dsn, home, started = stage.stack.access.dsn("auditor"), stage.stack.state / "evidence", time.monotonic()
    while time.monotonic() - started < CONVERGE_SECONDS:
        report.violations = await violations(dsn, context) or await kept.wrong(dsn, home, report.tally.kept)
        if not report.violations:
            report.converged = time.monotonic() - started
            break
        await asyncio.sleep(0.5)
    else:
        return
    report.collected = await kept.collect(stage.stack.access.url("svc_evidence"), home)
    if left := await kept.astray(dsn, home):
        report.violations["INV-V7"] = left


async def violations(dsn: str, context: Context) -> dict[str, Any]:
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            verdicts = [await ask(connection, invariant, context) for invariant in map(_now, read())]
    finally:
        await connection.close()
    return {v.invariant.id: v.rows[:3] or v.problem for v in verdicts if not v.holds}


def _now(invariant: Invariant) -> Invariant:
    grace = AT_ONCE.get(invariant.id)
    return invariant if grace is None else replace(invariant, query=invariant.query.replace(grace, "interval '0'"))
