"""B10: memory of a service: idle, under load, and while a large file is uploaded."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from deploy.local.suite import SERVICES
from deploy.proof.bench.figures import Figure, RowResult
from deploy.proof.bench.processor_time import read_memory_megabytes
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import Stage
from deploy.proof.bench.targets import measured
from deploy.proof.bench.upload import run_upload

from .deals import deal_lane

UPLOAD_MEGABYTES: Final = 1_000
LOOK_SECONDS: Final = 0.5


async def measure_memory(stage: Stage, progress: Progress, seconds: float) -> list[RowResult]:
    """The suite is to have been started lately: memory that was used once is not given back."""
    progress.say("memory: idle, then under load")
    idle = _read_memory(stage)
    market = await stage.open_market()
    loaded = await _watch_peaks(stage, lambda: stage.run_load(deal_lane(stage, market.platform.token, seconds=seconds)))
    progress.say(f"memory: an upload of {UPLOAD_MEGABYTES:,} MB")
    before = _read_memory(stage)["evidence"]
    uploaded = await _watch_peaks(stage, lambda: asyncio.to_thread(run_upload, stage.suite, UPLOAD_MEGABYTES))
    details = {
        **{f"{service}, idle": Figure([idle[service]], "MB") for service in SERVICES},
        **{f"{service}, under load (target: 200)": Figure([loaded[service]], "MB") for service in SERVICES},
        "evidence, more during the upload (target: 30)": Figure([uploaded["evidence"] - before], "MB"),
    }
    return [measured("B10", [max(idle.values())], details, note="the largest of five")]


async def _watch_peaks(stage: Stage, start: Callable[[], Awaitable[object]]) -> dict[str, float]:
    working = asyncio.ensure_future(start())
    peaks = _read_memory(stage)
    while not working.done():
        await asyncio.sleep(LOOK_SECONDS)
        peaks = {service: max(peaks[service], now) for service, now in _read_memory(stage).items()}
    await working
    return peaks


def _read_memory(stage: Stage) -> dict[str, float]:
    return {service: read_memory_megabytes(stage.suite.processes[service][:1]) for service in SERVICES}
