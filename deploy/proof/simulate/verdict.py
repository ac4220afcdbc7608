"""Verdict on a run: without faults all of it comes to rest, and then everybody tells what was acknowledged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from deploy.local.roles import Access
from deploy.local.suite import SERVICES
from deploy.proof.feed.proof import find_differences, read_feed
from deploy.proof.testing.market import Market
from deploy.verify.overviews import Context
from deploy.verify.subscriptions import read_subscriptions_of

from .books import find_faults
from .database import find_violations
from .people import FeedReader
from .processes import Process
from .run import Simulation
from .world import BEGINNING

ROUND_SECONDS: Final = 15.0
MOST_ROUNDS: Final = 60
"""A quarter of an hour of simulated time: what failed for long is tried again after five minutes."""
SETTLED_SECONDS: Final = 90.0
"""After which invariants grant nothing any more for what is under way."""
MOST_PASSES: Final = 200
WORK: Final = ("deadlines", "platforms", "courier", "sealer", "retainer")
_UNDER_WAY: Final = """
SELECT count(*) FROM (
  SELECT 1 FROM {s}.outbox WHERE published_at IS NULL
  UNION ALL SELECT 1 FROM {s}.inbox WHERE state = 'retry'
  UNION ALL
  SELECT 1 FROM {s}.deadlines d LEFT JOIN {s}.clocks c USING (tenant_id)
  WHERE d.state = 'armed' AND d.due_at < coalesce(c.held_at, simulated.now() + coalesce(c.shift, '0')) - interval '12 s'
) AS waiting
"""


async def judge(run: Simulation, access: Access) -> None:
    """Bring a run to rest, then compare all there is. Raises SimulationFailed."""
    await converge(run)
    await _settle(run)
    apps = [process.app for process in run.network.processes.values()]
    context = Context(read_subscriptions_of(apps), ["127.0.0.0/8"])
    for id, rows in (await find_violations(access, context)).items():
        raise run.fail(f"{id} does not hold: {rows}")
    for fault in await _find_untruths(run):
        raise run.fail(fault)


async def converge(run: Simulation) -> None:
    """Let everybody work without faults until nothing is under way. Raises SimulationFailed where that never comes."""
    run.set_trouble(is_on=False)
    run.end_silence()
    run.network.severed = set()
    await run.start_all()
    await _come_to_rest(run)


async def _come_to_rest(run: Simulation) -> None:
    for _ in range(MOST_ROUNDS):
        await run.pass_time(ROUND_SECONDS)
        await run.carry_out(lambda: _work_round(run))
        run.require_no_fault()
        if not (left := await _count_under_way(run)):
            return
    raise run.fail(f"after {MOST_ROUNDS} rounds without a fault there is still under way: {left}")


async def _work_round(run: Simulation) -> str:
    for reader in sorted(run.carrier.unfilled):
        await run.refill(reader)
    for sent in [*run.people.unanswered]:
        run.people.unanswered.remove(sent)
        await run.people.send(sent)
    await run.carry_all()
    for service in SERVICES:
        for name in WORK:
            await _work_off(run.network.processes[service], name)
    return "a round"


async def _work_off(process: Process, name: str) -> None:
    """Run passes of a worker until one has found nothing to do."""
    for _ in range(MOST_PASSES if name in process.passes else 0):
        if not await process.passes[name]():
            return


async def _count_under_way(run: Simulation) -> dict[str, int]:
    counts = {service: (await run.time.fetch(_UNDER_WAY.format(s=service)))[0][0] for service in SERVICES}
    queued = {f"{reader}'s queue": len(queue) for reader, queue in run.carrier.queues.items()}
    unanswered = {"unanswered": len(run.people.unanswered), "new queues": len(run.carrier.unfilled)}
    return {name: count for name, count in (counts | queued | unanswered).items() if count}


async def _settle(run: Simulation) -> None:
    for _ in range(3):
        await run.pass_time(SETTLED_SECONDS)
        await run.carry_out(lambda: _work_round(run))
    run.require_no_fault()
    await _come_to_rest(run)  # a deadline of these very minutes is told to everybody, too


async def _find_untruths(run: Simulation) -> list[str]:
    """Compare each deal with what was acknowledged of it, and the feed of each platform with what is served."""
    faults: list[str] = []
    for deal in run.people.deals:
        if not deal.id:
            continue
        platform = run.people.person("platform", deal.platform)
        escrow = await platform.get(deal.path)
        case = await platform.get(f"/v1/disputes/{deal.dispute}") if deal.dispute else None
        faults += [f"#{deal.number} {deal.id} ({deal.policy}): {fault}" for fault in find_faults(deal, escrow, case)]
        run.note(f"#{deal.number} {escrow['status']} {case and (case['status'], case['stage'], case['outcome'])}")
    for platform_id in run.people.platforms:
        faults += await _compare_feed(run, platform_id)
    return faults


async def _compare_feed(run: Simulation, platform: str) -> list[str]:
    """Read on to the end, from where the platform's own reader was."""
    person, reader = run.people.person("platform", platform), run.people.readers.get(platform, FeedReader())
    market = Market(platform, person, person, person, person)
    await read_feed(market, reader.books, reader.cursor or None)
    return await find_differences(market, reader.books)


def describe(run: Simulation, seconds: float, processor_seconds: float) -> dict[str, Any]:
    """Figures of a run that has ended well."""
    deals = run.people.deals
    return {
        "seed": run.seed,
        "steps": run.steps,
        "simulated_hours": round((run.world.now - BEGINNING) / timedelta(hours=1), 1),
        "seconds": round(seconds, 1),
        "processor_seconds": round(processor_seconds, 1),
        "deals": len(deals),
        "disputes": sum(deal.dispute is not None for deal in deals),
        "deaths": run.deaths,
        "lost": run.network.lost,
        "published": run.carrier.published,
    }
