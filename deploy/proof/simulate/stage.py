"""Stage of a run: a database of its own with a clock that can be moved, five processes on it, platforms opened."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from deploy.local.roles import Access
from deploy.proof.testing.databases import Database, Databases
from deploy.proof.testing.market import open_platform
from deploy.proof.testing.tokens import Keys

from .carrier import SimulatedCarrier
from .database import DatabaseTime, simulate_time
from .logs import ErrorLog, watch_errors
from .network import Gateway, Network
from .people import People
from .processes import Process
from .run import Simulation
from .suite import SECRET, WEBHOOKS, Receivers, Suite
from .world import BEGINNING, SimulatedWorld, watch_crash_points

PLATFORMS: Final = 3


@dataclass(frozen=True)
class Ground:
    """What every run stands on: a server for its database, keys that sign tokens, a folder for files."""

    databases: Databases
    keys: Keys
    folder: Path


@asynccontextmanager
async def begin_simulation(seed: int, ground: Ground) -> AsyncIterator[tuple[Simulation, Access]]:
    """Start everything on a database of its own, which is gone afterwards."""
    world = SimulatedWorld(seed)
    with world.install(), watch_errors() as errors:
        async with (
            ground.databases.clone() as database,
            simulate_time(database, BEGINNING) as clock,
            _start_run(seed, world, ground, database, clock, errors) as run,
        ):
            yield run, database.access


@asynccontextmanager
async def _start_run(
    seed: int, world: SimulatedWorld, ground: Ground, database: Database, clock: DatabaseTime, errors: ErrorLog
) -> AsyncIterator[Simulation]:
    network, carrier, receivers = Network(world), SimulatedCarrier(world), Receivers(world)
    processes = Suite(world, database, ground.keys, ground.folder, network, carrier, receivers).make_processes()
    network.processes = processes
    async with httpx.AsyncClient(transport=Gateway(network), base_url="http://parley") as client:
        people = People(world, ground.keys, client)
        run = Simulation(seed, world, clock, network, carrier, receivers, people, errors)
        with watch_crash_points(_tell_processes(processes)):
            try:
                await _open_everything(run, client)
                yield run
            finally:
                for process in processes.values():
                    if process.is_up:
                        await process.stop()


def _tell_processes(processes: Mapping[str, Process]) -> Callable[[str], None]:
    def pass_seam(name: str) -> None:
        processes[name.partition(".")[0]].pass_seam(name)

    return pass_seam


async def _open_everything(run: Simulation, client: httpx.AsyncClient) -> None:
    for process in run.network.processes.values():
        await process.start()
    await run.pass_time(1.0)
    await run.carry_out(lambda: _open_platforms(run, client))
    run.require_no_fault()


async def _open_platforms(run: Simulation, client: httpx.AsyncClient) -> str:
    await run.carry_all()
    for number in range(PLATFORMS):
        platform = str((await open_platform(client, SECRET, f"Shop {number}"))["id"])
        run.people.platforms.append(platform)
        endpoint = {"url": WEBHOOKS, "event_types": ["*"]}
        await run.people.person("platform", platform).perform_act("/v1/webhook-endpoints", endpoint)
    await run.carry_all()
    return "platforms are open"
