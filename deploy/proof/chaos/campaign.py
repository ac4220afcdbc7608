"""Course of a campaign: people at work, deaths, and then everything has to come right by itself."""

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
from deploy.local.progress import print_progress
from deploy.local.suite import SERVICES
from deploy.verify import subscriptions
from deploy.verify.invariants import Invariant, check_invariant, read_invariants
from deploy.verify.overviews import Context

from . import aftermath, cut_logs, troubles
from .load import Tally, play_customer
from .receiver import Receiver, run_receiver
from .stage import ALL_SERVICES, Stage

CONVERGE_SECONDS: Final = 60.0
FROZEN_SECONDS: Final = 8.0
LONG_FROZEN_SECONDS: Final = 25.0
"""Longer than any request, and than the grace of any deadline."""
# These two may be behind for a while when all is well; after a campaign they may not.
GRACE_PERIODS: Final = {"INV-X2": "interval '30 seconds'", "INV-X3": "interval '60 seconds'"}


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
    def has_lost_nothing(self) -> bool:
        return not self.violations and self.converged is not None

    @property
    def is_clean(self) -> bool:
        return not self.missed and self.has_lost_nothing


@dataclass(frozen=True)
class Plan:
    seed: int
    kills: Sequence[str] = ()
    """What is killed at random times, after the named points; `~name` is frozen for a while instead, `~~name` for long,
    and `!name` is a trouble."""
    customers: int = 3
    points_seconds: float = 600.0
    gap_seconds: tuple[float, float] = (1.0, 4.0)


SERVICE_VICTIMS: Final = (
    *SERVICES,
    "escrow",
    "disputes",
    "RabbitMQ",
    "PostgreSQL",
    "~RabbitMQ",
    "~escrow",
    "~disputes",
    "~~RabbitMQ",
    *(f"!{trouble}" for trouble in troubles.TROUBLES),
)
EMBEDDED_VICTIMS: Final = (ALL_SERVICES, ALL_SERVICES, "PostgreSQL", f"~{ALL_SERVICES}")


def draw_victims(seed: int, number: int, victims: Sequence[str] = SERVICE_VICTIMS) -> list[str]:
    dice = random.Random(seed)
    return [dice.choice(victims) for _ in range(number)]


async def run_campaign(stage: Stage, plan: Plan, report: Report | None = None) -> Report:
    """`report`: is filled as it goes on, so that whoever gave it has it after a failure, too."""
    report = Report() if report is None else report
    async with run_receiver() as webhooks:
        await _work_and_harm(stage, plan, report, webhooks)
        report.missed = stage.remaining_points
        if stage.failure is not None:
            raise stage.failure
        await _await_convergence(stage, report)
    return report


async def _work_and_harm(stage: Stage, plan: Plan, report: Report, webhooks: Receiver) -> None:
    over, secret = asyncio.Event(), credentials.ensure_credentials(stage.stack.state).admin
    at_work = [
        asyncio.create_task(play_customer(stage.stack.url, secret, 2 * number, over, report.tally, webhooks))
        for number in range(plan.customers)
    ]
    harm = asyncio.create_task(_harm_services(stage, plan, report))
    try:
        await asyncio.wait([harm, *at_work], return_when=asyncio.FIRST_COMPLETED)
        over.set()
        await asyncio.gather(harm, *at_work)
    finally:
        for task in (harm, *at_work):
            task.cancel()
        await asyncio.gather(harm, *at_work, return_exceptions=True)


async def _harm_services(stage: Stage, plan: Plan, report: Report) -> None:
    dice = random.Random(plan.seed)
    deadline = time.monotonic() + plan.points_seconds
    while stage.remaining_points and stage.failure is None and time.monotonic() < deadline:
        await asyncio.sleep(0.2)
    report.died = stage.died
    for victim in plan.kills:
        await asyncio.sleep(dice.uniform(*plan.gap_seconds))
        await _harm_victim(stage, victim)
        report.killed.append(victim)
    await _wait_all_ready(stage)


async def _harm_victim(stage: Stage, victim: str) -> None:
    if victim.startswith("!"):
        print_progress(f"Making trouble: {victim[1:]}")
        await _wait_all_ready(stage)  # what was harmed before it explains nothing
        await troubles.make_trouble(stage, victim[1:])
        return
    print_progress(f"{'Freezing' if victim.startswith('~') else 'Killing'} {victim.lstrip('~')}")
    name = victim.lstrip("~")
    with suppress(ProcessLookupError):  # it was just dying by itself
        if victim.startswith("~"):
            stage.freeze_service(name)
            await asyncio.sleep(LONG_FROZEN_SECONDS if victim.startswith("~~") else FROZEN_SECONDS)
            stage.thaw_service(name)
        else:
            stage.kill_service(victim)


async def _wait_all_ready(stage: Stage) -> None:
    for service in SERVICES:
        while not await asyncio.to_thread(sandbox.is_service_ready, f"{stage.stack.url}/health/{service}/ready", 5.0):
            if stage.failure is not None:
                raise stage.failure
            await asyncio.sleep(0.2)


async def _await_convergence(stage: Stage, report: Report) -> None:
    """Measures how long it takes, with nobody at work, until no invariant is broken and nothing is under way."""
    assert stage.stack.access is not None, "started"
    context = Context(await asyncio.to_thread(subscriptions.ask_suite_subscriptions), ["127.0.0.0/8"])
    dsn, home, started = stage.stack.access.dsn("auditor"), stage.stack.state / "evidence", time.monotonic()
    while time.monotonic() - started < CONVERGE_SECONDS:
        report.violations = (
            await troubles.find_unsettled(stage)
            or await _find_violations_of_all(stage, dsn, context)
            or await aftermath.find_wrong_files(dsn, home, report.tally.acknowledged)
        )
        if not report.violations:
            report.converged = time.monotonic() - started
            break
        await asyncio.sleep(0.5)
    else:
        return
    report.collected = await aftermath.collect_orphaned_files(stage.stack.access.url("svc_evidence"), home)
    if left := await aftermath.find_astray_files(dsn, home):
        report.violations["INV-V7"] = left
    if unnoticed := await cut_logs.find_unnoticed_cuts(stage):
        report.violations["cut logs"] = unnoticed


async def _find_violations_of_all(stage: Stage, dsn: str, context: Context) -> dict[str, Any]:
    """Compare what is kept with the rules and with the heads that were signed, without what was thrown in."""
    await troubles.clear_away(stage)
    heads = await cut_logs.check_signed_heads(stage)
    cut = {verdict.invariant.id: verdict.rows[:3] for verdict in heads if not verdict.holds}
    return cut | await find_violations(dsn, context)


async def find_violations(dsn: str, context: Context) -> dict[str, Any]:
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            verdicts = [
                await check_invariant(connection, invariant, context)
                for invariant in map(_strip_grace_period, read_invariants())
            ]
    finally:
        await connection.close()
    return {v.invariant.id: v.rows[:3] or v.problem for v in verdicts if not v.holds}


def _strip_grace_period(invariant: Invariant) -> Invariant:
    grace = GRACE_PERIODS.get(invariant.id)
    return invariant if grace is None else replace(invariant, query=invariant.query.replace(grace, "interval '0'"))
