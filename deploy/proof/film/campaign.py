"""Recordings one after the other, each in a way drawn by the seed."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from deploy.local import place
from deploy.proof.demo import live, recorder
from deploy.proof.demo.deals import Case, Deal
from deploy.proof.demo.people import Person
from deploy.proof.demo.stage import Stage
from deploy.proof.testing import chromium

from .ways import Way, busy, install

PER_SIDE: Final = 16
"""Sessions of one party in a case: somewhat fewer than the suite allows."""


class Take(NamedTuple):
    way: Way
    result: str
    seconds: float
    frames: int
    gaps: int
    took: float
    remarks: tuple[str, ...]
    """Of the checks that did not pass, but for the words."""

    @property
    def good(self) -> bool:
        return self.result in self.way.expected


def takes(stage: Stage, ways: Sequence[Way], *, seed: int, seconds: int) -> Iterator[Take]:
    people = _people(stage)
    for number, way in enumerate(ways):
        case, by = next(people)
        yield take(case, by, way, random.Random(f"{seed} {number}"), seconds)


def take(case: Case, by: Person, way: Way, chance: random.Random, seconds: int) -> Take:
    session, began = opened(case, by), time.monotonic()
    other = opened(case, by) if way.cheat == "stolen" else session
    try:
        asyncio.run(_filmed(str(by.stage.client.base_url), session, other, way, chance, seconds))
    except (TimeoutError, RuntimeError) as stuck:
        return Take(way, "stuck", 0.0, 0, 0, time.monotonic() - began, (str(stuck)[:300],))
    found = live.checked(session, by)
    seen = found["verification"]
    remarks = tuple(
        f"{check['check']} {check['outcome']}: {check['reason']}"
        for check in seen["checks"]
        if check["outcome"] != "pass" and check["check"] != live.FOR_THE_EAR
    )
    took = time.monotonic() - began
    return Take(way, found["result"], seen["seconds"], seen["frames"], len(found["gaps"]), took, remarks)


def opened(case: Case, by: Person) -> dict[str, Any]:
    answer = by.post("/v1/evidence/video-sessions", {"dispute": case.id})
    by.stage.check(f"a recording is opened ({answer.text})", answer.status_code, 201)
    return dict(answer.json())


def _people(stage: Stage) -> Iterator[tuple[Case, Person]]:
    while True:
        deal = Deal.paid(stage, "Something to film", 10_000).shipped().delivered()
        options = [{"kind": "refund_full"}]
        case = Case.opened(
            deal, stage.buyer, reason="significantly_not_as_described", options=options, why="See the films."
        )
        for _ in range(PER_SIDE // 2):
            yield from ((case, stage.buyer), (case, stage.seller))


async def _filmed(
    address: str, session: dict[str, Any], other: dict[str, Any], way: Way, chance: random.Random, seconds: int
) -> None:
    program = await asyncio.to_thread(chromium.find_program, place.state())
    async with chromium.browsing(program) as browser, browser.tab() as tab, busy(way.busy):
        await tab.phone(scale=1)
        if way.cheat is not None:
            await install(tab, way.cheat, other)
        await tab.open(address + session["recorder_url"])
        await recorder.begin(tab)
        await way.happens(tab, chance, seconds)
        await recorder.finish(tab)
